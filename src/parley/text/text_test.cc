#include "parley/text/text.h"

#include <gtest/gtest.h>

namespace parley {
namespace {

TEST(Utf8, NamesTheFirstBadByte) {
  EXPECT_FALSE(first_invalid_utf8("caf\xC3\xA9 \xF0\x9F\x98\x80"));
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2u);
  EXPECT_EQ(first_invalid_utf8("ab\xC3"), 2u) << "cut in the middle";
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0u) << "overlong";
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0u) << "a surrogate";
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0u) << "past U+10FFFF";
}

TEST(CodePointIndex, GoesBothWaysThroughMixedText) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a\xC3\xA9\xE2\x80\x94\xF0\x9F\x98\x80";
  const CodePointIndex index(text);
  std::uint32_t code_point = 0;
  for (std::size_t at = 0; at < text.size(); ++code_point) {
    EXPECT_EQ(index.code_points_before(static_cast<std::uint32_t>(at)), code_point);
    EXPECT_EQ(index.byte_of(code_point), at);
    next_code_point(text, at);
  }
  EXPECT_EQ(index.code_points_before(static_cast<std::uint32_t>(text.size()) + 9), code_point);
  EXPECT_EQ(index.byte_of(code_point + 9), text.size());
  EXPECT_EQ(CodePointIndex("").code_points_before(4), 0u);
}

TEST(Levelled, TakesOutDifferencesOfWriting) {
  EXPECT_EQ(levelled(" \xE2\x80\x9C"
                     "Al\xE2\x80\x91Jazeera\xE2\x80\x9D\n\xC3\x89lys\xC3\xA9"
                     "e "),
            "\"al-jazeera\" elysee");
  EXPECT_EQ(levelled("a\xC2\xA0\xE2\x80\x8B"
                     "b"),
            "a b");
}

TEST(Words, SplitKeepsEmptyFields) {
  EXPECT_EQ(split("a\t\tb", '\t').size(), 3u);
  EXPECT_EQ(trim("  a b\n"), "a b");
}

}  // namespace
}  // namespace parley
