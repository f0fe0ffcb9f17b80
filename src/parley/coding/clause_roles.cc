// Predicates, and the roles that hang on them in the tree.
#include <algorithm>

#include "parley/coding/clause_builder.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

bool is_relative_pronoun(const language::Token& token) {
  const auto is = [&](std::string_view tag) { return token.tag == tag; };
  return is("WDT") || is("WP") || is("WP$") ||
         (token.lower == "that" && (token.dep == "nsubj" || token.dep == "nsubjpass" ||
                                    token.dep == "dobj" || token.dep == "pobj"));
}

}  // namespace

void ClauseBuilder::find_predicates() {
  for (Token t = 0; t < parse_.tokens.size(); ++t) {
    const auto kind = kind_of(t);
    if (!kind) continue;
    Clause clause;
    clause.kind = *kind;
    clause.predicate = t;
    clause.verb = ascii_lower(at(t).lemma);
    clause.lemma = clause.verb;
    of_token_[t] = static_cast<std::uint32_t>(clauses_.size());
    clauses_.push_back(std::move(clause));
  }
  // "is ready": the adjective speaks for the verb.
  for (Clause& clause : clauses_)
    if (clause.copula) of_token_[*clause.copula] = of_token_[clause.predicate];
  for (Token t = 0; t < parse_.tokens.size(); ++t) {
    if (at(t).dep != "acomp" || of_token_[t] == kNone) continue;
    Clause& adjective = clauses_[of_token_[t]];
    adjective.copula = at(t).head;
    of_token_[at(t).head] = of_token_[t];
  }
}

std::optional<PredicateKind> ClauseBuilder::kind_of(Token t) const {
  const language::Token& token = at(t);
  if (token.dep == "acomp" && is_copula_verb(token.head)) return PredicateKind::copula;
  if (token.tag == "NN" || token.tag == "NNS") {
    if (token.pos == "NOUN" || token.pos == "PROPN") return PredicateKind::noun;
    return std::nullopt;
  }
  // "launched a new offensive": an adjective for the tagger, a noun by its place.
  if (token.tag == "JJ" && one_of(token.dep, {"dobj", "pobj", "nsubj", "nsubjpass"}))
    return PredicateKind::noun;
  if (!token.tag.starts_with("VB") || one_of(token.dep, {"aux", "auxpass"})) return std::nullopt;
  if (token.dep == "amod" || token.dep == "compound")
    return token.tag == "VBN" || token.tag == "VBG" ? std::optional(PredicateKind::participle)
                                                    : std::nullopt;
  if (is_copula_verb(t)) {
    for (const Token child : parse_.children(t))
      if (at(child).dep == "acomp") return std::nullopt;  // the adjective is the predicate
    return PredicateKind::copula;
  }
  return PredicateKind::verb;
}

bool ClauseBuilder::is_copula_verb(Token t) const {
  return at(t).tag.starts_with("VB") &&
         one_of(at(t).lemma, {"be", "become", "remain", "seem", "appear", "look", "stay", "'s"});
}

void ClauseBuilder::take_children(Clause& clause) {
  if (clause.kind == PredicateKind::participle) {
    // The noun in front of which it stands is what it was done to, or who does it.
    const Token noun = at(clause.predicate).head;
    clause.passive = at(clause.predicate).tag == "VBN";
    (clause.passive ? clause.objects : clause.subjects).push_back(noun);
    if (!clause.passive) clause.subject_from = "own";
  }
  take_children_of(clause, clause.predicate);
  if (const auto quantity = quantity_of(clause)) {
    // "a series of raids by police": what hangs on the number is said of the raids.
    for (const Token child : parse_.children(*quantity))
      if (at(child).dep == "prep" && at(child).lower != "of") take_preposition(clause, child, "");
  }
  if (clause.copula) take_children_of(clause, *clause.copula);
}

std::optional<Token> ClauseBuilder::quantity_of(const Clause& clause) const {
  if (clause.kind != PredicateKind::noun || at(clause.predicate).dep != "pobj") return std::nullopt;
  const Token prep = at(clause.predicate).head;
  const Token up = at(prep).head;
  if (at(prep).lower != "of" || of_token_[up] == kNone) return std::nullopt;
  if (!lexicon_.in_class("@quantity", clauses_[of_token_[up]].verb)) return std::nullopt;
  return up;
}

void ClauseBuilder::take_children_of(Clause& clause, Token parent) {
  for (const Token child : parse_.children(parent)) {
    const std::string_view dep = at(child).dep;
    if (clause.kind == PredicateKind::noun) {
      if (dep == "poss") own_subject(clause, child, "possessive");
      if (one_of(dep, {"compound", "amod", "nmod"})) clause.modifiers.push_back(child);
    } else {
      if (dep == "nsubj") own_subject(clause, child, "own");
      if (dep == "nsubjpass") clause.objects.push_back(antecedent(child)), clause.passive = true;
      if (dep == "dobj") clause.objects.push_back(antecedent(child));
      if (dep == "auxpass") clause.passive = true;
      if ((dep == "prt" || leads_preposition(clause, child)) && at(child).head == parent)
        clause.lemma += '_' + std::string(at(child).lower);
      if (dep == "attr" && clause.kind == PredicateKind::copula)
        clause.objects.push_back(antecedent(child));
      if (one_of(dep, {"ccomp", "xcomp"})) clause.complements.push_back(child);
      if (dep == "dative" && parse_.children(child).empty() && at(child).tag != "IN")
        clause.obliques.push_back({"to", child, antecedent(child), false, false, false});
    }
    if (one_of(dep, {"acl", "relcl"}) && clause.kind == PredicateKind::noun && is_infinitive(child))
      clause.complements.push_back(child);
    if (one_of(dep, {"prep", "agent", "dative"})) take_preposition(clause, child, "");
  }
}

// The "out" of "pulled out of the town", where the lexicon knows the verb with it.
bool ClauseBuilder::leads_preposition(const Clause& clause, Token child) const {
  const auto below = parse_.children(child);
  return at(child).dep == "prep" && !below.empty() &&
         std::all_of(below.begin(), below.end(),
                     [&](Token under) { return at(under).dep == "prep"; }) &&
         lexicon_.acts.contains(clause.lemma + '_' + std::string(at(child).lower));
}

void ClauseBuilder::own_subject(Clause& clause, Token token, std::string_view from) {
  if (at(token).dep == "nsubj" && at(token).lower == "there") return;
  clause.subjects.push_back(antecedent(token));
  clause.subject_from = from;
}

void ClauseBuilder::take_preposition(Clause& clause, Token prep, const std::string& before) {
  const std::string name = before + std::string(at(prep).lower);
  for (const Token child : parse_.children(prep)) {
    const std::string_view dep = at(child).dep;
    if (dep == "pobj") {
      clause.obliques.push_back({name, prep, antecedent(child), false, false,
                                 one_of(at(child).ent_type, {"DATE", "TIME"})});
      for (const Token other : parse_.children(prep))
        if (at(other).dep == "conj" && one_of(at(other).tag, {"IN", "TO"}))
          take_preposition(clause, other, "");
      if (name == "by" && clause.subjects.empty() && is_agent(clause, prep)) {
        clause.subjects.push_back(antecedent(child));
        clause.subject_from = "by";
      }
    } else if (dep == "pcomp") {
      clause.obliques.push_back({name, prep, child, true, false, false});
    } else if (dep == "prep") {
      take_preposition(clause, child, name + '_');
    }
  }
}

bool ClauseBuilder::is_agent(const Clause& clause, Token prep) const {
  return at(prep).dep == "agent" || clause.kind == PredicateKind::noun ||
         clause.kind == PredicateKind::participle || at(clause.predicate).tag == "VBN";
}

bool ClauseBuilder::is_infinitive(Token t) const {
  if (at(t).tag != "VB") return false;
  const auto children = parse_.children(t);
  return std::any_of(children.begin(), children.end(),
                     [&](Token child) { return at(child).tag == "TO"; });
}

Token ClauseBuilder::antecedent(Token token) const {
  if (!is_relative_pronoun(at(token))) return token;
  Token up = token;
  for (int steps = 0; steps < 12 && at(up).dep != "relcl" && !parse_.is_root(up); ++steps)
    up = at(up).head;
  return at(up).dep == "relcl" ? at(up).head : token;
}

}  // namespace parley::coding
