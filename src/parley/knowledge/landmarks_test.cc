#include "parley/knowledge/landmarks.h"

#include <gtest/gtest.h>

#include <deque>

#include "parley/knowledge/files_for_test.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

// The landmarks of these lines alone.
Result<Landmarks> landmarks_of(std::string_view lines, std::string_view resolutions = "") {
  static std::deque<Files> kept;  // landmarks point into their files
  auto files = files_with({{"time/landmarks.tsv", std::string(lines)},
                           {"time/landmark_words.tsv", "@truce\tceasefire|cease-fire|truce\n"},
                           {"unsc/resolutions.tsv", std::string(resolutions)}});
  if (!files) return files.error();
  return Landmarks::load(kept.emplace_back(std::move(*files)));
}

constexpr std::string_view kLines =
    "2001-03-04\t\tceasefire\tArdania and Borland announce a truce\tKesh Accord\t"
    "@truce;Ardania|Ardanian;Borland|BL\tARD\n"
    "2001-05-06\t2001-05-08\tattack\tBombings in Tartous\t\tTartous;attack|attacked\tARD\tlikely\n";

std::string told(const Landmarks& landmarks, std::string_view sentence) {
  const std::vector<std::string_view> words = split(sentence, ' ');
  std::string all;
  for (const ToldLandmark& one : landmarks.told_in(words))
    all += std::string(one.landmark->what) + (one.named ? " by name; " : "; ");
  return all;
}

TEST(Landmarks, AreToldByAllTheirSignsOrByName) {
  const auto landmarks = landmarks_of(kLines);
  ASSERT_TRUE(landmarks) << landmarks.error().text();
  const struct {
    const char *sentence, *want;
  } cases[] = {
      {"The truce that Ardania and Borland announced", "Ardania and Borland announce a truce; "},
      {"Ardanian and BL envoys agreed a cease - fire", "Ardania and Borland announce a truce; "},
      {"Ardanian and bl envoys agreed a truce", ""},  // letters of an acronym are capital
      {"ardania and Borland announced a truce", ""},  // a name wants its capital
      {"A truce in Borland", ""},                     // one group is missing
      {"Under the Kesh Accord they left", "Ardania and Borland announce a truce by name; "},
      {"Gunmen attacked Tartous", "Bombings in Tartous; "},
  };
  for (const auto& c : cases) EXPECT_EQ(told(*landmarks, c.sentence), c.want) << c.sentence;
}

TEST(Landmarks, KeepTheirDays) {
  const auto landmarks = landmarks_of(kLines);
  ASSERT_TRUE(landmarks);
  const std::vector<std::string_view> words = {"Tartous", "was", "attacked"};
  const auto found = landmarks->told_in(words);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(iso(found[0].landmark->days), "2001-05-06/2001-05-08");
  EXPECT_TRUE(found[0].landmark->likely);
}

TEST(Landmarks, CountSignsThatFewHave) {
  std::string lines(kLines);
  for (int i = 0; i < 400; ++i)
    lines += "1990-01-01\t\tattack\tOther " + std::to_string(i) + "\t\tattacked;Place" +
             std::to_string(i) + "\n";
  const auto landmarks = landmarks_of(lines);
  ASSERT_TRUE(landmarks) << landmarks.error().text();
  const std::vector<std::string_view> words = {"Ardania",   "and", "Borland",
                                               "announced", "a",   "truce"};
  const auto truce = landmarks->told_in(words);
  ASSERT_EQ(truce.size(), 1U);
  EXPECT_EQ(truce[0].rare_names, 2);
  EXPECT_EQ(truce[0].rare_words, 1);
  const std::vector<std::string_view> others = {"Tartous", "attacked"};
  const auto attack = landmarks->told_in(others);
  ASSERT_EQ(attack.size(), 1U);
  EXPECT_EQ(attack[0].rare_names, 1);
  EXPECT_EQ(attack[0].rare_words, 0);  // "attacked" is in all others
}

TEST(Landmarks, NameTheLineThatIsWrong) {
  const struct {
    const char *line, *want;
  } cases[] = {
      {"2001-13-04\t\tattack\tx\t\ta;b\tARD\n", "a day is written 2015-12-18"},
      {"2001-03-04\t2001-03-03\tattack\tx\t\ta;b\tARD\n", "the last day lies before the first"},
      {"2001-03-04\t\tattack\tx\t\ta|b\tARD\n", "needs a name or two groups of signs"},
      {"2001-03-04\t\tattack\tx\t\ta;@nothing\tARD\n", "@nothing is no class"},
  };
  for (const auto& c : cases) {
    const auto landmarks = landmarks_of(c.line);
    ASSERT_FALSE(landmarks) << c.line;
    EXPECT_NE(landmarks.error().text().find(c.want), std::string::npos) << landmarks.error().text();
    EXPECT_NE(landmarks.error().text().find("landmarks.tsv:1"), std::string::npos);
  }
}

TEST(Landmarks, ResolutionsLieBetweenTheirNeighbours) {
  const auto landmarks =
      landmarks_of("", "100\t1990\n105\t1990-08-02\tsanctions\n110\t1990\n111\t1991\n");
  ASSERT_TRUE(landmarks) << landmarks.error().text();
  const struct {
    int number;
    const char* want;
  } cases[] = {{99, ""},
               {100, "1990-01-01/1990-12-31"},
               {103, "1990-01-01/1990-08-02"},
               {105, "1990-08-02"},
               {107, "1990-08-02/1990-12-31"},
               {111, "1991-01-01/1991-12-31"},
               {112, ""}};
  for (const auto& c : cases) {
    const auto days = landmarks->resolution(c.number);
    EXPECT_EQ(days ? iso(*days) : "", c.want) << c.number;
  }
}

TEST(Landmarks, OfTheProjectAreRead) {
  const auto landmarks = Landmarks::load(Files());
  ASSERT_TRUE(landmarks) << landmarks.error().text();
  EXPECT_EQ(iso(*landmarks->resolution(2254)), "2015-12-18");
}

}  // namespace
}  // namespace parley::knowledge
