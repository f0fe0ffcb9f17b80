// Whom pronouns mean, on the parse of the stock model.
#include <gtest/gtest.h>

#include <algorithm>

#include "parley/language/model_for_test.h"
#include "parley/mention/report_for_test.h"

namespace parley::mention {
namespace {

struct Case {
  const char* text;
  const char* pronoun;  // its first occurrence
  const char* party;
};

// Own sentences.
constexpr Case kCases[] = {
    {"Norway said that Kenyan authorities had said they were ready to reopen the port.", "they",
     "Kenya"},
    {"The Arakan Army attacked the town. A spokesman for the National Unity Government said it "
     "had not been invited.",
     "it", "National Unity Government"},
    {"Norway urged the rebels to come. The rebels said they would not.", "they", "rebels"},
    {"The army shelled the camp. Kenya said it would send doctors.", "it", "Kenya"},
    // Empty, though a body stands near.
    {"Kenya closed the border. It was reported that the road is blocked.", "it", "nobody"},
    {"Kenya closed the border. It is clear that the road is blocked.", "it", "nobody"},
    {"The Arakan Army closed the road. It is ready to talk.", "it", "Arakan Army"},
    // Things and people that are no party.
    {"Kenya opened a museum. The museum is small and it has two rooms.", "it", "nobody"},
    // The subject and the object of one verb are two.
    {"Norway praised the rebels. Norway then armed them.", "them", "rebels"},
    {"Protesters burned a car. Police arrested eleven of them.", "them", "Protesters"},
    // Whoever says a quotation is "I" in it.
    {"Bill Clinton met Barack Obama. \"He is a friend,\" Obama said.", "he", "Bill Clinton"},
    // The ministry is one.
    {"The rebels left. The foreign ministry of Kenya said they must return.", "they", "rebels"},
    // What a description says of a person holds for the name that it takes up.
    {"Robin Odhiambo, head of a panel, met John Smith in Oslo. The chairwoman spoke on Monday. He "
     "left.",
     "he", "John Smith"},
    // "Gary" is a man's name.
    {"Hillary Clinton met Gary Johnson. She left early.", "she", "Hillary Clinton"},
};

struct Pair {
  const char* text;
  const char* word;   // headed by this word, its last occurrence
  const char* first;  // the parties; "" nobody
  const char* second;
};

constexpr Pair kPairs[] = {
    {"Norway met Sweden in Oslo. The two countries signed a treaty.", "countries", "Norway",
     "Sweden"},
    {"Barack Obama met Vladimir Putin in Geneva. The two leaders spoke for an hour.", "leaders",
     "Barack Obama", "Vladimir Putin"},
    {"Two leaders were killed in Oslo. Norway mourned.", "leaders", "", ""},
    {"Norway, Sweden and Denmark met in Oslo. The two countries signed a treaty.", "countries", "",
     ""},
};

TEST(Pronouns, MeanTheMostProminentThatFits) {
  PARLEY_MODEL_OR_SKIP(model);
  language::Worker worker(model);
  for (const Case& one : kCases) {
    const auto report = read_for_test(worker, one.text);
    std::string name = "nobody";
    for (std::uint32_t token = 0; token < report->parse.tokens.size() && name == "nobody"; ++token)
      if (report->parse.tokens[token].lower == one.pronoun)
        if (const auto actor = report->mentions.actor_at(token))
          name = report->mentions.at(*actor).name;
    EXPECT_EQ(name, one.party) << one.text;
  }
}

TEST(Pairs, MeanTheTwoNamedLast) {
  PARLEY_MODEL_OR_SKIP(model);
  language::Worker worker(model);
  for (const Pair& one : kPairs) {
    const auto report = read_for_test(worker, one.text);
    std::vector<std::string> names;
    for (const Actor& actor : report->mentions.actors)
      for (const ActorMention& mention : actor.mentions)
        if (report->parse.tokens[mention.head].lower == one.word &&
            mention.reason.starts_with("the two"))
          names.push_back(actor.name);
    std::vector<std::string> wanted;
    for (const char* name : {one.first, one.second})
      if (*name != 0) wanted.emplace_back(name);
    std::sort(names.begin(), names.end());
    std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(names, wanted) << one.text;
  }
}

}  // namespace
}  // namespace parley::mention
