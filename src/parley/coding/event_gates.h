// coding/event_gates.h - what the lexicon knows as an act and yet tells none: acts asked for, possible,
// refused or general, deeds of nature, questions, reproaches.
#pragma once

#include <string>
#include <vector>

#include "parley/coding/act.h"
#include "parley/coding/code.h"
#include "parley/coding/items.h"
#include "parley/coding/status.h"

namespace parley::coding {

class EventGates {
 public:
  EventGates(const Context& context, const std::vector<Clause>& clauses, const ActReader& acts,
             const std::vector<Move>& moves)
      : context_(context),
        parse_(context.report.parse),
        lexicon_(context.report.knowledge.lexicon),
        clauses_(clauses),
        acts_(acts),
        moves_(moves) {}

  // The status of the event that the clause tells; "" where it tells none: one that is only asked for,
  // possible or feared belongs to the moves; one that has stopped is told by its end.
  static std::string status_of_event(const knowledge::Act& act, const Clause& clause,
                                     const ClauseStatus& status);
  // Why the clause tells no event of that status all the same; "" where it does.
  std::string_view reason_against(const knowledge::Act& act, const Clause& clause,
                                  std::string_view status) const;
  // "Ordered 10 of his men": among his own.
  bool orders_own(const Clause& clause) const;

 private:
  bool is_general(const knowledge::Act& act, const Clause& clause) const;
  bool is_reproached(const knowledge::Act& act, const Clause& clause) const;
  bool asks_question(const knowledge::Act& act, const Clause& clause) const;
  bool under_move(const Clause& clause) const;
  bool has_auxiliary(const Clause& clause) const;
  bool by_accident(const Clause& clause) const;

  const Context& context_;
  const language::Parse& parse_;
  const knowledge::Lexicon& lexicon_;
  const std::vector<Clause>& clauses_;
  const ActReader& acts_;
  const std::vector<Move>& moves_;
};

}  // namespace parley::coding
