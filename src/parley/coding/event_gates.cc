#include "parley/coding/event_gates.h"

#include <algorithm>

#include "parley/coding/event_parties.h"
#include "parley/mention/times.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

// A plan of deeds that is told as settled: "is to leave", "will visit", "due to meet". Readiness and
// promises are moves.
bool is_plan(const knowledge::Act& act, const ClauseStatus& status) {
  return one_of(act.type, {"CONSULT", "RETREAT", "MOBILIZE", "ASSAULT", "COERCE"}) &&
         one_of(status.reason,
                {"modal: will", "modal: shall", "modal: 'll", "modal: wo", "under be", "under due",
                 "under set", "under schedule", "under scheduled", "under expect", "under expected",
                 "under plan", "under go", "under decide", "under arrange", "under order",
                 "marker: before"});
}

}  // namespace

std::string_view EventGates::reason_against(const knowledge::Act& act, const Clause& clause,
                                            std::string_view status) const {
  if (by_accident(clause)) return "done by an accident or by nature";
  if (is_general(act, clause)) return "describes somebody or some kind of act, tells none";
  if (is_reproached(act, clause)) return "what somebody is accused of";
  if (asks_question(act, clause)) return "asks a question, not a deed";
  if (status == "planned" && under_move(clause)) return "planned under a move, which stands for it";
  return "";
}

std::string EventGates::status_of_event(const knowledge::Act& act, const Clause& clause,
                                        const ClauseStatus& status) {
  if (status.status == "demanded" || status.status == "offered" ||
      status.status == "hypothetical" || status.status == "ended")
    return "";
  // Denied words are a move; a denied deed is an act that somebody alleges.
  if (status.status == "denied" &&
      !one_of(act.type, {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "AID", "COOPERATE"}))
    return "";
  // "Refused to resign": the refusal is the act.
  if (status.status == "negated" &&
      one_of(status.reason, {"under refuse", "under decline", "under reject"}))
    return "";
  // "Would not be attacked": nothing that was left undone yet.
  if (status.status == "negated" && one_of(act.type, {"ASSAULT", "COERCE"}) && status.ahead)
    return "";
  if (status.status == "negated")
    return one_of(act.type, {"CONSULT", "ACCUSE", "SUPPORT", "AID", "COOPERATE"}) ||
                   clause.kind == PredicateKind::noun
               ? ""
               : "negated";
  if (status.status == "planned") return is_plan(act, status) ? "planned" : "";
  return status.status;
}

// What describes somebody or some kind of act rather than telling one: "the exiled leader",
// "militias that fight at its side", "the resignation of X is no solution".
bool EventGates::is_general(const knowledge::Act& act, const Clause& clause) const {
  if (clause.kind == PredicateKind::participle) return true;
  const std::string_view tag = parse_.tokens[clause.predicate].tag;
  const bool dated =
      mention::time_of_clause(parse_, context_.mentions, clause.predicate).has_value();
  if (clause.relation == Relation::relative && one_of(tag, {"VBP", "VBZ", "VBG"}) && !dated &&
      one_of(act.type, {"ASSAULT", "COERCE", "MOBILIZE"}) && !has_auxiliary(clause))
    return true;
  return clause.kind == PredicateKind::noun && clause.light_form == "s:be" && !dated &&
         act.type != "ASSAULT" && act.type != "CONSULT";
}

// "Accused X of giving in": words about X; of violence it is an act that is alleged.
bool EventGates::is_reproached(const knowledge::Act& act, const Clause& clause) const {
  if (one_of(act.type, {"ASSAULT", "COERCE", "MOBILIZE", "AID", "COOPERATE", "SANCTION"}) ||
      clause.relation != Relation::oblique || clause.kind == PredicateKind::noun ||
      !clause.governor)
    return false;
  const Clause* above = clause_at(clauses_, *clause.governor);
  const knowledge::Act* words = above == nullptr ? nullptr : acts_.read(*above);
  return words != nullptr && words->type == "ACCUSE";
}

bool EventGates::orders_own(const Clause& clause) const {
  return std::any_of(clause.objects.begin(), clause.objects.end(), [&](Token object) {
    return commander_of(context_, content_head(parse_, object, lexicon_)).has_value();
  });
}

// "Asked whether", "asked if", "asked how": a question asks for no deed.
bool EventGates::asks_question(const knowledge::Act& act, const Clause& clause) const {
  if (act.type != "REQUEST" || clause.verb != "ask") return false;
  for (const Token complement : clause.complements) {
    if (const Clause* below = clause_at(clauses_, complement);
        below != nullptr && one_of(below->marker, {"if", "whether"}))
      return true;
    for (Token t = parse_.tokens[complement].left_edge; t < complement; ++t)
      if (parse_.tokens[t].tag.starts_with("W")) return true;
    const bool infinitive = parse_.tokens[complement].tag == "VB";
    const auto* mark = clause_at(clauses_, complement);
    if (!infinitive && (mark == nullptr || mark->marker.empty()) &&
        oblique(clause, "for") == nullptr)
      return true;
  }
  return false;
}

// Whether a move is made with the clause or with a predicate above it.
bool EventGates::under_move(const Clause& clause) const {
  const auto is_move = [&](Token token) {
    return std::any_of(moves_.begin(), moves_.end(),
                       [&](const Move& move) { return move.token == token; });
  };
  const Clause* up = &clause;
  for (int steps = 0; steps < 4 && up != nullptr; ++steps) {
    if (is_move(up->predicate) || (up->light && is_move(*up->light))) return true;
    if (!up->governor || up->relation == Relation::relative) return false;
    up = clause_at(clauses_, *up->governor);
  }
  return false;
}

bool EventGates::has_auxiliary(const Clause& clause) const {
  const auto children = parse_.children(clause.predicate);
  return std::any_of(children.begin(), children.end(),
                     [&](Token child) { return parse_.tokens[child].dep == "aux"; });
}

// Storms and crashes kill without a party.
bool EventGates::by_accident(const Clause& clause) const {
  for (const Token subject : clause.subjects)
    if (acts_.is_a(subject, "@accident")) return true;
  for (const Oblique& one : clause.obliques)
    if (one_of(one.prep, {"in", "by", "from", "during", "after", "of"}) && !one.gerund &&
        acts_.is_a(one.head, "@accident"))
      return true;
  return false;
}

}  // namespace parley::coding
