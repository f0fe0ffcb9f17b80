// knowledge/actors.h - who the parties of the world are, and what makes a party of a noun.
// Files     knowledge/actors/*.tsv; each says its columns, sources and licence in its first lines.
// Look-up   by name_key (knowledge/name_key.h): "u.n.", "UN" and "Un" are one key; whether a report
//           may mean an entry by a word in that letter case is the Alias's matter.
// Dates     days from and to, both included; a year alone in the file means all of it; absent: not
//           known, and never guessed.
// Cost      one pass over the files at load; look-ups are one hash each. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/date.h"
#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

enum class EntryKind : std::uint8_t { state, region, organisation, group, medium, ngo, person };

// How a spelling stands for its entry.
enum class AliasKind : std::uint8_t {
  name,
  adjective,  // "Syrian"
  people,     // "Syrians"
  capital,    // "Damascus": a government only where the sentence says so
  seat,       // "Kremlin"
  former,     // "Zaire"
  surname     // of a person: needs the report to know the country
};

struct Term {
  std::optional<Day> from, to;
  // Known to hold at `day`: an unknown end is open.
  bool holds(Day day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

struct Office {
  std::string_view code;   // "RUSGOV"
  std::string_view title;  // "foreign minister"; "" none
  Term term;
};

struct ActorEntry {
  EntryKind kind = EntryKind::state;
  std::string_view name;
  std::string_view code;       // of a person: "" (see offices)
  std::string_view adjective;  // of a state or region: "Syrian"
  Term term;
  std::vector<Office> offices;  // of a person, by the day they begin; those without days first
  std::string_view file;
  std::size_t line = 0;
};

struct Alias {
  std::uint32_t entry = 0;
  AliasKind kind = AliasKind::name;
  bool acronym = false;     // written in capitals throughout: matches only such words
  bool lower_case = false;  // may stand in the report without a capital
};

// A noun of a role or of a body (roles.tsv, institutions.tsv).
struct PartyNoun {
  std::string_view noun, sector;
  bool institution = false;  // else a person or people
  bool people = false;       // plural in sense: "troops"
  bool title = false, speaks = false, office = false, inherits = false, body = false, state = false;
  bool same = false, apart = false, sent = false;
  std::string_view file = {};
  std::size_t line = 0;
};

// A word before a noun that says which side it is of (sides.tsv).
struct Side {
  std::string_view word, sector, country, forces;
  bool ethnic = false;
  std::string_view file = {};
  std::size_t line = 0;
};

class ActorBook {
 public:
  static Result<ActorBook> load(const Files& files);

  std::span<const ActorEntry> entries() const { return entries_; }
  // The entries that a name_key may mean; empty when unknown.
  std::span<const Alias> named(std::string_view key) const;
  // Words of the longest key that starts with this word; 0 when none does.
  std::uint32_t longest_from(std::string_view first_word) const;
  // Persons whose surname (last word of a name_key) sounds like this.
  std::span<const std::uint32_t> sounding(std::string_view surname_skeleton) const;
  // By name_key of the singular; nullptr when unknown.
  const PartyNoun* noun(std::string_view key) const;
  const Side* side(std::string_view key) const;
  // Whether one person may be called by both nouns ("envoy", "mediator"): alike.tsv.
  bool alike(std::string_view one, std::string_view two) const;
  // How reports mostly call a person of this given name: "she", "he"; "" not known. given_names.tsv.
  std::string_view pronoun_of(std::string_view given_name_key) const;
  // A noun that shows whose conflict the report is about: conflict.tsv.
  bool of_conflict(std::string_view noun) const;
  // Whether the word is used so: usage.tsv ("accuse", "deal").
  bool used_as(std::string_view word, std::string_view what) const;
  // The state with this ISO-3 code; nullopt when none.
  std::optional<std::uint32_t> state(std::string_view iso3) const;

  // The office a person holds on the day; without a day or outside all terms the last one begun
  // before it, else the first. nullptr for an entry that is no person.
  static const Office* office_at(const ActorEntry& entry, std::optional<Day> day);

 private:
  template <class Value>
  using Map = std::unordered_map<std::string, Value>;

  Status load_countries(const Files& files);
  Status load_bodies(const Files& files, std::string_view name, EntryKind kind);
  Status load_people(const Files& files);
  Status load_nouns(const Files& files);
  Status load_usage(const Files& files);
  std::string surname_of(std::string_view name) const;
  std::uint32_t add_entry(const Row& row, EntryKind kind, std::string_view name,
                          std::string_view code);
  void add_alias(std::string_view spelling, std::uint32_t entry, AliasKind kind);
  void add_list(std::string_view field, std::uint32_t entry, AliasKind kind);

  std::vector<ActorEntry> entries_;
  Map<std::vector<Alias>> aliases_;
  Map<std::uint32_t> longest_;
  Map<std::vector<std::uint32_t>> sounds_;
  Map<PartyNoun> nouns_;
  Map<Side> sides_;
  Map<bool> usage_;  // word, tab, what
  Map<bool> conflict_;
  Map<std::string_view> given_;
  Map<std::vector<std::uint32_t>> classes_;  // role noun -> the lines of alike.tsv it is in
  Map<std::uint32_t> states_;
};

// The ISO-3 code at the front of an actor code ("SYRREB" -> "SYR"); "" for IGO..., NGO..., sectors.
std::string_view country_of(std::string_view code);
// "SYRREB" -> {"REB"}, "IGOUNO" -> {"IGO"}.
std::vector<std::string> sectors_of(std::string_view code);
// Whether the three letters are a sector and no country.
bool is_sector(std::string_view three);

// "2011", "2011-05", "2011-05-03": its first (or last) day; nullopt for "" and for no date.
std::optional<Day> first_day(std::string_view date);
std::optional<Day> last_day(std::string_view date);

}  // namespace parley::knowledge
