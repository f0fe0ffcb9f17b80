#include "parley/page/class_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parley/page/tables.h"
#include "parley/page/word_table.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::string_view kNames[kClassWordCount] = {
    "content", "title",   "byline",    "date",    "caption", "credit",     "comments", "related",
    "share",   "nav",     "footer",    "header",  "sidebar", "promo",      "ad",       "cookie",
    "tags",    "bio",     "toc",       "summary", "widget",  "pagination", "search",   "card",
    "product", "gallery", "pullquote", "meta",    "hidden"};
constexpr std::size_t kMostWords = 24;  // of one class name; longer ones are made by machines
constexpr std::size_t kMostBytes = 2000;

const WordTable<ClassWords>& known() {
  static const WordTable<ClassWords> kKnown = [] {
    WordTable<ClassWords> words;
    for_each_row("class_words.tsv", 2, [&](const std::vector<std::string_view>& row) {
      const auto name = std::find(std::begin(kNames), std::end(kNames), row[0]);
      if (name == std::end(kNames))
        bad_table("class_words.tsv", fmt::format("no category is called {}", row[0]));
      for (const std::string_view word : split(row[1], ';'))
        words[std::string(word)] |= 1u << static_cast<unsigned>(name - std::begin(kNames));
    });
    return words;
  }();
  return kKnown;
}

// "entry-content", "entryContent", "entry__content" -> entry, content.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && words.size() < kMostWords) words.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (is_ascii_upper(c)) {
      const bool after_lower = i > 0 && is_ascii_lower(name[i - 1]);
      const bool before_lower = i + 1 < name.size() && is_ascii_lower(name[i + 1]) && i > 0 &&
                                is_ascii_upper(name[i - 1]);
      if (after_lower || before_lower) close();
      word.push_back(static_cast<char>(c + ('a' - 'A')));
    } else if (is_ascii_lower(c)) {
      word.push_back(c);
    } else {
      close();
    }
  }
  close();
  return words;
}

}  // namespace

ClassWords class_words_of(std::string_view attribute) {
  ClassWords found = 0;
  attribute = attribute.substr(0, kMostBytes);
  for (std::size_t at = 0; at < attribute.size();) {
    std::size_t end = attribute.find_first_of(" \t\r\n\f", at);
    if (end == std::string_view::npos) end = attribute.size();
    const std::vector<std::string> words = words_of(attribute.substr(at, end - at));
    at = end + 1;
    std::string joined;
    for (std::size_t i = 0; i < words.size(); ++i) {
      joined.clear();
      for (std::size_t n = 0; n < 3 && i + n < words.size(); ++n) {
        if (n > 0) joined.push_back(' ');
        joined += words[i + n];
        if (const auto hit = known().find(joined); hit != known().end()) found |= hit->second;
      }
    }
  }
  return found;
}

}  // namespace parley::page
