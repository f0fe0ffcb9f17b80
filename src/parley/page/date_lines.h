// page/date_lines.h - the lines of a page that tell its day: beside the headline, above the report,
// under it. Whether a line says "published" or "updated" is told by the words in front of the date
// (date_words.tsv), on the line itself or on a short one before it.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.h"
#include "parley/page/block.h"
#include "parley/page/features.h"
#include "parley/page/labeller.h"

namespace parley::page {

// What a line calls its date, the less telling first.
enum class Said { changed = 1, nothing, published };

struct DateLine {
  Day day;
  std::string words;  // as the page writes them
  Said said = Said::nothing;
};

class DateLines {
 public:
  // `title` is the headline as metadata give it; may be empty.
  DateLines(std::string_view text, const std::vector<Block>& blocks,
            const std::vector<Facts>& facts, const std::vector<Label>& labels,
            std::string_view title);

  // A line before the report's first paragraph, on a page with tags one beside the headline: the
  // first that says "published", else the first that does not say "updated", else any.
  std::optional<DateLine> above() const;
  // Whether one of those lines has this day and does not call it "updated".
  bool shows_above(Day day) const;
  // The best of the lines from the first paragraph on, by the same order.
  std::optional<DateLine> below() const;

  // The date as this page writes its dates: day first or month first.
  FoundDate turned(const FoundDate& date) const { return month_first_ ? swapped(date) : date; }
  std::string words(std::size_t block, const FoundDate& date) const;

 private:
  bool has_mark(std::size_t block, std::initializer_list<Feature> marks) const;
  bool is_date_line(std::size_t block) const;
  bool beside_headline(std::size_t block) const;
  bool labelled_alone(std::size_t block) const;
  Said said_before(std::size_t block, const FoundDate& date) const;
  void take(std::optional<DateLine>& best, std::size_t block) const;
  std::vector<std::size_t> beside_headlines() const;
  std::vector<std::size_t> lines_above() const;

  std::string_view text_;
  const std::vector<Block>& blocks_;
  const std::vector<Facts>& facts_;
  const std::vector<Label>& labels_;
  std::vector<std::size_t> headlines_;  // else the first block with its words
  std::size_t first_paragraph_ = 0;
  bool month_first_ = false, tagged_ = false;
};

}  // namespace parley::page
