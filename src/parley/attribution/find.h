// attribution/find.h - the stage: every statement of one report, in text order.
#pragma once

#include <vector>

#include "parley/attribution/statement.h"
#include "parley/mention/find.h"

namespace parley::attribution {

// May add actors to `mentions`: a speaker that no rule knew ("a senior official who declined to be
// named").
std::vector<Statement> find_statements(const mention::ReportView& report,
                                       mention::Mentions& mentions);

}  // namespace parley::attribution
