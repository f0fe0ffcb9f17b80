// Countries as places, regions, short forms and the words around names of places.
#include <algorithm>

#include "parley/knowledge/check_report.h"
#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

void check_point(CheckReport& report, const Row& row, std::size_t lat, std::size_t lon) {
  const auto check = [&](std::size_t field, double most, const char* name) {
    if (row[field].empty()) return;
    const double value = is_number(row[field]) ? std::stod(std::string(row[field])) : 999;
    if (value < -most || value > most)
      report.add(row, std::string(name) + " " + std::string(row[field]) +
                          " is no number of degrees up to " +
                          std::to_string(static_cast<int>(most)));
  };
  check(lat, 90, "latitude");
  check(lon, 180, "longitude");
}

void check_id(CheckReport& report, const Row& row, std::size_t field) {
  if (!row[field].empty() && !is_whole(row[field]))
    report.add(row, "no GeoNames id: " + std::string(row[field]));
}

void check_countries(CheckReport& report, const Names& codes) {
  Once iso3(report), iso2(report), ids(report);
  const Names own = report.column("places/countries.tsv");
  std::map<std::string, Row> rows;
  report.rows("places/countries.tsv", [&](const Row& row) { rows.emplace(row[0], row); });
  report.rows("places/countries.tsv", [&](const Row& row) {
    iso3.first(row, std::string(row[0]), row[0]);
    iso2.first(row, std::string(row[1]), row[1]);
    if (!row[3].empty()) ids.first(row, std::string(row[3]), "GeoNames id " + std::string(row[3]));
    if (row[0].size() != 3 || row[1].size() != 2)
      report.add(row, "codes have three and two letters");
    check_id(report, row, 3);
    check_id(report, row, 10);
    check_point(report, row, 4, 5);
    check_point(report, row, 11, 12);
    for (const std::size_t field : {6U, 7U, 13U})
      if (!row[field].empty() && !is_number(row[field]))
        report.add(row, "no number: " + std::string(row[field]));
    for (const std::string_view other : list_of(row[8])) {
      const auto there = rows.find(std::string(other));
      if (there == rows.end()) {
        report.add(row, "unknown neighbour " + std::string(other));
        continue;
      }
      const auto back = list_of(there->second[8]);
      if (std::find(back.begin(), back.end(), row[0]) == back.end())
        report.add(row, "a neighbour of " + std::string(other) + ", which names it not at " +
                            there->second.where());
    }
  });
  report.rows("places/abbreviations.tsv", [&](const Row& row) {
    if (!own.contains(row[1]) && !codes.contains(row[1]))
      report.add(row, "unknown country " + std::string(row[1]));
  });
}

void check_regions(CheckReport& report, const Names& codes) {
  Once names(report), ids(report);
  report.rows("places/regions.tsv", [&](const Row& row) {
    names.first(row, name_key(row[0]) + "|" + std::string(row[2]), row[0]);
    if (!row[6].empty()) ids.first(row, std::string(row[6]), "GeoNames id " + std::string(row[6]));
    if (!is_one(row[2], {"continent", "region", "sea", "river", "lake", "mountain"}))
      report.add(row, "unknown kind " + std::string(row[2]) +
                          ": continent, region, sea, river, lake or mountain");
    if (!row[3].empty() && !codes.contains(row[3]))
      report.add(row, "unknown country " + std::string(row[3]));
    check_point(report, row, 4, 5);
    check_id(report, row, 6);
    if (!is_one(row[7], {"", "likely"})) report.add(row, "certainty is empty or likely");
  });
}

void check_place_words(CheckReport& report, const Names& codes) {
  Once once(report);
  report.rows("places/words.tsv", [&](const Row& row) {
    once.first(row, std::string(row[0]) + "\t" + std::string(row[1]), row[0]);
    if (row[1] == "noun" && !is_one(row[2], {"place", "part", "spot", "point", "nature", "admin1",
                                             "country", "street", "building"}))
      report.add(row, "unknown precision " + std::string(row[2]));
    if (is_one(row[1], {"bearing", "unit"}) && !is_number(row[2]))
      report.add(row, "no number: " + std::string(row[2]));
    if (row[1] == "country_word" && !codes.contains(row[2]))
      report.add(row, "unknown country " + std::string(row[2]));
  });
}

}  // namespace

void check_places(CheckReport& report) {
  const Names codes = report.column("actors/countries.tsv");
  check_countries(report, codes);
  check_regions(report, codes);
  check_place_words(report, codes);
}

}  // namespace parley::knowledge
