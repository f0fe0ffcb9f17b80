// knowledge/check.h - what a reader's slip in the knowledge files looks like: `parley dict check`.
// Every file  a first comment that says source and licence, rows with as many fields as the file has columns, no
//             row twice.
// Actors      names twice with days that meet, spellings that name two bodies of one country, codes that no country,
//             region or sector explains, terms of one office that overlap (of one person, or of two holders of an office
//             that has one at a time), bad dates, nouns with two meanings, unknown flags, former names in a circle.
// Places      unknown countries and kinds, points off the globe, neighbours and capitals that are not there.
// Lexicon     types, modes, contexts and codes that the ontology does not know; readings that no clause can reach
//             because an earlier one takes them all; moves, conditions and forces that the vocabulary does not know.
// Vocabulary, ontology, council, tolls, time, cues   names twice, unknown references, parents in a circle, numbers
//             out of range.
// Cost        one pass over the files and some sorting; for people, not for reports.
#pragma once

#include <string>
#include <vector>

#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct Problem {
  std::string where;    // "actors/people.tsv:120"
  std::string message;  // what is wrong, with what it clashes, what to do
};

// Problems of all files, by file and line; a line's later problems are told even where an earlier
// one is broken.
std::vector<Problem> check_knowledge(const Files& files);

}  // namespace parley::knowledge
