#include "parley/page/charset.h"

#include <lexbor/encoding/encoding.h>
#include <uchardet.h>

#include <memory>
#include <optional>

#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr lxb_codepoint_t kReplacement = 0xFFFD;
constexpr std::size_t kLook = 2048;         // bytes in which <meta> may declare the charset
constexpr std::size_t kGuess = 256 * 1024;  // bytes that the guesser sees

const lxb_char_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const lxb_char_t*>(text.data());
}

const lxb_encoding_data_t* encoding_named(std::string_view label) {
  label = trim(label);
  while (!label.empty() && (label.front() == '"' || label.front() == '\'')) label.remove_prefix(1);
  while (!label.empty() && (label.back() == '"' || label.back() == '\'')) label.remove_suffix(1);
  if (label.empty() || label.size() > 40) return nullptr;
  const lxb_encoding_data_t* data = lxb_encoding_data_by_pre_name(bytes_of(label), label.size());
  if (data == nullptr || data->encoding == LXB_ENCODING_REPLACEMENT || data->decode == nullptr)
    return nullptr;
  return data;
}

// The value after "charset=" in a header or an http-equiv content.
std::string_view charset_parameter(std::string_view text) {
  const std::string lower = ascii_lower(text);
  const std::size_t at = lower.find("charset");
  if (at == std::string::npos) return {};
  std::size_t begin = at + 7;
  while (begin < text.size() && (is_ascii_space(text[begin]) || text[begin] == '=')) ++begin;
  if (begin < text.size() && (text[begin] == '"' || text[begin] == '\'')) ++begin;
  const std::size_t end = text.find_first_of("\"' ;>/\t\r\n", begin);
  return text.substr(begin, end == std::string_view::npos ? end : end - begin);
}

std::string_view declared(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kLook);
  const std::string lower = ascii_lower(head);
  if (lower.starts_with("<?xml")) {
    const std::size_t at = lower.find("encoding=");
    if (at != std::string::npos && at < lower.find("?>")) {
      const std::size_t end = head.find_first_of("\"'", at + 10);
      if (end != std::string_view::npos) return head.substr(at + 10, end - at - 10);
    }
  }
  for (std::size_t at = lower.find("<meta"); at != std::string::npos;
       at = lower.find("<meta", at + 5)) {
    const std::size_t end = lower.find('>', at);
    const std::string_view tag =
        head.substr(at, end == std::string::npos ? std::string_view::npos : end - at);
    if (const std::string_view label = charset_parameter(tag); !label.empty()) return label;
  }
  return {};
}

std::string guess(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  if (!detector) return "";
  const std::string_view look = bytes.substr(0, kGuess);
  if (uchardet_handle_data(detector.get(), look.data(), look.size()) != 0) return "";
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

bool past_ascii(std::string_view bytes) {
  for (const char c : bytes)
    if (static_cast<unsigned char>(c) >= 0x80) return true;
  return false;
}

// The share of bytes past ASCII that form well-formed UTF-8; 1 where there are none.
double utf8_share(std::string_view bytes) {
  if (!first_invalid_utf8(bytes)) return 1;
  std::size_t good = 0, bad = 0;
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto stop = first_invalid_utf8(rest);
    const std::string_view valid = rest.substr(0, stop.value_or(rest.size()));
    for (const char c : valid) good += static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
    if (!stop) break;
    ++bad;
    rest.remove_prefix(*stop + 1);
  }
  return good + bad == 0 ? 1 : static_cast<double>(good) / static_cast<double>(good + bad);
}

std::string utf8_with_replacements(std::string_view bytes, std::size_t& replaced) {
  std::string text;
  text.reserve(bytes.size());
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto stop = first_invalid_utf8(rest);
    text += rest.substr(0, stop.value_or(rest.size()));
    if (!stop) break;
    text += "\xEF\xBF\xBD";
    ++replaced;
    rest.remove_prefix(*stop + 1);
    // The tail bytes of one broken sequence are one fault.
    while (!rest.empty() && (static_cast<unsigned char>(rest.front()) & 0xC0) == 0x80)
      rest.remove_prefix(1);
  }
  return text;
}

std::string decode_with(const lxb_encoding_data_t* data, std::string_view bytes,
                        std::size_t& replaced) {
  lxb_codepoint_t buffer[4096];
  lxb_encoding_decode_t decoder;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  if (lxb_encoding_decode_init(&decoder, data, buffer, sizeof buffer / sizeof *buffer) !=
      LXB_STATUS_OK)
    return text;
  lxb_encoding_decode_replace_set(&decoder, &kReplacement, 1);
  const auto drain = [&] {
    for (std::size_t i = 0; i < lxb_encoding_decode_buf_used(&decoder); ++i) {
      const char32_t c = buffer[i];
      if (c == 0xFFFD) ++replaced;
      const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
      append_utf8(text, surrogate || c > 0x10FFFF ? 0xFFFD : c);
    }
    lxb_encoding_decode_buf_used_set(&decoder, 0);
  };
  const lxb_char_t* at = bytes_of(bytes);
  const lxb_char_t* const end = at + bytes.size();
  while (at < end) {
    const lxb_status_t status = data->decode(&decoder, &at, end);
    drain();
    if (status != LXB_STATUS_SMALL_BUFFER) break;
  }
  lxb_encoding_decode_finish(&decoder);
  drain();
  return text;
}

struct Choice {
  const lxb_encoding_data_t* encoding = nullptr;
  std::string found_by;
};

bool is_utf8(const lxb_encoding_data_t* data) { return data->encoding == LXB_ENCODING_UTF_8; }
bool is_utf16(const lxb_encoding_data_t* data) {
  return data->encoding == LXB_ENCODING_UTF_16BE || data->encoding == LXB_ENCODING_UTF_16LE;
}

Choice choose(std::string_view bytes, std::string_view content_type) {
  const double share = utf8_share(bytes);
  const bool ascii = !past_ascii(bytes);
  const auto fits = [&](const lxb_encoding_data_t* data) {
    if (data == nullptr) return false;
    if (ascii) return !is_utf16(data);
    if (is_utf8(data)) return share >= 0.9;
    // A stateful or two-byte label over bytes that are valid UTF-8 throughout is out of date.
    return share < 1.0;
  };
  const lxb_encoding_data_t* header = encoding_named(charset_parameter(content_type));
  if (header != nullptr && is_utf16(header) && bytes.find('\0') != std::string_view::npos)
    return {header, "header"};
  if (fits(header)) return {header, "header"};
  const lxb_encoding_data_t* meta = encoding_named(declared(bytes));
  if (fits(meta)) return {meta, "meta"};
  const lxb_encoding_data_t* const utf8 = lxb_encoding_data(LXB_ENCODING_UTF_8);
  if (share >= 1.0 || ascii) return {utf8, "bytes"};
  const lxb_encoding_data_t* guessed = encoding_named(guess(bytes));
  if (guessed != nullptr && !(is_utf8(guessed) && share < 0.5)) return {guessed, "guess"};
  if (share >= 0.9) return {utf8, "bytes"};
  return {lxb_encoding_data(LXB_ENCODING_WINDOWS_1252), "guess"};
}

}  // namespace

Decoded decode_page(std::string_view bytes, std::string_view content_type) {
  Decoded decoded;
  Choice choice;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    choice = {lxb_encoding_data(LXB_ENCODING_UTF_8), "BOM"};
  } else if (bytes.starts_with("\xFF\xFE")) {
    bytes.remove_prefix(2);
    choice = {lxb_encoding_data(LXB_ENCODING_UTF_16LE), "BOM"};
  } else if (bytes.starts_with("\xFE\xFF")) {
    bytes.remove_prefix(2);
    choice = {lxb_encoding_data(LXB_ENCODING_UTF_16BE), "BOM"};
  } else {
    choice = choose(bytes, content_type);
  }
  decoded.charset = reinterpret_cast<const char*>(choice.encoding->name);
  decoded.found_by = choice.found_by;
  decoded.text = is_utf8(choice.encoding) ? utf8_with_replacements(bytes, decoded.replaced)
                                          : decode_with(choice.encoding, bytes, decoded.replaced);
  return decoded;
}

}  // namespace parley::page
