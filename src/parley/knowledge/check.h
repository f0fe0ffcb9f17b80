// knowledge/check.h - what a reader's slip in the actor files looks like: `parley dict check`.
// Finds    names given twice in one file with days that meet, a spelling that names two bodies at
//          the same time in one country, codes that no country, region or sector explains, terms
//          of one person's office that overlap in the same office, aliases that say nothing (equal to the name),
//          nouns with two meanings in one file, unknown flags.
// Cost     one pass over the files and a sort; for people, not for reports.
#pragma once

#include <string>
#include <vector>

#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct Problem {
  std::string where;    // "actors/people.tsv:120"
  std::string message;  // what is wrong and with what it clashes
};

// Problems of all actor files, in the order of the files and lines. A file that cannot be read as a
// table gives its first error as the only problem.
std::vector<Problem> check_actor_files(const Files& files);

}  // namespace parley::knowledge
