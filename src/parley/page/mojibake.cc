#include "parley/page/mojibake.h"

#include <array>
#include <string_view>

#include "parley/text/text.h"

namespace parley::page {
namespace {

// windows-1252 bytes 0x80 to 0x9F (0: not assigned; there the byte itself stands, as in C1).
constexpr std::array<char32_t, 32> kUpper = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// The byte that windows-1252 writes the character with, or Latin-1 where it is a C1 control; 0 for
// none, and for ASCII.
unsigned char byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
  for (std::size_t i = 0; i < kUpper.size(); ++i)
    if (kUpper[i] == c) return static_cast<unsigned char>(0x80 + i);
  return 0;
}

}  // namespace

std::size_t mend_mojibake(std::string& text) {
  // The lead bytes of UTF-8 look like these letters: without them there is nothing to mend.
  if (text.find("\xC3\x82") == std::string::npos && text.find("\xC3\x83") == std::string::npos &&
      text.find("\xC3\xA2") == std::string::npos)
    return 0;
  std::string mended;
  mended.reserve(text.size());
  std::size_t places = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      mended.push_back(text[at++]);
      continue;
    }
    // The longest sequence of two to four characters that is one character's bytes.
    std::string bytes;
    std::size_t end = at;
    std::size_t taken = 0;
    for (int count = 0; count < 4 && end < text.size(); ++count) {
      std::size_t next = end;
      const unsigned char byte = byte_of(next_code_point(text, next));
      if (byte == 0) break;
      bytes.push_back(static_cast<char>(byte));
      end = next;
      if (bytes.size() >= 2 && !first_invalid_utf8(bytes) && count_code_points(bytes) == 1) {
        taken = end;
        break;
      }
    }
    if (taken > 0) {
      mended += bytes;
      at = taken;
      ++places;
    } else {
      std::size_t next = at;
      next_code_point(text, next);
      mended.append(text, at, next - at);
      at = next;
    }
  }
  if (places < 2) return 0;
  text = std::move(mended);
  return places;
}

}  // namespace parley::page
