#include "parley/coding/clause.h"

#include <gtest/gtest.h>

#include "parley/coding/event_cases.h"
#include "parley/coding/status.h"

namespace parley::coding {
namespace {

const knowledge::Lexicon& lexicon() {
  static const auto kLoaded = knowledge::Lexicon::load(knowledge::Files{});
  EXPECT_TRUE(kLoaded) << kLoaded.error().text();
  return *kLoaded;
}

std::string words(const language::Parse& parse, const std::vector<Token>& tokens) {
  std::string joined;
  for (const Token token : tokens)
    joined += (joined.empty() ? "" : " ") + std::string(parse.tokens[token].text);
  return joined;
}

TEST(Clauses, GoldenCases) {
  const auto cases = read_cases(PARLEY_SOURCE_DIR "/src/parley/coding/testdata/events.conllu");
  ASSERT_GE(cases.size(), 30u);
  for (const Case& one : cases) {
    SCOPED_TRACE(one.text);
    const auto parse = language::parse_from_conllu(one.conllu);
    ASSERT_TRUE(parse) << parse.error().text();
    const std::vector<Clause> found = clauses(*parse, lexicon());
    for (const auto& wanted : one.clauses) {
      bool seen = false;
      for (const Clause& clause : found) {
        if (clause.lemma != wanted[0]) continue;
        seen = true;
        EXPECT_EQ(words(*parse, clause.subjects), wanted[1]) << wanted[0];
        EXPECT_EQ(words(*parse, clause.objects), wanted[2]) << wanted[0];
        const ClauseStatus status = status_of(*parse, found, clause, lexicon());
        EXPECT_EQ(status.status, wanted[3]) << wanted[0] << ": " << status.reason;
      }
      EXPECT_TRUE(seen) << "no clause " << wanted[0];
    }
  }
}

TEST(Clauses, AreFoundByTheirPredicate) {
  const auto cases = read_cases(PARLEY_SOURCE_DIR "/src/parley/coding/testdata/events.conllu");
  const auto parse = language::parse_from_conllu(cases.at(0).conllu);
  ASSERT_TRUE(parse);
  const std::vector<Clause> found = clauses(*parse, lexicon());
  for (const Clause& clause : found) EXPECT_EQ(clause_at(found, clause.predicate), &clause);
  EXPECT_EQ(clause_at(found, 3), nullptr);  // "an"
  const Clause* attack = clause_at(found, 4);
  ASSERT_NE(attack, nullptr);
  EXPECT_EQ(attack->light_form, "carry_out");
  ASSERT_NE(oblique(*attack, "against;on"), nullptr);
  EXPECT_EQ(parse->tokens[oblique(*attack, "against;on")->head].text, "base");
  const Clause* carry = clause_at(found, *attack->light);
  ASSERT_NE(carry, nullptr);
  EXPECT_TRUE(has_form(*carry, "carry_out"));
  EXPECT_TRUE(has_form(*carry, "carry"));
  EXPECT_TRUE(has_form(*carry, "carry_out_on"));
  EXPECT_FALSE(has_form(*carry, "carry_on"));
}

TEST(Clauses, ATextWithoutAnySentenceHasNone) {
  EXPECT_TRUE(clauses(language::Parse{}, lexicon()).empty());
}

}  // namespace
}  // namespace parley::coding
