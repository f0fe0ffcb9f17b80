#include "parley/page/html_page.h"

#include <gtest/gtest.h>

#include "parley/page/charset.h"
#include "parley/page/html_dates.h"
#include "parley/page/html_meta.h"
#include "parley/page/html_tree.h"
#include "parley/page/test_files.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

Article read(const std::string& html, const std::string& content_type = "",
             const std::string& url = "") {
  Result<Article> article = read_html_page({"page", url, content_type}, html, {});
  EXPECT_TRUE(article.ok()) << (article.ok() ? "" : article.error().text());
  return article.ok() ? std::move(*article) : Article{};
}

std::string kind_of(const Article& article, std::string_view words) {
  for (const Segment& segment : article.segments)
    if (slice(article.text, segment.span).starts_with(words))
      return std::string(name_of(segment.kind));
  return "";
}

TEST(HtmlPage, ReadsTheReportAndSetsTheRestApart) {
  const Article article = read(small_html());
  EXPECT_EQ(article.title, "Council gives rebels ten days to leave Tarsk");
  EXPECT_EQ(article.publisher, "Valley News");
  EXPECT_EQ(article.bylines, std::vector<std::string>{"Hanna Strobel"});
  EXPECT_EQ(article.agencies, std::vector<std::string>{"Reuters"});
  EXPECT_EQ(article.dateline.place, "TARSK");
  ASSERT_TRUE(article.published.day);
  EXPECT_EQ(iso(*article.published.day), "2016-10-07");
  EXPECT_EQ(article.published.basis, DateBasis::metadata);
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(kind_of(article, "Council gives"), "headline");
  EXPECT_EQ(kind_of(article, "TARSK (Reuters)"), "paragraph");
  EXPECT_EQ(kind_of(article, "Mortar fire"), "subhead");
  EXPECT_EQ(kind_of(article, "The council has met"), "paragraph");
  for (const std::string_view outside :
       {"Home", "Dam workers", "They have been talking", "\xC2\xA9 2016"}) {
    const std::string kind = kind_of(article, outside);
    EXPECT_TRUE(kind == "furniture" || kind == "comment" || kind == "credit")
        << outside << " is " << kind;
  }
}

TEST(HtmlPage, SpansPointIntoTheText) {
  const Article article = read(small_html());
  std::uint32_t end = 0;
  for (const Segment& segment : article.segments) {
    EXPECT_GE(segment.span.begin, end);
    EXPECT_LE(segment.span.end, article.text.size());
    EXPECT_FALSE(segment.span.empty());
    end = segment.span.end;
  }
  EXPECT_FALSE(first_invalid_utf8(article.text));
}

TEST(HtmlPage, KeepsWordsApartAndTogether) {
  const Article article = read(
      "<body><h1>Two things</h1><p>A soft\xC2\xADhyphen and a no\xC2\xA0"
      "break space in one <b>bold</b>ness.</p>"
      "<div><span>By</span><span>Jane Doe</span></div><p>One line<br>goes on<br><br>Another "
      "block</p></body>");
  EXPECT_NE(article.text.find("A softhyphen and a no break space in one boldness."),
            std::string::npos)
      << article.text;
  EXPECT_NE(article.text.find("By Jane Doe"), std::string::npos) << article.text;
  EXPECT_NE(article.text.find("One line goes on\nAnother block"), std::string::npos)
      << article.text;
}

TEST(HtmlPage, LeavesOutWhatNoReaderSees) {
  const Article article = read(
      "<body><script>var x = 'shown to nobody';</script><style>p{}</style><template><p>not "
      "this</p></template><h1>Seen</h1><p>Seen too.</p><!-- nor this --></body>");
  EXPECT_EQ(article.text, "Seen\nSeen too.\n");
}

struct CharsetCase {
  std::string_view bytes, content_type, want, found_by;
};

constexpr CharsetCase kCharsets[] = {
    {"caf\xC3\xA9", "", "caf\xC3\xA9", "bytes"},
    {"\xEF\xBB\xBF"
     "caf\xC3\xA9",
     "text/html; charset=iso-8859-1", "caf\xC3\xA9", "BOM"},
    {"caf\xE9", "text/html; charset=iso-8859-1", "caf\xC3\xA9", "header"},
    {"<meta charset=windows-1251>\xCC\xE8\xF0", "",
     "<meta charset=windows-1251>\xD0\x9C\xD0\xB8\xD1\x80", "meta"},
    {"<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>\xD3\xE1\xC7\xE3", "",
     "<meta http-equiv=Content-Type content='text/html; "
     "charset=windows-1256'>\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85",
     "meta"},
    // Declared Latin, and UTF-8 in truth: the bytes decide.
    {"<meta charset=iso-8859-1>caf\xC3\xA9", "", "<meta charset=iso-8859-1>caf\xC3\xA9", "bytes"},
    // \x93 and \x94 are quotation marks in what the Web calls iso-8859-1.
    {"\x93yes\x94", "text/html; charset=ISO-8859-1", "\xE2\x80\x9Cyes\xE2\x80\x9D", "header"},
    {"plain", "text/html; charset=utf-7", "plain", "bytes"},
    {"plain", "text/html; charset=nonsense", "plain", "bytes"},
};

TEST(Charset, OrderOfTheSources) {
  for (const CharsetCase& c : kCharsets) {
    const Decoded decoded = decode_page(c.bytes, c.content_type);
    EXPECT_EQ(decoded.text, c.want) << c.content_type;
    EXPECT_EQ(decoded.found_by, c.found_by) << c.want;
  }
}

TEST(Charset, Utf16WithMark) {
  std::string bytes = "\xFF\xFE";
  for (const char c : std::string("<p>hi</p>")) bytes += std::string{c, '\0'};
  EXPECT_EQ(decode_page(bytes, "").text, "<p>hi</p>");
}

TEST(Charset, CountsWhatCannotBeRead) {
  const Decoded decoded = decode_page(
      "one \xFF two \xC3 three, and a good deal more of plain ASCII; caf\xC3\xA9 caf\xC3\xA9 "
      "caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 "
      "caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9",
      "text/html; charset=utf-8");
  EXPECT_EQ(decoded.charset, "UTF-8");
  EXPECT_EQ(decoded.replaced, 2u);
  EXPECT_FALSE(first_invalid_utf8(decoded.text));
}

struct MetaCase {
  std::string_view what, head, want_title, want_date, want_authors, want_site;
};

constexpr MetaCase kMeta[] = {
    {"JSON-LD in a graph, author by reference",
     R"(<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"A headline of some length","datePublished":"2014-05-01T10:00:00Z","author":{"@id":"#a"},"publisher":{"name":"The Paper"}},{"@type":"Person","@id":"#a","name":"Ada Quint"}]}</script>)",
     "A headline of some length", "2014-05-01", "Ada Quint", "The Paper"},
    {"broken JSON-LD: a raw line break in a string, a comma too many",
     "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"A headline\n of "
     "some length\",\"datePublished\":\"2014-05-01\",}</script>",
     "A headline of some length", "2014-05-01", "", ""},
    {"OpenGraph",
     "<meta property=og:title content='A headline of some length'><meta "
     "property='article:published_time' content='2014-05-01'><meta name=author content='By Ada "
     "Quint and Bo Lind'>",
     "A headline of some length", "2014-05-01", "Ada Quint, Bo Lind", ""},
    {"<title> with the site's name",
     "<title>A headline of some length - The Paper</title><meta property=og:site_name content='The "
     "Paper'>",
     "A headline of some length", "", "", "The Paper"},
    {"an author that is none",
     "<meta name=author content='admin'><title>A headline of some length</title>",
     "A headline of some length", "", "", ""},
};

TEST(HtmlMeta, FieldsAndTheirOrder) {
  for (const MetaCase& c : kMeta) {
    Result<HtmlTree> tree = HtmlTree::parse("<html><head>" + std::string(c.head) +
                                            "</head><body><p>Text.</p></body></html>");
    ASSERT_TRUE(tree.ok());
    const HtmlBlocks page = read_html_blocks(*tree);
    const PageMeta meta = read_html_meta(*tree, page, "");
    std::string authors;
    for (const std::string& author : meta.authors)
      authors += (authors.empty() ? "" : ", ") + author;
    EXPECT_EQ(meta.title, c.want_title) << c.what;
    EXPECT_EQ(meta.dates.published ? iso(*meta.dates.published) : "", c.want_date) << c.what;
    EXPECT_EQ(authors, c.want_authors) << c.what;
    EXPECT_EQ(meta.site, c.want_site) << c.what;
  }
}

TEST(HtmlMeta, DayOfUrl) {
  EXPECT_EQ(iso(day_of_url("https://example.org/world/2012/01/30/talks").value()), "2012-01-30");
  EXPECT_EQ(iso(day_of_url("https://example.org/2012/1/3/talks").value()), "2012-01-03");
  EXPECT_EQ(day_of_url("https://example.org/2012/13/30/talks"), std::nullopt);
  EXPECT_EQ(day_of_url("https://example.org/article/2012"), std::nullopt);
}

}  // namespace
}  // namespace parley::page
