#include "parley/mention/place_score.h"

#include <algorithm>
#include <cmath>

#include "parley/knowledge/gazetteer_keys.h"

namespace parley::mention {
namespace {

using knowledge::Feature;
using Kind = PlaceCandidate::Kind;

constexpr double kMetropolis = 1000000;
// What is not said weighs as much as so many votes: one word alone makes no report about a country.
constexpr double kUnsaidCountry = 0.7, kUnsaidUnit = 0.5;

double by_feature(const PlaceCandidate& c, const std::vector<PlaceCandidate>& all) {
  switch (c.feature) {
    case Feature::capital:
      return 1.5;
    case Feature::seat:
      return 0.4;
    case Feature::admin1: {
      // A state's name is the state's, a governorate's its town's; so is New York's.
      const bool has_city = std::any_of(all.begin(), all.end(), [&](const PlaceCandidate& other) {
        return other.kind == Kind::entry && other.main && other.country == c.country &&
               other.population > 0.05 * c.population &&
               (other.feature == Feature::capital ||
                (other.admin1 == c.index && other.index != c.index));
      });
      return knowledge::is_spelt_in_english(c.country) && !has_city ? 0.8 : -0.5;
    }
    case Feature::admin2:
      return c.main ? -0.8 : -2.3;
    case Feature::country:
    case Feature::place:
    case Feature::point:
      break;
  }
  // English names have few spellings: an alternate one is an old name or a slip.
  return !c.main && !c.short_form && c.rung == 1 && knowledge::is_spelt_in_english(c.country) ? -2.5
                                                                                              : 0;
}

// Countries and regions stand before the gazetteer's entries.
bool is_country_of(const std::vector<PlaceCandidate>& all, const PlaceCandidate& c) {
  for (const PlaceCandidate& other : all) {
    if (other.kind == Kind::entry) return false;
    if (other.kind == Kind::country && other.country == c.country) return true;
  }
  return false;
}

}  // namespace

double PlaceScorer::score(const PlaceSpan& span, const PlaceCandidate& c,
                          const std::vector<PlaceCandidate>& all, PlaceParts* parts) const {
  double points = 0;
  const auto add = [&](std::string_view why, double part) {
    points += part;
    if (parts != nullptr && part != 0) parts->emplace_back(why, part);
  };
  if (c.kind == Kind::country)
    add("a country", 6.5);
  else if (c.kind == Kind::region)
    add("a region", 5);
  else
    add("size", 0.55 * std::log10(c.population + 1));
  if (c.kind == Kind::entry)
    add("kind", by_feature(c, all) + (c.population > kMetropolis ? 0.6 : 0));
  if (c.kind == Kind::entry && c.feature != Feature::admin1 && c.feature != Feature::admin2)
    add("known abroad", 0.3 * std::log10(c.names));
  if (c.kind == Kind::entry && is_country_of(all, c)) add("its country's name", -4);
  if (c.main) add("its main name", 0.5);
  add("spelling", -0.5 * (c.rung - 1));
  const bool unit = c.feature == Feature::admin1 || c.feature == Feature::admin2;
  if (span.noun == "admin1") add("province said", unit ? 2.5 : c.kind == Kind::entry ? -1 : 0);
  if (span.noun == "place" || span.noun == "part")
    add("town said", unit ? -2 : c.kind == Kind::country ? -3 : 0.5);
  // "Red River" and Red River Parish
  if (span.noun == "nature" && unit && !c.main) add("nature said", -3);
  add("its country in the report", 3 * votes.country(c.country, span.key, kUnsaidCountry));
  add("its province in the report", 2.5 * votes.unit(c.admin1, span.key, kUnsaidUnit));
  if (c.kind == Kind::entry) {
    add("other names of its county", 1.4 * std::log1p(22 * support.county(c, span.key)));
    add("other names of its province", 0.4 * std::log1p(10 * support.province(c, span.key)));
  }
  add("distance", -distance_cost(span, c));
  return points;
}

// Far from all other places of the report.
double PlaceScorer::distance_cost(const PlaceSpan& span, const PlaceCandidate& c) const {
  if (c.kind != Kind::entry) return 0;
  double nearest = -1;
  for (const PlaceAnchor& anchor : anchors) {
    if (anchor.key == span.key) continue;
    const double km = knowledge::distance_km(c.lat, c.lon, anchor.lat, anchor.lon);
    if (nearest < 0 || km < nearest) nearest = km;
  }
  return nearest < 0 ? 0 : 0.45 * std::log10(1 + nearest / 10);
}

}  // namespace parley::mention
