#include "parley/coding/event_parties.h"

#include <algorithm>

#include "parley/coding/event_owners.h"
#include "parley/mention/party_people.h"
#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

void add_once(std::vector<ActorId>& found, ActorId actor) {
  if (std::find(found.begin(), found.end(), actor) == found.end()) found.push_back(actor);
}

bool holds(const attribution::Statement& statement, Token token) {
  return std::any_of(statement.content_tokens.begin(), statement.content_tokens.end(),
                     [&](Range range) { return range.contains(token); });
}

std::uint32_t size_of(const attribution::Statement& statement) {
  std::uint32_t size = 0;
  for (const Range range : statement.content_tokens) size += range.size();
  return size;
}

const attribution::Statement* innermost_statement(const Context& context, Token token) {
  const attribution::Statement* best = nullptr;
  for (const attribution::Statement& statement : context.statements)
    if (holds(statement, token) && (best == nullptr || size_of(statement) < size_of(*best)))
      best = &statement;
  return best;
}

}  // namespace

std::vector<ActorId> EventParties::of(const std::vector<Token>& heads) const {
  std::vector<ActorId> found;
  for (const Token head : heads) add(found, head);
  return found;
}

std::vector<ActorId> EventParties::within(const std::vector<Token>& heads) const {
  std::vector<ActorId> found;
  for (const Token head : heads) {
    const Range phrase = context_.report.parse.subtree(head);
    for (Token token = phrase.begin; token < phrase.end; ++token) {
      const std::string_view dep = context_.report.parse.tokens[token].dep;
      if (dep == "relcl" || dep == "acl") break;
      const auto actor = context_.mentions.actor_at(token);
      if (!actor) continue;
      add_once(found, *actor);
      // "Rebels from the Army of X": one party, whatever names stand in its phrase.
      for (const mention::ActorMention& one : context_.mentions.at(*actor).mentions)
        if (one.tokens.contains(token)) token = std::max(token, one.tokens.end - 1);
    }
  }
  return found;
}

std::vector<ActorId> EventParties::beside(const std::vector<Token>& heads) const {
  const language::Parse& parse = context_.report.parse;
  std::vector<ActorId> found = of(heads);
  for (const Token head : heads) {
    const Range phrase = parse.subtree(head);
    for (Token token = phrase.begin; token < phrase.end; ++token) {
      const std::string_view dep = parse.tokens[token].dep;
      if (dep == "relcl" || dep == "acl" || dep == "prep") break;
      if (dep != "conj" && dep != "appos") continue;
      if (const auto actor = context_.mentions.actor_at(token)) add_once(found, *actor);
    }
  }
  return found;
}

void EventParties::add(std::vector<ActorId>& found, Token head) const {
  const language::Parse& parse = context_.report.parse;
  const language::Token& word = parse.tokens[head];
  if (mention::is_first_person(word)) {
    if (const auto* statement = statement_of(head); statement && statement->speaker)
      add_once(found, *statement->speaker);
    return;
  }
  const Token inner = content_head(parse, head, context_.report.knowledge.lexicon);
  if (const auto commander = commander_of(context_, inner)) return add_once(found, *commander);
  for (const Token token : {inner, head}) {
    std::vector<ActorId> named = context_.mentions.actors_of(parse, token);
    // "The report accused": a thing speaks for whoever made it.
    if (is_thing(context_, token))
      std::erase_if(named, [&](ActorId actor) { return context_.mentions.at(actor).code.empty(); });
    for (const ActorId actor : named) add_once(found, actor);
    if (!named.empty()) return;
  }
  add_owner(found, inner);
}

void EventParties::add_owner(std::vector<ActorId>& found, Token head) const {
  const language::Parse& parse = context_.report.parse;
  const Clause* noun = clause_at(clauses_, head);
  if (parse.tokens[head].ent_type == "DATE") {
    // "met President X Tuesday": the day was taken for the noun of the phrase.
    for (const Token child : parse.children(head))
      if (const auto actor = context_.mentions.actor_at(child)) add_once(found, *actor);
    return;
  }
  // "The Republic of X" by its last word; of other names no part is the owner.
  if ((noun == nullptr || noun->kind != PredicateKind::noun) &&
      !one_of(parse.tokens[head].ent_type, {"GPE", "LOC"}))
    return;
  // "A Canadian climber" is no government.
  if (mention::means_people(parse, context_.report.knowledge.lexicon, head)) return;
  const std::vector<Token> owners = owners_of(context_, clauses_, head);
  for (const Token owner : owners) {
    const std::vector<ActorId> named = context_.mentions.actors_of(parse, owner);
    for (const ActorId actor : named) add_once(found, actor);
    if (!named.empty()) return;
  }
  // "government raids": the party that the report elsewhere calls "the government".
  for (const Token modifier : owners)
    if (const auto named = called(parse.tokens[modifier].lemma)) {
      add_once(found, *named);
      return;
    }
}

std::optional<ActorId> EventParties::called(std::string_view lemma) const {
  const language::Parse& parse = context_.report.parse;
  if (!context_.report.knowledge.lexicon.in_class("@side", lemma)) return std::nullopt;
  for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i)
    for (const mention::ActorMention& mention : context_.mentions.actors[i].mentions)
      if (parse.tokens[mention.head].lemma == lemma) return ActorId{i};
  return std::nullopt;
}

const attribution::Statement* EventParties::statement_of(Token token) const {
  return innermost_statement(context_, token);
}

std::vector<ActorId> EventParties::chain(Token token) const {
  std::vector<const attribution::Statement*> around;
  for (const attribution::Statement& statement : context_.statements)
    if (holds(statement, token)) around.push_back(&statement);
  std::sort(around.begin(), around.end(),
            [](const auto* a, const auto* b) { return size_of(*a) < size_of(*b); });
  std::vector<ActorId> chain;
  for (const attribution::Statement* statement : around) {
    if (statement->speaker) add_once(chain, *statement->speaker);
    for (const ActorId source : statement->via) add_once(chain, source);
  }
  return chain;
}

ActorId EventParties::unknown() {
  if (unknown_) return *unknown_;
  for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i)
    if (context_.mentions.actors[i].code == "UNK") return *(unknown_ = ActorId{i});
  mention::Actor actor;
  actor.name = "unknown";
  actor.code = "UNK";
  actor.kind = "unknown";
  context_.mentions.actors.push_back(std::move(actor));
  unknown_ = ActorId{static_cast<std::uint32_t>(context_.mentions.actors.size() - 1)};
  return *unknown_;
}

bool EventParties::is_unknown(const std::vector<ActorId>& parties) const {
  return parties.empty() || (parties.size() == 1 && unknown_ && parties[0] == *unknown_);
}

std::optional<ActorId> commander_of(const Context& context, Token head) {
  const language::Parse& parse = context.report.parse;
  const knowledge::Lexicon& lexicon = context.report.knowledge.lexicon;
  const language::Token& word = parse.tokens[head];
  if (word.tag != "NNS" || !(word.lemma == "man" || lexicon.in_class("@soldier", word.lemma) ||
                             lexicon.in_class("@rebel", word.lemma)))
    return std::nullopt;
  for (const Token owner : parse.children(head)) {
    if (parse.tokens[owner].tag != "PRP$") continue;
    std::optional<ActorId> found = context.mentions.actor_at(owner);
    if (mention::is_first_person(parse.tokens[owner])) {
      const attribution::Statement* statement = innermost_statement(context, owner);
      found = statement == nullptr ? std::nullopt : statement->speaker;
    }
    if (!found) return std::nullopt;
    const mention::Actor& one = context.mentions.at(*found);
    return one.speaks_for && one.kind == "person" ? one.speaks_for : found;
  }
  return std::nullopt;
}

namespace {

ActorId with_code(const Context& context, const std::string& code, std::string_view kind,
                  std::string_view name, const std::string& iso3) {
  auto& actors = context.mentions.actors;
  for (std::uint32_t i = 0; i < actors.size(); ++i)
    if (actors[i].code == code && actors[i].kind == kind) return {i};
  mention::Actor made;
  made.name = std::string(name);
  made.code = code;
  made.kind = std::string(kind);
  made.country = iso3;
  made.sectors = knowledge::sectors_of(code);
  actors.push_back(std::move(made));
  return {static_cast<std::uint32_t>(actors.size() - 1)};
}

}  // namespace

std::optional<ActorId> government_of_place(const Context& context, Range phrase) {
  for (const mention::Place& place : context.mentions.places) {
    if (!place.tokens.overlaps(phrase) || place.reading == "people" || place.country.empty())
      continue;
    const knowledge::ActorBook& book = context.report.knowledge.actors;
    const auto state = book.state(place.country);
    if (!state) return std::nullopt;
    return with_code(context, place.country + "GOV", "state", book.entries()[*state].name,
                     place.country);
  }
  return std::nullopt;
}

ActorId civilians_of(const Context& context, const std::string& iso3) {
  return with_code(context, iso3 + "CVL", "people", "civilians", iso3);
}

std::optional<ActorId> counterpart(const mention::Mentions& mentions, ActorId party, bool armed) {
  const auto is_one = [](const mention::Actor& actor,
                         std::initializer_list<std::string_view> sectors) {
    return std::any_of(actor.sectors.begin(), actor.sectors.end(),
                       [&](const std::string& sector) { return one_of(sector, sectors); });
  };
  const mention::Actor& own = mentions.at(party);
  if (own.country.empty()) return std::nullopt;
  const bool rises = is_one(own, {"REB", "UAF", "OPP"});
  const bool rules = !rises && (own.kind == "state" || is_one(own, {"GOV", "MIL", "COP"}));
  if (!rises && !rules) return std::nullopt;
  std::optional<ActorId> best;
  std::size_t most = 0;
  for (std::uint32_t i = 0; i < mentions.actors.size(); ++i) {
    const mention::Actor& other = mentions.actors[i];
    if (other.country != own.country || other.code.size() < 6) continue;
    const bool other_side = rises ? is_one(other, {"GOV", "MIL"}) : is_one(other, {"REB", "OPP"});
    if (!other_side) continue;
    const bool fitting =
        rises ? is_one(other, {armed ? "MIL" : "GOV"}) : !armed || is_one(other, {"REB"});
    const std::size_t weight = other.mentions.size() + (fitting ? 1000 : 0);
    if (weight <= most) continue;
    most = weight;
    best = ActorId{i};
  }
  return best;
}

}  // namespace parley::coding
