// coding/event_where.h - the place of an act that no word near it says.
// Meetings and signings  what a sentence before it in its paragraph opens with ("In Geneva, ..."), else, in the lead,
//                        the place of the dateline.
// Force                  the country that most places of the report lie in, where one of the parties belongs to it;
//                        where the report names no place, the victims' own. A country is what is known then, and is
//                        said as such.
#pragma once

#include <vector>

#include "parley/coding/code.h"
#include "parley/coding/items.h"

namespace parley::coding {

void settle_places(const Context& context, std::vector<Event>& events);

}  // namespace parley::coding
