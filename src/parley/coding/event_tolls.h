// coding/event_tolls.h - which counts are those of an act: "shelled the town, killing nine", "nine died when they shelled
// the town".
// A count belongs to the act that is its own predicate, else to the first act above it in its sentence, else to the
// first act below its predicate, else to one told in the same words; a part ("two of them children") to its whole's. What happened once is counted where
// the act was: such a count takes the act's place.
#pragma once

#include "parley/coding/code.h"
#include "parley/coding/items.h"

namespace parley::coding {

void link_tolls(const Context& context, Coded& coded);

}  // namespace parley::coding
