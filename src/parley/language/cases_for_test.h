// language/cases_for_test.h - parses kept with their names: a file of CoNLL-U in which "# case = NAME" begins each.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace parley::language {

// Name -> its CoNLL-U. `file` is relative to the root of the project.
inline std::map<std::string, std::string> cases_for_test(const std::string& file) {
  std::ifstream lines(std::string(PARLEY_SOURCE_DIR "/") + file);
  std::map<std::string, std::string> cases;
  std::string line, name;
  while (std::getline(lines, line)) {
    constexpr std::string_view kCase = "# case = ";
    if (line.starts_with(kCase))
      name = line.substr(kCase.size());
    else if (!name.empty())
      cases[name] += line + "\n";
  }
  if (cases.empty()) ADD_FAILURE() << file << ": no cases";
  return cases;
}

}  // namespace parley::language
