// story/siblings.h - the day of a report that does not say it, from a sibling that does.
// Sibling  a report of the same run that shares a quarter or more of its passages (a copy of the same copy), or, where
//          there is none, the one that names the most of the same people, five at least. What reports of
//          different weeks share, an outlet's background ("the war began in ...") or a president's name, tells nothing.
// Day      the one nearest to the sibling's on which the report's weekdays make sense: "on Monday" tells news of the
//          same day or the day before, "on Tuesday night" is rather in print on Wednesday, and what "leaves on
//          Tuesday" is rather not written on a Tuesday. Within a day of a copy, whose own day it is where
//          none makes sense; within three days of a report of the same people, else none.
// Memory   bounded: the oldest reports are forgotten past `passages` in all (8 bytes each).
// Cost     a question compares with every report kept: about a millisecond for a thousand.
// Source   containment of word 5-grams: Broder 1997; how well it dates: eval/siblings.py.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "parley/story/fingerprint.h"

namespace parley::story {

// Whether a sibling may tell this report's day: the page says none, or only its readers' comments do.
bool wants_day(const page::Published& published);

class Siblings {
 public:
  static constexpr std::size_t kPassages = 4'000'000;

  explicit Siblings(std::size_t passages = kPassages) : room_(passages) {}

  // Keeps a report whose own page says its day; others teach nothing and are not kept.
  void add(Fingerprint report);

  // The day of a report that wants one; basis `sibling`, with the reason in words.
  std::optional<page::Published> date_of(const Fingerprint& report) const;

 private:
  std::deque<Fingerprint> reports_;
  std::size_t kept_ = 0, room_;
};

// The day nearest to the sibling's on which these weekdays make sense, of two the earlier; nullopt where none does
// within `reach` days.
std::optional<Day> day_near(Day sibling, const std::vector<WeekdayWord>& weekdays, int reach);
// The same, of these days alone.
std::optional<Day> day_near(Day event, const std::vector<WeekdayWord>& weekdays,
                            std::span<const Day> days);

}  // namespace parley::story
