// What holds for every knowledge file: a head that says where its facts come from, whole rows, none twice.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "parley/knowledge/check_report.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

constexpr Columns kColumns[] = {
    {"actors/alike.tsv", 1, 1},
    {"actors/conflict.tsv", 1, 1},
    {"actors/countries.tsv", 2, 8},
    {"actors/given_names.tsv", 2, 2},
    {"actors/groups.tsv", 2, 7},
    {"actors/institutions.tsv", 1, 4},
    {"actors/media.tsv", 2, 7},
    {"actors/ngos.tsv", 2, 7},
    {"actors/organisations.tsv", 2, 7},
    {"actors/people.tsv", 3, 7},
    {"actors/regions.tsv", 2, 4},
    {"actors/roles.tsv", 1, 4},
    {"actors/sides.tsv", 1, 5},
    {"actors/usage.tsv", 2, 2},
    {"attribution/cues.tsv", 5, 5},
    {"attribution/words.tsv", 2, 2},
    {"lexicon/acts.tsv", 3, 8},
    {"lexicon/classes.tsv", 2, 2},
    {"lexicon/contents.tsv", 3, 7},
    {"lexicon/contents_words.tsv", 2, 2},
    {"lexicon/embedding.tsv", 4, 5},
    {"lexicon/forces.tsv", 3, 7},
    {"lexicon/forces_acts.tsv", 3, 7},
    {"lexicon/forces_composition.tsv", 3, 4},
    {"lexicon/light_verbs.tsv", 2, 2},
    {"models.sha256.tsv", 5, 5},
    {"ontology/cameo.tsv", 6, 6},
    {"ontology/contexts.tsv", 2, 2},
    {"ontology/plover.tsv", 3, 4},
    {"places/abbreviations.tsv", 2, 3},
    {"places/countries.tsv", 4, 14},
    {"places/regions.tsv", 6, 8},
    {"places/words.tsv", 2, 3},
    {"time/holidays.tsv", 2, 3},
    {"time/landmark_words.tsv", 2, 2},
    {"time/landmarks.tsv", 6, 8},
    {"time/words.tsv", 3, 4},
    {"tolls/forms.tsv", 3, 3},
    {"tolls/kinds.tsv", 4, 4},
    {"tolls/nouns.tsv", 3, 3},
    {"tolls/numbers.tsv", 3, 3},
    {"tolls/persons.tsv", 2, 2},
    {"tolls/scopes.tsv", 2, 2},
    {"tolls/units.tsv", 2, 3},
    {"tolls/vague.tsv", 4, 4},
    {"tolls/verbs.tsv", 4, 4},
    {"unsc/members.tsv", 3, 3},
    {"unsc/resolutions.tsv", 2, 3},
    {"vocabulary/body_rules.tsv", 4, 4},
    {"vocabulary/commitment.tsv", 2, 2},
    {"vocabulary/concepts.tsv", 3, 3},
    {"vocabulary/condition_graph.tsv", 3, 5},
    {"vocabulary/condition_roles.tsv", 1, 3},
    {"vocabulary/conditions.tsv", 10, 10},
    {"vocabulary/modality.tsv", 1, 2},
    {"vocabulary/moves.tsv", 3, 10},
    {"vocabulary/pledge_status.tsv", 2, 3},
    {"vocabulary/position_scale.tsv", 3, 3},
    {"vocabulary/process_stages.tsv", 2, 2},
    {"vocabulary/unsc_actions.tsv", 2, 4},
};

bool has_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

// Each line of the text with its number, without the line end.
void each_line(const File& file, const std::function<void(std::size_t, std::string_view)>& take) {
  std::size_t number = 0;
  for (std::string_view line : split(file.text, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    take(number, line);
  }
}

Row row_of(const File& file, std::size_t number, std::string_view line) {
  Row row;
  row.file = file.name;
  row.line = number;
  for (const std::string_view field : split(line, '\t')) row.fields.push_back(trim(field));
  return row;
}

bool is_row(std::string_view line) { return !trim(line).empty() && line.front() != '#'; }

void check_head(CheckReport& report, const File& file) {
  std::string head;
  bool rows = false;
  each_line(file, [&](std::size_t, std::string_view line) {
    rows = rows || is_row(line);
    if (!rows) head += ascii_lower(line) + '\n';
  });
  const std::string where = std::string(file.name) + ":1";
  if (!has_one_of(head, {"licen", "apache", "cc by", "cc0", "public domain"}))
    report.add(
        where,
        "no licence: begin with a comment line that names the columns, the source and the licence");
  else if (!has_one_of(head, {"source", "own ", "written for", "compil", "facts", "from "}))
    report.add(where, "no source: say in the first comment where the facts come from");
}

void check_rows(CheckReport& report, const File& file, const Columns& columns,
                std::map<std::string, std::string>& seen) {
  each_line(file, [&](std::size_t number, std::string_view line) {
    if (!is_row(line)) return;
    const Row row = row_of(file, number, line);
    const std::size_t count = row.fields.size();
    if (count < columns.least || count > columns.most) {
      const bool blanks = count == 1 && line.find("  ") != line.npos;
      report.add(
          row, fmt::format("{} fields, expected {}{}; fields are separated by tabs{}", count,
                           columns.least,
                           columns.least == columns.most ? "" : fmt::format(" to {}", columns.most),
                           blanks ? ", these look like blanks" : ""));
      return;
    }
    const auto [place, fresh] = seen.emplace(std::string(trim(line)), row.where());
    if (!fresh)
      report.add(row, "the same row stands already at " + place->second + "; take one out");
  });
}

}  // namespace

const Columns* columns_of(std::string_view file) {
  const auto found = std::find_if(std::begin(kColumns), std::end(kColumns),
                                  [&](const Columns& columns) { return columns.file == file; });
  return found == std::end(kColumns) ? nullptr : found;
}

void CheckReport::rows(std::string_view name, const std::function<void(const Row&)>& take) const {
  const Columns* columns = columns_of(name);
  for (const File& file : files_.named(name))
    each_line(file, [&](std::size_t number, std::string_view line) {
      if (!is_row(line)) return;
      const Row row = row_of(file, number, line);
      if (columns != nullptr && row.fields.size() >= columns->least &&
          row.fields.size() <= columns->most)
        take(row);
    });
}

Names CheckReport::column(std::string_view name, std::size_t field) const {
  Names found;
  rows(name, [&](const Row& row) { found.emplace(row[field]); });
  return found;
}

bool Once::first(const Row& row, std::string key, std::string_view shown) {
  if (replaced_ && row.file.ends_with(".add.tsv")) key += "+";
  const auto [place, fresh] = seen_.emplace(std::move(key), row.where());
  if (!fresh) report_.add(row, std::string(shown) + " stands already at " + place->second);
  return fresh;
}

bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_whole(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

bool is_one(std::string_view value, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), value) != known.end();
}

void check_every_file(CheckReport& report) {
  for (const std::string& name : report.files().names()) {
    const Columns* columns = columns_of(name);
    std::map<std::string, std::string> seen;
    for (const File& file : report.files().named(name)) {
      check_head(report, file);
      if (columns == nullptr)
        report.add(std::string(file.name) + ":1",
                   "no check knows this file; see knowledge/check_tables.cc");
      else
        check_rows(report, file, *columns, seen);
    }
  }
}

}  // namespace parley::knowledge
