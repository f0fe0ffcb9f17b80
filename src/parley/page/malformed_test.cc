// The table of malformed input: each category with its answer. Nothing crashes, nothing hangs, no
// input harms another, every refusal has its code.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>

#include "parley/base/limits.h"
#include "parley/page/html_tree.h"
#include "parley/page/test_files.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

const std::string kSentence =
    "The council of elders in Tarsk on Friday gave armed groups ten days to leave the town. ";

struct Case {
  std::string category, bytes;
  std::size_t articles;  // how many reports are read
  std::string codes;     // of the refusals, in order
};

std::vector<Case> cases() {
  const std::string good =
      warc_record("urn:uuid:9", "https://valley.example/9", http_page(small_html()));
  std::vector<Case> all;
  const auto add = [&](std::string category, std::string bytes, std::size_t articles,
                       std::string codes) {
    all.push_back({std::move(category), std::move(bytes), articles, std::move(codes)});
  };
  // Size and packing.
  add("record too large, text", repeated(kSentence + "\n", kMaxRecordBytes / kSentence.size() + 1),
      0, "too_large");
  add("record too large, WARC",
      warc_record("urn:uuid:1", "https://v.example/",
                  http_page(repeated("<p>" + kSentence, 200000))) +
          good,
      1, "too_large");
  add("gzip bomb", gzip(std::string(64u << 20, ' ')), 0, "bad_ratio");
  add("gzip bomb in a member of a WARC",
      gzip(
          warc_record("urn:uuid:1", "https://v.example/", http_page(std::string(15u << 20, 'a')))) +
          gzip(good),
      1, "bad_ratio");
  add("zstd bomb", zstd(std::string(64u << 20, ' ')), 0, "bad_ratio");
  add("packed four times over", gzip(gzip(gzip(gzip(gzip(kSentence))))), 0, "unsupported");
  add("gzip cut in the middle", gzip(repeated(kSentence, 300) + small_html()).substr(0, 200), 0,
      "truncated");
  add(
      "gzip with a wrong check sum",
      [] {
        std::string packed = gzip(kSentence);
        packed[packed.size() - 6] ^= 0x55;
        return packed;
      }(),
      0, "bad_format");
  add("garbage between gzip members of a WARC", gzip(good) + "garbage" + gzip(good), 2,
      "bad_format");
  add("gzip member broken in the middle of a WARC",
      gzip(good).substr(0, 300) + std::string(40, '\x7F') + gzip(good), 1, "bad_format");
  // WARC.
  add("WARC: no Content-Length", "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + good, 1, "bad_format");
  add("WARC: negative Content-Length",
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n" + good, 1, "bad_format");
  add("WARC: Content-Length past 64 bits",
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999999\r\n\r\n" + good,
      1, "bad_format");
  add("WARC: header without end", "WARC/1.0\r\n" + repeated("X: y\r\n", 400) + "\r\n" + good, 1,
      "bad_format bad_format");
  add("WARC: cut in the middle", good + good.substr(0, good.size() / 2), 1, "truncated");
  add("WARC: garbage between records", good + "this is no record\r\n" + good, 2, "bad_format");
  add("WARC: names like paths",
      warc_record("../../etc/passwd", "file:///etc/passwd", http_page(small_html())), 1, "");
  add("WARC: redirects and other media are passed over",
      warc_record("urn:uuid:1", "https://v.example/", http_page("", "Location: /x\r\n", 301)) +
          good,
      1, "");
  add("WARC: an unknown content coding",
      warc_record(
          "urn:uuid:1", "https://v.example/",
          http_page("\x01\x02\x03", "Content-Type: text/html\r\nContent-Encoding: lzma\r\n")) +
          good,
      1, "unsupported");
  const auto in_brotli = [](const std::string& body) {
    return warc_record("urn:uuid:1", "https://v.example/",
                       http_page(body, "Content-Type: text/html\r\nContent-Encoding: br\r\n"));
  };
  add("WARC: brotli", in_brotli(brotli(small_html())) + good, 2, "");
  add("WARC: brotli named and plain bytes kept", in_brotli(small_html()) + good, 2, "");
  add("WARC: a brotli bomb", in_brotli(brotli(std::string(15u << 20, 'a'))) + good, 1, "bad_ratio");
  add("WARC: brotli past the size limit",
      in_brotli(brotli([] {
        std::string noise(kMaxRecordBytes + 1, ' ');
        std::uint32_t state = 1;
        for (char& c : noise)
          c = static_cast<char>('a' + ((state = state * 1664525 + 1013904223) >> 28));
        return noise;
      }())) +
          good,
      1, "too_large");
  add("WARC: brotli cut in the middle", in_brotli(brotli(small_html()).substr(0, 200)) + good, 1,
      "truncated");
  add("WARC: broken brotli", in_brotli("\x5B\xFF\xFF\xFF\xFF nothing that was ever packed") + good,
      1, "bad_format");
  const auto with_digest = [](const std::string& more) {
    return warc_record("urn:uuid:1", "https://v.example/", http_page(small_html()), "response",
                       more);
  };
  add("WARC: a wrong digest is read and named",
      with_digest("WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n") + good, 2, "");
  add("WARC: a digest of an unknown kind",
      with_digest("WARC-Payload-Digest: blake9:abc\r\n") + good, 2, "");
  add("WARC: a picture under the name of a page",
      warc_record("urn:uuid:1", "https://v.example/", http_page(gzip(small_html()).substr(20))) +
          good,
      1, "bad_format");
  add("WARC: response without HTTP",
      warc_record("urn:uuid:1", "https://v.example/", "no header here") + good, 1, "bad_format");
  // HTML.
  add("HTML: nesting without end", repeated("<div>", 200000) + kSentence, 1, "");
  add(
      "HTML: formatting without end",
      "<html>" +
          [] {
            std::string tags;
            for (int i = 0; i < 2000; ++i) tags += "<b id=" + std::to_string(i) + ">";
            return tags;
          }() +
          repeated("<p>x", 2000),
      1, "");
  add(
      "HTML: many attributes",
      "<html><body " +
          [] {
            std::string attributes;
            for (int i = 0; i < 5000; ++i) attributes += "a" + std::to_string(i) + "=1 ";
            return attributes;
          }() +
          "><h1>Head line of it</h1><p>" + kSentence + "</p></body></html>",
      1, "");
  add("HTML: a tag of a megabyte",
      "<html><body><p title='" + std::string(1u << 20, 'x') + "'>" + kSentence + "</p>", 1, "");
  add("HTML: ten thousand character references",
      "<html><p>" + repeated("&#120;&amp;&#x1F600;&#0;&#xD800;&#9999999;", 1700) + kSentence +
          "</p>",
      1, "");
  add("HTML: no text", "<html><head><title></title></head><body><img src=x></body></html>", 0,
      "empty_input");
  add("HTML: never closed",
      "<html><body><p>" + kSentence + "<p>" + kSentence + "<table><tr><td>" + kSentence +
          "<b><i><a",
      1, "");
  add("HTML: broken JSON-LD",
      "<html><head><script type='application/ld+json'>{\"@type\": [[[ \"</script></head><body><p>" +
          kSentence + "</p></body></html>",
      1, "");
  add("HTML: JSON-LD nested without end",
      "<html><script type='application/ld+json'>" + repeated("[", 100000) + "</script><p>" +
          kSentence + "</p></html>",
      1, "");
  // Characters.
  add("UTF-8: a stray byte", kSentence + "\xFF" + kSentence, 0, "invalid_utf8");
  add("UTF-8: overlong", kSentence + "\xC0\xAF", 0, "invalid_utf8");
  add("UTF-8: a surrogate", kSentence + "\xED\xA0\x80", 0, "invalid_utf8");
  add("UTF-16 of lone surrogates",
      "\xFF\xFE" + repeated(std::string("<\0p\0>\0\x00\xD8\x00\xD8", 10), 400), 0, "invalid_utf8");
  add("HTML: one broken byte is replaced",
      "<html><meta charset=utf-8><h1>Talks \xC3\xA9t\xC3\xA9</h1><p>" +
          repeated(kSentence + "caf\xC3\xA9 \xC3\xA0 la carte. ", 20) + "\xFF</p></html>",
      1, "");
  add("bidirectional controls and zero-width characters",
      kSentence + "\xE2\x80\xAE\xE2\x80\x8B\xE2\x80\x8D" + kSentence, 1, "");
  add("combining marks by the thousand", kSentence + "a" + repeated("\xCC\x81", 5000), 1, "");
  add("one line of five megabytes", repeated("word ", 1000000), 1, "");
  add("a hundred thousand lines", repeated("a line\n", 100000), 1, "");
  add("numbers without end",
      "The toll is " + std::string(100000, '9') +
          " people and 1e9999 more, he said on 30 February 9999.",
      1, "");
  // JSON lines and tables.
  add("JSON: depth",
      repeated("[", 0) + "{\"text\":\"A text.\",\"x\":" + repeated("[", 2000) +
          repeated("]", 2000) + "}\n{\"text\":\"Good.\"}",
      1, "too_deep");
  add("JSON: broken line", "{\"text\":\"Good.\"}\n{\"text\":\"Bad\n{\"text\":\"Good.\"}", 2,
      "bad_format");
  add("JSON: a line too long",
      "{\"text\":\"Good.\"}\n{\"text\":\"" + std::string(kMaxRecordBytes + 10, 'x') +
          "\"}\n{\"text\":\"Good.\"}",
      2, "too_large");
  add("JSON: NaN", "{\"text\":\"Good.\"}\n{\"text\":\"Bad.\",\"n\":NaN}", 1, "bad_format");
  add("JSON: lone surrogate", "{\"text\":\"Good.\"}\n{\"text\":\"Bad \\ud800.\"}", 1, "bad_format");
  add("JSON: invalid UTF-8", "{\"text\":\"Good.\"}\n{\"text\":\"Bad \xFF.\"}", 1, "invalid_utf8");
  add("JSON: no text", "{\"text\":\"Good.\"}\n{\"title\":\"Only a title\"}", 1, "bad_format");
  add("JSON: duplicate keys", "{\"text\":\"First.\",\"text\":\"Second.\"}", 1, "");
  add("JSON: byte-order mark", "\xEF\xBB\xBF{\"text\":\"Good.\"}", 1, "");
  add("CSV: a quote that never ends", "title,text\nA,Good.\nB,\"never ends\nand goes on", 1,
      "truncated");
  add("CSV: rows too short and too long", "title,text\nA\nB,Good,more,and more\n", 1, "bad_format");
  // Not text at all.
  add("PDF", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n", 0, "unsupported");
  add("ZIP", std::string("PK\x03\x04", 4) + std::string(100, '\0'), 0, "unsupported");
  add("PNG", "\x89PNG\r\n\x1A\n" + std::string(100, '\0'), 0, "unsupported");
  add(
      "TAR",
      [] {
        std::string tar(512, '\0');
        tar.replace(0, 5, "a.txt");
        tar.replace(257, 5, "ustar");
        return tar;
      }(),
      0, "unsupported");
  add("unknown binary",
      std::string("\x01\x02\x00\x00\x03\x00\x00\x00\x09", 9) + std::string(300, '\0'), 0,
      "bad_format");
  add("a feed", "<?xml version='1.0'?><rss><channel><item/></channel></rss>", 0, "unsupported");
  add("nothing", "", 0, "empty_input");
  add("white space", " \r\n\t\n", 0, "empty_input");
  return all;
}

TEST(MalformedInput, EachCategoryHasItsAnswer) {
  const TestFolder folder;
  for (const Case& c : cases()) {
    const auto start = std::chrono::steady_clock::now();
    const ReadResult result = read_file(folder.write("input", c.bytes));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_EQ(result.articles.size(), c.articles) << c.category << ": " << result.codes();
    EXPECT_EQ(result.codes(), c.codes) << c.category;
    EXPECT_LT(took.count(), 20) << c.category;
    for (const Article& article : result.articles) {
      EXPECT_FALSE(first_invalid_utf8(article.text)) << c.category;
      for (const Segment& segment : article.segments)
        EXPECT_LE(segment.span.end, article.text.size()) << c.category;
    }
    for (const Refusal& refusal : result.refusals)
      EXPECT_FALSE(refusal.source.empty()) << c.category;
  }
}

// What lies deeper than the limit is kept, as siblings, and the record says so. Scripts and tables at
// that depth stay what they are.
TEST(MalformedInput, NestingIsCapped) {
  const std::string deep = repeated("<div>", kMaxNesting + 900);
  const std::string filler(6000, ' ');
  for (const std::string& inside :
       {std::string("<p>"), std::string("<script>var x = '"), std::string("<table><tr><td>"),
        std::string("<b><i><u>"), std::string("<template><p>"), std::string("<svg><g>")}) {
    std::string html = "<html><body><h1>Elders give armed groups ten days</h1>";
    html.append(deep).append(inside).append(filler);
    html.append("</script></template></svg></table>").append(filler);
    html.append("<div><p>").append(kSentence).append("</p></div><p>Last words.</p>");
    const TestFolder folder;
    const ReadResult result = read_file(folder.write("deep.html", html));
    ASSERT_EQ(result.articles.size(), 1u) << inside << result.codes();
    const Article& article = result.articles[0];
    EXPECT_NE(article.text.find("Elders give"), std::string::npos) << inside;
    EXPECT_NE(article.text.find("The council of elders"), std::string::npos) << inside;
    EXPECT_NE(article.text.find("Last words."), std::string::npos) << inside;
    EXPECT_EQ(article.text.find("var x"), std::string::npos) << inside;
    ASSERT_EQ(article.repairs.size(), 1u) << inside;
    EXPECT_NE(article.repairs[0].find("512"), std::string::npos);
  }
}

// Twice the nesting costs about twice the time.
TEST(MalformedInput, NestingCostsNoMoreThanItsSize) {
  for (const std::string_view tag : {"<div>", "<p><b>", "<table>", "<a id=x>", "<ul><li>"}) {
    const std::string html = "<html>" + repeated(tag, (1u << 20) / tag.size()) + kSentence;
    const auto start = std::chrono::steady_clock::now();
    const Result<HtmlTree> tree = HtmlTree::parse(html);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_TRUE(tree.ok()) << tag;
    EXPECT_LT(took.count(), 5) << tag;
  }
}

TEST(MalformedInput, NamesTheByte) {
  const TestFolder folder;
  const ReadResult result = read_file(folder.write("bad.txt", "0123456789\xFF rest"));
  ASSERT_EQ(result.refusals.size(), 1u);
  EXPECT_NE(result.refusals[0].error.message.find("byte 10"), std::string::npos);
}

TEST(MalformedInput, FilesThatAreNone) {
  const TestFolder folder;
  EXPECT_EQ(read_file(folder.path() + "/none.txt").codes(), "not_found");
  EXPECT_EQ(read_file(folder.path()).codes(), "is_folder");
  if (::geteuid() == 0) return;  // root may read everything
  const std::string locked = folder.write("locked.txt", kSentence);
  ::chmod(locked.c_str(), 0);
  EXPECT_EQ(read_file(locked).codes(), "no_permission");
}

}  // namespace
}  // namespace parley::page
