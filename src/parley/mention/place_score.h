// mention/place_score.h - how likely a candidate is the place that a name means: points for its size
// and kind, for what the report's other names point to, and for being near them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/mention/place_choice.h"
#include "parley/mention/place_support.h"
#include "parley/mention/place_votes.h"

namespace parley::mention {

inline constexpr double kSurePopulation = 200000;  // a place of this size is known by its name

struct PlaceAnchor {
  double lat = 0, lon = 0;
  std::string key;  // of the name that is placed there
};

class PlaceScorer {
 public:
  Votes votes;
  UnitSupport support;
  std::vector<PlaceAnchor> anchors;

  // `all`: the candidates of the name. Points differ by about 1 for a tenfold population. What they
  // are made of is added to `parts`, for those who ask why.
  double score(const PlaceSpan& span, const PlaceCandidate& c,
               const std::vector<PlaceCandidate>& all, PlaceParts* parts = nullptr) const;

 private:
  double distance_cost(const PlaceSpan& span, const PlaceCandidate& c) const;
};

}  // namespace parley::mention
