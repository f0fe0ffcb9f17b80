#include "parley/page/published.h"

#include <algorithm>
#include <cstdlib>

#include "parley/page/features.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct Candidate {
  Day day;
  std::string words;
};

class Reader {
 public:
  Reader(std::string_view text, const std::vector<Block>& blocks, const std::vector<Facts>& facts,
         const std::vector<Label>& labels)
      : text_(text), blocks_(blocks), facts_(facts), labels_(labels) {
    std::vector<FoundDate> all;
    for (const Facts& one : facts) all.insert(all.end(), one.dates.begin(), one.dates.end());
    month_first_ = month_first(all).value_or(false);
    while (first_paragraph_ < labels.size() &&
           labels[first_paragraph_].kind != SegmentKind::paragraph)
      ++first_paragraph_;
    while (headline_ < labels.size() && labels[headline_].kind != SegmentKind::headline)
      ++headline_;
  }

  Published read() const {
    if (const auto found = stated(true)) return made(*found, DateBasis::stated);
    if (const auto found = dateline()) return made(*found, DateBasis::dateline);
    if (const auto found = stated(false)) return made(*found, DateBasis::stated);
    const auto shown = caption();
    const auto said = first_comment(shown);
    // A picture is of the day when the first readers wrote on it or the day after; an older one is
    // not.
    const bool agree =
        shown && said && said->day >= shown->day && said->day - shown->day <= std::chrono::days{2};
    if (shown && (!said || agree)) return made(*shown, DateBasis::caption);
    if (said) return made(*said, DateBasis::comment);
    return {};
  }

 private:
  Published made(const Candidate& found, DateBasis basis) const {
    return {found.day, basis, found.words};
  }

  FoundDate turned(const FoundDate& date) const { return month_first_ ? swapped(date) : date; }

  std::string words(std::size_t i, const FoundDate& date) const {
    return std::string(slice(slice(text_, blocks_[i].span), date.span));
  }

  // A short block of a page with tags whose element is named as the date, the byline or metadata.
  bool marked_as_date(std::size_t i) const {
    if (facts_[i].line.words > 24 || is_report_text(labels_[i].kind)) return false;
    for (const std::uint16_t feature : blocks_[i].markup)
      for (const Feature mark :
           {Feature::near_date, Feature::near_byline, Feature::near_meta, Feature::tag_time})
        if (feature == static_cast<std::uint16_t>(mark)) return true;
    // A date beside the headline needs no name.
    const bool beside = headline_ < blocks_.size() && i + 3 >= headline_ && i <= headline_ + 6;
    if (blocks_[i].markup.empty() || !beside || facts_[i].dates.empty()) return false;
    return facts_[i].only_date || facts_[i].dates.front().span.begin < 16;
  }

  // A date line before the report's first paragraph, or one after it: the first that says "published", else the first that does not
  // say "updated", else any.
  std::optional<Candidate> stated(bool before_report) const {
    std::optional<Candidate> best;
    int best_rank = 0;
    const std::size_t begin = before_report ? 0 : first_paragraph_;
    const std::size_t end = before_report ? first_paragraph_ : blocks_.size();
    for (std::size_t i = begin; i < end; ++i) {
      const bool date_kind = labels_[i].kind == SegmentKind::date ||
                             labels_[i].kind == SegmentKind::byline ||
                             (before_report && marked_as_date(i));
      if (!date_kind) continue;
      for (const FoundDate& found : facts_[i].dates) {
        const FoundDate date = turned(found);
        const auto day = date.as_day();
        if (!day) continue;
        const std::string_view before = slice(text_, blocks_[i].span).substr(0, found.span.begin);
        const std::string lead = ascii_lower(before);
        const bool updated =
            lead.rfind("updat") != std::string::npos || lead.rfind("modif") != std::string::npos;
        const bool published =
            lead.rfind("publ") != std::string::npos || lead.rfind("posted") != std::string::npos;
        const int rank = published && !updated ? 3 : updated ? 1 : 2;
        if (rank <= best_rank) continue;
        best_rank = rank;
        best = Candidate{*day, words(i, found)};
      }
    }
    return best;
  }

  std::optional<Candidate> dateline() const {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (labels_[i].kind != SegmentKind::paragraph && labels_[i].kind != SegmentKind::dateline)
        continue;
      if (facts_[i].dateline && facts_[i].dateline->date) {
        const FoundDate date = turned(*facts_[i].dateline->date);
        if (const auto day = date.as_day())
          return Candidate{*day, words(i, *facts_[i].dateline->date)};
        if (const auto day = with_year(date))
          return Candidate{*day, words(i, *facts_[i].dateline->date)};
      }
      if (labels_[i].kind == SegmentKind::paragraph) return std::nullopt;
    }
    return std::nullopt;
  }

  // The last full date of the captions; pictures out of archives do not count.
  std::optional<Candidate> caption() const {
    std::optional<Candidate> last;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (labels_[i].kind != SegmentKind::caption) continue;
      const std::string& flat = facts_[i].line.flat;
      if (flat.starts_with("file") || flat.starts_with("archive") ||
          flat.find("file photo") != std::string::npos)
        continue;
      for (const FoundDate& found : facts_[i].dates) {
        const auto day = turned(found).as_day();
        if (day && (!last || *day > last->day)) last = Candidate{*day, words(i, found)};
      }
    }
    return last;
  }

  std::optional<Candidate> first_comment(const std::optional<Candidate>& shown) const {
    std::optional<Candidate> first;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (labels_[i].kind != SegmentKind::comment || facts_[i].dates.empty()) continue;
      const FoundDate& found = facts_[i].dates.front();
      if (!facts_[i].comment_head && !facts_[i].only_date) continue;
      const FoundDate date = turned(found);
      std::optional<Day> day = date.as_day();
      if (!day) day = shown ? after(shown->day, date) : with_year(date);
      if (day && (!first || *day < first->day)) first = Candidate{*day, words(i, found)};
    }
    return first;
  }

  // The first day of that month and day from `start` on.
  static std::optional<Day> after(Day start, const FoundDate& date) {
    const int year = static_cast<int>(std::chrono::year_month_day{start}.year());
    for (const int candidate : {year, year + 1})
      if (const auto day = make_day(candidate, date.month, date.day); day && *day >= start)
        return day;
    return std::nullopt;
  }

  // With the one year that the page's full dates outside comments and furniture agree on.
  std::optional<Day> with_year(const FoundDate& date) const {
    int year = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_report_text(labels_[i].kind) && labels_[i].kind != SegmentKind::credit) continue;
      for (const FoundDate& found : facts_[i].dates) {
        if (!found.year) continue;
        if (year && year != found.year) return std::nullopt;
        year = found.year;
      }
    }
    return year ? make_day(year, date.month, date.day) : std::nullopt;
  }

  std::string_view text_;
  const std::vector<Block>& blocks_;
  const std::vector<Facts>& facts_;
  const std::vector<Label>& labels_;
  bool month_first_ = false;
  std::size_t first_paragraph_ = 0, headline_ = 0;
};

}  // namespace

Published find_published(std::string_view text, const std::vector<Block>& blocks,
                         const std::vector<Facts>& facts, const std::vector<Label>& labels) {
  return Reader(text, blocks, facts, labels).read();
}

}  // namespace parley::page
