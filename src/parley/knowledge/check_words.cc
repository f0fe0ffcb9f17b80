// Cues of speech, counts and the calendar.
#include <fmt/format.h>

#include <algorithm>

#include "parley/knowledge/check_report.h"
#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

void check_cues(CheckReport& report) {
  Once once(report);
  report.rows("attribution/cues.tsv", [&](const Row& row) {
    for (const std::string_view frame : list_of(row[2])) {
      const std::string_view kind = frame.substr(0, frame.find(':'));
      if (!is_one(kind, {"clause", "question", "quote", "inf", "inf_passive", "obj_inf", "gerund",
                         "object", "small", "as", "at", "told", "p", "pinf", "op", "number",
                         "source", "evidence", "count"}))
        report.add(row, fmt::format("unknown frame {}; the head of the file lists them", frame));
      if (is_one(kind, {"p", "pinf", "op"}) && frame.size() <= kind.size() + 1)
        report.add(row, fmt::format("the frame {} names no preposition: {}:of", kind, kind));
      for (const std::string_view lemma : list_of(row[0]))
        once.first(row, fmt::format("{} {} {}", row[1], lemma, frame),
                   fmt::format("{} with {}", lemma, frame));
    }
    if (!is_one(row[4], {"positive", "negative"}))
      report.add(row, "polarity is positive or negative");
    if (!is_one(row[1], {"verb", "noun", "adjective", "phrase"}))
      report.add(row, fmt::format("no part of speech '{}'", row[1]));
  });
  report.rows("attribution/words.tsv", [&](const Row& row) {
    if (!is_one(row[0], {"outlet", "evidence", "carrier", "interview", "nobody", "relay", "light",
                         "hedge", "collective", "event", "raising", "unsaying"}))
      report.add(row, fmt::format("unknown kind {}", row[0]));
    Names seen;
    for (const std::string_view word : list_of(row[1]))
      if (!seen.emplace(word).second)
        report.add(row, fmt::format("{} stands twice in {}", word, row[0]));
  });
}

// A kind is counted within its parent, and no kind within itself.
void check_kinds(CheckReport& report) {
  Once once(report);
  std::map<std::string, std::string, std::less<>> parent;
  report.rows("tolls/kinds.tsv", [&](const Row& row) {
    once.first(row, std::string(row[0]), row[0]);
    parent.emplace(row[0], row[2]);
  });
  report.rows("tolls/kinds.tsv", [&](const Row& row) {
    if (!row[2].empty() && !parent.contains(row[2]))
      report.add(row, fmt::format("unknown parent {}", row[2]));
    std::string_view up = row[2];
    for (std::size_t steps = 0; !up.empty(); ++steps) {
      if (up == row[0] || steps > parent.size()) {
        report.add(row, fmt::format("parents in a circle: {} is counted within itself", row[0]));
        break;
      }
      const auto found = parent.find(up);
      up = found == parent.end() ? std::string_view{} : std::string_view(found->second);
    }
  });
  for (const auto& [name, field] :
       {std::pair("tolls/verbs.tsv", 2U), std::pair("tolls/nouns.tsv", 1U)})
    report.rows(name, [&, at = field](const Row& row) {
      if (!parent.contains(row[at]))
        report.add(row, fmt::format("{} is no kind of tolls/kinds.tsv", row[at]));
    });
}

void check_counts(CheckReport& report) {
  Once numbers(report), vague(report);
  report.rows("tolls/numbers.tsv", [&](const Row& row) {
    numbers.first(row, std::string(row[0]), row[0]);
    if (!is_number(row[1])) report.add(row, fmt::format("no number: {}", row[1]));
    if (!is_one(row[2], {"number", "times", "vague", "vague_times"}))
      report.add(row, fmt::format("unknown use {}", row[2]));
  });
  report.rows("tolls/vague.tsv", [&](const Row& row) {
    vague.first(row, std::string(row[0]), row[0]);
    if (!is_number(row[1]) || !is_number(row[2]))
      report.add(row, "lower and upper are numbers");
    else if (std::stod(std::string(row[1])) > std::stod(std::string(row[2])))
      report.add(row, "lower is more than upper");
  });
  report.rows("tolls/verbs.tsv", [&](const Row& row) {
    if (!is_one(row[1], {"object", "subject"})) report.add(row, "the role is object or subject");
  });
  report.rows("tolls/nouns.tsv", [&](const Row& row) {
    if (!is_one(row[2], {"counted", "holds", "state"}))
      report.add(row, "the use is counted, holds or state");
  });
  report.rows("tolls/forms.tsv", [&](const Row& row) {
    if (!is_one(row[2], {"before", "behind"})) report.add(row, "the place is before or behind");
  });
  report.rows("tolls/units.tsv", [&](const Row& row) {
    if (row[1] != "money") return;
    if (row[2].size() != 3 || !std::all_of(row[2].begin(), row[2].end(), is_ascii_upper))
      report.add(row, "money needs its ISO 4217 code");
  });
}

void check_calendar(CheckReport& report) {
  Once words(report), holidays(report);
  report.rows("time/words.tsv", [&](const Row& row) {
    words.first(row, fmt::format("{}\t{}\t{}", row[0], row[1], row[2]), row[0]);
    if (row[0] != ascii_lower(row[0]))
      report.add(row, "words are written small; capital stands in the fourth column");
    for (const std::string_view need : split(row[3], ' '))
      if (!is_one(need, {"", "capital", "noun", "name", "dated"}))
        report.add(row, fmt::format("unknown need {}", need));
  });
  report.rows("time/holidays.tsv", [&](const Row& row) {
    holidays.first(row, ascii_lower(row[0]), row[0]);
    if (!row[2].empty() && (!is_whole(row[2]) || row[2] == "0"))
      report.add(row, fmt::format("no number of days: {}", row[2]));
  });
}

}  // namespace

void check_words(CheckReport& report) {
  check_cues(report);
  check_kinds(report);
  check_counts(report);
  check_calendar(report);
}

}  // namespace parley::knowledge
