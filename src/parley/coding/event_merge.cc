#include <algorithm>

#include "parley/coding/clause.h"
#include "parley/coding/event.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

class EventMerger {
 public:
  explicit EventMerger(const Context& context) : context_(context), parse_(context.report.parse) {}

  std::vector<Event> merge(std::vector<Event> events) const {
    // The body of a report tells the act; its headline and captions repeat it.
    std::stable_sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
      return std::pair(repeats(a), a.token) < std::pair(repeats(b), b.token);
    });
    // What joining told may join others.
    for (std::size_t before = events.size() + 1; events.size() < before;) {
      before = events.size();
      events = pass(std::move(events));
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.token < b.token; });
    return events;
  }

 private:
  std::vector<Event> pass(std::vector<Event> events) const {
    std::vector<Event> kept;
    for (Event& event : events) {
      auto same = std::find_if(kept.begin(), kept.end(),
                               [&](const Event& other) { return same_act(other, event); });
      // A headline may fit several: the one with its parties.
      if (same != kept.end() && repeats(event))
        for (auto other = std::next(same); other != kept.end(); ++other)
          if (same_act(*other, event) && likeness(*other, event) > likeness(*same, event))
            same = other;
      if (same == kept.end()) {
        kept.push_back(std::move(event));
      } else {
        join(*same, event);
      }
    }
    return kept;
  }

  bool repeats(const Event& event) const {
    const auto& segments = context_.report.article.segments;
    const std::uint32_t block = parse_.sentence_of(event.token).block;
    if (block >= segments.size()) return false;
    using page::SegmentKind;
    const SegmentKind kind = segments[block].kind;
    return kind == SegmentKind::headline || kind == SegmentKind::standfirst ||
           kind == SegmentKind::subhead || kind == SegmentKind::caption;
  }

  bool unknown(const std::vector<ActorId>& parties) const {
    return parties.empty() ||
           (parties.size() == 1 && context_.mentions.at(parties[0]).code == "UNK");
  }

  // Equal parties; by code too, since "the army" and "government troops" may be two entries.
  bool share(const std::vector<ActorId>& a, const std::vector<ActorId>& b) const {
    return std::any_of(a.begin(), a.end(), [&](ActorId x) {
      return std::any_of(b.begin(), b.end(), [&](ActorId y) {
        return x == y || (!context_.mentions.at(x).code.empty() &&
                          context_.mentions.at(x).code == context_.mentions.at(y).code);
      });
    });
  }

  int likeness(const Event& one, const Event& two) const {
    const auto of = [&](const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
      return unknown(a) || unknown(b) ? 0 : share(a, b) ? 1 : -1;
    };
    return of(one.actors, two.actors) + of(one.recipients, two.recipients);
  }

  bool compatible(const std::vector<ActorId>& a, const std::vector<ActorId>& b) const {
    return unknown(a) || unknown(b) || share(a, b);
  }

  static bool violent(const Event& event) { return event.type == "ASSAULT"; }

  bool same_act(const Event& first, const Event& second) const {
    if (first.type != second.type) return false;
    const bool apart = first.place != second.place && !first.place.empty() && !second.place.empty();
    if (first.token == second.token) return compatible(first.actors, second.actors) && !apart;
    if (are_other_deeds(first, second)) return false;
    const bool one_sentence =
        parse_.tokens[first.token].sentence == parse_.tokens[second.token].sentence;
    if (first.status != second.status && !(repeats(second) || one_sentence)) return false;
    if (!compatible(first.actors, second.actors)) return false;
    if (apart) return false;
    if (first.date && second.date &&
        (first.date->last < second.date->first || second.date->last < first.date->first))
      return false;
    if (one_sentence)
      return (violent(first) && close(first, second)) ||
             (compatible(first.recipients, second.recipients) && same_mode(first, second));
    if (repeats(second)) return compatible(first.recipients, second.recipients);
    if (are_different_moves(first, second)) return false;
    // Elsewhere in the report: the same parties, or a noun that takes the act up again.
    if (!same_mode(first, second)) return false;
    const bool both_actors = !unknown(first.actors) && share(first.actors, second.actors);
    const bool both_recipients =
        !unknown(first.recipients) && share(first.recipients, second.recipients);
    if (both_actors && both_recipients) return true;
    // Nobody knows who did it: the same people hit at the same place or on the same day.
    if (unknown(first.actors) && unknown(second.actors) && both_recipients)
      return (!first.place.empty() && first.place == second.place) ||
             (first.date && first.date == second.date);
    return definite(second.token) && compatible(first.recipients, second.recipients) &&
           (both_actors || both_recipients);
  }

  // A promise to release and an amnesty are two concessions.
  static bool are_different_moves(const Event& first, const Event& second) {
    return first.rule.starts_with("move ") && second.rule.starts_with("move ") &&
           first.cameo != second.cameo && !first.cameo.ends_with('0') &&
           !second.cameo.ends_with('0');
  }

  const knowledge::Act* act_of(const Event& event) const {
    return context_.report.knowledge.lexicon.act(event.rule);
  }
  bool is_result(const Event& event) const {
    const knowledge::Act* act = act_of(event);
    return act != nullptr && act->result;
  }
  bool is_fight(const Event& event) const {
    const knowledge::Act* act = act_of(event);
    return act != nullptr && act->mutual && act->type == "ASSAULT";
  }

  // What an attack did and the attack itself: in one sentence, unless both name different victims. "A
  // killed five soldiers and wounded two boys" is one attack; "people died, and A killed soldiers" two.
  bool close(const Event& first, const Event& second) const {
    if (compatible(first.recipients, second.recipients)) return true;
    if (is_result(first) && is_result(second)) return are_joined(first.token, second.token);
    return is_result(first) || is_result(second);
  }

  // Kidnapping five and burning a shop are no part of killing two, whoever did both.
  static bool are_other_deeds(const Event& first, const Event& second) {
    return first.mode != second.mode &&
           (one_of(first.mode, {"abduct", "destroy", "sexual", "torture"}) ||
            one_of(second.mode, {"abduct", "destroy", "sexual", "torture"}));
  }

  // By "and" or a comma, through whatever stands between.
  bool are_joined(Token one, Token two) const {
    const auto first_of = [&](Token token) {
      for (int steps = 0; steps < 6 && parse_.tokens[token].dep == "conj"; ++steps)
        token = parse_.tokens[token].head;
      return token;
    };
    return first_of(one) == first_of(two);
  }

  static bool same_mode(const Event& first, const Event& second) {
    return first.mode == second.mode || first.mode.empty() || second.mode.empty();
  }

  // "the attack", "that visit".
  bool definite(Token token) const {
    for (const Token child : parse_.children(token))
      if (parse_.tokens[child].dep == "det")
        return one_of(parse_.tokens[child].lower, {"the", "this", "that", "these", "those"});
    return false;
  }

  void join(Event& event, Event& other) const {
    if (is_fight(other) && is_result(event) && !unknown(other.actors) &&
        !unknown(other.recipients)) {
      // "80 people killed in clashes between A and B": the parties are those of the fight.
      event.actors = other.actors;
      event.recipients = other.recipients;
      event.rule = other.rule;
    }
    if (unknown(event.actors) && !unknown(other.actors)) event.actors = other.actors;
    if (unknown(event.recipients) && !unknown(other.recipients))
      event.recipients = other.recipients;
    // The same words read twice: the more exact code stands.
    const bool more_exact = event.token == other.token && event.cameo.ends_with('0') &&
                            !other.cameo.ends_with('0') &&
                            event.cameo.substr(0, 2) == other.cameo.substr(0, 2);
    if ((event.mode.empty() && !other.mode.empty()) || more_exact) {
      event.mode = other.mode;
      event.cameo = other.cameo;
      event.goldstein = other.goldstein;
      event.rule = other.rule;
    }
    if (event.place.empty()) event.place = other.place;
    if (!event.date) {
      event.date = other.date;
      event.date_text = other.date_text;
    }
    if (event.according_to.empty()) event.according_to = other.according_to;
    for (const Span span : other.evidence)
      if (std::find(event.evidence.begin(), event.evidence.end(), span) == event.evidence.end())
        event.evidence.push_back(span);
    for (const auto toll : other.tolls)
      if (std::find(event.tolls.begin(), event.tolls.end(), toll) == event.tolls.end())
        event.tolls.push_back(toll);
  }

  const Context& context_;
  const language::Parse& parse_;
};

}  // namespace

std::vector<Event> merge_events(const Context& context, std::vector<Event> events) {
  return EventMerger(context).merge(std::move(events));
}

}  // namespace parley::coding
