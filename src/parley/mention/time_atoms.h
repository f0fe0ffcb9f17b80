// mention/time_atoms.h - the words of one sentence as the grammar of time reads them: spaCy's
// tokens, cut finer where a token holds letters and digits ("mid-1996", "24-hour", "1900GMT").
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parley/base/span.h"
#include "parley/knowledge/calendar.h"
#include "parley/language/parse.h"

namespace parley::mention {

struct Atom {
  Span span;                // bytes of the report's text
  std::uint32_t token = 0;  // the token it is of
  std::string_view text;
  std::string_view lower;  // of the text; points into the parse, or into the knowledge for capitals
  const std::vector<knowledge::TimeWord>* words = nullptr;  // its readings as a word of time
  std::uint64_t readings = 0;                               // bit for each TimeClass among `words`
  // The longest phrase of several words ("right now"), or holiday, of which it is the first.
  const std::vector<knowledge::TimeWord>* phrase = nullptr;
  const knowledge::Holiday* holiday = nullptr;
  std::uint32_t length = 1;  // how many atoms that phrase has
  int number = -1;           // value of a run of digits, -1 for none or too many
};

// The atoms of a sentence; phrases of several words ("right now") stand on their first atom.
// `out` is cleared first.
void read_atoms(const language::Parse& parse, Range tokens, const knowledge::Calendar& calendar,
                std::vector<Atom>& out);

// The atom's own reading of that class, nullptr where it has none.
const knowledge::TimeWord* reading(const Atom& atom, knowledge::TimeClass cls);

}  // namespace parley::mention
