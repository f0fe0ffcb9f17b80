// coding/moves.h - the diplomatic moves of a report and the conditions that they name.
// How       a speech act (lexicon/forces.tsv: urge, refuse, "ready to", modal "must", "will not") and
//           what it is about (lexicon/contents.tsv: talks, withdrawal, leaving office) give the move
//           and its CAMEO code (lexicon/forces_composition.tsv); meetings, agreements, acts of pressure
//           are read from the clause itself (lexicon/forces_acts.tsv). What hangs under a speech act is
//           its content and no move of its own.
// One move  for one act: tellings of the same move by the same party are merged, their places kept as
//           evidence.
// Cost      linear in the tokens, small constant. Text is never an error.
#pragma once

#include <vector>

#include "parley/coding/code.h"

namespace parley::coding {

// Appends to coded.moves and coded.conditions. Conditions are numbered by coded.conditions.
void find_moves(const Context& context, Coded& coded);

// The events that moves are: PLOVER type, mode and context of the vocabulary, CAMEO code, status from
// modality, the same parties. Moves that neither ontology has a place for give none.
std::vector<Event> events_of_moves(const Context& context, const std::vector<Move>& moves);

}  // namespace parley::coding
