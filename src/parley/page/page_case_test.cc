// Flattened pages of our own (cases/*.page: a kind, a tab and a line), read and compared line by line.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "parley/page/read.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct PageCase {
  std::string name, text;
  std::vector<std::string> kinds;  // of the lines that are not empty
};

std::vector<PageCase> page_cases() {
  std::vector<PageCase> cases;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(PARLEY_SOURCE_DIR) +
                                                               "/src/parley/page/cases")) {
    std::ifstream in(entry.path());
    PageCase one;
    one.name = entry.path().stem().string();
    std::string line;
    while (std::getline(in, line)) {
      if (line.starts_with('#')) continue;
      const std::size_t tab = line.find('\t');
      if (tab != std::string::npos) {
        one.kinds.push_back(line.substr(0, tab));
        line.erase(0, tab + 1);
      }
      one.text += line + "\n";
    }
    cases.push_back(std::move(one));
  }
  std::sort(cases.begin(), cases.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return cases;
}

bool report_kind(std::string_view kind) {
  return kind == "headline" || kind == "standfirst" || kind == "subhead" || kind == "paragraph" ||
         kind == "caption" || kind == "dateline";
}

TEST(PageCases, EveryLineIsOneSegmentAndTheReportIsFound) {
  const std::vector<PageCase> cases = page_cases();
  ASSERT_GE(cases.size(), 15u);
  std::size_t lines = 0, right = 0, report_right = 0;
  for (const PageCase& one : cases) {
    const Article article = read_text_page(one.name, one.text, {});
    ASSERT_EQ(article.segments.size(), one.kinds.size()) << one.name;
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < one.kinds.size(); ++i) {
      const Segment& segment = article.segments[i];
      EXPECT_GE(segment.span.begin, end) << one.name;
      EXPECT_FALSE(segment.reason.empty()) << one.name << " line " << i;
      end = segment.span.end;
      ++lines;
      right += name_of(segment.kind) == one.kinds[i] ? 1 : 0;
      const bool same = is_report_text(segment.kind) == report_kind(one.kinds[i]);
      report_right += same ? 1 : 0;
      if (!same)
        std::printf("%s: %s read as %s: %.60s\n", one.name.c_str(), one.kinds[i].c_str(),
                    std::string(name_of(segment.kind)).c_str(),
                    std::string(slice(article.text, segment.span)).c_str());
    }
  }
  EXPECT_GE(static_cast<double>(right) / static_cast<double>(lines), 0.96);
  EXPECT_GE(static_cast<double>(report_right) / static_cast<double>(lines), 0.985);
}

struct MetaCase {
  std::string_view name, title, publisher, agencies, bylines, place, published, basis;
};

constexpr MetaCase kMeta[] = {
    {"wire_with_comments", "Northern command rejects truce terms as talks open in Velmora",
     "The Lowland Telegraph", "Reuters", "Hanna Strobel", "VELMORA", "2019-03-14", "stated"},
    {"blog_repost", "Council of elders gives rebels ten days to leave Tarsk", "", "AFP", "", "",
     "2016-10-07", "stated"},
    {"broadcaster_with_captions", "Observers Reach Border Village After Two-Day Delay", "", "", "",
     "", "2015-06-03", "caption"},
    {"appeal_at_end", "Opposition Walks Out of Assembly Over Emergency Law",
     "The Coastal Independent", "", "", "", "", "none"},
    {"dateline_paper", "Guerrillas free twelve soldiers, keep their officer",
     "ORRENVALE EVENING NEWS", "AP", "", "SANTA LUMA", "2011-05-22", "stated"},
    {"site_with_tags", "Aid reaches Dorma camp for first time in five weeks",
     "hillside-monitor.org", "AFP", "", "", "2018-04-11", "caption"},
    {"paper_mixed_language", "Two generals, one barracks and a very long night",
     "LE COURRIER DU FLEUVE", "", "Awa Diarra", "KOUNA", "2013-08-21", "stated"},
    {"one_section_short", "Blast at fuel depot kills six", "Eastern Chronicle", "AFP", "",
     "PORT ELM", "2013-02-02", "stated"},
    {"guest_comments", "Snipers hold bridge as evacuation deadline passes",
     "NORTH SHORE MORNING POST", "", "Mehmet Arslan", "ELBEY", "2014-06-18", "stated"},
    {"multiple_bylines", "UN envoy \"not optimistic\" after meeting both sides", "DAILY STANDARD",
     "AP", "Anna Kowal", "Geneva", "2016-01-23", "stated"},
};

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

TEST(PageCases, FieldsComeWithTheirBasis) {
  std::map<std::string, PageCase> by_name;
  for (PageCase& one : page_cases()) by_name[one.name] = std::move(one);
  for (const MetaCase& want : kMeta) {
    const Article article = read_text_page("", by_name[std::string(want.name)].text, {});
    EXPECT_EQ(article.title, want.title) << want.name;
    EXPECT_EQ(article.publisher, want.publisher) << want.name;
    EXPECT_EQ(joined(article.agencies), want.agencies) << want.name;
    EXPECT_EQ(joined(article.bylines), want.bylines) << want.name;
    EXPECT_EQ(article.dateline.place, want.place) << want.name;
    EXPECT_EQ(article.published.day ? iso(*article.published.day) : "", want.published)
        << want.name;
    EXPECT_EQ(name_of(article.published.basis), want.basis) << want.name;
    EXPECT_EQ(article.language, "en") << want.name;
  }
}

TEST(PageCases, CommentsAndLiveEntriesKeepTheirOwnTimes) {
  std::map<std::string, PageCase> by_name;
  for (PageCase& one : page_cases()) by_name[one.name] = std::move(one);
  const Article page = read_text_page("", by_name["site_with_tags"].text, {});
  ASSERT_GE(page.entries.size(), 2u);
  EXPECT_TRUE(page.entries[0].comment);
  EXPECT_EQ(page.entries[0].author, "Miriam");
  EXPECT_EQ(page.entries[0].time, "08:20");
  const Article live = read_text_page("", by_name["live_page"].text, {});
  ASSERT_EQ(live.entries.size(), 4u);
  EXPECT_FALSE(live.entries[1].comment);
  EXPECT_EQ(live.entries[1].time, "11.55 BST");
  EXPECT_TRUE(slice(live.text, live.entries[1].span).find("Two stations") !=
              std::string_view::npos);
}

// A sentence in a banner above the menu is no report: what follows the menu and is many times as long
// is.
TEST(PageCases, ABannerIsNoReport) {
  std::string page =
      "We are glad to have been named the best outlet of the valley by those who read us every "
      "day.\n";
  for (const std::string_view entry :
       {"Home", "World", "Region", "Politics", "Business", "Sport", "Culture", "Opinion", "Weather",
        "Comment guidelines", "Tags", "Contact", "Share", "Archive"})
    page += std::string(entry) + "\n";
  page += "Elders give armed groups ten days to leave Tarsk\nHanna Strobel\n7 October 2016\n";
  for (int i = 0; i < 5; ++i)
    page +=
        "The council of elders in Tarsk on Friday gave armed groups ten days to leave the town and "
        "said in its statement number " +
        std::to_string(i) +
        " that it would close the market and the road to the harbour if they stayed, as it had "
        "done in the spring of the year before.\n";
  const Article article = read_text_page("page", page, {});
  std::size_t paragraphs = 0;
  for (const Segment& segment : article.segments)
    paragraphs += segment.kind == SegmentKind::paragraph &&
                          slice(article.text, segment.span).starts_with("The council")
                      ? 1
                      : 0;
  EXPECT_EQ(paragraphs, 5u);
  EXPECT_EQ(article.title, "Elders give armed groups ten days to leave Tarsk");
}

}  // namespace
}  // namespace parley::page
