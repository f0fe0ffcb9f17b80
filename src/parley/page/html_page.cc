#include "parley/page/html_page.h"

#include <fmt/format.h>

#include "parley/base/limits.h"
#include "parley/page/charset.h"
#include "parley/page/fields.h"
#include "parley/page/html_blocks.h"
#include "parley/page/html_meta.h"
#include "parley/page/html_tree.h"
#include "parley/page/mojibake.h"
#include "parley/text/text.h"

namespace parley::page {

namespace {
constexpr std::size_t kMostReplaced = 20;  // one unreadable character in so many is the most
constexpr std::size_t kMostControls = 50;  // and one control character

// Bytes of a picture or of a coding that was not named, under the name of a page.
bool is_binary(std::string_view text) {
  std::size_t controls = 0;
  for (const char c : text)
    controls += (c >= 0 && c < 0x20 && !is_ascii_space(c)) || c == 0x7F ? 1 : 0;
  return controls * kMostControls > text.size();
}

}  // namespace

Result<Article> read_html_page(const HtmlSource& source, std::string_view bytes,
                               const ReadOptions& options) {
  Decoded decoded = decode_page(bytes, source.content_type);
  if (decoded.replaced > 0 && decoded.replaced * kMostReplaced > count_code_points(decoded.text))
    return Error{
        ErrorCode::invalid_utf8,
        fmt::format("{} characters cannot be read as {}", decoded.replaced, decoded.charset),
        source.source};
  if (is_binary(decoded.text))
    return Error{ErrorCode::bad_format, "binary data, not text", source.source};
  const std::size_t mended = mend_mojibake(decoded.text);
  Result<HtmlTree> tree = HtmlTree::parse(decoded.text);
  if (!tree) {
    Error error = tree.error();
    error.where = source.source;
    return error;
  }
  HtmlBlocks page = read_html_blocks(*tree);
  if (page.blocks.empty())
    return Error{ErrorCode::empty_input, "an HTML page without text", source.source};
  PageMeta meta = read_html_meta(*tree, page, source.url);
  mark_ld_body(page, meta.body);
  Article article;
  article.source = source.source;
  article.url = meta.url;
  if (mended > 0)
    article.repairs.push_back(fmt::format("{} places of UTF-8 read as windows-1252", mended));
  if (decoded.replaced > 0)
    article.repairs.push_back(
        fmt::format("{} characters that {} does not have", decoded.replaced, decoded.charset));
  if (tree->capped())
    article.repairs.push_back(
        fmt::format("elements nested deeper than {} read as siblings", kMaxNesting));
  article.publisher = meta.site;
  article.bylines = std::move(meta.authors);
  article.agencies = std::move(meta.agencies);
  article.text = std::move(page.text);
  PageHints hints;
  hints.titles = std::move(meta.titles);
  hints.title = meta.title;
  hints.description = meta.description;
  hints.dates = std::move(meta.dates);
  hints.updates = std::move(meta.updates);
  label_page(article, page.blocks, std::move(hints), options);
  // Where the words do not tell, the page's own word counts.
  if (article.language.empty()) article.language = meta.language;
  return article;
}

}  // namespace parley::page
