#include "parley/mention/party_chains.h"

#include <algorithm>

#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::name_key;
using knowledge::same_sound;
using language::Token;

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  const std::string key = name_key(name);
  for (const std::string_view word : split(key, ' '))
    if (!word.empty()) out.emplace_back(word);
  return out;
}

bool is_one_of_particles(const std::string& word) {
  return word == "of" || word == "the" || word == "for" || word == "and" || word == "in" ||
         word == "de" || word == "al" || word == "el";
}

// "SNC" from "Syrian National Council": each letter begins a word, in order; small words may be
// passed over.
bool abbreviates(std::string_view letters, const std::vector<std::string>& words) {
  std::size_t at = 0;
  for (const std::string& word : words) {
    if (at < letters.size() && word[0] == letters[at])
      ++at;
    else if (!is_one_of_particles(word))
      return at == letters.size() && at >= 2;
  }
  return at == letters.size();
}

}  // namespace

PartyChains::PartyChains(const ReportView& report, const ReportWords& words,
                         std::vector<Party>& parties)
    : report_(report), words_(words), parties_(parties) {
  for (std::uint32_t i = 0; i < parties.size(); ++i) {
    parent_.push_back(i);
    best_.push_back(i);
    by_head_.emplace(parties[i].head, i);
  }
  join_same_names();
  join_short_forms();
  join_appositions();
  join_name_parts();
  join_surnames();
  join_same_descriptions();
}

std::uint32_t PartyChains::root(std::uint32_t party) const {
  while (parent_[party] != party) party = parent_[party];
  return party;
}

const std::uint32_t* PartyChains::at(std::uint32_t token) const {
  const auto found = by_head_.find(token);
  return found == by_head_.end() ? nullptr : &found->second;
}

bool PartyChains::is_named(std::uint32_t party) const {
  return best(party).form == PartyForm::name;
}

int PartyChains::worth(const Party& party) const {
  if (party.entry) return 1000;
  if (party.form != PartyForm::name) return party.code.empty() ? 1 : 2;
  const int words = static_cast<int>(std::count(party.name.begin(), party.name.end(), ' '));
  return (party.surname_only ? 10 : 100) + words;
}

bool PartyChains::unite(std::uint32_t earlier, std::uint32_t later, std::string reason) {
  std::uint32_t a = root(earlier), b = root(later);
  if (a == b) return true;
  Party& one = parties_[best_[a]];
  Party& two = parties_[best_[b]];
  if (one.entry && two.entry && *one.entry != *two.entry) return false;
  const bool person_one = one.kind == "person", person_two = two.kind == "person";
  const bool body_one = one.kind == "organisation" || one.kind == "state";
  const bool body_two = two.kind == "organisation" || two.kind == "state";
  if ((person_one && body_two) || (person_two && body_one)) return false;
  if (!reason.empty()) parties_[later].reason = std::move(reason);
  if (b < a) std::swap(a, b);
  const std::uint32_t keep =
      worth(parties_[best_[b]]) > worth(parties_[best_[a]]) ? best_[b] : best_[a];
  const std::uint32_t other = keep == best_[a] ? best_[b] : best_[a];
  parent_[b] = a;
  best_[a] = keep;
  describe(keep, other);
  return true;
}

// What a description tells of a name that the knowledge has not.
void PartyChains::describe(std::uint32_t name, std::uint32_t description) {
  Party& to = parties_[name];
  const Party& from = parties_[description];
  const bool open =
      to.code.empty() || to.weak_code || (to.inherits_country && !from.inherits_country);
  const bool learn_code =
      (!to.entry || to.kind == "person") && open && !from.code.empty() &&
      !(to.weak_code && (from.inherits_country || knowledge::country_of(from.code).empty()));
  if (learn_code) {
    to.code = from.code;
    to.inherits_country = from.inherits_country;
  }
  if (to.role.empty() && !from.role.empty()) to.role = from.role;
  if (to.noun.empty()) to.noun = from.noun;
  if (to.body_code.empty() && !to.body_entry) {
    to.body_code = from.body_code;
    to.body_entry = from.body_entry;
    to.body_name = from.body_name;
  }
  if (to.kind == "organisation" && !to.entry && from.kind == "role") to.kind = "person";
}

void PartyChains::join_same_names() {
  std::unordered_map<std::uint32_t, std::uint32_t> by_entry;
  std::unordered_map<std::string, std::uint32_t> by_name;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const Party& party = parties_[i];
    if (party.entry) {
      const auto [found, fresh] = by_entry.emplace(*party.entry, i);
      if (!fresh) unite(found->second, i, "");
    } else if (party.form == PartyForm::name && !party.surname_only) {
      const auto [found, fresh] = by_name.emplace(name_key(party.name), i);
      if (!fresh) unite(found->second, i, "");
    }
  }
}

// "the Justice and Equality Movement (JEM)".
void PartyChains::join_short_forms() {
  const auto& tokens = report_.parse.tokens;
  std::unordered_map<std::string, std::uint32_t> short_forms;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const Party& party = parties_[i];
    if (party.kind == "person") continue;
    const std::uint32_t open = party.tokens.end;
    if (open + 2 >= tokens.size() || tokens[open].text != "(" || tokens[open + 2].text != ")")
      continue;
    const std::string letters = name_key(tokens[open + 1].text);
    if (letters.size() < 2 || letters.size() > 8) continue;
    const bool all_upper =
        std::none_of(tokens[open + 1].text.begin(), tokens[open + 1].text.end(), is_ascii_lower);
    const bool fits = abbreviates(letters, words_of(party.name)) ||
                      abbreviates(letters, words_of(words_.key_of(party.tokens)));
    // "BEIRUT (AP)": letters that do not abbreviate the words must at least be nobody else's.
    const std::uint32_t* own = at(open + 1);
    const bool taken =
        own != nullptr && parties_[*own].entry && parties_[*own].entry != party.entry;
    if (fits || (all_upper && !taken && party.kind == "organisation"))
      short_forms.emplace(letters, i);
  }
  if (short_forms.empty()) return;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const auto found = short_forms.find(words_.key_of(parties_[i].tokens));
    if (found == short_forms.end() || found->second == i) continue;
    // What the report itself says a short form means goes before what the knowledge has.
    if (parties_[i].entry && parties_[found->second].entry != parties_[i].entry &&
        parties_[i].form == PartyForm::name) {
      const Party& whole = best(found->second);
      Party& party = parties_[i];
      party.entry = whole.entry;
      party.name = whole.name;
      party.code = whole.code;
      party.kind = whole.kind;
    }
    unite(found->second, i, "short form given in brackets");
  }
}

// "Riad al-Asaad, the head of the Free Syrian Army", "the group, known as X".
void PartyChains::join_appositions() {
  const auto& parse = report_.parse;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const Token& head = parse.tokens[parties_[i].head];
    if (head.dep != "appos") continue;
    const std::uint32_t* other = at(head.head);
    if (other == nullptr) continue;
    const Party& one = parties_[*other];
    const Party& two = parties_[i];
    if (one.form == PartyForm::name && two.form == PartyForm::name && one.kind != "role") continue;
    if (one.plural != two.plural && one.form != PartyForm::name && two.form != PartyForm::name)
      continue;
    if (one.kind == "people" || two.kind == "people") continue;
    // "Damascus, the government said": two parties beside each other are no apposition.
    unite(std::min(*other, i), std::max(*other, i),
          "apposition of " + std::string(parse.text_of(one.tokens)));
  }
}

void PartyChains::join_surnames() {
  struct Bearer {
    std::string first, last;
    std::uint32_t party;
  };
  std::vector<Bearer> bearers;
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (best(i).kind != "person" || parties_[i].form != PartyForm::name || parties_[i].surname_only)
      continue;
    const auto words = words_of(parties_[i].name);
    if (words.size() < 2) continue;
    const auto same = std::find_if(bearers.begin(), bearers.end(), [&](const Bearer& b) {
      return same_sound(b.last, words.back()) && same_sound(b.first, words.front());
    });
    if (same != bearers.end() && root(same->party) != root(i))
      unite(same->party, i, "spelling of " + parties_[same->party].name);
    bearers.push_back({words.front(), words.back(), i});
  }
  for (std::uint32_t i = 0; i < size(); ++i) {
    Party& party = parties_[i];
    if (party.form != PartyForm::name || party.kind == "state") continue;
    const std::string own = words_.key_of(party.tokens);
    const auto words = words_of(party.surname_only ? own : party.name);
    if (words.empty()) continue;
    const bool single = party.surname_only || (!party.entry && words.size() == 1);
    if (!single) continue;
    const std::string& last = words.back();
    const Bearer* found = nullptr;
    bool exact = false, clear = true;
    for (const Bearer& bearer : bearers) {
      const bool same = bearer.last == last;
      if (!same && (exact || !same_sound(bearer.last, last))) continue;
      if (same && !exact) {
        found = nullptr;  // letter for letter goes before sound
        clear = true;
      }
      exact = exact || same;
      if (found != nullptr && root(found->party) != root(bearer.party)) clear = false;
      // Of several bearers the one that the knowledge means, else the first that the report names.
      const bool known = party.entry && parties_[bearer.party].entry == party.entry;
      if (found == nullptr || known) found = &bearer;
    }
    if (found == nullptr) continue;
    if (!clear && !exact) continue;
    party.kind = "person";
    if (root(found->party) == root(i)) continue;
    // The report's own bearer of the surname, not the one that the knowledge knows.
    party.entry.reset();
    parent_[i] = i;
    best_[i] = i;
    unite(found->party, i, "surname of " + parties_[found->party].name);
  }
  // Surnames alone, twice.
  std::unordered_map<std::string, std::uint32_t> alone;
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (!parties_[i].surname_only || parties_[i].entry || root(i) != i) continue;
    const auto [first, fresh] = alone.emplace(name_key(parties_[i].name), i);
    if (!fresh) unite(first->second, i, "");
  }
}

// "the Observatory", "the Coordination" after the body's whole name.
void PartyChains::join_name_parts() {
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (parties_[i].form != PartyForm::name || parties_[i].entry) continue;
    const auto words = words_of(parties_[i].name);
    if (words.size() != 1) continue;
    const std::uint32_t begin = parties_[i].tokens.begin;
    const bool article = begin > 0 && report_.parse.tokens[begin - 1].lower == "the";
    const bool body = article || report_.knowledge.actors.noun(words[0]) != nullptr;
    if (parties_[i].kind == "person" && !body) continue;
    for (std::uint32_t j = i; j-- > 0;) {
      if (parties_[j].form != PartyForm::name || best(j).kind != "organisation") continue;
      const auto whole = words_of(best(j).name);
      if (whole.size() < 2 || std::find(whole.begin(), whole.end(), words[0]) == whole.end())
        continue;
      parties_[i].kind = "organisation";
      unite(j, i, "part of the name " + best(j).name);
      break;
    }
  }
}

void PartyChains::join_same_descriptions() {
  std::unordered_map<std::string, std::uint32_t> seen;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const Party& party = parties_[i];
    if (party.entry || party.form != PartyForm::described) continue;
    // "a senior official", twice, may be two people.
    if (party.kind == "role" && !party.definite) continue;
    if (party.bare && !party.inherits_country && party.code.empty()) continue;
    // "Its drones" are not the drones spoken of before.
    const auto children = report_.parse.children(party.head);
    if (std::any_of(children.begin(), children.end(),
                    [&](std::uint32_t child) { return report_.parse.tokens[child].tag == "PRP$"; }))
      continue;
    const std::string key =
        party.kind + ":" + party.code + ":" + party.body_name + ":" + party.noun;
    const auto [found, fresh] = seen.emplace(key, i);
    if (!fresh) unite(found->second, i, "");
  }
}

}  // namespace parley::mention
