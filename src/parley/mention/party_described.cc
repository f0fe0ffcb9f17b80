#include "parley/mention/party.h"

#include <algorithm>

#include "parley/knowledge/name_key.h"
#include "parley/mention/metonym.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::ActorEntry;
using knowledge::Alias;
using knowledge::AliasKind;
using knowledge::EntryKind;
using knowledge::PartyNoun;
using language::Parse;
using language::Token;

constexpr int kDepth = 2;  // "the head of the wing of the Front": as deep as we follow
constexpr std::uint32_t kPhraseWords = 12;  // "the head of an aid group in Timbuktu" and more

bool is_plural(const Token& token) { return token.tag == "NNS" || token.tag == "NNPS"; }

// The preposition by which a child of a party's noun brings in another party: its own, or that of
// "loyal to", "led by". Gives the word before it too.
struct Joint {
  std::uint32_t preposition = 0;
  bool loyal = false, opposed = false;
};

std::optional<Joint> joint_of(const Parse& parse, std::uint32_t child) {
  static constexpr std::string_view kPrepositions[] = {"of", "for",  "from",  "in",
                                                       "at", "with", "within"};
  static constexpr std::string_view kAllegiance[] = {"loyal", "allied", "opposed", "led", "backed"};
  const Token& token = parse.tokens[child];
  Joint joint{child, one_of(token.lower, kAllegiance), token.lower == "opposed"};
  if (joint.loyal)
    for (const std::uint32_t below : parse.children(child))
      if (parse.tokens[below].dep == "prep" || parse.tokens[below].dep == "agent")
        joint.preposition = below;
  const Token& preposition = parse.tokens[joint.preposition];
  if (preposition.dep != "prep" && preposition.dep != "agent") return std::nullopt;
  if (!joint.loyal && !one_of(preposition.lower, kPrepositions)) return std::nullopt;
  return joint;
}

bool is_one_of_place(std::string_view preposition) {
  return preposition == "in" || preposition == "at" || preposition == "within";
}

}  // namespace

// "Kiev-backed", "pro-Russian", "Saudi-led": the nation beside the hyphen is another's backer.
bool PartyReader::is_hyphenated(std::uint32_t begin, std::uint32_t end, PartyModifiers& found,
                                const Alias& alias) const {
  const auto token = [&](std::uint32_t t) {
    return t < parse_.tokens.size() ? parse_.tokens[t].lower : std::string_view{};
  };
  const std::string country(knowledge::country_of(actors_.entries()[alias.entry].code));
  if (token(end) == "-") {
    const bool backer = actors_.used_as(token(end + 1), "backer");
    if (backer) found.backer = country;
    if (backer || actors_.used_as(token(end + 1), "based")) return true;
  }
  if (begin < 2 || token(begin - 1) != "-") return false;
  if (token(begin - 2) == "anti") {
    found.against = true;
    return true;
  }
  if (token(begin - 2) == "pro") {
    found.in_favour = true;
    found.backer = country;
    return true;
  }
  return false;
}

void PartyReader::add_entry(PartyModifiers& found, const NameMatch& name) const {
  const Alias* alias = choose(name, {});
  if (alias == nullptr) {
    if (found.body_name.empty() && name.organisation)
      found.body_name = std::string(parse_.text_of(name.tokens));
    return;
  }
  if (is_hyphenated(name.tokens.begin, name.tokens.end, found, *alias)) return;
  const ActorEntry& entry = actors_.entries()[alias->entry];
  switch (entry.kind) {
    case EntryKind::state:
      if (found.country.empty()) found.country = std::string(entry.code);
      break;
    case EntryKind::region:
      if (found.region.empty()) found.region = std::string(entry.code);
      break;
    case EntryKind::person:
      if (!found.person) {
        found.person = alias->entry;
        found.person_code = person_code(entry);
      }
      break;
    default:
      if (!found.body) found.body = alias->entry;
  }
}

PartyModifiers PartyReader::modifiers(Range left, std::uint32_t head) const {
  PartyModifiers found;
  for (std::uint32_t t = left.begin; t < left.end;) {
    const Token& token = parse_.tokens[t];
    if (token.lower == "former" || token.lower == "ex" || token.lower == "ousted" ||
        token.lower == "deposed" || token.lower == "late")
      found.former = true;
    const NameMatch* name = name_at(t);
    if (name != nullptr && name->tokens.begin == t && name->tokens.end <= left.end &&
        !name->aliases.empty()) {
      add_entry(found, *name);
      t = name->tokens.end;
      continue;
    }
    const std::string two =
        t + 1 < left.end ? words_.key_of({t, std::min(t + 3, left.end)}) : std::string();
    if (const auto* side = actors_.side(two); side != nullptr && !two.empty()) {
      if (found.side == nullptr || found.side->ethnic) found.side = side;
      t += 3;
      continue;
    }
    const NounFound noun = noun_from(t, head);
    if (noun.noun != nullptr && noun.tokens.size() > 1 && noun.tokens.end <= left.end) {
      found.nouns.push_back(noun.noun);
      t = noun.tokens.end;
      continue;
    }
    if (const auto* side = actors_.side(words_.key_of({t, t + 1})); side != nullptr) {
      if (found.side == nullptr || found.side->ethnic) found.side = side;
      ++t;
      continue;
    }
    if (noun.noun != nullptr && noun.tokens.end <= left.end) {
      found.nouns.push_back(noun.noun);
      t = noun.tokens.end;
      continue;
    }
    if (name != nullptr && name->tokens.begin == t && name->organisation) {
      add_entry(found, *name);
      t = name->tokens.end;
      continue;
    }
    if (const Place* place = place_at(t); place != nullptr && found.side_country.empty())
      found.side_country = place->country;
    ++t;
  }
  if (found.side != nullptr && found.side_country.empty())
    found.side_country = std::string(found.side->country);
  found.any = !found.country.empty() || !found.region.empty() || found.body || found.person ||
              found.side != nullptr || !found.nouns.empty() || !found.body_name.empty() ||
              !found.side_country.empty() || !found.backer.empty() || found.against;
  return found;
}

// "head of the Syrian opposition", "ministry of Syria", "residents of Homs", "forces loyal to Gbagbo".
std::uint32_t PartyReader::add_right(PartyModifiers& found, std::uint32_t head, int depth) const {
  std::uint32_t end = head + 1;
  for (const std::uint32_t child : parse_.children(head)) {
    if (child < head) continue;
    const auto joint = joint_of(parse_, child);
    if (!joint) continue;
    const std::string_view preposition = parse_.tokens[joint->preposition].lower;
    for (const std::uint32_t object : parse_.children(joint->preposition)) {
      if (parse_.tokens[object].dep != "pobj") continue;
      if (joint->opposed) {
        found.against = true;
        continue;
      }
      const std::uint32_t last = add_object(found, object, preposition, depth);
      if (preposition != "with" && last <= head + kPhraseWords) end = std::max(end, last);
    }
  }
  return end;
}

// What the object of a preposition says of the party before it; gives the end of the words that
// belong to the party's name ("head of the Front"), 0 where they do not ("soldiers in Homs").
std::uint32_t PartyReader::add_object(PartyModifiers& found, std::uint32_t object,
                                      std::string_view preposition, int depth) const {
  const bool place_only = is_one_of_place(preposition);
  const NameMatch* name = name_at(object);
  if (name != nullptr && !name->aliases.empty()) {
    PartyModifiers right;
    add_entry(right, *name);
    if (place_only) {
      if (found.side_country.empty()) found.side_country = right.country;
      return right.body ? name->tokens.end : 0;
    }
    if (found.country.empty()) found.country = right.country;
    if (found.region.empty()) found.region = right.region;
    if (!found.body) found.body = right.body;
    if (!found.person) {
      found.person = right.person;
      found.person_code = right.person_code;
    }
    return name->tokens.end;
  }
  if (const Place* place = place_at(object)) {
    if (found.side_country.empty()) found.side_country = place->country;
    return place_only ? 0 : object + 1;
  }
  if (depth >= kDepth) return 0;
  if (name != nullptr && name->organisation) {
    if (found.body_name.empty()) found.body_name = std::string(parse_.text_of(name->tokens));
    return name->tokens.end;
  }
  const auto inner = read_described(object, depth + 1);
  if (!inner || inner->code.empty()) return 0;
  if (place_only && inner->kind != "organisation") return 0;
  if (found.person_code.empty() && !found.body && found.country.empty()) {
    found.person_code = inner->code;
    if (found.body_name.empty() && inner->kind == "organisation") found.body_name = inner->name;
  }
  return inner->tokens.end;
}

// Where the words beside the noun put it, whatever it hangs on: "to help people in Somalia"; of `people`, also
// where the clause does: "30 people died in Gao". ISO-3 or "".
std::string PartyReader::country_beside(std::uint32_t head, bool people) const {
  const auto place_of = [&](std::uint32_t preposition) -> std::string {
    const std::string_view word = parse_.tokens[preposition].lower;
    if (word != "in" && word != "at" && word != "near" && word != "across") return {};
    for (const std::uint32_t object : parse_.children(preposition))
      if (const Place* place = parse_.tokens[object].dep == "pobj" ? place_at(object) : nullptr)
        if (place->reading == "literal") return place->country;
    return {};
  };
  if (head + 1 < parse_.tokens.size() && parse_.tokens[head + 1].dep == "prep")
    if (std::string country = place_of(head + 1); !country.empty()) return country;
  const std::string_view dep = parse_.tokens[head].dep;
  if (!people || (dep != "nsubj" && dep != "nsubjpass" && dep != "dobj")) return {};
  // Behind the verb, or before it at the front of the clause: "In Homs a strike killed four people".
  for (const std::uint32_t child : parse_.children(parse_.tokens[head].head))
    if (parse_.tokens[child].dep == "prep")
      if (std::string country = place_of(child); !country.empty()) return country;
  return {};
}

void PartyReader::take_body(Party& party, const PartyModifiers& found) const {
  if (found.body) {
    const ActorEntry& body = actors_.entries()[*found.body];
    party.body_entry = found.body;
    party.body_name = std::string(body.name);
    party.body_code = std::string(body.code);
  } else if (!found.country.empty()) {
    party.body_entry = actors_.state(found.country);
    party.body_code = found.country + "GOV";
  } else if (!found.body_name.empty()) {
    party.body_name = found.body_name;
  }
}

// The first token behind the last possessive of the range.
std::uint32_t PartyReader::behind_possessive(Range left) const {
  for (std::uint32_t t = left.end; t > left.begin; --t)
    if (parse_.tokens[t - 1].tag == "POS") return t;
  return left.begin;
}

std::optional<Party> PartyReader::read_described(std::uint32_t head, int depth) const {
  Party party;
  party.head = head;
  party.tokens = phrase(head);
  const NounFound found = noun_at(party.tokens, head);
  if (found.noun == nullptr) return std::nullopt;
  const Token& token = parse_.tokens[head];
  if (found.tokens.end > party.tokens.end) party.tokens.end = found.tokens.end;
  const Range left{party.tokens.begin, found.tokens.begin};
  const Range own = found.noun->apart ? Range{behind_possessive(left), left.end} : left;
  PartyModifiers modifiers_found = modifiers(own, head);
  if (!found.noun->apart) {
    const std::uint32_t end = add_right(modifiers_found, head, depth);
    party.tokens.end = std::max(party.tokens.end, end);
    if (found.noun->inherits && !modifiers_found.any && modifiers_found.side_country.empty())
      modifiers_found.side_country = country_beside(head, found.noun->sector == "CVL");
  }
  bool inherited = false;
  party.code = compose_code(*found.noun, modifiers_found, actors_, focus_, inherited);
  party.inherits_country = inherited;
  party.noun = std::string(found.noun->noun);
  take_body(party, modifiers_found);
  party.plural = is_plural(token) || found.noun->people;
  party.kind = found.noun->institution ? (found.noun->people ? "people" : "organisation")
               : is_plural(token)      ? "people"
                                       : "role";
  party.role = found.noun->institution ? "" : party.noun;
  party.definite = is_definite(party.tokens.begin);
  party.bare = party.definite && left.empty() && !modifiers_found.any;
  party.name =
      std::string(parse_.text_of({behind_count(party.tokens.begin, head), party.tokens.end}));
  if (modifiers_found.body && found.noun->same && found.tokens.begin <= head)
    return as_entry(std::move(party), *modifiers_found.body);
  const bool nameless = found.noun->institution && party.code.empty();
  if (nameless && (found.noun->apart || (found.noun->body && !modifiers_found.any &&
                                         token.dep != "nsubj" && !party.definite)))
    return std::nullopt;
  settle_country(party, *found.noun, modifiers_found);
  return party;
}

// "the Hamas movement", "RIA Novosti news agency": the body itself.
Party PartyReader::as_entry(Party party, std::uint32_t entry) const {
  const ActorEntry& body = actors_.entries()[entry];
  party.entry = entry;
  party.form = PartyForm::name;
  party.kind = "organisation";
  party.name = std::string(body.name);
  party.code = std::string(body.code);
  party.reason = "name";
  return party;
}

// A government is its state; what is the report's country's says so in its name and its reason.
void PartyReader::settle_country(Party& party, const PartyNoun& noun,
                                 const PartyModifiers& found) const {
  party.sent = noun.sent;
  const bool government = noun.state && !party.country().empty() && party.code.ends_with("GOV");
  if (government && found.nouns.empty()) {
    party.entry = actors_.state(party.country());
    party.kind = "state";
    party.reason =
        party.inherits_country ? "government: of the country the report is about" : "government";
    return;
  }
  if (party.inherits_country && noun.institution) {
    if (const auto state = actors_.state(party.country()))
      party.name = std::string(actors_.entries()[*state].adjective) + " " + party.name;
  }
  if (party.bare && noun.office && party.code == "GOV" && !focus_.country().empty()) {
    party.code = focus_.country() + party.code;  // "the president"
    party.inherits_country = true;
  }
  party.reason =
      party.inherits_country ? "described: of the country the report is about" : "described";
}

// "the X", "its X", "that X".
bool PartyReader::is_definite(std::uint32_t begin) const {
  if (begin == 0) return false;
  const Token& before = parse_.tokens[begin - 1];
  return before.lower == "the" || before.tag == "PRP$" || before.lower == "this" ||
         before.lower == "that";
}

// "At least 129 people", "some 40 fighters" are called people, fighters.
std::uint32_t PartyReader::behind_count(std::uint32_t begin, std::uint32_t head) const {
  const auto counts = [&](const Token& token) {
    return token.tag == "CD" || token.pos == "ADV" || token.dep == "quantmod" ||
           token.tag == "JJR" || token.tag == "IN" || token.tag == "JJS" || token.dep == "det";
  };
  while (begin < head && counts(parse_.tokens[begin])) ++begin;
  return begin;
}

std::optional<Party> PartyReader::read_modifier(std::uint32_t token) const {
  const NounFound found = noun_from(token, token);
  const knowledge::Side* side = actors_.side(words_.key_of({token, token + 1}));
  const std::string_view pos = parse_.tokens[token].pos;
  if (pos != "NOUN" && pos != "PROPN" && !(side != nullptr && side->sector == "REB"))
    return std::nullopt;
  const bool noun = found.noun != nullptr && found.noun->inherits && found.tokens.size() == 1;
  const bool armed_side = side != nullptr && (side->sector == "REB" || side->sector == "GOV");
  if ((!noun && !armed_side) || focus_.country().empty()) return std::nullopt;
  Party party;
  party.tokens = {token, token + 1};
  party.head = token;
  party.form = PartyForm::described;
  party.noun = singular(parse_.tokens[token].lower);
  const std::string_view sector = noun ? found.noun->sector : side->sector;
  const std::string& own = is_of_conflict(sector) ? focus_.conflict() : focus_.country();
  std::string country = own;
  // "Syrian government air raids".
  if (token > 0 && name_at(token - 1) != nullptr && !name_at(token - 1)->aliases.empty()) {
    const ActorEntry& before = actors_.entries()[name_at(token - 1)->aliases.front().entry];
    if (before.kind == EntryKind::state) country = std::string(before.code);
  }
  party.code = country + std::string(sector);
  party.name = std::string(parse_.tokens[token].text);
  party.kind = "organisation";
  party.plural = !noun || !found.noun->institution;
  party.inherits_country = country == own;
  party.reason = "noun before an act";
  if ((noun && found.noun->state) || (side != nullptr && side->sector == "GOV")) {
    party.entry = actors_.state(country);
    party.kind = "state";
  } else if (!noun || !found.noun->institution) {
    party.kind = "people";
  }
  return party;
}

}  // namespace parley::mention
