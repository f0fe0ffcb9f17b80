// coding/event_parties.h - whose act is it? Heads of noun phrases to parties; an unnamed attacker
// to the party "unknown".
#pragma once

#include <optional>
#include <vector>

#include "parley/coding/clause.h"
#include "parley/coding/code.h"

namespace parley::coding {

class EventParties {
 public:
  EventParties(const Context& context, const std::vector<Clause>& clauses)
      : context_(context), clauses_(clauses) {}

  // The parties that these heads mean: the phrase itself, what it counts ("dozens of soldiers"),
  // else whose it is ("army positions", "the Arab League's decision"); "we" is who speaks.
  std::vector<ActorId> of(const std::vector<Token>& heads) const;
  // Every party named inside these phrases: "between the opposition and security forces", whose
  // parts may hang on one noun.
  std::vector<ActorId> within(const std::vector<Token>& heads) const;
  // The heads' own parties and those put beside them ("X, Y and Z"), also where the tree takes a
  // list for an apposition.
  std::vector<ActorId> beside(const std::vector<Token>& heads) const;
  // The innermost statement whose content holds the token; nullptr: the report's own words.
  const attribution::Statement* statement_of(Token token) const;
  // The sources around the token, nearest to the fact first; empty: the report itself.
  std::vector<ActorId> chain(Token token) const;
  // The party for acts whose doer nobody knows; added to the mentions when first asked for.
  ActorId unknown();
  bool is_unknown(const std::vector<ActorId>& parties) const;

 private:
  void add(std::vector<ActorId>& found, Token head) const;
  std::optional<ActorId> called(std::string_view lemma) const;
  void add_owner(std::vector<ActorId>& found, Token head) const;

  const Context& context_;
  const std::vector<Clause>& clauses_;
  std::optional<ActorId> unknown_;
};

// Whose "his men", "our fighters" are: the body of whoever the pronoun means; nullopt for other phrases.
std::optional<ActorId> commander_of(const Context& context, Token head);

// The government of the country that a place named in this phrase lies in ("sold arms to Darfur"); nullopt
// where it names none. Added to the mentions where the report does not speak of it.
std::optional<ActorId> government_of_place(const Context& context, Range phrase);
// The people of that country, as a party.
ActorId civilians_of(const Context& context, const std::string& iso3);

// In a conflict inside one country, the other side: of rebels and opposition the government (`armed`:
// its army), of the government and its army the rebels or the opposition; the one that the report
// names most. nullopt where the report has none.
std::optional<ActorId> counterpart(const mention::Mentions& mentions, ActorId party, bool armed);

}  // namespace parley::coding
