#include "parley/knowledge/gazetteer.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/knowledge/gazetteer_tables.h"

namespace parley::knowledge {
namespace {

Gazetteer::Source source(const char* country, double lat, double lon, std::uint32_t population,
                         std::vector<std::string> names, std::uint32_t geonames) {
  Gazetteer::Source made;
  std::memcpy(made.entry.country, country, 3);
  made.entry.lat = static_cast<std::int32_t>(lat * 100000);
  made.entry.lon = static_cast<std::int32_t>(lon * 100000);
  made.entry.population = population;
  made.entry.geonames = geonames;
  made.names = std::move(names);
  return made;
}

std::filesystem::path written(std::string_view bytes) {
  auto file = std::filesystem::path(testing::TempDir()) / "parley_gazetteer_test.bin";
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

TEST(GazetteerKeys, SpellingsOfOneNameMeetOnTheirRung) {
  const struct {
    const char *a, *b;
    int rung;  // the first on which both have the same key; 0: none
  } kCases[] = {
      {"Dar‘ā", "Dar'a", 1},           {"Düzce", "Duzce", 1},  {"Al-Bab", "al bab", 1},
      {"St. Louis", "Saint Louis", 1}, {"Al-Bab", "Bab", 2},   {"Khan Younis", "Khanyounis", 2},
      {"Hamuriyeh", "Ḩammūrīyah", 3},  {"Douma", "Dūmā", 3},   {"Deir Ezzor", "Dayr az Zawr", 3},
      {"Toomevara", "Toomyvara", 3},   {"Aleppo", "Halab", 0}, {"Homs", "Hama", 0},
  };
  for (const auto& c : kCases) {
    const std::string a = folded_name(c.a), b = folded_name(c.b);
    int rung = 0;
    if (a == b)
      rung = 1;
    else if (loose_name(a) == loose_name(b))
      rung = 2;
    else if (sounded_name(a) == sounded_name(b))
      rung = 3;
    EXPECT_EQ(rung, c.rung) << c.a << " | " << c.b << ": " << sounded_name(a) << " | "
                            << sounded_name(b);
  }
}

TEST(GazetteerKeys, Edits) {
  EXPECT_EQ(edits_apart("rankus", "rankous", 2), 1u);
  EXPECT_EQ(edits_apart("abc", "xyz", 3), 3u);
  EXPECT_EQ(edits_apart("abcdef", "uvwxyz", 2), 3u);  // more than asked for
}

TEST(Gazetteer, GivesBackWhatWasWrittenTheLargestFirst) {
  const std::vector<Gazetteer::Source> sources{
      source("AAA", 10, 20, 500, {"Varel", "Warel"}, 1),
      source("BBB", -5.5, 30.25, 90000, {"Varel"}, 2),
      source("AAA", 11, 21, 100, {"Al Minar"}, 3),
  };
  const auto gazetteer = Gazetteer::open(written(Gazetteer::write(sources)));
  ASSERT_TRUE(gazetteer) << gazetteer.error().text();
  std::vector<Gazetteer::Candidate> found;
  gazetteer->find('1', "varel", found);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(gazetteer->at(found[0].entry).geonames, 2u);
  EXPECT_TRUE(found[1].main);
  EXPECT_DOUBLE_EQ(gazetteer->at(found[0].entry).longitude(), 30.25);
  found.clear();
  gazetteer->find('1', "warel", found);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].main);
  EXPECT_EQ(gazetteer->name(found[0].entry), "Varel");
  EXPECT_TRUE(gazetteer->has('2', "minar"));
  EXPECT_FALSE(gazetteer->has('1', "minar"));
  EXPECT_EQ(gazetteer->of_country("AAA").size(), 2u);
  EXPECT_TRUE(gazetteer->of_country("CCC").empty());
}

TEST(Gazetteer, SameSourcesGiveTheSameBytes) {
  const std::vector<Gazetteer::Source> sources{source("AAA", 1, 2, 3, {"Orsk", "Orska"}, 1),
                                               source("AAA", 1, 2, 3, {"Orsk"}, 2)};
  EXPECT_EQ(Gazetteer::write(sources), Gazetteer::write(sources));
}

TEST(Gazetteer, AForeignFileIsRefusedWithAHint) {
  const auto missing = Gazetteer::open("/nowhere/gazetteer.bin");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_NE(missing.error().message.find("parley-gazetteer"), std::string::npos);
  const std::vector<Gazetteer::Source> sources{source("AAA", 1, 2, 3, {"Orsk"}, 1)};
  const std::string whole = Gazetteer::write(sources);
  for (const std::string& bytes :
       {std::string(),
        std::string("no gazetteer at all, but long enough to hold a header of one, surely so, "
                    "with some more bytes behind it"),
        whole.substr(0, whole.size() / 2)}) {
    const auto broken = Gazetteer::open(written(bytes));
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::bad_format);
  }
}

TEST(PlaceTables, KnowCountriesByTheirNamesAndWords) {
  const auto tables = PlaceTables::load(Files());
  ASSERT_TRUE(tables) << tables.error().text();
  const auto syria = tables->find("syria");
  ASSERT_EQ(syria.size(), 1u);
  EXPECT_EQ(syria[0].kind, KnownPlace::Kind::country);
  EXPECT_EQ(tables->countries()[syria[0].index].iso3, "SYR");
  EXPECT_FALSE(tables->find("sahel").empty());
  EXPECT_TRUE(tables->is("in", PlaceClass::locative));
  EXPECT_TRUE(tables->is_weak("from"));
  EXPECT_EQ(tables->noun_precision("governorate"), "admin1");
  EXPECT_DOUBLE_EQ(tables->value("north-east"), 45);
}

}  // namespace
}  // namespace parley::knowledge
