// Moves that a clause tells by itself: meetings, signatures, withdrawals.
#include <algorithm>

#include "parley/coding/move_reader.h"

namespace parley::coding {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// What did not happen is told for these alone: a text not signed, prisoners not freed.
bool takes_negation(std::string_view move) {
  return one_of(move, {"sign_agreement", "implement", "release_people", "apologise"});
}

bool is_mediator(const mention::Mentions& mentions, const std::vector<ActorId>& actors) {
  return std::any_of(actors.begin(), actors.end(), [&](ActorId actor) {
    const std::string& role = mentions.at(actor).role;
    return role.find("envoy") != std::string::npos || role.find("mediator") != std::string::npos ||
           role.find("special representative") != std::string::npos;
  });
}

}  // namespace

// "The League decided to suspend X", "the Council voted to prolong it": a body acts by resolving so.
bool MoveReader::is_resolved(Token token) const {
  const Clause* clause = text_.clause(token);
  if (clause == nullptr || !clause->governor || clause->relation != Relation::complement)
    return false;
  const Clause* above = text_.clause(*clause->governor);
  return above != nullptr && one_of(above->verb, {"decide", "vote", "resolve"}) &&
         text_.at(above->predicate).tag == "VBD";
}

void MoveReader::read_acts() {
  for (Token token = 0; token < text_.parse.tokens.size(); ++token)
    if (!used_.contains(token)) read_act(token);
}

void MoveReader::read_act(Token token) {
  const knowledge::Pattern* pattern = best_pattern(text_, token, text_.lexicon.acts);
  if (pattern == nullptr) return;
  const Clause* clause = text_.clause(token);
  if (clause != nullptr && clause->kind == PredicateKind::participle) return;
  const Aspect aspect = this->aspect(token);
  if (!one_of(aspect.status, {"actual", "planned"}) || in_condition(token)) return;
  const knowledge::MoveType* type = context_.report.knowledge.vocabulary.move(pattern->gives);
  if (type == nullptr) return;
  // What a speaker foretells of others is no plan of theirs ("the gangs will disarm").
  if (aspect.status == "planned" && type->family != "meet" &&
      parties_.statement_of(token) != nullptr && !speaks_of_own(token, parties_.doers(token)))
    return;
  const bool by_pattern = std::any_of(pattern->terms.begin(), pattern->terms.end(),
                                      [](const auto& term) { return term.keys.front() == "neg"; });
  const bool negated = aspect.negated && !by_pattern;
  if (negated && !takes_negation(pattern->gives)) return;
  MoveReading reading;
  reading.move = pattern->gives;
  reading.token = token;
  reading.rule = pattern->where;
  reading.modality = aspect.status;
  if (aspect.status == "planned" && is_resolved(token)) reading.modality = "actual";
  if (negated) {
    // "did not sign" declines; "was never signed" tells that nothing came of it
    const bool declines = reading.move == "sign_agreement" && clause != nullptr && !clause->passive;
    if (declines) reading.move = "refuse_to_sign";
    reading.modality = declines ? "actual" : "negated";
  }
  reading.actor_heads = parties_.doers(token);
  reading.recipient_heads = recipients_of(token, *pattern, {});
  const std::vector<Token> objects = fillers(text_, token, "obj");
  if (reading.recipient_heads.empty())
    for (const Token head : objects)
      if (is_party(head) && !text_.lexicon.in_class("documents", text_.lemma(head)))
        reading.recipient_heads.push_back(head);
  if (reading.recipient_heads.empty())
    for (const std::string_view key : {"with", "to", "from", "between"})
      for (const Token head : fillers(text_, token, key))
        if (is_party(head)) reading.recipient_heads.push_back(head);
  if (!objects.empty()) reading.object = text_.lemma(objects.front());
  reading.borrowed = clause != nullptr && one_of(clause->subject_from, {"controlled", "governor"});
  if (reading.move != pattern->gives)
    type = context_.report.knowledge.vocabulary.move(reading.move);
  if (!type->cameo.empty()) reading.cameo = type->cameo.front();
  if (reading.move == "resign_office" &&
      is_mediator(context_.mentions, parties_.bodies(reading.actor_heads))) {
    reading.move = "mediator_resigns";
    reading.cameo = "165";
  }
  finish(std::move(reading));
  used_.insert(token);
}

}  // namespace parley::coding
