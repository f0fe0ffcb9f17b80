// language/tokenizer.h - text -> tokens, as spaCy's Tokenizer splits it.
// Tokenizer       the model's patterns and exceptions; constant, shared by all threads.
// TokenizerState  one worker's: interned words, the cache of chunks, match data of the patterns.
// Text            valid UTF-8. Every text has tokens; concatenated with their spaces they give the
// text back. Cost            0.1 to 0.3 us a token when the chunks are cached; linear in the text.
// Source          spacy/tokenizer.pyx (3.8).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/lexeme.h"

namespace parley::language {

struct TokenRecord {
  std::uint32_t begin, end;  // bytes of the text
  std::uint32_t lexeme;      // number in the state's lexicon
  bool space_after;          // exactly one U+0020 follows and belongs to no token
};

class Tokenizer;

class TokenizerState {
 public:
  // `cache_bytes`: words and chunks together. Both must outlive the state.
  TokenizerState(const Tokenizer& tokenizer, const LexemeTables& tables, std::size_t cache_bytes);
  ~TokenizerState();
  TokenizerState(TokenizerState&&) noexcept;
  TokenizerState& operator=(TokenizerState&&) noexcept;

  const Lexicon& lexicon() const;
  // Grows by one at every clearing; a change means that all numbers of lexemes are void.
  std::uint32_t generation() const;
  // Clears the words and chunks when they have outgrown their bytes. Call it between batches only:
  // lexeme numbers of TokenRecords are void after it. True when it cleared.
  bool clear_when_full();

  struct Caches;
  Caches& caches() { return *caches_; }

 private:
  std::unique_ptr<Caches> caches_;
};

class Tokenizer {
 public:
  // The file "tokenizer" of a model folder. Errors: bad_format, with the pattern or exception that
  // is wrong.
  static Result<Tokenizer> read(std::string_view bytes);
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  struct Rules;
  const Rules& rules() const { return *rules_; }

 private:
  explicit Tokenizer(std::unique_ptr<const Rules> rules);
  std::unique_ptr<const Rules> rules_;
};

// Appends the tokens of `text` to `out`.
void tokenize(const Tokenizer& tokenizer, TokenizerState& state, std::string_view text,
              std::vector<TokenRecord>& out);

}  // namespace parley::language
