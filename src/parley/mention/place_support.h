// mention/place_support.h - how much the names of a report speak for each other's units: a "Henry
// County" and a "Paris" have one place in common where each may be a dozen.
// Each name divides itself over the units of its candidates, by how likely each of them is; a unit
// gets what all names give it. A name does not speak for itself, nor for a name that it is part of.
// Cost: adding is linear in the candidates; asking of one, in what its unit got.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "parley/mention/place_choice.h"

namespace parley::mention {

class UnitSupport {
 public:
  // `chances` of the candidates, one each; in all 1 or less.
  void add(const std::string& key, std::span<const PlaceCandidate> candidates,
           std::span<const double> chances);
  // What other names than `key` give to the candidate's county, and to its province.
  double county(const PlaceCandidate& c, const std::string& key) const;
  double province(const PlaceCandidate& c, const std::string& key) const;

 private:
  struct Share {
    std::uint32_t key = 0;  // into keys_
    std::uint32_t entry = 0;
    double chance = 0;
  };
  using Units = std::unordered_map<std::uint32_t, std::vector<Share>>;
  double given(const Units& units, std::uint32_t unit, const PlaceCandidate& c,
               const std::string& key) const;

  std::vector<std::string> keys_;
  Units counties_, provinces_;
};

}  // namespace parley::mention
