// knowledge/move_lexicon.h - what words do and what they are about: the patterns from which moves
// are composed (coding/moves.h). A pattern is a word and what must hang on it:
//   call  v  on=#actor inf      "call", a verb, with "on" + a party and an infinitive
// Terms (all must hold; "!" in front: must not): KEY=ALTERNATIVE|ALTERNATIVE, KEY/KEY=... for either
// of several places. Keys: obj subj prt (particle or adverb) inf (infinitive, gerund or clause)
// to_inf (infinitive with "to" alone) mod
// (a word before the noun) oprd (what it is called) under (the preposition it stands behind) has
// (anywhere below) or any preposition. Alternatives: a lemma, several
// joined by _ (the last is the head: peace_plan), @class (lexicon/contents_words.tsv), #actor,
// #person, #place, #date, #any, and "" (the place must be filled by nothing). Bare terms: passive active neg
// plural own (a subject of its own).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct PatternTerm {
  std::vector<std::string> keys;   // "obj", "to" ...; for bare terms the term itself
  std::vector<std::string> words;  // classes already opened
  bool negative = false;
};

struct Pattern {
  std::string gives;  // force, content or move
  char part = 'v';    // v n a
  std::string lemma;  // the head
  std::vector<std::string>
      before;  // further words of "peace_plan": must stand in front of the head
  std::vector<PatternTerm> terms;
  // forces: inf that obj subj, prepositions; self (the word itself), named (what it is said of)
  std::vector<std::string> content_at;
  std::vector<std::string> recipient_at;  // obj on to with from subj ...
  std::string where;                      // "lexicon/forces.tsv:12"
};

struct Composition {
  std::string force, content;  // content: id, "group:military", "*"
  std::string move;
  std::string
      cameo;  // a code, one of a d p k r (the content's own column), "" (the move's usual one)
  std::string where;  // "lexicon/forces_composition.tsv:12"
};

class PatternTable {
 public:
  void add(Pattern pattern);
  // Patterns with this head lemma, most terms first.
  const std::vector<std::size_t>& with_lemma(std::string_view lemma) const;
  const Pattern& operator[](std::size_t i) const { return patterns_[i]; }
  const std::vector<Pattern>& all() const { return patterns_; }
  void sort();

 private:
  std::vector<Pattern> patterns_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_lemma_;
};

struct MoveLexicon {
  PatternTable forces, contents, acts;
  std::vector<Composition> compositions;
  std::unordered_map<std::string, std::vector<std::string>> classes;  // contents_words.tsv

  static Result<MoveLexicon> load(const Files& files);
  // The move of force x content: by the content itself, then its group, then "*". nullptr: none.
  const Composition* compose(std::string_view force, std::string_view content,
                             std::string_view group) const;
  bool in_class(std::string_view name, std::string_view word) const;
};

}  // namespace parley::knowledge
