#include "parley/page/glued.h"

#include <gtest/gtest.h>

#include <string>

#include "parley/page/read.h"
#include "parley/page/text_page.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

const std::string kBody =
    "The army has retaken two villages west of Sarvan after a night of shelling that left at least "
    "nine rebels dead a "
    "monitoring group said on Tuesday. State television said that the fighters had fled towards "
    "the border. The group "
    "said three soldiers were killed as well and that many houses were on fire when the troops "
    "came in from the north.";

struct Case {
  std::string line;
  std::string_view title;
  std::vector<std::string> want;  // the first words of each block
};

TEST(GluedLines, AreCutWhereTheirPartsMeet) {
  const std::vector<Case> cases = {
      {"Tue 11 Mar 2014 Army retakes two villages west of Sarvan. " + kBody + " - REUTERS",
       "",
       {"Tue 11", "Army r", "The ar", "- REUT"}},
      {"Published March 11 2014 " + kBody, "", {"Publis", "The ar"}},
      {"Army retakes villages west of Sarvan " + kBody,
       "Army retakes villages west of Sarvan | The Paper",
       {"Army r", "The ar"}},
      {kBody + " Source TRTWorld and agencies", "", {"The ar", "Source"}},
      {kBody + " Satellite Coverage Partner Hotels About Us Terms of Use Privacy Policy",
       "",
       {"The ar", "Satell"}},
      {kBody, "", {"The ar"}},
      // An agency without a date, and the one that signs at the end without a blank.
      {"AFP " + kBody + "-AFP", "", {"AFP", "The ar", "-AFP"}},
      // Sharing counters before the report, page numbers and initials after it.
      {") Get short URL 4430 " + kBody + " 12", "", {") Get ", "The ar", "12"}},
      {kBody + " T. Arvik / H. Brenner", "", {"The ar", "T. Arv"}},
      // A caption with its credit in front; a dateline is none.
      {"A boy looks at what is left of his school. (AFP Photo) " + kBody, "", {"A boy ", "The ar"}},
      {"SARVAN (AFP) " + kBody, "", {"SARVAN"}},
      // A standfirst with which the report begins again.
      {"The army has retaken two villages west of Sarvan. " + kBody, "", {"The ar", "The ar"}},
      {kBody + " (With Reuters) Last Update: Tuesday 11 March 2014",
       "",
       {"The ar", "(With ", "Last U"}},
      {kBody + " Follow us on Facebook for the latest of it. Copyright 2014 Morning Ledger.",
       "",
       {"The ar", "Follow"}},
  };
  for (const Case& c : cases) {
    const std::vector<Block> blocks = cut_glued_lines(c.line, blocks_of_lines(c.line), c.title);
    std::vector<std::string> have;
    have.reserve(blocks.size());
    for (const Block& block : blocks) have.emplace_back(slice(c.line, block.span).substr(0, 6));
    EXPECT_EQ(have, c.want) << c.line.substr(0, 40);
  }
}

// A report whose last sentence lost its full stop is a report all the same.
TEST(GluedLines, AReportThatEndsOpenIsRead) {
  std::string body = kBody + " " + kBody;
  body.pop_back();
  const Article article = read_text_page("page", "11 March 2014 " + body + " Read Also", {});
  bool read = false;
  for (const Segment& segment : article.segments)
    read |= segment.kind == SegmentKind::paragraph &&
            slice(article.text, segment.span).starts_with("The army");
  EXPECT_TRUE(read);
}

TEST(GluedLines, ShortPagesAndPagesOfManyLinesStay) {
  const std::string text = "A headline\nA paragraph.\n" + kBody + "\n";
  EXPECT_EQ(cut_glued_lines(text, blocks_of_lines(text), "").size(), 3u);
}

}  // namespace
}  // namespace parley::page
