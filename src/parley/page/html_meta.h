// page/html_meta.h - what an HTML page says of itself: <title>, <meta>, OpenGraph, JSON-LD, <time>,
// microdata, its URL. Each field with the place that says it, best first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/page/features.h"
#include "parley/page/html_blocks.h"
#include "parley/page/json_ld.h"

namespace parley::page {

struct PageMeta {
  std::string url, title, site, description, language, body;
  std::vector<std::string> titles;  // every wording that the page gives, cleaned; the best first
  std::vector<std::string> authors;
  std::vector<std::string> agencies;  // authors that are agencies
  ToldDates dates;
  std::vector<LdUpdate> updates;
};

// `url` is where the page was fetched, where that is known.
PageMeta read_html_meta(const HtmlTree& tree, const HtmlBlocks& page, std::string_view url);

// "Headline | The Paper" -> "Headline", given the site's name or a separator before a short end.
std::string without_site(std::string_view title, std::string_view site);

}  // namespace parley::page
