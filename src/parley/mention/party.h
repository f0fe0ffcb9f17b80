// mention/party.h - what one noun phrase says of whom it names, before the report is known as a
// whole: "the Syrian foreign ministry spokesman Jihad Makdissi", "rebels", "Damascus".
// Composition  nation or place × institution, role or side -> country + sector: "Russian foreign
//              ministry" RUSGOV, "opposition fighters" + Syria SYRREB, "FARC negotiators" COLREB.
//              What the words do not tell stays out of the code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "parley/mention/focus.h"
#include "parley/mention/name_matches.h"
#include "parley/mention/party_modifiers.h"
#include "parley/mention/report_words.h"

namespace parley::mention {

enum class PartyForm : std::uint8_t { name, described, adjective };

struct Party {
  Range tokens;  // without article
  std::uint32_t head = 0;
  PartyForm form = PartyForm::described;
  std::optional<std::uint32_t> entry;  // of the ActorBook
  std::string name, code, role, reason;
  std::string own_name;   // the name as it is written here; "" for short forms and descriptions
  std::string kind;       // as Actor::kind
  std::string noun;       // the role or institution noun, singular: "spokesman", "ministry"
  std::string body_code;  // code of the body that its modifiers name; "" none
  std::optional<std::uint32_t> body_entry;
  std::string body_name;     // "Free Syrian Army"
  bool weak_code = false;    // of an office that ended, in a report whose day is not known
  std::string past_country;  // of a person who holds no known office on the day
  bool definite = false;     // "the X", "its X"
  bool plural = false;
  bool inherits_country = false;  // the country is that of the report
  bool surname_only = false;
  bool sent = false;  // observers, peacekeepers: of the body that sent them
  bool bare = false;  // nothing but an article and the noun: "the ministry", "the group"
  std::string country() const;
};

class PartyReader {
 public:
  PartyReader(const ReportView& report, const ReportWords& words,
              const std::vector<NameMatch>& names, const Focus& focus,
              const std::vector<Place>& places);

  // The party that the noun phrase headed by the token names; nullopt for a phrase that names none
  // ("talks", "Tuesday") and for pronouns.
  std::optional<Party> read(std::uint32_t head) const;
  // A body's or side's noun before a noun that is no party: "government air raids", "rebel attack".
  std::optional<Party> read_modifier(std::uint32_t token) const;
  // The most likely entry behind a name: the one that the report's day and country fit, or the
  // nation named beside it; nullptr where none fits.
  const knowledge::Alias* choose(const NameMatch& name, std::string_view nation) const;
  // The name that covers the token (the longest one); nullptr when none does.
  const NameMatch* name_at(std::uint32_t token) const;
  // The token heads a noun phrase: it is no part of another name or compound.
  bool is_phrase_head(std::uint32_t token) const;
  // The noun phrase around its head: modifiers on the left, the name it is part of; no article.
  Range phrase(std::uint32_t head) const;

 private:
  struct NounFound {
    const knowledge::PartyNoun* noun = nullptr;
    Range tokens;
  };

  std::optional<Party> read_name(std::uint32_t head) const;
  std::optional<Party> read_known(Party party, const NameMatch& name,
                                  const knowledge::Alias& alias) const;
  std::optional<Party> read_unknown(Party party, const NameMatch& name) const;
  std::optional<Party> read_described(std::uint32_t head, int depth) const;
  // The longest noun of the book that starts at the token and ends at or before the head, or runs
  // over it ("ministry of defence").
  NounFound noun_from(std::uint32_t token, std::uint32_t head) const;
  NounFound noun_at(Range phrase, std::uint32_t head) const;
  PartyModifiers modifiers(Range left, std::uint32_t head) const;
  // Gives the end of the phrase with its "of ...".
  std::uint32_t add_right(PartyModifiers& found, std::uint32_t head, int depth) const;
  std::uint32_t add_object(PartyModifiers& found, std::uint32_t object,
                           std::string_view preposition, int depth) const;
  bool joins_parties(std::uint32_t token) const;
  std::uint32_t behind_possessive(Range left) const;
  std::uint32_t behind_count(std::uint32_t begin, std::uint32_t head) const;
  bool is_definite(std::uint32_t begin) const;
  Party as_entry(Party party, std::uint32_t entry) const;
  void settle_country(Party& party, const knowledge::PartyNoun& noun,
                      const PartyModifiers& found) const;
  bool is_hyphenated(std::uint32_t begin, std::uint32_t end, PartyModifiers& found,
                     const knowledge::Alias& alias) const;
  void add_entry(PartyModifiers& found, const NameMatch& name) const;
  std::string country_beside(std::uint32_t head, bool people) const;
  void take_body(Party& party, const PartyModifiers& found) const;
  bool is_dateline(Range name) const;
  bool is_inside_place(Range name) const;
  bool is_sole_bearer(const NameMatch& name, const knowledge::Alias& alias) const;
  void drop_lower_case(Party& party, std::uint32_t name) const;
  void add_titles(Party& party, Range left) const;
  std::string person_code(const knowledge::ActorEntry& entry) const;
  std::string past_code(const knowledge::ActorEntry& entry) const;
  const Place* place_at(std::uint32_t token) const;

  const ReportView& report_;
  const language::Parse& parse_;
  const knowledge::ActorBook& actors_;
  const ReportWords& words_;
  const std::vector<NameMatch>& names_;
  const Focus& focus_;
  const std::vector<Place>& places_;
  std::vector<std::uint32_t> name_of_;  // token -> index + 1 of the longest name around it
  std::unordered_set<std::string> located_, persons_;  // keys of unknown names of places, persons
  std::vector<std::uint32_t> place_of_;                // token -> index + 1 of the place there
};

// "fighters" -> "fighter", "militiamen" -> "militiaman", "ministries" -> "ministry".
std::string singular(std::string_view lower);

}  // namespace parley::mention
