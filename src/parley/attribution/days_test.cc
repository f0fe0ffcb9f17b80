#include "parley/attribution/days.h"

#include <gtest/gtest.h>

#include "parley/mention/time_for_test.h"
#include "parley/mention/times.h"

namespace parley::attribution {
namespace {

struct Case {
  const char *name, *lines;
  const char* cue;  // of the one statement
  const char* want;
};

// The day of the words brought in by `cue`, the last token of that text; "" for none. 2012-01-31 is a Tuesday.
std::string carried(std::string_view lines, std::string_view cue) {
  const auto report = mention::test_report(lines, "2012-01-31");
  std::vector<Statement> statements(1);
  for (std::uint32_t t = 0; t < report->parse.tokens.size(); ++t)
    if (report->parse.tokens[t].text == cue) statements[0].cue_token = t;
  for (const language::Sentence& sentence : report->parse.sentences) {
    page::Segment paragraph;
    paragraph.span = report->parse.span_of(sentence.tokens);
    report->article.segments.push_back(paragraph);
  }
  knowledge::Knowledge known;
  known.calendar = *knowledge::Calendar::load(knowledge::Files());
  const mention::ReportView view{report->article, report->parse, known};
  mention::Mentions mentions;
  mention::find_times(view, mentions);
  const std::vector<Quotation> quotations;
  carry_days(make_scene(view, mentions, quotations), statements);
  return statements[0].date ? iso(*statements[0].date) : "";
}

class CarriedDay : public testing::TestWithParam<Case> {};

TEST_P(CarriedDay, Is) { EXPECT_EQ(carried(GetParam().lines, GetParam().cue), GetParam().want); }

constexpr const char* kLead = "They/PRP met/VBD on/IN Monday/NNP ./.\n";

INSTANTIATE_TEST_SUITE_P(
    All, CarriedDay,
    testing::Values(
        Case{"OfTheSentenceBefore", "They/PRP met/VBD on/IN Monday/NNP ./.\nHe/PRP replied/VBD ./.",
             "replied", "2012-01-30"},
        Case{"NotInThePerfect",
             "They/PRP met/VBD on/IN Monday/NNP ./.\nThey/PRP have/MD replied/VBD ./.", "replied", ""},
        Case{"NotInThePresent", "They/PRP met/VBD on/IN Monday/NNP ./.\nHe/PRP replies/VBZ ./.",
             "replies", ""},
        Case{"NotOfWhatLiesAhead",
             "They/PRP will/MD meet/VB on/IN Friday/NNP ./.\nHe/PRP replied/VBD ./.", "replied",
             ""},
        Case{"NotOfAMonth", "They/PRP met/VBD in/IN December/NNP ./.\nHe/PRP replied/VBD ./.",
             "replied", ""},
        Case{"TheLastDayTold",
             "They/PRP met/VBD on/IN Sunday/NNP ./.\nShe/PRP left/VBD on/IN Monday/NNP ./.\n"
             "He/PRP replied/VBD ./.",
             "replied", "2012-01-30"},
        Case{"NoDayTold", "They/PRP met/VBD ./.\nHe/PRP replied/VBD ./.", "replied", ""}),
    [](const auto& test) { return std::string(test.param.name); });

// Far down the report the day of the lead holds, that of the middle no more.
TEST(CarriedDays, FarDownTheLeadHolds) {
  std::string lines = kLead;
  for (int i = 0; i < 10; ++i) lines += "It/PRP rains/VBZ ./.\n";
  lines += "He/PRP replied/VBD ./.";
  EXPECT_EQ(carried(lines, "replied"), "2012-01-30");
}

}  // namespace
}  // namespace parley::attribution
