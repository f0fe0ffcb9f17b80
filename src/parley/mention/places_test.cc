#include "parley/mention/places.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "parley/mention/time_for_test.h"

namespace parley::mention {
namespace {

using knowledge::Feature;
using knowledge::Gazetteer;

Gazetteer::Source source(const char* country, double lat, double lon, std::uint32_t population,
                         std::vector<std::string> names, std::uint32_t geonames,
                         Feature feature = Feature::place,
                         std::uint32_t admin1 = knowledge::kNoEntry) {
  Gazetteer::Source made;
  std::memcpy(made.entry.country, country, 3);
  made.entry.lat = static_cast<std::int32_t>(lat * 100000);
  made.entry.lon = static_cast<std::int32_t>(lon * 100000);
  made.entry.population = population;
  made.entry.geonames = geonames;
  made.entry.feature = feature;
  made.entry.admin1 = admin1;
  made.names = std::move(names);
  return made;
}

// A small world of Mali, Kenya and the United States.
const knowledge::Knowledge& knowledge_for_test() {
  static const knowledge::Knowledge known = [] {
    knowledge::Knowledge loaded;
    auto tables = knowledge::PlaceTables::load(knowledge::Files());
    EXPECT_TRUE(tables) << tables.error().text();
    if (tables) loaded.places = std::move(*tables);
    auto actors = knowledge::ActorBook::load(knowledge::Files());
    EXPECT_TRUE(actors) << actors.error().text();
    if (actors) loaded.actors = std::move(*actors);
    const std::vector<Gazetteer::Source> sources{
        source("MLI", 12.65, -8.0, 1297281, {"Bamako"}, 2460596, Feature::capital),
        source("MLI", 16.77, -3.0, 32460, {"Timbuktu", "Tombouctou"}, 2449066),
        source("MLI", 13.43, -6.21, 133501, {"Ségou", "Segou"}, 2451185),
        source("USA", 38.0, -85.0, 4000000, {"Kentucky"}, 6254925, Feature::admin1),
        source("USA", 38.2, -84.87, 27000, {"Frankfort"}, 4292188, Feature::seat, 3),
        source("USA", 40.28, -86.51, 16000, {"Frankfort"}, 4920473),
        source("KEN", -1.28, 36.82, 2750547, {"Nairobi"}, 184745, Feature::capital),
        source("MLI", 15.0, -5.0, 900, {"Hammuriyah", "Ḩammūrīyah"}, 77),
    };
    const auto file = std::filesystem::path(testing::TempDir()) / "parley_places_test.bin";
    std::ofstream(file, std::ios::binary) << Gazetteer::write(sources);
    auto gazetteer = Gazetteer::open(file);
    EXPECT_TRUE(gazetteer);
    if (gazetteer) loaded.gazetteer = std::move(*gazetteer);
    return loaded;
  }();
  return known;
}

std::vector<Place> read(const char* sentences) {
  const auto report = test_report(sentences, "2015-05-16");
  Mentions mentions;
  find_places({report->article, report->parse, knowledge_for_test()}, mentions);
  return mentions.places;
}

// "name country precision" of every place, in order.
std::string show(const char* sentences) {
  std::string all;
  for (const Place& place : read(sentences)) {
    if (!all.empty()) all += "; ";
    all += place.name + " " + (place.country.empty() ? "-" : place.country) + " " + place.precision;
  }
  return all;
}

TEST(Places, NamesResolveByWhatStandsAroundThem) {
  const struct {
    const char *sentence, *want;
  } kCases[] = {
      {"They/PRP met/VBD in/IN Bamako/NNP|GPE", "Bamako MLI place"},
      {"They/PRP met/VBD in/IN Mali/NNP|GPE", "Mali MLI country"},
      {"They/PRP met/VBD in/IN the/DT Sahel/NNP|LOC", "Sahel - region"},
      // the state behind the comma decides
      {"They/PRP met/VBD in/IN Frankfort/NNP|GPE , Ky./NNP",
       "Frankfort USA place; Kentucky USA admin1"},
      // found though the model saw a person, a people or nothing
      {"They/PRP fought/VBD near/IN Timbuktu/NNP|PERSON", "Timbuktu MLI place"},
      {"They/PRP fought/VBD in/IN Timbuktu/NNP|NORP", "Timbuktu MLI place"},
      {"They/PRP overran/VBD the/DT town/NN of/IN Timbuktu/NNP", "Timbuktu MLI place"},
      // a person tagged as a place
      {"Mr/NNP Bamako/NNP|GPE spoke/VBD", ""},
      // by sound, in a country that the report is about
      {"They/PRP met/VBD in/IN Mali/NNP|GPE\nThey/PRP fought/VBD in/IN Hamuriyeh/NNP|GPE",
       "Mali MLI country; Hammuriyah MLI place"},
      // not in the gazetteer
      {"They/PRP fought/VBD in/IN Mali/NNP|GPE near/IN the/DT town/NN of/IN Anefrou/NNP",
       "Mali MLI country; Anefrou MLI unknown"},
      {"The/DT Department/NNP of/IN Defence/NNP spoke/VBD", ""},
      {"In/IN March/NNP they/PRP left/VBD", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(show(c.sentence), c.want) << c.sentence;
}

TEST(Places, ABearingPlacesWhatNoListHas) {
  const std::vector<Place> places =
      read("They/PRP raided/VBD Anefrou/NNP|GPE , 111/CD km/NN north/NN of/IN Bamako/NNP|GPE");
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0].country, "MLI");
  ASSERT_TRUE(places[0].lat);
  EXPECT_NEAR(*places[0].lat, 13.65, 0.02);
  EXPECT_NEAR(*places[0].lon, -8.0, 0.02);
  EXPECT_NE(places[0].reason.find("111"), std::string::npos);
}

TEST(Places, NamesInsideOtherNamesStandApart) {
  const auto report = test_report(
      "They/PRP met/VBD in/IN Timbuktu/NNP|GPE\n"
      "They/PRP saw/VBD the/DT Timbuktu/NNP|ORG Police/NNP|ORG",
      "2015-05-16");
  Mentions mentions;
  find_places({report->article, report->parse, knowledge_for_test()}, mentions);
  ASSERT_EQ(mentions.places.size(), 1u);
  ASSERT_EQ(mentions.place_names.size(), 1u);
  EXPECT_EQ(mentions.place_names[0].reading, "name");
  EXPECT_EQ(mentions.place_names[0].geonames, mentions.places[0].geonames);
}

TEST(Places, GovernmentsAreToldFromPlaces) {
  const std::vector<Place> acts = read("Nairobi/NNP|GPE spoke/VBD");
  ASSERT_EQ(acts.size(), 1u);
  EXPECT_EQ(acts[0].reading, "government");
  const std::vector<Place> place = read("They/PRP met/VBD in/IN Nairobi/NNP|GPE");
  ASSERT_EQ(place.size(), 1u);
  EXPECT_EQ(place[0].reading, "literal");
}

TEST(Places, WithoutAGazetteerCountriesAndRegionsStillWork) {
  static const knowledge::Knowledge bare = [] {
    knowledge::Knowledge loaded;
    auto tables = knowledge::PlaceTables::load(knowledge::Files());
    if (tables) loaded.places = std::move(*tables);
    return loaded;
  }();
  const auto report = test_report("They/PRP met/VBD in/IN Kenya/NNP|GPE", "2015-05-16");
  Mentions mentions;
  find_places({report->article, report->parse, bare}, mentions);
  ASSERT_EQ(mentions.places.size(), 1u);
  EXPECT_EQ(mentions.places[0].country, "KEN");
  EXPECT_EQ(mentions.places[0].precision, "country");
}

}  // namespace
}  // namespace parley::mention
