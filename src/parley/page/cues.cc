#include "parley/page/cues.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "parley/page/tables.h"
#include "parley/page/word_table.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::string_view kNames[kCueCount] = {
    "related",   "comments", "comments_off", "share",     "subscribe", "appeal",
    "cookie",    "nav",      "legal",        "copyright", "more",      "media",
    "signature", "tags",     "credit",       "caption",   "photo",     "comment_meta",
    "update",    "byline",   "posted_by",    "tagline",   "bio"};

enum class Where { line, start, end, in };

struct Phrase {
  std::string tokens;  // as token_form gives them
  Where where;
  Cue cue;
};

// Phrases by their first token.
using Phrases = WordTable<std::vector<Phrase>>;

Cue cue_named(std::string_view name) {
  for (std::size_t i = 0; i < kCueCount; ++i)
    if (kNames[i] == name) return static_cast<Cue>(i);
  bad_table("cues.tsv", fmt::format("no list is called {}", name));
}

Where where_named(std::string_view name) {
  if (name == "line") return Where::line;
  if (name == "start") return Where::start;
  if (name == "end") return Where::end;
  if (name == "in") return Where::in;
  bad_table("cues.tsv", fmt::format("{} is none of line, start, end, in", name));
}

const Phrases& phrases() {
  static const Phrases kPhrases = [] {
    Phrases all;
    for_each_row("cues.tsv", 3, [&](const std::vector<std::string_view>& row) {
      const std::string tokens = token_form(row[2]);
      if (tokens.empty()) bad_table("cues.tsv", fmt::format("'{}' has no words", row[2]));
      all[tokens.substr(0, tokens.find(' '))].push_back(
          {tokens, where_named(row[1]), cue_named(row[0])});
    });
    return all;
  }();
  return kPhrases;
}

// Whether the phrase stands at token `i`, where it is asked for.
bool stands(const Phrase& phrase, const Line& line, std::size_t i, std::size_t first,
            std::size_t last) {
  const std::size_t begin = line.tokens[i].begin;
  if (line.flat.compare(begin, phrase.tokens.size(), phrase.tokens) != 0) return false;
  const std::size_t end = begin + phrase.tokens.size();
  if (end != line.flat.size() && line.flat[end] != ' ') return false;
  const bool at_start = i <= first;
  const bool at_end = end >= last;
  switch (phrase.where) {
    case Where::line:
      return at_start && at_end;
    case Where::start:
      return at_start;
    case Where::end:
      return at_end;
    case Where::in:
      return true;
  }
  return false;
}

}  // namespace

std::string_view name_of(Cue cue) { return kNames[static_cast<std::size_t>(cue)]; }

Cues find_cues(const Line& line) {
  Cues found;
  if (line.tokens.empty()) return found;
  // The marks around a line ("(Source ...)", "Related:") do not keep a phrase from its start or
  // end.
  std::size_t first = 0, last = line.tokens.size();
  while (first + 1 < line.tokens.size() && is_mark(line.token(first))) ++first;
  while (last > first + 1 && is_mark(line.token(last - 1))) --last;
  const std::size_t end = line.tokens[last - 1].end;
  const Phrases& known = phrases();
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const auto at = known.find(line.token(i));
    if (at == known.end()) continue;
    for (const Phrase& phrase : at->second)
      if (!has(found, phrase.cue) && stands(phrase, line, i, first, end))
        found.set(static_cast<std::size_t>(phrase.cue));
  }
  return found;
}

}  // namespace parley::page
