// mention/name_matches.h - where names stand in a report: those that the knowledge has (longest
// first, no overlaps), and those that the language model marks as PERSON or ORG.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/knowledge/actors.h"
#include "parley/language/parse.h"
#include "parley/mention/report_words.h"

namespace parley::mention {

struct NameMatch {
  Range tokens;
  // The entries it may mean; empty for a name that the knowledge has not.
  std::vector<knowledge::Alias> aliases;
  bool person = false;        // marked PERSON by the model
  bool organisation = false;  // marked ORG
  std::string key;            // name_key of the words
};

// In text order.
std::vector<NameMatch> find_names(const language::Parse& parse, const ReportWords& words,
                                  const knowledge::ActorBook& actors);

}  // namespace parley::mention
