// What is read, from which kinds of input.
#include <gtest/gtest.h>

#include "parley/page/outlet.h"
#include "parley/page/test_files.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::string_view kReport =
    "Council gives rebels ten days to leave Tarsk\n\nThe council of elders in Tarsk on Friday gave "
    "armed groups ten days to leave the town and said it would close the market.\n";

TEST(Readers, TheSameTextHoweverItIsPacked) {
  const TestFolder folder;
  const std::string plain(kReport);
  const std::vector<std::string> files = {
      folder.write("a.txt", plain), folder.write("b.txt.gz", gzip(plain)),
      folder.write("c.zst", zstd(plain)), folder.write("d.gz", gzip(zstd(plain))),
      folder.write("no_ending", gzip(plain.substr(0, 20)) + gzip(plain.substr(20)))};
  for (const std::string& file : files) {
    const ReadResult result = read_file(file);
    ASSERT_EQ(result.articles.size(), 1u) << file << ": " << result.codes();
    EXPECT_EQ(result.articles[0].text, plain) << file;
    EXPECT_EQ(result.articles[0].title, "Council gives rebels ten days to leave Tarsk") << file;
  }
}

TEST(Readers, LinesCutAtAWidthAreParagraphs) {
  const char* kWrapped =
      "   PORT SELIM, 3 March -- The northern command has reported that some 50\n"
      "villagers of all ages were taken away by gunmen near the old mine on the\n"
      "river.  According to the command, the gunmen came in three lorries before\n"
      "dawn and forced the villagers, who were still asleep, to come with them\n"
      "into the hills behind the town.\n"
      "\n"
      "   Meanwhile, three soldiers were killed and seven others were wounded in\n"
      "a clash on the road to the capital, a spokesman for the command said in\n"
      "the afternoon.\n";
  for (const bool capitals : {false, true}) {
    std::string text = kWrapped;
    if (capitals)
      for (char& c : text)
        if (is_ascii_lower(c)) c = static_cast<char>(c - 32);
    const Article article = read_text_page("wrapped.txt", text, {});
    ASSERT_EQ(article.segments.size(), 2u) << capitals;
    for (const Segment& segment : article.segments)
      EXPECT_EQ(segment.kind, SegmentKind::paragraph) << capitals;
  }
}

TEST(Readers, FormatByContentNotByName) {
  const TestFolder folder;
  EXPECT_EQ(read_file(folder.write("page.txt", small_html())).articles.at(0).publisher,
            "Valley News");
  EXPECT_EQ(read_file(folder.write("page.html", kReport)).articles.at(0).text, kReport);
}

TEST(Readers, JsonLinesOfCollectors) {
  const TestFolder folder;
  const ReadResult result = read_file(folder.write(
      "news.jsonl",
      R"({"url":"https://a.example/1","title":"First","maintext":"The first report has a text of its own.","date_publish":"2012-01-30 10:00:00","source_domain":"a.example","authors":["Ada Quint"]})"
      "\n\n"
      R"({"id":7,"headline":"Second","content":"The second report has one as well.","publishedAt":"2012-02-01T00:00:00Z","source":{"id":null,"name":"The Paper"},"author":"By Bo Lind"})"
      "\n"
      R"({"title":"Third","body":"<p>The third came with its tags.</p>","date":"3 March 2012","publisher":"P"})"));
  ASSERT_EQ(result.articles.size(), 3u) << result.codes();
  EXPECT_EQ(result.articles[0].title, "First");
  EXPECT_EQ(result.articles[0].publisher, "a.example");
  EXPECT_EQ(result.articles[0].bylines, std::vector<std::string>{"Ada Quint"});
  EXPECT_EQ(iso(result.articles[0].published.day.value()), "2012-01-30");
  EXPECT_EQ(result.articles[0].published.basis, DateBasis::metadata);
  EXPECT_EQ(result.articles[1].publisher, "The Paper");
  EXPECT_TRUE(result.articles[1].source.ends_with("#7"));
  EXPECT_EQ(result.articles[2].text, "The third came with its tags.\n");
  EXPECT_EQ(iso(result.articles[2].published.day.value()), "2012-03-03");
}

TEST(Readers, JsonOverSeveralLinesAndArrays) {
  const TestFolder folder;
  EXPECT_EQ(
      read_file(folder.write("one.json",
                             "{\n \"title\": \"One\",\n \"text\": \"Its text is here.\"\n}\n"))
          .articles.size(),
      1u);
  EXPECT_EQ(read_file(folder.write("many.json",
                                   "[{\"text\":\"One text.\"},\n{\"text\":\"Another text.\"}]"))
                .articles.size(),
            2u);
}

TEST(Readers, CsvWithHeader) {
  const TestFolder folder;
  const ReadResult result = read_file(
      folder.write("news.csv",
                   "title,date,text,source\n\"A, B and C\",2012-01-30,\"He said \"\"no\"\".\nThen "
                   "he left the room.\",The Paper\nD,2012-02-01,One more text.,P\n"));
  ASSERT_EQ(result.articles.size(), 2u) << result.codes();
  EXPECT_EQ(result.articles[0].title, "A, B and C");
  EXPECT_EQ(result.articles[0].text, "He said \"no\".\nThen he left the room.");
  EXPECT_EQ(result.articles[0].publisher, "The Paper");
  EXPECT_EQ(read_file(folder.write("news.tsv", "text\turl\nA text.\thttps://a.example/1\n"))
                .articles.at(0)
                .url,
            "https://a.example/1");
}

TEST(Readers, OwnFieldNames) {
  const TestFolder folder;
  ReadOptions options;
  options.map = {{"text", "inhalt"}, {"date", "tag"}};
  const ReadResult result = read_file(
      folder.write("news.jsonl", R"({"inhalt":"Ein Text.","tag":"2012-01-30"})"), options);
  ASSERT_EQ(result.articles.size(), 1u) << result.codes();
  EXPECT_EQ(iso(result.articles[0].published.day.value()), "2012-01-30");
}

std::string warc_file() {
  return "WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: "
         "12\r\n\r\nsoftware: x\n\r\n\r\n" +
         warc_record("urn:uuid:1", "https://valley.example/1", http_page(small_html())) +
         warc_record("urn:uuid:2", "https://valley.example/robots.txt",
                     http_page("no", "Content-Type: image/png\r\n")) +
         warc_record("urn:uuid:3", "https://valley.example/gone",
                     http_page("<p>Not found</p>", "Content-Type: text/html\r\n", 404)) +
         warc_record("urn:uuid:4", "https://valley.example/4",
                     http_page(gzip(small_html("A packed page about the truce")),
                               "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")) +
         warc_record(
             "urn:uuid:5", "https://valley.example/5",
             http_page(
                 "1b\r\n<p>A page that came in two \r\n9\r\npieces.</\r\n2\r\np>\r\n0\r\n\r\n",
                 "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"));
}

TEST(Readers, WarcPlainAndPacked) {
  const TestFolder folder;
  std::string members;
  std::string rest = warc_file();
  for (std::size_t at = rest.find("WARC/1.0", 1); !rest.empty(); at = rest.find("WARC/1.0", 1)) {
    members += gzip(rest.substr(0, at));
    rest = at == std::string::npos ? "" : rest.substr(at);
  }
  for (const std::string& file :
       {folder.write("a.warc", warc_file()), folder.write("b.warc.gz", members),
        folder.write("c.warc.gz", gzip(warc_file()))}) {
    const ReadResult result = read_file(file);
    ASSERT_EQ(result.articles.size(), 3u) << file << ": " << result.codes();
    EXPECT_EQ(result.refusals.size(), 0u) << file;
    EXPECT_EQ(result.articles[0].url, "https://valley.example/1");
    EXPECT_EQ(result.articles[0].source, file + "#<urn:uuid:1>");
    EXPECT_EQ(result.articles[1].title, "A packed page about the truce");
    EXPECT_EQ(result.articles[2].text, "A page that came in two pieces.\n");
  }
}

TEST(Readers, GivenDateIsUsedWhereThePageHasNone) {
  const TestFolder folder;
  ReadOptions options;
  options.published = parse_day("2012-01-30");
  const ReadResult result = read_file(folder.write("a.txt", kReport), options);
  EXPECT_EQ(result.articles.at(0).published.basis, DateBasis::given);
}

TEST(Readers, FoldersPatternsAndNames) {
  const TestFolder folder;
  const std::string b = folder.write("in/b.txt", kReport), a = folder.write("in/a.txt", kReport),
                    c = folder.write("in/deep/c.html", small_html());
  folder.write("in/.hidden", "x");
  std::filesystem::create_directory_symlink(folder.path() + "/in", folder.path() + "/in/loop");
  std::vector<Refusal> refused;
  const auto refuse = [&](Refusal one) { refused.push_back(std::move(one)); };
  EXPECT_EQ(expand_inputs({folder.path() + "/in"}, refuse), (std::vector<std::string>{a, b, c}));
  EXPECT_EQ(expand_inputs({folder.path() + "/in/*.txt", "-"}, refuse),
            (std::vector<std::string>{a, b, "-"}));
  EXPECT_TRUE(refused.empty());
  EXPECT_EQ(expand_inputs({folder.path() + "/*.none"}, refuse).size(), 0u);
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0].error.code, ErrorCode::not_found);
}

TEST(OutletMemory, ALineOnThreePagesIsTheOutlets) {
  OutletMemory memory;
  const std::vector<std::string_view> lines = {"read our app", "its own words"};
  for (int page = 0; page < 4; ++page) {
    const std::string own = "words of page " + std::to_string(page);
    const std::vector<int> met = memory.meet("a.example", {lines[0], own}, {false, true});
    EXPECT_EQ(met[0], page);
    EXPECT_EQ(met[1], 0);
  }
  EXPECT_EQ(memory.meet("b.example", {lines[0]}, {false})[0], 0);
  EXPECT_EQ(host_of("https://www.A.example:8080/x?y"), "a.example");
}

TEST(OutletMemory, TheSameReportAgainIsNotCounted) {
  OutletMemory memory;
  const std::vector<std::string_view> report = {"one", "two", "three", "home"};
  const std::vector<bool> prose = {true, true, true, false};
  memory.meet("a.example", report, prose);
  for (int again = 0; again < 5; ++again) {
    const std::vector<int> met = memory.meet("a.example", report, prose);
    EXPECT_EQ(met[0], 0);
    EXPECT_EQ(met[3], 1);
  }
  // A report that is one block, as where the line breaks were lost.
  const std::vector<std::string_view> glued = {"7 june", "all of the report in one line"};
  for (int again = 0; again < 5; ++again)
    EXPECT_EQ(memory.meet("b.example", glued, {false, true})[1], 0);
}

TEST(OutletMemory, LongRunsKeepWhatRecurs) {
  OutletMemory memory;
  for (int page = 0; page < 3000; ++page) {
    std::vector<std::string> own;
    own.reserve(41);
    for (int line = 0; line < 40; ++line)
      own.push_back("line " + std::to_string(line) + " of page " + std::to_string(page));
    own.emplace_back("read our app");
    const std::vector<std::string_view> lines(own.begin(), own.end());
    const std::vector<int> met = memory.meet("a.example", lines, std::vector<bool>(41, false));
    EXPECT_EQ(met.back(), page);
    EXPECT_LE(memory.lines(), OutletMemory::kMostLines);
  }
}

// The digests of an archive's header: what fits leaves no trace, what does not is named in the
// article, whether it is the block's or the payload's, chunked or not.
TEST(Readers, DigestsOfWarcRecords) {
  const TestFolder folder;
  const std::string html = "<html><body><h1>Elders meet</h1><p>The elders met.</p></body></html>";
  const std::string chunks =
      "25\r\n" + html.substr(0, 0x25) + "\r\n" + "1f\r\n" + html.substr(0x25) + "\r\n0\r\n\r\n";
  const std::string of_html = "sha1:3WTMFDHFFRI75MRZKF2SFHFTGBJXXBRR";
  const std::string wrong = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  struct DigestCase {
    std::string fields, headers, body, named;
  };
  const std::string page = "Content-Type: text/html\r\n";
  const std::string chunked = page + "Transfer-Encoding: chunked\r\n";
  for (const DigestCase& c : std::vector<DigestCase>{
           {"", page, html, ""},
           {"WARC-Payload-Digest: " + of_html + "\r\n", page, html, ""},
           {"WARC-Payload-Digest: " + of_html + "\r\n", chunked, chunks, ""},
           {"WARC-Payload-Digest: " + wrong + "\r\n", page, html, "payload"},
           {"WARC-Payload-Digest: " + wrong + "\r\n", chunked, chunks, "payload"},
           {"WARC-Block-Digest: " + wrong + "\r\n", page, html, "block"},
       }) {
    const ReadResult result = read_file(
        folder.write("one.warc", warc_record("urn:uuid:1", "https://v.example/",
                                             http_page(c.body, c.headers), "response", c.fields)));
    ASSERT_EQ(result.articles.size(), 1u) << c.fields << result.codes();
    const std::vector<std::string>& repairs = result.articles[0].repairs;
    EXPECT_EQ(repairs.size(), c.named.empty() ? 0u : 1u) << c.fields << c.headers;
    if (!repairs.empty()) {
      EXPECT_NE(repairs[0].find(c.named), std::string::npos) << repairs[0];
    }
  }
}

}  // namespace
}  // namespace parley::page
