// page/line.h - what one line (or block) of a page looks like: its words, their case, its marks.
// Cost    linear in the line. No state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/span.h"

namespace parley::page {

// The tokens are the words of the levelled line (lower case, no accents, one kind of quote and
// dash). A number is "#"; the marks : ( ) | > @ / & , ; + and a lone dash are tokens of their own.
struct Line {
  std::string flat;          // the tokens of the first kMostTokens words, one blank between them
  std::vector<Span> tokens;  // in flat

  std::string_view token(std::size_t i) const { return slice(flat, tokens[i]); }

  // Counts over all words as given.
  int words = 0;
  int capitalised = 0;  // begin with a capital letter
  int capitals = 0;     // two letters or more, all capital
  int numbers = 0;
  int function_words = 0;  // "the", "of", "was": of the languages in languages.tsv
  int letters = 0;
  int separators = 0;  // | > » · • / between blanks, or two blanks between words
  int sentences = 0;   // full stops, question and exclamation marks that end a sentence
  bool starts_lower = false;
  bool starts_quote = false;
  bool ends_sentence = false;  // . ! ? … and closing quotes or brackets after them
  bool ends_colon = false;
  bool has_address = false;  // a URL, a host name or an @name

  bool empty() const { return words == 0 && letters == 0; }
};

inline constexpr std::size_t kMostTokens = 400;

Line read_line(std::string_view text);

// The tokens of a phrase, as read_line makes them, joined by single blanks.
std::string token_form(std::string_view phrase);

bool is_mark(std::string_view token);

}  // namespace parley::page
