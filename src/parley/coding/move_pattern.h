// coding/move_pattern.h - do the words around a predicate fit a pattern of the move lexicon?
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/coding/clause.h"
#include "parley/knowledge/move_lexicon.h"
#include "parley/mention/mentions.h"

namespace parley::coding {

// What the readers of moves look at: the parse of one report, its clauses and parties.
struct MoveText {
  const language::Parse& parse;
  const std::vector<Clause>& clauses;
  const mention::Mentions& mentions;
  const knowledge::MoveLexicon& lexicon;
  const knowledge::Lexicon& words;  // for content_head: "a round of talks" -> talks

  const language::Token& at(Token token) const { return parse.tokens[token]; }
  // Lower-cased lemma, plural names made singular: "Talks" (NNPS) -> "talk".
  std::string lemma(Token token) const;
  // The clause whose predicate or copula verb is this token.
  const Clause* clause(Token token) const;
  bool negated(Token token) const;  // "not", "never", "no", "without" on the word itself
};

// The heads that fill a place of the predicate: "obj" "subj" "prt" "inf" "mod" "oprd" "has" or a
// preposition. Coordinated heads included.
std::vector<Token> fillers(const MoveText& text, Token predicate, std::string_view key);
bool fits_word(const MoveText& text, Token token, std::string_view word);
// A name or nationality that means a party: "Arab League", "French".
bool is_name_of_party(const MoveText& text, Token token);
bool fits(const MoveText& text, Token predicate, const knowledge::Pattern& pattern);
// The fitting pattern with most terms; nullptr where none fits.
const knowledge::Pattern* best_pattern(const MoveText& text, Token predicate,
                                       const knowledge::PatternTable& table);
// All that fit, most terms first.
std::vector<const knowledge::Pattern*> fitting_patterns(const MoveText& text, Token predicate,
                                                        const knowledge::PatternTable& table);

}  // namespace parley::coding
