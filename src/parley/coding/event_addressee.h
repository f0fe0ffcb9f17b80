// coding/event_addressee.h - whom words are about, where their own slots do not say: whom a refusal
// answers, whose decision is rejected, who is the other side. What is not told near by stays open.
#pragma once

#include <optional>
#include <vector>

#include "parley/coding/clause.h"
#include "parley/coding/code.h"
#include "parley/coding/items.h"

namespace parley::coding {

class EventAddressees {
 public:
  // Both must outlive it; the events in text order, those before the asked one complete.
  EventAddressees(const Context& context, const std::vector<Event>& events)
      : context_(context), parse_(context.report.parse), events_(events) {}

  // Acts of words that go to somebody: requests, refusals, reproaches, offers, threats.
  static bool speaks(const Event& event);
  // Whose the matter is that is rejected or accepted; the other side of the country where the sentence
  // names it; whom the act answers; whoever stands in the predicate's own words; the other side without
  // being named; whoever its clause names behind it. WHY not before it: there stand those of whom
  // something else is told.
  std::optional<ActorId> of(std::size_t index) const;
  // "Suspended X's membership", "the accreditation of X": whose it is.
  std::optional<ActorId> owner_of_object(const Event& event) const;

 private:
  const mention::Actor& party(ActorId id) const { return context_.mentions.at(id); }
  std::optional<ActorId> owner_of_matter(const Event& event) const;
  std::optional<ActorId> nearest(const Event& event, Range range) const;
  std::optional<ActorId> answered_by(std::size_t index) const;
  bool can_be_addressed(ActorId id, const Event& event) const;
  bool stands_in(ActorId id, Range range) const;
  Range own_words(Token predicate) const;
  Token end_of_clause(Token predicate) const;

  const Context& context_;
  const language::Parse& parse_;
  const std::vector<Event>& events_;
};

}  // namespace parley::coding
