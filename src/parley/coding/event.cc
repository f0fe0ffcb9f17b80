#include "parley/coding/event.h"

#include <algorithm>

#include "parley/coding/act.h"
#include "parley/coding/event_gates.h"
#include "parley/coding/event_parties.h"
#include "parley/coding/event_place.h"
#include "parley/coding/event_roles.h"
#include "parley/coding/status.h"
#include "parley/mention/times.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

constexpr std::chrono::days kMonth{31};

class EventReader {
 public:
  EventReader(const Context& context, const std::vector<Move>& moves,
              std::vector<PassedOver>* passed)
      : context_(context),
        passed_(passed),
        parse_(context.report.parse),
        lexicon_(context.report.knowledge.lexicon),
        clauses_(coding::clauses(parse_, lexicon_)),
        acts_(parse_, clauses_, context.mentions, lexicon_),
        gates_(context, clauses_, acts_, moves),
        parties_(context, clauses_),
        roles_(context, clauses_, acts_, parties_) {}

  std::vector<Event> read() {
    for (const Clause& clause : clauses_)
      if (const knowledge::Act* act = acts_.read(clause)) code(*act, clause);
    return std::move(events_);
  }

 private:
  void code(const knowledge::Act& act, const Clause& clause) {
    const ClauseStatus status = status_of(parse_, clauses_, clause, lexicon_);
    Event event;
    event.status = EventGates::status_of_event(act, clause, status);
    if (event.status.empty())
      return pass_over(act, clause, status.status, ": no act by itself: ", status.reason);
    if (const auto against = gates_.reason_against(act, clause, event.status); !against.empty())
      return pass_over(act, clause, against);
    set_code(event, act);
    if (!set_parties(event, act, clause))
      return pass_over(act, clause,
                       event.actors.empty() && event.recipients.empty()
                           ? "no party that does it or that it is done to"
                       : event.actors.empty() ? "nobody is told who does it"
                                              : "too little is told of whom it is done to");
    std::vector<std::string> places;
    if (event.type != "ACCUSE") places = places_of(context_, clauses_, acts_, act, clause);
    if (!places.empty()) event.place = places.front();
    set_date(event, clause);
    set_source(event, clause, status);
    event.rule = act.id;
    event.token = clause.predicate;
    event.evidence = {parse_.span_of(clause.tokens)};
    if (Event* told = taken_up(act, clause, event)) {
      told->evidence.push_back(event.evidence.front());
      if (parties_.is_unknown(told->recipients)) told->recipients = event.recipients;
      return pass_over(act, clause, "takes up the event told before");
    }
    // "Attacks on Aleppo and Daraya": one in each place.
    const bool in_each = one_of(event.type, {"ASSAULT", "COERCE"});
    for (std::size_t i = places.size(); in_each && i-- > 1;) {
      Event further = event;
      further.place = places[i];
      add(std::move(further));
    }
    if (event.actors.size() > 1 && is_reciprocal(clause)) return add_each_way(event);
    add(std::move(event));
  }

  // One event from each to the others.
  void add_each_way(const Event& event) {
    for (const ActorId actor : event.actors) {
      Event one = event;
      one.actors = {actor};
      one.recipients = event.actors;
      std::erase(one.recipients, actor);
      events_.push_back(std::move(one));
    }
  }

  void pass_over(const knowledge::Act& act, const Clause& clause, std::string_view reason,
                 std::string_view between = {}, std::string_view more = {}) const {
    if (passed_ == nullptr) return;
    passed_->push_back({clause.predicate, act.id,
                        std::string(reason).append(more.empty() ? "" : between).append(more)});
  }

  // --- what

  void set_code(Event& event, const knowledge::Act& act) const {
    event.type = act.type;
    event.mode = act.mode;
    event.cameo = act.cameo;
    event.context = act.context;
    const knowledge::Ontology& ontology = context_.report.knowledge.ontology;
    if (const auto* code = ontology.code(act.cameo)) event.goldstein = code->goldstein;
    if (const auto* type = ontology.type(act.type)) event.quad = type->quad;
  }

  // --- who

  bool set_parties(Event& event, const knowledge::Act& act, const Clause& clause) {
    event.actors = roles_.actors(act, clause);
    event.recipients = roles_.recipients(act, clause);
    if (act.borrow && event.actors.empty()) event.actors = roles_.borrowed(clause);
    if (event.actors.empty()) event.actors = roles_.accused_above(clause);
    if (event.actors.empty()) event.actors = roles_.actor_of_cause(clause, event.recipients);
    if (one_of(event.type, {"ASSAULT", "COERCE"})) {
      without_watchers(event);
      fill_violence(event, act, clause);
    }
    if (event.recipients.empty() && event.type == "ACCUSE") event.recipients = blamed(clause);
    if (event.recipients.empty()) event.recipients = roles_.by_destination(event, clause);
    if (event.recipients.empty() && event.type == "SUPPORT")
      event.recipients = welcomed(event, clause);
    without(event.recipients, event.actors);
    if (event.type == "REQUEST" && event.recipients.empty() && gates_.orders_own(clause))
      return false;
    if (!one_of(event.type, {"ASSAULT", "COERCE", "PROTEST"})) without_own(event);
    if (act.mutual && event.recipients.empty() && event.actors.size() == 1 &&
        clause.kind == PredicateKind::verb)
      event.actors = parties_.beside(clause.passive ? clause.objects : clause.subjects);
    if (act.mutual && event.recipients.empty() && event.actors.size() > 1 &&
        event.type != "SUPPORT") {
      event.recipients.assign(event.actors.begin() + 1, event.actors.end());
      event.actors.resize(1);
    }
    if (event.actors.size() > 1 && is_reciprocal(clause)) event.recipients.clear();
    return enough(event, act, clause);
  }

  // "Accused each other", "fired at one another".
  bool is_reciprocal(const Clause& clause) const {
    std::vector<Token> heads = clause.objects;
    for (const Oblique& one : clause.obliques) heads.push_back(one.head);
    return std::any_of(heads.begin(), heads.end(), [&](Token head) {
      return head > 0 &&
             ((parse_.tokens[head].lower == "other" && parse_.tokens[head - 1].lower == "each") ||
              (parse_.tokens[head].lower == "another" && parse_.tokens[head - 1].lower == "one"));
    });
  }

  // What violence says of its parties otherwise than by names.
  void fill_violence(Event& event, const knowledge::Act& act, const Clause& clause) const {
    if (event.actors.empty()) event.actors = roles_.strangers(act.actor, clause);
    if (event.actors.empty()) event.actors = roles_.ruler(act);
    if (event.recipients.empty()) event.recipients = roles_.targets(clause);
    if (event.recipients.empty()) event.recipients = roles_.protesters(act, clause, event.actors);
    if (event.recipients.empty()) event.recipients = roles_.strangers(act.recipient, clause);
  }

  // Both sides told, or one side and an act that may come from an unknown hand.
  bool enough(Event& event, const knowledge::Act& act, const Clause& clause) {
    const bool actor = !event.actors.empty();
    const bool recipient = !event.recipients.empty();
    if (!recipient && (needs_party(act, "recipient") || act.quiet)) return false;
    if (!actor && (needs_party(act, "actor") || act.quiet)) return false;
    if (event.type == "ASSAULT" || event.type == "COERCE") {
      if (!actor && !recipient) {
        if (!told_of_strangers(act, clause)) return false;
      }
      if (actor) return true;
      // A ban has an author; so has what adds up the dead of a war.
      if (act.cameo.starts_with("172") || (event.mode == "restrict" && !recipient)) return false;
      if (act.result && oblique(clause, "since") != nullptr) return false;
      event.actors = {parties_.unknown()};
      return true;
    }
    if (!actor) return false;
    if (act.cameo == "045") return true;
    if (event.type == "CONSULT" || event.type == "COOPERATE" || event.type == "AID")
      return recipient || event.mode == "visit" || event.mode == "multilateral";
    return true;
  }

  // Victims or a fight that no party of the report is: people by their trade, "fighting broke out".
  bool told_of_strangers(const knowledge::Act& act, const Clause& clause) const {
    if (clause.kind == PredicateKind::noun) {
      const bool dated =
          mention::time_of_clause(parse_, context_.mentions, clause.predicate).has_value();
      if (!dated && place_of(context_, clauses_, acts_, act, clause).empty()) return false;
      return dated || clause.light || clause.relation == Relation::oblique;
    }
    if (act.cameo == "196") return true;
    // "A bomb exploded in X"
    if (std::any_of(clause.subjects.begin(), clause.subjects.end(),
                    [&](Token subject) { return acts_.is_a(subject, "@weapon"); }) &&
        !place_of(context_, clauses_, acts_, act, clause).empty())
      return true;
    return std::any_of(clause.objects.begin(), clause.objects.end(), [&](Token object) {
      return acts_.is_a(object, "@person") || acts_.is_a(object, "@property");
    });
  }

  // Those who count the dead do not kill them, and civilians have no artillery: a pronoun or a
  // shared subject was taken for the wrong party.
  static constexpr bool heavy(std::string_view mode) {
    return mode == "heavy-weapons" || mode == "aerial" || mode == "drone";
  }

  void without_watchers(Event& event) const {
    std::erase_if(event.actors, [&](ActorId actor) {
      const auto& sectors = context_.mentions.at(actor).sectors;
      return !sectors.empty() && std::all_of(sectors.begin(), sectors.end(), [&](const auto& one) {
        return one_of(one, {"NGO", "JRN", "MED"}) ||
               (heavy(event.mode) && one_of(one, {"CVL", "REF", "EDU"}));
      });
    });
  }

  // "Condemned the attack": whoever the report says attacked, here or before.
  std::vector<ActorId> blamed(const Clause& clause) const {
    for (const Token object : clause.objects) {
      const Clause* noun = clause_at(clauses_, object);
      if (noun == nullptr || noun->kind != PredicateKind::noun) continue;
      const knowledge::Act* act = acts_.read(*noun);
      if (act == nullptr) continue;
      std::vector<ActorId> found = roles_.actors(*act, *noun);
      if (!found.empty()) return found;
      for (auto event = events_.rbegin(); event != events_.rend(); ++event)
        if (event->type == act->type && !parties_.is_unknown(event->actors)) return event->actors;
    }
    return {};
  }

  // "Welcomed the decision": whoever was told to have decided, just before.
  std::vector<ActorId> welcomed(const Event& event, const Clause& clause) const {
    const bool definite = std::any_of(clause.objects.begin(), clause.objects.end(),
                                      [&](Token object) { return is_definite(object); });
    if (!definite) return {};
    constexpr std::size_t kBack = 4;
    for (std::size_t back = 1; back <= kBack && back <= events_.size(); ++back) {
      const Event& before = events_[events_.size() - back];
      if (before.type == "ACCUSE" || parties_.is_unknown(before.actors)) continue;
      std::vector<ActorId> found = before.actors;
      without(found, event.actors);
      if (!found.empty()) return found;
    }
    return {};
  }

  static void without(std::vector<ActorId>& list, const std::vector<ActorId>& others) {
    std::erase_if(list, [&](ActorId actor) {
      return std::find(others.begin(), others.end(), actor) != others.end();
    });
  }

  // "The League suspended its mission": what is its own is no other party.
  void without_own(Event& event) const {
    std::erase_if(event.recipients, [&](ActorId recipient) {
      return std::any_of(event.actors.begin(), event.actors.end(), [&](ActorId actor) {
        const std::string& code = context_.mentions.at(actor).code;
        return code.size() >= 6 && code == context_.mentions.at(recipient).code;
      });
    });
  }

  // --- when, by whose account

  void set_date(Event& event, const Clause& clause) const {
    Token predicate = clause.predicate;
    auto time = mention::time_of_clause(parse_, context_.mentions, predicate);
    if (!time && clause.light) {
      predicate = *clause.light;
      time = mention::time_of_clause(parse_, context_.mentions, predicate);
    }
    if (!time) return;
    event.date = mention::day_of_clause(parse_, context_.mentions, predicate);
    event.date_text = slice(parse_.source, context_.mentions.times[*time].span);
    const auto published = context_.report.article.published.day;
    if (event.date && published && event.date->last + kMonth < *published &&
        event.status == "actual")
      event.status = "historical";
  }

  void set_source(Event& event, const Clause& clause, const ClauseStatus& status) const {
    event.according_to = parties_.chain(clause.predicate);
    const attribution::Statement* statement = parties_.statement_of(clause.predicate);
    const bool denied = statement != nullptr && statement->polarity == "negative";
    if (denied && event.status == "actual") event.status = "denied";
    event.certainty = event.status == "denied"                                          ? "disputed"
                      : status.claimed || (statement && statement->attitude == "claim") ? "claimed"
                      : event.according_to.empty() && !status.reported ? "confirmed"
                                                                       : "reported";
  }

  // The event told before that the clause comes back to: "the attack killed 100", "the raid" without
  // parties of its own.
  Event* taken_up(const knowledge::Act& act, const Clause& clause, const Event& event) {
    if (act.type != "ASSAULT" || !parties_.is_unknown(event.actors)) return nullptr;
    const bool itself = clause.kind == PredicateKind::noun && event.recipients.empty() &&
                        is_definite(clause.predicate);
    const bool by_cause = !clause.subjects.empty() && is_definite(clause.subjects[0]) &&
                          is_assault(clause.subjects[0]);
    if (!itself && !by_cause) return nullptr;
    for (auto before = events_.rbegin(); before != events_.rend(); ++before)
      if (before->type == act.type && may_be_one(*before, event)) return &*before;
    return nullptr;
  }

  // Whatever its needs: "the strikes", without what they hit, takes up an attack told before.
  bool is_assault(Token noun) const {
    const auto readings = lexicon_.acts.find(full_lemma(parse_, noun));
    return readings != lexicon_.acts.end() &&
           std::any_of(
               readings->second.begin(), readings->second.end(),
               [](const knowledge::Act& act) { return act.pos == 'n' && act.type == "ASSAULT"; });
  }

  static bool may_be_one(const Event& a, const Event& b) {
    if (!a.place.empty() && !b.place.empty() && a.place != b.place) return false;
    if (a.date && b.date && (a.date->last < b.date->first || b.date->last < a.date->first))
      return false;
    return a.mode == b.mode || a.mode.empty() || b.mode.empty();
  }

  bool is_definite(Token noun) const {
    const auto children = parse_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](Token child) {
      return one_of(parse_.tokens[child].lower, {"the", "this", "that", "these", "those"});
    });
  }

  // States acting together: one event each; the two who sign one paper are one.
  void add(Event event) {
    const bool together = event.actors.size() > 1 && event.type != "SUPPORT" &&
                          event.type != "CONSULT" && different_countries(event.actors);
    if (!together) {
      events_.push_back(std::move(event));
      return;
    }
    const std::vector<ActorId> actors = std::move(event.actors);
    for (const ActorId actor : actors) {
      event.actors = {actor};
      events_.push_back(event);
    }
  }

  bool different_countries(const std::vector<ActorId>& actors) const {
    const std::string& first = context_.mentions.at(actors.front()).country;
    return std::any_of(actors.begin(), actors.end(),
                       [&](ActorId actor) { return context_.mentions.at(actor).country != first; });
  }

  const Context& context_;
  std::vector<PassedOver>* passed_;
  const language::Parse& parse_;
  const knowledge::Lexicon& lexicon_;
  std::vector<Clause> clauses_;
  ActReader acts_;
  EventGates gates_;
  EventParties parties_;
  EventRoles roles_;
  std::vector<Event> events_;
};

}  // namespace

void add_places(const Context& context, std::vector<Event>& events) {
  const knowledge::Lexicon& lexicon = context.report.knowledge.lexicon;
  const std::vector<Clause> clauses = coding::clauses(context.report.parse, lexicon);
  const ActReader acts(context.report.parse, clauses, context.mentions, lexicon);
  for (Event& event : events) {
    // Words are told where they are spoken, which a clause about their content does not say.
    if (!event.place.empty() || !one_of(event.type, {"CONSULT", "SUPPORT", "RETREAT", "SANCTION",
                                                     "PROTEST", "COERCE", "ASSAULT", "MOBILIZE"}))
      continue;
    if (const Clause* clause = clause_at(clauses, event.token))
      event.place = place_of(context, clauses, acts, knowledge::Act{}, *clause);
  }
}

std::vector<Event> find_events(const Context& context, const std::vector<Move>& moves,
                               std::vector<PassedOver>* passed) {
  return merge_events(context, EventReader(context, moves, passed).read());
}

}  // namespace parley::coding
