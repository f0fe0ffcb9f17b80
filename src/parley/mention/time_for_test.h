// mention/time_for_test.h - sentences for tests, without a language model: "They/PRP met/VBD on/IN
// Monday/NNP". The first verb is the root; MD and TO are auxiliaries of the verb behind them; all
// else hangs on the last preposition before it, or on the root; a noun before the root is its subject. A line is a block.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "parley/mention/find.h"
#include "parley/text/text.h"

namespace parley::mention {

struct TestReport {
  page::Article article;
  language::Parse parse;
};

inline void add_test_sentence(std::string_view line, TestReport& report) {
  language::Parse& parse = report.parse;
  const auto first = static_cast<std::uint32_t>(parse.tokens.size());
  for (const std::string_view item : split(line, ' ')) {
    const std::size_t slash = item.rfind('/');
    language::Token token;
    token.text = item.substr(0, slash);
    token.tag = slash == std::string_view::npos ? std::string_view("NN") : item.substr(slash + 1);
    if (const std::size_t label = token.tag.find('|'); label != std::string_view::npos) {
      token.ent_type = token.tag.substr(label + 1);
      token.tag = token.tag.substr(0, label);
      token.ent_iob = 'B';
    }
    const bool glued = token.text == "," || token.text == "." || token.text == "'s" ||
                       token.text == "-" ||
                       (!parse.tokens.empty() && parse.tokens.back().text == "-");
    if (!report.article.text.empty() && !glued) report.article.text += ' ';
    token.span.begin = static_cast<std::uint32_t>(report.article.text.size());
    report.article.text += token.text;
    token.span.end = static_cast<std::uint32_t>(report.article.text.size());
    parse.own_strings.push_back(ascii_lower(token.text));
    token.lower = token.lemma = parse.own_strings.back();
    token.space_after = true;
    token.sentence = static_cast<std::uint32_t>(parse.sentences.size());
    if (glued && parse.tokens.size() > first) parse.tokens.back().space_after = false;
    parse.tokens.push_back(token);
  }
  const auto end = static_cast<std::uint32_t>(parse.tokens.size());
  std::uint32_t root = first;
  for (std::uint32_t t = end; t-- > first;)
    if (parse.tokens[t].tag.starts_with("VB")) root = t;
  for (std::uint32_t t = first, preposition = root; t < end; ++t) {
    language::Token& token = parse.tokens[t];
    const bool auxiliary = token.tag == "MD" || token.tag == "TO";
    const bool before = t < root && preposition == root && token.tag.starts_with("NN");
    token.dep = t == root             ? "ROOT"
                : auxiliary           ? "aux"
                : token.tag == "IN"   ? "prep"
                : before              ? "nsubj"
                : preposition == root ? "dep"
                                      : "pobj";
    token.head = t == root || auxiliary || token.tag == "IN" ? root : preposition;
    if (token.tag == "IN") preposition = t;
    if (token.text == ",") preposition = root;
    if (!token.ent_type.empty()) parse.entities.push_back({{t, t + 1}, token.ent_type});
  }
  parse.sentences.push_back(
      {{first, end}, root, static_cast<std::uint32_t>(parse.sentences.size())});
}

inline std::unique_ptr<TestReport> test_report(std::string_view lines, std::string_view published) {
  auto report = std::make_unique<TestReport>();
  for (const std::string_view line : split(lines, '\n'))
    if (!line.empty()) add_test_sentence(line, *report);
  report->parse.source = report->article.text;
  language::index_children(report->parse);
  if (!published.empty()) {
    report->article.published.day = parse_day(published);
    report->article.published.basis = page::DateBasis::stated;
  }
  return report;
}

}  // namespace parley::mention
