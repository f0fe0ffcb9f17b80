#include "parley/mention/times.h"

#include <gtest/gtest.h>

#include "parley/mention/time_for_test.h"

namespace parley::mention {
namespace {

const knowledge::Knowledge& knowledge_for_test() {
  static const knowledge::Knowledge known = [] {
    knowledge::Knowledge loaded;
    auto calendar = knowledge::Calendar::load(knowledge::Files());
    EXPECT_TRUE(calendar) << calendar.error().text();
    if (calendar) loaded.calendar = std::move(*calendar);
    return loaded;
  }();
  return known;
}

Mentions read(const TestReport& report) {
  Mentions mentions;
  find_times({report.article, report.parse, knowledge_for_test()}, mentions);
  return mentions;
}

// "text = type value range" of every expression, in order.
std::string show(const TestReport& report) {
  std::string all;
  for (const TimeExpression& time : read(report).times) {
    if (!all.empty()) all += "; ";
    all +=
        std::string(slice(report.article.text, time.span)) + " = " + time.type + " " + time.value;
    if (time.range) all += " " + iso(*time.range);
  }
  return all;
}

struct Case {
  const char *sentence, *published, *want;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(show(*test_report(c.sentence, c.published)), c.want)
        << c.sentence << " | " << c.published;
}

TEST(Times, WeekdaysLookBackInThePastAndForwardInTheFuture) {
  check({
      {"They/PRP met/VBD on/IN Monday/NNP", "2022-03-09", "Monday = DATE 2022-03-07 2022-03-07"},
      {"They/PRP met/VBD on/IN Wednesday/NNP", "2022-03-09",
       "Wednesday = DATE 2022-03-09 2022-03-09"},
      {"They/PRP met/VBD on/IN Thursday/NNP", "2022-03-09",
       "Thursday = DATE 2022-03-03 2022-03-03"},
      {"They/PRP will/MD meet/VB on/IN Thursday/NNP", "2022-03-09",
       "Thursday = DATE 2022-03-10 2022-03-10"},
      {"They/PRP will/MD meet/VB on/IN Wednesday/NNP", "2022-03-09",
       "Wednesday = DATE 2022-03-09 2022-03-09"},
      {"They/PRP met/VBD last/JJ Friday/NNP night/NN", "2022-03-09",
       "last Friday night = TIME 2022-03-04TNI 2022-03-04"},
      {"They/PRP meet/VBP next/JJ Tuesday/NNP", "2022-03-08",
       "next Tuesday = DATE 2022-03-15 2022-03-15"},
      {"They/PRP met/VBD on/IN Monday/NNP last/JJ week/NN", "2022-03-09",
       "Monday last week = DATE 2022-02-28 2022-02-28"},
      {"They/PRP met/VBD on/IN Monday/NNP", "", "Monday = DATE "},
  });
}

TEST(Times, MonthsWithoutAYearFollowTheTense) {
  check({
      {"It/PRP began/VBD in/IN March/NNP", "2012-01-30",
       "March = DATE 2011-03 2011-03-01/2011-03-31"},
      {"It/PRP will/MD begin/VB in/IN March/NNP", "2012-01-30",
       "March = DATE 2012-03 2012-03-01/2012-03-31"},
      {"It/PRP began/VBD last/JJ March/NNP", "2012-03-30",
       "last March = DATE 2011-03 2011-03-01/2011-03-31"},
      {"It/PRP began/VBD in/IN June/NNP last/JJ year/NN", "2012-01-30",
       "June last year = DATE 2011-06 2011-06-01/2011-06-30"},
      {"It/PRP expires/VBZ on/IN January/NNP 30/CD", "2012-12-29",
       "January 30 = DATE 2013-01-30 2013-01-30"},
      {"It/PRP may/MD end/VB", "2012-12-29", ""},
      {"They/PRP march/VBP on/IN", "2012-12-29", ""},
  });
}

TEST(Times, FullDatesNeedNoDayOfPublication) {
  check({
      {"It/PRP fell/VBD on/IN 12/CD August/NNP 2014/CD", "",
       "12 August 2014 = DATE 2014-08-12 2014-08-12"},
      {"It/PRP fell/VBD on/IN Tuesday/NNP , January/NNP 31/CD , 2012/CD", "",
       "Tuesday, January 31, 2012 = DATE 2012-01-31 2012-01-31"},
      {"It/PRP fell/VBD on/IN 10.04.2012/CD", "", "10.04.2012 = DATE 2012-04-10 2012-04-10"},
      {"It/PRP fell/VBD on/IN 24/02/2010/CD", "", "24/02/2010 = DATE 2010-02-24 2010-02-24"},
      {"It/PRP fell/VBD on/IN 05/03/2010/CD", "2010-05-04",
       "05/03/2010 = DATE 2010-05-03 2010-05-03"},
      {"It/PRP fell/VBD on/IN 05/03/2010/CD", "", "05/03/2010 = DATE 2010 2010-01-01/2010-12-31"},
      {"It/PRP fell/VBD on/IN 31/CD February/NNP 2011/CD", "", "31 February 2011 = DATE "},
      {"It/PRP fell/VBD in/IN the/DT 1970s/NNS", "", "the 1970s = DATE 197 1970-01-01/1979-12-31"},
      {"It/PRP fell/VBD in/IN the/DT 20th/JJ century/NN", "",
       "the 20th century = DATE 19 1900-01-01/1999-12-31"},
  });
}

TEST(Times, WindowsAndDurationsCountFromTheDayOfPublication) {
  check({
      {"They/PRP died/VBD in/IN the/DT past/JJ two/CD days/NNS", "2012-01-30",
       "the past two days = DURATION P2D 2012-01-28/2012-01-30"},
      {"They/PRP died/VBD in/IN eight/CD months/NNS", "2011-11-15",
       "eight months = DURATION P8M 2011-03-15/2011-11-15"},
      {"They/PRP will/MD leave/VB in/IN eight/CD months/NNS", "2011-11-15",
       "eight months = DURATION P8M 2012-07-15"},
      {"They/PRP will/MD leave/VB within/IN 48/CD hours/NNS", "2012-04-10",
       "48 hours = DURATION PT48H 2012-04-12"},
      {"They/PRP left/VBD two/CD days/NNS ago/RB", "2012-04-10",
       "two days ago = DATE 2012-04-08 2012-04-08"},
      {"They/PRP left/VBD in/IN recent/JJ weeks/NNS", "2012-04-10", "recent weeks = DURATION PXW"},
      {"It/PRP is/VBZ a/DT 25/CD - year/NN - old/JJ man/NN", "2012-04-10", ""},
      {"They/PRP fight/VBP every/DT day/NN", "2012-04-10", "every day = SET P1D"},
  });
}

TEST(Times, PartsOfPeriods) {
  check({
      {"They/PRP left/VBD earlier/RBR this/DT week/NN", "2012-12-29",
       "earlier this week = DATE 2012-W52 2012-12-24/2012-12-28"},
      {"They/PRP left/VBD at/IN the/DT start/NN of/IN January/NNP", "2012-01-31",
       "the start of January = DATE 2012-01 2012-01-01/2012-01-10"},
      {"They/PRP leave/VBP before/IN the/DT end/NN of/IN 2016/CD", "2016-10-01",
       "the end of 2016 = DATE 2016 2016-12-31"},
      {"They/PRP left/VBD overnight/RB", "2012-12-28",
       "overnight = TIME 2012-12-27TNI 2012-12-27/2012-12-28"},
      {"They/PRP left/VBD in/IN mid-1996/CD", "1998-01-01",
       "mid-1996 = DATE 1996 1996-05-01/1996-08-31"},
      {"They/PRP fight/VBP since/IN March/NNP 2011/CD", "2014-01-21",
       "March 2011 = DATE 2011-03 2011-03-01/2014-01-21"},
      {"They/PRP left/VBD at/IN 1900/CD GMT/NNP on/IN Monday/NNP", "2014-01-21",
       "1900 GMT on Monday = TIME 2014-01-20T19:00Z 2014-01-20"},
      {"They/PRP left/VBD in/IN the/DT winter/NN of/IN 1994/CD", "1998-01-21",
       "the winter of 1994 = DATE 1994-WI 1993-12-01/1994-02-28"},
      {"They/PRP left/VBD at/IN Christmas/NNP", "2013-02-01",
       "Christmas = DATE 2012-12-25 2012-12-25"},
  });
}

TEST(Times, WhatFollowsCountsFromWhatWasTold) {
  check({
      {"They/PRP left/VBD on/IN 20/CD June/NNP 2015/CD\nThey/PRP came/VBD two/CD weeks/NNS "
       "later/RB",
       "2015-06-30",
       "20 June 2015 = DATE 2015-06-20 2015-06-20; two weeks later = DATE 2015-W27 2015-07-04"},
      {"They/PRP left/VBD on/IN 20/CD June/NNP 2015/CD\nThey/PRP came/VBD the/DT next/JJ day/NN",
       "2015-06-30",
       "20 June 2015 = DATE 2015-06-20 2015-06-20; the next day = DATE 2015-06-21 2015-06-21"},
      {"They/PRP came/VBD the/DT same/JJ day/NN", "2015-06-30", "the same day = DATE "},
      {"They/PRP came/VBD two/CD days/NNS after/IN the/DT attack/NN", "2015-06-30",
       "two days = DURATION P2D"},
  });
}

TEST(Times, ALiveEntryCountsFromItsOwnDay) {
  // Tuesday the 31st; the entry below was written on the Sunday before it.
  const std::string lines =
      "They/PRP met/VBD yesterday/NN ./.\nThey/PRP left/VBD yesterday/NN ./.\nThey/PRP spoke/VBD "
      "yesterday/NN ./.";
  const auto report = test_report(lines, "2012-01-31");
  const auto begin = static_cast<std::uint32_t>(report->article.text.find("They left"));
  page::Entry live;
  live.comment = false;
  live.span = {begin, static_cast<std::uint32_t>(report->article.text.find("They spoke"))};
  live.day = parse_day("2012-01-29");
  report->article.entries.push_back(live);
  const Mentions mentions = read(*report);
  ASSERT_EQ(mentions.times.size(), 3u);
  EXPECT_EQ(mentions.times[0].value, "2012-01-30");
  EXPECT_EQ(mentions.times[1].value, "2012-01-28");
  EXPECT_EQ(mentions.times[1].basis, "live entry");
  EXPECT_EQ(mentions.times[2].value, "2012-01-30");
}

TEST(Times, ADateLineOutsideTheReportIsFound) {
  const auto report = test_report("They/PRP left/VBD", "2010-02-26");
  report->article.text += "\nFri 26 Feb 2010";
  page::Segment line;
  line.kind = page::SegmentKind::date;
  line.span = {10, static_cast<std::uint32_t>(report->article.text.size())};
  report->article.segments.push_back(line);
  report->parse.source = report->article.text;
  EXPECT_EQ(show(*report), "Fri 26 Feb 2010 = DATE 2010-02-26 2010-02-26");
}

TEST(Times, AClauseHasTheDayThatHangsOnIt) {
  const auto report = test_report(
      "They/PRP shelled/VBD it/PRP between/IN Friday/NNP and/CC Sunday/NNP\nOn/IN Monday/NNP , "
      "they/PRP left/VBD",
      "2012-01-31");
  const Mentions mentions = read(*report);
  const auto shelled = day_of_clause(report->parse, mentions, 1);
  ASSERT_TRUE(shelled);
  EXPECT_EQ(iso(*shelled), "2012-01-27/2012-01-29");
  const auto left = day_of_clause(report->parse, mentions, 11);
  ASSERT_TRUE(left);
  EXPECT_EQ(iso(*left), "2012-01-30");
}

TEST(Times, WhatIsSaidIsNotDatedByWhenItIsSaid) {
  // "They raided it, on Monday, activists said": the parse hangs Monday on "said".
  const auto report = test_report(
      "They/PRP raided/VBD it/PRP ,/, on/IN Monday/NNP ,/, activists/NNS said/VBD", "2012-01-31");
  language::Parse& parse = report->parse;
  parse.tokens[8].head = 8;
  parse.tokens[8].dep = "ROOT";
  parse.tokens[1].head = 8;
  parse.tokens[1].dep = "ccomp";
  for (const std::uint32_t t : {4u, 7u}) parse.tokens[t].head = 8;
  parse.tokens[5].head = 4;
  parse.tokens[7].dep = "nsubj";
  parse.sentences[0].root = 8;
  language::index_children(parse);
  const Mentions mentions = read(*report);
  const auto raided = day_of_clause(parse, mentions, 1);
  ASSERT_TRUE(raided);
  EXPECT_EQ(iso(*raided), "2012-01-30");
  EXPECT_FALSE(day_of_clause(parse, mentions, 8));
}

}  // namespace
}  // namespace parley::mention
