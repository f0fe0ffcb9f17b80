// coding/move_contents.h - what the words under a speech act are about.
#pragma once

#include <string>
#include <vector>

#include "parley/coding/move_pattern.h"

namespace parley::coding {

struct ContentHit {
  std::string content;   // a condition's name, or one that lexicon/forces_composition.tsv knows
  Token token = 0;       // the head of the words that say it
  bool negated = false;  // "not to attack"
  bool takes_negation = false;  // the content is a negated one: "not fire a shot" is a ceasefire
  // The inner speech act it hangs on: "refused to call on X to go": appeal; of a noun that is
  // another's act ("rejected calls for it"): calls.
  std::string via;
};

// The contents at and below a word: through light verbs ("hold talks"), inner speech acts ("agree to
// withdraw"), lists and "of"-phrases. The words passed on the way are added to `passed` (they say
// nothing else by themselves), but for those under an inner noun that is another's act ("Western calls
// for sanctions"). At most a few steps deep; relative and adverbial clauses are left out.
std::vector<ContentHit> contents_at(const MoveText& text, Token start, std::vector<Token>* passed);

// What a noun in a copula or beside "made" is said of: "X is our condition", "the demand is that X",
// "made X a condition": X.
std::vector<Token> named_by(const MoveText& text, Token noun);

// Where the content of a speech act hangs: the heads at the pattern's places.
std::vector<Token> content_slots(const MoveText& text, Token predicate,
                                 const knowledge::Pattern& pattern);

}  // namespace parley::coding
