// Whom pronouns mean, on the parse of the stock model.
#include <gtest/gtest.h>

#include "parley/language/model_for_test.h"
#include "parley/language/parse.h"
#include "parley/mention/find.h"

namespace parley::mention {
namespace {

struct Case {
  const char* text;
  const char* pronoun;  // its first occurrence
  const char* party;
};

// Own sentences.
constexpr Case kCases[] = {
    {"Russia said that Syrian authorities had said they were prepared to hold talks.", "they",
     "Syria"},
    {"The Arakan Army attacked the town. A spokesman for the National Unity Government said it "
     "had not been invited.",
     "it", "National Unity Government"},
    {"Norway urged the rebels to come. The rebels said they would not.", "they", "rebels"},
    {"The army shelled the camp. Kenya said it would send doctors.", "it", "Kenya"},
};

const knowledge::Knowledge& all_knowledge() {
  static const knowledge::Knowledge kKnowledge = [] {
    auto loaded = knowledge::Knowledge::load(knowledge::Files());
    if (!loaded) ADD_FAILURE() << loaded.error().text();
    return loaded ? *std::move(loaded) : knowledge::Knowledge();
  }();
  return kKnowledge;
}

TEST(Pronouns, OfWhatIsSaidMeanTheSayer) {
  PARLEY_MODEL_OR_SKIP(model);
  language::Worker worker(model);
  for (const Case& one : kCases) {
    page::Article article;
    article.text = one.text;
    const Span all{0, static_cast<std::uint32_t>(article.text.size())};
    article.segments.push_back({page::SegmentKind::paragraph, all, "", 1});
    const auto parse = language::parse_blocks(worker, article.text, std::vector<Span>{all});
    ASSERT_TRUE(parse) << parse.error().text();
    const Mentions mentions = find_mentions({article, *parse, all_knowledge()});
    std::string name = "nobody";
    for (std::uint32_t token = 0; token < parse->tokens.size() && name == "nobody"; ++token)
      if (parse->tokens[token].lower == one.pronoun)
        if (const auto actor = mentions.actor_at(token)) name = mentions.at(*actor).name;
    EXPECT_EQ(name, one.party) << one.text;
  }
}

}  // namespace
}  // namespace parley::mention
