#include "parley/coding/status.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

using language::Parse;

constexpr int kMaxDepth = 8;  // governors above governors

class StatusReader {
 public:
  StatusReader(const Parse& parse, const std::vector<Clause>& clauses,
               const knowledge::Lexicon& lexicon)
      : parse_(parse), clauses_(clauses), lexicon_(lexicon) {}

  ClauseStatus read(const Clause& clause, int depth) const {
    ClauseStatus result;
    own_words(clause, result);
    if (depth < kMaxDepth) from_above(clause, result, depth);
    if (result.negated) result.status = negated_form(result);
    return result;
  }

 private:
  const language::Token& at(Token token) const { return parse_.tokens[token]; }

  // Verbs whose tense and negation count for the clause.
  std::vector<Token> verbs_of(const Clause& clause) const {
    std::vector<Token> verbs;
    if (clause.kind != PredicateKind::noun) verbs.push_back(clause.predicate);
    if (clause.copula) verbs.push_back(*clause.copula);
    if (clause.light) verbs.push_back(*clause.light);
    return verbs;
  }

  void own_words(const Clause& clause, ClauseStatus& result) const {
    for (const Token verb : verbs_of(clause)) {
      if (at(verb).tag == "VBD") result.past = true;
      for (const Token child : parse_.children(verb)) {
        const language::Token& word = at(child);
        if (word.dep == "neg" || (word.dep == "advmod" && one_of(word.lower, {"never", "hardly"})))
          negate(result, child);
        if (one_of(word.dep, {"aux", "auxpass"}) && word.tag == "VBD") result.past = true;
        if (word.dep == "aux" && word.tag == "MD") modal(word.lower, result);
        if (word.dep == "advmod") adverb(word.lower, result);
      }
    }
    for (const Token modifier : clause.modifiers) {
      // "possible strikes", "the planned visit", "alleged attacks"
      const auto* known = lexicon_.embedding('a', at(modifier).lower, 'm');
      if (known == nullptr) continue;
      if (known->status == "claimed") {
        result.claimed = true;
      } else if (result.status == "actual") {
        set(result, known->status, "modifier: " + std::string(at(modifier).lower));
      }
    }
    negated_roles(clause, result);
    conditional(clause, result);
  }

  void negate(ClauseStatus& result, Token by) const {
    result.negated = true;
    result.reason = "negation: " + std::string(at(by).lower);
  }

  static void modal(std::string_view word, ClauseStatus& result) {
    result.ahead = true;
    if (one_of(word, {"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"})) {
      result.status = "planned";
    } else if (one_of(word, {"must", "should", "ought"})) {
      result.status = "demanded";
    } else if (one_of(word, {"can", "could", "may", "might", "ca"})) {
      result.status = "hypothetical";
    } else {
      return;
    }
    result.reason = "modal: " + std::string(word);
  }

  static void adverb(std::string_view word, ClauseStatus& result) {
    if (one_of(word, {"allegedly", "reportedly", "apparently", "supposedly", "presumably"}))
      result.claimed = true;
    if (one_of(word, {"nearly", "almost", "possibly", "perhaps", "maybe"}) &&
        result.status == "actual") {
      result.status = "hypothetical";
      result.reason = "adverb: " + std::string(word);
    }
  }

  // "no troops left", "killed nobody", "without attack", "no attack".
  void negated_roles(const Clause& clause, ClauseStatus& result) const {
    const auto negative = [&](Token noun) {
      if (one_of(at(noun).lower, {"nobody", "none", "nothing", "neither"})) return true;
      for (const Token child : parse_.children(noun))
        if (child < noun && one_of(at(child).lower, {"no", "neither"})) return true;
      return false;
    };
    for (const auto* role : {&clause.subjects, &clause.objects})
      for (const Token noun : *role)
        if (negative(noun) && noun != clause.predicate) negate(result, noun);
    if (clause.kind == PredicateKind::noun && negative(clause.predicate))
      negate(result, clause.predicate);
    if (clause.kind == PredicateKind::noun && result.status == "actual" &&
        has_any(clause.predicate))
      set(result, "hypothetical", "determiner: any");
    if (clause.marker == "without") {
      result.negated = true;
      result.reason = "negation: without";
    }
  }

  // "before any talks", "rejects any deal": none that has been.
  bool has_any(Token noun) const {
    const auto children = parse_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](Token child) {
      return child < noun && at(child).dep == "det" && at(child).lower == "any";
    });
  }

  void conditional(const Clause& clause, ClauseStatus& result) const {
    const auto is_condition = [](std::string_view marker) {
      return one_of(marker, {"if", "unless", "whether", "provided", "providing", "lest"});
    };
    if (is_condition(clause.marker)) {
      set(result, "hypothetical", "marker: " + clause.marker);
      return;
    }
    if (clause.marker == "before" && at(clause.predicate).tag == "VBG" && result.status == "actual")
      set(result, "planned", "marker: before");
    // "Would not disarm before a deal was signed": it was not, yet.
    if (one_of(clause.marker, {"before", "until", "till", "once"}) && result.status == "actual" &&
        clause.governor)
      if (const Clause* above = clause_at(clauses_, *clause.governor)) {
        ClauseStatus up;
        own_words(*above, up);
        const auto* known = lexicon_.embedding('v', above->verb, 'i');
        const bool refused = known != nullptr && known->status == "negated";
        if (up.ahead || refused) set(result, "hypothetical", "marker: " + clause.marker);
      }
    if (one_of(clause.marker, {"until", "till", "once"}) && result.status == "actual" &&
        !result.past)
      set(result, "hypothetical", "marker: " + clause.marker);
    if (result.status == "actual" && result.past) return;
    for (const Token verb : verbs_of(clause)) {
      for (const Token child : parse_.children(verb)) {
        if (at(child).dep != "advcl") continue;
        const Clause* under = clause_at(clauses_, child);
        if (under == nullptr) under = copula_clause(child);
        if (under == nullptr || !is_condition(under->marker) || under->marker == "whether")
          continue;
        if (result.status != "actual") set(result, "hypothetical", "hangs on: " + under->marker);
      }
    }
  }

  const Clause* copula_clause(Token verb) const {
    for (const Token child : parse_.children(verb))
      if (const Clause* clause = clause_at(clauses_, child); clause && clause->copula == verb)
        return clause;
    return nullptr;
  }

  static void set(ClauseStatus& result, std::string_view status, std::string reason) {
    result.status = status;
    result.reason = std::move(reason);
  }

  // --- embedding

  void from_above(const Clause& clause, ClauseStatus& result, int depth) const {
    if (clause.light) {
      const Clause* verb = clause_at(clauses_, *clause.light);
      if (verb == nullptr || verb->predicate == clause.predicate) return;
      // A relative clause ("the attack they launched") has its own tense, read with the own words.
      ClauseStatus carrier;
      from_above(*verb, carrier, depth + 1);
      if (result.status == "actual" && carrier.status != "actual") {
        set(result, carrier.status, carrier.reason);
        result.force = carrier.force;
      }
      result.negated = result.negated || carrier.negated;
      result.claimed = result.claimed || carrier.claimed;
      result.reported = result.reported || carrier.reported;
      return;
    }
    if (!clause.governor) return;
    const Clause* above = clause_at(clauses_, *clause.governor);
    if (above == nullptr || above->predicate == clause.predicate) return;
    switch (clause.relation) {
      case Relation::coordinate:
        share(clause, *above, result, depth);
        break;
      case Relation::adverbial:
        if (has_to(clause) && result.status == "actual")
          set(result, "planned", "purpose of " + above->lemma);
        break;
      case Relation::relative:
      case Relation::root:
        break;
      default:
        embed(clause, *above, result, depth);
    }
  }

  // "will meet and discuss": the second verb stands under the first one's modal; so do all that the
  // first one hangs on ("said that X did a and did b").
  void share(const Clause& clause, const Clause& first, ClauseStatus& result, int depth) const {
    ClauseStatus other = read(first, depth + 1);
    const bool own_subject = clause.subject_from == "own";
    const bool own_tense =
        one_of(at(clause.predicate).tag, {"VBD", "VBZ", "VBP"}) || has_own_finite(clause.predicate);
    if (clause.kind != PredicateKind::noun && (own_subject || own_tense)) {
      other = ClauseStatus{};
      from_above(first, other, depth + 1);
    } else if (clause.kind != PredicateKind::noun && other.negated) {
      // "did not attack or kill" is; "refused to come and attacked" is not: tense decided above.
      result.negated = true;
    }
    if (result.status == "actual" && other.status != "actual") {
      set(result, other.status, other.reason);
      result.force = other.force;
    }
    result.claimed = result.claimed || other.claimed;
    result.reported = result.reported || other.reported;
  }

  // "had not been invited and would reject it": the second verb has an auxiliary of its own.
  bool has_own_finite(Token verb) const {
    const auto children = parse_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](Token child) {
      return one_of(at(child).dep, {"aux", "auxpass"}) &&
             one_of(at(child).tag, {"MD", "VBD", "VBZ", "VBP"});
    });
  }

  bool has_to(const Clause& clause) const {
    for (const Token child : parse_.children(clause.copula.value_or(clause.predicate)))
      if (at(child).tag == "TO") return true;
    return false;
  }

  char scope_of(const Clause& clause) const {
    switch (clause.relation) {
      case Relation::object:
        return 'o';
      case Relation::subject:
        return 's';
      case Relation::oblique:
        return 'p';
      case Relation::modifier:
        return 'm';
      default:
        break;
    }
    if (has_to(clause)) return 'i';
    return at(clause.predicate).tag == "VBG" && clause.subject_from != "own" ? 'g' : 't';
  }

  const knowledge::Embedding* embedding(const Clause& clause, const Clause& above,
                                        char scope) const {
    const char pos = above.kind == PredicateKind::noun                     ? 'n'
                     : above.kind == PredicateKind::copula && above.copula ? 'a'
                                                                           : 'v';
    if (scope == 'p') {
      if (const auto* found = lexicon_.embedding(pos, above.lemma + '_' + clause.marker, 'p'))
        return found;
      return nullptr;
    }
    for (const Oblique& one : above.obliques)
      if (const auto* found = lexicon_.embedding(pos, above.lemma + '_' + one.prep, scope))
        return found;
    if (const auto* found = lexicon_.embedding(pos, above.lemma, scope)) return found;
    return lexicon_.embedding(pos, above.verb, scope);
  }

  void embed(const Clause& clause, const Clause& above, ClauseStatus& result, int depth) const {
    const char scope = scope_of(clause);
    const knowledge::Embedding* found = embedding(clause, above, scope);
    const bool be_to = scope == 'i' && above.kind == PredicateKind::copula && !above.copula;
    if (found == nullptr && !be_to) {
      if (scope == 'i' && result.status == "actual")
        set(result, "hypothetical", "infinitive under " + above.lemma);
      if (scope == 'g' || scope == 'i' || scope == 't') inherit(above, result, depth);
      if (clause.kind == PredicateKind::noun && is_any(clause.predicate))
        under_modal(above, result, depth);
      return;
    }
    const std::string status = be_to ? "planned" : found->status;
    if (status == "factive") return;  // "would condemn the attack": it took place all the same
    const ClauseStatus up = read(above, depth + 1);
    result.claimed = result.claimed || up.claimed;
    result.reported = result.reported || up.reported;
    if (status == "reported" || status == "claimed") {
      result.reported = true;
      result.claimed = result.claimed || status == "claimed";
      if (up.negated || up.status == "hypothetical") take(result, "hypothetical", above);
      return;
    }
    if (status == "actual") {
      if (up.negated) result.negated = true;
      if (up.status != "actual" && up.status != "negated") take(result, up.status, above);
      return;
    }
    if (status == "negated") {
      if (up.negated) {  // "did not fail to"; "will not hesitate to": it lies ahead
        if (up.ahead) take(result, "planned", above);
        return;
      }
      if (up.status == "hypothetical" || up.status == "demanded" || up.status == "planned") {
        take(result, "hypothetical", above);
        return;
      }
      take(result, "negated", above);
      return;
    }
    // What is only planned, demanded or feared does not come true by what stands above; under a
    // negation it is not even that.
    take(result, up.negated && status != "denied" && status != "ended" ? "hypothetical" : status,
         above);
  }

  static void take(ClauseStatus& result, std::string_view status, const Clause& above) {
    if (result.status != "actual" && status == "actual") return;
    set(result, status, "under " + above.lemma);
    result.force = above.predicate;
  }

  void inherit(const Clause& above, ClauseStatus& result, int depth) const {
    const ClauseStatus up = read(above, depth + 1);
    result.claimed = result.claimed || up.claimed;
    result.reported = result.reported || up.reported;
    if (result.status == "actual" && up.status != "actual" && up.status != "negated")
      take(result, up.status, above);
  }

  // "Would respond to an attack": one that may come.
  void under_modal(const Clause& above, ClauseStatus& result, int depth) const {
    if (result.status != "actual" || above.kind == PredicateKind::noun) return;
    const ClauseStatus up = read(above, depth + 1);
    if (one_of(up.status, {"planned", "hypothetical", "demanded"}))
      take(result, "hypothetical", above);
  }

  // "an attack", "any attack": not one that is known.
  bool is_any(Token noun) const {
    const auto children = parse_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](Token child) {
      return at(child).dep == "det" && one_of(at(child).lower, {"a", "an", "any"});
    });
  }

  static std::string negated_form(const ClauseStatus& result) {
    // "must not", "should not attack": asked not to be done; "may not", "if not": nothing is said.
    if (result.status == "demanded" || result.status == "denied") return result.status;
    if (result.status == "hypothetical" && !result.reason.starts_with("modal: c") &&
        !result.reason.starts_with("negation"))
      return "hypothetical";
    return "negated";
  }

  const Parse& parse_;
  const std::vector<Clause>& clauses_;
  const knowledge::Lexicon& lexicon_;
};

}  // namespace

ClauseStatus status_of(const Parse& parse, const std::vector<Clause>& clauses, const Clause& clause,
                       const knowledge::Lexicon& lexicon) {
  return StatusReader(parse, clauses, lexicon).read(clause, 0);
}

}  // namespace parley::coding
