#include "parley/language/unicode.h"

#include <cstdint>

#include "parley/text/text.h"

namespace parley::language::unicode {
namespace {

struct CodePointRecord {
  std::uint8_t flags;
  std::int32_t lower_delta;
};

#include "parley/language/unicode_tables.inc"

enum Flag : std::uint8_t { alpha = 1, upper = 2, digit = 4, space = 8, cased = 16, ignorable = 32 };

const CodePointRecord& record_of(char32_t c) {
  if (c > 0x10FFFF) c = 0xFFFF;  // unassigned, like anything that is no code point
  return kRecords[kPages[kPageOf[c >> kPageBits]][c & ((1u << kPageBits) - 1)]];
}

bool has(char32_t c, Flag flag) { return (record_of(c).flags & flag) != 0; }

// The code point that ends before `at`, which moves to its first byte.
char32_t previous_code_point(std::string_view text, std::size_t& at) {
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  std::size_t end = at;
  return next_code_point(text, end);
}

// CPython's handle_capital_sigma: a final sigma stands behind a cased letter and before none,
// ignorable ones skipped.
bool sigma_is_final(std::string_view text, std::size_t begin, std::size_t end) {
  bool behind_cased = false;
  for (std::size_t at = begin; at > 0;) {
    const char32_t c = previous_code_point(text, at);
    if (has(c, ignorable)) continue;
    behind_cased = has(c, cased);
    break;
  }
  if (!behind_cased) return false;
  for (std::size_t at = end; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (has(c, ignorable)) continue;
    return !has(c, cased);
  }
  return true;
}

constexpr char32_t kCapitalIWithDot = 0x130;
constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kFinalSigma = 0x3C2;
constexpr char32_t kSmallSigma = 0x3C3;

}  // namespace

bool is_alpha(char32_t c) { return has(c, alpha); }
bool is_upper(char32_t c) { return has(c, upper); }
bool is_digit(char32_t c) { return has(c, digit); }
bool is_space(char32_t c) { return has(c, space); }

bool all_alpha(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!is_alpha(next_code_point(text, at))) return false;
  return !text.empty();
}

bool all_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!is_space(next_code_point(text, at))) return false;
  return !text.empty();
}

void append_lower(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out.push_back(is_ascii_upper(text[at]) ? static_cast<char>(byte + 0x20) : text[at]);
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == kCapitalIWithDot) {
      out += "i\xCC\x87";
    } else if (c == kCapitalSigma) {
      append_utf8(out, sigma_is_final(text, begin, at) ? kFinalSigma : kSmallSigma);
    } else {
      append_utf8(out,
                  static_cast<char32_t>(static_cast<std::int32_t>(c) + record_of(c).lower_delta));
    }
  }
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_lower(text, out);
  return out;
}

}  // namespace parley::language::unicode
