// Well-known events and the Council's resolutions.
#include <fmt/format.h>

#include "parley/base/date.h"
#include "parley/knowledge/check_report.h"
#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

void check_events(CheckReport& report) {
  Once events(report), names(report);
  const Names countries = report.column("actors/countries.tsv");
  report.rows("time/landmarks.tsv", [&](const Row& row) {
    events.first(row, fmt::format("{}\t{}", row[0], row[3]), row[3]);
    if (!is_one(row[2], {"agreement",   "ceasefire",   "resolution",  "talks",    "conference",
                         "offer",       "refusal",     "vote",        "election", "referendum",
                         "coup",        "invasion",    "attack",      "massacre", "battle",
                         "withdrawal",  "protest",     "death",       "arrest",   "release",
                         "verdict",     "resignation", "appointment", "sanction", "suspension",
                         "recognition", "mission",     "declaration"}))
      report.add(row, fmt::format("unknown kind {}; the head of the file lists them", row[2]));
    for (const std::string_view name : list_of(row[4])) names.first(row, name_key(name), name);
    for (const std::string_view country : list_of(row[6]))
      if (!countries.contains(country)) report.add(row, fmt::format("unknown country {}", country));
    if (!is_one(row[7], {"", "likely"})) report.add(row, "certainty is empty or likely");
  });
}

// Numbers are given in the order of adoption.
void check_resolutions(CheckReport& report) {
  std::map<int, std::string> first_day;
  report.rows("unsc/resolutions.tsv", [&](const Row& row) {
    if (!is_whole(row[0]) || row[0].size() > 6) return;  // the loader says so
    auto& day = first_day[std::stoi(std::string(row[0]))];
    if (parse_day(row[1]) || day.empty()) day = row[1];
  });
  report.rows("unsc/resolutions.tsv", [&](const Row& row) {
    if (!is_whole(row[0]) || row[0].size() > 6) return;
    const auto here = first_day.find(std::stoi(std::string(row[0])));
    if (here == first_day.begin()) return;
    const std::string& before = std::prev(here)->second;
    const std::size_t digits = std::min(before.size(), row[1].size());  // a year says less
    if (row[1].substr(0, digits) < before.substr(0, digits))
      report.add(row, fmt::format("adopted before {} ({}), which has a lower number",
                                  std::prev(here)->first, before));
  });
}

}  // namespace

void check_landmarks(CheckReport& report) {
  check_events(report);
  check_resolutions(report);
}

}  // namespace parley::knowledge
