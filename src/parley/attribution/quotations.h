// attribution/quotations.h - the pairs of quotation marks of a report.
// Marks   “ ” „ ‟ " `` '' « » and, where no double mark is open, ‘ ’ ' (told apart from
// apostrophes).
// Faults  pages lose marks: one that is never closed runs to the end of its paragraph where it
//         began it, of its sentence else; a closing one that nothing opened reaches back to the
//         start of its sentence. A paragraph that opens with a mark while the one before was left
//         open goes on with the same words.
// Marks inside marks are not listed. Linear in the report.
#pragma once

#include <vector>

#include "parley/mention/find.h"

namespace parley::attribution {

struct Quotation {
  Span outer;  // with its marks
  Span inner;  // without them, without white space at the ends
  Range tokens;
  std::uint32_t block = 0;
  bool closed = true;
  bool continued = false;  // goes on from the paragraph before, which was left open
  bool speech = false;     // words somebody said, not a name or a word held at a distance
};

std::vector<Quotation> find_quotations(const mention::ReportView& report);

}  // namespace parley::attribution
