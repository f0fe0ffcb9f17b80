// A second opinion on the HTML parser: libxml2 reads the same pages. Where two parsers that share no
// code see the same words and the same elements, the tree is the page's; they part on broken pages
// only, which each mends its own way (HTML5 here, HTML4 there).
#include <gtest/gtest.h>
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "parley/base/limits.h"
#include "parley/page/charset.h"
#include "parley/page/html_blocks.h"
#include "parley/page/html_tree.h"
#include "parley/page/source.h"
#include "parley/page/test_files.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

namespace fs = std::filesystem;
using Counts = std::map<std::string, int>;

// What one parser makes of a page: its words outside scripts and the like, and its elements.
struct Opinion {
  Counts words, elements;
};

const std::set<std::string>& not_text() {
  static const std::set<std::string> kNames = {
      "script", "style",  "noscript", "template", "svg",      "math",
      "iframe", "object", "embed",    "select",   "textarea", "canvas",
      "head",   "video",  "audio",    "datalist", "noembed",  "noframes"};
  return kNames;
}

const std::set<std::string>& compared() {
  static const std::set<std::string> kNames = {"h1", "h2", "h3",    "p",          "a",      "li",
                                               "td", "tr", "table", "blockquote", "figure", "img"};
  return kNames;
}

// Words of ASCII letters and digits alone: how a no-break space or a soft hyphen is kept is another
// question.
void add_words(std::string_view text, Counts& words) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (is_ascii_lower(c) || is_ascii_upper(c) || is_ascii_digit(c)) {
      word.push_back(c);
    } else if (!word.empty()) {
      ++words[word];
      word.clear();
    }
  }
}

Opinion lexbor_opinion(const HtmlTree& tree) {
  Opinion opinion;
  for (Node* node = tree.root(); node != nullptr;) {
    bool skip = false;
    if (is_element(node)) {
      std::size_t length = 0;
      const lxb_char_t* const local =
          lxb_dom_element_local_name(lxb_dom_interface_element(node), &length);
      const std::string name(reinterpret_cast<const char*>(local), length);
      skip = not_text().count(name) > 0;
      if (compared().count(name) > 0) ++opinion.elements[name];
    } else if (is_text(node)) {
      add_words(text_of(node), opinion.words);
    }
    node = next_in_order(node, tree.root(), skip);
  }
  return opinion;
}

Opinion libxml_opinion(std::string_view html) {
  Opinion opinion;
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                         HTML_PARSE_NONET | HTML_PARSE_COMPACT),
      &xmlFreeDoc);
  for (xmlNode* node = document ? xmlDocGetRootElement(document.get()) : nullptr;
       node != nullptr;) {
    bool skip = false;
    if (node->type == XML_ELEMENT_NODE) {
      const std::string name = ascii_lower(reinterpret_cast<const char*>(node->name));
      skip = not_text().count(name) > 0;
      if (compared().count(name) > 0) ++opinion.elements[name];
    } else if (node->type == XML_TEXT_NODE && node->content != nullptr) {
      add_words(reinterpret_cast<const char*>(node->content), opinion.words);
    }
    if (!skip && node->type == XML_ELEMENT_NODE && node->children != nullptr) {
      node = node->children;
      continue;
    }
    while (node != nullptr && node->next == nullptr) node = node->parent;
    if (node != nullptr && node->type == XML_HTML_DOCUMENT_NODE) break;
    if (node != nullptr) node = node->next;
  }
  return opinion;
}

// 1 where both counted the same.
double agreement(const Counts& a, const Counts& b) {
  double both = 0, all = 0;
  for (const auto& [name, count] : a) {
    const auto other = b.find(name);
    both += 2.0 * std::min(count, other == b.end() ? 0 : other->second);
    all += count;
  }
  for (const auto& [name, count] : b) all += count;
  return all == 0 ? 1 : both / all;
}

std::string bytes_of(const fs::path& file) {
  Result<ByteSource> source = open_source(file.string());
  if (!source) return "";
  Result<std::string> bytes = Input(unpacked(std::move(*source))).rest(kMaxRecordBytes);
  return bytes ? *bytes : "";
}

struct Agreement {
  double words = 0, elements = 0;
};

Agreement agreement_on(std::string_view bytes) {
  const std::string html = decode_page(bytes, "").text;
  const Result<HtmlTree> tree = HtmlTree::parse(html);
  EXPECT_TRUE(tree.ok());
  if (!tree) return {};
  const Opinion ours = lexbor_opinion(*tree), theirs = libxml_opinion(html);
  return {agreement(ours.words, theirs.words), agreement(ours.elements, theirs.elements)};
}

TEST(SecondParser, AgreesOnOurOwnPages) {
  const std::string sound = small_html();
  for (const std::string& html :
       {sound,
        std::string(
            "<html><body><p>One<br>line &amp; caf\xC3\xA9 &eacute; &#8217;s</p></body></html>"),
        std::string("<html><body><table><tr><td>a<td>b<tr><td>c</table><ul><li>x<li>y</ul></body>"),
        bytes_of(fs::path(PARLEY_SOURCE_DIR) / "fuzz/seeds/html_page/page.html")}) {
    const Agreement found = agreement_on(html);
    EXPECT_EQ(found.words, 1) << html;
    EXPECT_EQ(found.elements, 1) << html;
  }
}

// The blocks that are read of a page are its words, each once: nothing is lost between the tree and
// the text.
TEST(SecondParser, BlocksHoldTheWordsThatItSees) {
  const std::string html = small_html();
  const Result<HtmlTree> tree = HtmlTree::parse(html);
  ASSERT_TRUE(tree.ok());
  Counts read;
  add_words(read_html_blocks(*tree).text, read);
  EXPECT_EQ(agreement(read, libxml_opinion(html).words), 1);
}

TEST(SecondParser, AgreesOnPagesOfTheWeb) {
  const fs::path folder = fs::path(PARLEY_SOURCE_DIR) / "../shared/data/pages/html";
  if (!fs::is_directory(folder)) GTEST_SKIP() << folder << " is not there: no pages of the Web";
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  double words = 0, elements = 0;
  std::size_t apart = 0;
  for (const fs::path& file : files) {
    const Agreement found = agreement_on(bytes_of(file));
    words += found.words;
    elements += found.elements;
    if (found.words < 0.95) ++apart;
  }
  const double count = static_cast<double>(files.size());
  std::printf("%zu pages: words %.4f, elements %.4f, %zu pages apart\n", files.size(),
              words / count, elements / count, apart);
  EXPECT_GE(words / count, 0.99);
  EXPECT_GE(elements / count, 0.99);
  EXPECT_LE(apart, files.size() / 50);
}

}  // namespace
}  // namespace parley::page
