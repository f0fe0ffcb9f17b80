// coding/status.h - did it happen? What negation, modality, tense, conditionals and embedding make
// of a clause. Which governing words make which status is knowledge: lexicon/embedding.tsv.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/coding/clause.h"

namespace parley::coding {

struct ClauseStatus {
  std::string status = "actual";  // actual planned offered demanded hypothetical negated denied
                                  // ended (no longer done)
  std::string reason;             // "modal: could", "under urge", "negation: not", "marker: if"
  bool negated = false;           // by its own words ("did not", "no", "never", "nobody")
  bool past = false;              // its own tense
  bool ahead = false;             // under a modal of its own: "will", "would", "could"
  bool claimed = false;           // "allegedly", "is believed to", "suspected"
  bool reported = false;          // stands in the complement of a verb of saying
  std::optional<Token> force;     // the governing predicate that decided, where one did
};

ClauseStatus status_of(const language::Parse& parse, const std::vector<Clause>& clauses,
                       const Clause& clause, const knowledge::Lexicon& lexicon);

}  // namespace parley::coding
