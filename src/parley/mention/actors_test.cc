#include "parley/mention/actors.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "parley/language/models.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

// A report of one headline and paragraphs, read as far as its actors.
class FindActors : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (auto model = language::load_model(); model.ok()) worker_ = new language::Worker(*model);
    auto book = knowledge::ActorBook::load(knowledge_.files);
    ASSERT_TRUE(book.ok()) << book.error().text();
    knowledge_.actors = std::move(*book);
    auto lexicon = knowledge::Lexicon::load(knowledge_.files);
    ASSERT_TRUE(lexicon.ok()) << lexicon.error().text();
    knowledge_.lexicon = std::move(*lexicon);
  }
  static void TearDownTestSuite() {
    delete worker_;
    worker_ = nullptr;
  }
  void SetUp() override {
    if (worker_ == nullptr) GTEST_SKIP() << "no language model here; ./dev fetches it";
  }

  void read(std::string text, std::string_view published = "2011-06-01") {
    mentions_ = {};
    article_ = {};
    article_.text = std::move(text);
    article_.published.day = parse_day(published);
    std::vector<Span> blocks;
    std::uint32_t at = 0;
    for (const std::string_view line : split(article_.text, '\n')) {
      const Span span{at, at + static_cast<std::uint32_t>(line.size())};
      article_.segments.push_back({page::SegmentKind::paragraph, span, "", 1});
      blocks.push_back(span);
      at = span.end + 1;
    }
    auto parse = language::parse_blocks(*worker_, article_.text, blocks);
    ASSERT_TRUE(parse.ok()) << parse.error().text();
    parse_ = std::move(*parse);
    find_actors({article_, parse_, knowledge_}, mentions_);
    mentions_.index(parse_.tokens.size());
  }

  // The actor of the last mention with these words; nullptr when no actor has them.
  const Actor* of(std::string_view words) const {
    const Actor* found = nullptr;
    std::uint32_t last = 0;
    for (const Actor& actor : mentions_.actors)
      for (const ActorMention& mention : actor.mentions)
        if (slice(article_.text, mention.span) == words && mention.span.end > last) {
          found = &actor;
          last = mention.span.end;
        }
    return found;
  }
  std::string code_of(std::string_view words) const {
    const Actor* actor = of(words);
    return actor == nullptr ? "no actor" : actor->code;
  }
  std::string name_of(std::string_view words) const {
    const Actor* actor = of(words);
    return actor == nullptr ? "no actor" : actor->name;
  }

  static inline language::Worker* worker_ = nullptr;
  static inline knowledge::Knowledge knowledge_;
  page::Article article_;
  language::Parse parse_;
  Mentions mentions_;
};

struct CodeCase {
  std::string_view text, words, code;
};

TEST_F(FindActors, ComposesCodesFromTheirParts) {
  constexpr CodeCase kCases[] = {
      {"Russian soldiers left the town.", "Russian soldiers", "RUSMIL"},
      {"The Nepalese foreign ministry rejected the offer.", "Nepalese foreign ministry", "NPLGOV"},
      {"FARC negotiators arrived in Havana, Colombia's government said.", "FARC negotiators",
       "COLREB"},
      {"A Houthi delegation flew to Geneva.", "Houthi delegation", "YEMREB"},
      {"UN officials urged restraint.", "UN officials", "IGOUNO"},
      {"Sri Lankan rebels fired on the camp.", "Sri Lankan rebels", "LKAREB"},
      {"Opposition fighters held the bridge in Libya.", "Opposition fighters", "LBYREB"},
      {"A Western diplomat said talks had failed.", "Western diplomat", "WSTGOV"},
      {"The ambassador of Kenya spoke.", "ambassador of Kenya", "KENGOV"},
      {"The leader of Hamas refused.", "leader of Hamas", "PSEREB"},
      {"Forces loyal to Gaddafi shelled the Libyan port.", "Forces loyal to Gaddafi", "LBYMIL"},
      {"Residents of Manila and Filipino police watched.", "Filipino police", "PHLCOP"},
      {"Ukraine said Russian-backed separatists had attacked.", "backed separatists", "no actor"},
  };
  for (const CodeCase& c : kCases) {
    read(std::string(c.text));
    EXPECT_EQ(code_of(c.words), c.code) << c.text;
  }
}

TEST_F(FindActors, GivesWhatIsBareToTheCountryOfTheReport) {
  read(
      "The war in Burundi went on.\nBurundi's army said rebels had killed 12 civilians. The "
      "government rejected talks. Residents fled.");
  EXPECT_EQ(code_of("rebels"), "BDIREB");
  EXPECT_EQ(code_of("12 civilians"), "BDICVL");
  EXPECT_EQ(code_of("government"), "BDIGOV");
  EXPECT_EQ(code_of("Residents"), "BDICVL");
}

TEST_F(FindActors, ReadsCapitalsAsGovernmentsWhereTheyAct) {
  read("Khartoum rejected the plan. Fighting broke out in Khartoum.");
  EXPECT_EQ(code_of("Khartoum"), "SDNGOV");
  const Actor* sudan = of("Khartoum");
  ASSERT_NE(sudan, nullptr);
  EXPECT_EQ(sudan->mentions.size(), 1U);
}

TEST_F(FindActors, KnowsOfficesByTheDay) {
  read("Charles Taylor rejected the offer, Liberia's radio said.", "1990-08-01");
  EXPECT_EQ(code_of("Charles Taylor"), "LBRREB");
  read("Charles Taylor rejected the offer, Liberia's radio said.", "2000-08-01");
  EXPECT_EQ(code_of("Charles Taylor"), "LBRGOV");
}

TEST_F(FindActors, LearnsFromAppositionTitlesAndBrackets) {
  read(
      "The Upland Peoples Movement (UPM) in Peru rejected the offer. Juan Quispe, a spokesman for "
      "the "
      "UPM, said the rebels would fight on. Quispe said the UPM was ready.");
  EXPECT_EQ(name_of("UPM"), "Upland Peoples Movement");
  EXPECT_EQ(name_of("Quispe"), "Juan Quispe");
  read("Defence Minister Pradip Nepali of Nepal spoke. Nepali said the army was ready.");
  EXPECT_EQ(code_of("Nepali"), "NPLGOV");
}

TEST_F(FindActors, ResolvesPronounsAndDescriptions) {
  read(
      "Angela Merkel met the Turkish prime minister in Berlin. She said the talks were hard.\n"
      "The Turkish foreign ministry denied this. The ministry said it had no plans.");
  EXPECT_EQ(name_of("She"), "Angela Merkel");
  EXPECT_EQ(name_of("it"), name_of("Turkish foreign ministry"));
  EXPECT_EQ(name_of("ministry"), name_of("Turkish foreign ministry"));
}

TEST_F(FindActors, JoinsSpellingsOfOnePerson) {
  read("Moammar Gadhafi spoke in Libya. Muammar Qaddafi said he would stay.", "2011-03-01");
  EXPECT_EQ(of("Muammar Qaddafi"), of("Moammar Gadhafi"));
  EXPECT_NE(of("Muammar Qaddafi"), nullptr);
}

TEST_F(FindActors, MakesOneActorOfBothSides) {
  read("Nepal's government met the Maoists. Both sides agreed to a truce.", "2006-05-01");
  const auto sides = std::find_if(parse_.tokens.begin(), parse_.tokens.end(),
                                  [](const language::Token& t) { return t.lower == "sides"; });
  ASSERT_NE(sides, parse_.tokens.end());
  const auto token = static_cast<std::uint32_t>(sides - parse_.tokens.begin());
  EXPECT_EQ(mentions_.actors_of(parse_, token).size(), 2U);
}

TEST_F(FindActors, TakesAnyText) {
  for (const char* text :
       {"", "...", "The the the of of", "“ ” ‘ ’ (", "He said they said it said."})
    read(text);
}

TEST_F(FindActors, OppositionIsThatOfTheConflict) {
  // Most of it is about Russia, whose opposition it does not mean.
  read(
      "Russia rejected the plan, and Russia said that Russian ships would sail.\nMoscow met the "
      "Free "
      "Syrian Army.\nThe opposition thanked Russia.");
  ASSERT_NE(of("opposition"), nullptr);
  EXPECT_EQ(of("opposition")->code, "SYROPP");
}

TEST_F(FindActors, PrivatePeopleDoNotSpeakForTheirNation) {
  read("Rebels freed a Canadian engineer and a Canadian minister.");
  ASSERT_NE(of("Canadian engineer"), nullptr);
  EXPECT_EQ(of("Canadian engineer")->code, "CANCVL");
  EXPECT_FALSE(of("Canadian engineer")->speaks_for.has_value());
  ASSERT_NE(of("Canadian minister"), nullptr);
  EXPECT_TRUE(of("Canadian minister")->speaks_for.has_value());
}

}  // namespace
}  // namespace parley::mention
