// mention/report_words.h - the words of a report as names are compared: lower case, no accents, no
// marks, each with its token. "al-Assad" is two words in one or three tokens, all the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/language/parse.h"

namespace parley::mention {

struct ReportWord {
  std::string key;  // "assad"
  std::uint32_t token = 0;
  bool first = true, last = true;  // of its token
  bool capital = false;            // the word begins with a capital
  bool all_capitals = false;
  bool owned = false;    // only a possessive mark stands before it: "People's | Republic"
  bool owner_s = false;  // that mark has an s
  bool apart = false;    // a comma, bracket, quote, possessive or sentence end stands before it
};

class ReportWords {
 public:
  explicit ReportWords(const language::Parse& parse);

  const std::vector<ReportWord>& words() const { return words_; }
  // Index of the first word of the token, or of the next one that has a word.
  std::uint32_t at_token(std::uint32_t token) const { return first_of_[token]; }
  // The words of these tokens joined by blanks.
  std::string key_of(Range tokens) const;

 private:
  std::vector<ReportWord> words_;
  std::vector<std::uint32_t> first_of_;  // token -> word; one more entry for the end
};

}  // namespace parley::mention
