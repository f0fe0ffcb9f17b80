#include "parley/coding/move_reader.h"

#include <algorithm>

#include "parley/coding/event_parties.h"
#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

using knowledge::Pattern;

bool asks(std::string_view force) { return one_of(force, {"appeal", "demand", "ask"}); }

// What a negation makes of a force: "will not accept" refuses, "no longer demands" gives up.
std::string negated_force(std::string_view force, bool modal, bool no_longer) {
  if (one_of(force, {"accept", "offer", "promise"}) && modal) return "refuse";
  if ((asks(force) || force == "set_condition") && no_longer) return "waive";
  return "";
}

// The negation is part of the pattern: "no interest in", "said no to".
bool names_negation(const Pattern& pattern) {
  return std::any_of(pattern.terms.begin(), pattern.terms.end(), [](const auto& term) {
    return term.keys.front() == "neg" ||
           (!term.negative &&
            std::find(term.words.begin(), term.words.end(), "no") != term.words.end());
  });
}

// Acts that tell nothing unless it is told who did them.
bool needs_doer(std::string_view move) {
  return one_of(
      move, {"veto", "abstain", "defy", "split", "boycott", "negotiate", "pay_aid", "symbolic_act",
             "investigate", "legal_action", "lend_leverage", "ultimatum", "clarify", "mediate"});
}

constexpr std::uint32_t kSentencesBack = 2;  // how far "it", "the offer" look back

}  // namespace

MoveReader::MoveReader(const Context& context, const MoveText& text)
    : context_(context), text_(text), parties_(context, text) {}

std::vector<MoveReading> MoveReader::read() {
  read_forces();
  read_modals();
  read_acts();
  std::stable_sort(readings_.begin(), readings_.end(),
                   [](const MoveReading& a, const MoveReading& b) { return a.token < b.token; });
  return std::move(readings_);
}

// Sentence by sentence; governors before what they govern, so that "urged X to accept" is read at
// "urged".
void MoveReader::read_forces() {
  std::vector<std::tuple<std::uint32_t, int, Token>> order;
  for (Token token = 0; token < text_.parse.tokens.size(); ++token) {
    if (text_.lexicon.forces.with_lemma(text_.lemma(token)).empty()) continue;
    int depth = 0;
    for (Token up = token; !text_.parse.is_root(up) && depth < 64; up = text_.at(up).head) ++depth;
    order.emplace_back(text_.at(token).sentence, depth, token);
  }
  std::sort(order.begin(), order.end());
  for (const auto& [sentence, depth, token] : order)
    if (!used_.contains(token)) read_force(token);
}

void MoveReader::read_force(Token token) {
  for (const Pattern* pattern : fitting_patterns(text_, token, text_.lexicon.forces))
    if (read_force(token, *pattern)) return;
}

bool MoveReader::read_force(Token token, const Pattern& pattern) {
  if (infers(token) || is_waived(token, pattern)) return false;
  const Aspect aspect = this->aspect(token);
  if (one_of(aspect.status, {"hypothetical", "demanded", "denied", "ended"})) return false;
  if (!may_speak(token, pattern)) return false;
  // "Until they agreed to disarm": not told as done.
  if (one_of(pattern.gives, {"accept", "promise", "offer"}) && in_condition(token)) return false;
  MoveReading reading;
  reading.token = token;
  reading.force = pattern.gives;
  reading.rule = pattern.where;
  reading.modality = aspect.status == "planned" && !is_resolved(token) ? "planned" : "actual";
  if (reading.modality == "planned" && one_of(pattern.gives, {"accuse", "deny", "acknowledge"}))
    return false;
  if (aspect.negated && !names_negation(pattern)) {
    const bool modal = aspect.future || pattern.part == 'a' ||
                       (pattern.gives == "accept" && text_.at(token).tag != "VBN");
    reading.force = negated_force(pattern.gives, modal, aspect.no_longer);
    reading.modality = "actual";
    if (pattern.lemma == "rule" && pattern.gives == "refuse") reading.force = "consider";
    if (pattern.gives == "apologise" && !aspect.future) {
      reading.force = "apologise";  // what is missing is told too
      reading.modality = "negated";
    }
    if (reading.force.empty()) return false;
  }
  if (is_doubted(token)) {
    reading.force = negated_force(pattern.gives, true, false);
    if (reading.force.empty()) return false;
    reading.modality = "actual";
  }
  std::vector<Token> passed;
  std::vector<ContentHit> hits = contents_of(token, pattern, passed);
  // "will back it": a promise of support
  if (pattern.gives == "endorse" && (aspect.future || aspect.status == "planned")) {
    reading.force = "promise";
    hits.insert(hits.begin(), {"support", token, false, false, ""});
  }
  const bool named = is_named(token, pattern);
  reading.actor_heads = named ? owners_of(token) : parties_.doers(token);
  if (named && reading.actor_heads.empty()) reading.actors = parties_.speakers_at(token);
  reading.recipient_heads = recipients_of(token, pattern, hits);
  if (is_about_subject(pattern) || says_there_is(token)) {
    reading.actor_heads.clear();
    reading.actors = parties_.speakers_at(token);
    if (reading.actors.empty()) return false;
  }
  reading.actors = reading.actors.empty() ? parties_.bodies(reading.actor_heads) : reading.actors;
  reading.recipients = parties_.bodies(reading.recipient_heads);
  if (reading.force == "ask" && same_country(reading.actors, reading.recipients))
    reading.force = "demand";
  if (seeks_for_itself(token, hits)) {
    // "Everybody wants peace" is no move.
    if (std::any_of(hits.begin(), hits.end(), [&](const ContentHit& hit) {
          return one_of(hit.content, {"agreement", "plan", "sign"}) ||
                 one_of(text_.lemma(hit.token), {"peace", "reconciliation"});
        }))
      return false;
    reading.force = "offer";
  }
  if (hits.empty()) {
    take_contents_before(reading, pattern);
    hits = std::move(reading.contents);
    reading.contents.clear();
  }
  const bool refused = reading.force == "refuse";
  if (pattern.gives == "set_condition")
    for (const Token head : named_by(text_, token)) use_all(head);
  if (!compose(std::move(reading), hits)) return false;
  used_.insert(token);
  use_conditions(token, hits, refused);
  // What is under the act is its content and no move by itself; what is praised stays one.
  if (pattern.gives != "endorse") used_.insert(passed.begin(), passed.end());
  return true;
}

// What a move hangs on has not happened: "until they disarm", "in return for a release".
void MoveReader::use_conditions(Token token, const std::vector<ContentHit>& hits, bool refused) {
  std::vector<Token> places{token};
  for (const ContentHit& hit : hits) places.push_back(hit.token);
  for (const Token place : places)
    for (const ConditionClause& clause : condition_clauses(text_, place, refused))
      use_all(clause.head);
}

void MoveReader::use_all(Token head) {
  const auto range = text_.parse.subtree(head);
  for (Token below = range.begin; below < range.end; ++below) used_.insert(below);
}

std::vector<ContentHit> MoveReader::contents_of(Token token, const Pattern& pattern,
                                                std::vector<Token>& passed) const {
  std::vector<ContentHit> hits;
  const Clause* own = text_.clause(token);
  for (const Token slot : content_slots(text_, token, pattern)) {
    const Clause* clause = text_.clause(slot);
    // "Announced that it had freed them": done, not promised.
    if (one_of(text_.lemma(token), {"announce", "assure"}) && text_.at(slot).dep == "ccomp" &&
        !lies_ahead(slot))
      continue;
    if (slot != token && asks(pattern.gives) && pattern.part == 'v' && clause != nullptr &&
        own != nullptr && clause->kind != PredicateKind::noun) {
      // "insisted that the deadline stood" states; "wants to remove X" is no demand on anybody.
      if (is_report_of_fact(slot)) continue;
      if (text_.at(slot).dep == "xcomp" && !clause->subjects.empty() &&
          clause->subjects == own->subjects)
        continue;
    }
    for (ContentHit& hit : contents_at(text_, slot, &passed)) {
      const bool twice = std::any_of(hits.begin(), hits.end(),
                                     [&](const ContentHit& one) { return one.token == hit.token; });
      if (!twice) hits.push_back(std::move(hit));
    }
  }
  return hits;
}

std::vector<Token> MoveReader::recipients_of(Token token, const Pattern& pattern,
                                             const std::vector<ContentHit>& hits) const {
  std::vector<Token> out;
  const auto add_all = [&](const std::vector<Token>& heads) {
    for (const Token head : heads)
      if (std::find(out.begin(), out.end(), head) == out.end() && is_party(head))
        out.push_back(head);
  };
  for (const std::string& place : pattern.recipient_at) {
    const std::vector<Token> heads =
        place == "subj_of" ? std::vector<Token>{} : fillers(text_, token, place);
    if (place == "subj_of")
      for (const ContentHit& hit : hits)
        if (const Clause* clause = text_.clause(hit.token)) add_all(clause->subjects);
    add_all(heads);
    if (!out.empty()) return out;
    // "condemned the attack by X", "criticised the League's decision": whose act it is
    for (const Token head : heads)
      if (const Clause* clause = text_.clause(head))
        for (const auto* owners : {&clause->subjects, &clause->modifiers}) add_all(*owners);
    if (!out.empty()) return out;
  }
  // "condemned the escalation of the army's attacks": whoever is named in what is condemned
  if (one_of(pattern.gives, {"accuse", "endorse"}))
    for (const Token head : fillers(text_, token, "obj"))
      for (Token at = text_.at(head).left_edge; at <= text_.at(head).right_edge && out.empty();
           ++at)
        if (context_.mentions.actor_at(at) && text_.at(at).tag != "PRP") out.push_back(at);
  for (const ContentHit& hit : hits) {
    for (const std::string_view key : {"with", "against", "from", "to"})
      if (out.empty()) add_all(fillers(text_, hit.token, key));
    if (asks(pattern.gives))
      if (const Clause* clause = text_.clause(hit.token)) add_all(clause->subjects);
  }
  return out;
}

// "turned it down", "rejected the offer": the contents of the last offer or demand before.
void MoveReader::take_contents_before(MoveReading& reading, const Pattern& pattern) const {
  if (!one_of(reading.force, {"refuse", "accept"})) return;
  bool pronoun = false;
  const std::vector<Token> slots = content_slots(text_, reading.token, pattern);
  for (const Token slot : slots)
    pronoun = pronoun ||
              one_of(text_.at(slot).lower, {"it", "that", "this", "them", "both", "these", "those",
                                            "all", "either", "two", "three", "four", "five"});
  if (!pronoun) return;
  // "said no to all four": every demand of the other side just before
  const bool several = std::any_of(slots.begin(), slots.end(), [&](Token slot) {
    return text_.at(slot).tag == "CD" || one_of(text_.at(slot).lower, {"all", "both", "these"});
  });
  const std::uint32_t sentence = text_.at(reading.token).sentence;
  for (auto before = readings_.rbegin(); before != readings_.rend(); ++before) {
    if (text_.at(before->token).sentence + kSentencesBack < sentence) return;
    if (!one_of(before->force, {"appeal", "demand", "ask", "offer"})) continue;
    if (reading.recipients.empty()) reading.recipients = before->actors;
    if (!reading.contents.empty() && before->actors != reading.recipients) return;
    reading.contents.insert(reading.contents.end(), before->contents.begin(),
                            before->contents.end());
    if (!several) return;
  }
}

// --- what all readings need

MoveReader::Aspect MoveReader::aspect(Token token) const {
  Aspect out;
  const Clause* clause = text_.clause(token);
  if (clause == nullptr) {
    out.status = "actual";
    out.negated = text_.negated(token);
    return out;
  }
  const ClauseStatus status = status_of(text_.parse, text_.clauses, *clause, text_.words);
  out.status = status.status;
  out.negated = status.negated || status.status == "negated" || text_.negated(token);
  const auto look = [&](Token verb) {
    for (const Token child : text_.parse.children(verb)) {
      const language::Token& word = text_.at(child);
      if (word.tag == "MD" &&
          one_of(word.lower, {"will", "would", "shall", "can", "could", "'ll", "’ll", "wo", "ca"}))
        out.future = true;
      if (word.lower != "longer") continue;
      out.no_longer = true;
      for (const Token below : text_.parse.children(child))
        if (text_.at(below).lower == "no") out.negated = true;
    }
  };
  look(clause->predicate);
  if (clause->copula) look(*clause->copula);
  if (clause->light) look(*clause->light);
  if (out.negated && one_of(out.status, {"negated", "hypothetical"}) && out.future)
    out.status = "planned";
  if (out.status == "negated") out.status = "actual";
  if (out.status == "hypothetical" && has_condition(token)) out.status = "planned";
  return out;
}

bool MoveReader::has_condition(Token token) const {
  return !condition_clauses(text_, token).empty();
}

bool MoveReader::is_party(Token head) const {
  if (text_.lexicon.in_class("documents", text_.lemma(head))) {
    // "the League's plan", "a Western draft": its authors; not the body that a draft lies before
    const bool draft = text_.lexicon.in_class("vote_draft", text_.lemma(head));
    const Clause* clause = text_.clause(head);
    return clause != nullptr &&
           (one_of(clause->subject_from, {"possessive", "by"}) ||
            std::any_of(clause->modifiers.begin(), clause->modifiers.end(), [&](Token modifier) {
              return is_name_of_party(text_, modifier) &&
                     (!draft || text_.at(modifier).ent_type != "ORG");
            }));
  }
  return fits_word(text_, head, "#actor") ||
         (text_.at(head).pos == "PROPN" && !fits_word(text_, head, "#date"));
}

bool MoveReader::same_country(const std::vector<ActorId>& a, const std::vector<ActorId>& b) const {
  for (const ActorId x : a)
    for (const ActorId y : b)
      if (!context_.mentions.at(x).country.empty() &&
          context_.mentions.at(x).country == context_.mentions.at(y).country)
        return true;
  return false;
}

void MoveReader::finish(MoveReading reading) {
  if (reading.modality == "actual" && is_background(reading.token)) reading.modality = "historical";
  if (reading.actors.empty()) {
    reading.actors = parties_.bodies(reading.actor_heads);
    // The speaker stands in for a doer that his own words leave out; not for that of an act which
    // he reports ("an agreement brokered last year").
    const Clause* clause = text_.clause(reading.token);
    const bool told_of = reading.force.empty() && clause != nullptr &&
                         (clause->passive || clause->kind == PredicateKind::noun);
    if (reading.actors.empty() && !told_of) reading.actors = parties_.actors(reading.token);
  }
  name_the_unknown(reading);
  // A speech act that is nobody's is a misreading; "we" outside a quotation is who writes.
  const bool writer =
      std::any_of(reading.actor_heads.begin(), reading.actor_heads.end(),
                  [&](Token head) { return mention::is_first_person(text_.at(head)); });
  if (reading.actors.empty() && !writer && (!reading.force.empty() || needs_doer(reading.move)))
    return;
  without_own(reading);
  if (reading.recipients.empty()) reading.recipients = parties_.bodies(reading.recipient_heads);
  if (reading.recipients.empty()) reading.recipients = by_place(reading);
  // "Talks being held in Vienna": nobody meets.
  const knowledge::MoveType* type = context_.report.knowledge.vocabulary.move(reading.move);
  if (type != nullptr && type->family == "meet" && reading.actors.empty() &&
      reading.recipients.empty() && one_of(reading.move, {"consult", "visit", "host", "phone"}))
    return;
  std::erase_if(reading.recipients, [&](ActorId actor) {
    return std::find(reading.actors.begin(), reading.actors.end(), actor) != reading.actors.end();
  });
  reading.tokens = extent(reading);
  reading.headline = in_headline(reading.token);
  readings_.push_back(std::move(reading));
}

// "Recalled its ambassador from Bogota", "an embargo on Darfur": a place where its government is meant.
std::vector<ActorId> MoveReader::by_place(const MoveReading& reading) const {
  const knowledge::MoveType* type = context_.report.knowledge.vocabulary.move(reading.move);
  if (type == nullptr || !one_of(type->family, {"relations", "sanctions", "pressure"})) return {};
  for (const std::string_view key : {"on", "against", "with", "from", "to"})
    for (const Token head : fillers(text_, reading.token, key))
      if (const auto party = government_of_place(context_, {text_.at(head).left_edge, head + 1}))
        return {*party};
  return {};
}

// "Withdrew its troops", "suspended its mission": what is one's own is no other party.
void MoveReader::without_own(MoveReading& reading) const {
  std::erase_if(reading.recipient_heads, [&](Token head) {
    for (const Token owner : text_.parse.children(head)) {
      if (text_.at(owner).tag != "PRP$") continue;
      const auto whose = context_.mentions.actor_at(owner);
      return whose && std::any_of(reading.actors.begin(), reading.actors.end(), [&](ActorId actor) {
               return actor == *whose || actor == parties_.body(*whose);
             });
    }
    return false;
  });
}

// "The separatists did not come", "the ELN broke off the talks": a party that no rule knew.
void MoveReader::name_the_unknown(MoveReading& reading) {
  if (!reading.actors.empty()) return;
  for (const Token head : reading.actor_heads) {
    const language::Token& word = text_.at(head);
    const bool role = word.pos == "NOUN" && text_.lexicon.in_class("people", text_.lemma(head));
    const bool name = word.tag.starts_with("NNP") && word.dep == "nsubj" &&
                      context_.mentions.time_in({head, head + 1}) == nullptr &&
                      is_ascii_upper(text_.parse.text_of({head, head + 1}).front());
    if (!role && !name) continue;
    Token first = word.left_edge;
    while (first < head && one_of(text_.at(first).tag, {"DT", "PRP$", "CD", ","})) ++first;
    const Range words{first, head + 1};
    const std::string called(text_.parse.text_of(words));
    const auto& known = context_.mentions.actors;
    const auto same = std::find_if(known.begin(), known.end(),
                                   [&](const auto& actor) { return actor.name == called; });
    reading.actors.push_back(
        same != known.end() ? ActorId{static_cast<std::uint32_t>(same - known.begin())}
                            : context_.mentions.add_actor(
                                  called, name ? "organisation" : "role",
                                  {text_.parse.span_of(words), words, head, "who makes a move"}));
  }
}

// Stands inside "if", "until" ...: not told as done.
bool MoveReader::in_condition(Token token) const {
  for (int steps = 0; steps < 12; ++steps) {
    if (const Clause* clause = text_.clause(token))
      if (one_of(clause->marker, {"if", "unless", "until", "till", "once", "provided"}))
        return true;
    if (text_.parse.is_root(token)) return false;
    // "provided they declare a truce": read as a participle with a clause under it
    const language::Token& above = text_.at(text_.at(token).head);
    if (one_of(above.lower, {"provided", "providing"}) && above.dep != "ROOT") return true;
    if (one_of(text_.at(token).dep, {"ccomp", "relcl"})) return false;
    token = text_.at(token).head;
  }
  return false;
}

Range MoveReader::extent(const MoveReading& reading) const {
  const Range sentence = text_.parse.sentence_of(reading.token).tokens;
  Token first = reading.token, last = reading.token;
  const auto take = [&](Token token) {
    if (!sentence.contains(token)) return;
    first = std::min(first, token);
    last = std::max(last, token);
  };
  for (const Token head : reading.actor_heads) take(text_.at(head).left_edge);
  for (const Token head : reading.recipient_heads) take(head);
  for (const ContentHit& hit : reading.contents) {
    take(hit.token);
    if (hit.token > reading.token) take(text_.at(hit.token).right_edge);
  }
  if (const Clause* clause = text_.clause(reading.token)) {
    take(clause->tokens.begin);
    if (clause->tokens.end > clause->tokens.begin) take(clause->tokens.end - 1);
  }
  return {first, last + 1};
}

bool MoveReader::in_headline(Token token) const {
  const std::uint32_t block = text_.parse.sentence_of(token).block;
  const auto& segments = context_.report.article.segments;
  return block < segments.size() && segments[block].kind != page::SegmentKind::paragraph;
}

}  // namespace parley::coding
