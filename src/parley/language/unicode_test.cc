#include "parley/language/unicode.h"

#include <gtest/gtest.h>

namespace parley::language::unicode {
namespace {

struct LowerCase {
  std::string_view text, lower;
};
// As Python 3.11's str.lower gives them.
constexpr LowerCase kLowerCases[] = {
    {"", ""},
    {"Port SELIM", "port selim"},
    {"ÉCOLE", "école"},
    {"ẞ", "ß"},
    {"\u0130", "i\u0307"},       // the one character that becomes two
    {"ΟΔΟΣ", "οδος"},            // final sigma
    {"ΣΑΣ ΑΣΑ", "σας ασα"},      // a sigma at a word's start is not final
    {"Σ", "σ"},                  // nor one alone
    {"ΑΣ\u0301", "ας\u0301"},    // marks are looked past
    {"Α\u00ADΣ.", "α\u00ADς."},  // soft hyphens too
    {"ΑΣ1Σ", "ας1σ"},
    {"\U00010400", "\U00010428"},
    {"Ａ１", "ａ１"},
};

TEST(Unicode, LowersLikePython) {
  for (const LowerCase& c : kLowerCases) EXPECT_EQ(lower(c.text), c.lower) << c.text;
}

TEST(Unicode, KnowsPythonsWhiteSpace) {
  constexpr char32_t kSpaces[] = {0x09,   0x0A,   0x0B,   0x0C,   0x0D,   0x1C,   0x1D,   0x1E,
                                  0x1F,   0x20,   0x85,   0xA0,   0x1680, 0x2000, 0x2001, 0x2002,
                                  0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
                                  0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
  std::size_t count = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) count += is_space(c) ? 1 : 0;
  EXPECT_EQ(count, std::size(kSpaces));
  for (const char32_t c : kSpaces) EXPECT_TRUE(is_space(c)) << static_cast<unsigned>(c);
}

TEST(Unicode, KnowsLettersDigitsAndCapitals) {
  EXPECT_TRUE(is_digit(U'²'));
  EXPECT_TRUE(is_digit(U'٣'));
  EXPECT_FALSE(is_digit(U'½'));
  EXPECT_FALSE(is_digit(U'Ⅷ'));
  EXPECT_FALSE(is_alpha(U'Ⅷ'));
  EXPECT_TRUE(is_upper(U'Ⅷ'));
  EXPECT_TRUE(is_alpha(U'ª'));
  EXPECT_FALSE(is_upper(U'ǅ'));  // title case
  EXPECT_FALSE(is_alpha(0x110000));
  EXPECT_TRUE(all_alpha("naïve"));
  EXPECT_FALSE(all_alpha(""));
  EXPECT_FALSE(all_alpha("a1"));
  EXPECT_TRUE(all_space(" \u00A0"));
  EXPECT_FALSE(all_space("\u180E"));
}

}  // namespace
}  // namespace parley::language::unicode
