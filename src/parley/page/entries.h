// page/entries.h - what of a page was written at a time of its own: comments of readers, and the
// entries of a live page.
#pragma once

#include <string_view>
#include <vector>

#include "parley/page/article.h"
#include "parley/page/block.h"
#include "parley/page/json_ld.h"
#include "parley/page/labeller.h"

namespace parley::page {

// Comments, each from its author and date on. Entries of a live page, each from its time on, or
// where its metadata (`updates`, LiveBlogPosting) say that one begins; fewer than two are none, for
// one dated line above a report makes no live page. Days and times as the page says them.
std::vector<Entry> find_entries(std::string_view text, const std::vector<Block>& blocks,
                                const std::vector<Facts>& facts, const std::vector<Label>& labels,
                                const std::vector<LdUpdate>& updates);

}  // namespace parley::page
