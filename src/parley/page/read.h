// page/read.h - inputs to articles: files, folders, stdin; text, HTML, WARC, JSON lines, CSV,
// packed or not. The format is found by content, not by name. What cannot be read is refused with a
// code and the rest goes on.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.h"
#include "parley/base/result.h"
#include "parley/page/article.h"

namespace parley::page {

class OutletMemory;  // outlet.h: lines that pages of one outlet share
struct PageLook;     // fields.h: a page's blocks, features and labels

// What is known of a page from outside (a row's fields); it stands before what the page tells.
struct Known {
  std::string url, title, publisher, language;
  std::vector<std::string> bylines;
  Published published;
};

struct ReadOptions {
  std::optional<Day> published;            // --published: used where the page itself has no date
  std::map<std::string, std::string> map;  // --map FIELD=NAME for JSON lines and CSV
  Known known;
  OutletMemory* outlets = nullptr;  // the furniture learned so far; null: nothing is remembered
  std::function<void(std::size_t)> on_bytes;  // told of every piece of an input as it is read
  std::function<void(const PageLook&)> look;  // shown each page as it is labelled; for training
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

// The files that inputs mean, in order: a folder is walked (regular files by path, links and hidden
// files left out), a pattern with * ? [ ] is matched; "-" and what does not exist stay as they are.
std::vector<std::string> expand_inputs(const std::vector<std::string>& inputs,
                                       const std::function<void(Refusal)>& refuse);

// One flattened page (plain text as a browser's "select all, copy" gives it).
Article read_text_page(std::string source, std::string text, const ReadOptions& options);

}  // namespace parley::page
