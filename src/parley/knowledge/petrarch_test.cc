#include "parley/knowledge/petrarch.h"

#include <gtest/gtest.h>

namespace parley::knowledge {
namespace {

TEST(ImportPetrarch, ReadsActorsAgentsAndDates) {
  const ImportedActors got = import_petrarch(
      "# a comment\n"
      "ARNOR_ [ARN]  ; the country\n"
      "+NORTH_KINGDOM_\n"
      "ANN_EXAMPLE_\n"
      "\t[FRAGOV >010203]\n"
      "\t[FRAOPP <010202]\n"
      "+A_EXAMPLE\n"
      "FORT_GUARDS_ [FRAINS 19990101-20001231]\n"
      "CONSTABLE_ {CONSTABLES} [~COP]\n"
      "NOBODY_\n"
      "SOOTHSAYER [~ZZZ]\n");
  EXPECT_EQ(got.groups, "ARNOR\tARN\tNorth Kingdom\n");
  EXPECT_EQ(got.people,
            "Ann Example\tA Example\tFRAGOV\t\t2001-02-03\t\n"
            "Ann Example\tA Example\tFRAOPP\t\t\t2001-02-02\n"
            "Fort Guards\t\tFRAREB\t\t1999-01-01\t2000-12-31\n");
  EXPECT_EQ(got.roles, "constable\tCOP\tperson\n");
  EXPECT_EQ(got.skipped,
            (std::vector<std::string>{"line 10: no code", "line 11: no sector for ZZZ"}));
}

TEST(ImportPetrarch, TakesAnyText) {
  for (const char* text : {"", "[", "]", "+", "[A", "A [B >x]", "A [B 1-2]\n+\n"})
    import_petrarch(text);
}

}  // namespace
}  // namespace parley::knowledge
