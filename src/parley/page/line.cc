#include "parley/page/line.h"

#include <utf8proc.h>

#include <string>

#include "parley/page/tables.h"
#include "parley/page/word_table.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

const WordSet& function_words() {
  static const WordSet kWords = [] {
    WordSet words;
    for_each_row("languages.tsv", 2, [&](const std::vector<std::string_view>& row) {
      for (const std::string_view word : split(row[1], ';')) words.emplace(word);
    });
    return words;
  }();
  return kWords;
}

constexpr std::string_view kMarks = ":()|>@/&,;+-";

bool is_word_byte(char c) {
  return is_ascii_digit(c) || is_ascii_lower(c) || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80;
}

void add_token(Line& line, std::string_view token) {
  if (!line.flat.empty()) line.flat.push_back(' ');
  const auto begin = static_cast<std::uint32_t>(line.flat.size());
  line.flat += token;
  line.tokens.push_back({begin, static_cast<std::uint32_t>(line.flat.size())});
}

// "1,500" and "2.5" are one number; "21st" is a word.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool point = text[at] == '.' || text[at] == ',';
    if (!is_ascii_digit(text[at]) &&
        !(point && at + 1 < text.size() && is_ascii_digit(text[at + 1])))
      break;
    ++at;
  }
  return at;
}

// A hyphen between letters belongs to the word.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_word_byte(text[at]) || (text[at] == '-' && at + 1 < text.size() &&
                                                         is_word_byte(text[at + 1]))))
    ++at;
  return at;
}

void tokenise(std::string_view text, Line& line) {
  for (std::size_t at = 0; at < text.size() && line.tokens.size() < kMostTokens;) {
    const std::size_t begin = at;
    if (is_ascii_digit(text[at])) {
      at = end_of_number(text, at);
      if (at >= text.size() || !is_ascii_lower(text[at])) {
        add_token(line, "#");
        continue;
      }
      at = end_of_word(text, at);
      add_token(line, text.substr(begin, at - begin));
    } else if (is_word_byte(text[at])) {
      at = end_of_word(text, at);
      std::string_view word = text.substr(begin, at - begin);
      while (!word.empty() && word.front() == '\'') word.remove_prefix(1);
      while (!word.empty() && word.back() == '\'') word.remove_suffix(1);
      if (!word.empty()) add_token(line, word);
    } else {
      if (kMarks.find(text[at]) != std::string_view::npos) add_token(line, text.substr(at, 1));
      ++at;
    }
  }
}

enum class Glyph { upper, lower, letter, digit, space, other };

Glyph glyph_of(char32_t c) {
  if (c < 0x80) {
    const char a = static_cast<char>(c);
    if (is_ascii_lower(a)) return Glyph::lower;
    if (is_ascii_upper(a)) return Glyph::upper;
    if (is_ascii_digit(a)) return Glyph::digit;
    return is_ascii_space(a) ? Glyph::space : Glyph::other;
  }
  if (c == 0xA0) return Glyph::space;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return Glyph::upper;
    case UTF8PROC_CATEGORY_LL:
      return Glyph::lower;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return Glyph::letter;
    case UTF8PROC_CATEGORY_ND:
      return Glyph::digit;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return Glyph::space;
    default:
      return Glyph::other;
  }
}

bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D ||
         c == 0xAB || c == 0xBB || c == 0x201E || c == 0x201A;
}

bool is_separator(char32_t c) {
  return c == '|' || c == '>' || c == 0xBB || c == 0xB7 || c == 0x2022 || c == 0x203A ||
         c == 0x25B8 || c == '/' || c == 0x2192;
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0x61F ||
         c == 0xFF01 || c == 0xFF1F || c == 0x0964;
}

struct WordInHand {
  int letters = 0, upper = 0;
  bool digits = false, first_upper = false, active = false;

  void close(Line& line) {
    if (!active) return;
    ++line.words;
    if (first_upper) ++line.capitalised;
    if (letters >= 2 && upper == letters) ++line.capitals;
    if (digits && letters == 0) ++line.numbers;
    *this = WordInHand{};
  }
};

// Counts words, case and marks over the text as given.
void count_shapes(std::string_view text, Line& line) {
  WordInHand word;
  bool seen_letter = false, space_before = true;
  int blanks = 0;
  char32_t before = 0, last = 0, last_mark = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const Glyph glyph = glyph_of(c);
    const bool in_word = glyph == Glyph::upper || glyph == Glyph::lower || glyph == Glyph::letter ||
                         glyph == Glyph::digit;
    if (in_word) {
      if (!word.active) {
        word.active = true;
        word.first_upper = glyph == Glyph::upper;
        if (blanks >= 2 && line.words > 0) ++line.separators;
      }
      if (!seen_letter && glyph != Glyph::digit) {
        line.starts_lower = glyph == Glyph::lower && line.words == 0;
        line.starts_quote = is_quote(last);
        seen_letter = true;
      }
      word.digits |= glyph == Glyph::digit;
      word.letters += glyph == Glyph::digit ? 0 : 1;
      word.upper += glyph == Glyph::upper ? 1 : 0;
      line.letters += glyph == Glyph::digit ? 0 : 1;
    } else {
      const bool joins = (c == '\'' || c == 0x2019 || c == '-') && word.active;
      if (!joins) word.close(line);
      if (glyph == Glyph::space && ends_sentence(is_quote(last) ? before : last)) ++line.sentences;
      if (is_separator(c) && (space_before || c == '|')) ++line.separators;
    }
    blanks = glyph == Glyph::space ? blanks + (c == 0xA0 ? 0 : 1) : 0;
    space_before = glyph == Glyph::space;
    if (glyph != Glyph::space) {
      before = last;
      last = c;
      if (!is_quote(c) && c != ')' && c != ']' && c != '*') last_mark = c;
    }
  }
  word.close(line);
  line.ends_sentence = ends_sentence(last_mark);
  if (line.ends_sentence) ++line.sentences;
  line.ends_colon = last_mark == ':';
}

bool looks_like_address(std::string_view flat) {
  if (flat.find("http") != std::string_view::npos || flat.find("www.") != std::string_view::npos)
    return true;
  for (std::size_t at = flat.find('.'); at != std::string_view::npos; at = flat.find('.', at + 1)) {
    const bool inside = at > 1 && at + 2 < flat.size() && is_ascii_lower(flat[at - 1]) &&
                        is_ascii_lower(flat[at - 2]) && is_ascii_lower(flat[at + 1]) &&
                        is_ascii_lower(flat[at + 2]);
    if (inside) return true;
  }
  const std::size_t at = flat.find('@');
  return at != std::string_view::npos && at + 1 < flat.size() && is_word_byte(flat[at + 1]);
}

}  // namespace

namespace {

// levelled(), with a short way for ASCII alone, as most lines are.
std::string flat_form(std::string_view text) {
  std::string flat;
  flat.reserve(text.size());
  bool space = false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return levelled(text);
    if (is_ascii_space(c)) {
      space = true;
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x20) continue;
    if (space && !flat.empty()) flat.push_back(' ');
    space = false;
    flat.push_back(c == '`' ? '\'' : is_ascii_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c);
  }
  return flat;
}

}  // namespace

Line read_line(std::string_view text) {
  Line line;
  const std::string flat = flat_form(text);
  tokenise(flat, line);
  count_shapes(text, line);
  const WordSet& function = function_words();
  for (const Span token : line.tokens)
    line.function_words += function.contains(slice(line.flat, token)) ? 1 : 0;
  // Past the tokens that are kept, assume that the words go on as they began.
  if (line.tokens.size() == kMostTokens && line.words > static_cast<int>(kMostTokens))
    line.function_words = line.function_words * line.words / static_cast<int>(kMostTokens);
  line.has_address = looks_like_address(flat);
  return line;
}

std::string token_form(std::string_view phrase) {
  std::string numbered(phrase);
  for (char& c : numbered)
    if (c == '#') c = '0';
  Line line;
  tokenise(flat_form(numbered), line);
  return line.flat;
}

bool is_mark(std::string_view token) {
  return token.size() == 1 && kMarks.find(token.front()) != std::string_view::npos;
}

}  // namespace parley::page
