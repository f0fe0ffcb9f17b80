// page/article.h - what of a page is the report: one text, cut into segments of a kind each.
// The text is kept as given (line breaks, furniture, comments and all); every offset of a record
// points into it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.h"
#include "parley/base/span.h"

namespace parley::page {

enum class SegmentKind {
  headline,
  standfirst,
  subhead,
  paragraph,
  caption,
  dateline,
  byline,
  date,
  credit,
  comment,
  furniture  // navigation, share lines, appeals, teasers of other stories, © lines, tag lists
};
std::string_view name_of(SegmentKind kind);

// Headline, standfirst, subhead, paragraph, caption and dateline are report text: only from these
// is record made.
bool is_report_text(SegmentKind kind);

struct Segment {
  SegmentKind kind = SegmentKind::paragraph;
  Span span;              // bytes of Article::text, without white space at the ends
  std::string reason;     // why this kind, in words a reader of `parley show` understands
  double confidence = 1;  // 0..1
};

// How the day of publication is known. `sibling` is another report's date, `given` the caller's
// --published.
enum class DateBasis { stated, dateline, metadata, caption, comment, sibling, given, none };
std::string_view name_of(DateBasis basis);

struct Published {
  std::optional<Day> day;
  DateBasis basis = DateBasis::none;
  std::string reason;  // the words or the field that say so
};

struct Dateline {
  std::string place;  // "BEIRUT"; empty where there is none
  std::optional<Day> day;
};

// A comment of a reader, or an entry of a live page: each with its own time.
struct Entry {
  bool comment = true;
  Span span;           // of the text, head and words
  std::string author;  // of a comment; empty where the page does not say
  std::optional<Day> day;
  std::string time;  // as the page says it: "11:02", "12.40 BST"
};

struct Article {
  std::string source;  // path, "-" or the WARC record's id
  std::string url, title, publisher;
  std::vector<std::string> agencies;  // whose copy is used: "AFP", "Reuters"
  std::vector<std::string> bylines;
  Dateline dateline;
  Published published;
  std::string language;           // "en"; empty when unsure
  std::string text;               // valid UTF-8
  std::vector<Segment> segments;  // in order, not overlapping
  std::vector<Entry> entries;     // comments and live entries, in order
  std::vector<std::string>
      repairs;  // what was mended or wrong: "12 places of UTF-8 read as windows-1252"
};

}  // namespace parley::page
