#include "parley/page/text_page.h"

#include <algorithm>

#include "parley/base/limits.h"
#include "parley/page/fields.h"
#include "parley/page/glued.h"
#include "parley/page/read.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

// White space of Unicode that pages put at the ends of lines: NBSP, zero-width space, BOM, line
// separators.
std::size_t blank_at(std::string_view text, std::size_t at) {
  if (is_ascii_space(text[at])) return 1;
  if (text.substr(at, 2) == "\xC2\xA0") return 2;
  for (const std::string_view blank :
       {"\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE3\x80\x80"})
    if (text.substr(at, 3) == blank) return 3;
  return 0;
}

Span trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t blank = blank_at(text, begin);
    if (blank == 0) break;
    begin += blank;
  }
  for (bool again = true; again && end > begin;) {
    again = false;
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{3}})
      if (end >= begin + size && blank_at(text, end - size) == size) {
        end -= size;
        again = true;
        break;
      }
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

}  // namespace

std::vector<Block> blocks_of_lines(std::string_view text) {
  std::vector<Block> blocks;
  bool blank = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    const Span span = trimmed(text, begin, end);
    if (span.empty()) {
      blank = true;
    } else if (blocks.size() < kMaxBlocks) {
      blocks.push_back({span, blank || blocks.empty(), {}});
      blank = false;
    } else {
      blocks.back().span.end = span.end;  // past the limit the rest is one block
    }
    begin = end + 1;
  }
  return blocks;
}

Article read_text_page(std::string source, std::string text, const ReadOptions& options) {
  Article article;
  article.source = std::move(source);
  article.text = std::move(text);
  const std::vector<Block> blocks =
      cut_glued_lines(article.text, blocks_of_lines(article.text), options.known.title);
  label_page(article, blocks, PageHints{}, options);
  return article;
}

}  // namespace parley::page
