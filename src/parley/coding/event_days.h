// coding/event_days.h - the last word on the days of events.
// Words     an act that is itself the cue of a statement ("it appealed to ...") is of that statement's day.
// The past  what has happened did so by the day of publication: of "this week" the days up to it are meant.
#pragma once

#include <vector>

#include "parley/coding/code.h"
#include "parley/coding/items.h"

namespace parley::coding {

void settle_days(const Context& context, std::vector<Event>& events);

}  // namespace parley::coding
