#include "parley/knowledge/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/knowledge/files_for_test.h"

namespace parley::knowledge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kHead =
    "# columns. Source: made for a test. Licence: the project's own.\n";

// Problems that lines added to one of our files make ("actors/groups.add.tsv"; the head is line 1).
std::string problems_with(std::string_view name, std::string_view lines,
                          std::string_view head = kHead) {
  auto files = files_with({{name, std::string(head) + std::string(lines)}});
  if (!files) return files.error().text();
  std::string all;
  for (const Problem& problem : check_knowledge(*files))
    all += problem.where + ": " + problem.message + "\n";
  return all;
}

TEST(CheckKnowledge, OurOwnFilesHaveNoProblem) {
  std::string all;
  for (const Problem& problem : check_knowledge(Files()))
    all += problem.where + ": " + problem.message + "\n";
  EXPECT_EQ(all, "");
}

TEST(CheckKnowledge, NamesTheSlip) {
  struct Case {
    std::string_view file, lines, wanted;
  };
  constexpr Case kCases[] = {
      // every file
      {"actors/conflict.add.tsv", "war\tmore\n", "actors/conflict.add.tsv:2: 2 fields, expected 1"},
      {"actors/groups.add.tsv", "Red Dawn Front  SYRREB\n", "these look like blanks"},
      {"tolls/vague.add.tsv", "a few score\t40\t90\tseveral\na few score\t40\t90\tseveral\n",
       "vague.add.tsv:3: the same row stands already at tolls/vague.add.tsv:2"},
      // actors
      {"actors/groups.add.tsv", "Red Dawn Front\tXQZREB\n",
       "groups.add.tsv:2: unknown code XQZREB"},
      {"actors/groups.add.tsv", "Red Dawn Front\tSYRREB\nRed Dawn Front\tSYRREB\tRDF\n",
       "Red Dawn Front stands already at actors/groups.add.tsv:2"},
      {"actors/groups.add.tsv", "Red Dawn Front\tSYRREB\t\t2005\t2003\n", "ends before it begins"},
      {"actors/groups.add.tsv", "Red Dawn Front\tSYRREB\t\t\t\t\tmaybe\n",
       "certainty is empty or likely"},
      {"actors/roles.add.tsv", "soothsayer\tCVL\tperson\tprophetic\n", "unknown flag prophetic"},
      {"actors/roles.add.tsv", "soothsayer\tXXX\tperson\n", "unknown sector"},
      {"actors/roles.add.tsv", "soothsayer\tCVL\tperson\nsoothsayer\tOPP\tperson\n",
       "soothsayer stands already at actors/roles.add.tsv:2"},
      {"actors/sides.add.tsv", "upriver\tREB\tQQQ\n", "unknown country QQQ"},
      {"actors/alike.add.tsv", "envoy;soothsayer\n", "soothsayer is no noun of actors/roles.tsv"},
      {"actors/countries.add.tsv", "FRA\tGaul\n", "code FRA stands already"},
      {"actors/countries.add.tsv",
       "QQA\tUpland\t\t\t\t\t\tDownland\nQQB\tDownland\t\t\t\t\t\tUpland\n",
       "countries.add.tsv:2: former names in a circle with actors/countries.add.tsv:3"},
      // people
      {"actors/people.add.tsv",
       "Ann Example\t\tFRAGOV\tminister\t2001\t2003\nAnn Example\t\tFRAGOV\tminister\t2003\t2005\n",
       "people.add.tsv:3: the same office overlaps in time"},
      {"actors/people.add.tsv",
       "Ann Example\t\tFRAREB\tpresident\t2001\t2005\nBob "
       "Example\t\tFRAREB\tpresident\t2003\t2007\n",
       "people.add.tsv:3: president of FRAREB at the same time as Ann Example"},
      {"actors/people.add.tsv", "Ann Example\t\tFRAGOV\tminister\t2005\t2003\n",
       "ends before it begins"},
      {"actors/people.add.tsv", "Ann Example\t\tFRAGOV\tminister\tyesterday\n",
       "no date: yesterday"},
      {"actors/people.add.tsv", "Ann Example\tAnna Example\tFRAGOV\nAnna Example\t\tFRAGOV\n",
       "people.add.tsv:3: \"Anna Example\" is also Ann Example"},
      {"actors/people.add.tsv", "Ann Example\tAnn Example\tFRAGOV\n", "is the name itself"},
      // places
      {"places/regions.add.tsv", "Upland\t\tplanet\t\t10\t10\n", "unknown kind planet"},
      {"places/regions.add.tsv", "Upland\t\tregion\tQQQ\t10\t10\n", "unknown country QQQ"},
      {"places/regions.add.tsv", "Upland\t\tregion\t\t100\t10\n", "latitude 100"},
      {"places/regions.add.tsv", "Upland\t\tregion\t\t1\t1\tG17\n", "no GeoNames id: G17"},
      {"places/words.add.tsv", "hamlets\tnoun\tdust\n", "unknown precision dust"},
      {"places/words.add.tsv", "parsecs\tunit\tmany\n", "no number: many"},
      {"places/abbreviations.add.tsv", "Upland\tQQQ\tUpl.\n", "unknown country QQQ"},
      {"places/countries.add.tsv", "QQA\tQA\tUpland\t\t1\t1\t\t\tFRA\n",
       "a neighbour of FRA, which names it not"},
      // lexicon
      {"lexicon/acts.add.tsv", "zap\tv\tPEACE\t\t190\n", "unknown type PEACE"},
      {"lexicon/acts.add.tsv", "zap\tv\tASSAULT\tmagic\t190\n", "ASSAULT has no mode magic"},
      {"lexicon/acts.add.tsv", "zap\tv\tASSAULT\t\t999\n", "unknown CAMEO code 999"},
      {"lexicon/acts.add.tsv", "zap\tv\tASSAULT\t\t190\tweather\n", "unknown context weather"},
      {"lexicon/acts.add.tsv", "zap\tv\tASSAULT\t\t190\t\tobject=@ghost\n", "no class @ghost"},
      {"lexicon/acts.add.tsv", "zap\tv\tASSAULT\t\t190\nzap\tv\tAID\t\t070\t\tobject\n",
       "acts.add.tsv:3: zap/v is never read: lexicon/acts.add.tsv:2 before it takes every clause"},
      {"lexicon/classes.add.tsv", "@ghost\t@spirit\n@spirit\t@ghost\n",
       "@spirit is no class above this line"},
      {"lexicon/embedding.add.tsv", "urge\tv\ti\tdenied\n", "urge has scope i already"},
      {"lexicon/light_verbs.add.tsv", "launch\tnone\n", "launch stands already"},
      // moves
      {"lexicon/forces.add.tsv", "bewitch\tv\tcharm\n", "no composition for the force bewitch"},
      {"lexicon/contents.add.tsv", "magic\tn\twand\n", "magic is no condition"},
      {"lexicon/forces_acts.add.tsv", "fly\tv\tfly\n", "unknown move fly"},
      {"lexicon/forces_composition.add.tsv", "demand\tmagic\tdemand_magic\n",
       "unknown content magic"},
      {"lexicon/forces_composition.add.tsv", "demand\ttalks\tdemand_magic\t999\n",
       "unknown CAMEO code 999"},
      // vocabulary and ontology
      {"vocabulary/moves.add.tsv", "wave\tstatement\twaves\t\t0999\n", "unknown CAMEO code 0999"},
      {"vocabulary/moves.add.tsv", "wave\tstatement\twaves\t\t\tPEACE\n",
       "unknown PLOVER type PEACE"},
      {"vocabulary/conditions.add.tsv", "leave_office\tg\td\t\t\t\t\t\t\t\n",
       "leave_office stands already"},
      {"ontology/cameo.add.tsv", "991\tx\tASSAULT\t\t0\t1\n",
       "the code above it, 99, is not there"},
      {"ontology/cameo.add.tsv", "199\tx\tASSAULT\t\t50\t7\n", "the quad class is 1 to 4"},
      {"unsc/members.add.tsv", "1900\tCHN;FRA;RUS;GBR;QQQ\tFRA\n", "unknown country QQQ"},
      {"vocabulary/body_rules.add.tsv", "Moot\t3\t5\t\n", "needed not more than members"},
      // cues, tolls, time
      {"attribution/cues.add.tsv", "hum\tverb\tclause;song\tclaim\tpositive\n",
       "unknown frame song"},
      {"attribution/cues.add.tsv", "say\tverb\tclause\tclaim\tpositive\n",
       "say with clause stands already"},
      {"attribution/cues.add.tsv", "hum\tverb\tp:\tclaim\tpositive\n", "names no preposition"},
      {"tolls/kinds.add.tsv", "a\tpersons\tb\tx\nb\tpersons\ta\tx\n", "parents in a circle"},
      {"tolls/kinds.add.tsv", "a\tpersons\tzzz\tx\n", "unknown parent zzz"},
      {"tolls/vague.add.tsv", "a few score\t90\t40\tseveral\n", "lower is more than upper"},
      {"tolls/verbs.add.tsv", "zap\tobject\tzapped\tpersons\n", "zapped is no kind"},
      {"tolls/units.add.tsv", "florin\tmoney\tgold\n", "ISO 4217"},
      {"time/words.add.tsv", "Fortnightly\tset\tP2W\n", "words are written small"},
      {"time/landmarks.add.tsv", "2001-03-04\t\tparty\tx\t\ta;b\tFRA\n", "unknown kind party"},
      {"time/landmarks.add.tsv", "2001-03-04\t\tattack\tx\t\ta;b\tQQQ\n", "unknown country QQQ"},
      {"time/landmarks.add.tsv", "2001-02-30\t\tattack\tx\t\ta;b\tFRA\n",
       "a day is written 2015-12-18"},
      {"unsc/resolutions.add.tsv", "2255\t2014-01-01\n", "which has a lower number"},
      {"time/holidays.add.tsv", "Christmas\tfixed 12-25\t1\n", "Christmas stands already"},
  };
  for (const Case& c : kCases)
    EXPECT_THAT(problems_with(c.file, c.lines), HasSubstr(std::string(c.wanted))) << c.lines;
}

TEST(CheckKnowledge, AsksForSourceAndLicence) {
  EXPECT_THAT(problems_with("actors/conflict.add.tsv", "feud\n", ""),
              HasSubstr("conflict.add.tsv:1: no licence"));
  EXPECT_THAT(problems_with("actors/conflict.add.tsv", "feud\n", "# noun\n# Licence: CC0.\n"),
              HasSubstr("conflict.add.tsv:1: no source"));
}

// A year that one leaves and the next takes over is no overlap; nor is what is marked as such.
TEST(CheckKnowledge, LetsOfficesFollowOneAnother) {
  for (const std::string_view lines : {"Ann Example\t\tFRAREB\tpresident\t2001\t2005\nBob "
                                       "Example\t\tFRAREB\tpresident\t2005\t2007\n",
                                       "Ann Example\t\tFRAREB\tpresident\t2001\t2005\nBob "
                                       "Example\t\tFRAREB\tpresident\t2003\t2007\tbeside\n",
                                       "Ann Example\t\tFRAREB\tvice president\t2001\t2005\nBob "
                                       "Example\t\tFRAREB\tvice president\t2003\t2007\n"})
    EXPECT_EQ(problems_with("actors/people.add.tsv", lines), "") << lines;
}

TEST(CheckKnowledge, GoesOnBehindABrokenLine) {
  const std::string all = problems_with(
      "actors/people.add.tsv", "Ann Example\nBob Example\t\tXQZGOV\nCal Example\t\tXQZMIL\n");
  EXPECT_THAT(all, HasSubstr("people.add.tsv:2: 1 fields"));
  EXPECT_THAT(all, HasSubstr("people.add.tsv:3: unknown code XQZGOV"));
  EXPECT_THAT(all, HasSubstr("people.add.tsv:4: unknown code XQZMIL"));
}

TEST(CheckKnowledge, SaysNothingOfGoodAdditions) {
  EXPECT_EQ(problems_with("actors/roles.add.tsv", "soldier\tUAF\tperson\n"), "");  // replaces ours
  EXPECT_EQ(problems_with("actors/groups.add.tsv",
                          "Red Dawn Front\tSYRREB\tRDF\t2005\t2011-03\t\tlikely\n"),
            "");
  EXPECT_EQ(problems_with("lexicon/acts.add.tsv",
                          "zap\tv\tASSAULT\taerial\t195\tmilitary\tobject=@place\n"),
            "");
}

}  // namespace
}  // namespace parley::knowledge
