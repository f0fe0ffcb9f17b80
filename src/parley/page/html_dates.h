// page/html_dates.h - the days that an HTML page tells programs: JSON-LD, <meta>, <time>, its
// address. What readers are shown is published.h's to find and to weigh against these.
#pragma once

#include <optional>
#include <string_view>

#include "parley/base/date.h"
#include "parley/page/features.h"
#include "parley/page/html_blocks.h"
#include "parley/page/json_ld.h"
#include "parley/page/metas.h"

namespace parley::page {

// Fields for the first publication in this order: JSON-LD datePublished, <meta>, <time>; those that
// speak of a change are kept apart. A day before 1990 is a field left empty.
ToldDates read_told_dates(const LdArticle& article, const Metas& metas, const HtmlBlocks& page,
                          std::string_view url);

// "/2012/01/30/": the day that a URL carries.
std::optional<Day> day_of_url(std::string_view url);

}  // namespace parley::page
