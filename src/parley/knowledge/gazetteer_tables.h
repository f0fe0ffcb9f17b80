// knowledge/gazetteer_tables.h - the places that come with the program (countries, capitals,
// regions, seas; knowledge/places/ and the names of actors/countries.tsv) and the words that stand
// around names of places (places/words.tsv). Works without a gazetteer file. Immutable after load.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct CountryPlace {
  std::string iso3, iso2, name;
  std::uint64_t geonames = 0;
  double lat = 0, lon = 0;
  std::uint32_t population = 0;
  double area_km2 = 0;
  std::vector<std::string> neighbours;  // ISO-3
  std::string capital;                  // as GeoNames writes it
  std::uint64_t capital_geonames = 0;
};

struct RegionPlace {
  std::string name, kind, country;  // kind: continent region sea river lake mountain
  double lat = 0, lon = 0;
  std::uint64_t geonames = 0;  // 0: none known
};

// What a name is to these tables.
struct KnownPlace {
  enum class Kind { country, adjective, people, region, abbreviation } kind = Kind::country;
  std::uint32_t index = 0;  // into countries(), regions() or abbreviations()
  bool capitals = false;    // an acronym: "SADR" is a state, "Sadr" a man
};

struct UnitAbbreviation {
  std::string unit, country;
};

enum class PlaceClass : std::uint8_t {
  noun,          // "town", "province", "airport"
  locative,      // "in", "near"
  partitive,     // "northern", "downtown"
  parent,        // "suburb": of the place that follows
  bearing,       // "north-east": value in degrees
  unit,          // "km": value in kilometres
  speech,        // "say", "urge": a place that does it is a government
  org_noun,      // "university": makes a name that of a body
  person_noun,   // "President": what follows is a person
  blocked,       // "March", "Reading": almost never a place
  place_verb,    // "overrun", "visit": its object is a place
  attack_noun,   // "raid", "siege": what it is on is a place
  depart_verb,   // "leave" for a place
  beside_noun,   // "border" with a place
  country_word,  // "sheriff", "lakh": value the country whose news has it
  event_noun,    // "talks": what a place in front of it is the scene of ("the Geneva talks")
};

class PlaceTables {
 public:
  static Result<PlaceTables> load(const Files& files);

  std::span<const CountryPlace> countries() const { return countries_; }
  std::span<const RegionPlace> regions() const { return regions_; }
  std::span<const UnitAbbreviation> abbreviations() const { return abbreviations_; }
  // By a name made by folded_name; abbreviations ("ky") by their letters without points.
  std::span<const KnownPlace> find(std::string_view folded) const;
  const CountryPlace* country(std::string_view iso3) const;
  // Whether a folded name is that of a state or province that has an abbreviation: "texas".
  bool is_unit_name(std::string_view folded) const { return units_.contains(folded); }

  bool is(std::string_view lower, PlaceClass cls) const {
    const auto found = words_.find(lower);
    return found != words_.end() && (found->second.classes >> static_cast<unsigned>(cls) & 1u) != 0;
  }
  // Whether a locative is one that persons and bodies have too ("to", "from").
  bool is_weak(std::string_view lower) const {
    const auto found = words_.find(lower);
    return found != words_.end() && found->second.weak;
  }
  // "place", "part", "admin1", "country", "point", "nature", "spot", "street", "building" of a noun; "" for other words.
  std::string_view noun_precision(std::string_view lower) const;
  // ISO-3 of the country whose news has this word ("sheriff"); "" for other words.
  std::string_view country_of_word(std::string_view lower) const;
  // Degrees of a bearing, kilometres of a unit; 0 for other words.
  double value(std::string_view lower) const;

 private:
  struct Word {
    std::uint32_t classes = 0;
    std::string precision, country;
    double value = 0;
    bool weak = false;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <class T>
  using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  Status load_countries(const Files& files);
  Status load_regions(const Files& files);
  Status load_words(const Files& files);
  void add_name(std::string_view name, KnownPlace known);

  std::vector<CountryPlace> countries_;
  std::vector<RegionPlace> regions_;
  std::vector<UnitAbbreviation> abbreviations_;
  Map<std::vector<KnownPlace>> names_;
  Map<std::uint32_t> by_iso3_;
  Map<std::string> units_;  // country by the folded name
  Map<Word> words_;
};

}  // namespace parley::knowledge
