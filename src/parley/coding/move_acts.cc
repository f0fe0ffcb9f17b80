// Moves that a clause tells by itself: meetings, signatures, withdrawals.
#include <algorithm>

#include "parley/coding/move_reader.h"

#include "parley/text/text.h"

namespace parley::coding {
namespace {

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
  if (clause == nullptr || !clause->governor || text_.at(token).tag != "VB" ||
      (clause->relation != Relation::complement && clause->relation != Relation::adverbial))
    return false;
  const Clause* above = text_.clause(*clause->governor);
  return above != nullptr && one_of(above->verb, {"decide", "vote", "resolve"}) &&
         text_.at(above->predicate).tag == "VBD";
}

// What mediators do has names of its own.
void MoveReader::by_mediator(MoveReading& reading) {
  if (reading.move == "resign_office") {
    reading.move = "mediator_resigns";
    reading.cameo = "165";
  } else if (reading.move == "propose_plan") {
    reading.move = "mediator_proposes";
    reading.cameo = "045";
  }
}

// Those who watch over an agreement without being bound by it.
bool MoveReader::is_monitor(ActorId actor) const {
  const auto& sectors = context_.mentions.at(actor).sectors;
  return std::any_of(sectors.begin(), sectors.end(), [](const std::string& one) {
    return one_of(one, {"IGO", "NGO", "MED", "CVL"});
  });
}

// "The army has broken the truce", said by its enemy: an allegation. Monitors and mediators report.
void MoveReader::alleged(MoveReading& reading) const {
  const bool broken_word = reading.move == "allege_breach";
  if (!broken_word && !one_of(reading.move, {"violate_ceasefire", "implement"})) return;
  const std::vector<ActorId> speakers = parties_.speakers_at(reading.token);
  const std::vector<ActorId> doers = parties_.bodies(reading.actor_heads);
  if (speakers.empty() || (doers.empty() && !broken_word)) return;
  if (std::find(doers.begin(), doers.end(), speakers.front()) != doers.end()) return;
  if (!broken_word && is_monitor(speakers.front())) return;
  reading.move = "allege_breach";
  reading.cameo = "112";
  reading.modality = "actual";
  reading.recipients = doers;
  reading.recipient_heads.clear();
  reading.actor_heads.clear();
  reading.actors = speakers;
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
  // "Leave the city or be attacked": asked, not done.
  if (text_.at(token).tag == "VB" && one_of(text_.at(token).dep, {"ROOT", "ccomp", "conj"}) &&
      is_bare(token) && clause != nullptr && clause->subject_from != "own")
    return;
  const Aspect aspect = this->aspect(token);
  if (!one_of(aspect.status, {"actual", "planned"}) || in_condition(token)) return;
  const knowledge::MoveType* type = context_.report.knowledge.vocabulary.move(pattern->gives);
  if (type == nullptr) return;
  // "Before it will sign": comes later, if at all.
  if (aspect.status == "planned" && clause != nullptr && clause->marker == "before") return;
  // What a speaker foretells of others is no plan of theirs ("the gangs will disarm").
  if (aspect.status == "planned" && type->family != "meet" &&
      parties_.statement_of(token) != nullptr && !speaks_of_own(token, parties_.doers(token)))
    return;
  const bool by_pattern = std::any_of(pattern->terms.begin(), pattern->terms.end(),
                                      [](const auto& term) { return term.keys.front() == "neg"; });
  const bool negated = aspect.negated && !by_pattern;
  if (negated && !takes_negation(pattern->gives)) return;
  // "We keep our promises": what is always so.
  if (pattern->gives == "implement" && !one_of(text_.at(token).tag, {"VBD", "VBN"})) return;
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
  // "The door is open", "the truce is over": whoever says so.
  if (one_of(reading.move, {"offer_talks", "refuse_talks", "renounce_agreement"}) &&
      std::none_of(reading.actor_heads.begin(), reading.actor_heads.end(),
                   [&](Token head) { return is_party(head); }))
    reading.actors = parties_.speakers_at(token);
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
  if (reading.move == "refuse_yield") {
    reading.force = "refuse";
    reading.contents.push_back({"humanitarian_access", token, false, false, ""});
  }
  if (reading.move == "waive_condition") {
    for (const Token object : objects)
      for (ContentHit& hit : contents_at(text_, object, nullptr))
        reading.contents.push_back(std::move(hit));
    for (const Token child : text_.parse.children(token))
      if (text_.at(child).dep == "ccomp")
        for (ContentHit& hit : contents_at(text_, child, nullptr))
          reading.contents.push_back(std::move(hit));
  }
  reading.borrowed = clause != nullptr && one_of(clause->subject_from, {"controlled", "governor"});
  if (reading.move != pattern->gives)
    type = context_.report.knowledge.vocabulary.move(reading.move);
  if (!type->cameo.empty()) reading.cameo = type->cameo.front();
  // "Would walk out if": a threat.
  if (reading.modality == "planned" &&
      one_of(reading.move, {"boycott", "walk_out", "suspend_talks"}) && has_condition(token)) {
    reading.move = "threaten_break_talks";
    reading.cameo = "134";
    reading.modality = "conditional";
  }
  if (is_mediator(context_.mentions, parties_.bodies(reading.actor_heads))) by_mediator(reading);
  if (one_of(reading.move, {"violate_ceasefire", "allege_breach"}) || reading.modality == "negated")
    alleged(reading);
  // "The observers called it a breach of the truce": a finding.
  if (pattern->gives == "allege_breach" && !reading.actor_heads.empty() &&
      reading.rule.ends_with(pattern->where)) {
    const std::vector<ActorId> who = parties_.bodies(reading.actor_heads);
    if (!who.empty() && is_monitor(who.front())) {
      reading.move = "certify";
      reading.cameo = "090";
    }
  }
  finish(std::move(reading));
  used_.insert(token);
}

}  // namespace parley::coding
