#include "parley/coding/conditions.h"

#include <algorithm>

namespace parley::coding {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string marker_of(const MoveText& text, Token head) {
  std::string found;
  for (const Token child : text.parse.children(head)) {
    if (child > head) break;
    const language::Token& at = text.at(child);
    if (at.dep == "mark" || (at.dep == "advmod" && at.tag == "WRB")) found = at.lower;
    // "as long as", "so long as"
    if (at.dep == "advmod" && at.lower == "long") found = "as_long_as";
    if (at.dep == "mark" && at.lower == "as")
      for (const Token below : text.parse.children(head))
        if (text.at(below).lower == "long") found = "as_long_as";
  }
  return found;
}

bool is_condition_marker(std::string_view marker) {
  return one_of(marker, {"if", "unless", "until", "till", "once", "provided", "providing",
                         "as_long_as", "assuming"});
}

// "only", "not", "first" in front make "when", "after", "before" conditions.
bool only_before(const MoveText& text, Token head) {
  const Token first = text.at(head).left_edge;
  for (Token token = first > 3 ? first - 3 : 0; token <= first; ++token)
    if (one_of(text.at(token).lower, {"only", "not", "first"})) return true;
  return false;
}

void add_clause(const MoveText& text, Token head, std::vector<ConditionClause>& out) {
  const std::string marker = marker_of(text, head);
  if (is_condition_marker(marker) ||
      (one_of(marker, {"when", "after", "before"}) && only_before(text, head)))
    out.push_back({marker, head});
}

void add_phrases(const MoveText& text, Token predicate, std::vector<ConditionClause>& out) {
  const Clause* clause = text.clause(predicate);
  if (clause == nullptr) return;
  for (const Oblique& oblique : clause->obliques) {
    const bool only = one_of(oblique.prep, {"after", "before", "with", "following"}) &&
                      only_before(text, oblique.prep_token);
    if (only || one_of(oblique.prep, {"until", "till", "without", "pending"}))
      out.push_back({oblique.prep, oblique.head});
    if (one_of(text.lemma(oblique.head), {"return", "exchange"}) && oblique.prep == "in")
      for (const Token what : fillers(text, oblique.head, "for"))
        out.push_back({"in_exchange_for", what});
    // "will stop on the day the tanks leave"
    if (one_of(text.lemma(oblique.head), {"day", "moment", "hour"}) &&
        one_of(oblique.prep, {"on", "at", "from"}))
      for (const Token what : text.parse.children(oblique.head))
        if (text.at(what).dep == "relcl") out.push_back({"once", what});
    if (text.lemma(oblique.head) == "condition" && oblique.prep == "on")
      for (const Token what : text.parse.children(oblique.head))
        if (one_of(text.at(what).dep, {"acl", "ccomp", "relcl"}))
          out.push_back({"on_condition", what});
    if (oblique.prep == "in_exchange_for" || oblique.prep == "in_return_for")
      out.push_back({"in_exchange_for", oblique.head});
  }
}

}  // namespace

std::vector<ConditionClause> condition_clauses(const MoveText& text, Token predicate) {
  std::vector<ConditionClause> out;
  std::vector<Token> places{predicate};
  if (const Clause* clause = text.clause(predicate)) {
    if (clause->copula) places.push_back(*clause->copula);
    if (clause->light) places.push_back(*clause->light);
  }
  for (const Token place : places) {
    for (const Token child : text.parse.children(place)) {
      if (one_of(text.at(child).dep, {"advcl", "ccomp", "prep", "conj"}))
        add_clause(text, child, out);
      // "as long as": the clause hangs on "long"
      if (text.at(child).lower == "long" && text.at(child).dep == "advmod")
        for (const Token below : text.parse.children(child))
          if (text.at(below).dep == "advcl") out.push_back({"as_long_as", below});
      // "only after the release", "until" read as a preposition with a clause
      if (one_of(text.at(child).dep, {"prep", "mark"}))
        for (const Token below : text.parse.children(child))
          if (text.at(below).dep == "pcomp" &&
              (is_condition_marker(text.at(child).lower) || only_before(text, child)))
            out.push_back({std::string(text.at(child).lower), below});
    }
    add_phrases(text, place, out);
  }
  return out;
}

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
    for (const Token place : places)
      for (const ConditionClause& clause : condition_clauses(text_, place))
        required(clause, reading);
    if (reading.move == "set_condition") named(reading);
    if (one_of(reading.move, {"offer_talks", "accept_talks"})) venue(reading);
    if (reading.force.empty() && reading.modality == "planned") due(reading);
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
      const std::string kind = hit.content == "trip" && reading.force == "refuse" ? "venue"
                               : hit.content == "intervention" && reading.force == "refuse"
                                   ? "no_intervention"
                               : hit.content == "end_violence" ? "stop_attacks_on_civilians"
                                                               : hit.content;
      const bool own_terms = kind == "no_preconditions" && role != "outcome_demand";
      add(kind,
          own_terms               ? "no_preconditions"
          : hit.content == "trip" ? "red_line"
                                  : role,
          hit.token, reading);
    }
  }

  std::string role_of(const MoveReading& reading) const {
    if (reading.move == "waive_condition") return "waived";
    if (reading.force == "demand" && comes_before_talks(reading)) return "precondition";
    if (one_of(reading.force, {"appeal", "demand", "ask", "endorse"})) return "outcome_demand";
    if (reading.force == "refuse") return is_red_line(reading) ? "red_line" : "refused_condition";
    if (one_of(reading.force, {"promise", "accept", "offer", "will"}))
      return has_deadline(reading) ? "deadline" : "outcome_demand";
    return "";
  }

  // "Must disarm before any talks can begin".
  bool comes_before_talks(const MoveReading& reading) const {
    std::vector<Token> places{reading.token};
    for (const ContentHit& hit : reading.contents) places.push_back(hit.token);
    for (const Token place : places) {
      std::vector<Token> later = fillers(text_, place, "before");
      for (const Token child : text_.parse.children(place))
        if (text_.at(child).dep == "advcl" && marker_of(text_, child) == "before")
          later.push_back(child);
      for (const Token head : later)
        for (Token token = text_.at(head).left_edge; token <= text_.at(head).right_edge; ++token)
          if (one_of(text_.lemma(token), {"talk", "talks", "negotiation", "negotiations",
                                          "dialogue", "negotiate", "meeting"}))
            return true;
    }
    return false;
  }

  bool is_red_line(const MoveReading& reading) const {
    const Range sentence = text_.parse.sentence_of(reading.token).tokens;
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
    for (const ContentHit& hit : contents_at(text_, clause.head, nullptr)) {
      if (clause.marker == "without") {
        if (hit.content == "no_preconditions")
          add(hit.content, "no_preconditions", hit.token, reading);
        continue;
      }
      add(clause.marker == "as_long_as" ? ended(hit) : settled(hit), role, hit.token, reading);
    }
  }

  static std::string settled(const ContentHit& hit) {
    return hit.content == "end_violence" ? "stop_attacks_on_civilians" : hit.content;
  }

  // "As long as it bombs our towns", "while he stays in power": what has to end.
  static std::string ended(const ContentHit& hit) {
    if (hit.negated) return settled(hit);
    if (hit.content == "attack") return "stop_attacks_on_civilians";
    if (hit.content == "leader_may_stay") return "leave_office";
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

  // "X is the condition for talks": X, the subject of the copula.
  void named(const MoveReading& reading) {
    const Clause* noun = text_.clause(reading.token);
    if (noun == nullptr || !noun->governor) return;
    const Clause* copula = text_.clause(*noun->governor);
    if (copula == nullptr || copula->kind != PredicateKind::copula) return;
    for (const auto* side : {&copula->subjects, &copula->complements, &copula->objects})
      for (const Token head : *side)
        if (head != reading.token)
          for (const ContentHit& hit : contents_at(text_, head, nullptr))
            add(hit.content, "precondition", hit.token, reading);
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
    condition.who = parties_.bodies(who_acts(token));
    if (condition.who.empty() && one_of(reading.force, {"appeal", "demand", "ask"}))
      condition.who = move_.recipients;
    if (condition.who.empty() &&
        one_of(reading.force, {"promise", "accept", "offer", "will", "refuse"}) &&
        role != "precondition")
      condition.who = move_.actors;
    condition.evidence.push_back(text_.parse.span_of(text_.parse.subtree(token)));
    found.push_back(std::move(condition));
  }

  std::vector<Token> who_acts(Token token) const {
    const Clause* clause = text_.clause(token);
    if (clause == nullptr) return {};
    if (clause->kind != PredicateKind::noun)
      return clause->subjects.empty() ? clause->objects : clause->subjects;
    if (!clause->subjects.empty() && clause->subject_from != "light verb") return clause->subjects;
    return fillers(text_, token, "of");
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
  const bool conditional =
      std::any_of(reader.found.begin(), reader.found.end(),
                  [](const Condition& one) { return one.role == "precondition"; });
  if (conditional && one_of(move.family, {"offer", "accept"})) move.modality = "conditional";
  return std::move(reader.found);
}

}  // namespace parley::coding
