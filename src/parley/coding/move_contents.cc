#include "parley/coding/move_contents.h"

#include <algorithm>
#include <utility>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

constexpr int kMaxDepth = 5;
constexpr std::size_t kMaxHits = 8;

bool is_verb(const language::Token& token) { return token.tag.starts_with("VB"); }

void add(std::vector<Token>& list, Token token) {
  if (std::find(list.begin(), list.end(), token) == list.end()) list.push_back(token);
}

class ContentSearch {
 public:
  ContentSearch(const MoveText& text, std::vector<Token>* passed) : text_(text), passed_(passed) {}

  void search(Token token, int depth) {
    if (depth > kMaxDepth || hits.size() >= kMaxHits) return;
    if (std::find(seen_.begin(), seen_.end(), token) != seen_.end()) return;
    seen_.push_back(token);
    const knowledge::Pattern* content = best_pattern(text_, token, text_.lexicon.contents);
    if (content != nullptr && one_of(content->gives, {"demand", "offer"}) &&
        inner_act(token, depth)) {
      search_conjuncts(token, depth);
      return;
    }
    // What is told or bought is no content of the act over it.
    const bool speech =
        is_verb(text_.at(token)) && (text_.lexicon.in_class("speech", text_.lemma(token)) ||
                                     text_.lexicon.in_class("trade", text_.lemma(token)));
    if (content != nullptr) {
      const bool takes_negation =
          std::any_of(content->terms.begin(), content->terms.end(),
                      [](const auto& term) { return term.keys.front() == "neg"; });
      hits.push_back({content->gives, token, text_.negated(token), takes_negation, via_});
      pass(token);
      further_contents(token, depth);
    } else if (!speech) {
      pass(token);
      const auto* force = best_pattern(text_, token, text_.lexicon.forces);
      const std::string via = via_;
      if (force != nullptr && via_.empty()) via_ = force->gives;
      for (const Token below : places_below(token, force)) search(below, depth + 1);
      via_ = via;
    } else if (one_of(text_.lemma(token), {"declare", "announce"})) {
      // "an amnesty had been declared"
      if (const Clause* clause = text_.clause(token))
        for (const Token object : clause->objects) search(object, depth + 1);
    }
    search_conjuncts(token, depth);
  }

  std::vector<ContentHit> hits;

 private:
  void search_conjuncts(Token token, int depth) {
    for (const Token child : text_.parse.children(token))
      if (text_.at(child).dep == "conj" && !is_alternative(token, child)) search(child, depth + 1);
  }

  // "leave or be attacked": what happens if not.
  bool is_alternative(Token first, Token second) const {
    const auto is_passive = [&](Token verb) {
      const auto children = text_.parse.children(verb);
      return std::any_of(children.begin(), children.end(),
                         [&](Token child) { return text_.at(child).dep == "auxpass"; });
    };
    const auto children = text_.parse.children(first);
    return is_passive(second) && !is_passive(first) &&
           std::any_of(children.begin(), children.end(),
                       [&](Token child) { return text_.at(child).lower == "or"; });
  }

  // What is backed ("back the sanctions"), what a draft asks for ("a resolution calling on X to go"):
  // further contents, of which the first one's bearer is not the doer.
  void further_contents(Token token, int depth) {
    const std::string content = hits.back().content;
    const std::string via = via_;
    if (content == "support" && is_verb(text_.at(token))) {
      via_ = "endorse";
      for (const Token below : places_below(token, nullptr)) search(below, depth + 1);
    } else if (content == "guarantees") {
      // "promised in writing to stop", "assurances that they will disarm": what is assured
      via_ = "guarantee";
      std::vector<Token> assured;
      for (const Token child : text_.parse.children(token))
        if (one_of(text_.at(child).dep, {"xcomp", "acl", "ccomp", "relcl"}) ||
            (text_.at(child).dep == "advcl" && text_.at(child).tag == "VB"))
          add(assured, child);
      for (const Token below : assured) search(below, depth + 1);
    } else if (one_of(content, {"council_resolution", "plan", "agreement"})) {
      for (const Token child : text_.parse.children(token)) {
        if (!one_of(text_.at(child).dep, {"acl", "relcl"})) continue;
        const auto* force = best_pattern(text_, child, text_.lexicon.forces);
        if (force == nullptr || !one_of(force->gives, {"appeal", "demand"})) continue;
        via_ = "draft";
        if (!is_owned(token)) pass(child);
        for (const Token slot : content_slots(text_, child, *force)) search(slot, depth + 1);
      }
    }
    via_ = via;
  }

  // "the League's plan", "a French draft": what it asks is asked by somebody.
  bool is_owned(Token token) const {
    const Clause* clause = text_.clause(token);
    return clause != nullptr &&
           (one_of(clause->subject_from, {"possessive", "by"}) ||
            std::any_of(clause->modifiers.begin(), clause->modifiers.end(),
                        [&](Token modifier) { return is_name_of_party(text_, modifier); }));
  }

  // "Western calls to back sanctions", under "resisted": what the calls are for. The calls themselves
  // stay free to be read as somebody else's move.
  bool inner_act(Token noun, int depth) {
    const auto* force = best_pattern(text_, noun, text_.lexicon.forces);
    if (force == nullptr) return false;
    const std::size_t before = hits.size();
    std::vector<Token>* passed = std::exchange(passed_, nullptr);
    const bool calls = one_of(force->gives, {"appeal", "demand", "ask"});
    const std::string via = std::exchange(via_, calls ? "calls" : force->gives);
    for (const Token slot : content_slots(text_, noun, *force)) search(slot, depth + 1);
    via_ = via;
    passed_ = passed;
    return hits.size() > before;
  }

  void pass(Token token) {
    if (passed_ != nullptr) add(*passed_, token);
  }

  std::vector<Token> places_below(Token token, const knowledge::Pattern* force) const {
    // An inner speech act names its own places: "agree to", "call for".
    if (force != nullptr &&
        !one_of(force->gives, {"refuse", "deny", "accuse", "endorse", "pessimism", "optimism"}))
      return content_slots(text_, token, *force);
    std::vector<Token> out;
    // "a resumption of talks" is about talks, "an analysis of the talks" is not.
    const bool noun = text_.at(token).tag.starts_with("NN");
    // "that the truce and the arrival of observers happen at once"
    if (const Clause* own = text_.clause(token); own != nullptr &&
                                                 own->kind == PredicateKind::verb &&
                                                 own->objects.empty() && own->subject_from == "own")
      for (const Token subject : own->subjects) add(out, subject);
    const Token counted = content_head(text_.parse, token, text_.words);
    if (counted != token) add(out, counted);
    if (noun && !text_.lexicon.in_class("carriers", text_.lemma(token))) return out;
    const Clause* clause = text_.clause(token);
    if (clause != nullptr) {
      for (const Token object : clause->objects)
        if (object != token) add(out, object);
      for (const Token complement : clause->complements) add(out, complement);
      // "present a document on the truce": what the object is about is left to the object.
      for (const Oblique& oblique : clause->obliques)
        if (!oblique.of_object &&
            (one_of(oblique.prep, {"of", "on", "for", "to", "into", "towards", "toward"}) ||
             (noun && oblique.prep == "in")))
          add(out, oblique.head);
    }
    for (const Token child : text_.parse.children(token)) {
      const language::Token& at = text_.at(child);
      if (one_of(at.dep, {"dobj", "xcomp", "ccomp", "attr", "acomp", "oprd"})) add(out, child);
      if (at.dep == "prep" && one_of(at.lower, {"of", "on", "for", "to", "into"}))
        for (const Token object : text_.parse.children(child))
          if (one_of(text_.at(object).dep, {"pobj", "pcomp"})) add(out, object);
      if (at.dep == "acl" && at.tag == "VB") add(out, child);
    }
    return out;
  }

  const MoveText& text_;
  std::vector<Token>* passed_;
  std::vector<Token> seen_;
  std::string via_;
};

bool one_of_places(const knowledge::Pattern& pattern, std::string_view place) {
  return std::find(pattern.content_at.begin(), pattern.content_at.end(), place) !=
         pattern.content_at.end();
}

// "called on X to go": the infinitive may be read as hanging on X.
void add_infinitives_of(const MoveText& text, Token noun, std::vector<Token>& out) {
  for (const Token child : text.parse.children(noun)) {
    if (!one_of(text.at(child).dep, {"acl", "relcl", "xcomp", "ccomp", "advcl"})) continue;
    if (text.at(child).tag != "VB") continue;
    for (const Token mark : text.parse.children(child))
      if (text.at(mark).tag == "TO") add(out, child);
  }
}

// "accused the separatists of breaking the truce": the gerund may be read as hanging on them.
void add_gerunds_of_objects(const MoveText& text, Token predicate, std::string_view preposition,
                            std::vector<Token>& out) {
  const Clause* clause = text.clause(predicate);
  if (clause == nullptr || clause->kind == PredicateKind::noun) return;
  // "accused of bombing them and so of breaking the truce"
  for (const Oblique& oblique : clause->obliques)
    if (oblique.prep == preposition)
      for (const Token joined : conjuncts(text.parse, oblique.prep_token))
        for (const Token below : text.parse.children(joined))
          if (joined != oblique.prep_token && text.at(below).dep == "pcomp") add(out, below);
  for (const Token object : clause->objects)
    for (const Token child : text.parse.children(object))
      if (text.at(child).dep == "prep" && text.at(child).lower == preposition)
        for (const Token below : text.parse.children(child))
          if (text.at(below).dep == "pcomp") add(out, below);
}

void add_clauses(const MoveText& text, Token predicate, bool finite, std::vector<Token>& out) {
  const Clause* clause = text.clause(predicate);
  for (const Token token : fillers(text, predicate, "inf"))
    if (is_verb(text.at(token)) || text.at(token).dep == "ccomp" || text.at(token).dep == "xcomp")
      add(out, token);
  for (const Token child : text.parse.children(predicate)) {
    const language::Token& at = text.at(child);
    const bool has_to =
        at.tag == "VB" &&
        std::any_of(text.parse.children(child).begin(), text.parse.children(child).end(),
                    [&](Token t) { return text.at(t).tag == "TO"; });
    if (one_of(at.dep, {"advcl", "acl", "relcl"}) && has_to && !finite) add(out, child);
    if (finite && one_of(at.dep, {"ccomp", "acl"})) add(out, child);
  }
  // "added a demand: that they leave": the clause may be read as hanging on the verb
  if (finite && text.at(predicate).tag.starts_with("NN") && text.at(predicate).dep == "dobj")
    for (const Token child : text.parse.children(text.at(predicate).head))
      if (child > predicate && one_of(text.at(child).dep, {"advcl", "ccomp"}))
        for (const Token mark : text.parse.children(child))
          if (text.at(mark).lower == "that" && text.at(mark).dep == "mark") add(out, child);
  // "suggested to X that they should meet": the clause may be read as hanging on X
  if (finite && clause != nullptr)
    for (const Oblique& oblique : clause->obliques)
      for (const Token party : conjuncts(text.parse, oblique.head))
        for (const Token child : text.parse.children(party))
          if (text.at(child).dep == "relcl")
            for (const Token modal : text.parse.children(child))
              if (one_of(text.at(modal).lower, {"should", "must"})) add(out, child);
  if (clause == nullptr) return;
  if (clause->copula)
    for (const Token child : text.parse.children(*clause->copula))
      if (one_of(text.at(child).dep, {"xcomp", "ccomp"})) add(out, child);
  if (finite) return;
  for (const Token object : clause->objects) add_infinitives_of(text, object, out);
  for (const Oblique& oblique : clause->obliques) add_infinitives_of(text, oblique.head, out);
}

}  // namespace

std::vector<ContentHit> contents_at(const MoveText& text, Token start, std::vector<Token>* passed) {
  ContentSearch search(text, passed);
  search.search(start, 0);
  return std::move(search.hits);
}

std::vector<Token> named_by(const MoveText& text, Token noun) {
  std::vector<Token> out;
  const auto take = [&](Token token) {
    if (token != noun && !one_of(text.at(token).tag, {"EX", "WDT", "WP"})) add(out, token);
  };
  for (const Token child : text.parse.children(noun))
    if (text.at(child).dep == "nsubj") take(child);
  if (text.parse.is_root(noun)) return out;
  const Token verb = text.at(noun).head;
  // "made a withdrawal its condition": read as an apposition
  if (text.at(noun).dep == "appos" && !text.parse.is_root(verb) &&
      text.at(text.at(verb).head).lemma == "make")
    take(verb);
  const bool is = one_of(text.at(verb).lemma, {"be", "remain", "become"}) &&
                  one_of(text.at(noun).dep, {"attr", "nsubj", "acomp"});
  const bool makes = one_of(text.at(verb).lemma, {"make", "set", "declare", "consider"}) &&
                     one_of(text.at(noun).dep, {"dobj", "oprd", "ccomp", "xcomp"});
  // "made disarmament, not elections, a condition"; "sees it as a condition"
  const bool as = text.at(verb).lower == "as" && text.at(noun).dep == "pobj";
  if (is || makes)
    for (const Token child : text.parse.children(verb))
      if (one_of(text.at(child).dep,
                 {"nsubj", "attr", "ccomp", "xcomp", "csubj", "dobj", "dative", "acomp"}) &&
          (is || text.at(child).dep != "nsubj"))
        take(child);
  if (!as) return out;
  // "set X and Y as conditions": the preposition may be read as hanging on Y
  Token above = text.at(verb).head;
  if (text.at(above).tag.starts_with("NN")) {
    while (text.at(above).dep == "conj") above = text.at(above).head;
    for (const Token one : conjuncts(text.parse, above)) take(one);
  } else {
    for (const Token child : text.parse.children(above))
      if (one_of(text.at(child).dep, {"dobj", "nsubjpass"})) take(child);
  }
  return out;
}

std::vector<Token> content_slots(const MoveText& text, Token predicate,
                                 const knowledge::Pattern& pattern) {
  std::vector<Token> out;
  for (const std::string& place : pattern.content_at) {
    if (place == "inf" || place == "that") {
      add_clauses(text, predicate, place == "that", out);
    } else if (place == "named") {
      for (const Token token : named_by(text, predicate)) add(out, token);
    } else if (place == "gov_subj") {
      // "the offer got a positive response": the subject of the verb above the noun
      const Clause* clause = text.clause(predicate);
      const Clause* above =
          clause != nullptr && clause->governor ? text.clause(*clause->governor) : nullptr;
      if (above != nullptr)
        for (const Token subject : above->subjects) add(out, subject);
    } else {
      for (const Token token : fillers(text, predicate, place)) add(out, token);
      if (place == "subj")
        for (const Token child : text.parse.children(predicate))
          if (text.at(child).dep == "csubj") add(out, child);
      add_gerunds_of_objects(text, predicate, place, out);
    }
  }
  // The predicate's own noun phrase is no content of itself, unless the pattern says so ("wants the
  // army out", "no role for X").
  out.erase(std::remove(out.begin(), out.end(), predicate), out.end());
  if (one_of_places(pattern, "self")) add(out, predicate);
  return out;
}

}  // namespace parley::coding
