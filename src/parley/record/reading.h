// record/reading.h - one report read through all stages: what the record is written from.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parley/attribution/statement.h"
#include "parley/coding/items.h"
#include "parley/knowledge/knowledge.h"
#include "parley/language/parse.h"
#include "parley/mention/mentions.h"
#include "parley/page/article.h"

namespace parley::record {

// Members point into one another (the parse into the article's text), so a Reading stays where it
// was made.
struct Reading {
  page::Article article;
  std::string cased;  // the text as it was parsed, where letters in capitals were written small
  language::Parse parse;
  mention::Mentions mentions;
  std::vector<attribution::Statement> statements;
  coding::Coded coded;

  Reading() = default;
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
};

// Reads one report: parse, mentions, statements, coding, in that order. Pure but for the worker's
// caches; one Worker a thread. too_large where the text is past the engine's limit.
Result<std::unique_ptr<Reading>> read_report(page::Article article, language::Worker& worker,
                                             const knowledge::Knowledge& knowledge);

// What no person could check: evidence that is empty or outside the text, references to items that
// are not there. A line for each, naming its layer; none in a sound reading (tests hold that).
std::vector<std::string> check_reading(const Reading& reading);

}  // namespace parley::record
