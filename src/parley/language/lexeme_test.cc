#include "parley/language/lexeme.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "parley/language/string_id.h"

namespace parley::language {
namespace {

struct Case {
  std::string_view text, norm, prefix, suffix, shape;
};
const std::string kHundred(100, 'a');
const std::string kNinetyNine(99, 'a');
// As Python gives them for English without a norm table.
const Case kCases[] = {
    {"Envoys", "envoys", "E", "oys", "Xxxxx"},
    {"I", "i", "I", "I", "X"},
    {"US$", "$", "U", "US$", "XX$"},
    {"’S", "'s", "’", "’S", "’X"},
    {"”", "\"", "”", "”", "”"},
    {"…", "...", "…", "…", "…"},
    {"--", "-", "-", "--", "--"},
    {"E£", "$", "E", "E£", "X£"},
    {"km²", "km²", "k", "km²", "xxd"},
    {"12,345", "12,345", "1", "345", "dd,ddd"},
    {"123456", "123456", "1", "456", "dddd"},
    {"İstanbul", "i\u0307stanbul", "İ", "bul", "Xxxxx"},
    {"👍🏽👍🏽", "👍🏽👍🏽", "👍", "🏽👍🏽", "👍🏽👍🏽"},
    {"aaaaBBBBB", "aaaabbbbb", "a", "BBB", "xxxxXXXX"},
    {kHundred, kHundred, "a", "aaa", "LONG"},
    {kNinetyNine, kNinetyNine, "a", "aaa", "xxxx"},
    {"", "", "", "", ""},
};

TEST(Lexicon, GivesSpacysAttributes) {
  const LexemeTables tables;
  Lexicon lexicon(tables);
  for (const Case& c : kCases) {
    const Lexeme& lexeme = lexicon[lexicon.intern(c.text)];
    EXPECT_EQ(lexeme.orth, string_id(c.text)) << c.text;
    EXPECT_EQ(lexeme.norm, string_id(c.norm)) << c.text;
    EXPECT_EQ(lexeme.prefix, string_id(c.prefix)) << c.text;
    EXPECT_EQ(lexeme.suffix, string_id(c.suffix)) << c.text;
    EXPECT_EQ(lexeme.shape, string_id(c.shape)) << c.text;
  }
}

TEST(Lexicon, KeepsWordsApartByTheirNorm) {
  LexemeTables tables;
  tables.lexeme_norm[string_id("n't")] = "nt";
  Lexicon lexicon(tables);
  const std::uint32_t plain = lexicon.intern("n't");
  const std::uint32_t exception = lexicon.intern("n't", "not");
  EXPECT_NE(plain, exception);
  EXPECT_EQ(lexicon.intern("n't"), plain);
  EXPECT_EQ(lexicon.intern("n't", "not"), exception);
  EXPECT_EQ(lexicon[plain].norm, string_id("nt"));
  EXPECT_EQ(lexicon[exception].norm, string_id("not"));
  EXPECT_EQ(lexicon[lexicon.intern("n't", "")].norm, string_id("nt"));
}

TEST(Lexicon, FindsEveryWordAgainAsItGrows) {
  const LexemeTables tables;
  Lexicon lexicon(tables);
  for (int i = 0; i < 5000; ++i)
    ASSERT_EQ(lexicon.intern("word" + std::to_string(i)), static_cast<unsigned>(i));
  for (int i = 0; i < 5000; ++i)
    ASSERT_EQ(lexicon.intern("word" + std::to_string(i)), static_cast<unsigned>(i));
  const std::size_t full = lexicon.bytes();
  lexicon.clear();
  EXPECT_EQ(lexicon.size(), 0u);
  EXPECT_LT(lexicon.bytes(), full / 10);
  EXPECT_EQ(lexicon.intern("word7"), 0u);
}

TEST(LexemeTables, ReadsNormsOrSaysWhatIsWrong) {
  const auto read = [](const nlohmann::json& json) {
    const auto bytes = nlohmann::json::to_msgpack(json);
    return LexemeTables::read({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  };
  EXPECT_TRUE(read(nlohmann::json::object()).ok());
  EXPECT_FALSE(read(nlohmann::json::array()).ok());
  EXPECT_FALSE(read({{"lexeme_norm", {{"text", "norm"}}}}).ok());
  // {"lexeme_norm": {5: "five"}}
  const auto tables = LexemeTables::read(
      "\x81\xABlexeme_norm\x81\x05\xA4"
      "five");
  ASSERT_TRUE(tables.ok());
  EXPECT_EQ(tables->lexeme_norm.at(5), "five");
}

}  // namespace
}  // namespace parley::language
