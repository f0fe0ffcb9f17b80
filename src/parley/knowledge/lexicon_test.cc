#include "parley/knowledge/lexicon.h"

#include <gtest/gtest.h>

#include "parley/knowledge/ontology.h"

namespace parley::knowledge {
namespace {

TEST(Lexicon, EveryActHasATypeAndACodeThatTheOntologyKnows) {
  const auto lexicon = Lexicon::load(Files{});
  ASSERT_TRUE(lexicon) << lexicon.error().text();
  const auto ontology = Ontology::load(Files{});
  ASSERT_TRUE(ontology) << ontology.error().text();
  EXPECT_GT(lexicon->acts.size(), 700u);
  for (const auto& [form, acts] : lexicon->acts) {
    for (const Act& act : acts) {
      EXPECT_EQ(lexicon->act(act.id), &act) << act.id;
      if (act.type == "-") continue;
      const PloverType* type = ontology->type(act.type);
      ASSERT_NE(type, nullptr) << act.id << ": " << act.type;
      EXPECT_TRUE(act.mode.empty() || type->modes.contains(act.mode)) << act.id << ": " << act.mode;
      EXPECT_TRUE(ontology->cameo.contains(act.cameo)) << act.id << ": " << act.cameo;
    }
  }
}

TEST(Lexicon, ReadsNeedsWithAlternatives) {
  const auto lexicon = Lexicon::load(Files{});
  ASSERT_TRUE(lexicon);
  EXPECT_EQ(lexicon->act("no_such_word/v"), nullptr);
  EXPECT_TRUE(lexicon->in_class("@weapon", "rocket"));
  EXPECT_FALSE(lexicon->in_class("@weapon", "treaty"));
  ASSERT_NE(lexicon->light_verb("carry_out"), nullptr);
  EXPECT_FALSE(lexicon->light_verb("carry_out")->subject_is_recipient);
  EXPECT_TRUE(lexicon->light_verb("come+under")->subject_is_recipient);
  const Embedding* urge = lexicon->embedding('v', "urge", 'i');
  ASSERT_NE(urge, nullptr);
  EXPECT_EQ(urge->status, "demanded");
  EXPECT_EQ(lexicon->embedding('v', "say", 'g'), nullptr);
}

TEST(Ontology, FindsTheNearestCodeAbove) {
  const auto ontology = Ontology::load(Files{});
  ASSERT_TRUE(ontology);
  ASSERT_NE(ontology->code("195"), nullptr);
  EXPECT_EQ(ontology->code("19599"), ontology->code("195"));
  EXPECT_EQ(ontology->code("99"), nullptr);
  EXPECT_EQ(ontology->type("ASSAULT")->quad, 4);
  EXPECT_EQ(ontology->type("PEACE"), nullptr);
}

}  // namespace
}  // namespace parley::knowledge
