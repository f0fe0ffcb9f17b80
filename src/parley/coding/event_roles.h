// coding/event_roles.h - who fills the roles of an act: the slots that the lexicon names, in their order,
// then what stands near the clause and means the same. Nothing is taken from other sentences.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/coding/act.h"
#include "parley/coding/event_parties.h"
#include "parley/coding/items.h"

namespace parley::coding {

class EventRoles {
 public:
  // All four must outlive it.
  EventRoles(const Context& context, const std::vector<Clause>& clauses, const ActReader& acts,
             const EventParties& parties)
      : context_(context),
        parse_(context.report.parse),
        clauses_(clauses),
        acts_(acts),
        parties_(parties) {}

  // The parties in the first of the act's slots that names any.
  std::vector<ActorId> actors(const knowledge::Act& act, const Clause& clause) const;
  std::vector<ActorId> recipients(const knowledge::Act& act, const Clause& clause) const;
  // People in these slots that no rule knew, as new parties: "the climbers".
  std::vector<ActorId> strangers(const std::vector<std::string>& slots, const Clause& clause) const;

  // "After talks with X, Y said": whoever does what the noun hangs on.
  std::vector<ActorId> borrowed(const Clause& clause) const;
  // "Criticised both sides for attacks on civilians": whoever is criticised.
  std::vector<ActorId> accused_above(const Clause& clause) const;
  // "The raid killed 15", "killed in a rebel attack": whoever did what did it.
  std::vector<ActorId> actor_of_cause(const Clause& clause,
                                      const std::vector<ActorId>& recipients) const;
  // "Sold arms to Syria", "suspended aid to Gaza": a place where a party is meant.
  std::vector<ActorId> by_destination(const Event& event, const Clause& clause) const;
  // "A crackdown on protests": the people who protest; of the country of `doers`, else of the scene.
  std::vector<ActorId> protesters(const knowledge::Act& act, const Clause& clause,
                                  const std::vector<ActorId>& doers) const;
  // "An anti-junta offensive": against whom.
  std::vector<ActorId> targets(const Clause& clause) const;
  // A crackdown without a doer is the government's of the country where the report plays, where the
  // report speaks of it.
  std::vector<ActorId> ruler(const knowledge::Act& act) const;

 private:
  std::vector<ActorId> fill(const std::vector<std::string>& slots, const Clause& clause) const;
  std::vector<ActorId> accused_by(std::optional<Token> verb) const;
  std::vector<Token> heads(std::string_view slot, const Clause& clause) const;
  std::vector<Token> through_participles(std::string_view preposition, const Clause& clause) const;
  bool is_scene(Token modifier, const Clause& clause) const;
  const std::string& scene() const;
  std::vector<ActorId> invaded(const Event& event, const Clause& clause) const;

  const Context& context_;
  const language::Parse& parse_;
  const std::vector<Clause>& clauses_;
  const ActReader& acts_;
  const EventParties& parties_;
  mutable std::optional<std::string> scene_;
};

}  // namespace parley::coding
