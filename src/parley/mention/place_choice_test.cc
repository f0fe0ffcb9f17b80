// Which of the places of a name is meant, and which names are none: by what the rest of the report says.
#include "parley/mention/place_choice.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "parley/mention/places.h"
#include "parley/mention/time_for_test.h"

namespace parley::mention {
namespace {

using knowledge::Feature;
using knowledge::Gazetteer;
using knowledge::kNoEntry;

struct Row {
  const char* country;
  double lat, lon;
  std::uint32_t population;
  const char* names;  // with '|' between
  Feature feature = Feature::place;
  std::uint32_t admin1 = kNoEntry, admin2 = kNoEntry;  // rows of this table
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows{
      {"USA", 36.0, -86.0, 6000000, "Tennessee", Feature::admin1},                    // 0
      {"USA", 33.0, -83.5, 9000000, "Georgia", Feature::admin1},                      // 1
      {"USA", 36.33, -88.3, 32000, "Henry County|Henry", Feature::admin2, 0},         // 2
      {"USA", 33.45, -84.15, 230000, "Henry County|Henry", Feature::admin2, 1},       // 3
      {"USA", 36.3, -88.33, 10000, "Paris", Feature::place, 0, 2},                    // 4
      {"FRA", 48.85, 2.35, 2100000, "Paris", Feature::capital},                       // 5
      {"USA", 33.75, -84.39, 500000, "Atlanta", Feature::seat, 1},                    // 6
      {"USA", 44.0, -120.5, 4200000, "Oregon", Feature::admin1},                      // 7
      {"USA", 47.4, -120.7, 7700000, "Washington", Feature::admin1},                  // 8
      {"USA", 38.9, -77.04, 690000, "Washington|Washington D.C.", Feature::capital},  // 9
      {"MEX", 19.43, -99.13, 12000000, "Mexico City|Mexico", Feature::capital},       // 10
      {"ITA", 45.44, 12.33, 51000,
       "Venice|Venezia|Venise|Venedig|Venecia|Veneza|Wenecja|Benatky|"
       "Venetia|Velence|Venedik|Venesia|Venessia|Venetsia|Feneyjar"},               // 11
      {"USA", 33.99, -118.46, 40000, "Venice"},                                     // 12
      {"USA", 43.0, -75.0, 19000000, "New York", Feature::admin1},                  // 13
      {"USA", 40.71, -74.0, 8800000, "New York City|New York", Feature::seat, 13},  // 14
      {"USA", 35.5, -79.8, 10000000, "North Carolina", Feature::admin1},            // 15
      {"USA", 38.02, -90.0, 7000, "Freeland"},                                      // 16
      {"USA", 33.16, -94.97, 16000, "Mount Pleasant", Feature::place},              // 17
      {"USA", 41.66, -91.53, 74000, "Iowa City"},                                   // 18
      {"BHS", 25.06, -77.34, 227000, "Nassau", Feature::capital},                   // 19
      {"USA", 30.61, -81.76, 90000, "Nassau County|Nassau", Feature::admin2, 21},   // 20
      {"USA", 28.0, -82.0, 21000000, "Florida", Feature::admin1},                   // 21
      {"USA", 30.33, -82.28, 28000, "Hardin County|Hardin", Feature::admin2, 21},   // 22
      {"USA", 44.48, -73.21, 42000, "Burlington|Queen City"},                       // 23
      {"USA", 33.15, -94.15, 1400, "Queen City"},                                   // 24
      {"GBR", 54.97, -1.61, 300000, "Newcastle upon Tyne|Newcastle"},               // 25
      {"GBR", 54.2, -5.88, 7400, "Newcastle"},                                      // 26
      {"CAN", 53.0, -60.0, 520000, "Newfoundland and Labrador", Feature::admin1},   // 27
      {"AUS", -27.94, 153.4, 18000, "Labrador"},                                    // 28
      {"GEO", 41.69, 44.83, 1100000, "Tbilisi", Feature::capital},                  // 29
      {"DEU", 51.68, 7.8, 180000, "Hamm|Hamas"},                                    // 30
      {"USA", 38.5, -92.5, 6000000, "Missouri", Feature::admin1},                   // 31
      {"USA", 39.0, -76.7, 6000000, "Maryland", Feature::admin1},                   // 32
      {"USA", 38.9, -77.02, 690000, "District of Columbia", Feature::admin1},       // 33
  };
  return kRows;
}

const knowledge::Knowledge& knowledge_for_test() {
  static const knowledge::Knowledge known = [] {
    knowledge::Knowledge loaded;
    auto tables = knowledge::PlaceTables::load(knowledge::Files());
    if (tables) loaded.places = std::move(*tables);
    auto actors = knowledge::ActorBook::load(knowledge::Files());
    if (actors) loaded.actors = std::move(*actors);
    std::vector<Gazetteer::Source> sources;
    for (const Row& row : rows()) {
      Gazetteer::Source made;
      std::memcpy(made.entry.country, row.country, 3);
      made.entry.lat = static_cast<std::int32_t>(row.lat * 100000);
      made.entry.lon = static_cast<std::int32_t>(row.lon * 100000);
      made.entry.population = row.population;
      made.entry.geonames = 1000 + static_cast<std::uint32_t>(sources.size());
      made.entry.feature = row.feature;
      made.entry.admin1 = row.admin1;
      made.entry.admin2 = row.admin2;
      for (const std::string_view name : split(row.names, '|')) made.names.emplace_back(name);
      sources.push_back(std::move(made));
    }
    const auto file = std::filesystem::path(testing::TempDir()) / "parley_place_choice_test.bin";
    std::ofstream(file, std::ios::binary) << Gazetteer::write(sources);
    auto gazetteer = Gazetteer::open(file);
    if (gazetteer) loaded.gazetteer = std::move(*gazetteer);
    return loaded;
  }();
  return known;
}

// Neighbours of one label are one entity here, and commas are punctuation.
void join_entities(language::Parse& parse) {
  for (language::Token& token : parse.tokens)
    if (token.text == ",") token.pos = "PUNCT";
  std::vector<language::Entity> joined;
  for (const language::Entity& entity : parse.entities) {
    if (!joined.empty() && joined.back().tokens.end == entity.tokens.begin &&
        joined.back().label == entity.label)
      joined.back().tokens.end = entity.tokens.end;
    else
      joined.push_back(entity);
  }
  parse.entities = std::move(joined);
}

// "Paris=1004": text and row of every place; "Anefrou=?" of an unknown one.
std::string show(const char* sentences) {
  const auto report = test_report(sentences, "2015-05-16");
  join_entities(report->parse);
  Mentions mentions;
  find_places({report->article, report->parse, knowledge_for_test()}, mentions);
  std::string all;
  for (const Place& place : mentions.places) {
    if (!all.empty()) all += "; ";
    all += report->article.text.substr(place.span.begin, place.span.end - place.span.begin) + "=";
    if (place.geonames && *place.geonames >= 1000 && *place.geonames < 1000 + rows().size())
      all += std::to_string(*place.geonames - 1000);
    else
      all += place.precision == "country" ? place.country : "?";
  }
  return all;
}

struct Case {
  const char *sentences, *want;
};

void expect(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(show(c.sentences), c.want) << c.sentences;
}

TEST(PlaceChoice, NamesOfOneCountySpeakForEachOther) {
  expect({
      {"They/PRP met/VBD in/IN Paris/NNP|GPE", "Paris=5"},
      {"They/PRP met/VBD in/IN Paris/NNP|GPE\nHe/PRP lives/VBZ in/IN Henry/NNP|GPE County/NNP|GPE",
       "Paris=4; Henry County=2"},
      {"He/PRP lives/VBZ in/IN Henry/NNP|GPE County/NNP|GPE near/IN Atlanta/NNP|GPE",
       "Henry County=3; Atlanta=6"},
  });
}

TEST(PlaceChoice, WhatStandsBehindTheCommaHoldsWhatStandsBeforeIt) {
  expect({
      {"They/PRP met/VBD in/IN Atlanta/NNP|GPE ,/, Georgia/NNP|GPE", "Atlanta=6; Georgia=1"},
      {"They/PRP met/VBD in/IN Tbilisi/NNP|GPE ,/, Georgia/NNP|GPE", "Tbilisi=29; Georgia=GEO"},
      // a list of states is no town in a state
      {"They/PRP came/VBD from/IN Missouri/NNP|GPE ,/, New/NNP|GPE York/NNP|GPE ,/, "
       "North/NNP|GPE Carolina/NNP|GPE and/CC Oregon/NNP|GPE",
       "Missouri=31; New York=13; North Carolina=15; Oregon=7"},
  });
}

TEST(PlaceChoice, StatesAndTownsOfOneName) {
  expect({
      {"They/PRP met/VBD in/IN Washington/NNP|GPE", "Washington=9"},
      {"They/PRP lost/VBD in/IN Oregon/NNP|GPE and/CC Washington/NNP|GPE",
       "Oregon=7; Washington=8"},
      {"They/PRP met/VBD in/IN New/NNP|GPE York/NNP|GPE", "New York=14"},
      {"They/PRP met/VBD near/IN the/DT New/NNP|GPE York/NNP|GPE border/NN", "New York=13"},
      {"They/PRP met/VBD in/IN Mexico/NNP|GPE", "Mexico=MEX"},
      // "counties" says of both what they are
      {"They/PRP live/VBP in/IN Nassau/NNP|GPE and/CC Hardin/NNP|GPE counties/NNS",
       "Nassau=20; Hardin=22"},
      {"They/PRP met/VBD in/IN Newfoundland/NNP|GPE and/CC Labrador/NNP|GPE",
       "Newfoundland and Labrador=27"},
  });
}

TEST(PlaceChoice, TheBetterKnownOne) {
  expect({
      // known in more languages
      {"They/PRP met/VBD in/IN Venice/NNP|GPE", "Venice=11"},
      // a short form is as good as the whole name, a nickname is not
      {"They/PRP met/VBD in/IN Newcastle/NNP|GPE", "Newcastle=25"},
      {"They/PRP met/VBD in/IN Queen/NNP|GPE City/NNP|GPE", "Queen City=24"},
  });
}

TEST(PlaceSpans, RoadsAndNumbersAreNoTowns) {
  expect({
      {"They/PRP closed/VBD Interstate/NNP|FAC 75/CD|FAC", ""},
      {"They/PRP met/VBD near/IN Venice/NNP|FAC Road/NNP|FAC", "Venice Road=?"},
      {"They/PRP shelled/VBD the/DT Venice/NNP|GPE road/NN", "Venice=11"},
  });
}

TEST(PlaceSpans, NamesThatBeginWithATown) {
  expect({
      {"They/PRP met/VBD at/IN the/DT Mount/NNP|FAC Pleasant/NNP|FAC Civic/NNP|FAC Annex/NNP|FAC",
       "Mount Pleasant Civic Annex=17"},
      {"They/PRP met/VBD at/IN the/DT Venice/NNP|FAC Marina/NNP|FAC in/IN Venice/NNP|GPE",
       "Venice Marina=11; Venice=11"},
      // one word alone may be anybody's name
      {"They/PRP met/VBD at/IN the/DT Venice/NNP|FAC Marina/NNP|FAC", "Venice Marina=?"},
      {"Mr/NNP X/NNP|PERSON ,/, D/NNP|GPE -/: Iowa/NNP|GPE City/NNP|GPE spoke/VBD", "Iowa City=18"},
  });
}

TEST(PlaceSpans, PersonsAndBodiesAreNoTowns) {
  expect({
      {"Chrystia/NNP|PERSON Freeland/NNP|PERSON spoke/VBD\nFreeland/NNP|GPE agreed/VBD", ""},
      {"Chrystia/NNP|PERSON Freeland/NNP|PERSON spoke/VBD in/IN Freeland/NNP|GPE", "Freeland=16"},
      // a body known by the name, and the owner of something
      {"They/PRP talked/VBD with/IN Hamas/NNP|GPE", ""},
      {"They/PRP met/VBD in/IN Norvex/NNP|GPE 's/POS offices/NNS", ""},
      {"They/PRP met/VBD in/IN Norvex/NNP|GPE", "Norvex=?"},
  });
}

TEST(PlaceSpans, AbbreviationsOfStates) {
  expect({
      {"They/PRP lost/VBD in/IN D.C./NNP|GPE", "D.C.=33"},
      {"Charles/NNP|PERSON Murphy/NNP|PERSON ,/, M.D./NNP|GPE spoke/VBD", ""},
      {"They/PRP met/VBD in/IN Venice/NNP|GPE ,/, Md./NNP|GPE", "Venice=?; Md.=32"},
  });
}

}  // namespace
}  // namespace parley::mention
