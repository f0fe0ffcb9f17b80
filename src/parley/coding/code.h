// coding/code.h - the stage: tolls, votes, events, moves and conditions of one report.
#pragma once

#include <vector>

#include "parley/attribution/statement.h"
#include "parley/coding/items.h"
#include "parley/mention/find.h"

namespace parley::coding {

// What the coders read. Mentions may get actors added (an "unknown gunmen" that no rule knew).
struct Context {
  const mention::ReportView& report;
  mention::Mentions& mentions;
  const std::vector<attribution::Statement>& statements;
};

Coded code_report(const mention::ReportView& report, mention::Mentions& mentions,
                  const std::vector<attribution::Statement>& statements);

}  // namespace parley::coding
