// coding/event_implied.h - what the grammar of the act leaves out and the report gives next to it: whom
// a refusal answers, whom a reproach is about, against whom a town is taken; the day of words is the
// day they were spoken; a promise is made when it is spoken, whenever it falls due.
// Only what stands in the same sentence, in the act that is answered, or in the report's own account
// of who fights whom is taken; what is not told stays open.
#pragma once

#include <vector>

#include "parley/coding/code.h"
#include "parley/coding/items.h"

namespace parley::coding {

void add_implied(const Context& context, std::vector<Event>& events);

}  // namespace parley::coding
