// page/glued.h - pages that lost their line breaks: "7 Jun 2016 Air strikes kill 17. Victims include
// ... - REUTERS". The date in front, the headline, the report and what is left at the end become
// blocks of their own.
#pragma once

#include <string_view>
#include <vector>

#include "parley/page/block.h"

namespace parley::page {

// The blocks, those of long lines cut where the page has no more than kFewLines lines. `title` is the
// headline where it is known from outside; may be empty.
std::vector<Block> cut_glued_lines(std::string_view text, std::vector<Block> blocks,
                                   std::string_view title);

inline constexpr std::size_t kFewLines = 2;

}  // namespace parley::page
