// coding/event.h - events: acts between parties, with status, day, place and source.
// Read     each clause is looked up in the lexicon of acts; its roles become parties; what could
//          not be told (no doer and nobody it was done to) is no event.
// Status   of the clause (status.h); an act older than a month before publication is historical,
// one
//          told in a denial denied. What is only demanded, offered or feared is left to the moves.
// Merged   one event for each act: the killing and the raid that killed, the headline and the
//          paragraph; evidence holds every place that tells it, the fullest first.
#pragma once

#include <vector>

#include "parley/coding/code.h"
#include "parley/coding/items.h"

namespace parley::coding {

// A predicate that the lexicon knows and that gave no event of its own.
struct PassedOver {
  std::uint32_t token = 0;
  std::string rule;    // Act::id
  std::string reason;  // "demanded (under urge): left to the moves", "no party is told"
};

// Material acts and those of consulting, accusing, supporting, in text order. What stands under one
// of the moves (the meeting that is agreed to, the withdrawal that is promised) is no act yet. What gave none is added to `passed`, for those who ask why.
std::vector<Event> find_events(const Context& context, const std::vector<Move>& moves,
                               std::vector<PassedOver>* passed = nullptr);

// Gives the events that have no place the one that their clause tells, where it tells one.
void add_places(const Context& context, std::vector<Event>& events);

// Events that tell the same act become one, the first of each group standing for it. For events of
// one report from whatever source (acts, moves).
std::vector<Event> merge_events(const Context& context, std::vector<Event> events);

}  // namespace parley::coding
