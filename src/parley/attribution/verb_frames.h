// attribution/verb_frames.h - which words a cue verb has for its content, by the frames that
// knowledge/attribution/cues.tsv gives it. Inside the folder only.
#pragma once

#include <optional>
#include <vector>

#include "parley/attribution/drafts.h"

namespace parley::attribution {

struct CueHere {
  const knowledge::Cue* cue = nullptr;
  Range tokens;  // the verb and its particle
};

struct Fit {
  const knowledge::CueFrame* frame = nullptr;
  std::vector<Range> content;
  std::optional<TokenIndex> addressee;
  Range cue_tokens;
};

// The content of the first frame that fits; nullopt where none does.
std::optional<Fit> fit_of_verb(const Scene& scene, TokenIndex verb, const CueHere& here);

}  // namespace parley::attribution
