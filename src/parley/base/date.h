// base/date.h - civil days, UTC; a range holds both its ends.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace parley {

using Day = std::chrono::sys_days;

struct DateRange {
  Day first;
  Day last;  // included

  bool single() const { return first == last; }
  friend auto operator<=>(const DateRange&, const DateRange&) = default;
};

// "2012-12-29" for a day; "" is never given.
std::string iso(Day day);
// "2012-12-29", or "2012-12-24/2012-12-29" where the ends differ.
std::string iso(DateRange range);
// Reads "YYYY-MM-DD"; nullopt for anything else or for a day that no calendar has.
std::optional<Day> parse_day(std::string_view text);
// Checked: nullopt for 30 February.
std::optional<Day> make_day(int year, unsigned month, unsigned day);

}  // namespace parley
