// language/lemmatizer.h - word, part of speech and morphology -> lemma: spaCy's rule lemmatizer for
// English. A base form (a singular noun, an infinitive ...) is its own lemma in lower case; else
// the endings' rules are tried, a form in the word list wins, then the exceptions. A name keeps its
// capitals. Lemmatizer       the model's tables; constant, shared by all threads. LemmatizerState
// one worker's memo of (word, part of speech, morphology); bounded by bytes. Cost             about
// 30 ns a token from the memo, 1 us for a new word. Source           spacy/pipeline/lemmatizer.py,
// spacy/lang/en/lemmatizer.py (3.8), mode "rule", overwrite false
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/doc.h"
#include "parley/language/string_table.h"
#include "parley/language/tokenizer.h"

namespace parley::language {

class Lemmatizer {
 public:
  // lemmatizer/lookups/lookups.bin; the words go into `strings`, which must outlive the lemmatizer.
  // Errors: bad_format.
  static Result<Lemmatizer> read(std::string_view lookups, StringTable& strings);

  // The lemma of a word. `lower` is its str.lower(), `pos` the universal tag, `morph`
  // "Number=Sing|Person=3" or "".
  std::string lemma_of(std::string_view text, std::string_view lower, std::string_view pos,
                       std::string_view morph, const StringTable& strings) const;

  // Whether the word lists have the word in small letters, or a form that an ending's rule or an
  // exception makes of it: 'n' as a noun and nothing else, 'w' otherwise, 0 not at all.
  char kind_of(std::string_view lower, const StringTable& strings) const;

 private:
  // The tables of one part of speech.
  struct Table {
    std::vector<std::pair<std::string, std::string>> rules;  // ending -> what stands instead
    std::unordered_map<StringId, std::vector<StringId>> exceptions;
    std::uint8_t index_bit = 0;  // in index_of_
    bool has_index = false;
  };
  std::string apply_rules(const Table& table, std::string_view text, std::string_view lower,
                          const StringTable& strings) const;
  bool in_index(const Table& table, std::string_view form, const StringTable& strings) const;

  friend class LemmaTablesReader;
  std::unordered_map<std::uint64_t, Table> tables_;  // by spaCy's id of "noun", "verb" ...
  std::vector<std::uint8_t> index_of_;  // by StringId: the parts of speech whose word list has it
};

class LemmatizerState {
 public:
  explicit LemmatizerState(std::size_t cache_bytes);
  ~LemmatizerState();
  LemmatizerState(LemmatizerState&&) noexcept;
  LemmatizerState& operator=(LemmatizerState&&) noexcept;

  struct Memo;
  Memo& memo() { return *memo_; }

 private:
  std::unique_ptr<Memo> memo_;
};

// Sets the lemma of every token of `doc` that has none, from its words, pos and morph. Lemmas that
// the model's table lacks go to doc.own_strings. `tokens` are the doc's, with lexeme numbers of
// `words`.
void lemmatize(const Lemmatizer& lemmatizer, LemmatizerState& state, const StringTable& strings,
               const TokenizerState& words, std::span<const TokenRecord> tokens, Doc& doc);

}  // namespace parley::language
