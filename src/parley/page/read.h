// page/read.h - inputs to articles: files, folders, stdin; text, HTML, WARC, JSON lines, CSV,
// packed or not. The format is found by content, not by name. What cannot be read is refused with a
// code and the rest goes on.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parley/base/date.h"
#include "parley/base/result.h"
#include "parley/page/article.h"

namespace parley::page {

struct ReadOptions {
  std::optional<Day> published;            // --published: used where the page itself has no date
  std::map<std::string, std::string> map;  // --map FIELD=NAME for JSON lines and CSV
};

struct Refusal {
  std::string source;  // the input, or the record inside it: "crawl.warc.gz#<urn:uuid:...>"
  Error error;
};

// Reads every report of one input (a path, or "-" for stdin) and hands each on as soon as it is
// read. A folder given as input is a refusal is_folder unless it is asked to be walked by the
// caller (see expand_inputs).
void read_input(const std::string& input, const ReadOptions& options,
                const std::function<void(Article)>& take,
                const std::function<void(Refusal)>& refuse);

// One flattened page (plain text as a browser's "select all, copy" gives it).
Article read_text_page(std::string source, std::string text, const ReadOptions& options);

}  // namespace parley::page
