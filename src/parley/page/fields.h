// page/fields.h - from blocks to an article: labels, then title, publisher, agencies, bylines,
// dateline, day of publication and language, each out of the segments that say them.
#pragma once

#include <vector>

#include "parley/page/article.h"
#include "parley/page/block.h"
#include "parley/page/features.h"
#include "parley/page/labeller.h"
#include "parley/page/read.h"

namespace parley::page {

// What a page looked like to the labeller.
struct PageLook {
  const Article& article;
  const std::vector<Block>& blocks;
  const std::vector<std::vector<Feature>>& features;
  const std::vector<Label>& labels;
};

// Labels the blocks of article.text and fills what the words of the page tell; what the article has
// already (from metadata, a JSON line) stays.
void label_page(Article& article, const std::vector<Block>& blocks, PageHints hints,
                const ReadOptions& options);

}  // namespace parley::page
