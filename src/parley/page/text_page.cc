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

namespace {

// "Hard" line ends, put in at some width as in mails and wire copy: lines nearly as long as the longest one, in
// groups between blank lines. Each group is one block then.
constexpr std::size_t kLeastWidth = 55, kMostWidth = 100;
constexpr std::size_t kSlack = 18;     // how much shorter than the widest a full line may be
constexpr std::size_t kLeastFull = 5;  // full lines before anything is said

bool is_wrapped(const std::vector<Block>& blocks) {
  std::size_t width = 0;
  for (const Block& block : blocks) width = std::max<std::size_t>(width, block.span.size());
  if (width < kLeastWidth || width > kMostWidth) return false;
  std::size_t full = 0, inner = 0;  // lines with another one right below
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    if (blocks[i + 1].blank_before) continue;
    ++inner;
    full += blocks[i].span.size() + kSlack >= width;
  }
  return full >= kLeastFull && full * 10 >= inner * 8 && inner * 2 >= blocks.size();
}

std::vector<Block> unwrapped(std::vector<Block> blocks) {
  if (!is_wrapped(blocks)) return blocks;
  std::vector<Block> groups;
  for (Block& block : blocks) {
    if (groups.empty() || block.blank_before) {
      groups.push_back(std::move(block));
    } else {
      groups.back().span.end = block.span.end;
    }
  }
  return groups;
}

}  // namespace

Article read_text_page(std::string source, std::string text, const ReadOptions& options) {
  Article article;
  article.source = std::move(source);
  article.text = std::move(text);
  const std::vector<Block> blocks =
      cut_glued_lines(article.text, unwrapped(blocks_of_lines(article.text)), options.known.title);
  label_page(article, blocks, PageHints{}, options);
  return article;
}

}  // namespace parley::page
