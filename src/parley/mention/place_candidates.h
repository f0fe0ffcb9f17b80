// mention/place_candidates.h - the places that a name may be.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "parley/knowledge/knowledge.h"
#include "parley/mention/place_choice.h"

namespace parley::mention {

class PlaceFinder {
 public:
  explicit PlaceFinder(const knowledge::Knowledge& knowledge) : knowledge_(knowledge) {}

  // By the exact name and, where nothing has it, without articles and spaces.
  std::vector<PlaceCandidate> find(const PlaceSpan& span) const;
  // What sounds like it in these countries: keys by sound, then the same consonants.
  std::vector<PlaceCandidate> find_alike(std::string_view key,
                                         std::span<const std::string> countries) const;
  // The unit that an abbreviation stands for ("Ky").
  std::vector<PlaceCandidate> units_named(std::string_view unit, std::string_view country) const;

  PlaceCandidate entry(std::uint32_t index, int rung, bool main) const;
  PlaceCandidate country(std::uint32_t index) const;

 private:
  bool is_close(std::string_view key, std::uint32_t index) const;
  void add_entries(char rung, std::string_view key, int level,
                   std::vector<PlaceCandidate>& out) const;
  void leave_nicknames(std::vector<PlaceCandidate>& out) const;
  const knowledge::Knowledge& knowledge_;
};

}  // namespace parley::mention
