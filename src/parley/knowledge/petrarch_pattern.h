// knowledge/petrarch_pattern.h - one pattern of a PETRARCH or TABARI verb dictionary, as our frames can ask for it.
// PETRARCH  - &MILITARY * {RELIEF AID} (TO BORDER) [154]    heads bare, phrases in braces, prepositional phrases in
//           parentheses; TABARI writes the words in a row: - * MEETING WITH + NEGOTIATORS [164].
// Tokens    * the verb, $ the source, + the target, % both, ^ words to pass over, &SET a synonym set, _ joins words.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::knowledge {

// Words in lower case or "&SET"; the last word of a phrase is its head.
struct VerbPhrase {
  std::string head;
  std::vector<std::string> modifiers;
  bool empty() const { return head.empty(); }
};

struct VerbPattern {
  VerbPhrase subject, object;
  std::string particle;                                    // "out"
  std::vector<std::pair<std::string, VerbPhrase>> behind;  // preposition, phrase (empty: any)
  std::string target;   // where "+" stands: "object" or a preposition
  bool mutual = false;  // "%" before the verb
  std::string code;     // as written: "042:043"
  std::string problem;  // why it cannot be expressed; "" where it can
};

// `line` without its leading "-" and its comment.
VerbPattern read_verb_pattern(std::string_view line);

// Letters, digits and what stands inside words: what a field of our files can hold.
bool is_plain_word(std::string_view word);
bool is_particle(std::string_view word);
bool is_preposition_word(std::string_view word);

}  // namespace parley::knowledge
