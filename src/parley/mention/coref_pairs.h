// mention/coref_pairs.h - whom "both sides", "the two leaders", "both countries", "the two" mean: the two
// sides of the conflict, or the two of that kind named last, in one sentence or in two that follow
// each other.
#pragma once

#include <optional>
#include <vector>

#include "parley/mention/coref.h"

namespace parley::mention {

class PairResolver {
 public:
  // All must outlive it. `links`: what pronouns mean, as far as it is known when it is asked.
  PairResolver(const ReportView& report, const Focus& focus, const std::vector<Party>& parties,
               const PartyChains& chains, const std::vector<PronounLink>& links)
      : parse_(report.parse),
        lexicon_(report.knowledge.lexicon),
        focus_(focus),
        parties_(parties),
        chains_(chains),
        links_(links) {}

  // nullopt for other words, and where there are not just two.
  std::optional<PronounLink> resolve(std::uint32_t token) const;

 private:
  enum class Kind { none, sides, bodies, people, states, any };
  struct Asked {
    Kind kind = Kind::none;
    Range tokens;
  };

  Asked asked(std::uint32_t token) const;
  bool fits(std::uint32_t party, Kind kind) const;
  std::vector<std::uint32_t> of_conflict(std::uint32_t token) const;
  bool is_argument(std::uint32_t party, std::uint32_t sentence) const;
  std::vector<std::uint32_t> named_last(std::uint32_t token, Kind kind) const;
  std::vector<std::uint32_t> in_sentence(std::uint32_t sentence, std::uint32_t token,
                                         Kind kind) const;

  const language::Parse& parse_;
  const knowledge::Lexicon& lexicon_;
  const Focus& focus_;
  const std::vector<Party>& parties_;
  const PartyChains& chains_;
  const std::vector<PronounLink>& links_;
};

}  // namespace parley::mention
