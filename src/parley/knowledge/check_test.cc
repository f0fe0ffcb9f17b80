#include "parley/knowledge/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace parley::knowledge {
namespace {

using ::testing::HasSubstr;

// Problems that lines added to one of our files make.
std::string problems_with(std::string_view name, std::string_view lines) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "parley_check_test";
  fs::remove_all(folder);
  fs::create_directories(folder / "actors");
  std::ofstream(folder / "actors" / name) << lines;
  auto files = Files::with_folder(folder);
  if (!files) return files.error().text();
  std::string all;
  for (const Problem& problem : check_actor_files(*files))
    all += problem.where + ": " + problem.message + "\n";
  return all;
}

TEST(CheckActorFiles, OurOwnHaveNone) {
  std::string all;
  for (const Problem& problem : check_actor_files(Files()))
    all += problem.where + ": " + problem.message + "\n";
  EXPECT_EQ(all, "");
}

TEST(CheckActorFiles, NamesTheSlip) {
  struct Case {
    std::string_view file, lines, wanted;
  };
  constexpr Case kCases[] = {
      {"groups.add.tsv", "Red Dawn Front\tXQZREB\n", "groups.add.tsv:1: unknown code XQZREB"},
      {"groups.add.tsv", "Red Dawn Front\tSYRREB\nRed Dawn Front\tSYRREB\n",
       "Red Dawn Front stands already at actors/groups.add.tsv:1"},
      {"people.add.tsv",
       "Ann Example\t\tFRAGOV\tminister\t2001\t2003\nAnn Example\t\tFRAGOV\tminister\t2003\t2005\n",
       "people.add.tsv:2: the same office overlaps in time"},
      {"people.add.tsv", "Ann Example\t\tFRAGOV\tminister\t2005\t2003\n", "ends before it begins"},
      {"people.add.tsv", "Ann Example\t\tFRAGOV\tminister\tyesterday\n", "no date: yesterday"},
      {"roles.add.tsv", "soothsayer\tCVL\tperson\tprophetic\n", "unknown flag prophetic"},
      {"roles.add.tsv", "soothsayer\tXXX\tperson\n", "unknown sector"},
      {"sides.add.tsv", "upriver\tREB\tQQQ\n", "unknown country QQQ"},
      {"countries.add.tsv", "FRA\tGaul\n", "code FRA stands already"},
  };
  for (const Case& c : kCases)
    EXPECT_THAT(problems_with(c.file, c.lines), HasSubstr(std::string(c.wanted))) << c.lines;
}

}  // namespace
}  // namespace parley::knowledge
