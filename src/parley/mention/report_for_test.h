// mention/report_for_test.h - one paragraph for a test, parsed by the stock model and read as far as its mentions, with all
// built-in knowledge.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string_view>
#include <vector>

#include "parley/knowledge/knowledge_for_test.h"
#include "parley/mention/find.h"

namespace parley::mention {

struct ReadReport {
  page::Article article;
  language::Parse parse;  // points into the article: a report is not moved
  Mentions mentions;

  ReportView view() const { return {article, parse, knowledge::all_knowledge_for_test()}; }
};

inline std::unique_ptr<ReadReport> read_for_test(language::Worker& worker, std::string_view text) {
  auto report = std::make_unique<ReadReport>();
  report->article.text = text;
  const Span all{0, static_cast<std::uint32_t>(text.size())};
  report->article.segments.push_back({page::SegmentKind::paragraph, all, "", 1});
  auto parse = language::parse_blocks(worker, report->article.text, std::vector<Span>{all});
  if (!parse) ADD_FAILURE() << parse.error().text();
  if (parse) report->parse = *std::move(parse);
  report->mentions = find_mentions(report->view());
  return report;
}

}  // namespace parley::mention
