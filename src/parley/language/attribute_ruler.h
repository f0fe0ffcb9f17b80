// language/attribute_ruler.h - tags and words -> part of speech, morphology, some lemmas: spaCy's
// AttributeRuler. All patterns are matched on the attributes as they stand before the ruler; then
// the effects are applied in the order of the rules, so that a later rule wins. AttributeRuler  the
// model's rules; constant, shared by all threads. RulerState      one worker's: the outcome of each
// (word class, tag, label) met. A word class is what the rules can
//                 see of a word, so there are few.
// Patterns        one or two tokens long; keys TAG LOWER DEP IS_SPACE; a value, IN, NOT_IN or
// REGEX. Others are refused. Cost            about 20 ns a token. Source
// spacy/pipeline/attributeruler.py, spacy/matcher/matcher.pyx (3.8)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/doc.h"
#include "parley/language/py_regex.h"
#include "parley/language/string_table.h"
#include "parley/language/tokenizer.h"

namespace parley::language {

class AttributeRuler {
 public:
  // The file attribute_ruler/patterns; its strings are added to `strings`. Errors: bad_format,
  // unsupported.
  static Result<AttributeRuler> read(std::string_view bytes, StringTable& strings);

  // What a rule sets on its token.
  struct Effect {
    std::optional<StringId> tag, pos, morph, lemma, dep;
    void take(const Effect& later);
  };
  // One test of a token's column. Exactly one of the value lists is in use.
  struct Condition {
    enum class Kind : std::uint8_t { in, not_in, regex };
    Kind kind = Kind::in;
    std::vector<std::uint64_t> values;  // LOWER: spaCy's ids; TAG, DEP: StringIds
    std::optional<PyRegex> regex;
  };
  struct TokenTest {
    std::vector<std::uint32_t> words;  // numbers of word conditions that must hold
    std::vector<Condition> tags, deps;
  };
  struct Pattern {
    std::uint32_t rule;
    TokenTest first;
    std::optional<TokenTest> second;
  };
  struct Rule {
    Effect effect;
    std::uint32_t index;  // the token of the match that the effect is for
  };

  const std::vector<Rule>& rules() const { return rules_; }
  const std::vector<Pattern>& single() const { return single_; }
  const std::vector<Pattern>& pairs() const { return pairs_; }
  // Conditions on LOWER, each once; the last bit of a word class is IS_SPACE (kSpaceCondition and
  // its negation).
  const std::vector<Condition>& word_conditions() const { return word_conditions_; }
  // The conditions that list a word (by its LOWER id) as a value, and those that must be asked of
  // every word.
  const std::vector<std::uint32_t>* listing(std::uint64_t lower) const {
    const auto found = listing_.find(lower);
    return found == listing_.end() ? nullptr : &found->second;
  }
  const std::vector<std::uint32_t>& general() const { return general_; }
  static constexpr std::uint32_t kIsSpace = 0, kIsNoSpace = 1,
                                 kFirstLower = 2;  // numbers of word conditions

 private:
  friend class RulerReader;
  std::vector<Rule> rules_;
  std::vector<Pattern> single_, pairs_;  // in the order of their rules
  std::vector<Condition> word_conditions_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> listing_;
  std::vector<std::uint32_t> general_;
};

class RulerState {
 public:
  RulerState();
  ~RulerState();
  RulerState(RulerState&&) noexcept;
  RulerState& operator=(RulerState&&) noexcept;

  struct Memo;
  Memo& memo() { return *memo_; }

 private:
  std::unique_ptr<Memo> memo_;
};

// Sets pos, morph and lemma of `doc`, and tag and dep of white space, from its tag and dep and the
// words. `tokens` are the doc's, with lexeme numbers of `words`.
void apply_ruler(const AttributeRuler& ruler, RulerState& state, const TokenizerState& words,
                 std::span<const TokenRecord> tokens, Doc& doc);

}  // namespace parley::language
