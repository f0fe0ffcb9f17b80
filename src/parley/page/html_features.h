// page/html_features.h - what the elements around a block tell, as features (markup_features.def).
#pragma once

#include <string_view>
#include <vector>

#include "parley/page/block.h"
#include "parley/page/html_element.h"

namespace parley::page {

// Sums up the elements and adds its features to each block. `raw` runs beside `blocks`.
void add_markup_features(std::vector<Element>& elements, const std::vector<RawBlock>& raw,
                         std::string_view text, std::vector<Block>& blocks);

}  // namespace parley::page
