#include "parley/language/string_id.h"

#include <gtest/gtest.h>

namespace parley::language {
namespace {

struct Case {
  std::string_view text;
  std::uint64_t id;
};
// As Python's nlp.vocab.strings gives them.
constexpr Case kCases[] = {{"", 0},
                           {"IS_ALPHA", 1},
                           {"FLAG19", 19},
                           {"FLAG63", 63},
                           {"ID", 64},
                           {"LANG", 83},
                           {"X", 101},
                           {"SPACE", 103},
                           {"DEPRECATED001", 104},
                           {"DEPRECATED276", 379},
                           {"PERSON", 380},
                           {"CARDINAL", 397},
                           {"dep", 414},
                           {"mark", 423},
                           {"punct", 445},
                           {"root", 449},
                           {"_", 456},
                           {"coffee", 3197928453018144401ULL},
                           {"xxxx", 13110060611322374290ULL}};

TEST(StringId, IsSpacysOwn) {
  for (const Case& c : kCases) EXPECT_EQ(string_id(c.text), c.id) << c.text;
}

TEST(StringId, HashesLikeThinc) {
  using Keys = std::array<std::uint32_t, 4>;
  EXPECT_EQ(hash_embed_keys(string_id("coffee"), 8),
            (Keys{2399055680, 1118310852, 3598583520, 1677466278}));
  EXPECT_EQ(hash_embed_keys(1, 12), (Keys{2938686206, 2291508213, 2246688320, 3554967022}));
  EXPECT_EQ(hash_embed_keys(101, 11), (Keys{1763378230, 3759297338, 627086936, 2342724702}));
}

TEST(StringId, NamesTheSymbols) {
  for (std::uint32_t number = 1; number < kSymbolCount; ++number) {
    ASSERT_FALSE(symbol_name(number).empty()) << number;
    EXPECT_EQ(symbol_number(symbol_name(number)), number);
  }
  EXPECT_EQ(symbol_name(kSymbolCount), "");
  EXPECT_EQ(symbol_number("person"), std::nullopt);
}

}  // namespace
}  // namespace parley::language
