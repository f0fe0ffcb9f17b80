// page/format.h - what an input is, by its first bytes and never by its name.
#pragma once

#include <optional>
#include <string_view>

#include "parley/base/result.h"
#include "parley/page/read.h"

namespace parley::page {

enum class Format { text, html, warc, json, table };

// `head` is the start of the unpacked input. Errors: unsupported (an archive, a PDF, an image ...:
// the message says what to do), bad_format (bytes of no kind that we know).
Result<Format> format_of(std::string_view head, const ReadOptions& options);

}  // namespace parley::page
