// text/text.h - UTF-8 in, byte offsets inside, code-point offsets at the border.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/span.h"

namespace parley {

// Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no
// overlong forms, nothing past U+10FFFF); nullopt when all of it is. Linear.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

// The code point that starts at `at` of valid UTF-8, and `at` moved past it. Undefined past the
// end.
char32_t next_code_point(std::string_view text, std::size_t& at);
// Appends the code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);
// Number of code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

// Byte offset -> code-point offset for one text. Memory: 4 bytes for each 64 of the text.
class CodePointIndex {
 public:
  CodePointIndex() = default;
  explicit CodePointIndex(std::string_view text);  // the text must outlive the index

  // Code points before `byte`; past the end counts as the end. A byte inside a code point counts
  // it.
  std::uint32_t code_points_before(std::uint32_t byte) const;
  // The inverse: byte offset of the code point; past the end gives the text's size.
  std::uint32_t byte_of(std::uint32_t code_point) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> marks_;  // code points before byte 64 * i
};

// --- small ASCII helpers for words; letters outside ASCII are left alone
// -----------------------------------

constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
std::string ascii_lower(std::string_view text);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
// "«Al-Jazeera» " -> "\"al-jazeera\"": lower case, accents off, one kind of quote and dash, runs of
// white space as one space, no white space at the ends. For comparing words, never for printing.
std::string levelled(std::string_view text);

// Whether the word is one of these; for short lists, so that it is compared with each.
bool one_of(std::string_view word, std::initializer_list<std::string_view> words);
bool one_of(std::string_view word, std::span<const std::string_view> words);

}  // namespace parley
