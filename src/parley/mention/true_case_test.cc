#include "parley/mention/true_case.h"

#include <gtest/gtest.h>

#include <set>

namespace parley::mention {
namespace {

const knowledge::Knowledge& knowledge_for_test() {
  static const knowledge::Knowledge known = [] {
    auto loaded = knowledge::Knowledge::load(knowledge::Files());
    EXPECT_TRUE(loaded) << loaded.error().text();
    return loaded ? std::move(*loaded) : knowledge::Knowledge();
  }();
  return known;
}

// A small language in place of the model's word lists.
char kind_of(std::string_view lower) {
  static const std::set<std::string_view> kNouns = {"peasants", "talks", "farc", "car"};
  static const std::set<std::string_view> kOther = {
      "rebels", "shell", "town", "says", "ready", "killed", "wounded",
      "troops", "march", "on",   "will", "make",  "peace",  "general"};
  return kNouns.contains(lower) ? 'n' : kOther.contains(lower) ? 'w' : '\0';
}

page::Article article_of(std::string_view headline, std::string_view paragraph) {
  page::Article article;
  article.text = std::string(headline) + "\n\n" + std::string(paragraph);
  const auto end = static_cast<std::uint32_t>(headline.size());
  const auto size = static_cast<std::uint32_t>(article.text.size());
  article.segments.push_back({page::SegmentKind::headline, {0, end}, "", 1});
  if (!paragraph.empty())
    article.segments.push_back({page::SegmentKind::paragraph, {end + 2, size}, "", 1});
  return article;
}

struct CaseCase {
  const char* headline;
  const char* paragraph;
  const char* want;  // the headline; "" where the text is left alone
};

constexpr CaseCase kCases[] = {
    // The report's own words decide first.
    {"REBELS SHELL TOWN AS ADEYEMI SAYS HE IS READY", "President Ayo Adeyemi spoke of the ZLA.",
     "Rebels shell town as Adeyemi says he is ready"},
    {"TROOPS KILLED IN QADIMA", "", "Troops killed in Qadima"},
    {"FARC SAYS TROOPS WOUNDED PEASANTS", "", "FARC says troops wounded peasants"},
    {"CAR SAYS TROOPS WOUNDED PEASANTS", "", "Car says troops wounded peasants"},
    {"RUSSIA SAYS UN WILL MAKE PEACE", "", "Russia says UN will make peace"},
    {"TROOPS MARCH ON TOWN ON 3 MARCH", "", "Troops march on town on 3 March"},
    {"US TROOPS KILLED, SAYS GENERAL O'DRISCOLL", "", "US troops killed, says general O'Driscoll"},
    // A headline with a capital on every word.
    {"Rebels Shell Town As Adeyemi’s Troops March On", "The rebels shell the town.",
     "Rebels shell town as Adeyemi’s troops march on"},
    {"Rebels shell the town of Qadima again", "The rebels say so.", ""},
    {"THE ZLA", "", ""},  // too short to tell
};

TEST(TrueCased, WritesCapitalsAsTheyWouldStandInASentence) {
  for (const CaseCase& c : kCases) {
    const page::Article article = article_of(c.headline, c.paragraph);
    const std::string out = true_cased(article, knowledge_for_test(), kind_of);
    if (*c.want == '\0') {
      EXPECT_EQ(out, "") << c.headline;
      continue;
    }
    ASSERT_EQ(out.size(), article.text.size()) << c.headline;
    EXPECT_EQ(slice(out, article.segments[0].span), c.want);
    EXPECT_EQ(out.substr(std::string_view(c.headline).size()),
              article.text.substr(std::string_view(c.headline).size()));
  }
}

}  // namespace
}  // namespace parley::mention
