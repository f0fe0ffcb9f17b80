// coding/event_cases.h - reads the golden cases of testdata/events.conllu, for tests: one sentence
// each, with what its comments expect.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "parley/language/parse.h"
#include "parley/text/text.h"

namespace parley::coding {

struct Case {
  std::string text;
  std::string conllu;
  std::vector<std::vector<std::string>> clauses, actors, events;  // fields of each expectation
};

inline std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

inline std::vector<std::string> fields_of(std::string_view line, char separator) {
  std::vector<std::string> fields;
  for (const std::string_view part : split(line, separator)) fields.push_back(trimmed(part));
  return fields;
}

inline std::vector<Case> read_cases(const std::string& path) {
  std::ifstream file(path);
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line == "# newpar") cases.emplace_back();
    if (cases.empty()) continue;
    Case& one = cases.back();
    one.conllu += line + '\n';
    if (line.starts_with("# text = ")) one.text = line.substr(9);
    if (line.starts_with("# clause = ")) one.clauses.push_back(fields_of(line.substr(11), '|'));
    if (line.starts_with("# actor = ")) one.actors.push_back(fields_of(line.substr(10), ' '));
    if (line.starts_with("# event = ")) one.events.push_back(fields_of(line.substr(10), '|'));
  }
  return cases;
}

}  // namespace parley::coding
