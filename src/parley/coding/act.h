// coding/act.h - which act a clause names: the lexicon of acts against the roles of the clause.
// Forms of a predicate are tried from the longest ("take hostage", "crack down on", "air strike")
// to the plain lemma; of each form the readings in the order of lexicon/acts.tsv; the first whose
// needs hold is taken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/coding/clause.h"
#include "parley/mention/mentions.h"

namespace parley::coding {

class ActReader {
 public:
  ActReader(const language::Parse& parse, const std::vector<Clause>& clauses,
            const mention::Mentions& mentions, const knowledge::Lexicon& lexicon)
      : parse_(parse), clauses_(clauses), mentions_(mentions), lexicon_(lexicon) {}

  // The act of the clause; nullptr where the lexicon knows none. The needs "recipient" and "actor"
  // are left to the caller, who knows the parties: open_needs().
  // The readings tried before it, each with the first need that does not hold (nullptr: known to be
  // no act), are added to `refused`, for those who ask why.
  struct Refused {
    const knowledge::Act* act = nullptr;
    const std::vector<knowledge::Need>* need = nullptr;
  };
  const knowledge::Act* read(const Clause& clause, std::vector<Refused>* refused = nullptr) const;

  // The heads that fill a slot: "subject", "object", "owner", "modifier", "object.owner" (of any slot),
  // "complement.SLOT" (of the clause under it), "oprd" or a preposition; coordinated heads not included.
  std::vector<Token> slot(const Clause& clause, std::string_view name) const;

  // Whether the noun phrase at the token, or one joined to it, belongs to a class of words: by its
  // lemma, its entity label or the party that it names.
  bool is_a(Token token, std::string_view word_class) const;

 private:
  std::vector<std::string> forms(const Clause& clause) const;
  bool holds(const Clause& clause, const std::vector<knowledge::Need>& alternatives) const;
  bool holds(const Clause& clause, const knowledge::Need& need) const;
  bool is_void(Token token) const;
  bool one_is_a(Token token, std::string_view word_class) const;
  bool named_is_a(Token token, std::string_view word_class) const;

  const language::Parse& parse_;
  const std::vector<Clause>& clauses_;
  const mention::Mentions& mentions_;
  const knowledge::Lexicon& lexicon_;
};

// Whether the reading counts only where a party is known: role "recipient" or "actor".
bool needs_party(const knowledge::Act& act, std::string_view role);

// The lemma in lower case, joined by hyphens to what it was split from: "counter-attack".
std::string full_lemma(const language::Parse& parse, Token token);

}  // namespace parley::coding
