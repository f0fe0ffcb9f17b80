#include "parley/coding/event_days.h"

#include <algorithm>

namespace parley::coding {
namespace {

std::optional<DateRange> day_of_words(const Context& context, const Event& event) {
  for (const attribution::Statement& statement : context.statements)
    if (statement.cue_token == event.token) return statement.date;
  return std::nullopt;
}

}  // namespace

void settle_days(const Context& context, std::vector<Event>& events) {
  const std::optional<Day> published = context.report.article.published.day;
  for (Event& event : events) {
    if (event.status != "actual") continue;
    if (!event.date && event.date_text.empty()) event.date = day_of_words(context, event);
    if (event.date && published && event.date->first <= *published)
      event.date->last = std::min(event.date->last, *published);
  }
}

}  // namespace parley::coding
