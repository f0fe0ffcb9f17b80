// coding/event_owners.h - whose is it? The parties behind nouns that name none themselves: "the
// League's plan", "a request from the minister", "army positions", "a Saudi-led strike", "an
// anti-junta offensive"; people whom no rule knew ("the climbers").
#pragma once

#include <optional>
#include <vector>

#include "parley/coding/clause.h"
#include "parley/coding/code.h"

namespace parley::coding {

// Names what acts through somebody or not at all: a report, a plan, a bomb, an attack. By the lemma.
bool is_thing(const Context& context, Token head);

// The heads of the phrases that own the noun, the surest first: its possessor or "by" phrase, "from",
// "of", then what stands before it ("army positions"; "Saudi" of "Saudi-led"). What stands behind "anti-"
// is no owner. Empty for other words.
std::vector<Token> owners_of(const Context& context, const std::vector<Clause>& clauses,
                             Token noun);

// What stands behind "anti-" before the noun: "ISIL" of "an anti-ISIL offensive".
std::vector<Token> aimed_at(const Context& context, Token noun);

// The people that the phrase names by a noun of doers that no rule knew, added to the mentions; nullopt
// where it is no such phrase. Of a nation's people the code is theirs ("two Canadian climbers").
std::optional<ActorId> name_stranger(const Context& context, Token head);

}  // namespace parley::coding
