#include "parley/page/article.h"

namespace parley::page {

std::string_view name_of(SegmentKind kind) {
  switch (kind) {
    case SegmentKind::headline:
      return "headline";
    case SegmentKind::standfirst:
      return "standfirst";
    case SegmentKind::subhead:
      return "subhead";
    case SegmentKind::paragraph:
      return "paragraph";
    case SegmentKind::caption:
      return "caption";
    case SegmentKind::dateline:
      return "dateline";
    case SegmentKind::byline:
      return "byline";
    case SegmentKind::date:
      return "date";
    case SegmentKind::credit:
      return "credit";
    case SegmentKind::comment:
      return "comment";
    case SegmentKind::furniture:
      return "furniture";
  }
  return "furniture";
}

bool is_report_text(SegmentKind kind) {
  switch (kind) {
    case SegmentKind::headline:
    case SegmentKind::standfirst:
    case SegmentKind::subhead:
    case SegmentKind::paragraph:
    case SegmentKind::caption:
    case SegmentKind::dateline:
      return true;
    default:
      return false;
  }
}

std::string_view name_of(DateBasis basis) {
  switch (basis) {
    case DateBasis::stated:
      return "stated";
    case DateBasis::dateline:
      return "dateline";
    case DateBasis::metadata:
      return "metadata";
    case DateBasis::caption:
      return "caption";
    case DateBasis::comment:
      return "comment";
    case DateBasis::sibling:
      return "sibling";
    case DateBasis::given:
      return "given";
    case DateBasis::none:
      return "none";
  }
  return "none";
}

}  // namespace parley::page
