#include "parley/page/published.h"

#include <algorithm>

#include "parley/page/date_lines.h"
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
         const std::vector<Label>& labels, const PageHints& hints)
      : blocks_(blocks),
        facts_(facts),
        labels_(labels),
        told_(hints.dates),
        lines_(text, blocks, facts, labels, hints.title) {}

  Published read() const {
    const std::optional<DateLine> above = lines_.above();
    if (told_.published) return weighed(above);
    if (above && above->said != Said::changed) return stated(*above);
    if (told_.address) return {told_.address, DateBasis::metadata, "URL"};
    if (above) return stated(*above);
    if (const auto found = dateline()) return made(*found, DateBasis::dateline);
    if (const auto found = lines_.below()) return stated(*found);
    if (told_.modified) return {told_.modified, DateBasis::metadata, told_.modified_by};
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
  // The metadata's day against the one that the page shows its readers. What stands beside the
  // headline counts where they differ, as it does on a page without tags: metadata are stamped in
  // UTC, and anew when a site moves or its systems change. A date that is called "updated" says
  // nothing of the first publication.
  Published weighed(const std::optional<DateLine>& above) const {
    Published told{told_.published, DateBasis::metadata, told_.published_by};
    if (lines_.shows_above(*told_.published)) return told;
    if (above && above->said != Said::changed) return stated(*above);
    const std::optional<DateLine> below = lines_.below();
    if (below && below->said == Said::published && below->day < *told_.published)
      return stated(*below);
    // The day in an address is the outlet's own, not UTC's.
    const bool day_before = told_.address && *told_.address < *told_.published &&
                            *told_.published - *told_.address == std::chrono::days{1};
    if (day_before) return {told_.address, DateBasis::metadata, "URL"};
    return told;
  }

  static Published stated(const DateLine& line) {
    return {line.day, DateBasis::stated, line.words};
  }
  Published made(const Candidate& found, DateBasis basis) const {
    return {found.day, basis, found.words};
  }

  FoundDate turned(const FoundDate& date) const { return lines_.turned(date); }
  std::string words(std::size_t i, const FoundDate& date) const { return lines_.words(i, date); }

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

  const std::vector<Block>& blocks_;
  const std::vector<Facts>& facts_;
  const std::vector<Label>& labels_;
  const ToldDates& told_;
  const DateLines lines_;
};

}  // namespace

Published find_published(std::string_view text, const std::vector<Block>& blocks,
                         const std::vector<Facts>& facts, const std::vector<Label>& labels,
                         const PageHints& hints) {
  return Reader(text, blocks, facts, labels, hints).read();
}

}  // namespace parley::page
