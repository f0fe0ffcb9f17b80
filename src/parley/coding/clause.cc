#include "parley/coding/clause.h"

#include <algorithm>

#include "parley/coding/clause_builder.h"
#include "parley/text/text.h"

namespace parley::coding {

std::vector<Clause> ClauseBuilder::build() {
  find_predicates();
  for (Clause& clause : clauses_) take_children(clause);
  for (Clause& clause : clauses_) find_governor(clause);
  for (Clause& clause : clauses_) set_voice(clause);
  state_.assign(clauses_.size(), State::fresh);
  for (std::uint32_t i = 0; i < clauses_.size(); ++i) resolve(i);
  for (Clause& clause : clauses_) {
    add_object_obliques(clause);
    set_range(clause);
  }
  return std::move(clauses_);
}

void ClauseBuilder::add_object_obliques(Clause& clause) {
  if (clause.kind == PredicateKind::noun) return;
  for (const Token object : std::vector<Token>(clause.objects)) {
    if (object == clause.predicate) continue;
    const Clause* noun = clause_of(object);
    if (noun == nullptr || noun->kind != PredicateKind::noun) continue;
    for (const Oblique& one : noun->obliques)
      if (!one.of_object && !one.gerund && one.head != clause.predicate && one.prep != "of")
        clause.obliques.push_back({one.prep, one.prep_token, one.head, false, true, one.when});
  }
}

Range ClauseBuilder::noun_phrase(Token head) const {
  Range range{at(head).left_edge, at(head).right_edge + 1};
  for (const Token child : parse_.children(head))
    if (child > head && one_of(at(child).dep, {"relcl", "acl", "appos"}))
      range.end = std::min(range.end, std::max(at(child).left_edge, head + 1));
  while (range.end > head + 1 && at(range.end - 1).pos == "PUNCT") --range.end;
  return range;
}

void ClauseBuilder::set_range(Clause& clause) {
  const language::Sentence& sentence = parse_.sentence_of(clause.predicate);
  Range range{clause.predicate, clause.predicate + 1};
  const auto add = [&](Range more) {
    if (more.empty() || !sentence.tokens.overlaps(more)) return;
    range.begin = std::min(range.begin, more.begin);
    range.end = std::max(range.end, more.end);
  };
  const auto add_verb = [&](Token verb) {
    add({verb, verb + 1});
    for (const Token child : parse_.children(verb))
      if (one_of(at(child).dep, {"aux", "auxpass", "neg", "prt", "acomp"})) add({child, child + 1});
  };
  add_verb(clause.predicate);
  if (clause.copula) add_verb(*clause.copula);
  if (clause.light) add_verb(*clause.light);
  if (clause.kind == PredicateKind::noun) add(noun_phrase(clause.predicate));
  const bool own = one_of(clause.subject_from, {"own", "by", "possessive", "antecedent"}) ||
                   (clause.subject_from == "light verb");
  if (own)
    for (const Token who : clause.subjects) add(noun_phrase(who));
  for (const Token what : clause.objects)
    if (own || what > clause.predicate || clause.passive) add(noun_phrase(what));
  for (const Oblique& one : clause.obliques)
    if (!one.gerund) add({std::min(one.prep_token, one.head), noun_phrase(one.head).end});
  clause.tokens = range;
}

std::vector<Clause> clauses(const language::Parse& parse, const knowledge::Lexicon& lexicon) {
  return ClauseBuilder(parse, lexicon).build();
}

const Clause* clause_at(const std::vector<Clause>& clauses, Token predicate) {
  const auto found =
      std::partition_point(clauses.begin(), clauses.end(),
                           [&](const Clause& clause) { return clause.predicate < predicate; });
  return found != clauses.end() && found->predicate == predicate ? &*found : nullptr;
}

std::vector<Token> conjuncts(const language::Parse& parse, Token head) {
  std::vector<Token> found{head};
  for (std::size_t i = 0; i < found.size() && found.size() < 64; ++i)
    for (const Token child : parse.children(found[i]))
      if (parse.tokens[child].dep == "conj") found.push_back(child);
  return found;
}

Token content_head(const language::Parse& parse, Token head, const knowledge::Lexicon& lexicon) {
  for (int steps = 0; steps < 4; ++steps) {
    const language::Token& token = parse.tokens[head];
    if (token.tag != "CD" && token.tag != "DT" && token.tag != "JJS" && token.tag != "JJR" &&
        !lexicon.in_class("@quantity", token.lemma))
      return head;
    Token inner = head;
    for (const Token child : parse.children(head))
      if (parse.tokens[child].dep == "prep" && parse.tokens[child].lower == "of")
        for (const Token noun : parse.children(child))
          if (parse.tokens[noun].dep == "pobj") inner = noun;
    if (inner == head) return head;
    head = inner;
  }
  return head;
}

const Oblique* oblique(const Clause& clause, std::string_view prepositions) {
  for (const bool of_object : {false, true})
    for (const std::string_view wanted : split(prepositions, ';'))
      for (const Oblique& one : clause.obliques)
        if (one.of_object == of_object && one.prep == wanted) return &one;
  return nullptr;
}

bool has_form(const Clause& clause, std::string_view form) {
  if (clause.lemma == form || clause.verb == form) return true;
  if (!form.starts_with(clause.verb) || form.size() <= clause.verb.size() + 1 ||
      form[clause.verb.size()] != '_')
    return false;
  const std::string_view rest = form.substr(clause.verb.size() + 1);
  const std::string_view own = std::string_view(clause.lemma).substr(clause.verb.size());
  const auto ends_with_preposition = [&](std::string_view prep) {
    return std::any_of(clause.obliques.begin(), clause.obliques.end(),
                       [&](const Oblique& one) { return one.prep == prep && !one.when; });
  };
  if (own.empty()) return ends_with_preposition(rest);
  return rest.starts_with(own.substr(1)) && rest.size() > own.size() &&
         rest[own.size() - 1] == '_' && ends_with_preposition(rest.substr(own.size()));
}

}  // namespace parley::coding
