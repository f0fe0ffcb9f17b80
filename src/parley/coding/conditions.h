// coding/conditions.h - on what a move hangs, and what it asks: conditions with their roles.
// Before the move   "only if", "unless", "until", "provided", "once", "in return for" + content:
//                   precondition, simultaneous; of what is refused also "before", "without",
//                   "while": conditions_clauses.cc. Beside them the move's own content is no
//                   condition: what stands between the parties is what the move hangs on.
// In the move       what is demanded or appealed for (outcome_demand; precondition where it has to
//                   come first; guarantee where it is to be assured), promised (outcome_demand, or
//                   deadline where a day is set), refused (refused_condition, red_line), waived.
// Of a noun         "X is our condition", "made X a condition": X, precondition.
// Said before       "if these conditions were met", "turned down the request": those of the moves just
//                   before (`before`), of the same party or of the one answered.
#pragma once

#include <vector>

#include "parley/coding/move_reader.h"

namespace parley::coding {

std::vector<Condition> conditions_of(const Context& context, const MoveText& text,
                                     const MoveParties& parties,
                                     const std::vector<MoveReading>& group, const Coded& before,
                                     Move& move);

}  // namespace parley::coding
