// mention/coref_quotes.h - which tokens stand inside quotation marks, and who is told to say them.
// Marks that open in a block are closed by its end at the latest. Cost: one pass over the tokens.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/knowledge/cues.h"
#include "parley/language/parse.h"

namespace parley::mention {

class Quotes {
 public:
  Quotes(const language::Parse& parse, const knowledge::Cues& cues);

  // The token is quoted; the opening mark counts, the closing one does not.
  bool holds(std::uint32_t token) const { return quote_of_[token] != 0; }
  // Both stand in one quotation.
  bool are_one(std::uint32_t a, std::uint32_t b) const {
    return holds(a) && quote_of_[a] == quote_of_[b];
  }
  // The subject of the verb of saying nearest to the quotation, in a sentence that the quotation
  // touches or in the one that follows its last mark; nullopt outside quotations and where there is
  // none.
  std::optional<std::uint32_t> sayer(std::uint32_t token) const;

 private:
  void mark();
  std::optional<std::uint32_t> find_sayer(Range quote) const;

  const language::Parse& parse_;
  const knowledge::Cues& cues_;
  std::vector<std::uint32_t> quote_of_;  // token -> number of its quotation + 1, 0 outside
  std::vector<std::optional<std::uint32_t>> sayers_;  // of each quotation
};

}  // namespace parley::mention
