// Texts in their author's own voice: a ministry's or a government's statement that says "we" and
// quotes nobody. Each sentence that no other cue has claimed is one of the author's statements.
#include <algorithm>

#include "parley/attribution/drafts.h"
#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::attribution {
namespace {

bool is_paragraph(const Scene& scene, const language::Sentence& sentence) {
  return scene.report.article.segments[sentence.block].kind == page::SegmentKind::paragraph;
}

bool says_we(const Scene& scene, const language::Sentence& sentence) {
  for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end; ++t)
    if (mention::is_first_person_plural(scene.token(t)) && !scene.quotation_at(t)) return true;
  return false;
}

std::uint32_t covered(Range sentence, const std::vector<Draft>& drafts) {
  std::uint32_t words = 0;
  for (TokenIndex t = sentence.begin; t < sentence.end; ++t)
    words += std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
      return std::any_of(draft.content.begin(), draft.content.end(),
                         [&](Range run) { return run.contains(t); });
    });
  return words;
}

}  // namespace

std::optional<TokenIndex> author_of(const Scene& scene) {
  if (std::any_of(scene.quotations.begin(), scene.quotations.end(),
                  [](const Quotation& quotation) { return quotation.speech; }))
    return std::nullopt;
  std::size_t sentences = 0, ours = 0;
  // Whose voice: a body that says in the present what it does ("The ministry reaffirms") rather than one whose
  // deeds are told.
  std::optional<TokenIndex> first, present;
  for (const language::Sentence& sentence : scene.parse().sentences) {
    if (!is_paragraph(scene, sentence)) continue;
    ++sentences;
    ours += says_we(scene, sentence);
    for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end && !present; ++t) {
      if (scene.token(t).dep != "nsubj" || !one_of(scene.token(t).ent_type, {"GPE", "ORG"}))
        continue;
      if (!first) first = t;
      const TokenIndex verb = scene.token(t).head;
      if (scene.parse().is_root(verb) && one_of(scene.token(verb).tag, {"VBZ", "VBP"})) present = t;
    }
  }
  // One "we" may be a slip; a long text that says it is an essay.
  if (ours < 2 || ours * 6 < sentences || sentences > 25) return std::nullopt;
  return present ? present : first;
}

void add_own_voice(const Scene& scene, std::vector<Draft>& drafts) {
  if (!scene.author) return;
  std::vector<Draft> own;
  for (const language::Sentence& sentence : scene.parse().sentences) {
    if (!is_paragraph(scene, sentence) || sentence.tokens.size() < 6) continue;
    if (2 * covered(sentence.tokens, drafts) > sentence.tokens.size()) continue;
    Draft draft;
    draft.source = scene.author;
    draft.content = {trimmed(scene.parse(), sentence.tokens)};
    draft.attitude = "claim";
    draft.carried = true;
    draft.rule = "author's own voice";
    if (!draft.content.front().empty()) own.push_back(std::move(draft));
  }
  drafts.insert(drafts.end(), own.begin(), own.end());
}

}  // namespace parley::attribution
