// The forces that have no word of their own: "must go", "will not talk", "Stop the war", "is a crime".
#include <algorithm>

#include "parley/coding/move_reader.h"
#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {}  // namespace

void MoveReader::read_modals() {
  for (Token token = 0; token < text_.parse.tokens.size(); ++token) {
    if (used_.contains(token) || one_of(text_.at(token).dep, {"aux", "auxpass"})) continue;
    const bool verb = text_.at(token).tag.starts_with("VB");
    if (verb) read_modal(token);
    if (verb && !used_.contains(token)) read_imperative(token);
    if (!used_.contains(token)) read_judgement(token);
    if (!used_.contains(token)) read_verbless(token);
    if (verb && !used_.contains(token)) read_denial(token);
  }
}

std::string MoveReader::modal_force(Token token, const Clause& clause) const {
  const bool negated = text_.negated(token);
  std::string modal;
  for (const Token child : text_.parse.children(clause.copula.value_or(token)))
    if (text_.at(child).tag == "MD") modal = text_.at(child).lower;
  const language::Token& above = text_.at(text_.at(token).head);
  const bool infinitive = text_.at(token).dep == "xcomp" && text_.at(token).tag == "VB";
  if (modal.empty() && infinitive && one_of(above.lemma, {"have", "need"})) modal = "must";
  if (one_of(modal, {"must", "should", "ought"}))
    return negated ? "" : modal == "must" ? "demand" : "appeal";
  if (one_of(modal, {"could", "may", "can", "might"}) && !negated)
    return has_condition(token) ? "offer" : "";
  if (one_of(modal,
             {"will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall", "can", "ca", "could"})) {
    // "Will not hesitate to": will.
    if (negated && one_of(text_.lemma(token), {"hesitate", "fail", "rest", "tire", "shy", "waver"}))
      return has_condition(token) ? "offer" : "will";
    if (negated) return "refuse";
    return has_condition(token) ? "offer" : "will";
  }
  return "";
}

// "We", the party itself; not what it foretells of others ("the rebels will lay down their arms").
bool MoveReader::speaks_of_own(Token token, const std::vector<Token>& doers) const {
  const std::vector<ActorId> speakers = parties_.speakers_at(token);
  for (const Token head : doers) {
    if (mention::is_first_person(text_.at(head))) return true;
    for (const ActorId doer : parties_.bodies({head}))
      if (std::find(speakers.begin(), speakers.end(), doer) != speakers.end() ||
          (!speakers.empty() && same_country({doer}, speakers)))
        return true;
    // "It would take weeks" is nobody.
    if (text_.at(head).tag == "PRP" && text_.at(head).lower != "it" &&
        parties_.bodies({head}).empty())
      return true;
    // "his men", "its fighters", "our forces"
    for (const Token child : text_.parse.children(head))
      if (text_.at(child).tag == "PRP$") return true;
  }
  return speakers.empty();
}

void MoveReader::read_modal(Token token) {
  const Clause* clause = text_.clause(token);
  if (clause == nullptr) return;
  std::string force = modal_force(token, *clause);
  if (force.empty() || one_of(clause->marker, {"if", "unless", "until", "when", "once", "after",
                                               "before", "because", "whether"}))
    return;
  // "could not resist": no refusal
  if (force == "refuse")
    if (const auto* own = best_pattern(text_, token, text_.lexicon.forces))
      if (one_of(own->gives, {"refuse", "deny"})) return;
  const bool asks = one_of(force, {"demand", "appeal"});
  const attribution::Statement* statement = parties_.statement_of(token);
  const std::vector<Token> doers = clause->passive ? clause->objects : clause->subjects;
  const bool party = std::any_of(doers.begin(), doers.end(), [&](Token head) {
    if (is_party(head) || text_.at(head).tag == "PRP") return true;
    if (!one_of(text_.lemma(head),
                {"gun", "man", "fighter", "troop", "force", "side", "delegation"}))
      return false;
    const auto owners = text_.parse.children(head);  // "our guns will fall silent"
    return std::any_of(owners.begin(), owners.end(),
                       [&](Token owner) { return mention::is_first_person(text_.at(owner)); });
  });
  const bool first_person = !doers.empty() && mention::is_first_person(text_.at(doers.front()));
  // A duty that the report itself states is nobody's demand; one's own duty is no demand either.
  if (asks && (statement == nullptr || first_person)) return;
  // "Talks could be held if": what is offered without saying by whom.
  const bool trade =
      force == "offer" || (force == "refuse" && !condition_clauses(text_, token, true).empty());
  if (!asks && (clause->passive ? !trade : !party)) return;
  // What the report itself foresees is an act planned (read_acts), unless it is refused.
  if (force == "will" && (statement == nullptr || !speaks_of_own(token, doers))) return;
  if (force == "will")
    if (const auto* act = best_pattern(text_, token, text_.lexicon.acts)) {
      const auto* type = context_.report.knowledge.vocabulary.move(act->gives);
      if (type != nullptr && type->family == "meet" && act->gives != "negotiate") return;
    }
  std::vector<Token> passed;
  std::vector<ContentHit> hits = contents_at(text_, token, &passed);
  if (force == "refuse" && !hits.empty() && hits.front().takes_negation) force = "will";
  // "Aid would be endangered if": the verb has to be an act on what is offered.
  if (force == "offer" && clause->passive && !party && !hits.empty() &&
      hits.front().token != token && !text_.lexicon.in_class("makes_happen", text_.lemma(token)))
    return;
  // "There can be no peace": nothing is refused.
  if (force == "refuse" && !hits.empty() && hits.front().content == "settle" &&
      !has_condition(token) && says_there_is(hits.front().token))
    return;
  // "Cannot say": does not know.
  if (force == "refuse" && !hits.empty() && hits.front().content == "comment")
    for (const Token child : text_.parse.children(token))
      if (one_of(text_.at(child).lower, {"ca", "can", "could", "cant", "cannot"})) return;
  for (ContentHit& hit : hits)
    if (hit.token == token) hit.negated = false;  // the modal has taken the negation
  MoveReading reading;
  reading.token = token;
  reading.force = force;
  reading.rule = "modal: " + force;
  reading.modality = has_condition(token) ? "conditional" : force == "will" ? "planned" : "actual";
  if (asks || doers.empty() || !party) {
    if (asks) reading.recipient_heads = doers;
    reading.actors = parties_.speakers_at(token);
    if (reading.actors.empty()) return;
  } else {
    reading.actor_heads = doers;
  }
  if (reading.recipient_heads.empty())
    for (const ContentHit& hit : hits)
      for (const Token head : fillers(text_, hit.token, "with"))
        if (is_party(head)) reading.recipient_heads.push_back(head);
  // "will sign only after ...": for now, it does not
  if (force == "offer" && !hits.empty() && hits.front().content == "sign") {
    const Range sentence = text_.parse.sentence_of(token).tokens;
    for (Token at = token; at < sentence.end; ++at)
      if (text_.at(at).lower == "only") reading.force = "refuse";
  }
  const bool refused = reading.force == "refuse";
  if (!compose(std::move(reading), hits)) return;
  used_.insert(passed.begin(), passed.end());
  use_conditions(token, hits, refused);
}

// "Had not shelled the town", "we never sent arms": said of oneself, a denial of a reproach.
void MoveReader::read_denial(Token token) {
  if (!text_.lexicon.in_class("deniable", text_.lemma(token)) || !text_.negated(token)) return;
  const Clause* clause = text_.clause(token);
  if (clause == nullptr || clause->passive || !clause->marker.empty()) {
    if (clause == nullptr || clause->marker != "that") return;
  }
  if (!one_of(text_.at(token).tag, {"VBD", "VBN", "VB"})) return;
  if (one_of(text_.lemma(token), {"give", "cave"})) {
    const std::vector<Token> particles = fillers(text_, token, "prt");
    if (std::none_of(particles.begin(), particles.end(),
                     [&](Token particle) { return text_.at(particle).lower == "in"; }))
      return;
  }
  bool past = text_.at(token).tag == "VBD";
  for (const Token child : text_.parse.children(token)) {
    if (one_of(text_.at(child).lower, {"had", "did", "has", "have", "'ve", "’ve"})) past = true;
    if (one_of(text_.at(child).lower, {"yet", "if"}) || text_.at(child).tag == "TO") return;
  }
  if (!past || parties_.statement_of(token) == nullptr) return;
  MoveReading reading;
  reading.actors = parties_.speakers_at(token);
  const std::vector<ActorId> doers = parties_.bodies(parties_.doers(token));
  const bool own = std::any_of(doers.begin(), doers.end(), [&](ActorId doer) {
    return std::find(reading.actors.begin(), reading.actors.end(), doer) != reading.actors.end();
  });
  if (!own) return;
  reading.token = token;
  reading.force = "deny";
  reading.rule = "denial: " + text_.lemma(token);
  reading.modality = "actual";
  compose(std::move(reading), {});
}

// "No talks without a ceasefire", "there is no question of talks": in somebody's words, a refusal.
void MoveReader::read_verbless(Token token) {
  const language::Token& word = text_.at(token);
  if (!word.tag.starts_with("NN") || !text_.negated(token)) return;
  const bool verbless = one_of(word.dep, {"ROOT", "ccomp"});
  if (!verbless || condition_clauses(text_, token, true).empty()) return;
  std::vector<Token> passed;
  std::vector<ContentHit> hits = contents_at(text_, token, &passed);
  for (ContentHit& hit : hits)
    if (hit.token == token) hit.negated = false;
  MoveReading reading;
  reading.token = token;
  reading.force = "refuse";
  reading.rule = "no " + text_.lemma(token);
  reading.modality = "conditional";
  reading.actors = parties_.speakers_at(token);
  if (reading.actors.empty()) return;
  if (!compose(std::move(reading), hits)) return;
  used_.insert(passed.begin(), passed.end());
  use_conditions(token, hits, true);
}

// A verb without subject, auxiliary or conjunction, as its first one in a list.
bool MoveReader::is_bare(Token verb) const {
  for (int steps = 0; steps < 4; ++steps) {
    if (text_.at(verb).tag != "VB") return false;
    for (const Token child : text_.parse.children(verb))
      if (one_of(text_.at(child).dep, {"aux", "auxpass", "nsubj", "nsubjpass", "mark", "expl"}))
        return false;
    if (text_.at(verb).dep != "conj") return true;
    verb = text_.at(verb).head;
  }
  return false;
}

// "Stop the war": in somebody's words, an appeal.
void MoveReader::read_imperative(Token token) {
  const language::Token& word = text_.at(token);
  if (word.tag != "VB" || !one_of(word.dep, {"ROOT", "ccomp", "conj"})) return;
  // "if they win or steal it": joined to a verb that has a subject of its own.
  if (word.dep == "conj" && !is_bare(word.head)) return;
  const Clause* clause = text_.clause(token);
  const attribution::Statement* statement = parties_.statement_of(token);
  if (clause == nullptr || statement == nullptr || clause->subject_from == "own") return;
  if (statement->kind == attribution::StatementKind::indirect || text_.negated(token)) return;
  for (const Token child : text_.parse.children(token))
    if (one_of(text_.at(child).dep, {"aux", "auxpass", "nsubj", "nsubjpass", "mark", "expl"}))
      return;
  std::vector<Token> passed;
  const std::vector<ContentHit> hits = contents_at(text_, token, &passed);
  MoveReading reading;
  reading.token = token;
  reading.force = "appeal";
  reading.rule = "imperative";
  reading.modality = "actual";
  reading.actors = parties_.speakers_at(token);
  if (compose(std::move(reading), hits)) used_.insert(passed.begin(), passed.end());
}

// "The decision was a mistake": in somebody's words, an accusation of whoever took it.
void MoveReader::read_judgement(Token token) {
  if (!text_.lexicon.in_class("damning", text_.lemma(token)) || text_.negated(token)) return;
  if (!one_of(text_.at(token).dep, {"attr", "acomp"})) return;
  if (parties_.statement_of(token) == nullptr) return;
  const Clause* clause = text_.clause(text_.at(token).head);
  // "there was a massacre" says whose it was nowhere
  if (clause == nullptr || clause->subjects.empty() || text_.negated(text_.at(token).head)) return;
  const Aspect aspect = this->aspect(clause->predicate);
  if (!one_of(aspect.status, {"actual", "historical"})) return;
  MoveReading reading;
  reading.token = token;
  reading.force = "accuse";
  reading.rule = "judgement: " + text_.lemma(token);
  reading.modality = "actual";
  reading.actors = parties_.speakers_at(token);
  if (reading.actors.empty()) return;
  for (const Token subject : clause->subjects) {
    if (is_party(subject)) reading.recipient_heads.push_back(subject);
    if (const Clause* noun = text_.clause(subject))
      for (const Token owner : noun->subjects) reading.recipient_heads.push_back(owner);
  }
  compose(std::move(reading), {});
}

}  // namespace parley::coding
