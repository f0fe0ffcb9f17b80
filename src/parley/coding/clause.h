// coding/clause.h - who does what to whom, before anybody asks what it means: one clause for each
// predicate of a report, with its roles.
// Predicates   verbs; participles in front of a noun ("the besieged town"); copulas ("is ready
// to");
//              common nouns, since any may name an act ("rejection", "raid"): who reads clauses
//              looks the lemma up and passes over what it does not know.
// Roles        passives are turned round ("was shot by police": subject police, object was); an
//              infinitive, participle or relative clause gets the subject it is controlled by;
//              coordinated predicates share one; a noun under a light verb ("launched an attack")
//              gets the verb's subject. Each role holds the heads of noun phrases, of coordinations
//              the first (conjuncts() gives the rest). A relative pronoun is replaced by the noun
//              it stands for.
// Cost         linear in the tokens. Text is never an error: a bad parse gives thin clauses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/knowledge/lexicon.h"
#include "parley/language/parse.h"

namespace parley::coding {

using Token = std::uint32_t;  // index into Parse::tokens

enum class PredicateKind { verb, participle, copula, noun };

struct Oblique {
  std::string prep;  // "on", "out_of", "because_of"
  Token prep_token = 0;
  Token head = 0;  // of the noun phrase; for a gerund ("by shelling") the verb
  bool gerund = false;
  bool of_object = false;  // hangs on an object or light verb rather than on the predicate
  bool when = false;       // says when: "on Monday"
};

enum class Relation {
  root,        // nothing above it
  complement,  // "said that X", "urged X to", "began shelling", "ready to", "plan to"
  object,      // a noun predicate that is an object: "demanded a withdrawal"
  subject,     // a noun predicate that is a subject: "the attack killed", "talks broke down"
  oblique,     // a noun or gerund behind a preposition: "called for a ceasefire", "by shelling"
  adverbial,   // "if X", "after X", "while X-ing", "to force X out"
  relative,    // "which X", "troops shelling", "the town captured by"
  coordinate,  // "X and Y": governor is the first predicate
  modifier,    // "ceasefire talks", "the besieged town"; "an offer of talks" is `oblique` with of
};

struct Clause {
  PredicateKind kind = PredicateKind::verb;
  Token predicate = 0;
  std::string lemma;  // with its particle: "carry_out"; of a copula, its adjective or noun: "ready"
  std::string verb;   // without: "carry"; equal to lemma for nouns

  bool passive = false;  // as worded; the roles are already turned round
  std::vector<Token> subjects, objects;
  std::string subject_from;  // "own", "by", "possessive", "shared", "controlled", "antecedent",
                             // "light verb", "governor"; "" where there is none
  std::vector<Oblique> obliques;
  std::vector<Token> complements;  // predicates of its clausal complements
  std::vector<Token>
      modifiers;  // of a noun: compounds and adjectives before it ("Israeli air raid")

  std::optional<Token> governor;  // the predicate above it
  Relation relation = Relation::root;
  std::string marker;  // "if", "unless", "after", "that", "to", "whether", "of", "for" ...

  std::optional<Token> light;  // of a noun, the light verb that carries it: its tense, its negation
  std::string light_form;      // "carry_out", "come_under"; "be" for a copula's verb
  bool acts_on_subject = false;  // "came under attack": the light verb's subject is who suffers
  std::optional<Token> copula;   // of a copula clause, the verb "be"

  Range tokens;  // predicate and roles, without complements, adverbials and further coordinates
};

// In order of their predicate tokens, at most one each.
std::vector<Clause> clauses(const language::Parse& parse, const knowledge::Lexicon& lexicon);

// The clause of that predicate; nullptr where there is none. Binary search.
const Clause* clause_at(const std::vector<Clause>& clauses, Token predicate);

// The token and what is joined to it by "and", "or", ",": "Russia and China" -> both.
std::vector<Token> conjuncts(const language::Parse& parse, Token head);
// Through words of quantity to what is counted: "dozens of people" -> people, "some of the
// villages" -> villages; others are returned as they are.
Token content_head(const language::Parse& parse, Token head, const knowledge::Lexicon& lexicon);
// The first oblique with one of these prepositions (';' between them: "on;against"), its own before
// those of its objects.
const Oblique* oblique(const Clause& clause, std::string_view prepositions);
// Whether the clause is worded with this form: "rule_out" (particle), "call_for" (preposition),
// "reject" (plain).
bool has_form(const Clause& clause, std::string_view form);

}  // namespace parley::coding
