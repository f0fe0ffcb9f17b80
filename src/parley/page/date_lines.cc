#include "parley/page/date_lines.h"

#include <algorithm>

#include "parley/page/features.h"
#include "parley/page/tables.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr int kMostWords = 24;          // of a line that tells the day
constexpr std::size_t kMostBefore = 3;  // blocks from a date to the headline under it
constexpr std::size_t kMostAfter = 8;   // and from the headline to a date under it
constexpr std::size_t kMostHead = 24;   // and where no paragraph stands between
constexpr std::size_t kDateStart = 16;  // bytes before a date that stands at the start of its line
constexpr int kMostLabelWords = 3;      // of a line that only says what the next one is
constexpr std::size_t kMostLead = 80;   // bytes before a date that can say what it is

struct DateWords {
  std::vector<std::string> published, changed;
};

const DateWords& date_words() {
  static const DateWords kWords = [] {
    DateWords words;
    for_each_row("date_words.tsv", 2, [&](const std::vector<std::string_view>& row) {
      if (row[0] != "published" && row[0] != "changed")
        bad_table("date_words.tsv", "a kind is published or changed");
      for (const std::string_view word : split(row[1], ';'))
        (row[0] == "published" ? words.published : words.changed).emplace_back(word);
    });
    return words;
  }();
  return kWords;
}

// Where the last word stands that begins so, plus one; 0 for none. `flat` has a blank at its start.
std::size_t last_of(const std::string& flat, const std::vector<std::string>& beginnings) {
  std::size_t last = 0;
  for (const std::string& word : beginnings) {
    // At the start of a word; a bullet or a slash may stand before it.
    for (std::size_t at = flat.rfind(word); at != std::string::npos && at > 0;
         at = flat.rfind(word, at - 1)) {
      const char before = flat[at - 1];
      if (is_ascii_lower(before) || is_ascii_digit(before)) continue;
      last = std::max(last, at);
      break;
    }
  }
  return last;
}

Said said_in(std::string_view lead) {
  if (lead.size() > kMostLead) lead.remove_prefix(lead.size() - kMostLead);
  const std::string flat = " " + token_form(lead);
  const std::size_t published = last_of(flat, date_words().published);
  const std::size_t changed = last_of(flat, date_words().changed);
  if (published == changed) return Said::nothing;
  return published > changed ? Said::published : Said::changed;
}

}  // namespace

DateLines::DateLines(std::string_view text, const std::vector<Block>& blocks,
                     const std::vector<Facts>& facts, const std::vector<Label>& labels,
                     std::string_view title)
    : text_(text), blocks_(blocks), facts_(facts), labels_(labels) {
  std::vector<FoundDate> all;
  for (const Facts& one : facts) all.insert(all.end(), one.dates.begin(), one.dates.end());
  month_first_ = month_first(all).value_or(false);
  while (first_paragraph_ < labels.size() &&
         labels[first_paragraph_].kind != SegmentKind::paragraph)
    ++first_paragraph_;
  const std::string flat_title = token_form(title);
  std::optional<std::size_t> repeated;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    tagged_ |= !blocks[i].markup.empty();
    const bool repeats = facts[i].line.words >= 3 && facts[i].line.flat == flat_title;
    if (repeats && !repeated) repeated = i;
    if (labels[i].kind == SegmentKind::headline) headlines_.push_back(i);
  }
  if (headlines_.empty() && repeated) headlines_.push_back(*repeated);
}

std::string DateLines::words(std::size_t block, const FoundDate& date) const {
  return std::string(slice(slice(text_, blocks_[block].span), date.span));
}

bool DateLines::beside_headline(std::size_t block) const {
  return std::any_of(headlines_.begin(), headlines_.end(), [&](std::size_t headline) {
    return block + kMostBefore >= headline && block <= headline + kMostAfter;
  });
}

bool DateLines::has_mark(std::size_t block, std::initializer_list<Feature> marks) const {
  const std::vector<std::uint16_t>& all = blocks_[block].markup;
  return std::any_of(marks.begin(), marks.end(), [&](Feature mark) {
    return std::find(all.begin(), all.end(), static_cast<std::uint16_t>(mark)) != all.end();
  });
}

// A line that is labelled as date or byline; on a page with tags also a short one whose element is
// named as the date, the byline or metadata, or one beside the headline that begins with a date.
bool DateLines::is_date_line(std::size_t block) const {
  const SegmentKind kind = labels_[block].kind;
  if (has_mark(block, {Feature::class_comments, Feature::near_related})) return false;
  if (kind == SegmentKind::date || kind == SegmentKind::byline) return true;
  const Facts& facts = facts_[block];
  if (!tagged_ || facts.dates.empty() || facts.line.words > kMostWords || is_report_text(kind) ||
      kind == SegmentKind::comment)
    return false;
  if (has_mark(block,
               {Feature::near_date, Feature::near_byline, Feature::near_meta, Feature::tag_time}))
    return true;
  return beside_headline(block) && (facts.only_date || facts.dates.front().span.begin < kDateStart);
}

// "Published" and under it a date and nothing else: says itself what it is, wherever it stands.
bool DateLines::labelled_alone(std::size_t block) const {
  const SegmentKind kind = labels_[block].kind;
  return tagged_ && facts_[block].only_date && !facts_[block].dates.empty() &&
         kind != SegmentKind::comment && !is_report_text(kind) &&
         said_before(block, facts_[block].dates.front()) != Said::nothing;
}

Said DateLines::said_before(std::size_t block, const FoundDate& date) const {
  const Said own = said_in(slice(text_, blocks_[block].span).substr(0, date.span.begin));
  if (own != Said::nothing || block == 0 || date.span.begin > kDateStart) return own;
  if (facts_[block - 1].line.words > kMostLabelWords) return own;
  return said_in(slice(text_, blocks_[block - 1].span));
}

void DateLines::take(std::optional<DateLine>& best, std::size_t block) const {
  for (const FoundDate& found : facts_[block].dates) {
    const auto day = turned(found).as_day();
    if (!day) continue;
    const Said said = said_before(block, found);
    if (!best || said > best->said) best = DateLine{*day, words(block, found), said};
  }
}

// The lines under the headline come first: above it stand the outlet's today and other stories. A
// line that is labelled as the date may stand further down, up to the first paragraph.
std::vector<std::size_t> DateLines::beside_headlines() const {
  std::vector<std::size_t> lines;
  for (const std::size_t headline : headlines_)
    for (std::size_t i = headline; i < blocks_.size() && i <= headline + kMostHead; ++i) {
      const bool near = i <= headline + kMostAfter;
      const bool in_head = i < first_paragraph_ && labels_[i].kind == SegmentKind::date;
      if ((near && is_date_line(i)) || in_head) lines.push_back(i);
    }
  for (const std::size_t headline : headlines_)
    for (std::size_t i = headline; i > 0 && i + kMostBefore > headline; --i)
      if (is_date_line(i - 1)) lines.push_back(i - 1);
  return lines;
}

std::vector<std::size_t> DateLines::lines_above() const {
  if (tagged_ && !headlines_.empty()) return beside_headlines();
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < first_paragraph_; ++i)
    if (is_date_line(i)) lines.push_back(i);
  return lines;
}

std::optional<DateLine> DateLines::above() const {
  std::optional<DateLine> best;
  for (const std::size_t i : lines_above()) take(best, i);
  return best;
}

bool DateLines::shows_above(Day day) const {
  for (const std::size_t i : lines_above())
    for (const FoundDate& found : facts_[i].dates)
      if (turned(found).as_day() == day && said_before(i, found) != Said::changed) return true;
  return false;
}

std::optional<DateLine> DateLines::below() const {
  std::optional<DateLine> best;
  for (std::size_t i = first_paragraph_; i < blocks_.size(); ++i) {
    const SegmentKind kind = labels_[i].kind;
    if (kind == SegmentKind::date || kind == SegmentKind::byline || labelled_alone(i))
      take(best, i);
  }
  return best;
}

}  // namespace parley::page
