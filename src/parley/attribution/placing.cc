// Quotations and their cues: each quotation that is speech goes to the cue beside it (grammar
// first, then what stands before or behind the marks), halves of a split one are joined, one that
// runs over paragraphs is a statement for each, and what has no cue keeps the speaker before it.
#include <algorithm>

#include "parley/attribution/drafts.h"
#include "parley/text/text.h"

namespace parley::attribution {
namespace {

constexpr TokenIndex kNear = 16;  // tokens between a mark and its cue, at most

class Placing {
 public:
  Placing(const Scene& scene, std::vector<Draft>& drafts)
      : scene_(scene),
        parse_(scene.parse()),
        drafts_(drafts),
        owner_(scene.quotations.size(), -1) {}

  void run() {
    for (std::uint32_t q = 0; q < scene_.quotations.size(); ++q)
      if (scene_.quotations[q].speech) give_to_cue(q);
    join_halves();
    part_at_colons();
    continue_over_paragraphs();
    bring_in_unmarked();
    name_beside();
    carry_over();
    settle_contents();
    std::erase_if(drafts_, [](const Draft& draft) { return draft.content.empty(); });
  }

 private:
  const Quotation& quotation(std::uint32_t q) const { return scene_.quotations[q]; }
  std::uint32_t block_of(TokenIndex token) const { return parse_.sentence_of(token).block; }

  // --- which cue

  void give_to_cue(std::uint32_t q) {
    const int behind = cue_behind(q), ahead = cue_ahead(q);
    int chosen = -1;
    if (behind >= 0 && ahead >= 0) {
      const bool behind_linked = linked(drafts_[behind], q),
                 ahead_linked = linked(drafts_[ahead], q);
      if (behind_linked != ahead_linked)
        chosen = behind_linked ? behind : ahead;
      else
        chosen = ends_with_comma(q) || !colon_before(q) ? behind : ahead;
    } else {
      chosen = behind >= 0 ? behind : ahead;
    }
    if (chosen < 0) chosen = linked_anywhere(q);
    if (chosen < 0) return;
    give(q, chosen);
  }
  void give(std::uint32_t q, int draft) {
    owner_[q] = draft;
    drafts_[draft].quotations.push_back(q);
  }

  bool ends_with_comma(std::uint32_t q) const {
    const std::string_view inner = slice(parse_.source, quotation(q).inner);
    return inner.ends_with(',') || inner.ends_with('?') || inner.ends_with('!');
  }
  bool ends_with_stop(std::uint32_t q) const {
    return slice(parse_.source, quotation(q).inner).ends_with('.');
  }
  // The last token before the opening mark, in the same block.
  std::optional<TokenIndex> token_before(std::uint32_t q) const {
    TokenIndex at = quotation(q).tokens.begin;
    while (at > 0 && parse_.tokens[at - 1].span.end > quotation(q).outer.begin) --at;
    if (at == 0 || block_of(at - 1) != quotation(q).block) return std::nullopt;
    return at - 1;
  }
  bool colon_before(std::uint32_t q) const {
    const auto before = token_before(q);
    return before && scene_.token(*before).text == ":";
  }

  bool linked(const Draft& draft, std::uint32_t q) const {
    const Range inside = quotation(q).tokens;
    for (const Range run : draft.content)
      if (run.overlaps(inside)) return true;
    if (!draft.cue) return false;
    if (inside.contains(scene_.token(*draft.cue).head)) return true;
    for (const TokenIndex child : parse_.children(*draft.cue))
      if (inside.contains(child)) return true;
    return false;
  }
  int linked_anywhere(std::uint32_t q) const {
    for (std::size_t d = 0; d < drafts_.size(); ++d) {
      const Draft& draft = drafts_[d];
      if (!draft.may_quote || !draft.cue || scene_.quotation_at(*draft.cue) == q) continue;
      if (block_of(*draft.cue) == quotation(q).block && linked(draft, q) && draft.source)
        return static_cast<int>(d);
    }
    return -1;
  }
  bool fits(const Draft& draft) const {
    return draft.may_quote && draft.cue && draft.source && !scene_.quotation_at(*draft.cue);
  }

  // "..." said X; "..." X said.
  int cue_behind(std::uint32_t q) const {
    TokenIndex begin = quotation(q).tokens.end;
    while (begin < parse_.tokens.size() && block_of(begin) == quotation(q).block &&
           is_punctuation(scene_.token(begin)) && !scene_.quotation_at(begin))
      ++begin;
    if (begin >= parse_.tokens.size() || block_of(begin) != quotation(q).block) return -1;
    if (scene_.quotation_at(begin)) return -1;
    const TokenIndex last = quotation(q).tokens.end - 1;
    const bool new_sentence =
        ends_with_stop(q) && scene_.token(begin).sentence != scene_.token(last).sentence;
    TokenIndex end = parse_.sentence_of(begin).tokens.end;
    end = std::min(end, begin + kNear);
    for (TokenIndex at = begin; at < end; ++at)
      if (scene_.quotation_at(at)) end = at;
    for (std::size_t d = 0; d < drafts_.size(); ++d) {
      const Draft& draft = drafts_[d];
      if (!fits(draft) || *draft.cue < begin || *draft.cue >= end) continue;
      if (new_sentence && !draft.content.empty() && !linked(draft, q)) return -1;
      // The content that grammar found behind the cue is not this quotation.
      if (!linked(draft, q) && !draft.content.empty() && draft.content.front().begin > *draft.cue)
        continue;
      return static_cast<int>(d);
    }
    return -1;
  }

  // X said: "..."; X said that "..."; also with the cue at the end of the paragraph before.
  int cue_ahead(std::uint32_t q) const {
    auto before = token_before(q);
    if (!before) before = colon_of_block_before(q);
    if (!before) return -1;
    const auto& sentence = parse_.sentence_of(*before);
    int found = -1;
    for (std::size_t d = 0; d < drafts_.size(); ++d) {
      const Draft& draft = drafts_[d];
      if (!fits(draft) || *draft.cue < sentence.tokens.begin || *draft.cue > *before) continue;
      if (*before - *draft.cue > 2 * kNear) continue;
      if (!draft.quotations.empty() && !linked(draft, q)) continue;
      const bool content_elsewhere =
          !draft.content.empty() && !linked(draft, q) && !colon_before(q);
      if (content_elsewhere) continue;
      found = static_cast<int>(d);
    }
    return found;
  }
  std::optional<TokenIndex> colon_of_block_before(std::uint32_t q) const {
    if (quotation(q).outer.begin != scene_.report.article.segments[quotation(q).block].span.begin)
      return std::nullopt;
    const TokenIndex first = quotation(q).tokens.begin;
    const TokenIndex block_start = first_token_of_block(first);
    if (block_start == 0 || scene_.token(block_start - 1).text != ":") return std::nullopt;
    return block_start - 1;
  }
  TokenIndex first_token_of_block(TokenIndex at) const {
    std::uint32_t sentence = scene_.token(at).sentence;
    const std::uint32_t block = parse_.sentences[sentence].block;
    while (sentence > 0 && parse_.sentences[sentence - 1].block == block) --sentence;
    return parse_.sentences[sentence].tokens.begin;
  }

  // --- without a cue of its own

  // "A," he said. "B.": B belongs to the cue between.
  void join_halves() {
    for (std::uint32_t q = 1; q < scene_.quotations.size(); ++q) {
      const Quotation& half = quotation(q);
      if (!half.speech || owner_[q] >= 0) continue;
      const int draft = owner_[q - 1];
      if (draft < 0 || quotation(q - 1).block != half.block || !drafts_[draft].cue) continue;
      const Range between{quotation(q - 1).tokens.end, half.tokens.begin};
      if (!between.contains(*drafts_[draft].cue)) continue;
      if (sentence_ends_in(between) <= 1) give(q, draft);
    }
  }
  int sentence_ends_in(Range range) const {
    int ends = 0;
    for (TokenIndex t = range.begin; t + 1 < range.end; ++t)
      ends += scene_.token(t).sentence != scene_.token(t + 1).sentence;
    return ends;
  }

  // X said he would go: "...": what stands before the colon is a statement of its own.
  void part_at_colons() {
    const std::size_t count = drafts_.size();
    for (std::size_t d = 0; d < count; ++d) {
      if (drafts_[d].quotations.empty() || drafts_[d].content.empty()) continue;
      const std::uint32_t q = drafts_[d].quotations.front();
      const Range before = drafts_[d].content.front();
      if (!colon_before(q) || before.begin < *drafts_[d].cue) continue;
      const Range own = trimmed(parse_, {before.begin, std::min(before.end, *token_before(q))});
      if (own.size() < 3) continue;
      Draft indirect = drafts_[d];
      indirect.quotations.clear();
      indirect.content = {own};
      drafts_[d].content.clear();
      drafts_.push_back(std::move(indirect));
    }
  }

  Draft without_cue_of(const Draft& from, std::string rule) const {
    Draft draft;
    draft.cue = from.cue;
    draft.cue_tokens = from.cue_tokens;
    draft.source = from.source;
    draft.addressee = from.addressee;
    draft.relay = from.relay;
    draft.attitude = from.attitude;
    draft.carried = true;
    draft.rule = std::move(rule);
    return draft;
  }

  // A quotation that goes on: the cue of one paragraph serves all.
  void continue_over_paragraphs() {
    for (std::uint32_t q = 1; q < scene_.quotations.size(); ++q)
      if (quotation(q).continued && owner_[q] < 0 && owner_[q - 1] >= 0)
        add_for(q, without_cue_of(drafts_[owner_[q - 1]], "next paragraph"));
    for (std::uint32_t q = static_cast<std::uint32_t>(scene_.quotations.size()); q-- > 1;)
      if (quotation(q).continued && owner_[q] >= 0 && owner_[q - 1] < 0)
        add_for(q - 1, without_cue_of(drafts_[owner_[q]], "paragraph before"));
  }
  void add_for(std::uint32_t q, Draft draft) {
    drafts_.push_back(std::move(draft));
    give(q, static_cast<int>(drafts_.size() - 1));
  }

  // X said:  (and then paragraphs that have lost their marks)
  void bring_in_unmarked() {
    const bool marks = std::any_of(scene_.quotations.begin(), scene_.quotations.end(),
                                   [](const Quotation& q) { return q.speech; });
    const std::size_t count = drafts_.size();
    for (std::size_t d = 0; d < count; ++d) {
      if (!fits(drafts_[d]) || !drafts_[d].quotations.empty()) continue;
      const auto& sentence = parse_.sentence_of(*drafts_[d].cue);
      const TokenIndex colon = sentence.tokens.end - 1;
      if (scene_.token(colon).text != ":" || colon - *drafts_[d].cue > kNear) continue;
      std::uint32_t next = scene_.token(colon).sentence + 1;
      if (next >= parse_.sentences.size() || parse_.sentences[next].block == sentence.block)
        continue;
      bool first = true;
      while (next < parse_.sentences.size()) {
        const std::uint32_t block = parse_.sentences[next].block;
        std::uint32_t last = next;
        while (last + 1 < parse_.sentences.size() && parse_.sentences[last + 1].block == block)
          ++last;
        const Range words{parse_.sentences[next].tokens.begin, parse_.sentences[last].tokens.end};
        if (scene_.quotation_at(words.begin) || (!first && brought_in(words))) break;
        if (scene_.report.article.segments[block].kind != page::SegmentKind::paragraph) break;
        Draft draft = without_cue_of(drafts_[d], "paragraph after said:");
        draft.content = {words};
        draft.whole = true;
        drafts_.push_back(std::move(draft));
        first = false;
        next = last + 1;
        if (marks) break;
      }
      drafts_[d].content.clear();
    }
  }
  // The reporter speaks again: a cue of the paragraph has a source that is no "I" or "we".
  bool brought_in(Range words) const {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
      return draft.cue && words.contains(*draft.cue) && draft.may_quote && draft.source &&
             !one_of(scene_.token(*draft.source).lower, {"i", "we"});
    });
  }

  // NAME: "..."; "..." - Name, 42, teacher.
  void name_beside() {
    for (std::uint32_t q = 0; q < scene_.quotations.size(); ++q) {
      if (!quotation(q).speech || owner_[q] >= 0 || covered(q)) continue;
      auto draft = name_before(q);
      if (!draft) draft = name_behind(q);
      if (draft) add_for(q, std::move(*draft));
    }
  }
  std::optional<Draft> name_before(std::uint32_t q) const {
    const auto colon = token_before(q);
    if (!colon || scene_.token(*colon).text != ":") return std::nullopt;
    const TokenIndex begin = first_token_of_block(*colon);
    if (*colon - begin > 6) return std::nullopt;
    return named({begin, *colon}, *colon);
  }
  std::optional<Draft> name_behind(std::uint32_t q) const {
    TokenIndex dash = quotation(q).tokens.end;
    const auto in_block = [&](TokenIndex t) {
      return t < parse_.tokens.size() && block_of(t) == quotation(q).block;
    };
    while (in_block(dash) && parse_.tokens[dash].span.begin < quotation(q).outer.end) ++dash;
    if (!in_block(dash) || !one_of(scene_.token(dash).text, {"―", "—", "–", "--", "-", "~"}))
      return std::nullopt;
    TokenIndex end = dash + 1;
    while (in_block(end) && !is_punctuation(scene_.token(end)) && end < dash + 7) ++end;
    return named({dash + 1, end}, dash);
  }
  // The words name somebody and do nothing else.
  std::optional<Draft> named(Range words, TokenIndex cue) const {
    std::optional<TokenIndex> name;
    for (TokenIndex t = words.begin; t < words.end; ++t) {
      if (is_finite(scene_.token(t))) return std::nullopt;
      if (scene_.token(t).pos == "PROPN" || scene_.token(t).ent_type == "PERSON") name = t;
    }
    if (!name) return std::nullopt;
    Draft draft;
    draft.cue = cue;
    draft.cue_tokens = {cue, cue + 1};
    draft.source = name;
    draft.attitude = "claim";
    draft.carried = true;
    draft.rule = "name beside marks";
    return draft;
  }

  // Speech without any cue keeps the speaker of the statement before it.
  void carry_over() {
    for (std::uint32_t q = 0; q < scene_.quotations.size(); ++q) {
      if (!quotation(q).speech || owner_[q] >= 0 || covered(q)) continue;
      const Draft* from = draft_before(q);
      if (from)
        add_for(q, uncued(*from));
      else if (quotation(q).tokens.size() >= 6)
        add_for(q, alone());
    }
  }
  static Draft alone() {
    Draft draft;
    draft.attitude = "claim";
    draft.rule = "quotation alone";
    return draft;
  }
  Draft uncued(const Draft& from) const {
    Draft draft = without_cue_of(from, "speaker carried over");
    draft.cue.reset();
    draft.cue_tokens = {};
    return draft;
  }
  bool covered(std::uint32_t q) const {
    const Range inside = quotation(q).tokens;
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
      if (draft.cue && scene_.quotation_at(*draft.cue) == q) return false;
      return std::any_of(draft.content.begin(), draft.content.end(),
                         [&](Range run) { return run.overlaps(inside); });
    });
  }
  // The nearest statement before, in this paragraph or the one before it.
  const Draft* draft_before(std::uint32_t q) const {
    const TokenIndex begin = quotation(q).tokens.begin;
    const TokenIndex block_start = first_token_of_block(begin);
    const TokenIndex from = block_start == 0 ? 0 : first_token_of_block(block_start - 1);
    const Draft* best = nullptr;
    TokenIndex best_at = 0;
    for (const Draft& draft : drafts_) {
      if (!draft.source || !(draft.may_quote || draft.carried)) continue;
      const TokenIndex at = place_of(draft);
      if (at < from || at >= begin) continue;
      if (draft.cue && scene_.quotation_at(*draft.cue)) continue;
      if (!best || at >= best_at) {
        best = &draft;
        best_at = at;
      }
    }
    return best;
  }
  TokenIndex place_of(const Draft& draft) const {
    if (!draft.quotations.empty() && draft.carried)
      return quotation(draft.quotations.front()).tokens.begin;
    return draft.cue ? *draft.cue : draft.content.empty() ? 0 : draft.content.front().begin;
  }

  // --- what the content is in the end

  void settle_contents() {
    for (Draft& draft : drafts_) {
      if (draft.whole) continue;
      std::vector<Range> content;
      bool complete = !draft.quotations.empty();
      for (const std::uint32_t q : draft.quotations) {
        content.push_back(quotation(q).tokens);
        complete &= is_complete(q);
      }
      if (!complete)
        for (const Range run : draft.content) content.push_back(widened(run, draft));
      std::sort(content.begin(), content.end());
      draft.content.clear();
      for (const Range run : content) add_run(draft.content, run);
    }
  }
  void add_run(std::vector<Range>& runs, Range run) const {
    if (!runs.empty()) {
      bool near = true;
      for (TokenIndex t = runs.back().end; t < run.begin && near; ++t)
        near = is_punctuation(scene_.token(t));
      if (near && !scene_.quotation_at(run.begin) == !scene_.quotation_at(runs.back().begin)) {
        runs.back().end = std::max(runs.back().end, run.end);
        return;
      }
      if (run.begin <= runs.back().end || (near && run.begin >= runs.back().begin)) {
        runs.back().end = std::max(runs.back().end, run.end);
        return;
      }
    }
    runs.push_back(run);
  }
  // An utterance from its first word to its last: nothing outside the marks belongs to it.
  bool is_complete(std::uint32_t q) const {
    const std::string_view inner = slice(parse_.source, quotation(q).inner);
    const auto before = token_before(q);
    const bool lower = inner.front() >= 'a' && inner.front() <= 'z';
    const bool starts = !before || one_of(scene_.token(*before).text, {":", ",", ".", "?", "!"}) ||
                        is_verb(scene_.token(*before)) || !lower;
    return starts && !(lower && before && scene_.token(*before).text != ",");
  }
  // Content that ends inside marks takes the whole of what stands in them.
  Range widened(Range run, const Draft& draft) const {
    for (const TokenIndex edge : {run.begin, run.end - 1}) {
      const auto q = scene_.quotation_at(edge);
      if (!q || (draft.cue && scene_.quotation_at(*draft.cue) == q)) continue;
      const Range inside = quotation(*q).tokens;
      if (draft.cue && inside.contains(*draft.cue)) continue;
      if (owner_[*q] >= 0 && &drafts_[owner_[*q]] != &draft) continue;
      run.begin = std::min(run.begin, inside.begin);
      run.end = std::max(run.end, inside.end);
    }
    return run;
  }

  const Scene& scene_;
  const Parse& parse_;
  std::vector<Draft>& drafts_;
  std::vector<int> owner_;  // quotation -> draft, -1 none
};

}  // namespace

void place_quotations(const Scene& scene, std::vector<Draft>& drafts) {
  std::stable_sort(drafts.begin(), drafts.end(),
                   [](const Draft& a, const Draft& b) { return a.cue < b.cue; });
  Placing(scene, drafts).run();
}

}  // namespace parley::attribution
