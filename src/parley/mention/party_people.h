// mention/party_people.h - nouns of people that no list holds: "the climbers", "a tourist", "those who".
#pragma once

#include <cstdint>

#include "parley/knowledge/lexicon.h"
#include "parley/language/parse.h"

namespace parley::mention {

// Whether the noun at the token means people: a person's name by its entity label, a word of the
// lexicon's class @person, a noun that "who" follows, or one with an ending of doers ("-er", "-ist",
// "-man") that is not in the class @thing.
bool means_people(const language::Parse& parse, const knowledge::Lexicon& lexicon,
                  std::uint32_t token);

}  // namespace parley::mention
