// mention/coref_phrases.h - the noun phrases that a pronoun of a report may mean: its parties, parties
// joined by "and", and everything else that is spoken of. WHY the last: "the museum ... it", "the
// owners ... they" mean no party, and a resolver that knows parties alone finds one all the same.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/mention/party_chains.h"

namespace parley::mention {

struct Phrase {
  std::uint32_t head = 0;
  std::uint32_t last = 0;              // its last head: of "Russia and China" China
  std::vector<std::uint32_t> parties;  // of the report; empty: a phrase that names none
  bool plural = false;
  bool person = false;  // one or more people
  bool group = false;   // a body: it may be "it" and "they", and may act
};

// In order of their heads; of a coordination the whole after its first part.
std::vector<Phrase> find_phrases(const ReportView& report, const std::vector<Party>& parties,
                                 const PartyChains& chains);

}  // namespace parley::mention
