// knowledge/gazetteer.h - places by name: one file made at set-up by apps/gazetteer, mapped into
// memory, nothing read until a name is asked for.
//
//   header | entries | strings | slots (hash of a name -> postings) | postings (entries of a name)
//
// Content   GeoNames places of 500 people and more with their Latin alternate names, and the
//           administrative units of two levels; what users add (their own GeoNames dump or CSV).
// Names     looked up by the ladder of gazetteer_keys.h; candidates come with the largest first.
// Errors    a missing or foreign file: not_found, bad_format; the message says what to do. Without
//           the file, countries, capitals and regions of knowledge/places/ still work.
// Cost      open: one mmap (< 1 ms); a look-up: one hash and one or two cache lines. Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"

namespace parley::knowledge {

enum class Feature : std::uint8_t { country, capital, seat, place, admin1, admin2, point };

inline constexpr std::uint32_t kNoEntry = 0xFFFFFFFFu;

// As it lies in the file; little-endian.
struct GazetteerEntry {
  std::int32_t lat = 0, lon = 0;                       // degrees * 100,000
  std::uint32_t geonames = 0;                          // 0: none
  std::uint32_t population = 0;                        // of a unit: of the places in it
  std::uint32_t admin1 = kNoEntry, admin2 = kNoEntry;  // entries of the units it lies in
  std::uint32_t names = 0;      // offset of its names: lines, the first is the one to show
  char country[3] = {0, 0, 0};  // ISO-3
  Feature feature = Feature::place;

  double latitude() const { return lat / 100000.0; }
  double longitude() const { return lon / 100000.0; }
  std::string_view country_code() const { return {country, country[0] == 0 ? 0u : 3u}; }
};
static_assert(sizeof(GazetteerEntry) == 32);

class Gazetteer {
 public:
  Gazetteer() = default;  // knows nothing
  static Result<Gazetteer> open(const std::filesystem::path& file);
  // ../share/parley/gazetteer.bin beside the running program.
  static std::filesystem::path default_file();

  bool empty() const { return entries_.empty(); }
  std::span<const GazetteerEntry> entries() const { return entries_; }
  const GazetteerEntry& at(std::uint32_t entry) const { return entries_[entry]; }
  std::string_view name(std::uint32_t entry) const;
  // All names of an entry, one a line.
  std::string_view names(std::uint32_t entry) const;

  struct Candidate {
    std::uint32_t entry = 0;
    bool main = false;  // by the name it is shown with, not an alternate one
  };
  // Rung '1' folded, '2' loose, '3' sounded, '4' bones; `key` made by gazetteer_keys.h. Largest population
  // first.
  void find(char rung, std::string_view key, std::vector<Candidate>& out) const;
  bool has(char rung, std::string_view key) const;
  // Entries of one country, as numbers.
  std::span<const std::uint32_t> of_country(std::string_view iso3) const;

  // A place from outside the file, for the writer.
  struct Source {
    GazetteerEntry entry;
    std::vector<std::string> names;  // the first is the one to show
  };
  // The bytes of a gazetteer file. Names of English-speaking countries are not indexed by sound:
  // they are no transliterations. admin1 and admin2 are indices into `sources`.
  static std::string write(std::span<const Source> sources);

 private:
  struct Header;
  struct Slot;
  struct Country;
  std::shared_ptr<const void> map_;
  std::span<const GazetteerEntry> entries_;
  std::string_view strings_;
  std::span<const Slot> slots_;
  std::span<const std::uint32_t> postings_;
  std::span<const Country> countries_;
  std::span<const std::uint32_t> by_country_;
};

// Kilometres between two points, on a sphere.
double distance_km(double lat1, double lon1, double lat2, double lon2);

}  // namespace parley::knowledge
