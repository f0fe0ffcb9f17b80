// knowledge/cues.h - words that bring in what somebody says, thinks or wants, with the frames they
// take, and the small word lists that finding sources needs.
// Files attribution/cues.tsv, attribution/words.tsv (their first lines explain the columns).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

enum class CuePart { verb, noun, adjective, phrase };

// One way a cue takes its content: the frame alone ("clause"), or with a preposition ("p", "of").
struct CueFrame {
  std::string kind;
  std::string preposition;
  std::string attitude;  // claim, belief, demand, promise, denial ... of this frame
  bool negative = false;
  std::string where;  // "attribution/cues.tsv:12"
};

// A lemma ("call"), or several words ("rule out", "according to").
struct Cue {
  std::string lemma;
  CuePart part = CuePart::verb;
  std::vector<CueFrame> frames;

  // nullptr where the cue has no such frame.
  const CueFrame* frame(std::string_view kind, std::string_view preposition = {}) const;
  bool has(std::string_view kind) const { return frame(kind) != nullptr; }
};

struct Cues {
  // nullptr for words that are no cue. `lemma` in lower case.
  const Cue* find(CuePart part, std::string_view lemma) const;
  // Whether `word` (lower case) is in the list of that kind ("outlet", "carrier" ...).
  bool is(std::string_view kind, std::string_view word) const;
  std::vector<std::string_view> phrases() const;  // all cues of part `phrase`, longest first

  std::vector<Cue> all;
  std::unordered_map<std::string, std::uint32_t> by_lemma;  // "verb say" -> index into `all`
  std::unordered_set<std::string> words;                    // "outlet newspaper"
};

Result<Cues> load_cues(const Files& files);

}  // namespace parley::knowledge
