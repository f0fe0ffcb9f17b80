// attribution/days.h - the day of words that their own sentence does not date. Inside the folder only.
// A report tells the day of its news once ("said on Tuesday") and goes on in the simple past: "he said", "it rejected"
// are of the day told last, up to kSentences before, else of the day of the lead. What is told in the perfect ("had
// said") or the present is of no day that the grammar gives.
#pragma once

#include <vector>

#include "parley/attribution/drafts.h"
#include "parley/attribution/statement.h"

namespace parley::attribution {

void carry_days(const Scene& scene, std::vector<Statement>& statements);

}  // namespace parley::attribution
