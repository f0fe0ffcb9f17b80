#include "parley/coding/event_owners.h"

#include <algorithm>

#include "parley/mention/party_people.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

// "Anti" of "anti-ISIL", split off by the tokenizer.
bool is_behind(const language::Parse& parse, Token token, std::string_view prefix) {
  return token >= 2 && parse.tokens[token - 1].text == "-" &&
         parse.tokens[token - 2].lower == prefix;
}

bool is_attack(const knowledge::Lexicon& lexicon, std::string_view lemma) {
  const auto found = lexicon.acts.find(lemma);
  return found != lexicon.acts.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [](const knowledge::Act& act) { return act.pos == 'n' && act.type != "-"; });
}

}  // namespace

bool is_thing(const Context& context, Token head) {
  const knowledge::Lexicon& lexicon = context.report.knowledge.lexicon;
  const std::string lemma = ascii_lower(context.report.parse.tokens[head].lemma);
  for (const std::string_view one :
       {"@statement", "@agreement", "@bill", "@document", "@weapon", "@decision"})
    if (lexicon.in_class(one, lemma)) return true;
  return is_attack(lexicon, lemma);
}

std::vector<Token> owners_of(const Context& context, const std::vector<Clause>& clauses,
                             Token noun) {
  const language::Parse& parse = context.report.parse;
  std::vector<Token> owners, before;
  const auto objects_of = [&](Token preposition) {
    for (const Token child : parse.children(preposition))
      if (parse.tokens[child].dep == "pobj") owners.push_back(child);
  };
  const Clause* clause = clause_at(clauses, noun);
  if (clause != nullptr && clause->kind == PredicateKind::noun &&
      clause->subject_from != "light verb")
    owners = clause->subjects;
  for (const Token child : parse.children(noun)) {
    const language::Token& word = parse.tokens[child];
    if (word.dep == "poss" && clause == nullptr) owners.push_back(child);
    if (one_of(word.dep, {"prep", "agent"}) && one_of(word.lower, {"by", "of", "from"}))
      objects_of(child);
    if (!one_of(word.dep, {"compound", "amod", "nmod"}) || child > noun) continue;
    if (is_behind(parse, child, "anti")) continue;
    before.push_back(child);
    for (Token inner = word.left_edge; inner < child; ++inner)
      if (!is_behind(parse, inner, "anti") && !is_behind(parse, inner, "pro"))
        before.push_back(inner);
  }
  owners.insert(owners.end(), before.begin(), before.end());
  return owners;
}

std::vector<Token> aimed_at(const Context& context, Token noun) {
  const language::Parse& parse = context.report.parse;
  std::vector<Token> found;
  for (Token token = parse.tokens[noun].left_edge; token < noun; ++token)
    if (is_behind(parse, token, "anti")) found.push_back(token);
  return found;
}

std::optional<ActorId> name_stranger(const Context& context, Token head) {
  const language::Parse& parse = context.report.parse;
  const language::Token& word = parse.tokens[head];
  if (word.pos != "NOUN" || !one_of(word.tag, {"NN", "NNS"}) ||
      one_of(word.dep, {"compound", "amod", "nmod", "npadvmod"}) ||
      !mention::means_people(parse, context.report.knowledge.lexicon, head))
    return std::nullopt;
  Token first = word.left_edge;
  while (first < head && one_of(parse.tokens[first].tag, {"DT", "PRP$", "CD", ",", "PDT", "``"}))
    ++first;
  std::string country;
  for (Token token = first; token < head; ++token)
    if (const auto nation = context.mentions.actor_at(token))
      country = context.mentions.at(*nation).country;
  const Range words{first, head + 1};
  const ActorId made = context.mentions.add_actor(
      std::string(parse.text_of(words)), word.tag == "NNS" ? "people" : "role",
      {parse.span_of(words), words, head, "people by the ending of the noun"});
  mention::Actor& actor = context.mentions.at(made);
  if (!country.empty() && actor.code.empty()) {
    actor.country = country;
    actor.code = country + "CVL";
    actor.sectors = {"CVL"};
  }
  return made;
}

}  // namespace parley::coding
