// coding/tolls.h - tolls as claims of their sources: every count of dead, wounded, refugees, money
// ... with its bounds, scope, place, who gives it.
// A count is what its words say: two sources give two tolls, a cumulative one is not added to the
// day's, a part ("eight of them children") says in `relation` what includes it.
// Rules   docs: vocabulary of tolls (knowledge/tolls/). Cost: linear in the report.
#pragma once

#include <vector>

#include "parley/coding/code.h"

namespace parley::coding {

// In text order; a toll told again in the same words by the same source is one with more evidence.
std::vector<Toll> find_tolls(const Context& context);

}  // namespace parley::coding
