#include "parley/text/text.h"

#include <algorithm>

#include <utf8proc.h>

#include <cstdlib>
#include <cstring>

namespace parley {
namespace {

bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length of the well-formed sequence at `at`, 0 where there is none. Unicode 15, table 3-7.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    // Most of most texts is ASCII: eight bytes at a time.
    std::uint64_t eight = 0;
    if (at + sizeof eight <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const char32_t lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  char32_t code_point = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code_point = (code_point << 6) | (byte(at + i) & 0x3F);
  at += length;
  return code_point;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += continuation(c) ? 0 : 1;
  return count;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  marks_.reserve(text.size() / 64 + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 64 == 0) marks_.push_back(count);
    count += continuation(text[i]) ? 0 : 1;
  }
  if (text.size() % 64 == 0) marks_.push_back(count);
}

std::uint32_t CodePointIndex::code_points_before(std::uint32_t byte) const {
  if (marks_.empty()) return 0;
  const std::size_t stop = std::min<std::size_t>(byte, text_.size());
  std::uint32_t count = marks_[stop / 64];
  for (std::size_t i = stop / 64 * 64; i < stop; ++i) count += continuation(text_[i]) ? 0 : 1;
  return count;
}

std::uint32_t CodePointIndex::byte_of(std::uint32_t code_point) const {
  if (marks_.empty()) return 0;
  const auto above = std::upper_bound(marks_.begin(), marks_.end(), code_point);
  std::size_t mark = static_cast<std::size_t>(above - marks_.begin());
  mark = mark == 0 ? 0 : mark - 1;
  while (mark > 0 && marks_[mark] == code_point && marks_[mark - 1] == code_point) --mark;
  std::uint32_t count = marks_[mark];
  for (std::size_t at = mark * 64; at < text_.size(); ++at) {
    if (continuation(text_[at])) continue;
    if (count == code_point) return static_cast<std::uint32_t>(at);
    ++count;
  }
  return static_cast<std::uint32_t>(text_.size());
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (is_ascii_upper(c)) c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string levelled(std::string_view text) {
  std::string flat;
  flat.reserve(text.size());
  bool space = false;
  const auto put = [&](char32_t c) {
    if (space && !flat.empty()) flat.push_back(' ');
    space = false;
    append_utf8(flat, c);
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    switch (c) {
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
      case 0x60:
      case 0xB4:
      case 0x2032:
        put('\'');
        continue;
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0xAB:
      case 0xBB:
      case 0x2033:
        put('"');
        continue;
      case 0x2010:
      case 0x2011:
      case 0x2012:
      case 0x2013:
      case 0x2014:
      case 0x2015:
      case 0x2212:
        put('-');
        continue;
      default:
        break;
    }
    if (c < 0x80) {
      if (is_ascii_space(static_cast<char>(c)))
        space = true;
      else if (c >= 0x20)
        put(is_ascii_upper(static_cast<char>(c)) ? c + 32 : c);
      continue;
    }
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
        category == UTF8PROC_CATEGORY_ZP) {
      space = true;
      continue;
    }
    if (category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC) continue;
    utf8proc_int32_t buffer[32];
    int last_class = 0;
    const utf8proc_ssize_t count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(c), buffer, 32,
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                       UTF8PROC_STRIPMARK),
        &last_class);
    for (utf8proc_ssize_t i = 0; i < count && i < 32; ++i) put(static_cast<char32_t>(buffer[i]));
  }
  return flat;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace parley
