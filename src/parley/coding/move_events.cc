// The events that moves are. PLOVER type and mode come from the vocabulary, which follows the text of
// PLOVER's manual; where it has none, from the CAMEO code.
#include <algorithm>

#include "parley/coding/moves.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

// A refusal or a demand is made now, whatever it hangs on; an offer under a condition is not yet one.
std::string status_of_move(const Move& move) {
  if (one_of(move.modality,
             {"planned", "offered", "hypothetical", "negated", "denied", "historical"}))
    return move.modality;
  if (move.modality == "conditional" && one_of(move.family, {"offer", "accept"}))
    return "hypothetical";
  return "actual";
}

// "A promise to yield or release: CONCEDE" (codes 035x), future cooperation AGREE.
std::string type_of(const Context& context, const Move& move, const knowledge::MoveType& type) {
  if (move.move == "promise_act" && move.cameo.starts_with("035")) return "CONCEDE";
  if (!type.plover_type.empty()) return type.plover_type;
  const auto* code = context.report.knowledge.ontology.code(move.cameo);
  // Statements (01) are no events of PLOVER's.
  if (code == nullptr || move.cameo.starts_with("01")) return "";
  return code->plover_type;
}

// How the words of the move name a party: 2 as a subject, object or behind a preposition of a verb, 1
// otherwise ("Turkey's support"), 0 not at all.
int naming(const Context& context, const Move& move, const mention::Actor& actor) {
  const language::Parse& parse = context.report.parse;
  int best = 0;
  for (const Span span : move.evidence) {
    const Range words = parse.tokens_in(span);
    for (const mention::ActorMention& mention : actor.mentions) {
      if (!words.contains(mention.head)) continue;
      const language::Token& head = parse.tokens[mention.head];
      const bool argument =
          one_of(head.dep, {"nsubj", "nsubjpass", "dobj", "dative"}) ||
          (head.dep == "pobj" && parse.tokens[parse.tokens[head.head].head].tag.starts_with("VB"));
      best = std::max(best, argument ? 2 : 1);
    }
  }
  return best;
}

// A body whose move is told by the name of who acts for it: the person, who has the body's code. Whoever
// asks for the body finds it by the code.
ActorId as_named(const Context& context, const Move& move, ActorId body) {
  const mention::Actor& own = context.mentions.at(body);
  if (own.code.empty()) return body;
  int best = naming(context, move, own);
  ActorId named = body;
  for (std::uint32_t i = 0; i < context.mentions.actors.size(); ++i) {
    const mention::Actor& actor = context.mentions.actors[i];
    if (actor.kind != "person" || actor.speaks_for != body || actor.code != own.code) continue;
    const int rank = naming(context, move, actor);
    if (rank <= best) continue;
    best = rank;
    named = ActorId{i};
  }
  return named;
}

std::vector<ActorId> as_named(const Context& context, const Move& move,
                              const std::vector<ActorId>& bodies) {
  std::vector<ActorId> named;
  named.reserve(bodies.size());
  for (const ActorId body : bodies) named.push_back(as_named(context, move, body));
  return named;
}

// States acting together: one event each; those who sign one paper or meet are one.
bool act_apart(const Context& context, const Event& event) {
  if (event.actors.size() < 2 || one_of(event.type, {"SUPPORT", "CONSULT"})) return false;
  const std::string& first = context.mentions.at(event.actors.front()).country;
  return std::any_of(event.actors.begin(), event.actors.end(),
                     [&](ActorId actor) { return context.mentions.at(actor).country != first; });
}

// "Accused each other", "promised one another": behind the act itself, not in a clause under it.
bool is_reciprocal(const Context& context, const Move& move) {
  const language::Parse& parse = context.report.parse;
  const auto is_of_act = [&](std::uint32_t token) {
    for (int steps = 0; steps < 4 && token != move.token && !parse.is_root(token); ++steps) {
      if (one_of(parse.tokens[token].dep, {"relcl", "acl", "advcl", "ccomp", "poss"})) return false;
      token = parse.tokens[token].head;
    }
    return token == move.token;
  };
  const Range words = parse.subtree(move.token);
  for (std::uint32_t token = words.begin + 1; token < words.end; ++token) {
    const std::string_view first = parse.tokens[token - 1].lower, word = parse.tokens[token].lower;
    const bool pair = (first == "each" && word == "other") || (first == "one" && word == "another");
    if (pair && is_of_act(token)) return true;
  }
  return false;
}

// The one event of all, or one for each of them.
void add_for_each(const Context& context, const Move& move, Event event,
                  std::vector<Event>& events) {
  const bool each_way = event.actors.size() > 1 && event.recipients.empty() &&
                        (is_reciprocal(context, move) ||
                         (move.move == "refuse_to_sign" && act_apart(context, event)));
  if (!each_way && !act_apart(context, event)) {
    events.push_back(std::move(event));
    return;
  }
  const std::vector<ActorId> actors = std::move(event.actors);
  for (const ActorId actor : actors) {
    event.actors = {actor};
    if (each_way) {
      event.recipients = actors;
      std::erase(event.recipients, actor);
    }
    events.push_back(event);
  }
}

}  // namespace

std::vector<Event> events_of_moves(const Context& context, const std::vector<Move>& moves) {
  const auto& knowledge = context.report.knowledge;
  std::vector<Event> events;
  for (const Move& move : moves) {
    const knowledge::MoveType* type = knowledge.vocabulary.move(move.move);
    if (type == nullptr || move.actors.empty()) continue;
    Event event;
    event.type = type_of(context, move, *type);
    if (event.type.empty()) continue;
    event.mode = type->plover_mode;
    if (!type->plover_context.empty()) event.context.push_back(type->plover_context);
    event.cameo = move.cameo;
    if (const auto* code = knowledge.ontology.code(move.cameo);
        code != nullptr && !move.cameo.empty())
      event.goldstein = code->goldstein;
    if (const auto* plover = knowledge.ontology.type(event.type)) event.quad = plover->quad;
    event.actors = as_named(context, move, move.actors);
    event.recipients = as_named(context, move, move.recipients);
    // Those who meet meet each other.
    if (event.type == "CONSULT" && event.recipients.empty() && event.actors.size() > 1) {
      event.recipients.assign(event.actors.begin() + 1, event.actors.end());
      event.actors.resize(1);
    }
    event.place = move.venue;
    event.date = move.date;
    event.status = status_of_move(move);
    event.certainty =
        move.modality == "rumoured" || !move.according_to.empty() ? "claimed" : "reported";
    event.according_to = move.according_to;
    event.rule = "move " + move.move + ": " + move.rule;
    event.token = move.token;
    event.evidence = move.evidence;
    add_for_each(context, move, std::move(event), events);
  }
  return events;
}

}  // namespace parley::coding
