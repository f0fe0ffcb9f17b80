// coding/vote_reader.h - what one sentence tells of a vote; votes.cc joins the sentences.
#pragma once

#include <optional>
#include <vector>

#include "parley/coding/code.h"
#include "parley/coding/move_parties.h"

namespace parley::coding {

struct VotePart {
  Vote vote;
  std::uint32_t sentence = 0;
  bool cast = false;   // somebody votes, or the outcome is told; else only figures or names
  bool named = false;  // the sentence names the text that is voted on

  // "Thirteen members voted in favour": tells nothing but with a sentence that names the vote.
  bool stands_alone() const {
    const bool figures = vote.in_favour_count && (vote.against_count || vote.abstained_count);
    return named || vote.veto || figures || !vote.body.empty();
  }
};

std::optional<VotePart> read_vote(const Context& context, const MoveText& text,
                                  const MoveParties& parties, std::uint32_t sentence);

}  // namespace parley::coding
