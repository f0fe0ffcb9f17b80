#include "parley/coding/tolls.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "parley/attribution/find.h"
#include "parley/knowledge/knowledge.h"
#include "parley/language/cases_for_test.h"

namespace parley::coding {
namespace {

// Names and places are the mentions' own test; here the words of attribution and tolls alone are read.
knowledge::Knowledge words_alone() {
  knowledge::Knowledge knowledge;
  auto cues = knowledge::load_cues(knowledge::Files());
  EXPECT_TRUE(cues.ok());
  if (cues) knowledge.cues = std::move(*cues);
  auto tolls = knowledge::TollBook::load(knowledge::Files());
  EXPECT_TRUE(tolls.ok());
  if (tolls) knowledge.tolls = std::move(*tolls);
  return knowledge;
}

std::string bound(const std::optional<double>& value) {
  std::ostringstream out;
  out.precision(15);
  if (value) out << *value;
  return out.str();
}

std::string shown(const Toll& toll) {
  return toll.kind + " " + bound(toll.lower) + ".." + bound(toll.upper) + " " + toll.form + " " +
         toll.scope;
}

struct Case {
  const char* name;
  std::vector<std::string> tolls;
};

const Case kCases[] = {
    {"part", {"killed_civilians 12.. at_least incident", "killed_children 3..3 exact incident"}},
    {"range", {"injured 20..30 range incident"}},
    {"toll at", {"killed 59..59 exact incident"}},
    {"since", {"displaced 9001.. more_than cumulative"}},
    {"money", {"aid_asked 1500000000..1500000000 exact window"}},
    {"no toll", {}},  // an age, a distance, a time
    {"nobody", {"injured 0..0 none incident"}},
    {"killed and wounded",
     {"killed_rebels 24..99 dozens incident", "injured 14..14 exact incident"}},
    {"one and two",
     {"killed_government_forces 1..1 one_or_a incident",
      "killed_government_forces 2..2 exact incident"}},
    {"words", {"killed 35..35 exact incident"}},
    {"year", {}},
    {"about", {"refugees 900000..1100000 about register"}},
    {"up to", {"freed ..300 at_most incident"}},
    {"dead", {"killed 3..3 exact incident"}},
    {"lives", {"killed 31001.. more_than cumulative"}},
    {"by whom", {"killed_civilians 8..8 exact incident"}},
    {"arrest", {"detained 300..900 several incident"}},
};

TEST(FindTolls, ReadsEachCase) {
  const knowledge::Knowledge knowledge = words_alone();
  const auto cases = language::cases_for_test("src/parley/coding/testdata/toll_cases.conllu");
  for (const Case& one : kCases) {
    ASSERT_TRUE(cases.contains(one.name)) << one.name;
    const auto parse = language::parse_from_conllu(cases.at(one.name));
    ASSERT_TRUE(parse) << one.name << ": " << parse.error().text();
    page::Article article;
    article.text = std::string(parse->source);
    article.segments.resize(1);
    article.segments[0].span = {0, static_cast<std::uint32_t>(article.text.size())};
    const mention::ReportView report{article, *parse, knowledge};
    mention::Mentions mentions;
    mentions.index(parse->tokens.size());
    const auto statements = attribution::find_statements(report, mentions);
    std::vector<std::string> found;
    for (const Toll& toll : find_tolls({report, mentions, statements})) {
      found.push_back(shown(toll));
      ASSERT_FALSE(toll.evidence.empty()) << one.name;
      EXPECT_TRUE(knowledge.tolls.kind(toll.kind)) << toll.kind;
    }
    EXPECT_EQ(found, one.tolls) << one.name;
  }
}

// "The ministry put the death toll at 59": the count belongs to the ministry, and the part of a
// count says so in the whole.
TEST(FindTolls, KeepsSourcesAndParts) {
  const knowledge::Knowledge knowledge = words_alone();
  const auto cases = language::cases_for_test("src/parley/coding/testdata/toll_cases.conllu");
  for (const char* name : {"toll at", "part"}) {
    const auto parse = language::parse_from_conllu(cases.at(name));
    page::Article article;
    article.text = std::string(parse->source);
    article.segments.resize(1);
    article.segments[0].span = {0, static_cast<std::uint32_t>(article.text.size())};
    const mention::ReportView report{article, *parse, knowledge};
    mention::Mentions mentions;
    mentions.index(parse->tokens.size());
    const auto statements = attribution::find_statements(report, mentions);
    const auto tolls = find_tolls({report, mentions, statements});
    ASSERT_FALSE(tolls.empty());
    if (std::string_view(name) == "part") {
      EXPECT_EQ(tolls[0].relation, std::vector<std::string>{"includes t2"});
    } else {
      ASSERT_EQ(tolls[0].according_to.size(), 1u);
      EXPECT_EQ(mentions.at(tolls[0].according_to[0]).name, "ministry");
    }
  }
}

}  // namespace
}  // namespace parley::coding
