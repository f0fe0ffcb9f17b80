// coding/move_parties.h - whose move is it? Heads of noun phrases to parties: a spokesman to the body
// he speaks for, "we" to the speaker of the quotation.
#pragma once

#include <optional>
#include <vector>

#include "parley/coding/code.h"
#include "parley/coding/move_pattern.h"

namespace parley::coding {

class MoveParties {
 public:
  MoveParties(const Context& context, const MoveText& text) : context_(context), text_(text) {}

  // The innermost statement whose content holds the token; nullptr: the report's own words.
  const attribution::Statement* statement_of(Token token) const;
  // Whoever says the words at the token, as a body.
  std::vector<ActorId> speakers_at(Token token) const;
  // The bodies that these heads mean; unknown ones are left out.
  std::vector<ActorId> bodies(const std::vector<Token>& heads) const;
  // The heads that name who does the predicate: its subjects, a noun's owner ("Western calls").
  std::vector<Token> doers(Token predicate) const;
  // The doers as bodies; the speaker where the words name none and are somebody's.
  std::vector<ActorId> actors(Token predicate) const;
  ActorId body(ActorId actor) const;
  // The sources around the token, nearest to the fact first.
  std::vector<ActorId> chain(Token token) const;

 private:
  void add_doer(Token head, std::vector<Token>& out) const;

  const Context& context_;
  const MoveText& text_;
};

}  // namespace parley::coding
