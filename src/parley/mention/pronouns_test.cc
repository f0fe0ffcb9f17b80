#include "parley/mention/pronouns.h"

#include <gtest/gtest.h>

namespace parley::mention {
namespace {

struct PronounCase {
  const char* text;
  const char* lower;
  bool first, plural;
};

constexpr PronounCase kCases[] = {
    {"we", "we", true, true},   {"Us", "us", true, true},  {"us", "us", true, true},
    {"US", "us", false, false},  // the state, whatever the tagger says
    {"I", "i", true, false},    {"my", "my", true, false}, {"they", "they", false, false},
};

TEST(Pronouns, ThatStandForWhoeverSpeaks) {
  for (const PronounCase& c : kCases) {
    language::Token token;
    token.text = c.text;
    token.lower = c.lower;
    token.tag = "PRP";
    EXPECT_EQ(is_first_person(token), c.first) << c.text;
    EXPECT_EQ(is_first_person_plural(token), c.plural) << c.text;
  }
}

}  // namespace
}  // namespace parley::mention
