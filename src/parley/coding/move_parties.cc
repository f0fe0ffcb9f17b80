#include "parley/coding/move_parties.h"

#include <algorithm>

#include "parley/coding/event_owners.h"
#include "parley/coding/event_parties.h"
#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

void add(std::vector<ActorId>& list, ActorId actor) {
  if (std::find(list.begin(), list.end(), actor) == list.end()) list.push_back(actor);
}

std::uint32_t size_of(const attribution::Statement& statement) {
  std::uint32_t size = 0;
  for (const Range range : statement.content_tokens) size += range.size();
  return size;
}

}  // namespace

const attribution::Statement* MoveParties::statement_of(Token token) const {
  const attribution::Statement* found = nullptr;
  for (const attribution::Statement& statement : context_.statements)
    for (const Range range : statement.content_tokens)
      if (range.contains(token) && (found == nullptr || size_of(statement) < size_of(*found)))
        found = &statement;
  return found;
}

ActorId MoveParties::body(ActorId actor) const {
  const mention::Actor& one = context_.mentions.at(actor);
  return one.speaks_for && one.kind == "person" ? *one.speaks_for : actor;
}

std::vector<ActorId> MoveParties::speakers_at(Token token) const {
  const attribution::Statement* statement = statement_of(token);
  if (statement == nullptr) return {};
  if (statement->on_behalf_of) return {*statement->on_behalf_of};
  if (statement->speaker) return {body(*statement->speaker)};
  return {};
}

std::vector<ActorId> MoveParties::bodies(const std::vector<Token>& heads) const {
  std::vector<ActorId> out;
  for (const Token head : heads) {
    if (mention::is_first_person(text_.at(head))) {
      for (const ActorId speaker : speakers_at(head)) add(out, speaker);
      continue;
    }
    if (const auto commander = commander_of(context_, head)) {
      add(out, *commander);
      continue;
    }
    std::vector<ActorId> named = context_.mentions.actors_of(text_.parse, head);
    if (is_thing(context_, head))
      std::erase_if(named, [&](ActorId actor) { return context_.mentions.at(actor).code.empty(); });
    for (const ActorId actor : named) add(out, body(actor));
    // "his men", "Syria's forces", "the League's plan", "a request from the minister": whose they are
    if (named.empty())
      for (const Token owner : owners_of(context_, text_.clauses, head)) {
        const std::vector<ActorId> whose = context_.mentions.actors_of(text_.parse, owner);
        for (const ActorId actor : whose) add(out, body(actor));
        if (!whose.empty()) break;
      }
  }
  return out;
}

// "The League's plan calls on X": the League.
void MoveParties::add_doer(Token head, std::vector<Token>& out) const {
  const Clause* clause =
      text_.lexicon.in_class("documents", text_.lemma(head)) ? text_.clause(head) : nullptr;
  const std::size_t before = out.size();
  if (clause != nullptr) {
    if (one_of(clause->subject_from, {"possessive", "by"}))
      out.insert(out.end(), clause->subjects.begin(), clause->subjects.end());
    for (const Token modifier : clause->modifiers)
      if (out.size() == before && is_name_of_party(text_, modifier)) out.push_back(modifier);
  }
  if (out.size() == before) out.push_back(head);
}

std::vector<Token> MoveParties::doers(Token predicate) const {
  const Clause* clause = text_.clause(predicate);
  if (clause == nullptr) return {};
  // "Talks between A and B", "meetings will take place between A and B".
  const auto is_party = [&](Token head) {
    return !is_thing(context_, head) && context_.mentions.actor_at(head).has_value();
  };
  if (const Oblique* between = oblique(*clause, "between");
      between != nullptr && !between->gerund &&
      std::none_of(clause->subjects.begin(), clause->subjects.end(), is_party))
    return {between->head};
  if (!clause->subjects.empty()) {
    std::vector<Token> out;
    for (const Token head : clause->subjects)
      for (const Token one : conjuncts(text_.parse, head)) add_doer(one, out);
    return out;
  }
  if (clause->kind != PredicateKind::noun) return {};
  // A prisoner exchange is not the prisoners'.
  for (const Token modifier : clause->modifiers)
    if (context_.mentions.actor_at(modifier) &&
        !one_of(text_.lemma(modifier), {"prisoner", "hostage", "detainee", "captive"}))
      return {modifier};
  if (const Oblique* from = oblique(*clause, "by;from"); from && !from->gerund) return {from->head};
  // "Their condition is X", "X is the demand": the noun's clause.
  const Clause* above = clause->governor ? text_.clause(*clause->governor) : nullptr;
  if (above == nullptr || above->kind == PredicateKind::noun) return {};
  // Whoever welcomes or condemns an act does not do it.
  const auto* judged = best_pattern(text_, above->predicate, text_.lexicon.forces);
  if (judged != nullptr && one_of(judged->gives, {"endorse", "accuse", "deny", "acknowledge"}))
    return {};
  if (clause->relation == Relation::object && above->kind != PredicateKind::copula)
    return above->subjects;
  // "Left with threats"; but "despite threats", "after threats": anybody's.
  if (clause->relation == Relation::oblique &&
      !one_of(clause->marker, {"despite", "amid", "after", "following", "over", "against",
                               "because_of", "due_to", "before", "since"}))
    return above->subjects;
  return {};
}

std::vector<ActorId> MoveParties::actors(Token predicate) const {
  const std::vector<Token> heads = doers(predicate);
  std::vector<ActorId> out = bodies(heads);
  if (!out.empty()) return out;
  // A doer that nobody knows is not the speaker, unless it is a pronoun for him.
  const bool pronoun = std::any_of(heads.begin(), heads.end(), [&](Token head) {
    return one_of(text_.at(head).tag, {"PRP", "PRP$"});
  });
  if (heads.empty() || pronoun) return speakers_at(predicate);
  return {};
}

std::vector<ActorId> MoveParties::chain(Token token) const {
  std::vector<ActorId> out;
  if (const attribution::Statement* statement = statement_of(token)) {
    if (statement->speaker) add(out, *statement->speaker);
    for (const ActorId link : statement->via) add(out, link);
  }
  return out;
}

}  // namespace parley::coding
