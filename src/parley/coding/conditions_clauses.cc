// Where conditions stand: the clauses and phrases that a predicate hangs on.
#include <algorithm>

#include "parley/coding/move_reader.h"

#include "parley/text/text.h"

namespace parley::coding {
namespace {

std::string marker_of(const MoveText& text, Token head) {
  std::string found;
  for (const Token child : text.parse.children(head)) {
    if (child > head) break;
    const language::Token& at = text.at(child);
    if (at.dep == "mark" || (at.dep == "advmod" && at.tag == "WRB")) found = at.lower;
    // "as long as", "so long as"
    if (at.dep == "advmod" && at.lower == "long") found = "as_long_as";
    if (at.dep == "advmod" && at.lower == "soon") found = "once";
    if (at.dep == "mark" && at.lower == "as")
      for (const Token below : text.parse.children(head))
        if (text.at(below).lower == "long") found = "as_long_as";
  }
  return found;
}

bool is_condition_marker(std::string_view marker) {
  return one_of(marker, {"if", "unless", "until", "till", "once", "provided", "providing",
                         "as_long_as", "assuming"});
}

// What is refused is refused for as long as something is so, or until it is.
bool binds_refusal(std::string_view marker) {
  return one_of(marker, {"before", "without", "while", "whilst", "pending", "absent"});
}

// "only", "not", "first" in front make "when", "after", "before" conditions.
bool only_before(const MoveText& text, Token head) {
  const Token first = text.at(head).left_edge;
  for (Token token = first > 3 ? first - 3 : 0; token <= first; ++token)
    if (one_of(text.at(token).lower, {"only", "not", "first"})) return true;
  return false;
}

// "Provided", "providing" read as a participle behind a noun: the clause under it.
std::optional<Token> clause_of_proviso(const MoveText& text, Token word) {
  if (!one_of(text.at(word).lower, {"provided", "providing"})) return std::nullopt;
  for (const Token below : text.parse.children(word))
    if (one_of(text.at(below).dep, {"ccomp", "advcl"}) && below > word) return below;
  return std::nullopt;
}

class Finder {
 public:
  Finder(const MoveText& text, bool refused) : text_(text), refused_(refused) {}

  void at(Token place) {
    for (const Token child : text_.parse.children(place)) {
      const language::Token& word = text_.at(child);
      if (one_of(word.dep, {"advcl", "ccomp", "prep", "conj", "acl", "relcl"})) clause(child);
      proviso(child);
      // "as long as": the clause hangs on "long"
      if (one_of(word.lower, {"long", "soon"}) && word.dep == "advmod")
        for (const Token below : text_.parse.children(child))
          if (one_of(text_.at(below).dep, {"advcl", "ccomp"}))
            add(word.lower == "long" ? "as_long_as" : "once", below);
      // "only after the release", "until" read as a preposition with a clause
      if (one_of(word.dep, {"prep", "mark"}))
        for (const Token below : text_.parse.children(child))
          if (text_.at(below).dep == "pcomp" && counts(word.lower, child))
            add(std::string(word.lower), below);
    }
    phrases(place);
  }

  std::vector<ConditionClause> found;

 private:
  bool counts(std::string_view marker, Token head) const {
    if (is_condition_marker(marker) || (refused_ && binds_refusal(marker))) return true;
    return one_of(marker, {"when", "after", "before", "following", "with"}) &&
           only_before(text_, head);
  }

  void add(std::string marker, Token head) {
    const bool twice = std::any_of(found.begin(), found.end(),
                                   [&](const ConditionClause& one) { return one.head == head; });
    if (!twice) found.push_back({std::move(marker), head});
  }

  void clause(Token head) {
    const std::string marker = marker_of(text_, head);
    const bool behind_noun = one_of(text_.at(head).dep, {"acl", "relcl"});
    if (!marker.empty() && counts(marker, head) && !(behind_noun && marker == "when"))
      add(marker, head);
  }

  // "Provided" without a clause of its own in the parse: the clause that begins right after it.
  void bare_proviso(Token word) {
    const Range sentence = text_.parse.sentence_of(word).tokens;
    for (Token verb = word + 1; verb < sentence.end; ++verb)
      if (one_of(text_.at(verb).pos, {"VERB", "AUX"}) && text_.at(verb).left_edge == word + 1 &&
          one_of(text_.at(verb).dep, {"ccomp", "advcl", "acl", "relcl", "conj"}))
        add("provided", verb);
  }

  void proviso(Token word) {
    if (const auto head = clause_of_proviso(text_, word)) {
      add("provided", *head);
      return;
    }
    // "attend the talks provided three are freed": the participle and the clause both hang on the
    // noun
    if (!one_of(text_.at(word).dep, {"dobj", "pobj", "prep"})) return;
    for (const Token below : text_.parse.children(word)) {
      if (!one_of(text_.at(below).lower, {"provided", "providing"})) continue;
      if (const auto head = clause_of_proviso(text_, below)) add("provided", *head);
      bare_proviso(below);
      for (const Token next : text_.parse.children(word))
        if (next > below && one_of(text_.at(next).dep, {"acl", "relcl", "advcl"}))
          add("provided", next);
    }
  }

  void phrases(Token place) {
    const Clause* own = text_.clause(place);
    if (own == nullptr) return;
    for (const Oblique& oblique : own->obliques) {
      const std::string& prep = oblique.prep;
      if (one_of(prep, {"until", "till", "without", "pending"}) ||
          (!oblique.when && counts(prep, oblique.prep_token)))
        add(prep, oblique.head);
      trade(oblique);
      // "will stop on the day the tanks leave"
      if (one_of(text_.lemma(oblique.head), {"day", "moment", "hour"}) &&
          one_of(prep, {"on", "at", "from"}))
        for (const Token what : text_.parse.children(oblique.head))
          if (text_.at(what).dep == "relcl") add("once", what);
      if (one_of(text_.lemma(oblique.head), {"condition", "understanding", "proviso"}) &&
          one_of(prep, {"on", "with", "under"}))
        for (const Token what : text_.parse.children(oblique.head))
          if (one_of(text_.at(what).dep, {"acl", "ccomp", "relcl"})) add("on_condition", what);
    }
  }

  // "in return for guarantees", "in exchange for two prisoners"
  void trade(const Oblique& oblique) {
    if (oblique.prep == "in_exchange_for" || oblique.prep == "in_return_for")
      add("in_exchange_for", oblique.head);
    if (oblique.prep != "in" || !one_of(text_.lemma(oblique.head), {"return", "exchange"})) return;
    for (const Token child : text_.parse.children(oblique.head))
      if (text_.at(child).lower == "for")
        for (const Token what : text_.parse.children(child))
          if (one_of(text_.at(what).dep, {"pobj", "pcomp"})) add("in_exchange_for", what);
  }

  const MoveText& text_;
  bool refused_;
};

}  // namespace

std::vector<ConditionClause> condition_clauses(const MoveText& text, Token predicate,
                                               bool refused) {
  Finder finder(text, refused || text.negated(predicate));
  std::vector<Token> places{predicate};
  if (const Clause* clause = text.clause(predicate)) {
    if (clause->copula) places.push_back(*clause->copula);
    if (clause->light) places.push_back(*clause->light);
  }
  for (const Token place : places) finder.at(place);
  return std::move(finder.found);
}

}  // namespace parley::coding
