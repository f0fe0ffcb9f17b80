#include "parley/coding/event_roles.h"

#include <algorithm>
#include <map>

#include "parley/coding/event_owners.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

void without(std::vector<ActorId>& list, const std::vector<ActorId>& others) {
  std::erase_if(list, [&](ActorId actor) {
    return std::find(others.begin(), others.end(), actor) != others.end();
  });
}

}  // namespace

// The country that most places of the report lie in; "" where it names none.
const std::string& EventRoles::scene() const {
  if (scene_) return *scene_;
  std::map<std::string, int> count;
  for (const mention::Place& place : context_.mentions.places)
    if (!place.country.empty() && place.reading == "literal") ++count[place.country];
  const auto most = std::max_element(
      count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  scene_ = most == count.end() ? std::string() : most->first;
  return *scene_;
}

// "The Syria strikes": where they hit. A country's adjective ("Syrian strikes") or a name with what it
// hit ("Turkey strikes on") acts; so do the short forms that have no adjective ("US strikes").
bool EventRoles::is_scene(Token modifier, const Clause& clause) const {
  const language::Token& word = parse_.tokens[modifier];
  if (word.tag != "NNP" || word.ent_type != "GPE" || clause.kind != PredicateKind::noun)
    return false;
  const bool short_form =
      std::none_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (short_form || oblique(clause, "on;against;at;of") != nullptr) return false;
  const auto actor = context_.mentions.actor_at(modifier);
  return actor && context_.mentions.at(*actor).country == scene();
}

// "Sanctions imposed on X", "an offer made by Y": what hangs on the participle is said of the noun.
std::vector<Token> EventRoles::through_participles(std::string_view preposition,
                                                   const Clause& clause) const {
  std::vector<Token> found;
  std::vector<Token> nouns = clause.objects;
  if (clause.kind == PredicateKind::noun) nouns.push_back(clause.predicate);
  for (const Token noun : nouns)
    for (const Token child : parse_.children(noun)) {
      if (parse_.tokens[child].dep != "acl" || parse_.tokens[child].tag != "VBN") continue;
      for (const Token under : parse_.children(child))
        if (parse_.tokens[under].lower == preposition)
          for (const Token head : parse_.children(under))
            if (parse_.tokens[head].dep == "pobj") found.push_back(head);
    }
  return found;
}

std::vector<Token> EventRoles::heads(std::string_view slot, const Clause& clause) const {
  std::vector<Token> found = acts_.slot(clause, slot);
  if (slot == "modifier") {
    std::erase_if(found, [&](Token modifier) { return is_scene(modifier, clause); });
    // "A Saudi-led strike"; whoever backs one does not strike.
    for (const Token modifier : std::vector<Token>(found))
      if (parse_.tokens[modifier].lower == "led")
        for (Token inner = parse_.tokens[modifier].left_edge; inner < modifier; ++inner)
          found.push_back(inner);
  }
  if (found.empty() && one_of(slot, {"by", "on", "against", "from", "to", "at"}))
    found = through_participles(slot, clause);
  return found;
}

std::vector<ActorId> EventRoles::fill(const std::vector<std::string>& slots,
                                      const Clause& clause) const {
  for (const std::string& slot : slots) {
    if (slot == "speaker") {
      const auto* statement = parties_.statement_of(clause.predicate);
      if (statement == nullptr || !statement->speaker) return {};
      return {*statement->speaker};
    }
    std::vector<ActorId> found = parties_.of(heads(slot, clause));
    if (slot == "between" && found.size() == 1) found = parties_.within(heads(slot, clause));
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<ActorId> EventRoles::actors(const knowledge::Act& act, const Clause& clause) const {
  // "X accused Y of shelling a hospital, killing 60": Y did both.
  if (one_of(act.type, {"ASSAULT", "COERCE"}) && clause.relation == Relation::adverbial &&
      parse_.tokens[clause.predicate].tag == "VBG")
    if (std::vector<ActorId> accused = accused_by(clause.governor); !accused.empty())
      return accused;
  return fill(act.actor, clause);
}

// Whom the verb accuses; empty where it accuses nobody.
std::vector<ActorId> EventRoles::accused_by(std::optional<Token> verb) const {
  const Clause* above = verb ? clause_at(clauses_, *verb) : nullptr;
  const knowledge::Act* act = above == nullptr ? nullptr : acts_.read(*above);
  return act != nullptr && act->mode == "allege" ? recipients(*act, *above)
                                                 : std::vector<ActorId>{};
}

std::vector<ActorId> EventRoles::recipients(const knowledge::Act& act, const Clause& clause) const {
  return fill(act.recipient, clause);
}

std::vector<ActorId> EventRoles::strangers(const std::vector<std::string>& slots,
                                           const Clause& clause) const {
  for (const std::string& slot : slots) {
    std::vector<ActorId> found;
    for (const Token head : heads(slot, clause))
      if (const auto people = name_stranger(
              context_, content_head(parse_, head, context_.report.knowledge.lexicon)))
        found.push_back(*people);
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<ActorId> EventRoles::protesters(const knowledge::Act& act, const Clause& clause,
                                            const std::vector<ActorId>& doers) const {
  const bool hits_protest =
      std::any_of(act.recipient.begin(), act.recipient.end(), [&](const std::string& slot) {
        const std::vector<Token> hit = heads(slot, clause);
        return std::any_of(hit.begin(), hit.end(), [&](Token head) {
          return context_.report.knowledge.lexicon.in_class("@protest", parse_.tokens[head].lemma);
        });
      });
  if (!hits_protest) return {};
  const std::string country = doers.empty() ? scene() : context_.mentions.at(doers.front()).country;
  if (country.empty()) return {};
  for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i) {
    const mention::Actor& actor = context_.mentions.actors[i];
    if (actor.kind == "people" && actor.code == country + "OPP") return {ActorId{i}};
  }
  return {civilians_of(context_, country)};
}

std::vector<ActorId> EventRoles::targets(const Clause& clause) const {
  if (clause.kind != PredicateKind::noun) return {};
  return parties_.of(aimed_at(context_, clause.predicate));
}

std::vector<ActorId> EventRoles::ruler(const knowledge::Act& act) const {
  if (act.cameo != "175" || scene().empty()) return {};
  std::optional<ActorId> most;
  for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i) {
    const mention::Actor& actor = context_.mentions.actors[i];
    if (actor.code != scene() + "GOV" || actor.kind == "person") continue;
    if (!most || actor.mentions.size() > context_.mentions.at(*most).mentions.size())
      most = ActorId{i};
  }
  return most ? std::vector<ActorId>{*most} : std::vector<ActorId>{};
}

std::vector<ActorId> EventRoles::borrowed(const Clause& clause) const {
  const Clause* up = &clause;
  for (int steps = 0; steps < 4 && up->governor; ++steps) {
    up = clause_at(clauses_, *up->governor);
    if (up == nullptr) break;
    if (up->kind == PredicateKind::noun && up->subjects.empty()) continue;
    const std::vector<Token>& heads = up->passive ? up->objects : up->subjects;
    std::vector<ActorId> found = parties_.of(heads);
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<ActorId> EventRoles::accused_above(const Clause& clause) const {
  if (clause.relation != Relation::oblique || !one_of(clause.marker, {"for", "of", "over"}) ||
      !clause.governor)
    return {};
  const Clause* above = clause_at(clauses_, *clause.governor);
  const knowledge::Act* act = above == nullptr ? nullptr : acts_.read(*above);
  if (act != nullptr && act->type == "ACCUSE") return recipients(*act, *above);
  // "Accused the army of shelling": the tree may hang the deed on the army.
  if (above != nullptr && above->kind == PredicateKind::noun && above->governor &&
      above->relation == Relation::object && clause.marker == "of" &&
      clause.kind != PredicateKind::noun)
    return accused_by(above->governor);
  return {};
}

std::vector<ActorId> EventRoles::actor_of_cause(const Clause& clause,
                                                const std::vector<ActorId>& recipients) const {
  std::vector<Token> causes = clause.subjects;
  for (const Oblique& one : clause.obliques)
    if (one_of(one.prep, {"in", "by", "during", "from", "after"}) && !one.gerund)
      causes.push_back(one.head);
  for (const Token cause : causes) {
    const Clause* noun = clause_at(clauses_, cause);
    if (noun == nullptr || noun->kind != PredicateKind::noun || noun == &clause) continue;
    const knowledge::Act* act = acts_.read(*noun);
    if (act == nullptr || act->type != "ASSAULT") continue;
    std::vector<ActorId> found = actors(*act, *noun);
    // "Killed in clashes between A and B": by either.
    if (act->mutual && found.size() > 1) return {};
    without(found, recipients);
    if (!found.empty()) return found;
    // "Six soldiers were killed in the fighting".
    if (act->mutual && !recipients.empty())
      if (const auto enemy = counterpart(context_.mentions, recipients[0], true)) return {*enemy};
  }
  return {};
}

std::vector<ActorId> EventRoles::by_destination(const Event& event, const Clause& clause) const {
  if (one_of(event.type, {"ASSAULT", "COERCE"})) return invaded(event, clause);
  if (!one_of(event.type, {"SANCTION", "AID", "COOPERATE"})) return {};
  for (const Oblique& one : clause.obliques) {
    if (one.gerund || one.when) continue;
    if (!one_of(one.prep, {"to", "on", "against", "for", "with"}) &&
        !(event.type == "AID" && one.prep == "in"))
      continue;
    const Range phrase{parse_.tokens[one.head].left_edge, one.head + 1};
    if (const auto party = government_of_place(context_, phrase)) return {*party};
  }
  // "Gave 30 million to help people in X": the people there; "a suspension of aid to X": its government.
  const Range behind{clause.predicate, parse_.tokens[clause.predicate].right_edge + 1};
  for (const mention::Place& place : context_.mentions.places)
    if (behind.contains(place.tokens.begin) && place.reading == "literal" &&
        !place.country.empty() && place.tokens.begin > 0 &&
        one_of(parse_.tokens[place.tokens.begin - 1].lower, {"in", "across", "throughout"})) {
      // "To help refugees in X": they, rather than the people of X.
      const Token helped = parse_.tokens[place.tokens.begin - 1].head;
      if (event.type == "AID" && behind.contains(helped))
        if (std::vector<ActorId> people = parties_.of({helped}); !people.empty()) return people;
      if (event.type == "AID") return {civilians_of(context_, place.country)};
      if (const auto party = government_of_place(context_, place.tokens)) return {*party};
    }
  return {};
}

// "The occupation of Kuwait", "fired rockets into Israel": a country is its government.
std::vector<ActorId> EventRoles::invaded(const Event& event, const Clause& clause) const {
  std::vector<Token> heads = clause.objects;
  for (const Oblique& one : clause.obliques)
    if (one_of(one.prep, {"of", "on", "against", "into"}) && !one.gerund && !one.when)
      heads.push_back(one.head);
  for (const Token head : heads)
    for (const mention::Place& place : context_.mentions.places) {
      if (!place.tokens.contains(head) || place.precision != "country") continue;
      if (!event.actors.empty() && context_.mentions.at(event.actors[0]).country == place.country)
        continue;
      if (const auto party = government_of_place(context_, place.tokens)) return {*party};
    }
  return {};
}

}  // namespace parley::coding
