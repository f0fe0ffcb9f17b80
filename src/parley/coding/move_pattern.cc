#include "parley/coding/move_pattern.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

using knowledge::Pattern;
using knowledge::PatternTerm;

bool is_part(const language::Token& token, char part) {
  if (part == 'v')
    return token.tag.starts_with("VB") && token.dep != "aux" && token.dep != "auxpass";
  if (part == 'n')
    return token.tag.starts_with("NN") || (token.tag == "CD" && token.lower.ends_with("illion")) ||
           (token.tag == "VBG" && token.pos == "NOUN");
  return token.tag.starts_with("JJ") || token.tag == "VBN" || token.tag == "RB";
}

void add_with_conjuncts(const MoveText& text, Token head, std::vector<Token>& out) {
  for (const Token token : conjuncts(text.parse, head)) {
    const Token content = content_head(text.parse, token, text.words);
    for (const Token found : {token, content})
      if (std::find(out.begin(), out.end(), found) == out.end()) out.push_back(found);
    // "a first group of prisoners": the prisoners too
    if (!text.lexicon.in_class("groups", text.lemma(token))) continue;
    for (const Token child : text.parse.children(token))
      if (text.at(child).lower == "of")
        for (const Token member : text.parse.children(child))
          if (text.at(member).dep == "pobj") out.push_back(member);
  }
}

// "out" of "out_of", "of" of "out_of", or the whole.
bool is_preposition(std::string_view name, std::string_view key) {
  return name == key || (name.size() > key.size() && name.ends_with(key) &&
                         name[name.size() - key.size() - 1] == '_');
}

void add_below(const MoveText& text, Token predicate, std::vector<Token>& out) {
  const auto range = text.parse.subtree(predicate);
  for (Token token = range.begin; token < range.end; ++token)
    if (token != predicate) out.push_back(token);
}

void add_particles(const MoveText& text, Token predicate, std::vector<Token>& out) {
  for (const Token child : text.parse.children(predicate)) {
    const language::Token& token = text.at(child);
    // "pull out of the town": a preposition before another one is a particle.
    const auto below = text.parse.children(child);
    const bool bare = std::all_of(below.begin(), below.end(),
                                  [&](Token under) { return text.at(under).dep == "prep"; });
    if (one_of(token.dep, {"prt", "advmod", "neg", "intj"}) || (token.dep == "prep" && bare))
      out.push_back(child);
  }
}

void add_infinitives(const MoveText& text, Token predicate, std::vector<Token>& out) {
  if (const Clause* clause = text.clause(predicate))
    for (const Token complement : clause->complements) add_with_conjuncts(text, complement, out);
  for (const Token child : text.parse.children(predicate))
    if (one_of(text.at(child).dep, {"xcomp", "ccomp", "acl"}) ||
        (text.at(child).dep == "advcl" && text.at(child).tag == "VB") ||
        (text.at(child).dep == "dobj" && text.at(child).tag == "VBG"))
      add_with_conjuncts(text, child, out);
}

bool bare_term(const MoveText& text, Token predicate, std::string_view term) {
  const Clause* clause = text.clause(predicate);
  if (term == "passive") return clause != nullptr && clause->passive;
  if (term == "active") return clause == nullptr || !clause->passive;
  if (term == "plural") return one_of(text.at(predicate).tag, {"NNS", "NNPS"});
  if (term == "neg") return text.negated(predicate);
  if (term == "own")
    return clause != nullptr && one_of(clause->subject_from, {"own", "by", "antecedent", "shared"});
  return false;
}

bool term_holds(const MoveText& text, Token predicate, const PatternTerm& term) {
  if (term.words.empty()) return bare_term(text, predicate, term.keys.front());
  for (const std::string& key : term.keys)
    for (const Token token : fillers(text, predicate, key))
      for (const std::string& word : term.words)
        if (fits_word(text, token, word)) return true;
  return false;
}

// The words in front of "plan" in "peace_plan": children of the head on its left, in any place.
bool has_before(const MoveText& text, Token head, std::string_view word) {
  const Token first = text.at(head).left_edge;
  for (Token token = first; token < head; ++token)
    if (text.at(token).lower == word || text.lemma(token) == word) return true;
  return false;
}

}  // namespace

std::string MoveText::lemma(Token token) const {
  std::string word = ascii_lower(at(token).lemma);
  if (at(token).pos == "PROPN" && word.size() > 4 && word.ends_with('s') && !word.ends_with("ss") &&
      at(token).tag == "NNPS")
    word.pop_back();
  return word;
}

const Clause* MoveText::clause(Token token) const {
  if (const Clause* found = clause_at(clauses, token)) return found;
  for (const Token child : parse.children(token))
    if (at(child).dep == "acomp")
      if (const Clause* found = clause_at(clauses, child); found && found->copula == token)
        return found;
  return nullptr;
}

bool MoveText::negated(Token token) const {
  const auto has_negation = [&](Token head) {
    for (const Token child : parse.children(head)) {
      if (at(child).dep == "neg" || one_of(at(child).lower, {"no", "not", "never", "n't", "nor"}))
        return true;
      // "no longer"
      if (at(child).lower == "longer" && child > 0 && at(child - 1).lower == "no") return true;
    }
    return false;
  };
  if (has_negation(token)) return true;
  const language::Token& word = at(token);
  if (word.dep == "pobj" && one_of(at(word.head).lower, {"without", "sans"})) return true;
  const Clause* clause = this->clause(token);
  if (clause == nullptr) return false;
  if (clause->copula && has_negation(*clause->copula)) return true;
  // "no one has apologised", "not a shot was fired"
  for (const auto* role : {&clause->subjects, &clause->objects})
    for (const Token noun : *role) {
      if (one_of(at(noun).lower, {"nobody", "none", "nothing", "neither", "nor"})) return true;
      if (clause->kind != PredicateKind::noun && has_negation(noun)) return true;
    }
  return false;
}

std::vector<Token> fillers(const MoveText& text, Token predicate, std::string_view key) {
  std::vector<Token> out;
  const Clause* clause = text.clause(predicate);
  if (key == "has") {
    add_below(text, predicate, out);
  } else if (key == "prt") {
    add_particles(text, predicate, out);
  } else if (key == "inf") {
    add_infinitives(text, predicate, out);
  } else if (key == "to_inf") {
    add_infinitives(text, predicate, out);
    std::erase_if(out, [&](Token verb) {
      const auto children = text.parse.children(verb);
      return std::none_of(children.begin(), children.end(),
                          [&](Token child) { return text.at(child).tag == "TO"; });
    });
  } else if (key == "mod") {
    for (const Token child : text.parse.children(predicate))
      if (child < predicate &&
          one_of(text.at(child).dep, {"amod", "compound", "nmod", "poss", "det"}))
        out.push_back(child);
  } else if (key == "poss") {
    for (const Token child : text.parse.children(predicate))
      if (text.at(child).dep == "poss") add_with_conjuncts(text, child, out);
  } else if (key == "under") {
    if (one_of(text.at(predicate).dep, {"pobj", "pcomp"})) out.push_back(text.at(predicate).head);
  } else if (key == "oprd") {
    for (const Token child : text.parse.children(predicate)) {
      if (!one_of(text.at(child).dep, {"oprd", "ccomp", "xcomp", "acomp", "attr"})) continue;
      out.push_back(child);
      // "called it a mistake": the small clause may be read as a clause with its own subject
      for (const Token below : text.parse.children(child))
        if (one_of(text.at(below).dep, {"attr", "acomp", "amod"})) out.push_back(below);
    }
  } else if (clause != nullptr && (key == "obj" || key == "subj")) {
    for (const Token head : key == "obj" ? clause->objects : clause->subjects)
      if (head != predicate) add_with_conjuncts(text, head, out);
  } else if (clause != nullptr) {
    for (const Oblique& oblique : clause->obliques)
      if (is_preposition(oblique.prep, key)) add_with_conjuncts(text, oblique.head, out);
  }
  return out;
}

bool fits_word(const MoveText& text, Token token, std::string_view word) {
  if (word == "#any") return true;
  const language::Token& at = text.at(token);
  const bool name = at.pos == "PROPN" || !at.ent_type.empty();
  if (word == "#place")
    return one_of(at.ent_type, {"GPE", "LOC", "FAC"}) || text.mentions.place_in({token, token + 1});
  if (word == "#person") {
    if (at.ent_type == "PERSON" || one_of(at.lower, {"he", "she", "him", "her"})) return true;
    const auto actor = text.mentions.actor_at(token);
    return actor && text.mentions.at(*actor).kind == "person";
  }
  if (word == "#date")
    return one_of(at.ent_type, {"DATE", "TIME"}) ||
           text.mentions.time_in({token, token + 1}) != nullptr;
  if (word == "#actor")
    return (name && one_of(at.ent_type, {"PERSON", "NORP", "GPE", "ORG"})) ||
           text.mentions.actor_at(token).has_value() ||
           text.lexicon.in_class("people", text.lemma(token));
  const auto cut = word.rfind('_');
  if (cut == std::string_view::npos) return text.lemma(token) == word || at.lower == word;
  if (!fits_word(text, token, word.substr(cut + 1))) return false;
  for (const std::string_view before : split(word.substr(0, cut), '_'))
    if (!has_before(text, token, before)) return false;
  return true;
}

bool is_name_of_party(const MoveText& text, Token token) {
  const language::Token& at = text.at(token);
  return (at.pos == "PROPN" || !at.ent_type.empty()) && fits_word(text, token, "#actor");
}

bool fits(const MoveText& text, Token predicate, const Pattern& pattern) {
  if (!is_part(text.at(predicate), pattern.part)) return false;
  for (const std::string& word : pattern.before)
    if (!has_before(text, predicate, word)) return false;
  for (const PatternTerm& term : pattern.terms)
    if (term_holds(text, predicate, term) == term.negative) return false;
  return true;
}

std::vector<const Pattern*> fitting_patterns(const MoveText& text, Token predicate,
                                             const knowledge::PatternTable& table) {
  std::vector<const Pattern*> found;
  for (const std::size_t i : table.with_lemma(text.lemma(predicate)))
    if (fits(text, predicate, table[i])) found.push_back(&table[i]);
  return found;
}

const Pattern* best_pattern(const MoveText& text, Token predicate,
                            const knowledge::PatternTable& table) {
  for (const std::size_t i : table.with_lemma(text.lemma(predicate)))
    if (fits(text, predicate, table[i])) return &table[i];
  return nullptr;
}

}  // namespace parley::coding
