// page/dates.h - full and partial dates as pages write them: "Tuesday, January 31, 2012", "9 Apr
// 2012, 7:05AM BST", "10.04.2012 18:40", "2015-05-16T10:30Z", "21st May, 2010".
// Units   civil days as written; no change of time zone.
// Input   any UTF-8. What no calendar has (30 February) is not found.
// Cost    linear in the text. No state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.h"
#include "parley/base/span.h"

namespace parley::page {

struct FoundDate {
  Span span;                      // with the day of the week and the time that stand beside it
  int year = 0;                   // 0: not said
  unsigned month = 0, day = 0;    // month 0 never
  bool swappable = false;         // 09/04/2012: month and day could stand the other way round
  std::optional<bool> month_led;  // 02/24/2010: true, 17/05/2015: false; other forms tell nothing
  int weekday = 0;                // 1 Monday .. 7 Sunday; 0: not said
  std::string time;               // "18:40" in 24 hours; empty: not said

  std::optional<Day> as_day() const;  // nullopt without a year
};

// All dates in the text, in order, not overlapping.
std::vector<FoundDate> find_dates(std::string_view text);

// Whether the whole text is a time of day: "12.40 BST", "6:05 pm", "18h30".
bool is_time_of_day(std::string_view text);

// A date out of a machine's field: ISO 8601 with or without a time, "20120131", RFC 822, else the
// first full date in it.
std::optional<Day> machine_date(std::string_view text);

// How the numeric dates of a page are written, told from those that can be read one way only and
// from days of the week: true for month first, nullopt where nothing tells.
std::optional<bool> month_first(const std::vector<FoundDate>& dates);

// Turns month and day of a swappable date round.
FoundDate swapped(FoundDate date);

}  // namespace parley::page
