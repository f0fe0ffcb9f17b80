#include "parley/knowledge/petrarch_verbs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "parley/knowledge/check.h"
#include "parley/knowledge/lexicon.h"
#include "parley/knowledge/move_lexicon.h"
#include "parley/knowledge/petrarch_pattern.h"

namespace parley::knowledge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ImportedVerbs import(std::string_view text) {
  const auto ontology = Ontology::load(Files());
  const auto vocabulary = Vocabulary::load(Files());
  EXPECT_TRUE(ontology && vocabulary);
  return import_verbs(text, *ontology, *vocabulary);
}

std::string shown(const VerbPattern& p) {
  if (!p.problem.empty()) return "! " + p.problem;
  const auto phrase = [](const VerbPhrase& one) {
    std::string words;
    for (const std::string& word : one.modifiers) words += word + " ";
    return words + one.head;
  };
  std::string text = phrase(p.subject) + " * " + p.particle + " / " + phrase(p.object);
  for (const auto& [preposition, behind] : p.behind)
    text += " (" + preposition + " " + phrase(behind) + ")";
  return text + (p.target.empty() ? "" : " +" + p.target) + " " + p.code;
}

TEST(ReadVerbPattern, ReadsPetrarchAndTabari) {
  struct Case {
    std::string_view line, wanted;
  };
  constexpr Case kCases[] = {
      {" * AID  [070] ", " *  / aid 070"},
      {" &MILITARY * {RELIEF SUPPLIES} (TO BORDER) [154]",
       "&MILITARY *  / relief supplies (to border) 154"},
      {" * OUT {NEW STRATEGY} [014]", " * out / new strategy 014"},
      {" * OFF (FROM ^) [042]", " * off /  (from ) 042"},
      {" * MEETING WITH + NEGOTIATORS [164]", " *  / meeting (with negotiators) +with 164"},
      {" * + HOME [1712]", " *  / home +object 1712"},
      {" $ * THE PEACE_TALKS [046:046]", " *  / peace talks 046:046"},
      {" * IN [072]", " * in /  072"},
      {" *_OUT [074]", " * out /  074"},
      {" WILL * DEPLOYMENT [154]", "! words before the verb that are no subject: WILL"},
      {" &PROPOSAL BY + * ATTACK [1246]", "! a prepositional phrase before the verb"},
      {" + * ROCKET [193]", "! the target stands before the verb"},
      {" * NO PITY [012]", "! asks for a negation, which belongs to the status of a clause"},
      {" * TALKS $ [040]", "! the source stands behind the verb"},
      {" * (BY/WITH POLICE) [040]", "! no preposition: BY/WITH"},
      {" TALKS [040]", "! no *: where the verb stands is not said"},
      {" * TALKS", "! no code"},
  };
  for (const Case& c : kCases) EXPECT_EQ(shown(read_verb_pattern(c.line)), c.wanted) << c.line;
}

constexpr std::string_view kPetrarch =
    "####### SYNONYM SETS #######\n"
    "&CRAFT_\n"
    "+JET\n"
    "+GUNSHIP\n"
    "+ATTACK_CRAFT\n"
    "####### VERB PATTERNS #######\n"
    "---  ZAP   [190]  ---\n"
    "ZAP {ZAPS ZAPPED ZAPPING }  # a comment\n"
    "RE_+ZAP\n"
    "+ZAP_UP [080]\n"
    "GLARE [---]\n"
    "- &CRAFT *                    [195]   # ZAP\n"
    "- * {RELIEF CONVOY} (TO TOWN) [073]\n"
    "- * AID                       [070]\n"
    "- * AID                       [071]\n"
    "- * EFFORTS                   [012]\n"
    "- * WHISTLE                   [---]\n"
    "- * TOWER                     [999]\n"
    "- &NAUGHT *                   [190]\n"
    "- * ENEMY                     [:173]\n"
    "- * MATCH (WITH +)            [046:046]\n"
    "~ a (a b ZAP) SAY = a b 015\n";

TEST(ImportVerbs, WritesTheReadingThatAsksForMostFirst) {
  const ImportedVerbs got = import(kPetrarch);
  const std::string all = "zap;re-zap;zap_up;glare\tv\t";
  const std::string to = "R:object,object.owner,to,with,against,on,at,from,for,into,toward,of,in";
  EXPECT_EQ(got.acts,
            all + "AID\t\t073\thumanitarian\t" + to +
                " object.owner=@word_relief object=@word_convoy to=@word_town\t\n" +  //
                all + "CONSULT\t\t046\tdiplomatic\tR:with object=@word_match with\tmutual\n" + all +
                "ASSAULT\taerial\t195\tmilitary\t" + to + " subject=@set_craft\t\n" + all +
                "AID\t\t071\teconomic\t" + to + " object=@word_aid\t\n" + all +
                "-\t\t\t\tobject=@word_whistle\t\n" + all +
                "COERCE\tarrest\t173\tlegal\tA:- R:subject object=@word_enemy\t\n" +
                "zap_up\tv\tCONCEDE\t\t080\t\t" + to + "\t\n" +
                "zap;re-zap\tv\tASSAULT\t\t190\tmilitary\t" + to + "\t\n");
  EXPECT_EQ(got.moves,
            "pessimism\tv\tzap;re-zap;glare\tobj=efforts\npessimism\tv\tzap\tprt=up obj=efforts\n");
  EXPECT_THAT(got.classes, HasSubstr("@set_craft\tgunship;jet\n"));
  // NOLINTBEGIN(bugprone-suspicious-missing-comma): one message is longer than a line.
  EXPECT_EQ(got.skipped,
            (std::vector<std::string>{
                "line 5: several words in a synonym set: patterns of moves take them, acts do not",
                "line 19: the synonym set &NAUGHT is not defined",
                "line 22: a transformation of one verb under another, which our clauses tell by "
                "themselves",
                "line 14: line 15 has the same pattern with another code, which stands",
                "line 18: 999 is no code of CAMEO 1.1b3"}));
  // NOLINTEND(bugprone-suspicious-missing-comma)
  EXPECT_EQ(got.verbs, 4u);
  EXPECT_EQ(got.verbs_used, 4u);
  EXPECT_EQ(got.patterns, 10u);
  EXPECT_EQ(got.patterns_used, 7u);
}

// No blocks: a verb behind patterns begins the next one; ";" begins a comment.
TEST(ImportVerbs, ReadsTabari) {
  const ImportedVerbs got = import(
      "ZAP [190] ;tony 3/9/91\n"
      "- * AID [070]\n"
      "GLARE [---]\n"
      "- * WINDOW + [171]\n"
      "HUM [0214]\n"
      "not a verb\n");
  EXPECT_THAT(got.acts, HasSubstr("zap\tv\tAID"));
  EXPECT_THAT(got.acts, HasSubstr("glare\tv\tCOERCE\tseize\t171"));
  EXPECT_THAT(got.acts, Not(HasSubstr("zap;glare")));
  EXPECT_EQ(got.skipped, (std::vector<std::string>{
                             "line 6: no verb, pattern or synonym",
                             "line 5: 0214 has no type in PLOVER and no move in our vocabulary"}));
}

TEST(ImportVerbs, TellsVerbsFromActors) {
  EXPECT_TRUE(is_verb_dictionary("--- ZAP [190] ---\nZAP\n"));
  EXPECT_TRUE(is_verb_dictionary("ZAP [190]\n- * AID [070]\n"));
  EXPECT_FALSE(is_verb_dictionary("FRANCE_ [FRA]\n+GAUL_\n"));
  EXPECT_FALSE(is_verb_dictionary("SOLDIER_ {SOLDIERS} [~MIL]\n"));
}

TEST(ImportVerbs, TakesAnyText) {
  for (const std::string_view text :
       {"", "-", "---", "- *", "- * [", "&", "&\n+", "+", "~", "- & * [190]", "ZAP {",
        "--- [190]\nZAP\n- ( * ) [190]\n", "A\n- * (\n- * _ [190]\n- [] *\n"})
    import(text);
}

// What is written is read again without a slip, and stands before our own readings.
TEST(ImportVerbs, GivesFilesThatLoadAndCheckClean) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "parley_verbs_test";
  fs::remove_all(folder);
  fs::create_directories(folder / "lexicon");
  const ImportedVerbs got =
      import(std::string(kPetrarch) + "--- KILL [---] ---\nKILL\n- * DEAL [1246]\n");
  const std::string head = "# Source: a test. Licence: CC0.\n";
  std::ofstream(folder / "lexicon/acts.add.tsv") << head << got.acts;
  std::ofstream(folder / "lexicon/classes.add.tsv") << head << got.classes;
  std::ofstream(folder / "lexicon/forces_acts.add.tsv") << head << got.moves;
  const auto files = Files::with_folder(folder);
  ASSERT_TRUE(files) << files.error().text();
  for (const Problem& problem : check_knowledge(*files))
    ADD_FAILURE() << problem.where << ": " << problem.message;
  const auto lexicon = Lexicon::load(*files);
  ASSERT_TRUE(lexicon) << lexicon.error().text();
  EXPECT_EQ(lexicon->acts.at("kill").front().where, "lexicon/acts.add.tsv:8");
  EXPECT_TRUE(lexicon->in_class("@set_craft", "jet"));
  const auto moves = MoveLexicon::load(*files);
  ASSERT_TRUE(moves) << moves.error().text();
  EXPECT_FALSE(moves->acts.with_lemma("glare").empty());
}

}  // namespace
}  // namespace parley::knowledge
