// page/unpack.h - gzip and zstd as sources of unpacked bytes, brotli as a content coding; see
// source.h for limits and errors.
#pragma once

#include <string_view>

#include "parley/page/source.h"

namespace parley::page {

enum class Packing { none, gzip, zstd };
Packing packing_of(std::string_view head);  // by its magic number

ByteSource gunzipped(ByteSource packed);
ByteSource unzstd(ByteSource packed);

// The whole of a small packed body, for HTTP content codings: "gzip", "x-gzip", "deflate", "zstd",
// "br". unsupported for others.
Result<std::string> unpack_body(std::string_view coding, std::string_view body, std::size_t most);

}  // namespace parley::page
