// page/text_page.h - a flattened page (what "select all, copy" gives) as blocks: one for each line.
#pragma once

#include <string_view>
#include <vector>

#include "parley/page/block.h"

namespace parley::page {

// A block for each line that holds more than white space. Past kMaxBlocks lines the rest is one
// block.
std::vector<Block> blocks_of_lines(std::string_view text);

}  // namespace parley::page
