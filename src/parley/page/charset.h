// page/charset.h - bytes of a page to UTF-8.
// Order   byte-order mark; the HTTP header; <meta charset>, <meta http-equiv> or <?xml encoding?>
// in the
//         first 2 KiB; valid UTF-8 is UTF-8; a guess (uchardet); windows-1252.
//         A label that the bytes speak against (declared UTF-8 and far from it, declared Latin and
//         valid UTF-8 with letters past ASCII) is passed over. UTF-7 is never read.
// Units   decoders of the WHATWG Encoding Standard: "iso-8859-1" means windows-1252.
// Result  always valid UTF-8; what cannot be decoded is U+FFFD, counted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::page {

struct Decoded {
  std::string text;
  std::string charset;       // as decoded: "UTF-8", "windows-1252"
  std::string found_by;      // "BOM", "header", "meta", "bytes", "guess"
  std::size_t replaced = 0;  // U+FFFD put in
};

Decoded decode_page(std::string_view bytes, std::string_view content_type);

}  // namespace parley::page
