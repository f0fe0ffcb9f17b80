// The folders are the architecture: every #include "parley/..." points to the folder itself or to
// one that it may see.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;
using Sees = std::map<std::string, std::set<std::string>>;

// The table of docs/ARCHITECTURE.md: what each folder may include besides itself.
Sees allowed() {
  Sees sees;
  sees["base"] = {};
  sees["text"] = {"base"};
  for (const char* reader : {"language", "page", "knowledge"}) sees[reader] = {"base", "text"};
  sees["mention"] = {"base", "text", "language", "page", "knowledge"};
  std::string before = "mention";
  for (const char* stage : {"attribution", "coding", "story", "record", "analysis", "serve"}) {
    sees[stage] = sees[before];
    sees[stage].insert(before);
    before = stage;
  }
  return sees;
}

TEST(Arrows, GoUpOnly) {
  const fs::path root = fs::path(PARLEY_SOURCE_DIR) / "src/parley";
  const Sees sees = allowed();
  std::size_t includes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string kind = entry.path().extension().string();
    if (kind != ".h" && kind != ".cc" && kind != ".def" && kind != ".inc") continue;
    const std::string folder = fs::relative(entry.path(), root).begin()->string();
    ASSERT_TRUE(sees.count(folder)) << folder << " is no folder of the table";
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      const std::string start = "#include \"parley/";
      if (line.rfind(start, 0) != 0) continue;
      const std::string target =
          line.substr(start.size(), line.find('/', start.size()) - start.size());
      ++includes;
      EXPECT_TRUE(target == folder || sees.at(folder).count(target))
          << fs::relative(entry.path(), root) << " includes " << target << ", which stands after "
          << folder;
    }
  }
  EXPECT_GT(includes, 100u) << "the test reads the wrong folder";
}

}  // namespace
