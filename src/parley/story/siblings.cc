#include "parley/story/siblings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "parley/knowledge/calendar.h"

namespace parley::story {
namespace {

using page::DateBasis;
using std::chrono::days;

// Chosen on the set of eval/siblings.py: at .2 two copies in twenty were of another week, at .25 none of 17.
constexpr double kCopy = .25;
// Two short notes share a fifth of their passages by one stock phrase.
constexpr std::size_t kFewestPassages = 30;
// Of pairs of reports that name so many of the same people, none of the 188 in ECB+ was of two events; of four, 13 of 323.
constexpr std::size_t kFewestPeople = 5;
// Of them, so many that no report of another week names: presidents, and whom an outlet's furniture names, are in all.
constexpr std::size_t kFewestTelling = 3;
// Copies of one copy stand in print on the same day or the next ones.
constexpr int kNewsDays = 3;

bool says_its_day(const page::Published& published) {
  switch (published.basis) {
    case DateBasis::stated:
    case DateBasis::dateline:
    case DateBasis::metadata:
    case DateBasis::caption:
      return published.day.has_value();
    default:
      return false;
  }
}

// Positions in `ours` of what both hold; both ascending.
template <typename T>
std::vector<std::uint32_t> shared(const std::vector<T>& ours, const std::vector<T>& theirs) {
  std::vector<std::uint32_t> positions;
  for (std::size_t i = 0, k = 0; i < ours.size() && k < theirs.size();) {
    if (ours[i] < theirs[k]) {
      ++i;
    } else if (theirs[k] < ours[i]) {
      ++k;
    } else {
      positions.push_back(static_cast<std::uint32_t>(i));
      ++i, ++k;
    }
  }
  return positions;
}

// What the report asked about shares with each of the others.
template <typename T>
class Common {
 public:
  Common(const std::vector<T>& asked, const std::deque<Fingerprint>& reports,
         std::vector<T> Fingerprint::*items)
      : days_(asked.size()) {
    for (const Fingerprint& report : reports) {
      both_.push_back(shared(asked, report.*items));
      for (const std::uint32_t item : both_.back()) days_[item].add(*report.published.day);
    }
  }

  std::size_t with(std::size_t report) const { return both_[report].size(); }
  // Without what reports of different weeks hold too.
  std::size_t telling(std::size_t report) const {
    return static_cast<std::size_t>(
        std::count_if(both_[report].begin(), both_[report].end(),
                      [&](std::uint32_t item) { return !days_[item].are_apart(); }));
  }
  std::size_t telling_of_asked() const {
    return static_cast<std::size_t>(std::count_if(
        days_.begin(), days_.end(), [](const Days& seen) { return !seen.are_apart(); }));
  }

 private:
  // The days of the reports that hold one item.
  struct Days {
    Day first = Day::max(), last = Day::min();
    void add(Day day) {
      first = std::min(first, day);
      last = std::max(last, day);
    }
    bool are_apart() const { return first <= last && last - first > days{kNewsDays}; }
  };

  std::vector<std::vector<std::uint32_t>> both_;  // a list for each report
  std::vector<Days> days_;                        // one for each item of the report asked about
};

struct Match {
  const Fingerprint* report = nullptr;
  double share = 0;  // of passages; 0 when the people tell
  std::size_t people = 0;
};

Match best_copy(const Fingerprint& asked, const std::deque<Fingerprint>& reports) {
  const Common<std::uint64_t> common(asked.passages, reports, &Fingerprint::passages);
  const std::size_t own = common.telling_of_asked();
  Match best;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::size_t shorter =
        std::max(kFewestPassages, std::min(own, reports[i].passages.size()));
    const double share = static_cast<double>(common.telling(i)) / static_cast<double>(shorter);
    if (share >= kCopy && share > best.share) best = {&reports[i], share, 0};
  }
  return best;
}

Match most_people(const Fingerprint& asked, const std::deque<Fingerprint>& reports) {
  const Common<std::string> common(asked.people, reports, &Fingerprint::people);
  Match best;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::size_t people = common.with(i);
    if (people < kFewestPeople || people < best.people || common.telling(i) < kFewestTelling)
      continue;
    // Two of different weeks that fit as well: nobody can say which.
    if (people == best.people &&
        std::chrono::abs(*best.report->published.day - *reports[i].published.day) > days{kNewsDays})
      return {};
    if (people > best.people) best = {&reports[i], 0, people};
  }
  return best;
}

// News is of the day or the day before.
constexpr int kImpossible = 100;

// How badly a day of publication fits: days off the sibling's, and what the weekdays say against it.
int misfit(Day day, Day sibling, const std::vector<WeekdayWord>& weekdays) {
  constexpr int kAgainst = 1;  // late editions, and tenses misread
  int cost = std::abs(static_cast<int>((day - sibling).count()));
  const auto news = std::find_if(weekdays.begin(), weekdays.end(),
                                 [](const WeekdayWord& word) { return !word.ahead; });
  if (news != weekdays.end()) {
    const auto age = (day - knowledge::weekday_until(day, news->weekday)).count();
    if (age > 1) cost += kImpossible;
    if (age == 0 && news->night) cost += kAgainst;
  }
  const bool comes_today = std::any_of(weekdays.begin(), weekdays.end(), [&](const auto& word) {
    return word.ahead && word.weekday == knowledge::weekday_of(day);
  });
  return cost + (comes_today ? kAgainst : 0);
}

std::optional<Day> best_of(std::span<const Day> in_question, Day event,
                           const std::vector<WeekdayWord>& weekdays, int most) {
  std::optional<Day> best;
  int least = most + 1;
  for (const Day day : in_question) {
    if (const int cost = misfit(day, event, weekdays); cost < least) {
      least = cost;
      best = day;
    }
  }
  return best;
}

}  // namespace

std::optional<Day> day_near(Day sibling, const std::vector<WeekdayWord>& weekdays, int reach) {
  std::vector<Day> around;
  for (int off = -reach; off <= reach; ++off) around.push_back(sibling + days{off});
  return best_of(around, sibling, weekdays, reach);
}

std::optional<Day> day_near(Day event, const std::vector<WeekdayWord>& weekdays,
                            std::span<const Day> in_question) {
  return best_of(in_question, event, weekdays, kImpossible - 1);
}

bool wants_day(const page::Published& published) {
  return !published.day || published.basis == DateBasis::comment;
}

void Siblings::add(Fingerprint report) {
  if (!says_its_day(report.published)) return;
  kept_ += report.passages.size();
  reports_.push_back(std::move(report));
  while (kept_ > room_ && reports_.size() > 1) {
    kept_ -= reports_.front().passages.size();
    reports_.pop_front();
  }
}

std::optional<page::Published> Siblings::date_of(const Fingerprint& report) const {
  if (!wants_day(report.published)) return std::nullopt;
  Match match = best_copy(report, reports_);
  if (match.report == nullptr) match = most_people(report, reports_);
  if (match.report == nullptr) return std::nullopt;
  // Who is named says which story it is, not which day of it: that takes a weekday.
  if (match.share == 0 && report.weekdays.empty()) return std::nullopt;
  const Day theirs = *match.report->published.day;
  // Copies of one copy may tell of days ago alike; a story goes on from day to day.
  const std::optional<Day> day = match.share > 0
                                     ? day_near(theirs, report.weekdays, 1).value_or(theirs)
                                     : day_near(theirs, report.weekdays, kNewsDays);
  const bool after_comments = report.published.day && day > report.published.day;
  if (!day || after_comments) return std::nullopt;
  const std::string why =
      match.share > 0 ? fmt::format("{:.0f} % of its passages", 100 * std::min(match.share, 1.0))
                      : fmt::format("{} of its people", match.people);
  return page::Published{
      day, DateBasis::sibling,
      fmt::format("shares {} with {} of {}", why, match.report->source, iso(theirs))};
}

}  // namespace parley::story
