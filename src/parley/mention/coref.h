// mention/coref.h - what a pronoun or a bare description refers to: "he", "they", "the ministry",
// "the group", "the two sides". In text order, each from what stands before it.
// Left alone: "I" and "we" inside a quotation (the speaker's, known to attribution), "it" of the
// weather, "you".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/mention/party_chains.h"

namespace parley::mention {

struct PronounLink {
  std::uint32_t token = 0;
  std::vector<std::uint32_t> parties;  // one, or the two of "both sides"
  Range tokens;
  std::string reason;
};

// Joins bare descriptions to their chains and gives the pronouns.
std::vector<PronounLink> resolve_references(const ReportView& report, const Focus& focus,
                                            std::vector<Party>& parties, PartyChains& chains);

}  // namespace parley::mention
