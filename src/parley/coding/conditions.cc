#include "parley/coding/conditions.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

constexpr std::uint32_t kSentencesBack = 2;  // how far "these conditions" look back

// Moves whose content is a trade of its own and no condition between the parties.
bool names_no_condition(std::string_view move) {
  return one_of(move, {"pledge_aid", "threaten_sanctions", "threaten_force", "declare_ceasefire",
                       "propose_plan", "consider", "offer_mediation", "impose_sanctions"});
}

class ConditionReader {
 public:
  ConditionReader(const Context& context, const MoveText& text, const MoveParties& parties,
                  const Coded& before, const Move& move)
      : context_(context), text_(text), parties_(parties), before_(before), move_(move) {}

  void read(const MoveReading& reading) {
    asked(reading);
    std::vector<Token> places{reading.token};
    for (const ContentHit& hit : reading.contents) places.push_back(hit.token);
    if (const auto above = refusing_verb(reading)) places.push_back(*above);
    for (const Token place : places)
      for (const ConditionClause& clause : condition_clauses(text_, place, refuses(reading)))
        required(clause, reading);
    if (reading.move == "set_condition") named(reading);
    if (one_of(reading.move, {"offer_talks", "accept_talks"})) venue(reading);
    if (reading.force.empty() && reading.modality == "planned") due(reading);
  }

  // "Would not withdraw until X": X is what stands between the parties; the withdrawal is the move.
  void leave_out_own_act() {
    if (!one_of(move_.family, {"offer", "accept", "refuse", "agreement"}) &&
        move_.move != "set_condition")
      return;
    if (std::none_of(found.begin(), found.end(), is_precondition)) return;
    std::erase_if(found, [](const Condition& one) {
      return one_of(one.role, {"outcome_demand", "refused_condition", "deadline"});
    });
  }

  static bool is_precondition(const Condition& one) {
    return one_of(one.role, {"precondition", "simultaneous"});
  }

  std::vector<Condition> found;

 private:
  // What the move itself is about.
  void asked(const MoveReading& reading) {
    const std::string role = role_of(reading);
    if (role.empty() || names_no_condition(reading.move)) return;
    for (const ContentHit& hit : reading.contents) {
      if (reading.force == "endorse" && hit.via.empty()) continue;
      if (hit.content == "demand" && reading.force == "refuse")
        said_before(reading, "refused_condition", false);
      if (hit.content == "leader_may_stay" && reading.move == "refuse_leave_office") {
        add("leave_office", "refused_condition", hit.token, reading);
        continue;
      }
      const std::string kind = hit.content == "attendance" && reading.force == "demand"
                                   ? "participation"
                                   : kind_of(hit, reading.force == "refuse");
      const bool own_terms = kind == "no_preconditions" && role != "outcome_demand";
      add(kind,
          own_terms                  ? "no_preconditions"
          : hit.content == "trip"    ? "red_line"
          : hit.content == "by_date" ? "deadline"
          : is_never(hit)            ? "red_line"
          : is_assured(hit, role)    ? "guarantee"
                                     : role,
          hit.token, reading);
    }
  }

  // The condition that a content is, where it has another name.
  static std::string kind_of(const ContentHit& hit, bool refused) {
    if (hit.content == "trip" && refused) return "venue";
    if (hit.content == "intervention" && refused) return "no_intervention";
    if (hit.content == "by_date") return "timetable";
    if (hit.content == "end_violence") return "stop_attacks_on_civilians";
    return hit.content;
  }

  // Guarantees that are asked for, and what they assure.
  static bool is_assured(const ContentHit& hit, std::string_view role) {
    return role == "outcome_demand" && (hit.content == "guarantees" || hit.via == "guarantee");
  }

  // "There is no role for him".
  bool is_never(const ContentHit& hit) const {
    return hit.content == "no_role_in_transition" && text_.negated(hit.token) &&
           text_.at(hit.token).tag.starts_with("NN");
  }

  static bool refuses(const MoveReading& reading) {
    return reading.force == "refuse" ||
           one_of(reading.move, {"boycott", "refuse_to_sign", "threaten_break_talks"});
  }

  // "There can be no talks before": the verb over what is refused, where it is not the predicate.
  std::optional<Token> refusing_verb(const MoveReading& reading) const {
    if (!refuses(reading) || text_.parse.is_root(reading.token)) return std::nullopt;
    const Token head = text_.at(reading.token).head;
    if (text_.at(reading.token).dep == "attr" && text_.at(head).lemma == "be") return head;
    return std::nullopt;
  }

  std::string role_of(const MoveReading& reading) const {
    if (reading.move == "waive_condition") return "waived";
    if (reading.force == "ultimatum") return "deadline";
    if (reading.force == "demand" && comes_first(reading)) return "precondition";
    if (one_of(reading.force, {"appeal", "demand", "ask", "endorse"})) return "outcome_demand";
    if (reading.force == "refuse") return is_red_line(reading) ? "red_line" : "refused_condition";
    if (one_of(reading.force, {"promise", "accept", "offer", "will"}))
      return has_deadline(reading) ? "deadline" : "outcome_demand";
    return "";
  }

  // "Must disarm before any talks can begin", "wants them out before it signs", "must leave first".
  bool comes_first(const MoveReading& reading) const {
    std::vector<Token> places{reading.token};
    for (const ContentHit& hit : reading.contents) places.push_back(hit.token);
    if (text_.at(reading.token).dep == "xcomp")  // "have to leave before"
      places.push_back(text_.at(reading.token).head);
    for (const Token place : places) {
      std::vector<Token> later = fillers(text_, place, "before");
      for (const Token child : text_.parse.children(place)) {
        if (text_.at(child).dep == "advmod" && text_.at(child).lower == "first") return true;
        if (text_.at(child).dep == "advcl")
          for (const Token mark : text_.parse.children(child))
            if (text_.at(mark).lower == "before") later.push_back(child);
      }
      if (std::any_of(later.begin(), later.end(),
                      [&](Token head) { return is_step(head, reading); }))
        return true;
    }
    return false;
  }

  // Talks, a signature, a step of one's own: what comes after the thing demanded.
  bool is_step(Token head, const MoveReading& reading) const {
    if (one_of(text_.lemma(head), {"anything", "else"})) return true;
    for (const ContentHit& hit : contents_at(text_, head, nullptr))
      if (one_of(hit.content, {"talks", "attendance", "trip", "sign", "settle", "plan", "agreement",
                               "participation", "ceasefire", "disarm", "leave_office"}))
        return true;
    const Clause* clause = text_.clause(head);
    if (clause == nullptr || clause->kind == PredicateKind::noun) return false;
    return std::any_of(clause->subjects.begin(), clause->subjects.end(), [&](Token subject) {
      return std::find(reading.actor_heads.begin(), reading.actor_heads.end(), subject) !=
                 reading.actor_heads.end() ||
             text_.at(subject).tag == "PRP";
    });
  }

  bool is_red_line(const MoveReading& reading) const {
    const Range sentence = text_.parse.sentence_of(reading.token).tokens;
    for (const Token question : fillers(text_, reading.token, "out_of"))
      if (text_.lemma(question) == "question") return true;
    for (Token token = reading.tokens.begin; token < reading.tokens.end && token < sentence.end;
         ++token)
      if (one_of(text_.at(token).lower, {"never", "non-negotiable"}) ||
          (text_.at(token).lower == "red" && token + 1 < sentence.end &&
           text_.at(token + 1).lemma == "line"))
        return true;
    return false;
  }

  bool has_deadline(const MoveReading& reading) const {
    for (const ContentHit& hit : reading.contents)
      for (const std::string_view key : {"by", "within", "before"})
        for (const Token token : fillers(text_, hit.token, key))
          if (context_.mentions.time_in({token, token + 1}) != nullptr) return true;
    return false;
  }

  // "only if", "until" + content.
  void required(const ConditionClause& clause, const MoveReading& reading) {
    const std::string role = clause.marker == "in_exchange_for" ? "simultaneous" : "precondition";
    if (means_conditions(clause.head)) said_before(reading, role, true);
    const bool lasts = one_of(clause.marker, {"as_long_as", "while", "whilst"});
    // "Will walk out if they take part": what must not be.
    const bool feared = clause.marker == "if" && (refuses(reading) || reading.force == "threaten");
    for (const ContentHit& hit : contents_at(text_, clause.head, nullptr)) {
      if (hit.content == "no_preconditions" && clause.marker == "without") {
        add(hit.content, "no_preconditions", hit.token, reading);
        continue;
      }
      if (clause.marker == "without" && !refuses(reading)) continue;
      add(lasts || feared ? ended(hit) : settled(hit), role, hit.token, reading);
    }
  }

  static std::string settled(const ContentHit& hit) {
    if (hit.content == "end_violence") return "stop_attacks_on_civilians";
    if (hit.content == "attendance") return "participation";
    return hit.content;
  }

  // "As long as it bombs our towns", "while he stays in power": what has to end.
  static std::string ended(const ContentHit& hit) {
    constexpr std::pair<std::string_view, std::string_view> kEnds[] = {
        {"attack", "stop_attacks_on_civilians"},
        {"leader_may_stay", "leave_office"},
        {"fighting", "ceasefire"},
        {"siege", "lift_siege"},
        {"occupation", "withdraw_forces"},
        {"impose_sanctions", "lift_sanctions"},
        {"arms_supply", "stop_arming"},
        {"intervention", "no_intervention"},
        {"participation", "exclusion"},
        {"attendance", "exclusion"},
    };
    if (!hit.negated)
      for (const auto& [lasting, end] : kEnds)
        if (hit.content == lasting) return std::string(end);
    return settled(hit);
  }

  // "if these conditions were met"
  bool means_conditions(Token head) const {
    const Clause* clause = text_.clause(head);
    if (clause == nullptr) return false;
    for (const auto* place : {&clause->objects, &clause->subjects})
      for (const Token noun : *place)
        if (one_of(text_.lemma(noun),
                   {"condition", "demand", "precondition", "term", "requirement"}))
          return true;
    return false;
  }

  // The conditions of the moves just before: of the same party (its own terms), or of the other one
  // (the request that is turned down).
  void said_before(const MoveReading& reading, std::string_view role, bool own) {
    const std::uint32_t sentence = text_.at(reading.token).sentence;
    for (auto earlier = before_.moves.rbegin(); earlier != before_.moves.rend(); ++earlier) {
      if (&*earlier == &move_ || earlier->token >= reading.token) continue;
      if (text_.at(earlier->token).sentence + kSentencesBack < sentence) return;
      const bool same = earlier->actors == move_.actors;
      if (same != own || !one_of(earlier->family, {"appeal", "demand"})) continue;
      for (const auto id : earlier->conditions) {
        Condition condition = before_.conditions[id.value];
        condition.role = role;
        condition.of = move_.actors;
        found.push_back(std::move(condition));
      }
      if (!own) return;
    }
  }

  // "but only in an Arab country"
  void venue(const MoveReading& reading) {
    std::vector<Token> places{reading.token};
    for (const ContentHit& hit : reading.contents) places.push_back(hit.token);
    for (const Token place : places)
      for (const std::string_view key : {"in", "at"})
        for (const Token where : fillers(text_, place, key)) {
          const Token preposition = text_.at(where).head;
          const bool only = preposition > 0 && text_.at(preposition - 1).lower == "only";
          const bool conditional =
              !condition_clauses(text_, place).empty() &&
              one_of(text_.lemma(where), {"country", "capital", "city", "place", "venue"});
          if (only || conditional) add("venue", "precondition", where, reading);
        }
  }

  // "is to leave the towns by 10 April"
  void due(const MoveReading& reading) {
    if (context_.mentions.time_in(reading.tokens) == nullptr) return;
    const std::string_view kind = reading.move == "withdraw_forces"     ? "withdraw_forces"
                                  : reading.move == "declare_ceasefire" ? "ceasefire"
                                  : reading.move == "release_people"    ? "release_prisoners"
                                  : reading.move == "disarm"            ? "disarm"
                                                                        : "";
    if (!kind.empty()) add(std::string(kind), "deadline", reading.token, reading);
  }

  // "X is the condition for talks", "their condition is X", "made X a condition".
  void named(const MoveReading& reading) {
    for (const Token head : named_by(text_, reading.token))
      for (const ContentHit& hit : contents_at(text_, head, nullptr))
        add(settled(hit), "precondition", hit.token, reading);
  }

  void add(const std::string& kind, std::string_view role, Token token,
           const MoveReading& reading) {
    if (context_.report.knowledge.vocabulary.condition(kind) == nullptr) return;
    for (Condition& one : found) {
      if (one.kind != kind) continue;
      // A precondition says more than the demand that it also is.
      if (one.role == "outcome_demand" && role == "precondition") one.role = role;
      return;
    }
    Condition condition;
    condition.kind = kind;
    condition.role = role;
    condition.of = move_.actors;
    if (!is_nobodys(kind)) condition.who = parties_.bodies(concerns_party(kind, token));
    if (condition.who.empty() && !is_nobodys(kind)) condition.who = by_move(role, reading);
    condition.evidence.push_back(text_.parse.span_of(text_.parse.subtree(token)));
    found.push_back(std::move(condition));
  }

  // How talks are held is nobody's to do; a council's text is the council's.
  static bool is_nobodys(std::string_view kind) {
    return one_of(kind, {"agenda", "venue", "timetable", "mediator", "format", "date_of_talks",
                         "sequencing", "no_preconditions", "council_resolution"});
  }

  // Whoever is recognised, tried, admitted; of other conditions, whoever has to act.
  std::vector<Token> concerns_party(std::string_view kind, Token token) const {
    const Clause* clause = text_.clause(token);
    if (clause != nullptr &&
        one_of(kind, {"recognition", "accountability", "participation", "exclusion"})) {
      if (clause->kind != PredicateKind::noun && !clause->objects.empty()) return clause->objects;
      if (clause->kind == PredicateKind::noun)
        if (std::vector<Token> of = fillers(text_, token, "of"); !of.empty()) return of;
    }
    return who_acts(token);
  }

  // Who has to act by the move itself: those asked, or those who promise or refuse.
  std::vector<ActorId> by_move(std::string_view role, const MoveReading& reading) const {
    if (one_of(reading.force, {"appeal", "demand", "ask"})) return move_.recipients;
    if (one_of(reading.force, {"promise", "accept", "offer", "will", "refuse"}) &&
        role != "precondition")
      return move_.actors;
    return {};
  }

  std::vector<Token> who_acts(Token token) const {
    const Clause* clause = text_.clause(token);
    if (clause == nullptr) return {};
    const bool of_itself = text_.lexicon.in_class("done_by_itself", text_.lemma(token));
    if (clause->kind != PredicateKind::noun) {
      if (!clause->subjects.empty() && text_.lemma(token) != "want") return clause->subjects;
      return of_itself ? clause->objects : std::vector<Token>{};
    }
    if (!clause->subjects.empty() && clause->subject_from != "light verb") return clause->subjects;
    return of_itself ? fillers(text_, token, "of") : std::vector<Token>{};
  }

  const Context& context_;
  const MoveText& text_;
  const MoveParties& parties_;
  const Coded& before_;
  const Move& move_;
};

}  // namespace

std::vector<Condition> conditions_of(const Context& context, const MoveText& text,
                                     const MoveParties& parties,
                                     const std::vector<MoveReading>& group, const Coded& before,
                                     Move& move) {
  ConditionReader reader(context, text, parties, before, move);
  for (const MoveReading& reading : group) reader.read(reading);
  reader.leave_out_own_act();
  const bool conditional =
      std::any_of(reader.found.begin(), reader.found.end(), ConditionReader::is_precondition);
  if (conditional && one_of(move.family, {"offer", "accept"})) move.modality = "conditional";
  return std::move(reader.found);
}

}  // namespace parley::coding
