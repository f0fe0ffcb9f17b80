// What force and content make of one another: the move, its code.
#include <algorithm>

#include "parley/coding/move_reader.h"
#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

bool asks(std::string_view force) { return one_of(force, {"appeal", "demand", "ask"}); }

// Forces that need no content of the vocabulary: whatever stands under "condemned" is condemned.
bool stands_alone(std::string_view force) {
  return one_of(force, {"accuse", "deny", "acknowledge", "endorse", "apologise", "invite",
                        "accept_principle"});
}

bool backs_a_text(const ContentHit& hit) {
  return hit.via == "endorse" && one_of(hit.content, {"council_resolution", "plan", "agreement"});
}

}  // namespace

// "Rejected calls for X's resignation", by X's side or by another: the other one refuses its help.
bool MoveReader::is_anothers_office(const MoveReading& reading, const ContentHit& hit) const {
  if (hit.content != "leave_office" || hit.via != "calls") return false;
  const Clause* clause = text_.clause(hit.token);
  if (clause == nullptr) return false;
  const std::vector<ActorId> whose = parties_.bodies(
      clause->subjects.empty() ? fillers(text_, hit.token, "of") : clause->subjects);
  return !whose.empty() && whose != reading.actors && !same_country(whose, reading.actors);
}

// What a content's own negation, or an act within the content, makes of the force.
std::string MoveReader::force_of(const MoveReading& reading, const ContentHit& hit) const {
  const bool negated = hit.negated && !hit.takes_negation;
  if (negated && one_of(reading.force, {"promise", "accept", "will"})) return "refuse";
  return reading.force;
}

bool MoveReader::compose(MoveReading base, const std::vector<ContentHit>& hits) {
  const auto& vocabulary = context_.report.knowledge.vocabulary;
  if (base.force == "waive") {
    if (hits.empty()) return false;
    base.move = "waive_condition";
    base.cameo = "080";
    base.contents = hits;
    finish(std::move(base));
    return true;
  }
  // "rejected the calls to withdraw": the withdrawal says more than the calls.
  const auto is_bare = [](const ContentHit& hit) {
    return one_of(hit.content, {"demand", "offer"});
  };
  const bool only_bare = std::all_of(hits.begin(), hits.end(), is_bare);
  const bool text_refused =
      base.force == "refuse" && std::any_of(hits.begin(), hits.end(), backs_a_text);
  std::vector<MoveReading> made;
  for (const ContentHit& hit : hits) {
    if (!only_bare && is_bare(hit)) continue;
    // "would not support the resolution": the resolution is what is refused.
    if (text_refused && hit.content == "support") continue;
    // What a draft asks for is a condition of the move on the draft, no move itself.
    if (hit.via == "draft") {
      if (!made.empty()) made.back().contents.push_back(hit);
      continue;
    }
    const knowledge::ConditionType* condition = vocabulary.condition(hit.content);
    std::string content = hit.content;
    if (hit.negated && content == "attack") content = "restraint";
    if (hit.negated && content == "halt_talks") content = "talks";
    const std::string force = force_of(base, hit);
    // "refused to call on X to go", "urged Y to press X": no act of X, but help with it.
    const bool helps =
        (hit.via == "endorse" && !text_refused) || (force == "refuse" && hit.via == "accuse") ||
        (asks(hit.via) && (force == "refuse" || asks(force))) ||
        (hit.via == "calls" && asks(force)) || (force == "refuse" && is_anothers_office(base, hit));
    if (helps && !one_of(content, {"talks", "attendance"})) content = "support";
    // "offered to host the talks": under its roof, not with it
    if (force == "offer" && content == "talks" && is_hosted(hit.token)) content = "mediation";
    // "suggested that they should meet": the others, under its roof
    if (force == "offer" && one_of(content, {"talks", "attendance"}) && !base.actor_heads.empty()) {
      const Clause* clause = text_.clause(hit.token);
      if (clause != nullptr && clause->subject_from == "own" &&
          clause->subjects != base.actor_heads &&
          !mention::is_first_person(text_.at(clause->subjects.front())))
        content = "mediation";
    }
    const std::string group =
        condition == nullptr || content == "support" ? std::string() : condition->group;
    const auto* composition = text_.lexicon.compose(force, content, group);
    if (composition == nullptr) continue;
    auto same = std::find_if(made.begin(), made.end(),
                             [&](const MoveReading& one) { return one.move == composition->move; });
    if (same == made.end()) {
      made.push_back(base);
      same = made.end() - 1;
      same->force = force;
      same->move = composition->move;
      same->cameo = code_of(*composition, content == hit.content ? &hit : nullptr);
    }
    same->contents.push_back(hit);
  }
  if (made.empty()) {
    if (!stands_alone(base.force)) return false;
    const auto* composition = text_.lexicon.compose(base.force, "", "");
    if (composition == nullptr) return false;
    base.move = composition->move;
    base.cameo = code_of(*composition, nullptr);
    made.push_back(std::move(base));
  }
  for (MoveReading& one : made) finish(std::move(one));
  return true;
}

bool MoveReader::is_hosted(Token content) const {
  const Clause* clause = text_.clause(content);
  const Clause* above =
      clause == nullptr || !clause->governor ? nullptr : text_.clause(*clause->governor);
  return above != nullptr && clause->relation == Relation::object &&
         one_of(above->verb, {"host", "chair", "convene", "organise", "organize", "broker"});
}

std::string MoveReader::code_of(const knowledge::Composition& composition,
                                const ContentHit* hit) const {
  using knowledge::ContentForce;
  const auto& vocabulary = context_.report.knowledge.vocabulary;
  const knowledge::ConditionType* condition =
      hit == nullptr ? nullptr : vocabulary.condition(hit->content);
  if (composition.cameo.size() == 1 && condition != nullptr) {
    switch (composition.cameo[0]) {
      case 'a':
        return condition->code(ContentForce::appeal);
      case 'd':
        return condition->code(ContentForce::demand);
      case 'p':
        return condition->code(ContentForce::promise);
      case 'k':
        return condition->code(ContentForce::kept);
      case 'r':
        return condition->code(ContentForce::refusal);
      default:
        break;
    }
  }
  if (composition.cameo.size() > 1) return composition.cameo;
  const knowledge::MoveType* type = vocabulary.move(composition.move);
  return type == nullptr || type->cameo.empty() ? "" : type->cameo.front();
}

}  // namespace parley::coding
