#include "parley/knowledge/gazetteer_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

double number_in(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

const std::unordered_map<std::string_view, PlaceClass>& classes() {
  static const std::unordered_map<std::string_view, PlaceClass> kClasses{
      {"noun", PlaceClass::noun},
      {"locative", PlaceClass::locative},
      {"partitive", PlaceClass::partitive},
      {"parent", PlaceClass::parent},
      {"bearing", PlaceClass::bearing},
      {"unit", PlaceClass::unit},
      {"speech", PlaceClass::speech},
      {"org_noun", PlaceClass::org_noun},
      {"person_noun", PlaceClass::person_noun},
      {"blocked", PlaceClass::blocked},
      {"place_verb", PlaceClass::place_verb},
      {"attack_noun", PlaceClass::attack_noun},
      {"depart_verb", PlaceClass::depart_verb},
      {"beside_noun", PlaceClass::beside_noun},
      {"event_noun", PlaceClass::event_noun},
      {"country_word", PlaceClass::country_word}};
  return kClasses;
}

}  // namespace

void PlaceTables::add_name(std::string_view name, KnownPlace known) {
  std::vector<KnownPlace>& list = names_[folded_name(name)];
  for (const KnownPlace& other : list)
    if (other.kind == known.kind && other.index == known.index) return;
  known.capitals =
      known.kind == KnownPlace::Kind::country && name.size() > 1 &&
      std::all_of(name.begin(), name.end(), [](char c) { return is_ascii_upper(c) || c == '.'; });
  list.push_back(known);
}

Status PlaceTables::load_countries(const Files& files) {
  if (Status problem =
          read_tsv(files, "places/countries.tsv", 4, 14, [&](const Row& row) -> Status {
            CountryPlace country;
            country.iso3 = std::string(row[0]);
            country.iso2 = std::string(row[1]);
            country.name = std::string(row[2]);
            country.geonames = static_cast<std::uint64_t>(number_in(row[3]));
            country.lat = number_in(row[4]);
            country.lon = number_in(row[5]);
            country.population = static_cast<std::uint32_t>(number_in(row[6]));
            country.area_km2 = number_in(row[7]);
            for (const std::string_view other : list_of(row[8]))
              country.neighbours.emplace_back(other);
            country.capital = row[9];
            country.capital_geonames = static_cast<std::uint64_t>(number_in(row[10]));
            const auto index = static_cast<std::uint32_t>(countries_.size());
            by_iso3_[country.iso3] = index;
            add_name(row[2], {KnownPlace::Kind::country, index});
            countries_.push_back(std::move(country));
            return std::nullopt;
          }))
    return problem;
  return read_tsv(files, "actors/countries.tsv", 2, 12, [&](const Row& row) -> Status {
    const auto found = by_iso3_.find(row[0]);
    if (found == by_iso3_.end()) return std::nullopt;  // a state that is no more
    const std::uint32_t index = found->second;
    countries_[index].name = std::string(row[1]);
    add_name(row[1], {KnownPlace::Kind::country, index});
    for (const std::string_view name : list_of(row[2]))
      add_name(name, {KnownPlace::Kind::country, index});
    for (const std::string_view name : list_of(row[3]))
      add_name(name, {KnownPlace::Kind::adjective, index});
    for (const std::string_view name : list_of(row[4]))
      add_name(name, {KnownPlace::Kind::people, index});
    return std::nullopt;
  });
}

Status PlaceTables::load_regions(const Files& files) {
  if (Status problem = read_tsv(files, "places/regions.tsv", 6, 8, [&](const Row& row) -> Status {
        const auto index = static_cast<std::uint32_t>(regions_.size());
        regions_.push_back({std::string(row[0]), std::string(row[2]), std::string(row[3]),
                            number_in(row[4]), number_in(row[5]),
                            static_cast<std::uint64_t>(number_in(row[6]))});
        add_name(row[0], {KnownPlace::Kind::region, index});
        for (const std::string_view name : list_of(row[1]))
          add_name(name, {KnownPlace::Kind::region, index});
        return std::nullopt;
      }))
    return problem;
  return read_tsv(files, "places/abbreviations.tsv", 2, 3, [&](const Row& row) -> Status {
    const auto index = static_cast<std::uint32_t>(abbreviations_.size());
    abbreviations_.push_back({std::string(row[0]), std::string(row[1])});
    units_.emplace(folded_name(row[0]), row[1]);
    for (const std::string_view name : list_of(row[2]))
      add_name(name, {KnownPlace::Kind::abbreviation, index});
    return std::nullopt;
  });
}

Status PlaceTables::load_words(const Files& files) {
  return read_tsv(files, "places/words.tsv", 2, 3, [&](const Row& row) -> Status {
    const auto cls = classes().find(row[1]);
    if (cls == classes().end())
      return row.error(
          fmt::format("'{}' is no class of place words; see gazetteer_tables.h", row[1]));
    Word& word = words_[std::string(row[0])];
    word.classes |= 1u << static_cast<unsigned>(cls->second);
    if (cls->second == PlaceClass::country_word) word.country = std::string(row[2]);
    if (cls->second == PlaceClass::locative) word.weak = row[2] == "weak";
    if (cls->second == PlaceClass::noun) word.precision = std::string(row[2]);
    if (cls->second == PlaceClass::bearing || cls->second == PlaceClass::unit)
      word.value = number_in(row[2]);
    return std::nullopt;
  });
}

Result<PlaceTables> PlaceTables::load(const Files& files) {
  PlaceTables tables;
  if (Status problem = tables.load_countries(files)) return *problem;
  if (Status problem = tables.load_regions(files)) return *problem;
  if (Status problem = tables.load_words(files)) return *problem;
  return tables;
}

std::span<const KnownPlace> PlaceTables::find(std::string_view folded) const {
  const auto found = names_.find(folded);
  return found == names_.end() ? std::span<const KnownPlace>{}
                               : std::span<const KnownPlace>(found->second);
}

const CountryPlace* PlaceTables::country(std::string_view iso3) const {
  const auto found = by_iso3_.find(iso3);
  return found == by_iso3_.end() ? nullptr : &countries_[found->second];
}

std::string_view PlaceTables::noun_precision(std::string_view lower) const {
  const auto found = words_.find(lower);
  return found == words_.end() ? std::string_view{} : std::string_view(found->second.precision);
}

std::string_view PlaceTables::country_of_word(std::string_view lower) const {
  const auto found = words_.find(lower);
  return found == words_.end() ? std::string_view{} : std::string_view(found->second.country);
}

double PlaceTables::value(std::string_view lower) const {
  const auto found = words_.find(lower);
  return found == words_.end() ? 0 : found->second.value;
}

}  // namespace parley::knowledge
