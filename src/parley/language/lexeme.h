// language/lexeme.h - words and what the network reads of them: spaCy's lexeme attributes, computed
// once a distinct word. LexemeTables  the model's norm exceptions; constant, shared by all threads.
// Lexicon       one worker's interned words; dense numbers that stay valid until clear().
// A Lexeme here is a word as one token may carry it: an exception piece with a NORM of its own
// ("n't" -> "not") is another Lexeme than the same characters without it, so that a number alone
// says all that the network reads but for the space. Source: spacy/lexeme.pyx,
// spacy/lang/lex_attrs.py, spacy/lang/norm_exceptions.py (3.8); Python 3.11 string semantics.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/result.h"

namespace parley::language {

struct Lexeme {
  std::string_view text;   // in the lexicon; valid until it is cleared
  std::string_view lower;  // str.lower() of the text
  // spaCy's ids (string_id.h) of: the text, lower, the token's NORM, first character, last three,
  // shape.
  std::uint64_t orth, lower_id, norm, prefix, suffix, shape;
  bool is_space;  // every character is white space for Python
};

struct LexemeTables {
  std::unordered_map<std::uint64_t, std::string> lexeme_norm;  // ORTH id -> norm

  // vocab/lookups.bin. Errors: bad_format.
  static Result<LexemeTables> read(std::string_view lookups);
  // The NORM of a word that no tokenizer exception overrides.
  std::string norm_of(std::string_view text, std::string_view lower) const;
};

class Lexicon {
 public:
  explicit Lexicon(const LexemeTables& tables);
  Lexicon(Lexicon&&) = default;
  Lexicon& operator=(Lexicon&&) = default;

  // The number of the word, added where it is new. `norm`: the exception's NORM, if it has one.
  std::uint32_t intern(std::string_view text, std::optional<std::string_view> norm = std::nullopt);

  const Lexeme& operator[](std::uint32_t number) const { return lexemes_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(lexemes_.size()); }
  // Memory held, in bytes, about.
  std::size_t bytes() const { return bytes_; }
  // Forgets all words: every number and view given out is void.
  void clear();

 private:
  std::uint32_t add(std::string_view text, std::optional<std::string_view> norm, std::uint64_t key);
  std::string_view keep(std::string_view text);
  void grow();

  const LexemeTables* tables_;
  std::vector<Lexeme> lexemes_;
  std::vector<std::uint64_t> keys_;   // of each lexeme: hash of text and norm override
  std::vector<std::uint32_t> slots_;  // open addressing
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_used_ = 0, block_size_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace parley::language
