#include "parley/mention/coref.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "parley/knowledge/name_key.h"
#include "parley/mention/coref_pairs.h"
#include "parley/mention/coref_pronouns.h"
#include "parley/mention/coref_syntax.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using language::Parse;
using language::Token;

constexpr std::uint32_t kNounSentences = 60;  // a description may reach over most of a report

std::string last_word(std::string_view noun) {
  const std::size_t blank = noun.rfind(' ');
  return std::string(blank == std::string_view::npos ? noun : noun.substr(blank + 1));
}

bool has_word(std::string_view name, std::string_view word) {
  const std::string key = " " + knowledge::name_key(name) + " ";
  return key.find(" " + std::string(word) + " ") != std::string::npos;
}

// One code may be the other with less known: "NGO" and "SYRNGO".
bool code_fits(std::string_view one, std::string_view two) {
  if (one.empty() || two.empty() || one == two) return true;
  const auto bare = [](std::string_view code) { return knowledge::country_of(code).empty(); };
  return (bare(one) && two.ends_with(one)) || (bare(two) && one.ends_with(two));
}

// "the militia" is no government, "the watchdog" no rebel army.
bool sector_fits(const Party& party, const Party& body) {
  // "the group", "the movement": no state's army, ministry, court or press.
  if (body.code.size() < 3) return true;
  if (party.code.size() < 3) {
    static constexpr std::array<std::string_view, 6> kOfStates = {"MIL", "GOV", "COP",
                                                                  "JUD", "MED", "SPY"};
    return !one_of(std::string_view(body.code).substr(body.code.size() - 3), kOfStates);
  }
  const std::string_view own = std::string_view(party.code).substr(party.code.size() - 3);
  const std::string_view other = std::string_view(body.code).substr(body.code.size() - 3);
  const auto armed = [](std::string_view sector) {
    return sector == "REB" || sector == "UAF" || sector == "OPP";
  };
  return own == other || (armed(own) && armed(other)) || body.code.starts_with(own);
}

// "The army" is no Liberation Army's, "the president" no rebel leader: a state's office or force and who
// bears arms against it.
bool are_opponents(std::string_view one, std::string_view two) {
  const auto has = [](std::string_view code, std::initializer_list<std::string_view> sectors) {
    return std::any_of(sectors.begin(), sectors.end(),
                       [&](std::string_view sector) { return code.ends_with(sector); });
  };
  return (has(one, {"MIL", "COP"}) && has(two, {"REB", "UAF"})) ||
         (has(two, {"MIL", "COP"}) && has(one, {"REB", "UAF"})) ||
         (has(one, {"GOV"}) && has(two, {"REB", "UAF"})) ||
         (has(two, {"GOV"}) && has(one, {"REB", "UAF"}));
}

class Resolver {
 public:
  Resolver(const ReportView& report, const Focus& focus, std::vector<Party>& parties,
           PartyChains& chains)
      : parse_(report.parse),
        actors_(report.knowledge.actors),
        parties_(parties),
        chains_(chains),
        pronouns_(report, parties, chains),
        pairs_(report, focus, parties, chains, links_) {}

  std::vector<PronounLink> run();

 private:
  void resolve_description(std::uint32_t party);
  void note_sender(std::uint32_t party);
  bool holds_like(const Party& described, const Party& person) const;
  void look_ahead(std::uint32_t party);
  void note_owner(std::uint32_t pronoun, std::uint32_t owner);
  std::optional<std::uint32_t> named_like(const Party& party, std::uint32_t before) const;
  double prominence(std::uint32_t party, std::uint32_t before) const;
  bool is_beside(std::uint32_t party, std::uint32_t before) const;

  const Parse& parse_;
  const knowledge::ActorBook& actors_;
  std::vector<Party>& parties_;
  PartyChains& chains_;
  PronounResolver pronouns_;
  std::vector<PronounLink> links_;
  PairResolver pairs_;
};

// The chain before `before` that a bare or modified description means.
std::optional<std::uint32_t> Resolver::named_like(const Party& party, std::uint32_t before) const {
  const std::string noun = last_word(party.noun);
  const bool person = party.kind == "role";
  std::optional<std::uint32_t> second;
  double most = 0;
  for (std::uint32_t j = before; j-- > 0;) {
    const Party& earlier = parties_[j];
    const Party& best = chains_.best(j);
    if (parse_.tokens[party.head].sentence - parse_.tokens[earlier.head].sentence > kNounSentences)
      break;
    if (earlier.form == PartyForm::adjective && best.kind != "organisation") continue;
    if (chains_.root(j) == chains_.root(before)) continue;
    if (!party.inherits_country && !code_fits(party.code, best.code)) continue;
    if (person) {
      if (best.kind != "person" && best.kind != "role") continue;
      if (best.plural || earlier.plural || are_opponents(party.code, best.code)) continue;
      const std::string role = last_word(best.role.empty() ? best.noun : best.role);
      if (!role.empty() && (role == noun || role == party.noun)) return j;
      if (!second && best.kind == "person" && holds_like(party, best)) second = j;
      continue;
    }
    if (best.kind != "organisation" && best.kind != "state") continue;
    if (are_opponents(party.code, best.code) || is_beside(j, before)) continue;
    if (best.kind == "organisation" && (has_word(best.name, noun) || last_word(best.noun) == noun))
      return j;
    const bool body = actors_.used_as(party.noun, "body") && best.form == PartyForm::name &&
                      best.kind == "organisation" && !best.code.empty() && sector_fits(party, best);
    if (!body) continue;
    const double score = prominence(j, before);
    if (second && score <= most) continue;
    second = j;
    most = score;
  }
  return second;
}

// How likely "the group" means this body: near, a subject, named often.
double Resolver::prominence(std::uint32_t party, std::uint32_t before) const {
  const Token& head = parse_.tokens[parties_[party].head];
  int seen = 0;
  for (std::uint32_t i = 0; i < before; ++i)
    if (chains_.root(i) == chains_.root(party)) ++seen;
  return -0.7 * (parse_.tokens[parties_[before].head].sentence - head.sentence) +
         (is_subject(head.dep) ? 1.0 : 0.0) + std::log(1.0 + seen);
}

// "X accused the army": they are two.
bool Resolver::is_beside(std::uint32_t party, std::uint32_t before) const {
  const std::vector<std::uint32_t> subjects = subjects_beside(parse_, parties_[before].head);
  return std::any_of(subjects.begin(), subjects.end(), [&](std::uint32_t subject) {
    const std::uint32_t* other = chains_.at(subject);
    if (other == nullptr) return false;
    const Party& doer = chains_.best(*other);
    const Party& body = chains_.best(party);
    return chains_.root(*other) == chains_.root(party) ||
           (doer.body_entry && doer.body_entry == body.entry);
  });
}

// Observers, peacekeepers, a mission: of the last international body named before, else after.
void Resolver::note_sender(std::uint32_t index) {
  const auto sends = [&](std::uint32_t j) {
    return j != index && parties_[j].entry && parties_[j].kind == "organisation" &&
           parties_[j].code.starts_with("IGO");
  };
  std::optional<std::uint32_t> sender;
  for (std::uint32_t j = index; j-- > 0 && !sender;)
    if (sends(j)) sender = j;
  for (std::uint32_t j = index + 1; j < parties_.size() && !sender; ++j)
    if (sends(j)) sender = j;
  if (!sender) return;
  Party& party = parties_[index];
  party.code = parties_[*sender].code;
  party.body_entry = parties_[*sender].entry;
  party.reason = "sent by " + parties_[*sender].name;
}

// Whether the person has, or by the knowledge once had, an office that the noun may stand for.
bool Resolver::holds_like(const Party& described, const Party& person) const {
  const std::string noun = last_word(described.noun);
  const auto like = [&](std::string_view role) {
    return !role.empty() &&
           (actors_.alike(described.noun, role) || actors_.alike(noun, last_word(role)));
  };
  if (like(person.role)) return true;
  if (!person.entry) return false;
  const auto& offices = actors_.entries()[*person.entry].offices;
  return std::any_of(offices.begin(), offices.end(), [&](const knowledge::Office& office) {
    return like(office.title) && (described.code.empty() || described.code == office.code);
  });
}

// A headline's "Insurgent commander", a lead's "the head of the Front": the one person named later
// who has that code and such an office.
void Resolver::look_ahead(std::uint32_t index) {
  const Party& party = parties_[index];
  if (party.kind != "role" || party.form != PartyForm::described || party.plural) return;
  if (party.code.size() < 6 || chains_.is_named(index)) return;
  const bool headline = parse_.tokens[party.head].sentence < 2;
  if (!party.definite && !headline) return;
  std::optional<std::uint32_t> found;
  for (std::uint32_t j = 0; j < parties_.size(); ++j) {
    const Party& best = chains_.best(j);
    if (best.kind != "person" || best.form != PartyForm::name || best.code != party.code) continue;
    if (!holds_like(party, best)) continue;
    if (found && chains_.root(*found) != chains_.root(j)) return;
    found = j;
  }
  if (found) chains_.unite(index, *found, "");
}

void Resolver::resolve_description(std::uint32_t index) {
  const Party party = parties_[index];
  if (party.sent && party.code.empty()) return note_sender(index);
  if (party.form != PartyForm::described || party.entry || !party.definite || party.plural) return;
  if (party.kind != "role" && party.kind != "organisation") return;
  if (chains_.root(index) != index) return;  // already joined by a surer sieve
  if (party.kind == "organisation" && !party.bare && !party.country().empty() &&
      !party.inherits_country)
    return;
  const auto earlier = named_like(party, index);
  if (!earlier) return;
  const std::uint32_t chain = chains_.root(*earlier);
  if (chains_.unite(*earlier, index, "the " + party.noun + ": " + chains_.best(*earlier).name))
    pronouns_.note_joined(chain, index);
}

// "his aides", "its leader", "their fighters": whose they are gives country or body.
void Resolver::note_owner(std::uint32_t pronoun, std::uint32_t owner) {
  const std::uint32_t* owned = chains_.at(parse_.tokens[pronoun].head);
  if (owned == nullptr) return;
  Party& party = parties_[*owned];
  const Party& whose = chains_.best(owner);
  const knowledge::PartyNoun* noun = actors_.noun(party.noun);
  if (noun == nullptr || noun->apart || party.entry || party.form == PartyForm::name) return;
  const bool open = party.code.empty() || party.code.size() == 3 || party.inherits_country;
  if (!open || whose.code.empty()) return;
  const std::string country(knowledge::country_of(whose.code));
  const bool governs = whose.code == country + "GOV";
  const std::string sector = party.code.empty() ? "" : party.code.substr(party.code.size() - 3);
  if (noun->body || noun->speaks || sector.empty() || !governs)
    party.code = sector == "CVL" || sector == "REF" ? country + sector : whose.code;
  else
    party.code = country + sector;
  // Nor is it called by the report's country any longer: "Russian drones".
  if (party.inherits_country) party.name = std::string(parse_.text_of(party.tokens));
  party.inherits_country = false;
  if (whose.entry) party.body_entry = whose.entry;
  party.reason += ", " + std::string(parse_.tokens[pronoun].lower) + " is " + whose.name;
}

std::vector<PronounLink> Resolver::run() {
  std::uint32_t next = 0;
  for (std::uint32_t t = 0; t < parse_.tokens.size(); ++t) {
    while (next < parties_.size() && parties_[next].head <= t) resolve_description(next++);
    auto link = pronouns_.resolve(t);
    if (!link) link = pairs_.resolve(t);
    if (!link) continue;
    if (parse_.tokens[t].tag == "PRP$" && link->parties.size() == 1)
      note_owner(t, link->parties[0]);
    links_.push_back(std::move(*link));
  }
  while (next < parties_.size()) resolve_description(next++);
  for (std::uint32_t i = 0; i < parties_.size(); ++i) look_ahead(i);
  return std::move(links_);
}

}  // namespace

std::vector<PronounLink> resolve_references(const ReportView& report, const Focus& focus,
                                            std::vector<Party>& parties, PartyChains& chains) {
  return Resolver(report, focus, parties, chains).run();
}

}  // namespace parley::mention
