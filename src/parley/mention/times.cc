#include "parley/mention/times.h"

#include <algorithm>

#include "parley/mention/time_atoms.h"
#include "parley/mention/time_grammar.h"
#include "parley/mention/time_resolve.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

// A date line is no report text and has no parse: its words alone, cut at white space, every one
// as good as a name.
language::Parse words_of(std::string_view text, Span line) {
  language::Parse parse;
  parse.source = text;
  parse.sentences.push_back({});
  for (std::uint32_t at = line.begin; at < line.end;) {
    if (is_ascii_space(text[at])) {
      ++at;
      continue;
    }
    std::uint32_t end = at;
    while (end < line.end && !is_ascii_space(text[end]) && text[end] != ',') ++end;
    if (end == at) ++end;
    language::Token token;
    token.span = {at, end};
    token.text = slice(text, token.span);
    parse.own_strings.push_back(ascii_lower(token.text));
    token.lower = parse.own_strings.back();
    token.tag = "NNP";
    token.head = static_cast<std::uint32_t>(parse.tokens.size());
    parse.tokens.push_back(token);
    at = end;
  }
  parse.sentences.back().tokens = {0, static_cast<std::uint32_t>(parse.tokens.size())};
  language::index_children(parse);
  return parse;
}

void find_in_line(const ReportView& report, Span line, Mentions& mentions) {
  const language::Parse words = words_of(report.article.text, line);
  const ReportView view{report.article, words, report.knowledge};
  TimeResolver resolver(view);
  std::vector<Atom> atoms;
  read_atoms(words, words.sentences.front().tokens, report.knowledge.calendar, atoms);
  const TimeGrammar grammar(words, atoms);
  for (std::size_t at = 0; at < atoms.size();) {
    const auto phrase = grammar.read(at);
    if (!phrase) {
      ++at;
      continue;
    }
    at = phrase->end;
    if (phrase->kind != TimePhrase::Kind::date || phrase->year < 0 || phrase->month == 0) continue;
    TimeExpression found = resolver.resolve(*phrase, atoms);
    found.tokens = {};
    mentions.times.push_back(std::move(found));
  }
}

void find_in_sentence(const ReportView& report, const language::Sentence& sentence,
                      TimeResolver& resolver, std::vector<TimeExpression>& times) {
  std::vector<Atom> atoms;
  read_atoms(report.parse, sentence.tokens, report.knowledge.calendar, atoms);
  const TimeGrammar grammar(report.parse, atoms);
  for (std::size_t at = 0; at < atoms.size();) {
    const auto phrase = grammar.read(at);
    if (!phrase) {
      at += grammar.skip(at);
      continue;
    }
    times.push_back(resolver.resolve(*phrase, atoms));
    at = phrase->end;
  }
}

}  // namespace

void find_times(const ReportView& report, Mentions& mentions) {
  mentions.times.clear();
  for (const page::Segment& segment : report.article.segments)
    if (segment.kind == page::SegmentKind::date) find_in_line(report, segment.span, mentions);
  TimeResolver resolver(report);
  for (const language::Sentence& sentence : report.parse.sentences)
    find_in_sentence(report, sentence, resolver, mentions.times);
  std::stable_sort(
      mentions.times.begin(), mentions.times.end(),
      [](const TimeExpression& a, const TimeExpression& b) { return a.span.begin < b.span.begin; });
}

std::vector<TimeExpression> times_in(const ReportView& report, std::uint32_t sentence) {
  std::vector<TimeExpression> times;
  TimeResolver resolver(report);
  find_in_sentence(report, report.parse.sentences[sentence], resolver, times);
  return times;
}

}  // namespace parley::mention
