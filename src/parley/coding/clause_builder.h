// coding/clause_builder.h - how the clauses of a parse are built: predicates first, then the roles that
// hang on each, then what each gets from above it. For clause.cc and its parts alone.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "parley/coding/clause.h"

namespace parley::coding {

class ClauseBuilder {
 public:
  ClauseBuilder(const language::Parse& parse, const knowledge::Lexicon& lexicon)
      : parse_(parse), lexicon_(lexicon), of_token_(parse.tokens.size(), kNone) {}

  std::vector<Clause> build();

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  enum class State { fresh, open, done };

  const language::Token& at(Token token) const { return parse_.tokens[token]; }

  // --- predicates (clause_roles.cc)
  void find_predicates();
  std::optional<PredicateKind> kind_of(Token t) const;
  bool is_copula_verb(Token t) const;
  Clause* clause_of(Token t) { return of_token_[t] == kNone ? nullptr : &clauses_[of_token_[t]]; }

  // --- roles by the children (clause_roles.cc)
  void take_children(Clause& clause);
  // The word of quantity that counts the noun: "a series of X", "dozens of X".
  std::optional<Token> quantity_of(const Clause& clause) const;
  void take_children_of(Clause& clause, Token parent);
  void own_subject(Clause& clause, Token token, std::string_view from);
  bool leads_preposition(const Clause& clause, Token child) const;
  void take_preposition(Clause& clause, Token prep, const std::string& before);
  // "by" brings the agent of a passive or of a noun; behind an active verb it is a means or a
  // place.
  bool is_agent(const Clause& clause, Token prep) const;
  bool is_infinitive(Token t) const;
  // The noun that a relative pronoun stands for; other tokens are returned as they are.
  Token antecedent(Token token) const;

  // --- what stands above (clause_governors.cc)
  void find_governor(Clause& clause);
  // A verb with a tense of its own is not joined to an infinitive: "urged X to stop and called on
  // Y".
  Token finite_conjunct(Token own, Token head) const;
  bool has_own_modal(Token verb) const;
  // `place` is the noun itself, or the word of quantity in front of it.
  void find_noun_governor(Clause& clause, Token place);
  void set_governor(Clause& clause, Token head, Relation relation);
  void set_governor_of_preposition(Clause& clause, Token prep);
  std::string marker_of(Token token) const;

  // --- voice (clause_governors.cc)
  // A participle without "have" before it is passive, also where no "be" is written ("troops killed
  // in Homs", "arrested and beaten").
  void set_voice(Clause& clause);

  // --- what comes from above (clause_control.cc)
  void resolve(std::uint32_t index);
  void resolve_verb(Clause& clause);
  bool has_surface_subject(const Clause& clause) const;
  // The understood subject: of a passive, what it is done to.
  void give(Clause& clause, const std::vector<Token>& who, std::string_view from);
  // "urged X to leave": X; "called on X to": X; "promised to": who promised; "was forced to": who
  // was.
  std::vector<Token> controller(const Clause& above, const Clause& below) const;
  const Oblique* controlling_oblique(const Clause& above, const Clause& below) const;
  // A participle or relative clause behind a noun.
  void take_antecedent(Clause& clause, Token noun);
  bool has_wh_word(const Clause& clause) const;
  // "their plan to attack", "an appeal to Syria to stop": whoever owns the noun, or whom it names.
  void take_noun_owner(Clause& clause, Token noun);

  // --- nouns and their light verbs (clause_control.cc)
  void resolve_noun(Clause& noun);
  void find_light_verb(Clause& noun);
  bool set_light(Clause& noun, const Clause& verb, const std::string& form);

  // --- obliques of objects, extent (clause.cc)
  void add_object_obliques(Clause& clause);
  // A noun phrase without the clauses that follow its head.
  Range noun_phrase(Token head) const;
  void set_range(Clause& clause);

  const language::Parse& parse_;
  const knowledge::Lexicon& lexicon_;
  std::vector<std::uint32_t> of_token_;  // token -> its clause, or kNone
  std::vector<Clause> clauses_;
  std::vector<State> state_;
};

}  // namespace parley::coding
