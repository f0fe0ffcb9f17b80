#include "parley/knowledge/vocabulary.h"

#include <gtest/gtest.h>

#include <set>

#include "parley/knowledge/move_lexicon.h"
#include "parley/knowledge/ontology.h"

namespace parley::knowledge {
namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = [] {
    auto result = Vocabulary::load(Files());
    if (!result) ADD_FAILURE() << result.error().text();
    return result ? std::move(*result) : Vocabulary();
  }();
  return loaded;
}

const Ontology& ontology() {
  static const Ontology loaded = [] {
    auto result = Ontology::load(Files());
    if (!result) ADD_FAILURE() << result.error().text();
    return result ? std::move(*result) : Ontology();
  }();
  return loaded;
}

TEST(Vocabulary, IsComplete) {
  EXPECT_EQ(vocabulary().moves().size(), 130u + 36u);  // with the acts of the Security Council
  EXPECT_EQ(vocabulary().conditions().size(), 70u);
  for (const char* role :
       {"precondition", "simultaneous", "outcome_demand", "guarantee", "deadline", "red_line",
        "refused_condition", "no_preconditions", "waived"})
    EXPECT_TRUE(vocabulary().has_role(role)) << role;
  for (const char* modality : {"actual", "announced", "planned", "offered", "conditional",
                               "hypothetical", "denied", "negated", "rumoured", "historical"})
    EXPECT_TRUE(vocabulary().has_modality(modality)) << modality;
  EXPECT_FALSE(vocabulary().has_role("wish"));
}

TEST(Vocabulary, CodesAndTypesAreThoseOfTheOntologies) {
  for (const MoveType& move : vocabulary().moves()) {
    for (const std::string& code : move.cameo)
      EXPECT_TRUE(ontology().cameo.contains(code)) << move.id << " " << code;
    if (move.plover_type.empty()) continue;
    const PloverType* type = ontology().type(move.plover_type);
    ASSERT_NE(type, nullptr) << move.id;
    const bool known = move.plover_mode.empty() || type->modes.contains(move.plover_mode);
    EXPECT_TRUE(known) << move.id << " " << move.plover_mode;
  }
}

TEST(Vocabulary, ConditionCodesStandInTheirColumns) {
  const auto root = [](const std::string& code) { return code.substr(0, 2); };
  for (const ConditionType& condition : vocabulary().conditions()) {
    for (const auto force : {ContentForce::appeal, ContentForce::demand, ContentForce::promise,
                             ContentForce::kept, ContentForce::refusal})
      EXPECT_TRUE(ontology().cameo.contains(condition.code(force))) << condition.id;
    EXPECT_EQ(root(condition.appeal), "02") << condition.id;
    EXPECT_EQ(root(condition.demand), "10") << condition.id;
    EXPECT_EQ(root(condition.promise), "03") << condition.id;
    EXPECT_EQ(root(condition.refusal), "12") << condition.id;
  }
}

TEST(Vocabulary, KnowsTheCouncil) {
  const CouncilYear* year = vocabulary().council(2012);
  ASSERT_NE(year, nullptr);
  EXPECT_EQ(year->permanent.size() + year->elected.size(), 15u);
  EXPECT_EQ(vocabulary().council(1946), nullptr);
  ASSERT_NE(vocabulary().body("Security Council"), nullptr);
  EXPECT_EQ(vocabulary().body("Security Council")->needed, 9);
}

TEST(MoveLexicon, NamesOnlyWhatTheVocabularyHas) {
  const auto lexicon = MoveLexicon::load(Files());
  ASSERT_TRUE(lexicon) << lexicon.error().text();
  std::set<std::string> contents, forces;
  for (const Pattern& pattern : lexicon->contents.all()) contents.insert(pattern.gives);
  for (const Pattern& pattern : lexicon->forces.all()) forces.insert(pattern.gives);
  for (const Composition& one : lexicon->compositions) {
    EXPECT_NE(vocabulary().move(one.move), nullptr) << one.force << " x " << one.content;
    const bool group = one.content.starts_with("group:") || one.content == "*";
    EXPECT_TRUE(group || contents.contains(one.content) || vocabulary().condition(one.content))
        << one.force << " x " << one.content;
    const bool coded = one.cameo.size() <= 1 || ontology().cameo.contains(one.cameo);
    EXPECT_TRUE(coded) << one.cameo;
  }
  for (const Pattern& act : lexicon->acts.all())
    EXPECT_NE(vocabulary().move(act.gives), nullptr) << act.where;
  // Every force gives some move.
  for (const std::string& force : forces) {
    bool used = force == "ask";  // composed as an appeal
    for (const Composition& one : lexicon->compositions) used = used || one.force == force;
    EXPECT_TRUE(used) << force;
  }
}

TEST(MoveLexicon, ComposesByContentThenGroupThenAnything) {
  const auto lexicon = MoveLexicon::load(Files());
  ASSERT_TRUE(lexicon) << lexicon.error().text();
  EXPECT_EQ(lexicon->compose("demand", "ceasefire", "military")->move, "demand_yield");
  EXPECT_EQ(lexicon->compose("demand", "leave_office", "leadership")->move, "demand_leave_office");
  EXPECT_EQ(lexicon->compose("accuse", "anything", "")->move, "accuse");
  EXPECT_EQ(lexicon->compose("ask", "talks", "")->move, "appeal_talks");
  EXPECT_EQ(lexicon->compose("offer", "anything", ""), nullptr);
}

}  // namespace
}  // namespace parley::knowledge
