// mention/find.h - the stage: times, then places, then actors of one report.
#pragma once

#include "parley/knowledge/knowledge.h"
#include "parley/language/parse.h"
#include "parley/mention/mentions.h"
#include "parley/page/article.h"

namespace parley::mention {

// Blocks of `parse` are the segments of `article`, by the same number (those that are no report
// text are empty).
struct ReportView {
  const page::Article& article;
  const language::Parse& parse;
  const knowledge::Knowledge& knowledge;
};

Mentions find_mentions(const ReportView& report);

}  // namespace parley::mention
