// coding/event_place.h - where and when a clause happens.
#pragma once

#include <string>
#include <vector>

#include "parley/coding/act.h"
#include "parley/coding/code.h"

namespace parley::coding {

// The place of the act, as named: from the act's own slots, then from "in", "at", "near" ..., then
// the first place in the clause, then that of the clause it hangs on. "" where none is told.
std::string place_of(const Context& context, const std::vector<Clause>& clauses,
                     const ActReader& acts, const knowledge::Act& act, const Clause& clause);

// The same, with the further places that are joined to it: "in Douma, Saqba and Hamuriyeh".
std::vector<std::string> places_of(const Context& context, const std::vector<Clause>& clauses,
                                   const ActReader& acts, const knowledge::Act& act,
                                   const Clause& clause);

}  // namespace parley::coding
