// language/tokenizer_rules.h - inside of the tokenizer: how one chunk (a run without white space,
// or of white space only) is split by the exceptions and patterns, with no cache. tokenizer.cc puts
// the caches and the phrase pass around it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/span.h"
#include "parley/language/py_regex.h"
#include "parley/language/string_id.h"
#include "parley/language/tokenizer.h"

namespace parley::language {

// One token of an exception, and the NORM that it carries if any.
struct SpecialPiece {
  std::string text;
  std::optional<std::string> norm;
};
using Special = std::vector<SpecialPiece>;

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return murmur64a(text, 1); }
};

// The exceptions that hold an affix, an infix or a space, as sequences of words: they are looked
// for once more in the whole text, since their affixes may have been split off.
class PhraseTrie {
 public:
  static constexpr std::uint32_t kRoot = 0;

  void add(const std::vector<std::string_view>& words);
  // The node behind `node` for the word of this ORTH id; nullopt where no phrase goes on so.
  std::optional<std::uint32_t> next(std::uint32_t node, std::uint64_t orth) const;
  bool ends_phrase(std::uint32_t node) const { return terminal_[node]; }

 private:
  struct Edge {
    std::uint32_t node;
    std::uint64_t orth;
    friend bool operator==(const Edge&, const Edge&) = default;
  };
  struct EdgeHash {
    std::size_t operator()(const Edge& edge) const {
      return edge.orth ^ (edge.node * 0x9E3779B97F4A7C15ULL);
    }
  };
  std::unordered_map<Edge, std::uint32_t, EdgeHash> edges_;
  std::vector<bool> terminal_ = {false};
};

struct Tokenizer::Rules {
  std::unordered_map<std::string, Special, StringHash, std::equal_to<>> specials;
  std::size_t longest_special = 0;  // bytes
  std::optional<PyRegex> prefix, suffix, infix, url;
  PhraseTrie phrases;

  // The exception of exactly this text; null where there is none.
  const Special* special(std::string_view text) const;
};

struct ChunkToken {
  std::uint32_t begin, end;  // bytes of the chunk
  const std::string* norm;   // of an exception's piece; null elsewhere. Lives as long as the rules.
};

// Appends the tokens of the chunk. `with_specials` false: as if there were no exceptions (for the
// phrase trie).
void split_chunk(const Tokenizer::Rules& rules, RegexScratch& scratch, std::string_view chunk,
                 bool with_specials, std::vector<ChunkToken>& out);

// Whether the URL pattern matches the whole chunk. Long chunks are decided piece by piece, in
// linear time, because the pattern's "user:password@" part is quadratic and worse; see
// url_match.cc. url_matches_pattern is the slow twin.
bool url_matches(const PyRegex& url, RegexScratch& scratch, std::string_view chunk);
bool url_matches_pattern(const PyRegex& url, RegexScratch& scratch, std::string_view chunk);
bool url_matches_by_parts(const PyRegex& url, RegexScratch& scratch, std::string_view chunk);

}  // namespace parley::language
