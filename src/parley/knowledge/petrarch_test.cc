#include "parley/knowledge/petrarch.h"

#include <gtest/gtest.h>

namespace parley::knowledge {
namespace {

TEST(ImportPetrarch, ReadsActorsAgentsAndDates) {
  const auto ours = ActorBook::load(Files());
  ASSERT_TRUE(ours) << ours.error().text();
  const ImportedActors got = import_petrarch(
      "# a comment\n"
      "ARNOR_ [SYR]  ; the country\n"
      "+NORTH_KINGDOM_\n"
      "ANN_EXAMPLE_\n"
      "\t[FRAGOV >010203]\n"
      "\t[FRAOPP <010202]\n"
      "+A_EXAMPLE\n"
      "FORT_GUARDS_ [FRAINS 19990101-20001231]\n"
      "THIEFTAKER_ {THIEFTAKERS} [~COP]\n"
      "NOBODY_\n"
      "SOOTHSAYER [~ZZZ]\n",
      *ours);
  EXPECT_EQ(got.groups, "ARNOR\tSYR\tNorth Kingdom\n");
  EXPECT_EQ(got.people,
            "Ann Example\tA Example\tFRAGOV\t\t2001-02-03\t\n"
            "Ann Example\tA Example\tFRAOPP\t\t\t2001-02-02\n"
            "Fort Guards\t\tFRAREB\t\t1999-01-01\t2000-12-31\n");
  EXPECT_EQ(got.roles, "thieftaker\tCOP\tperson\n");
  EXPECT_EQ(got.skipped,
            (std::vector<std::string>{"line 10: no code", "line 11: no sector for ZZZ"}));
}

// A range that ends before it begins would keep the file from loading; terms that meet would be a
// slip; what ours have is left to ours.
TEST(ImportPetrarch, GivesFilesThatLoadAndCheckClean) {
  const auto ours = ActorBook::load(Files());
  ASSERT_TRUE(ours);
  const ImportedActors got = import_petrarch(
      "ANN_EXAMPLE_\n"
      "\t[FRAGOV 010101-030101]\n"
      "\t[FRAGOV 020101-040101]\n"
      "\t[FRAOPP 990101-980101]\n"
      "\t[FRAMIL 991301-010101]\n"
      "\t[QQQGOV]\n"
      "HEZBOLLAH_ [LBNREB]\n"
      "SOLDIER_ [~MIL]\n",
      *ours);
  EXPECT_EQ(got.people, "Ann Example\t\tFRAGOV\t\t2001-01-01\t2004-01-01\n");
  EXPECT_EQ(got.groups, "");
  EXPECT_EQ(got.roles, "");
  EXPECT_EQ(got.known, 2u);
  EXPECT_EQ(got.skipped,
            (std::vector<std::string>{"line 4: ends before it begins: 990101-980101",
                                      "line 5: no date: 991301-010101",
                                      "line 1: no country, region or sector of ours: QQQGOV"}));
}

TEST(ImportPetrarch, TakesAnyText) {
  const auto ours = ActorBook::load(Files());
  ASSERT_TRUE(ours);
  for (const char* text : {"", "[", "]", "+", "[A", "A [B >x]", "A [B 1-2]\n+\n"})
    import_petrarch(text, *ours);
}

}  // namespace
}  // namespace parley::knowledge
