// attribution/speaker.h - who the words of a source mean: the actor, the one spoken to, the outlet
// between. Inside the folder only.
#pragma once

#include <vector>

#include "parley/attribution/drafts.h"
#include "parley/attribution/statement.h"

namespace parley::attribution {

class Speakers {
 public:
  Speakers(const Scene& scene, mention::Mentions& mentions) : scene_(scene), mentions_(mentions) {}

  // Fills speaker, told, via and on_behalf_of of a statement; in the order of the cues, since "he
  // said" is mostly the speaker before. `nested`: the cue stands in another's words.
  void name(const Draft& draft, bool nested, Statement& statement);
  // "told X" holds for the same speaker's next statements, until another speaks.
  void carry_addressees(std::vector<Statement>& statements) const;

 private:
  std::optional<mention::ActorId> actor_of(TokenIndex head, Range phrase);
  std::optional<mention::ActorId> first_of(Range phrase) const;
  std::optional<mention::ActorId> actor_for_phrase(TokenIndex head, Range phrase);
  bool is_outlet(TokenIndex head) const;
  std::optional<TokenIndex> relay_of(const Draft& draft) const;
  std::optional<TokenIndex> interview_of(const Draft& draft) const;

  const Scene& scene_;
  mention::Mentions& mentions_;
  std::optional<mention::ActorId> speaker_before(TokenIndex pronoun) const;
  std::optional<mention::ActorId> person_beside(TokenIndex head) const;
  std::optional<mention::ActorId> this_paper(TokenIndex head, Range phrase);

  struct Said {
    TokenIndex cue = 0;
    mention::ActorId speaker;
  };
  std::vector<Said> said_;  // outermost statements so far
};

}  // namespace parley::attribution
