#include "parley/coding/event_tolls.h"

#include <gtest/gtest.h>

#include "parley/mention/time_for_test.h"

namespace parley::coding {
namespace {

struct Case {
  const char* name;
  const char* sentences;
  const char *event, *toll;  // their predicates
  const char* type;
  bool linked;
};

class LinkTolls : public testing::TestWithParam<Case> {};

TEST_P(LinkTolls, Are) {
  const auto report = mention::test_report(GetParam().sentences, "2012-01-31");
  const auto token = [&](std::string_view word) {
    for (std::uint32_t t = 0; t < report->parse.tokens.size(); ++t)
      if (report->parse.tokens[t].text == word) return t;
    ADD_FAILURE() << word;
    return 0U;
  };
  mention::Mentions mentions;
  const knowledge::Knowledge known;
  const std::vector<attribution::Statement> statements;
  const mention::ReportView view{report->article, report->parse, known};
  Coded coded;
  Event event;
  event.type = GetParam().type;
  event.token = token(GetParam().event);
  event.place = "Homs";
  coded.events = {event};
  Toll toll;
  toll.token = token(GetParam().toll);
  toll.scope = "incident";
  toll.place = "Syria";
  coded.tolls = {toll};
  link_tolls({view, mentions, statements}, coded);
  EXPECT_EQ(coded.events[0].tolls.size(), GetParam().linked ? 1U : 0U);
  EXPECT_EQ(coded.tolls[0].place, GetParam().linked ? "Homs" : "Syria");
}

INSTANTIATE_TEST_SUITE_P(
    All, LinkTolls,
    testing::Values(Case{"OfItsOwnPredicate", "They/PRP killed/VBD nine/CD ./.", "killed", "killed",
                         "ASSAULT", true},
                    Case{"OfTheActAbove", "They/PRP shelled/VBD it/PRP killing/NN nine/CD ./.",
                         "shelled", "killing", "ASSAULT", true},
                    Case{"OfTheActBelow", "Nine/CD died/VBD in/IN shelling/NN ./.", "shelling",
                         "died", "ASSAULT", true},
                    Case{"NotOfAnotherSentence",
                         "They/PRP shelled/VBD it/PRP ./.\nNine/CD died/VBD ./.", "shelled", "died",
                         "ASSAULT", false},
                    Case{"NotOfWords", "They/PRP condemned/VBD it/PRP killing/NN nine/CD ./.",
                         "condemned", "killing", "ACCUSE", false}),
    [](const auto& test) { return std::string(test.param.name); });

// A count that holds for longer keeps its own place.
TEST(LinkTollsTo, WhatHappenedOnceAlone) {
  const auto report = mention::test_report("They/PRP killed/VBD nine/CD ./.", "2012-01-31");
  mention::Mentions mentions;
  const knowledge::Knowledge known;
  const std::vector<attribution::Statement> statements;
  const mention::ReportView view{report->article, report->parse, known};
  Coded coded;
  coded.events.resize(1);
  coded.events[0].type = "ASSAULT";
  coded.events[0].token = 1;
  coded.events[0].place = "Homs";
  coded.tolls.resize(1);
  coded.tolls[0].token = 1;
  coded.tolls[0].scope = "cumulative";
  coded.tolls[0].place = "Syria";
  link_tolls({view, mentions, statements}, coded);
  EXPECT_EQ(coded.events[0].tolls.size(), 1U);
  EXPECT_EQ(coded.tolls[0].place, "Syria");
}

}  // namespace
}  // namespace parley::coding
