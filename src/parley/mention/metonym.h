// mention/metonym.h - a place name that stands for a government ("Moscow said", "pressed Damascus",
// "talks with Tehran", "Ankara's refusal") or is the place ("in Moscow", "Damascus lies").
// Source  GeoWebNews' classes (Gritta, Pilehvar, Collier 2020); the words are knowledge
//         (actors/usage.tsv).
#pragma once

#include <cstdint>

#include "parley/knowledge/actors.h"
#include "parley/language/parse.h"

namespace parley::mention {

// Whether the name that covers `name` (its head is found here) acts or is dealt with as a party.
// Says nothing of what the name is: ask only of names of states, capitals and seats.
bool reads_as_government(const language::Parse& parse, Range name,
                         const knowledge::ActorBook& actors);

// Whether the words beside the name make it a place: "in Syria", "across Mali".
bool stands_as_place(const language::Parse& parse, Range name, const knowledge::ActorBook& actors);

// The token of `range` whose head lies outside of it; the last one that does.
std::uint32_t head_token(const language::Parse& parse, Range range);

}  // namespace parley::mention
