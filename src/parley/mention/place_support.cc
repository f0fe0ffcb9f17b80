#include "parley/mention/place_support.h"

#include <algorithm>

namespace parley::mention {
namespace {

constexpr double kLeastChance = 0.002;  // less is not kept

// "Madison" and "Madison County" are one name, not two that agree.
bool is_part_of(const std::string& a, const std::string& b) {
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return longer.find(shorter) != std::string::npos;
}

}  // namespace

void UnitSupport::add(const std::string& key, std::span<const PlaceCandidate> candidates,
                      std::span<const double> chances) {
  const auto number = static_cast<std::uint32_t>(keys_.size());
  keys_.push_back(key);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const PlaceCandidate& c = candidates[i];
    if (c.kind != PlaceCandidate::Kind::entry || chances[i] < kLeastChance) continue;
    const Share share{number, c.index, chances[i]};
    if (c.admin2 != knowledge::kNoEntry) counties_[c.admin2].push_back(share);
    if (c.admin1 != knowledge::kNoEntry) provinces_[c.admin1].push_back(share);
  }
}

double UnitSupport::given(const Units& units, std::uint32_t unit, const PlaceCandidate& c,
                          const std::string& key) const {
  const auto found = units.find(unit);
  if (found == units.end()) return 0;
  double sum = 0;
  for (const Share& share : found->second)
    if (share.entry != c.index && !is_part_of(keys_[share.key], key)) sum += share.chance;
  return sum;
}

double UnitSupport::county(const PlaceCandidate& c, const std::string& key) const {
  return c.admin2 == knowledge::kNoEntry ? 0 : given(counties_, c.admin2, c, key);
}

double UnitSupport::province(const PlaceCandidate& c, const std::string& key) const {
  return c.admin1 == knowledge::kNoEntry ? 0 : given(provinces_, c.admin1, c, key);
}

}  // namespace parley::mention
