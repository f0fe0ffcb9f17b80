#include "parley/mention/place_candidates.h"

#include <algorithm>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/text/text.h"

namespace parley::mention {

using knowledge::Gazetteer;
using knowledge::KnownPlace;
using Kind = PlaceCandidate::Kind;

namespace {

constexpr double kKnownByNickname = 200000;
constexpr std::size_t kMostCandidates = 80;  // of one name; the smaller ones are left out

}  // namespace

PlaceCandidate PlaceFinder::entry(std::uint32_t index, int rung, bool main) const {
  const knowledge::GazetteerEntry& entry = knowledge_.gazetteer.at(index);
  PlaceCandidate found;
  found.kind = Kind::entry;
  found.index = index;
  found.rung = rung;
  found.main = main;
  found.country = entry.country_code();
  found.admin1 = entry.feature == knowledge::Feature::admin1 ? index : entry.admin1;
  found.admin2 = entry.feature == knowledge::Feature::admin2 ? index : entry.admin2;
  found.lat = entry.latitude();
  found.lon = entry.longitude();
  found.population = entry.population;
  const std::string_view names = knowledge_.gazetteer.names(index);
  found.names = 1 + static_cast<int>(std::count(names.begin(), names.end(), '\n'));
  found.feature = entry.feature;
  return found;
}

PlaceCandidate PlaceFinder::country(std::uint32_t index) const {
  const knowledge::CountryPlace& country = knowledge_.places.countries()[index];
  PlaceCandidate found;
  found.kind = Kind::country;
  found.index = index;
  found.main = true;
  found.country = country.iso3;
  found.lat = country.lat;
  found.lon = country.lon;
  found.population = country.population;
  found.feature = knowledge::Feature::country;
  return found;
}

void PlaceFinder::add_entries(char rung, std::string_view key, int level,
                              std::vector<PlaceCandidate>& out) const {
  std::vector<Gazetteer::Candidate> entries;
  knowledge_.gazetteer.find(rung, key, entries);
  for (const Gazetteer::Candidate& candidate : entries) {
    if (out.size() >= kMostCandidates) return;
    const bool known = std::any_of(out.begin(), out.end(), [&](const PlaceCandidate& other) {
      return other.kind == Kind::entry && other.index == candidate.entry;
    });
    if (known) continue;
    out.push_back(entry(candidate.entry, level, candidate.main));
    if (candidate.main) continue;
    const std::string_view name = knowledge_.gazetteer.name(candidate.entry);
    out.back().short_form = name.size() > key.size() && name[key.size()] == ' ' &&
                            ascii_lower(name.substr(0, key.size())) == key;
  }
}

std::vector<PlaceCandidate> PlaceFinder::find(const PlaceSpan& span) const {
  std::vector<PlaceCandidate> out;
  for (const KnownPlace& known : knowledge_.places.find(span.key)) {
    if (known.capitals && !span.capitals) continue;
    if (known.kind == KnownPlace::Kind::country) out.push_back(country(known.index));
    if (known.kind == KnownPlace::Kind::people && span.people) out.push_back(country(known.index));
    if (known.kind == KnownPlace::Kind::region) {
      const knowledge::RegionPlace& region = knowledge_.places.regions()[known.index];
      PlaceCandidate found;
      found.kind = Kind::region;
      found.index = known.index;
      found.main = true;
      found.country = region.country;
      found.lat = region.lat;
      found.lon = region.lon;
      found.population = 1e6;
      out.push_back(found);
    }
    if (known.kind == KnownPlace::Kind::abbreviation && (span.behind_comma || span.pointed)) {
      const knowledge::UnitAbbreviation& unit = knowledge_.places.abbreviations()[known.index];
      for (const PlaceCandidate& found : units_named(unit.unit, unit.country)) out.push_back(found);
    }
  }
  // "Ga." behind a comma is the state; "Georgia" there may be the state or the country.
  const bool unit = !out.empty() && out.front().kind == Kind::entry;
  if (span.people || (span.behind_comma && unit)) return out;
  if (span.noun == "nature" && span.tokens.end > span.name.end) return out;
  add_entries('1', span.key, 1, out);
  // "City of Richmond" may be a unit's name, and the town's.
  constexpr std::string_view kCityOf = "city of ";
  if (span.key.starts_with(kCityOf))
    add_entries('1', std::string_view(span.key).substr(kCityOf.size()), 1, out);
  // "Damascus province" may be a name of its own: a county, a governorate.
  if (span.tokens.end > span.name.end || span.noun == "admin1") {
    for (const char* word :
         {" province", " governorate", " county", " state", " region", " district"})
      if (span.noun == "admin1") add_entries('1', span.key + word, 1, out);
  }
  leave_nicknames(out);
  const std::string loose = knowledge::loose_name(span.key);
  if (out.empty()) {
    add_entries('2', loose, 2, out);
    if (loose != span.key) add_entries('1', loose, 2, out);
  }
  return out;
}

// Other names of English towns are nicknames and old names: where a town has it as its own, it is that.
void PlaceFinder::leave_nicknames(std::vector<PlaceCandidate>& out) const {
  if (std::none_of(out.begin(), out.end(), [](const PlaceCandidate& c) { return c.main; })) return;
  std::erase_if(out, [](const PlaceCandidate& c) {
    return c.kind == Kind::entry && !c.main && !c.short_form && c.rung == 1 &&
           c.feature != knowledge::Feature::admin1 && c.feature != knowledge::Feature::admin2 &&
           c.population < kKnownByNickname && knowledge::is_spelt_in_english(c.country);
  });
}

std::vector<PlaceCandidate> PlaceFinder::units_named(std::string_view unit,
                                                     std::string_view country) const {
  std::vector<PlaceCandidate> all, out;
  add_entries('1', knowledge::folded_name(unit), 1, all);
  for (const PlaceCandidate& found : all)
    if (found.feature == knowledge::Feature::admin1 && found.country == country)
      out.push_back(found);
  return out;
}

// The same consonants may be quite another word; few letters may differ in all.
bool PlaceFinder::is_close(std::string_view key, std::uint32_t index) const {
  const std::string loose = knowledge::loose_name(key);
  const std::size_t most = loose.size() / 3;
  for (const std::string_view name : split(knowledge_.gazetteer.names(index), '\n'))
    if (knowledge::edits_apart(loose, knowledge::loose_name(knowledge::folded_name(name)), most) <=
        most)
      return true;
  return false;
}

std::vector<PlaceCandidate> PlaceFinder::find_alike(std::string_view key,
                                                    std::span<const std::string> countries) const {
  std::vector<PlaceCandidate> out;
  const auto here = [&](const PlaceCandidate& found) {
    return std::find(countries.begin(), countries.end(), found.country) != countries.end();
  };
  const std::string sounded = knowledge::sounded_name(key);
  std::vector<PlaceCandidate> by_sound;
  if (sounded.size() >= 4) add_entries('3', sounded, 3, by_sound);
  for (const PlaceCandidate& found : by_sound)
    if (here(found)) out.push_back(found);
  if (!out.empty()) return out;
  const std::string bones = knowledge::bones_of_name(sounded);
  std::vector<PlaceCandidate> by_bones;
  if (bones.size() >= knowledge::kLeastBones) add_entries('4', bones, 4, by_bones);
  for (const PlaceCandidate& found : by_bones)
    if (here(found) && is_close(key, found.index)) out.push_back(found);
  return out;
}

}  // namespace parley::mention
