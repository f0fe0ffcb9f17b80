#include <algorithm>

#include "parley/language/tokenizer_rules.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

// A chunk longer than this has its suffixes looked for at its end only, so that "((((..." costs no
// square of its length. No alternative of spaCy's suffix pattern is longer than kSuffixWindow but
// the run of dots, which is handled.
constexpr std::size_t kLongChunk = 256;
constexpr std::size_t kSuffixWindow = 48;

class Splitter {
 public:
  Splitter(const Tokenizer::Rules& rules, RegexScratch& scratch, std::string_view chunk,
           bool with_specials, std::vector<ChunkToken>& out)
      : rules_(rules), scratch_(scratch), chunk_(chunk), with_specials_(with_specials), out_(out) {}

  // spacy/tokenizer.pyx, _split_affixes and _attach_tokens: prefixes and suffixes are taken off
  // until nothing changes, the rest is an exception, a URL, or split at its infixes.
  void run() {
    strip_affixes();
    split_rest();
    for (auto suffix = suffixes_.rbegin(); suffix != suffixes_.rend(); ++suffix) add(*suffix);
  }

 private:
  std::string_view rest() const { return slice(chunk_, rest_); }
  const Special* special(Span span) const {
    return with_specials_ && !span.empty() ? rules_.special(slice(chunk_, span)) : nullptr;
  }

  void add(Span span, const std::string* norm = nullptr) {
    out_.push_back({span.begin, span.end, norm});
  }

  std::uint32_t prefix_length() const {
    const auto match = rules_.prefix ? rules_.prefix->search(scratch_, rest()) : std::nullopt;
    if (!match || match->begin == 0) return match ? match->size() : 0;
    // As spaCy: the match's length counts, in characters, wherever a pattern without "^" found it.
    std::size_t end = 0;
    for (std::size_t n = count_code_points(slice(rest(), *match)); n > 0; --n)
      next_code_point(rest(), end);
    return static_cast<std::uint32_t>(end);
  }

  // Of the rest behind its prefix: lookbehinds do not see the prefix.
  std::uint32_t suffix_length(std::uint32_t prefix) const {
    const std::string_view subject = rest().substr(prefix);
    if (subject.empty() || !rules_.suffix) return 0;
    std::size_t from = 0;
    if (subject.size() > kLongChunk) {
      from = subject.size() - kSuffixWindow;
      while ((static_cast<unsigned char>(subject[from]) & 0xC0) == 0x80) --from;
      from = std::min(from, subject.find_last_not_of('.') + 1);
    }
    const auto match = rules_.suffix->search(scratch_, subject, static_cast<std::uint32_t>(from));
    if (!match || match->end == subject.size()) return match ? match->size() : 0;
    std::size_t begin = subject.size();
    for (std::size_t n = count_code_points(slice(subject, *match)); n > 0; --n)
      while ((static_cast<unsigned char>(subject[--begin]) & 0xC0) == 0x80) continue;
    return static_cast<std::uint32_t>(subject.size() - begin);
  }

  void strip_affixes() {
    rest_ = {0, static_cast<std::uint32_t>(chunk_.size())};
    std::uint32_t last_size = 0;
    while (!rest_.empty() && rest_.size() != last_size) {
      if (special(rest_)) return;
      last_size = rest_.size();
      const std::uint32_t prefix = prefix_length();
      const Span behind_prefix{rest_.begin + prefix, rest_.end};
      if (prefix != 0 && special(behind_prefix)) {
        add({rest_.begin, behind_prefix.begin});
        rest_ = behind_prefix;
        return;
      }
      const std::uint32_t suffix = suffix_length(prefix);
      const Span before_suffix{rest_.begin, rest_.end - suffix};
      if (suffix != 0 && special(before_suffix)) {
        suffixes_.push_back({before_suffix.end, rest_.end});
        rest_ = before_suffix;
        return;
      }
      if (prefix != 0) add({rest_.begin, behind_prefix.begin});
      if (suffix != 0) suffixes_.push_back({before_suffix.end, rest_.end});
      rest_ = {behind_prefix.begin, before_suffix.end};
    }
  }

  void split_rest() {
    if (rest_.empty()) return;
    if (const Special* found = special(rest_)) {
      std::uint32_t begin = rest_.begin;
      for (const SpecialPiece& piece : *found) {
        const auto end = static_cast<std::uint32_t>(begin + piece.text.size());
        add({begin, end}, piece.norm ? &*piece.norm : nullptr);
        begin = end;
      }
    } else if (rules_.url && url_matches(*rules_.url, scratch_, rest())) {
      add(rest_);
    } else {
      split_at_infixes();
    }
  }

  void split_at_infixes() {
    const std::string_view subject = rest();
    std::uint32_t start = 0;
    const auto piece = [&](std::uint32_t begin, std::uint32_t end) {
      if (begin < end) add({rest_.begin + begin, rest_.begin + end});
    };
    for (std::uint32_t from = 0; rules_.infix && from <= subject.size();) {
      const auto match = rules_.infix->search(scratch_, subject, from);
      if (!match) break;
      from = match->end;
      if (match->empty()) {  // finditer goes on behind the next character
        std::size_t next = from;
        if (next < subject.size()) next_code_point(subject, next);
        from = static_cast<std::uint32_t>(next > from ? next : next + 1);
      }
      if (match->begin == 0) continue;
      piece(start, match->begin);
      piece(match->begin, match->end);
      start = match->end;
    }
    piece(start, static_cast<std::uint32_t>(subject.size()));
  }

  const Tokenizer::Rules& rules_;
  RegexScratch& scratch_;
  std::string_view chunk_;
  bool with_specials_;
  std::vector<ChunkToken>& out_;
  Span rest_;
  std::vector<Span> suffixes_;  // outermost first
};

}  // namespace

void PhraseTrie::add(const std::vector<std::string_view>& words) {
  std::uint32_t node = kRoot;
  for (const std::string_view word : words) {
    const auto [edge, is_new] =
        edges_.try_emplace({node, string_id(word)}, static_cast<std::uint32_t>(terminal_.size()));
    if (is_new) terminal_.push_back(false);
    node = edge->second;
  }
  if (node != kRoot) terminal_[node] = true;
}

std::optional<std::uint32_t> PhraseTrie::next(std::uint32_t node, std::uint64_t orth) const {
  const auto edge = edges_.find({node, orth});
  return edge == edges_.end() ? std::nullopt : std::optional(edge->second);
}

const Special* Tokenizer::Rules::special(std::string_view text) const {
  if (text.size() > longest_special) return nullptr;
  const auto found = specials.find(text);
  return found == specials.end() ? nullptr : &found->second;
}

void split_chunk(const Tokenizer::Rules& rules, RegexScratch& scratch, std::string_view chunk,
                 bool with_specials, std::vector<ChunkToken>& out) {
  Splitter(rules, scratch, chunk, with_specials, out).run();
}

}  // namespace parley::language
