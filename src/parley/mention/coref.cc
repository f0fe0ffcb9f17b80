#include "parley/mention/coref.h"

#include <algorithm>
#include <array>

#include "parley/knowledge/name_key.h"

namespace parley::mention {
namespace {

using language::Parse;
using language::Token;

constexpr std::uint32_t kPronounSentences = 4;  // how far back a pronoun looks
constexpr std::uint32_t kNounSentences = 60;    // a description may reach over most of a report

template <std::size_t N>
bool any_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

enum class Gender : std::uint8_t { unknown, he, she };

bool is_subject(std::string_view dep) { return dep == "nsubj" || dep == "nsubjpass"; }

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
  if (party.code.size() < 3) {
    static constexpr std::array<std::string_view, 6> kOfStates = {"MIL", "GOV", "COP",
                                                                  "JUD", "MED", "SPY"};
    return !any_of(std::string_view(body.code).substr(body.code.size() - 3), kOfStates);
  }
  const std::string_view own = std::string_view(party.code).substr(party.code.size() - 3);
  const std::string_view other = std::string_view(body.code).substr(body.code.size() - 3);
  const auto armed = [](std::string_view sector) {
    return sector == "REB" || sector == "UAF" || sector == "OPP";
  };
  return own == other || (armed(own) && armed(other)) || body.code.starts_with(own);
}

class Resolver {
 public:
  Resolver(const ReportView& report, const Focus& focus, std::vector<Party>& parties,
           PartyChains& chains)
      : parse_(report.parse),
        actors_(report.knowledge.actors),
        focus_(focus),
        parties_(parties),
        chains_(chains) {
    mark_quotes();
    for (std::uint32_t i = 0; i < parties_.size(); ++i) note_gender(i);
  }

  std::vector<PronounLink> run();

 private:
  void mark_quotes();
  void note_gender(std::uint32_t party);
  void resolve_description(std::uint32_t party);
  void note_sender(std::uint32_t party);
  bool holds_like(const Party& described, const Party& person) const;
  void look_ahead(std::uint32_t party);
  void note_owner(std::uint32_t pronoun, std::uint32_t owner);
  std::optional<std::uint32_t> named_like(const Party& party, std::uint32_t before) const;
  std::optional<PronounLink> resolve_pronoun(std::uint32_t token);
  std::optional<PronounLink> both_sides(std::uint32_t token) const;
  bool pronoun_fits(std::uint32_t party, std::string_view pronoun) const;
  double salience(std::uint32_t party, std::uint32_t token) const;
  std::optional<std::uint32_t> sayer_of(std::uint32_t pronoun) const;
  double says_it(std::uint32_t party, std::uint32_t pronoun, std::uint32_t sayer) const;
  bool is_empty_it(std::uint32_t token) const;
  Gender& gender(std::uint32_t party) { return gender_[chains_.root(party)]; }

  const Parse& parse_;
  const knowledge::ActorBook& actors_;
  const Focus& focus_;
  std::vector<Party>& parties_;
  PartyChains& chains_;
  std::vector<bool> quoted_;
  std::unordered_map<std::uint32_t, Gender> gender_;
  std::vector<PronounLink> links_;
};

void Resolver::mark_quotes() {
  quoted_.assign(parse_.tokens.size(), false);
  bool open = false;
  std::uint32_t block = UINT32_MAX;
  for (std::uint32_t t = 0; t < parse_.tokens.size(); ++t) {
    const std::uint32_t here = parse_.sentence_of(t).block;
    if (here != block) open = false;
    block = here;
    const std::string_view text = parse_.tokens[t].text;
    if (text == "“" || text == "``" || text == "«" || text == "‘")
      open = true;
    else if (text == "”" || text == "''" || text == "»" ||
             (text == "’" && parse_.tokens[t].tag != "POS"))
      open = false;
    else if (text == "\"")
      open = !open;
    quoted_[t] = open;
  }
}

void Resolver::note_gender(std::uint32_t party) {
  static constexpr std::array<std::string_view, 9> kShe = {
      "mrs", "ms", "miss", "spokeswoman", "chairwoman", "queen", "princess", "woman", "lady"};
  static constexpr std::array<std::string_view, 8> kHe = {"mr",     "spokesman", "chairman", "king",
                                                          "prince", "sheikh",    "man",      "sir"};
  const Party& p = parties_[party];
  for (std::uint32_t t = p.tokens.begin > 0 ? p.tokens.begin - 1 : 0; t < p.tokens.end; ++t) {
    std::string word(parse_.tokens[t].lower);
    if (!word.empty() && word.back() == '.') word.pop_back();
    if (any_of(word, kShe)) gender(party) = Gender::she;
    if (any_of(word, kHe)) gender(party) = Gender::he;
  }
  const Party& best = chains_.best(party);
  if (best.kind != "person" || best.form != PartyForm::name || gender(party) != Gender::unknown)
    return;
  const std::string key = knowledge::name_key(best.name);
  const std::string given = key.substr(0, key.find(' '));
  if (given != key && actors_.is_she(given))
    gender(party) = Gender::she;
  else if (best.entry)
    gender(party) = Gender::he;
}

bool Resolver::pronoun_fits(std::uint32_t party, std::string_view pronoun) const {
  const Party& best = chains_.best(party);
  static constexpr std::array<std::string_view, 4> kHe = {"he", "him", "his", "himself"};
  static constexpr std::array<std::string_view, 4> kShe = {"she", "her", "hers", "herself"};
  static constexpr std::array<std::string_view, 3> kIt = {"it", "its", "itself"};
  const bool person = best.kind == "person" || (best.kind == "role" && !best.plural);
  if (any_of(pronoun, kHe) || any_of(pronoun, kShe)) {
    const Gender want = any_of(pronoun, kHe) ? Gender::he : Gender::she;
    const auto known = gender_.find(chains_.root(party));
    const Gender has = known == gender_.end() ? Gender::unknown : known->second;
    return person && (has == Gender::unknown || has == want);
  }
  if (any_of(pronoun, kIt)) return best.kind == "organisation" || best.kind == "state";
  // they, them, their: several, or a body of people.
  return best.kind == "people" || parties_[party].plural || best.kind == "organisation";
}

// Subjects before objects, near before far, names before descriptions, the same grammatical place
// before another.
double Resolver::salience(std::uint32_t party, std::uint32_t token) const {
  const Party& p = parties_[party];
  const Token& head = parse_.tokens[p.head];
  const std::uint32_t distance = parse_.tokens[token].sentence - head.sentence;
  double score = -1.2 * distance;
  if (parse_.sentence_of(token).block != parse_.sentence_of(p.head).block) score -= 0.5;
  if (is_subject(head.dep)) score += 1.5;
  if (head.dep == "poss" || head.dep == "compound") score -= 0.6;
  if (head.dep == "pobj") score -= 0.3;
  const Token& governor = parse_.tokens[head.head];
  if (is_subject(head.dep) && parse_.is_root(head.head)) score += 0.4;
  if (is_subject(head.dep) && governor.dep == "relcl") score -= 0.8;
  if (p.form == PartyForm::name) score += 0.3;
  if (p.kind == "role" && !p.definite) score += 0.1;
  score += 0.3 * static_cast<double>(p.head) / static_cast<double>(token + 1);
  return score;
}

// The subject of the verb in whose content a pronoun is the subject: "X" of "X said it would come".
std::optional<std::uint32_t> Resolver::sayer_of(std::uint32_t pronoun) const {
  if (!is_subject(parse_.tokens[pronoun].dep) || quoted_[pronoun]) return std::nullopt;
  std::uint32_t verb = parse_.tokens[pronoun].head;
  while (parse_.tokens[verb].dep == "conj") verb = parse_.tokens[verb].head;
  if (parse_.tokens[verb].dep != "ccomp") return std::nullopt;
  for (const std::uint32_t child : parse_.children(parse_.tokens[verb].head))
    if (is_subject(parse_.tokens[child].dep) && child < pronoun) return child;
  return std::nullopt;
}

// Who says it is meant rather than others: "he" is the speaker, "it" the body that speaks or that the speaker is of.
double Resolver::says_it(std::uint32_t party, std::uint32_t pronoun, std::uint32_t sayer) const {
  const std::uint32_t head = parties_[party].head;
  if (head == sayer) return 1.2;
  const std::string_view word = parse_.tokens[pronoun].lower;
  const bool of_body = (word == "it" || word == "they") && parse_.subtree(sayer).contains(head);
  return of_body ? 1.0 : 0;
}

bool Resolver::is_empty_it(std::uint32_t token) const {
  const Token& it = parse_.tokens[token];
  if (it.lower != "it") return false;
  if (it.dep == "expl") return true;
  const Token& verb = parse_.tokens[it.head];
  static constexpr std::array<std::string_view, 8> kEmpty = {"be",   "seem",   "appear", "take",
                                                             "rain", "happen", "emerge", "matter"};
  if (!is_subject(it.dep)) return false;
  if (any_of(verb.lemma, kEmpty)) {
    // "it is clear that", "it was the first": no party; "it is ready to talk" may be one.
    return true;
  }
  return false;
}

std::optional<PronounLink> Resolver::resolve_pronoun(std::uint32_t token) {
  const Token& pronoun = parse_.tokens[token];
  static constexpr std::array<std::string_view, 16> kPronouns = {
      "he", "him", "his",    "himself", "she",  "her",   "hers",       "herself",
      "it", "its", "itself", "they",    "them", "their", "themselves", "theirs"};
  if (!any_of(pronoun.lower, kPronouns) || is_empty_it(token)) return std::nullopt;
  std::optional<std::uint32_t> found;
  const std::optional<std::uint32_t> sayer = sayer_of(token);
  double best = -1e9;
  for (std::uint32_t i = 0; i < parties_.size() && parties_[i].tokens.begin <= token; ++i) {
    const Party& party = parties_[i];
    if (party.head >= token || party.tokens.end > token) continue;
    if (parse_.tokens[token].sentence - parse_.tokens[party.head].sentence > kPronounSentences)
      continue;
    if (party.form == PartyForm::adjective || !pronoun_fits(i, pronoun.lower)) continue;
    // Inside a quotation "he" is not who speaks.
    const Token& head = parse_.tokens[party.head];
    if (quoted_[token] && !quoted_[party.head] && head.sentence == pronoun.sentence &&
        is_subject(head.dep))
      continue;
    // "X told him": subject and object of one verb are two.
    if (head.head == pronoun.head && is_subject(head.dep) &&
        (pronoun.dep == "dobj" || pronoun.dep == "dative"))
      continue;
    double score = salience(i, token);
    if (sayer) score += says_it(i, token, *sayer);
    // What a quotation names is rarely who says it: "Mr X brought nothing," he said.
    if (!quoted_[token] && quoted_[party.head]) score -= 1.6;
    if (score >= best) {
      best = score;
      found = i;
    }
  }
  // Earlier pronouns keep their party in mind.
  for (const PronounLink& link : links_) {
    if (link.parties.size() != 1 || !pronoun_fits(link.parties[0], pronoun.lower)) continue;
    const Token& before = parse_.tokens[link.token];
    const std::uint32_t distance = pronoun.sentence - before.sentence;
    if (distance > kPronounSentences || (quoted_[token] && !quoted_[link.token] && distance == 0))
      continue;
    double score = -1.2 * distance + (is_subject(before.dep) ? 1.7 : 0.2) +
                   0.3 * static_cast<double>(link.token) / static_cast<double>(token + 1);
    if (!quoted_[token] && quoted_[link.token]) score -= 1.6;
    if (score >= best) {
      best = score;
      found = link.parties[0];
    }
  }
  if (!found) return std::nullopt;
  if (pronoun.lower == "he" || pronoun.lower == "his" || pronoun.lower == "him")
    gender(*found) = Gender::he;
  if (pronoun.lower == "she" || pronoun.lower == "her") gender(*found) = Gender::she;
  return PronounLink{token,
                     {*found},
                     {token, token + 1},
                     std::string(pronoun.lower) + ": " + chains_.best(*found).name};
}

// "both sides", "the two sides", "the parties": the government of the report's country and the last
// armed or opposing body; else nothing.
std::optional<PronounLink> Resolver::both_sides(std::uint32_t token) const {
  const Token& noun = parse_.tokens[token];
  static constexpr std::array<std::string_view, 8> kNouns = {
      "sides", "parties", "camps", "factions", "foes", "enemies", "rivals", "two"};
  if (!any_of(noun.lower, kNouns)) return std::nullopt;
  const std::string_view before = token > 0 ? parse_.tokens[token - 1].lower : std::string_view{};
  const std::string_view second = token > 1 ? parse_.tokens[token - 2].lower : std::string_view{};
  const bool pair = before == "both" || before == "two" || (before == "warring") ||
                    (noun.lower == "two" && before == "the" && is_subject(noun.dep)) ||
                    (noun.lower == "parties" && before == "the");
  if (!pair) return std::nullopt;
  std::optional<std::uint32_t> government, other;
  for (std::uint32_t i = 0; i < parties_.size() && parties_[i].head < token; ++i) {
    const Party& best = chains_.best(i);
    if (best.code == focus_.country() + "GOV" && best.kind == "state") government = i;
    const bool several = best.kind == "organisation" || best.kind == "people";
    if (several &&
        (best.code.ends_with("REB") || best.code.ends_with("OPP") || best.code.ends_with("UAF")))
      other = i;
  }
  if (!government || !other) return std::nullopt;
  const std::uint32_t begin = second == "the" || second == "both" ? token - 1
                              : before == "the"                   ? token
                                                                  : token - 1;
  return PronounLink{
      token, {*government, *other}, {begin, token + 1}, "the two sides of the conflict"};
}

// The chain before `before` that a bare or modified description means.
std::optional<std::uint32_t> Resolver::named_like(const Party& party, std::uint32_t before) const {
  const std::string noun = last_word(party.noun);
  const bool person = party.kind == "role";
  std::optional<std::uint32_t> second;
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
      if (best.plural || earlier.plural) continue;
      const std::string role = last_word(best.role.empty() ? best.noun : best.role);
      if (!role.empty() && (role == noun || role == party.noun)) return j;
      if (!second && best.kind == "person" && holds_like(party, best)) second = j;
      continue;
    }
    if (best.kind != "organisation" && best.kind != "state") continue;
    if (best.kind == "organisation" && (has_word(best.name, noun) || last_word(best.noun) == noun))
      return j;
    const bool body = actors_.used_as(party.noun, "body") && best.form == PartyForm::name &&
                      best.kind == "organisation" && !best.code.empty() && sector_fits(party, best);
    if (body && !second) second = j;
  }
  return second;
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
  if (const auto earlier = named_like(party, index))
    chains_.unite(*earlier, index, "the " + party.noun + ": " + chains_.best(*earlier).name);
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
  party.inherits_country = false;
  if (whose.entry) party.body_entry = whose.entry;
  party.reason += ", " + std::string(parse_.tokens[pronoun].lower) + " is " + whose.name;
}

std::vector<PronounLink> Resolver::run() {
  std::uint32_t next = 0;
  for (std::uint32_t t = 0; t < parse_.tokens.size(); ++t) {
    while (next < parties_.size() && parties_[next].head <= t) resolve_description(next++);
    auto link = resolve_pronoun(t);
    if (!link && chains_.at(t) == nullptr) link = both_sides(t);
    if (!link) {
      if (auto sides = both_sides(t)) link = std::move(sides);
    }
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
