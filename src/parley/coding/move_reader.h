// coding/move_reader.h - reads single moves off the clauses of one report; moves.cc joins them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "parley/coding/code.h"
#include "parley/coding/move_contents.h"
#include "parley/coding/move_parties.h"
#include "parley/coding/status.h"

namespace parley::coding {

// A move as one place tells it.
struct MoveReading {
  std::string move, cameo, modality, rule;
  std::string force;  // "refuse"; "" for acts
  std::vector<ContentHit> contents;
  Token token = 0;  // the predicate
  std::vector<Token> actor_heads, recipient_heads;
  std::vector<ActorId> actors, recipients;
  std::string object;     // of acts: the lemma of what it is done to ("mission")
  Range tokens;           // the words that tell it
  bool headline = false;  // or standfirst, subhead, caption: what sums up the paragraphs
  bool borrowed = false;  // its actor is a guess: an infinitive under another's decision
};

class MoveReader {
 public:
  MoveReader(const Context& context, const MoveText& text);

  // All readings, by token.
  std::vector<MoveReading> read();

 private:
  struct Aspect {
    std::string status;  // of the clause
    bool negated = false, future = false, no_longer = false;
  };

  // Forces: move_reader.cc
  void read_forces();
  void read_force(Token token);
  bool read_force(Token token, const knowledge::Pattern& pattern);
  std::vector<ContentHit> contents_of(Token token, const knowledge::Pattern& pattern,
                                      std::vector<Token>& passed) const;
  std::vector<Token> recipients_of(Token token, const knowledge::Pattern& pattern,
                                   const std::vector<ContentHit>& hits) const;
  void take_contents_before(MoveReading& reading, const knowledge::Pattern& pattern) const;
  void name_the_unknown(MoveReading& reading);
  void without_own(MoveReading& reading) const;
  std::vector<ActorId> by_place(const MoveReading& reading) const;
  void use_all(Token head);
  void use_conditions(Token token, const std::vector<ContentHit>& hits, bool refused);

  // Who may speak, what is no speech act: move_speakers.cc
  bool may_speak(Token token, const knowledge::Pattern& pattern) const;
  static bool is_about_subject(const knowledge::Pattern& pattern);
  bool is_named(Token token, const knowledge::Pattern& pattern) const;
  bool is_set_as(Token noun) const;
  bool says_there_is(Token token) const;
  std::vector<Token> owners_of(Token noun) const;
  bool infers(Token token) const;
  bool is_waived(Token token, const knowledge::Pattern& pattern) const;
  bool is_doubted(Token token) const;
  bool seeks_for_itself(Token token, const std::vector<ContentHit>& hits) const;
  bool is_circumstance(Token noun) const;
  bool is_report_of_fact(Token slot) const;
  bool lies_ahead(Token verb) const;
  bool is_background(Token token) const;

  // Makes a reading for each move that force x contents gives; false when there is none:
  // move_compose.cc
  bool compose(MoveReading base, const std::vector<ContentHit>& hits);
  std::string force_of(const MoveReading& reading, const ContentHit& hit) const;
  bool is_hosted(Token content) const;
  bool is_anothers_office(const MoveReading& reading, const ContentHit& hit) const;
  std::string code_of(const knowledge::Composition& composition, const ContentHit* hit) const;

  // Modal verbs and imperatives: move_modals.cc
  void read_modals();
  void read_modal(Token token);
  void read_imperative(Token token);
  bool is_bare(Token verb) const;
  void read_judgement(Token token);
  void read_verbless(Token token);
  void read_denial(Token token);
  std::string modal_force(Token token, const Clause& clause) const;
  bool speaks_of_own(Token token, const std::vector<Token>& doers) const;

  // Acts told by the clause itself: move_acts.cc
  void read_acts();
  void read_act(Token token);
  bool is_resolved(Token token) const;
  static void by_mediator(MoveReading& reading);
  void alleged(MoveReading& reading) const;
  bool is_monitor(ActorId actor) const;

  Aspect aspect(Token token) const;
  bool has_condition(Token token) const;
  bool in_condition(Token token) const;
  bool is_party(Token head) const;
  bool same_country(const std::vector<ActorId>& a, const std::vector<ActorId>& b) const;
  void finish(MoveReading reading);
  Range extent(const MoveReading& reading) const;
  bool in_headline(Token token) const;

  const Context& context_;
  const MoveText& text_;
  MoveParties parties_;
  std::set<Token> used_;  // words that are content, or light verbs, of a move already read
  std::vector<MoveReading> readings_;
};

// The clauses and phrases that a predicate hangs on: "if", "unless", "until", "once" ... with their
// markers; of what is refused or negated also "before", "without", "while". conditions_clauses.cc
struct ConditionClause {
  std::string marker;  // "if", "unless", "until", "after", "in_exchange_for" ...
  Token head = 0;      // of the clause or noun phrase
};
std::vector<ConditionClause> condition_clauses(const MoveText& text, Token predicate,
                                               bool refused = false);

}  // namespace parley::coding
