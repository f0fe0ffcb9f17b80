// page/warc.h - WARC files (ISO 28500, 1.0 and 1.1), packed or not, as Common Crawl publishes them.
// Only responses and resources are pages: HTTP 200 with HTML or plain text. Requests, metadata,
// redirects, errors and other media are passed over in silence; they are no reports.
// Errors  of one record never touch the next: a record past kMaxRecordBytes, a broken header or a
//         broken gzip member is refused, and reading goes on at the next record.
#pragma once

#include <functional>
#include <string>

#include "parley/page/article.h"
#include "parley/page/read.h"
#include "parley/page/source.h"

namespace parley::page {

// One page out of a WARC record.
struct WarcPage {
  std::string id, url, date, content_type;  // date: WARC-Date, when it was fetched
  std::string body;                         // decoded from its transfer and content codings
  std::string damage;  // "the block is not the one of its digest"; empty where nothing is wrong
};

void read_warc(Input& input, const std::string& source, const std::function<void(WarcPage)>& take,
               const std::function<void(Refusal)>& refuse);

}  // namespace parley::page
