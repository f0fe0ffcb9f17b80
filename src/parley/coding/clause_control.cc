// What a predicate gets from above it: controlled, shared and understood subjects, light verbs.
#include "parley/coding/clause_builder.h"
#include "parley/text/text.h"

namespace parley::coding {

void ClauseBuilder::resolve(std::uint32_t index) {
  if (state_[index] != State::fresh) return;
  state_[index] = State::open;
  Clause& clause = clauses_[index];
  if (clause.governor && clause.relation != Relation::relative)
    resolve(of_token_[*clause.governor]);
  if (clause.kind == PredicateKind::noun) {
    resolve_noun(clause);
  } else {
    resolve_verb(clause);
  }
  state_[index] = State::done;
}

void ClauseBuilder::resolve_verb(Clause& clause) {
  const Token own = clause.predicate;
  if (clause.relation == Relation::relative && one_of(at(own).dep, {"acl", "relcl"})) {
    take_antecedent(clause, at(own).head);
    return;
  }
  if (clause.relation == Relation::complement && one_of(at(own).dep, {"acl", "relcl"})) {
    take_noun_owner(clause, at(own).head);
    return;
  }
  if (!clause.governor || has_surface_subject(clause)) return;
  const Clause& above = clauses_[of_token_[*clause.governor]];
  if (above.kind == PredicateKind::noun) {
    // "accused of killing": handled by the verb; "the offer of meeting" takes the offer's owner.
    if (clause.relation == Relation::oblique) give(clause, above.subjects, "controlled");
    return;
  }
  if (clause.relation == Relation::coordinate) {
    const std::vector<Token>& surface = above.passive ? above.objects : above.subjects;
    if (at(own).tag == "VBN" || at(own).tag != "VB" || above.kind != PredicateKind::copula)
      give(clause, surface, "shared");
    // "arrested and beaten by police": the agent stands once.
    if (clause.passive && above.passive && clause.subjects.empty() && !above.subjects.empty() &&
        above.subject_from != "by") {
      clause.subjects = above.subjects;
      clause.subject_from = "shared";
    }
  } else {
    give(clause, controller(above, clause), "controlled");
  }
}

bool ClauseBuilder::has_surface_subject(const Clause& clause) const {
  return clause.passive ? !clause.objects.empty() : !clause.subjects.empty();
}

void ClauseBuilder::give(Clause& clause, const std::vector<Token>& who, std::string_view from) {
  if (has_surface_subject(clause) || who.empty()) return;
  if (clause.passive) {
    clause.objects = who;
  } else {
    clause.subjects = who;
    clause.subject_from = from;
  }
}

std::vector<Token> ClauseBuilder::controller(const Clause& above, const Clause& below) const {
  if (below.relation == Relation::complement || below.relation == Relation::oblique) {
    if (const Oblique* by = controlling_oblique(above, below)) return {by->head};
    const bool object_first = !above.objects.empty() && above.objects.front() < below.predicate &&
                              above.kind != PredicateKind::copula;
    const bool means =
        below.relation == Relation::oblique &&
        one_of(below.marker, {"by", "after", "before", "in", "without", "while", "since"});
    if (object_first && !means) return above.objects;
  }
  return above.passive ? above.objects : above.subjects;
}

const Oblique* ClauseBuilder::controlling_oblique(const Clause& above, const Clause& below) const {
  for (const Oblique& one : above.obliques) {
    if (one.gerund || one.head >= below.predicate) continue;
    const knowledge::Embedding* known = lexicon_.embedding(
        above.kind == PredicateKind::noun ? 'n' : 'v', above.lemma + '_' + one.prep);
    if (known != nullptr && known->controls) return &one;
  }
  return nullptr;
}

void ClauseBuilder::take_antecedent(Clause& clause, Token noun) {
  if (clause.passive) {
    if (clause.objects.empty()) clause.objects.push_back(noun);
    return;
  }
  if (clause.subjects.empty()) {
    clause.subjects.push_back(noun);
    clause.subject_from = "antecedent";
  } else if (clause.objects.empty() && clause.subjects.front() != noun && !has_wh_word(clause)) {
    clause.objects.push_back(noun);  // "the town they captured"
  }
}

bool ClauseBuilder::has_wh_word(const Clause& clause) const {
  for (Token t = at(clause.predicate).left_edge; t < clause.predicate; ++t)
    if (at(t).tag.starts_with("W")) return true;
  return false;
}

void ClauseBuilder::take_noun_owner(Clause& clause, Token noun) {
  if (has_surface_subject(clause)) return;
  Clause* above = clause_of(noun);
  if (above == nullptr) {
    give(clause, {noun}, "antecedent");
    return;
  }
  if (const Oblique* by = controlling_oblique(*above, clause)) {
    give(clause, {by->head}, "controlled");
    return;
  }
  if (!above->subjects.empty()) {
    give(clause, above->subjects, "controlled");
    return;
  }
  const bool speaks = lexicon_.embedding('n', above->lemma) != nullptr;
  if (!speaks) give(clause, {noun}, "antecedent");
  if (speaks && above->governor) {
    // "they have the right to return", "made a plan to": the verb's subject.
    const Clause& verb = clauses_[of_token_[*above->governor]];
    if (above->relation == Relation::object && verb.kind != PredicateKind::noun)
      give(clause, verb.subjects, "controlled");
  }
}

void ClauseBuilder::resolve_noun(Clause& noun) {
  find_light_verb(noun);
  if (noun.light) {
    const Clause& verb = clauses_[of_token_[*noun.light]];
    if (noun.acts_on_subject) {
      for (const Token who : verb.subjects) noun.objects.push_back(who);
    } else if (lexicon_.light_verb(noun.light_form)->subject_is_actor && noun.subjects.empty() &&
               !verb.subjects.empty() && verb.subjects.front() != noun.predicate) {
      noun.subjects = verb.subjects;
      noun.subject_from = "light verb";
    }
    for (const Oblique& one : verb.obliques)
      if (one.head != noun.predicate && !one.gerund)
        noun.obliques.push_back({one.prep, one.prep_token, one.head, false, true, one.when});
  }
  if (noun.relation == Relation::coordinate && noun.governor) {
    // "his arrest and deportation", "launched raids and attacks"
    const Clause& first = clauses_[of_token_[*noun.governor]];
    if (first.kind == PredicateKind::noun && noun.subjects.empty()) {
      noun.subjects = first.subjects;
      noun.subject_from = "shared";
    }
    if (!noun.light && first.kind == PredicateKind::noun) {
      noun.light = first.light;
      noun.light_form = first.light_form;
      noun.acts_on_subject = first.acts_on_subject;
      if (noun.acts_on_subject) noun.objects = first.objects;
    }
  }
}

void ClauseBuilder::find_light_verb(Clause& noun) {
  const Token own = noun.predicate;
  // "the attack that they launched", "raids carried out by": the verb hangs on the noun.
  for (const Token child : parse_.children(own)) {
    if (at(child).dep != "relcl" && at(child).dep != "acl") continue;
    Clause* verb = clause_of(child);
    if (verb == nullptr || verb->kind != PredicateKind::verb) continue;
    resolve(of_token_[child]);
    if (!verb->objects.empty() && verb->objects.front() == own &&
        set_light(noun, *verb, verb->lemma))
      return;
  }
  if (!noun.governor) return;
  const Clause& verb = clauses_[of_token_[*noun.governor]];
  if (verb.kind == PredicateKind::noun || verb.predicate == own) return;
  switch (noun.relation) {
    case Relation::object:
      set_light(noun, verb, verb.lemma);
      break;
    case Relation::oblique:
      set_light(noun, verb, verb.lemma + '+' + noun.marker);
      break;
    case Relation::subject:
      set_light(noun, verb, "s:" + verb.lemma);
      break;
    default:
      break;
  }
}

bool ClauseBuilder::set_light(Clause& noun, const Clause& verb, const std::string& form) {
  const knowledge::LightVerb* light = lexicon_.light_verb(form);
  if (light == nullptr) return false;
  noun.light = verb.predicate;
  noun.light_form = form;
  noun.acts_on_subject = light->subject_is_recipient;
  return true;
}

}  // namespace parley::coding
