#include "parley/attribution/find.h"

#include <algorithm>

#include "parley/attribution/days.h"
#include "parley/attribution/drafts.h"
#include "parley/attribution/speaker.h"
#include "parley/text/text.h"

namespace parley::attribution {

Scene make_scene(const mention::ReportView& report, const mention::Mentions& mentions,
                 const std::vector<Quotation>& quotations) {
  Scene scene{report, mentions, quotations,
              std::vector<std::uint32_t>(report.parse.tokens.size(), 0), std::nullopt};
  for (std::uint32_t q = 0; q < quotations.size(); ++q)
    for (TokenIndex t = quotations[q].tokens.begin; t < quotations[q].tokens.end; ++t)
      scene.quotation_of[t] = q + 1;
  scene.author = author_of(scene);
  return scene;
}

std::string lemma_of(const Scene& scene, TokenIndex token) {
  return ascii_lower(scene.token(token).lemma);
}

namespace {

// Inside another's words only reports and promises count, not each verdict in passing.
bool may_stand_inside(const Draft& draft) {
  const std::string_view rule = draft.rule;
  if (draft.attitude == "knowledge" || draft.attitude == "judgement") return false;
  if (rule.ends_with(" clause") || rule == "phrase" || rule.ends_with(" gerund")) return true;
  if (rule.ends_with(" obj_inf") || rule.ends_with(" op"))
    return draft.attitude == "demand" || draft.attitude == "accusation";
  if (rule == "verb inf") return draft.attitude == "promise" || draft.attitude == "threat";
  return rule.ends_with(" object") && (draft.attitude == "feeling");
}

// The span of a content without white space, marks at its ends taken off.
Span span_of_content(const Scene& scene, Range tokens) {
  Span span = scene.parse().span_of(tokens);
  const std::string_view text = scene.parse().source;
  static constexpr std::string_view kMarks[] = {"\"", "“", "”", "«", "»", "``", "''", "‘", "„"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kMarks) {
      const std::string_view words = slice(text, span);
      if (words.size() <= mark.size()) continue;
      // A mark at an end goes when its partner is not inside.
      if (words.starts_with(mark) &&
          words.find(mark == "“" ? "”" : mark, mark.size()) == std::string_view::npos) {
        span.begin += static_cast<std::uint32_t>(mark.size());
        again = true;
      } else if (words.ends_with(mark) &&
                 words.find(mark == "”" ? "“" : mark) == words.size() - mark.size()) {
        span.end -= static_cast<std::uint32_t>(mark.size());
        again = true;
      }
    }
    while (!span.empty() && is_ascii_space(text[span.begin])) ++span.begin;
    while (!span.empty() && is_ascii_space(text[span.end - 1])) --span.end;
  }
  return span;
}

StatementKind kind_of(const Scene& scene, const Draft& draft) {
  if (draft.whole) return StatementKind::direct;
  const auto around_cue = draft.cue ? scene.quotation_at(*draft.cue) : std::nullopt;
  std::uint32_t inside = 0, words = 0;
  for (const Range run : draft.content) {
    for (TokenIndex t = run.begin; t < run.end; ++t) {
      if (is_punctuation(scene.token(t))) continue;
      ++words;
      const auto q = scene.quotation_at(t);
      inside += q && q != around_cue;
    }
  }
  if (inside == 0) return StatementKind::indirect;
  return inside == words ? StatementKind::direct : StatementKind::mixed;
}

Statement statement_of(const Scene& scene, const Draft& draft) {
  Statement statement;
  const Parse& parse = scene.parse();
  statement.kind = kind_of(scene, draft);
  statement.cue_token = draft.cue;
  if (!draft.cue_tokens.empty()) statement.cue = parse.span_of(draft.cue_tokens);
  for (const Range run : draft.content) {
    const auto q = scene.quotation_at(run.begin);
    const bool whole = q && scene.quotations[*q].tokens == run;
    const Span span = whole ? scene.quotations[*q].inner : span_of_content(scene, run);
    if (span.empty()) continue;
    statement.content_tokens.push_back(run);
    statement.content.push_back(span);
  }
  statement.attitude = draft.attitude;
  statement.polarity = draft.negative ? "negative" : "positive";
  statement.rule = draft.rule;
  return statement;
}

bool lies_in_content(TokenIndex token, const Draft& draft) {
  return std::any_of(draft.content.begin(), draft.content.end(),
                     [&](Range run) { return run.contains(token); });
}

std::uint32_t length_of(const Draft& draft) {
  std::uint32_t length = 0;
  for (const Range run : draft.content) length += run.size();
  return length;
}

// The statement whose content holds the cue of number `d`, the tightest; -1 none.
int statement_around(const std::vector<Draft>& drafts, std::size_t d) {
  int best = -1;
  for (std::size_t other = 0; other < drafts.size(); ++other) {
    if (other == d || !drafts[d].cue || drafts[d].carried) continue;
    if (!lies_in_content(*drafts[d].cue, drafts[other])) continue;
    if (length_of(drafts[other]) <= length_of(drafts[d])) continue;
    if (best < 0 || length_of(drafts[other]) < length_of(drafts[static_cast<std::size_t>(best)]))
      best = static_cast<int>(other);
  }
  return best;
}

void add_evidence(const Scene& scene, Statement& statement) {
  const Parse& parse = scene.parse();
  const auto block_of = [&](Span span) -> std::uint32_t {
    const Range tokens = parse.tokens_in(span);
    return tokens.empty() ? UINT32_MAX : parse.sentence_of(tokens.begin).block;
  };
  std::vector<Span> parts = statement.content;
  for (const Span part : {statement.speaker_span, statement.cue})
    if (!part.empty()) parts.push_back(part);
  for (const Span part : parts) {
    const auto same = std::find_if(statement.evidence.begin(), statement.evidence.end(),
                                   [&](Span one) { return block_of(one) == block_of(part); });
    if (same == statement.evidence.end())
      statement.evidence.push_back(part);
    else
      *same = cover(*same, part);
  }
}

std::optional<DateRange> date_of(const Scene& scene, const mention::Mentions& mentions,
                                 const Draft& draft) {
  if (!draft.cue) return std::nullopt;
  for (const mention::TimeExpression& time : mentions.times) {
    if (!time.range || time.tokens.empty()) continue;
    const TokenIndex at = time.tokens.begin;
    if (scene.token(at).sentence != scene.token(*draft.cue).sentence) continue;
    if (!lies_in_content(at, draft) && is_under(scene.parse(), at, *draft.cue)) return time.range;
  }
  return std::nullopt;
}

// Numbers of the drafts in the order of their cues, or of their words where they have none.
std::vector<std::size_t> by_cue(const std::vector<Draft>& drafts) {
  std::vector<std::size_t> order(drafts.size());
  for (std::size_t d = 0; d < order.size(); ++d) order[d] = d;
  const auto place = [&](std::size_t d) {
    return drafts[d].cue ? *drafts[d].cue : drafts[d].content.front().begin;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  return order;
}

// A page shows a caption twice: its words count once.
bool is_repeated(const Scene& scene, const Draft& draft) {
  const auto& segments = scene.report.article.segments;
  const std::uint32_t block = scene.parse().sentence_of(draft.content.front().begin).block;
  const auto words = [&](std::uint32_t b) { return slice(scene.parse().source, segments[b].span); };
  for (std::uint32_t before = 0; before < block; ++before)
    if (page::is_report_text(segments[before].kind) && words(before) == words(block)) return true;
  return false;
}

std::vector<Draft> drafts_of(const Scene& scene) {
  std::vector<Draft> drafts;
  find_verb_cues(scene, drafts);
  find_misread_cues(scene, drafts);
  find_noun_cues(scene, drafts);
  find_phrase_cues(scene, drafts);
  find_colon_cues(scene, drafts);
  place_quotations(scene, drafts);
  add_own_voice(scene, drafts);
  std::erase_if(drafts, [&](const Draft& draft) { return is_repeated(scene, draft); });
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.content.front().begin < b.content.front().begin;
  });
  return drafts;
}

}  // namespace

std::vector<Statement> find_statements(const mention::ReportView& report,
                                       mention::Mentions& mentions) {
  const std::vector<Quotation> quotations = find_quotations(report);
  const Scene scene = make_scene(report, mentions, quotations);
  const std::vector<Draft> drafts = drafts_of(scene);
  std::vector<Statement> statements;
  statements.reserve(drafts.size());
  for (const Draft& draft : drafts) statements.push_back(statement_of(scene, draft));
  Speakers speakers(scene, mentions);
  for (const std::size_t d : by_cue(drafts))
    speakers.name(drafts[d], statement_around(drafts, d) >= 0, statements[d]);
  std::vector<char> dropped(drafts.size(), 0);
  for (std::size_t d = 0; d < drafts.size(); ++d) {
    int around = statement_around(drafts, d);
    // "she said she hoped": one statement, of the outer cue.
    if (around >= 0 &&
        (!may_stand_inside(drafts[d]) ||
         (statements[d].speaker &&
          statements[d].speaker == statements[static_cast<std::size_t>(around)].speaker)))
      dropped[d] = 1;
    for (int steps = 0; around >= 0 && steps < 4; ++steps) {
      const Statement& outer = statements[static_cast<std::size_t>(around)];
      if (outer.speaker && outer.speaker != statements[d].speaker)
        statements[d].via.push_back(*outer.speaker);
      around = statement_around(drafts, static_cast<std::size_t>(around));
    }
    statements[d].date = date_of(scene, mentions, drafts[d]);
    add_evidence(scene, statements[d]);
  }
  std::vector<Statement> kept;
  for (std::size_t d = 0; d < drafts.size(); ++d)
    if (!dropped[d] && !statements[d].content.empty()) kept.push_back(std::move(statements[d]));
  speakers.carry_addressees(kept);
  carry_days(scene, kept);
  return kept;
}

}  // namespace parley::attribution
