// coding/votes.h - votes of the Security Council and of other bodies: who was for, against, abstained,
// how many, with what result, and what the body's rules say of these figures.
// One vote    what a sentence and those next to it tell of one text. Two dates or two outcomes are two
//             votes.
// Results     adopted, adopted_unanimously, fails_veto, fails_votes; "" where none is told.
#pragma once

#include <vector>

#include "parley/coding/code.h"

namespace parley::coding {

std::vector<Vote> find_votes(const Context& context);

// What the rules of the body (vocabulary/body_rules.tsv, unsc/members.tsv) say of the figures:
// "veto by a permanent member: Russia", "13 in favour: enough but for the veto", "sum 16 of 15".
std::vector<std::string> check_vote(const Context& context, const Vote& vote);

}  // namespace parley::coding
