#include "parley/coding/votes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "parley/language/model_for_test.h"
#include "parley/mention/report_for_test.h"

namespace parley::coding {
namespace {

struct Case {
  const char* text;
  const char* votes;  // "body: for-against-abstained [for; against; abstained] result, by sponsors"
};

// Own sentences. A blank line of the text would be a new block; each is one paragraph.
constexpr Case kCases[] = {
    {"The Security Council voted 14-0 on Monday, with the United States abstaining, to demand a "
     "ceasefire.",
     "Security Council: 14-0-? [; ; United States] adopted"},
    {"The resolution was adopted by 12 votes in favour, none against, with three abstentions "
     "(China, Russia and Pakistan).",
     "?: 12-0-3 [; ; China, Russia, Pakistan] adopted"},
    {"Russia and China vetoed a US-drafted resolution on hostages. Eleven countries voted in "
     "favour, and Guyana abstained.",
     "Security Council: 11-?-? [; Russia, China; Guyana] fails_veto, by United States"},
    {"In the General Assembly 141 countries backed a resolution demanding a withdrawal; seven, "
     "including Belarus and North "
     "Korea, voted against.",
     "General Assembly: 141-7-? [; Belarus, North Korea; ] adopted"},
    {"A draft resolution submitted by Russia failed to pass in the Security Council after winning "
     "only eight votes.",
     "Security Council: 8-?-? [; ; ] fails_votes, by Russia"},
    {"Of the 75 members of the assembly 58 voted in favour of the accord and 14 were against.",
     "assembly: 58-14-? [; ; ] adopted"},
    {"The government approved a plan to vote next year.", ""},
};

std::string count(const std::optional<int>& number) {
  return number ? std::to_string(*number) : "?";
}

std::string show(const std::vector<Vote>& votes, const mention::Mentions& mentions) {
  const auto names = [&](const std::vector<ActorId>& actors) {
    std::string text;
    for (const ActorId actor : actors) text += (text.empty() ? "" : ", ") + mentions.at(actor).name;
    return text;
  };
  std::string text;
  for (const Vote& vote : votes)
    text += fmt::format("{}{}: {}-{}-{} [{}; {}; {}] {}{}", text.empty() ? "" : " | ",
                        vote.body.empty() ? "?" : vote.body, count(vote.in_favour_count),
                        count(vote.against_count), count(vote.abstained_count),
                        names(vote.in_favour), names(vote.against), names(vote.abstained),
                        vote.result, vote.sponsors.empty() ? "" : ", by " + names(vote.sponsors));
  return text;
}

TEST(Votes, FiguresSidesAndSponsors) {
  PARLEY_MODEL_OR_SKIP(model);
  language::Worker worker(model);
  for (const Case& one : kCases) {
    const auto report = mention::read_for_test(worker, one.text);
    const mention::ReportView view = report->view();
    const std::vector<attribution::Statement> none;
    EXPECT_EQ(show(find_votes({view, report->mentions, none}), report->mentions), one.votes)
        << one.text;
  }
}

}  // namespace
}  // namespace parley::coding
