// Verbs that bring in content: whether this one does here, who speaks, and what it means.
#include <algorithm>

#include "parley/attribution/verb_frames.h"
#include "parley/text/text.h"

namespace parley::attribution {
namespace {

using knowledge::Cue;
using knowledge::CueFrame;
using knowledge::CuePart;

// The cue that the verb makes, with its particle where that makes another ("rule out").
CueHere cue_at(const Scene& scene, TokenIndex verb) {
  const std::string lemma = lemma_of(scene, verb);
  const Parse& parse = scene.parse();
  for (const TokenIndex child : parse.children(verb)) {
    const Token& token = parse.tokens[child];
    if (child <= verb || child > verb + 6) continue;
    if (!one_of(token.dep, {"prt", "acomp", "advmod", "ccomp", "oprd", "dobj", "prep", "xcomp"}))
      continue;
    std::string both = lemma + " ";
    both += token.lower;
    if (const Cue* cue = scene.cues().find(CuePart::verb, both))
      return {cue, child == verb + 1 ? Range{verb, child + 1} : Range{verb, verb + 1}};
  }
  const Cue* cue = scene.cues().find(CuePart::verb, lemma);
  return {cue, {verb, verb + 1}};
}

bool is_modal_of_possibility(const Scene& scene, TokenIndex verb) {
  // "should meet and call for": the modal of the first holds for the second.
  while (scene.token(verb).tag == "VB" && scene.token(verb).dep == "conj" &&
         !child_of(scene.parse(), verb, {"aux", "nsubj"}))
    verb = scene.token(verb).head;
  for (const TokenIndex child : scene.parse().children(verb)) {
    const Token& token = scene.token(child);
    if (token.dep == "aux" &&
        one_of(token.lower, {"could", "may", "might", "should", "must", "can", "would", "'d"}))
      return true;
  }
  return false;
}

bool in_condition(const Scene& scene, TokenIndex verb) {
  for (const TokenIndex child : scene.parse().children(verb)) {
    const Token& token = scene.token(child);
    if (token.dep == "mark" && one_of(token.lower, {"if", "unless", "whether", "until"}))
      return true;
  }
  return false;
}

// Words that were not said: "did not say", "could say", "if he says".
bool is_unsaid(const Scene& scene, TokenIndex verb, std::string_view attitude) {
  if (is_negated(scene.parse(), verb) &&
      one_of(attitude, {"claim", "promise", "warning", "accusation", "judgement", "feeling",
                        "knowledge", "demand", "proposal", "question"}))
    return true;
  if (in_condition(scene, verb)) return true;
  // "declined to say"
  if (scene.token(verb).dep == "xcomp" &&
      scene.cues().is("unsaying", lemma_of(scene, scene.token(verb).head)))
    return true;
  return is_modal_of_possibility(scene, verb) &&
         !one_of(attitude, {"wish", "refusal", "expectation", "belief", "hope"});
}

// Subjects that can be no source: "it is said", "you know", and "I" inside somebody's own words.
bool is_nobody(const Scene& scene, TokenIndex subject, bool in_quotation) {
  const Token& token = scene.token(subject);
  if (in_quotation && one_of(token.lower, {"i", "we", "you"})) return true;
  if (token.lower == "it" || token.lower == "one") return token.dep == "expl";
  if (one_of(token.lower, {"nobody", "none"})) return true;
  for (const TokenIndex child : scene.parse().children(subject))
    if (scene.token(child).lower == "no") return true;
  return token.pos == "PRON" && scene.cues().is("nobody", token.lower);
}

// "shows that" says something of documents and figures, not of events.
bool can_show(const Scene& scene, TokenIndex subject) {
  const Token& token = scene.token(subject);
  if (token.pos == "PRON" || token.pos == "PROPN") return true;
  return !token.ent_type.empty() || scene.cues().is("evidence", lemma_of(scene, subject)) ||
         scene.cues().is("collective", lemma_of(scene, subject));
}

bool is_voice(const Scene& scene, TokenIndex verb) {
  return !one_of(scene.token(verb).dep, {"aux", "auxpass"});
}

// "to raise", "to back": an aim, not words; only a clause behind it makes it speech.
bool is_mere_aim(const Scene& scene, TokenIndex verb, const Fit& fit) {
  if (!has_to(scene.parse(), verb)) return false;
  const bool raised = scene.token(verb).dep == "xcomp" &&
                      scene.cues().is("raising", lemma_of(scene, scene.token(verb).head));
  if (raised) return false;
  return !one_of(fit.frame->kind, {"clause", "question", "quote"});
}

// "asked not to be named".
bool is_anonymity(const Scene& scene, const Fit& fit) {
  if (fit.content.empty()) return false;
  for (TokenIndex t = fit.content.front().begin; t < fit.content.front().end; ++t)
    if (one_of(scene.token(t).lower, {"named", "identified", "anonymous", "anonymity"}))
      return fit.content.front().size() < 14;
  return false;
}

// "..., a source in the mission told X.": a finite cue whose subject the parser has hung elsewhere;
// the noun phrase right before it.
std::optional<TokenIndex> phrase_before(const Scene& scene, TokenIndex verb) {
  const Parse& parse = scene.parse();
  const Token& cue = scene.token(verb);
  if (!is_finite(cue) || cue.dep == "conj" || is_passive(parse, verb)) return std::nullopt;
  const TokenIndex start = parse.sentence_of(verb).tokens.begin;
  TokenIndex begin = verb;
  while (begin > start) {
    const Token& before = scene.token(begin - 1);
    if (is_punctuation(before) || is_verb(before) || scene.quotation_at(begin - 1)) break;
    if (is_relative_pronoun(before) || one_of(before.tag, {"CC", "WRB", "EX"})) break;
    --begin;
  }
  for (TokenIndex t = begin; t < verb; ++t) {
    const Token& token = scene.token(t);
    const bool outside = token.head < begin || token.head >= verb || token.head == t;
    if (outside && one_of(token.pos, {"NOUN", "PROPN", "PRON"}) && t < verb) return t;
  }
  return std::nullopt;
}

// "X said in a statement putting the toll at 70": the statement is X's.
TokenIndex speaker_of_paper(const Scene& scene, TokenIndex source) {
  const Parse& parse = scene.parse();
  const Token& token = scene.token(source);
  if (token.dep != "pobj" || !scene.cues().is("carrier", lemma_of(scene, source))) return source;
  const TokenIndex verb = scene.token(token.head).head;
  if (!is_verb(scene.token(verb))) return source;
  return subject_of(parse, verb).value_or(source);
}

void add_verb_cue(const Scene& scene, TokenIndex verb, std::vector<Draft>& drafts) {
  const Parse& parse = scene.parse();
  const CueHere here = cue_at(scene, verb);
  if (!here.cue || !is_voice(scene, verb)) return;
  auto subject = subject_of(parse, verb);
  const bool in_quotation = scene.quotation_at(verb).has_value();
  // Marks part a cue from words inside them.
  if (!subject || (scene.quotation_at(*subject) && !in_quotation))
    subject = phrase_before(scene, verb);
  if (!subject) return;
  subject = speaker_of_paper(scene, *subject);
  if (is_nobody(scene, *subject, in_quotation) || !can_speak(scene, *subject)) return;
  if (here.cue->has("evidence") && (has_to(parse, verb) || !can_show(scene, *subject))) return;
  const auto fit = fit_of_verb(scene, verb, here);
  const bool quote = here.cue->has("quote");
  if (!fit && !quote) return;
  if (fit && (is_mere_aim(scene, verb, *fit) || is_anonymity(scene, *fit))) return;
  Draft draft;
  draft.cue = verb;
  draft.cue_tokens = here.tokens;
  draft.source = subject;
  draft.may_quote = quote;
  draft.rule = "verb";
  const CueFrame* frame = here.cue->frame("quote");
  if (fit) {
    frame = fit->frame;
    draft.content = fit->content;
    draft.addressee = fit->addressee;
    draft.cue_tokens = fit->cue_tokens;
    draft.rule = "verb " + frame->kind;
  }
  draft.attitude = frame->attitude;
  draft.negative = frame->negative != is_negated(parse, verb);
  if (is_unsaid(scene, verb, draft.attitude)) return;
  if (!fit) {
    draft.addressee = child_of(parse, verb, {"dobj", "dative"});
    if (!draft.addressee) draft.addressee = object_of_preposition(parse, verb, "to");
  }
  drafts.push_back(std::move(draft));
}

}  // namespace

void find_verb_cues(const Scene& scene, std::vector<Draft>& drafts) {
  for (TokenIndex verb = 0; verb < scene.parse().tokens.size(); ++verb) {
    const Token& token = scene.token(verb);
    if (token.tag.starts_with("VB")) add_verb_cue(scene, verb, drafts);
  }
}

}  // namespace parley::attribution
