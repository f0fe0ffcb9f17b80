#include "parley/coding/move_contents.h"

#include <algorithm>
#include <utility>

namespace parley::coding {
namespace {

constexpr int kMaxDepth = 5;
constexpr std::size_t kMaxHits = 8;

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

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
    const bool speech =
        text_.lexicon.in_class("speech", text_.lemma(token)) && is_verb(text_.at(token));
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
    }
    search_conjuncts(token, depth);
  }

  std::vector<ContentHit> hits;

 private:
  void search_conjuncts(Token token, int depth) {
    for (const Token child : text_.parse.children(token))
      if (text_.at(child).dep == "conj") search(child, depth + 1);
  }

  // What is backed ("back the sanctions"), what a draft asks for ("a resolution calling on X to go"):
  // further contents, of which the first one's bearer is not the doer.
  void further_contents(Token token, int depth) {
    const std::string content = hits.back().content;
    const std::string via = via_;
    if (content == "support" && is_verb(text_.at(token))) {
      via_ = "endorse";
      for (const Token below : places_below(token, nullptr)) search(below, depth + 1);
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
    const std::string via = std::exchange(via_, force->gives);
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
      for (const Oblique& oblique : clause->obliques)
        if (one_of(oblique.prep, {"of", "on", "for", "to", "into", "towards", "toward"}) ||
            (noun && oblique.prep == "in"))
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

// "called on X to go": the infinitive may be read as hanging on X.
void add_infinitives_of(const MoveText& text, Token noun, std::vector<Token>& out) {
  for (const Token child : text.parse.children(noun)) {
    if (!one_of(text.at(child).dep, {"acl", "relcl", "xcomp", "ccomp", "advcl"})) continue;
    if (text.at(child).tag != "VB") continue;
    for (const Token mark : text.parse.children(child))
      if (text.at(mark).tag == "TO") add(out, child);
  }
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
  // "suggested to X that they should meet": the clause may be read as hanging on X
  if (finite && clause != nullptr)
    for (const Oblique& oblique : clause->obliques)
      for (const Token child : text.parse.children(oblique.head))
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

std::vector<Token> content_slots(const MoveText& text, Token predicate,
                                 const knowledge::Pattern& pattern) {
  std::vector<Token> out;
  for (const std::string& place : pattern.content_at) {
    if (place == "inf" || place == "that") {
      add_clauses(text, predicate, place == "that", out);
    } else if (place == "gov_subj") {
      // "the offer got a positive response": the subject of the verb above the noun
      const Clause* clause = text.clause(predicate);
      const Clause* above =
          clause != nullptr && clause->governor ? text.clause(*clause->governor) : nullptr;
      if (above != nullptr)
        for (const Token subject : above->subjects) add(out, subject);
    } else {
      for (const Token token : fillers(text, predicate, place)) add(out, token);
    }
  }
  // The predicate's own noun phrase is no content of itself.
  out.erase(std::remove(out.begin(), out.end(), predicate), out.end());
  return out;
}

}  // namespace parley::coding
