#include "parley/story/landmark_day.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "parley/mention/landmarks.h"
#include "parley/mention/times.h"
#include "parley/story/siblings.h"

namespace parley::story {
namespace {

using knowledge::Landmark;
using std::chrono::days;

// A weekday without a date is one of the week before publication.
constexpr int kNewsOld = 6;
// Of a longer one "on Saturday" may be any.
constexpr int kLongest = 14;

// The day that an expression names, where the day of publication decides it.
std::optional<Day> day_named(const mention::TimeExpression& time) {
  if (!time.range || !time.range->single() || time.basis != "published") return std::nullopt;
  if (time.grain != "day" && time.grain != "part" && time.grain != "hour") return std::nullopt;
  return time.range->first;
}

bool is_of_days(const mention::TimeExpression& time) {
  return time.rule == "weekday" || time.rule == "deictic";
}

// The days of publication on which the sentence tells its landmark as of a day of the landmark's.
class Candidates {
 public:
  explicit Candidates(const mention::ReportView& report) : report_(report) {}

  std::vector<Day> of(const mention::LandmarkInText& told) {
    if (!article_) article_ = report_.article;
    const DateRange event = told.landmark->days;
    std::vector<Day> fit;
    for (Day day = event.first; day <= event.last + days{kNewsOld}; day += days{1})
      if (fits(told.sentence, event, day)) fit.push_back(day);
    return fit;
  }

 private:
  bool fits(std::uint32_t sentence, DateRange event, Day published) {
    article_->published.day = published;
    for (const mention::TimeExpression& time :
         mention::times_in({*article_, report_.parse, report_.knowledge}, sentence)) {
      const auto day = is_of_days(time) ? day_named(time) : std::nullopt;
      if (day && event.first <= *day && *day <= event.last) return true;
    }
    return false;
  }

  const mention::ReportView& report_;
  std::optional<page::Article> article_;  // with the day in question
};

bool may_date(const mention::LandmarkInText& told) {
  const Landmark& event = *told.landmark;
  return !told.named && !event.likely && event.days.last - event.days.first <= days{kLongest};
}

// Whether the sentence says another year or day outright: then the event is not its news.
bool is_dated_elsewhere(const mention::ReportView& report, const mention::Mentions& mentions,
                        const mention::LandmarkInText& told) {
  return std::any_of(mentions.times.begin(), mentions.times.end(),
                     [&](const mention::TimeExpression& time) {
                       return !time.tokens.empty() && time.range && time.basis.empty() &&
                              report.parse.tokens[time.tokens.begin].sentence == told.sentence &&
                              (time.range->last < told.landmark->days.first ||
                               time.range->first > told.landmark->days.last);
                     });
}

// What speaks for each day of publication: the landmarks that fit it.
class Votes {
 public:
  void add(const mention::LandmarkInText& told, const std::vector<Day>& fit) {
    const int votes = kName * std::min(told.rare_names, 2) + std::min(told.rare_words, 1);
    for (const Day day : fit) {
      Told& of_event = days_[day][told.landmark];
      of_event.votes = std::max(of_event.votes, votes);
      ++of_event.sentences;
    }
  }

  // The days with the most votes, where these are enough and all lie within one week.
  std::vector<Day> most(std::optional<Day> earliest) const {
    int best = kEnough;
    std::vector<Day> left;
    for (const auto& [day, events] : days_) {
      if (earliest && day < *earliest) continue;
      int sum = kName * (static_cast<int>(events.size()) - 1);
      for (const auto& [event, one] : events) sum += one.votes + (one.sentences > 1 ? 1 : 0);
      if (sum < best) continue;
      if (sum > best) left.clear();
      best = sum;
      left.push_back(day);
    }
    if (!left.empty() && left.back() - left.front() > days{kNewsOld}) left.clear();
    return left;
  }

  // The one that says most for the day.
  const Landmark& landmark_of(Day day) const {
    const auto& events = days_.at(day);
    return *std::max_element(events.begin(), events.end(), [](const auto& a, const auto& b) {
              return a.second.votes < b.second.votes;
            })->first;
  }

 private:
  // A name of few landmarks counts two, another word of few, or a second sentence, one, a second landmark two. A town
  // alone is too little: towns are shelled again and again.
  static constexpr int kName = 2, kEnough = 4;

  struct Told {
    int votes = 0, sentences = 0;
  };
  std::map<Day, std::map<const Landmark*, Told>> days_;
};

}  // namespace

std::optional<page::Published> day_by_landmarks(const mention::ReportView& report,
                                                const mention::Mentions& undated,
                                                const std::vector<WeekdayWord>& weekdays) {
  std::set<std::uint32_t> sentences;  // that name a day
  for (const mention::TimeExpression& time : undated.times)
    if (!time.tokens.empty() && is_of_days(time))
      sentences.insert(report.parse.tokens[time.tokens.begin].sentence);
  Candidates candidates(report);
  Votes votes;
  for (const std::uint32_t sentence : sentences)
    for (const mention::LandmarkInText& told : mention::landmarks_in(report, sentence))
      if (may_date(told) && !is_dated_elsewhere(report, undated, told))
        votes.add(told, candidates.of(told));
  const std::vector<Day> left = votes.most(mention::earliest_by_resolutions(report));
  if (left.empty()) return std::nullopt;
  const auto day = day_near(left.front(), weekdays, left);
  if (!day) return std::nullopt;
  const Landmark& event = votes.landmark_of(*day);
  return page::Published{day, page::DateBasis::none,
                         fmt::format("tells as news: {} ({})", event.what, iso(event.days))};
}

}  // namespace parley::story
