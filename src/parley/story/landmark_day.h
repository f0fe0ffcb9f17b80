// story/landmark_day.h - the day of a report that does not say it, from a well-known event that it tells as news.
// Told as news  in one sentence the event's signs (knowledge/landmarks.h) and a word for its day: "today", "on Saturday",
//               "overnight". The day of publication is one on which these words mean the event's day, and on which the
//               weekdays of the report make sense (siblings.h).
// Votes         signs that few landmarks have speak for a day, and so do a second sentence and a second landmark that
//               agree; the day most spoken for is taken. One rare name alone is too little.
// Never         by a name alone ("since the Dayton Agreement"), an event told to be likely, or a day before a
//               resolution that the report cites.
// Basis         `none`: nothing on the page says the day; the reason names the event.
#pragma once

#include <optional>
#include <vector>

#include "parley/mention/find.h"
#include "parley/story/fingerprint.h"

namespace parley::story {

// `undated`: what the report was read to mention, no day being known; of it, the times. nullopt where no event dates
// the report. Linear: for each event told, its sentence is read again for each day in question, some ten.
std::optional<page::Published> day_by_landmarks(const mention::ReportView& report,
                                                const mention::Mentions& undated,
                                                const std::vector<WeekdayWord>& weekdays);

}  // namespace parley::story
