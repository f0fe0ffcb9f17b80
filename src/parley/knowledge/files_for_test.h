// knowledge/files_for_test.h - knowledge files made for one test, over the built-in ones.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include "parley/knowledge/files.h"

namespace parley::knowledge {

// Names ("time/landmarks.tsv" replaces ours, "time/landmarks.add.tsv" adds to it) and their texts.
inline Result<Files> files_with(
    std::initializer_list<std::pair<std::string_view, std::string>> files) {
  namespace fs = std::filesystem;
  const fs::path folder =
      fs::path(testing::TempDir()) / ("parley_files_for_test_" + std::to_string(::getpid()));
  fs::remove_all(folder);
  for (const auto& [name, text] : files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
  }
  auto made = Files::with_folder(folder);
  fs::remove_all(folder);
  return made;
}

}  // namespace parley::knowledge
