#include "parley/page/mojibake.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::page {
namespace {

struct Case {
  std::string_view text, want;
  std::size_t places;
};

constexpr Case kCases[] = {
    {"don\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2t say \xC3\xA2\xE2\x82\xAC\xC5\x93no",
     "don\xE2\x80\x99t say \xE2\x80\x9Cno", 2},
    {"caf\xC3\x83\xC2\xA9 d\xC3\x83\xC2\xA9j\xC3\x83\xC2\xA0", "caf\xC3\xA9 d\xC3\xA9j\xC3\xA0", 3},
    {"caf\xC3\xA9 d\xC3\xA9j\xC3\xA0 vu, pass\xC3\xA9",
     "caf\xC3\xA9 d\xC3\xA9j\xC3\xA0 vu, pass\xC3\xA9", 0},
    // Read as Latin-1, where 0x80 and 0x99 are control characters.
    {"doctors\xC3\xA2\xC2\x80\xC2\x99 and nurses\xC3\xA2\xC2\x80\xC2\x99",
     "doctors\xE2\x80\x99 and nurses\xE2\x80\x99", 2},
    {"one \xC3\x83\xC2\xA9 alone may be meant", "one \xC3\x83\xC2\xA9 alone may be meant", 0},
    {"\xD0\x9C\xD0\xB8\xD1\x80 \xC3\xA2ge", "\xD0\x9C\xD0\xB8\xD1\x80 \xC3\xA2ge", 0},
};

TEST(Mojibake, IsMendedWhereItIsPlain) {
  for (const Case& c : kCases) {
    std::string text(c.text);
    EXPECT_EQ(mend_mojibake(text), c.places) << c.text;
    EXPECT_EQ(text, c.want);
  }
}

}  // namespace
}  // namespace parley::page
