// page/html_page.h - one HTML page, from bytes to an article.
#pragma once

#include <string>
#include <string_view>

#include "parley/base/result.h"
#include "parley/page/article.h"
#include "parley/page/read.h"

namespace parley::page {

// What is known of a page before it is read.
struct HtmlSource {
  std::string source;        // path or record id
  std::string url;           // where it was fetched; may be empty
  std::string content_type;  // the HTTP header's; may be empty
};

// Errors: too_large (limits), empty_input (no text), unsupported (a charset that none
// reads).
Result<Article> read_html_page(const HtmlSource& source, std::string_view bytes,
                               const ReadOptions& options);

}  // namespace parley::page
