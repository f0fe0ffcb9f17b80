// mention/place_votes.h - which countries and units the names of a report point to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parley/knowledge/gazetteer.h"

namespace parley::mention {

// What the report's places and adjectives point to. A name's own votes do not count for it.
class Votes {
 public:
  void add_country(std::string_view iso3, double weight, const std::string& key) {
    if (iso3.empty()) return;
    countries_[std::string(iso3)] += weight;
    country_sum_ += weight;
    Own& own = own_[key];
    own.countries[std::string(iso3)] += weight;
    own.country_sum += weight;
  }
  void add_unit(std::uint32_t unit, double weight, const std::string& key) {
    if (unit == knowledge::kNoEntry) return;
    units_[unit] += weight;
    unit_sum_ += weight;
    Own& own = own_[key];
    own.units[unit] += weight;
    own.unit_sum += weight;
  }
  // Shares, 0 to 1, without what `key` itself gave; `more` votes for nothing make all of them smaller.
  double country(std::string_view iso3, const std::string& key, double more = 0) const {
    const Own* own = own_of(key);
    const double sum = country_sum_ - (own != nullptr ? own->country_sum : 0);
    const std::string code(iso3);
    return sum < 0.01 ? 0
                      : (at(countries_, code) - (own != nullptr ? at(own->countries, code) : 0)) /
                            (sum + more);
  }
  double unit(std::uint32_t entry, const std::string& key, double more = 0) const {
    const Own* own = own_of(key);
    const double sum = unit_sum_ - (own != nullptr ? own->unit_sum : 0);
    return sum < 0.01
               ? 0
               : (at(units_, entry) - (own != nullptr ? at(own->units, entry) : 0)) / (sum + more);
  }
  double share(const std::string& iso3) const {
    return country_sum_ > 0 ? at(countries_, iso3) / country_sum_ : 0;
  }
  const std::unordered_map<std::string, double>& countries() const { return countries_; }
  double country_sum() const { return country_sum_; }

 private:
  struct Own {
    std::unordered_map<std::string, double> countries;
    std::unordered_map<std::uint32_t, double> units;
    double country_sum = 0, unit_sum = 0;
  };
  template <class Map, class Key>
  static double at(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? 0 : found->second;
  }
  const Own* own_of(const std::string& key) const {
    const auto found = own_.find(key);
    return found == own_.end() ? nullptr : &found->second;
  }
  std::unordered_map<std::string, double> countries_;
  std::unordered_map<std::uint32_t, double> units_;
  std::unordered_map<std::string, Own> own_;
  double country_sum_ = 0, unit_sum_ = 0;
};

}  // namespace parley::mention
