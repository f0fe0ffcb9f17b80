// Nouns ("the claim that", "his call for"), adjectives ("is confident that"), phrases ("according
// to") and colons that bring in content.
#include <algorithm>

#include "parley/attribution/drafts.h"
#include "parley/text/text.h"

namespace parley::attribution {
namespace {

using knowledge::Cue;
using knowledge::CueFrame;
using knowledge::CuePart;

// Whose claim it is: "his", "Russia's", "Western", "by the UN", "from Paris", or the subject of
// the verb that takes the noun ("made a promise to", "faced calls" is none).
std::optional<TokenIndex> owner_of(const Scene& scene, TokenIndex noun) {
  const Parse& parse = scene.parse();
  if (const auto owner = child_of(parse, noun, {"poss"})) return owner;
  for (const std::string_view preposition : {"by", "from"})
    if (const auto owner = object_of_preposition(parse, noun, preposition)) return owner;
  for (const TokenIndex child : parse.children(noun)) {
    const Token& token = scene.token(child);
    if (one_of(token.dep, {"amod", "compound", "nmod"}) &&
        (one_of(token.ent_type, {"NORP", "GPE", "ORG", "PERSON"}) ||
         (token.tag == "JJ" && is_ascii_upper(token.text.front()) &&
          child != parse.sentence_of(noun).tokens.begin)))
      return child;
  }
  const Token& token = scene.token(noun);
  if (parse.is_root(noun)) return std::nullopt;
  const Token& verb = parse.tokens[token.head];
  if (token.dep == "dobj" && scene.cues().is("light", lemma_of(scene, token.head)) && is_verb(verb))
    return subject_of(parse, token.head);
  return std::nullopt;
}

std::vector<Range> noun_content(const Scene& scene, TokenIndex noun, const Cue& cue,
                                const CueFrame*& used) {
  const Parse& parse = scene.parse();
  for (const TokenIndex child : parse.children(noun)) {
    const Token& token = parse.tokens[child];
    if (child < noun || !one_of(token.dep, {"acl", "ccomp", "relcl"})) continue;
    if (has_to(parse, child) && (used = cue.frame("inf")))
      return runs_of(parse, subtree_without(parse, child, {}));
    const bool that =
        scene.token(token.left_edge).lower == "that" && scene.token(token.left_edge).dep == "mark";
    if (that && (used = cue.frame("clause")))
      return runs_of(parse, subtree_without(parse, child, {}));
  }
  for (const CueFrame& frame : cue.frames) {
    if (frame.kind != "p") continue;
    const auto object = object_of_preposition(parse, noun, frame.preposition);
    if (!object || *object < noun) continue;
    used = &frame;
    return runs_of(parse, subtree_without(parse, *object, {}));
  }
  return {};
}

bool lies_in_content_object(const Scene& scene, TokenIndex noun, const std::vector<Draft>& drafts) {
  // "voiced fears of": the verb has taken the noun and what follows as its content.
  const Token& token = scene.token(noun);
  if (token.dep != "dobj") return false;
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
    return draft.cue == token.head && !draft.content.empty();
  });
}

void add_noun_cue(const Scene& scene, TokenIndex noun, std::vector<Draft>& drafts) {
  const Cue* cue = scene.cues().find(CuePart::noun, lemma_of(scene, noun));
  if (!cue || lies_in_content_object(scene, noun, drafts)) return;
  const auto owner = owner_of(scene, noun);
  if (!owner || !can_speak(scene, *owner)) return;
  if (scene.quotation_at(noun) &&
      one_of(scene.token(*owner).lower, {"my", "our", "your", "i", "we", "you"}))
    return;
  const CueFrame* frame = nullptr;
  std::vector<Range> content = noun_content(scene, noun, *cue, frame);
  if (content.empty() || !frame) return;
  Draft draft;
  draft.cue = noun;
  draft.cue_tokens = {noun, noun + 1};
  draft.source = owner;
  draft.content = std::move(content);
  draft.attitude = frame->attitude;
  draft.negative = frame->negative;
  draft.rule = "noun " + frame->kind;
  drafts.push_back(std::move(draft));
}

// "X is confident that ...", "was ready to ...".
void add_adjective_cue(const Scene& scene, TokenIndex adjective, std::vector<Draft>& drafts) {
  const Cue* cue = scene.cues().find(CuePart::adjective, lemma_of(scene, adjective));
  const Parse& parse = scene.parse();
  const Token& token = scene.token(adjective);
  if (!cue || token.dep != "acomp" || parse.is_root(adjective)) return;
  const auto subject = subject_of(parse, token.head);
  if (!subject || scene.cues().is("nobody", scene.token(*subject).lower)) return;
  if (scene.quotation_at(adjective) && one_of(scene.token(*subject).lower, {"i", "we"})) return;
  if (is_negated(parse, token.head)) return;
  for (const TokenIndex child : parse.children(adjective)) {
    if (child < adjective) continue;
    const CueFrame* frame = nullptr;
    if (scene.token(child).dep == "ccomp") frame = cue->frame("clause");
    if (scene.token(child).dep == "xcomp" && has_to(parse, child)) frame = cue->frame("inf");
    if (!frame) continue;
    Draft draft;
    draft.cue = adjective;
    draft.cue_tokens = {adjective, adjective + 1};
    draft.source = subject;
    draft.content = runs_of(parse, subtree_without(parse, child, {}));
    draft.attitude = frame->attitude;
    draft.rule = "adjective " + frame->kind;
    if (!draft.content.empty()) drafts.push_back(std::move(draft));
    return;
  }
}

// How many tokens from `at` on spell the phrase; 0 where they do not.
std::uint32_t spelled(const Scene& scene, TokenIndex at, std::string_view phrase) {
  std::uint32_t count = 0;
  for (const std::string_view word : split(phrase, ' ')) {
    if (at + count >= scene.parse().tokens.size()) return 0;
    if (scene.token(at + count).lower != word) return 0;
    ++count;
  }
  return count;
}

// The clause that an adjunct at `token` speaks of: that of the next verb above.
TokenIndex clause_above(const Parse& parse, TokenIndex token) {
  for (std::size_t steps = 0; steps < parse.tokens.size() && !parse.is_root(token); ++steps) {
    token = parse.tokens[token].head;
    const Token& here = parse.tokens[token];
    if (!is_verb(here) || one_of(here.dep, {"aux", "auxpass", "amod"})) continue;
    // "nine were killed and 14 wounded, according to": the whole, not its second half.
    if (here.dep == "conj" && !child_of(parse, token, {"nsubj", "nsubjpass"}) && !is_finite(here))
      continue;
    break;
  }
  return token;
}

void add_source_phrase(const Scene& scene, TokenIndex at, std::uint32_t count,
                       std::vector<Draft>& drafts) {
  const Parse& parse = scene.parse();
  const TokenIndex last = at + count - 1;
  const auto source = child_of(parse, last, {"pobj"});
  if (!source) return;
  // The top of the phrase is the token whose head lies outside it.
  TokenIndex top = last;
  while (!parse.is_root(top) && parse.tokens[top].head >= at && parse.tokens[top].head <= last)
    top = parse.tokens[top].head;
  const TokenIndex clause = clause_above(parse, top);
  if (clause == top) return;
  Draft draft;
  draft.cue = at;
  draft.cue_tokens = {at, last + 1};
  draft.source = source;
  draft.content =
      clipped_at_semicolons(scene, runs_of(parse, subtree_without(parse, clause, {top})), at);
  draft.attitude = "claim";
  draft.may_quote = true;
  draft.rule = "phrase";
  if (!draft.content.empty()) drafts.push_back(std::move(draft));
}

// "Russia: Syria ready to talk", "Syria ready to talk: Russia" as headlines write it.
void add_headline_colon(const Scene& scene, const language::Sentence& sentence,
                        std::vector<Draft>& drafts) {
  const Parse& parse = scene.parse();
  TokenIndex colon = sentence.tokens.begin;
  while (colon < sentence.tokens.end && scene.token(colon).text != ":") ++colon;
  const Range left{sentence.tokens.begin, colon};
  const Range right{colon + 1, sentence.tokens.end};
  if (colon >= sentence.tokens.end || left.empty() || right.empty()) return;
  const auto party_in = [&](Range range) -> std::optional<TokenIndex> {
    if (range.size() > 5) return std::nullopt;
    std::optional<TokenIndex> party;
    for (TokenIndex t = range.begin; t < range.end; ++t) {
      const Token& token = scene.token(t);
      if (is_verb(token) || token.tag == "CD") return std::nullopt;
      if (one_of(token.ent_type, {"PERSON", "ORG", "GPE", "NORP"}) || token.pos == "PROPN" ||
          scene.cues().is("collective", lemma_of(scene, t)) ||
          scene.cues().is("evidence", lemma_of(scene, t)))
        party = t;
    }
    return party;
  };
  const auto before = party_in(left);
  const auto after = before && right.size() >= 3 ? std::nullopt : party_in(right);
  if (!before && !after) return;
  Draft draft;
  draft.cue_tokens = {colon, colon + 1};
  draft.cue = colon;
  draft.source = before && right.size() >= 3 ? before : after;
  if (!draft.source) return;
  const Range content = trimmed(parse, draft.source == before ? right : left);
  if (content.size() < 3) return;
  draft.content = {content};
  draft.attitude = "claim";
  draft.rule = "headline colon";
  drafts.push_back(std::move(draft));
}

}  // namespace

std::vector<Range> clipped_at_semicolons(const Scene& scene, std::vector<Range> runs,
                                         TokenIndex cue) {
  const auto stops = [&](TokenIndex t) {
    return scene.token(t).text == ";" && !scene.quotation_at(t);
  };
  TokenIndex from = 0, to = static_cast<TokenIndex>(scene.parse().tokens.size());
  const Range sentence = scene.parse().sentence_of(cue).tokens;
  for (TokenIndex t = sentence.begin; t < sentence.end; ++t) {
    if (!stops(t)) continue;
    if (t < cue) from = t + 1;
    if (t > cue) {
      to = t;
      break;
    }
  }
  for (Range& run : runs) {
    run.begin = std::max(run.begin, from);
    run.end = std::min(run.end, to);
    if (!run.empty()) run = trimmed(scene.parse(), run);
  }
  std::erase_if(runs, [](Range run) { return run.empty(); });
  return runs;
}

bool can_speak(const Scene& scene, TokenIndex subject) {
  const Token& token = scene.token(subject);
  if (one_of(token.ent_type, {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})) return false;
  if (one_of(token.pos, {"PRON", "PROPN"}) || scene.mentions.actor_at(subject)) return true;
  if (one_of(token.ent_type, {"PERSON", "ORG", "GPE", "NORP"})) return true;
  const std::string lemma = lemma_of(scene, subject);
  if (scene.cues().is("collective", lemma) || scene.cues().is("evidence", lemma)) return true;
  if (scene.cues().is("event", lemma)) return false;
  static constexpr std::string_view kEvents[] = {"tion", "sion", "ment", "ence",
                                                 "ance", "ness", "ism"};
  return std::none_of(std::begin(kEvents), std::end(kEvents),
                      [&](std::string_view end) { return lemma.ends_with(end); });
}

void find_noun_cues(const Scene& scene, std::vector<Draft>& drafts) {
  for (TokenIndex at = 0; at < scene.parse().tokens.size(); ++at) {
    const Token& token = scene.token(at);
    if (token.tag == "NN" || token.tag == "NNS") add_noun_cue(scene, at, drafts);
    if (token.tag.starts_with("JJ") || token.dep == "acomp") add_adjective_cue(scene, at, drafts);
  }
}

void find_phrase_cues(const Scene& scene, std::vector<Draft>& drafts) {
  const std::vector<std::string_view> phrases = scene.cues().phrases();
  for (TokenIndex at = 0; at < scene.parse().tokens.size(); ++at) {
    for (const std::string_view phrase : phrases) {
      const std::uint32_t count = spelled(scene, at, phrase);
      if (count == 0) continue;
      add_source_phrase(scene, at, count, drafts);
      break;
    }
  }
}

// ", the UN estimates, and ...": the parser took the cue for a noun.
void add_misread_cue(const Scene& scene, TokenIndex at, std::vector<Draft>& drafts) {
  const Parse& parse = scene.parse();
  const Token& token = scene.token(at);
  const auto& sentence = parse.sentence_of(at);
  if (at + 1 >= sentence.tokens.end || !is_punctuation(scene.token(at + 1))) return;
  if (!token.lower.ends_with("s") || scene.quotation_at(at)) return;
  const Cue* cue = scene.cues().find(CuePart::verb, token.lower.substr(0, token.lower.size() - 1));
  if (!cue || !cue->has("clause")) return;
  TokenIndex begin = at;
  while (begin > sentence.tokens.begin && !is_punctuation(scene.token(begin - 1))) --begin;
  if (begin == at || at - begin > 6 || begin < sentence.tokens.begin + 4) return;
  if (scene.token(begin - 1).text != ",") return;
  for (TokenIndex t = begin; t < at; ++t)
    if (is_verb(scene.token(t))) return;
  Draft draft;
  draft.cue = at;
  draft.cue_tokens = {at, at + 1};
  draft.source = at - 1;
  if (!can_speak(scene, at - 1) || scene.token(at - 1).tag == "CD") return;
  draft.content = {trimmed(parse, {sentence.tokens.begin, begin})};
  if (const Range rest = trimmed(parse, {at + 1, sentence.tokens.end}); rest.size() > 3)
    draft.content.push_back(rest);
  draft.attitude = cue->frame("clause")->attitude;
  draft.may_quote = true;
  draft.rule = "misread clause";
  if (!draft.content.front().empty()) drafts.push_back(std::move(draft));
}

void find_misread_cues(const Scene& scene, std::vector<Draft>& drafts) {
  for (TokenIndex at = 1; at < scene.parse().tokens.size(); ++at)
    if (scene.token(at).tag == "NNS") add_misread_cue(scene, at, drafts);
}

void find_colon_cues(const Scene& scene, std::vector<Draft>& drafts) {
  for (const language::Sentence& sentence : scene.parse().sentences) {
    const page::SegmentKind kind = scene.report.article.segments[sentence.block].kind;
    if (kind == page::SegmentKind::headline || kind == page::SegmentKind::subhead ||
        kind == page::SegmentKind::standfirst)
      add_headline_colon(scene, sentence, drafts);
  }
}

}  // namespace parley::attribution
