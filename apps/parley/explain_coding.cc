// What was done: events and moves with the lines that made them, and the predicates that made none.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "apps/parley/explain_parts.h"
#include "parley/coding/act.h"
#include "parley/coding/event.h"
#include "parley/coding/move_contents.h"
#include "parley/coding/status.h"

namespace parley::app {
namespace {

// The need as the file writes it: "object=@troops|@armed", "!on".
std::string text_of(const std::vector<knowledge::Need>& alternatives) {
  std::string text;
  for (const knowledge::Need& need : alternatives) {
    if (!text.empty()) text += '|';
    text += (need.absent ? "!" : "") + need.slot;
    if (!need.word_class.empty()) text += (need.other ? "!=" : "=") + need.word_class;
  }
  return text;
}

std::string text_of(const coding::ClauseStatus& status) {
  std::string text = status.status;
  if (!status.reason.empty()) text += " (" + status.reason + ")";
  if (status.reported) text += ", reported";
  if (status.claimed) text += ", claimed";
  return text;
}

}  // namespace

// The stages' own look-ups over the finished reading.
struct CodingTrace::Parts {
  explicit Parts(const TraceContext& trace)
      : view{trace.reading.article, trace.parse(), trace.knowledge},
        mentions(trace.reading.mentions),
        clauses(coding::clauses(trace.parse(), trace.knowledge.lexicon)),
        acts(trace.parse(), clauses, mentions, trace.knowledge.lexicon),
        text{trace.parse(), clauses, mentions, trace.knowledge.move_lexicon,
             trace.knowledge.lexicon} {
    const coding::Context context{view, mentions, trace.reading.statements};
    (void)coding::find_events(context, trace.reading.coded.moves, &passed);
    for (const coding::Event& event : trace.reading.coded.events) spoken.insert(event.token);
    for (const coding::Move& move : trace.reading.coded.moves) spoken.insert(move.token);
    for (const attribution::Statement& statement : trace.reading.statements)
      if (statement.cue_token) spoken.insert(*statement.cue_token);
  }

  mention::ReportView view;
  mention::Mentions mentions;  // a copy: looking for events may add "unknown gunmen"
  std::vector<coding::Clause> clauses;
  coding::ActReader acts;
  coding::MoveText text;
  std::vector<coding::PassedOver> passed;
  std::set<coding::Token> spoken;  // predicates that gave something
};

CodingTrace::CodingTrace(const TraceContext& context)
    : context_(context), parts_(std::make_unique<Parts>(context)) {}
CodingTrace::~CodingTrace() = default;

TraceSection CodingTrace::events(Range sentence) const {
  TraceSection section{"events", {}};
  for (const coding::Event& event : context_.reading.coded.events) {
    if (!sentence.contains(event.token)) continue;
    TraceItem item{std::string(context_.parse().tokens[event.token].text), {}, {}};
    item.add("type", event.type + (event.mode.empty() ? "" : ", " + event.mode));
    const knowledge::CameoCode* code = context_.knowledge.ontology.code(event.cameo);
    item.add("CAMEO", event.cameo + (code == nullptr ? "" : " " + code->name));
    item.add("actor", context_.names(event.actors));
    item.add("recipient", context_.names(event.recipients));
    item.add("place", event.place);
    item.add("day", context_.days(event.date));
    const coding::Clause* clause = coding::clause_at(parts_->clauses, event.token);
    item.add("status", event.status);
    if (clause != nullptr)
      item.add("clause", text_of(coding::status_of(context_.parse(), parts_->clauses, *clause,
                                                   context_.knowledge.lexicon)));
    item.add("certainty", event.certainty);
    item.add("source", context_.names(event.according_to));
    item.add("rule", context_.rule(event.rule));
    for (const Span span : event.evidence) item.add("words", context_.quoted(span));
    section.items.push_back(std::move(item));
  }
  return section;
}

TraceSection CodingTrace::moves(Range sentence) const {
  TraceSection section{"moves", {}};
  const knowledge::MoveLexicon& lexicon = context_.knowledge.move_lexicon;
  const coding::Coded& coded = context_.reading.coded;
  for (const coding::Move& move : coded.moves) {
    if (!sentence.contains(move.token)) continue;
    TraceItem item{std::string(context_.parse().tokens[move.token].text), {}, {}};
    item.add("move", move.move + " (" + move.family + ")");
    item.add("CAMEO", move.cameo);
    item.add("actor", context_.names(move.actors));
    item.add("recipient", context_.names(move.recipients));
    item.add("about", move.subject);
    item.add("venue", move.venue);
    item.add("day", context_.days(move.date));
    item.add("modality", move.modality);
    if (move.in_reply_to)
      item.add("answers", coded.moves[*move.in_reply_to].move + ": " +
                              context_.quoted(coded.moves[*move.in_reply_to].evidence.front()));
    item.add("source", context_.names(move.according_to));
    item.add("rule", context_.rule(move.rule));
    for (const knowledge::Pattern& pattern : lexicon.forces.all()) {
      if (pattern.where != move.rule) continue;
      item.add("force", pattern.gives);
      for (const coding::Token slot : coding::content_slots(parts_->text, move.token, pattern))
        for (const coding::ContentHit& hit : coding::contents_at(parts_->text, slot, nullptr)) {
          const auto* known = coding::best_pattern(parts_->text, hit.token, lexicon.contents);
          item.add("content", hit.content + (known == nullptr ? "" : " at " + known->where) +
                                  (hit.negated ? ", negated" : ""));
          const auto* condition = context_.knowledge.vocabulary.condition(hit.content);
          const auto* made = lexicon.compose(pattern.gives, hit.content,
                                             condition == nullptr ? "" : condition->group);
          if (made != nullptr)
            item.add("composed", fmt::format("{} x {} = {} at {}", pattern.gives, hit.content,
                                             made->move, made->where));
        }
      break;
    }
    for (const Id<coding::Condition> id : move.conditions) {
      const coding::Condition& condition = coded.conditions[id.value];
      TraceItem below{"condition " + condition.kind, {}, {}};
      below.add("role", condition.role);
      below.add("who", context_.names(condition.who));
      below.add("of", context_.names(condition.of));
      if (condition.deadline) below.add("deadline", iso(*condition.deadline));
      for (const Span span : condition.evidence) below.add("words", context_.quoted(span));
      item.under.push_back(std::move(below));
    }
    for (const Span span : move.evidence) item.add("words", context_.quoted(span));
    section.items.push_back(std::move(item));
  }
  return section;
}

// Verbs, and the nouns that name an act, of which no event, move or statement came.
TraceSection CodingTrace::silent(Range sentence) const {
  TraceSection section{"gave nothing", {}};
  const knowledge::Lexicon& lexicon = context_.knowledge.lexicon;
  for (const coding::Clause& clause : parts_->clauses) {
    if (!sentence.contains(clause.predicate) || parts_->spoken.contains(clause.predicate)) continue;
    std::vector<coding::ActReader::Refused> refused;
    const knowledge::Act* act = parts_->acts.read(clause, &refused);
    const auto forces =
        coding::fitting_patterns(parts_->text, clause.predicate, parts_->text.lexicon.forces);
    const bool is_verb = clause.kind == coding::PredicateKind::verb;
    if (!is_verb && act == nullptr && forces.empty()) continue;
    TraceItem item{std::string(context_.parse().tokens[clause.predicate].text), {}, {}};
    if (act != nullptr) item.add("act", context_.rule(act->id));
    for (const coding::PassedOver& passed : parts_->passed)
      if (passed.token == clause.predicate) item.add("why", passed.reason);
    if (act == nullptr && is_verb && refused.empty() && forces.empty()) {
      const bool light = lexicon.light_verb(clause.lemma) != nullptr;
      const bool embeds = lexicon.embedding('v', clause.lemma) != nullptr;
      item.add("why", light    ? "a light verb: its noun tells what is done"
                      : embeds ? "only says whether what stands under it happened: " +
                                     lexicon.embedding('v', clause.lemma)->where
                               : "\"" + clause.lemma +
                                     "\" is no act of lexicon/acts.tsv and no "
                                     "force of lexicon/forces.tsv");
    }
    for (const auto& [tried, need] : refused)
      item.add("not", tried->id + " at " + tried->where +
                          (need == nullptr ? ": known to be no act" : ": asks " + text_of(*need)));
    for (const knowledge::Pattern* force : forces) {
      std::string contents;
      for (const coding::Token slot : coding::content_slots(parts_->text, clause.predicate, *force))
        for (const coding::ContentHit& hit : coding::contents_at(parts_->text, slot, nullptr))
          contents += (contents.empty() ? "" : ", ") + hit.content;
      item.add("force", force->gives + " at " + force->where +
                            (contents.empty() ? ": its content names nothing of "
                                                "lexicon/contents.tsv"
                                              : ": " + contents + ", but no move was made of it"));
    }
    item.add("clause",
             text_of(coding::status_of(context_.parse(), parts_->clauses, clause, lexicon)));
    section.items.push_back(std::move(item));
  }
  return section;
}

}  // namespace parley::app
