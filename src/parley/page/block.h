// page/block.h - a page as one list of blocks: the lines of a flattened page, or the text blocks of
// an HTML page in reading order. Only the markup differs, and a flattened page has none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/span.h"
#include "parley/page/cues.h"
#include "parley/page/dates.h"
#include "parley/page/line.h"
#include "parley/page/names.h"

namespace parley::page {

struct Block {
  Span span;                          // bytes of the page's text, without white space at the ends
  bool blank_before = false;          // an empty line stands before it
  std::vector<std::uint16_t> markup;  // features (features.h) that only a tag can tell; sorted
};

// What the words of a block say, read once and used by the features and the fields.
struct Facts {
  Line line;
  Cues cues;
  std::vector<FoundDate> dates;  // of short blocks and of the start of long ones
  std::optional<Byline> byline;
  std::optional<FoundDateline> dateline;
  bool only_date = false;     // a date and words such as "Published on" or a time zone
  bool only_time = false;     // "12.40 BST"
  bool only_agency = false;   // "The Associated Press"
  bool person = false;        // a person's name alone
  bool comment_head = false;  // author and time of a comment
  bool prose = false;         // a sentence or more of running text
};

// A sentence or more of running text: it ends like one, and words such as "the" and "of" hold it
// together.
bool reads_as_prose(const Line& line);

std::vector<Facts> read_facts(std::string_view text, const std::vector<Block>& blocks);

}  // namespace parley::page
