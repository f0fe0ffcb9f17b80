#include "parley/coding/event_addressee.h"

#include <algorithm>

#include "parley/coding/event_parties.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

bool is_unknown(const Context& context, const std::vector<ActorId>& parties) {
  return parties.empty() || (parties.size() == 1 && context.mentions.at(parties[0]).code == "UNK");
}

// Those who are spoken of rather than to.
bool is_bystander(const mention::Actor& actor) {
  return std::any_of(actor.sectors.begin(), actor.sectors.end(), [](const std::string& sector) {
    return one_of(sector, {"CVL", "MED", "JRN"});
  });
}

}  // namespace

bool EventAddressees::speaks(const Event& event) {
  return one_of(event.type, {"REQUEST", "REJECT", "ACCUSE", "AGREE", "THREATEN", "CONCEDE"});
}

std::optional<ActorId> EventAddressees::of(std::size_t index) const {
  const Event& event = events_[index];
  auto other_side = counterpart(context_.mentions, event.actors[0], false);
  const Range sentence = parse_.sentence_of(event.token).tokens;
  if (const auto owner = owner_of_matter(event)) return owner;
  // Named once, it is hardly the other side of what the report tells.
  if (other_side && party(*other_side).mentions.size() < 2 && !stands_in(*other_side, sentence))
    other_side.reset();
  if (other_side && stands_in(*other_side, sentence)) return other_side;
  if (const auto asker = answered_by(index)) return asker;
  if (const auto own = nearest(event, own_words(event.token))) return own;
  if (other_side) return other_side;
  return nearest(event, {event.token, end_of_clause(event.token)});
}

std::optional<ActorId> EventAddressees::owner_of_object(const Event& event) const {
  const Range behind = own_words(event.token);
  for (Token token = event.token + 1; token < behind.end; ++token) {
    const language::Token& word = parse_.tokens[token];
    const bool owns =
        word.dep == "poss" || (word.dep == "pobj" && parse_.tokens[word.head].lower == "of");
    const auto actor = owns ? context_.mentions.actor_at(token) : std::nullopt;
    if (actor && can_be_addressed(*actor, event)) return actor;
  }
  return std::nullopt;
}

// Where a clause with a subject of its own is joined on, else the end of the sentence.
Token EventAddressees::end_of_clause(Token predicate) const {
  const Range sentence = parse_.sentence_of(predicate).tokens;
  for (Token token = predicate + 1; token < sentence.end; ++token) {
    if (parse_.tokens[token].dep != "conj" || !parse_.tokens[token].tag.starts_with("VB")) continue;
    for (const Token child : parse_.children(token))
      if (child > predicate && parse_.tokens[child].dep.starts_with("nsubj")) return child;
  }
  return sentence.end;
}

// The predicate's words without the condition or time that it hangs on and without what is joined to it:
// "until the militias leave" names no addressee.
Range EventAddressees::own_words(Token predicate) const {
  Range range = parse_.subtree(predicate);
  for (const Token child : parse_.children(predicate)) {
    const bool joined = parse_.tokens[child].dep == "conj" && parse_.tokens[child].pos == "VERB";
    if (child > predicate && (joined || parse_.tokens[child].dep == "advcl"))
      range.end = std::min(range.end, joined ? child : parse_.tokens[child].left_edge);
  }
  range.end = std::min(range.end, end_of_clause(predicate));
  return range.end > predicate ? range : Range{range.begin, predicate + 1};
}

bool EventAddressees::stands_in(ActorId id, Range range) const {
  for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i)
    if (ActorId{i} == id || party(ActorId{i}).code == party(id).code)
      for (const mention::ActorMention& mention : party(ActorId{i}).mentions)
        if (range.contains(mention.head)) return true;
  return false;
}

// The party nearest to the predicate, behind it rather than before it: neither the actor nor who
// reports the act.
std::optional<ActorId> EventAddressees::nearest(const Event& event, Range range) const {
  std::optional<ActorId> best;
  std::uint32_t best_distance = UINT32_MAX;
  for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i) {
    const ActorId id{i};
    if (!can_be_addressed(id, event)) continue;
    for (const mention::ActorMention& mention : party(id).mentions) {
      if (!range.contains(mention.head)) continue;
      const std::uint32_t distance = mention.head > event.token ? mention.head - event.token
                                                                : 100 + event.token - mention.head;
      if (distance < best_distance) best = id;
      best_distance = std::min(best_distance, distance);
    }
  }
  return best;
}

bool EventAddressees::can_be_addressed(ActorId id, const Event& event) const {
  const mention::Actor& one = party(id);
  if (one.code.size() < 3 || is_bystander(one)) return false;
  const auto same = [&](ActorId other) { return other == id || party(other).code == one.code; };
  // "China and Russia voiced": neither speaks to the other.
  for (const Event& beside : events_)
    if (beside.token == event.token &&
        std::any_of(beside.actors.begin(), beside.actors.end(), same))
      return false;
  return std::none_of(event.actors.begin(), event.actors.end(), same) &&
         std::none_of(event.according_to.begin(), event.according_to.end(), same);
}

// An answer goes to who last addressed the actor.
std::optional<ActorId> EventAddressees::answered_by(std::size_t index) const {
  const Event& event = events_[index];
  if (!one_of(event.type, {"REJECT", "AGREE", "ACCUSE"})) return std::nullopt;
  for (std::size_t back = 1; back <= 4 && back <= index; ++back) {
    const Event& before = events_[index - back];
    if (is_unknown(context_, before.actors) || !speaks(before)) continue;
    const auto same = [&](ActorId other) {
      return party(other).code == party(event.actors[0]).code;
    };
    if (std::any_of(before.recipients.begin(), before.recipients.end(), same) &&
        can_be_addressed(before.actors[0], event))
      return before.actors[0];
  }
  return std::nullopt;
}

// "Rejected X's decision", "an offer by X", "the call of X": whose matter it is.
std::optional<ActorId> EventAddressees::owner_of_matter(const Event& event) const {
  if (!one_of(event.type, {"REJECT", "ACCUSE", "AGREE"})) return std::nullopt;
  for (const Token object : parse_.children(event.token)) {
    if (parse_.tokens[object].dep != "dobj") continue;
    for (const Token child : parse_.children(object)) {
      const language::Token& word = parse_.tokens[child];
      Token owner = child;
      if (word.dep == "prep" && one_of(word.lower, {"by", "of", "from"}))
        for (const Token under : parse_.children(child))
          if (parse_.tokens[under].dep == "pobj") owner = under;
      if (owner == child && word.dep != "poss") continue;
      const auto actor = context_.mentions.actor_at(owner);
      if (actor && can_be_addressed(*actor, event)) return actor;
    }
  }
  return std::nullopt;
}

}  // namespace parley::coding
