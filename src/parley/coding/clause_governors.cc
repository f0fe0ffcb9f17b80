// What stands above a predicate, and its voice.
#include "parley/coding/clause_builder.h"
#include "parley/text/text.h"

namespace parley::coding {

void ClauseBuilder::find_governor(Clause& clause) {
  const Token own = clause.copula.value_or(clause.predicate);
  clause.marker = marker_of(own);
  if (own != clause.predicate && clause.marker.empty()) clause.marker = marker_of(clause.predicate);
  if (parse_.is_root(own)) return;
  const std::string_view dep = at(own).dep;
  const Token head = at(own).head;
  if (clause.kind == PredicateKind::noun) {
    find_noun_governor(clause, own);
    return;
  }
  if (dep == "pcomp") {
    set_governor_of_preposition(clause, head);
  } else if (one_of(dep, {"acl", "relcl"})) {
    set_governor(clause, head, is_infinitive(own) ? Relation::complement : Relation::relative);
  } else if (dep == "conj") {
    set_governor(clause, finite_conjunct(own, head), Relation::coordinate);
  } else if (dep == "advcl") {
    set_governor(clause, head, Relation::adverbial);
  } else if (one_of(dep, {"ccomp", "xcomp", "csubj", "csubjpass", "oprd"})) {
    set_governor(clause, head, Relation::complement);
  } else if (dep == "amod" || dep == "compound") {
    set_governor(clause, head, Relation::modifier);
  }
}

Token ClauseBuilder::finite_conjunct(Token own, Token head) const {
  if (!one_of(at(own).tag, {"VBD", "VBZ", "VBP"})) return head;
  for (int steps = 0; steps < 4 && one_of(at(head).tag, {"VB", "VBG"}); ++steps) {
    if (has_own_modal(head) || !one_of(at(head).dep, {"xcomp", "advcl", "acl", "pcomp", "ccomp"}))
      break;
    head = at(head).head;
    if (at(head).dep == "prep") head = at(head).head;
  }
  return head;
}

bool ClauseBuilder::has_own_modal(Token verb) const {
  const auto children = parse_.children(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](Token child) { return at(child).tag == "MD"; });
}

void ClauseBuilder::find_noun_governor(Clause& clause, Token place) {
  if (parse_.is_root(place)) return;
  const std::string_view dep = at(place).dep;
  const Token head = at(place).head;
  if (one_of(dep, {"dobj", "attr", "oprd", "nsubjpass"})) {
    set_governor(clause, head, Relation::object);
  } else if (dep == "nsubj") {
    set_governor(clause, head, Relation::subject);
  } else if (dep == "pobj") {
    set_governor_of_preposition(clause, head);
  } else {
    set_governor(clause, head, dep == "conj" ? Relation::coordinate : Relation::modifier);
  }
}

void ClauseBuilder::set_governor(Clause& clause, Token head, Relation relation) {
  if (of_token_[head] == kNone) {
    clause.relation = relation;  // hangs on a name or an adjective
    return;
  }
  clause.governor = clauses_[of_token_[head]].predicate;
  clause.relation = relation;
  if (*clause.governor == clause.predicate) clause.governor.reset();
}

void ClauseBuilder::set_governor_of_preposition(Clause& clause, Token prep) {
  std::string name(at(prep).lower);
  Token up = at(prep).head;
  while (at(up).dep == "prep" || at(up).dep == "agent") {
    name.insert(0, std::string(at(up).lower) + '_');
    if (at(up).head == up) break;
    up = at(up).head;
  }
  clause.marker = name;
  // "a series of raids", "dozens of arrests": what is counted stands where the number stands.
  if (quantity_of(clause)) {
    clause.marker.clear();
    find_noun_governor(clause, up);
    return;
  }
  set_governor(clause, up, Relation::oblique);
}

std::string ClauseBuilder::marker_of(Token token) const {
  for (const Token child : parse_.children(token)) {
    if (child > token) break;
    if (at(child).dep == "mark" || (at(child).dep == "advmod" && at(child).tag == "WRB"))
      return std::string(at(child).lower);
  }
  return "";
}

void ClauseBuilder::set_voice(Clause& clause) {
  if (clause.passive || at(clause.predicate).tag != "VBN") return;
  if (clause.kind != PredicateKind::verb) return;
  bool subject = false, object = false;
  for (const Token child : parse_.children(clause.predicate)) {
    const std::string_view dep = at(child).dep;
    if (one_of(dep, {"aux"}) && one_of(at(child).lemma, {"have", "'ve", "'d", "'s"})) return;
    subject = subject || dep == "nsubj";
    object = object || dep == "dobj";
  }
  if (object || (subject && !clause.objects.empty())) return;
  if (clause.relation == Relation::coordinate && clause.governor) {
    const Clause& first = clauses_[of_token_[*clause.governor]];
    if (first.kind == PredicateKind::verb) {
      clause.passive = first.passive;
      return;
    }
  }
  if (subject) {
    // "to have the firing stopped": what stands before it is what it is done to.
    if (clause.relation == Relation::root || clause.relation == Relation::relative) return;
    clause.objects = clause.subjects;
    clause.subjects.clear();
    clause.subject_from.clear();
  }
  clause.passive = true;
}

}  // namespace parley::coding
