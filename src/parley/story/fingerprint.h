// story/fingerprint.h - what of a report is compared with other reports: its passages, the people it names, the
// weekdays it tells its news of. Small enough to keep for thousands of reports (8 bytes a word).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/mention/find.h"

namespace parley::story {

// A weekday as a report names it, without a date: "on Tuesday night".
struct WeekdayWord {
  unsigned weekday = 1;  // 1 is Monday
  bool ahead = false;    // of something to come: "leaves on Tuesday"
  bool night = false;    // the evening or night of it
};

struct Fingerprint {
  std::string source;  // page::Article::source
  page::Published published;
  // Hashes of every five words in a row of the report's text, case and punctuation levelled;
  // ascending, each once.
  std::vector<std::uint64_t> passages;
  std::vector<std::string> people;    // surnames as name keys; ascending, each once
  std::vector<WeekdayWord> weekdays;  // in text order
};

// Linear in the report.
Fingerprint fingerprint_of(const mention::ReportView& report, const mention::Mentions& mentions);

}  // namespace parley::story
