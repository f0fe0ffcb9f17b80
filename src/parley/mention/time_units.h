// mention/time_units.h - units of an expression of time: how far they reach, how TIMEX3 writes them.
#pragma once

#include <string>
#include <string_view>

#include "parley/knowledge/calendar.h"
#include "parley/mention/time_grammar.h"

namespace parley::mention {

inline constexpr std::uint32_t kFewSentences = 4;  // how far back "the next day" may count from

// The grain of a unit's code ("W2" is a fortnight); day for what is no unit.
knowledge::Grain grain_of(std::string_view unit);
// The day `count` units away; hours and less in whole days.
Day moved_by(Day day, std::string_view unit, double count);
// "P3D", "PT48H", "PXW".
std::string period_value(const TimePhrase& phrase);
// -1 for last, past and recent, 1 for next, else 0.
int direction(std::string_view which);

}  // namespace parley::mention
