// page/published.h - the day of publication, told from the page's own words, with its basis.
#pragma once

#include <string_view>
#include <vector>

#include "parley/page/article.h"
#include "parley/page/block.h"
#include "parley/page/features.h"
#include "parley/page/labeller.h"

namespace parley::page {

// In this order: a date line in the page's head ("stated"), what metadata and address say, the
// dateline, a date line after the report, a caption's date (where the comments do not speak against
// it), the first comment. A date called "updated" counts only where nothing else is known.
// A date without a year takes the year that the page's other dates give it.
Published find_published(std::string_view text, const std::vector<Block>& blocks,
                         const std::vector<Facts>& facts, const std::vector<Label>& labels,
                         const PageHints& hints);

}  // namespace parley::page
