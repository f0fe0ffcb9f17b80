#include "parley/page/entries.h"

#include <algorithm>
#include <string>

#include "parley/page/dates.h"
#include "parley/page/line.h"
#include "parley/page/metas.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kMostHead = 60;      // bytes of a comment's author
constexpr int kMostNameWords = 5;          // words of it
constexpr std::size_t kEnoughToKnow = 20;  // levelled bytes that tell an update's first line
constexpr std::size_t kLooked = 60;        // and how many of it are compared
constexpr std::size_t kMostUpdates = 2000;

class Finder {
 public:
  Finder(std::string_view text, const std::vector<Block>& blocks, const std::vector<Facts>& facts,
         const std::vector<Label>& labels)
      : text_(text), blocks_(blocks), facts_(facts), labels_(labels) {}

  std::vector<Entry> find(const std::vector<LdUpdate>& updates) {
    find_told(updates);
    const bool told = live_ >= 2;
    if (!told) entries_.clear();
    for (std::size_t i = 0; i < blocks_.size(); ++i) take(i, told);
    const auto is_live = [](const Entry& entry) { return !entry.comment; };
    if (std::count_if(entries_.begin(), entries_.end(), is_live) < 2)
      std::erase_if(entries_, is_live);
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.span.begin < b.span.begin; });
    return std::move(entries_);
  }

 private:
  std::string_view text(std::size_t i) const { return slice(text_, blocks_[i].span); }
  bool is(std::size_t i, SegmentKind kind) const { return labels_[i].kind == kind; }

  // The entries that the metadata tell and the text has: an update's headline, or the start of its
  // words, begins a block; its entry goes on to the next one's, over report text only.
  void find_told(const std::vector<LdUpdate>& updates) {
    std::vector<std::pair<std::size_t, const LdUpdate*>> found;
    std::vector<std::string> flat(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size() && !updates.empty(); ++i)
      if (is_report_text(labels_[i].kind) || is(i, SegmentKind::furniture))
        flat[i] = token_form(text(i).substr(0, 2 * kLooked)).substr(0, kLooked);
    for (const LdUpdate& update : updates) {
      if (found.size() >= kMostUpdates) break;
      if (const auto at = block_of(update, flat)) found.emplace_back(*at, &update);
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t n = 0; n < found.size(); ++n) {
      if (n > 0 && found[n].first == found[n - 1].first) continue;
      const std::size_t next = n + 1 < found.size() ? found[n + 1].first : blocks_.size();
      add_told(*found[n].second, found[n].first, next);
    }
  }

  std::optional<std::size_t> block_of(const LdUpdate& update,
                                      const std::vector<std::string>& flat) const {
    for (const std::string& words : {update.headline, update.body}) {
      const std::string want = token_form(plain(words).substr(0, 2 * kLooked)).substr(0, kLooked);
      if (want.size() < kEnoughToKnow) continue;
      for (std::size_t i = 0; i < flat.size(); ++i)
        if (flat[i].size() >= kEnoughToKnow &&
            (flat[i].starts_with(want) || want.starts_with(flat[i])))
          return i;
    }
    return std::nullopt;
  }

  void add_told(const LdUpdate& update, std::size_t first, std::size_t next) {
    Entry entry;
    entry.comment = false;
    entry.span = blocks_[first].span;
    for (std::size_t i = first + 1; i < next; ++i) {
      if (labels_[i].part == Part::tail || labels_[i].part == Part::talk) break;
      if (is_report_text(labels_[i].kind)) entry.span.end = blocks_[i].span.end;
    }
    entry.day = machine_date(update.published);
    const std::vector<FoundDate> dates = find_dates(update.published);
    if (!dates.empty()) entry.time = dates.front().time;
    entries_.push_back(std::move(entry));
    ++live_;
  }

  void take(std::size_t i, bool told) {
    const Facts& facts = facts_[i];
    const bool comment = is(i, SegmentKind::comment);
    const bool timed = !told && is(i, SegmentKind::date) &&
                       (facts.only_time || labels_[i].part == Part::body) &&
                       (facts.only_time || (facts.only_date && !facts.dates.front().time.empty()));
    const bool goes_on = !entries_.empty() && entries_.back().comment == comment &&
                         !(told && !comment) &&
                         entries_.back().span.end + 3 >= blocks_[i].span.begin;
    const bool starts = timed || (comment && (facts.comment_head || !goes_on));
    if (starts) {
      Entry entry;
      entry.comment = comment;
      entry.span = blocks_[i].span;
      fill_head(entry, i);
      entries_.push_back(std::move(entry));
    } else if (goes_on && (comment || is(i, SegmentKind::paragraph))) {
      Entry& entry = entries_.back();
      entry.span.end = blocks_[i].span.end;
      if (comment && facts.only_date && !entry.day) fill_head(entry, i);
    }
  }

  // "gannet 09/04/2012 10:02", "Amina (30 June, 11:02): 40 observers", "by: JKF from: Ottawa",
  // "11.20 BST"
  void fill_head(Entry& entry, std::size_t i) {
    const std::string_view line = text(i);
    const Facts& facts = facts_[i];
    std::size_t end = std::min<std::size_t>(line.size(), kMostHead);
    if (!facts.dates.empty()) {
      entry.day = facts.dates.front().as_day();
      entry.time = facts.dates.front().time;
      end = std::min<std::size_t>(end, facts.dates.front().span.begin);
    } else if (facts.only_time) {
      entry.time = std::string(line);
    }
    if (!entry.comment || facts.only_date || !entry.author.empty()) return;
    // Not within a character.
    while (end < line.size() && end > 0 && (line[end] & 0xC0) == 0x80) --end;
    std::string_view name = line.substr(0, end);
    for (const std::string_view lead : {"by: ", "By: ", "Guest - "})
      if (name.starts_with(lead)) name.remove_prefix(lead.size());
    name = name.substr(0, std::min(name.find(" from:"), name.find(':')));
    name = trim(name);
    while (!name.empty() &&
           (name.back() == '(' || name.back() == ',' || name.back() == '-' || name.back() == ' '))
      name.remove_suffix(1);
    if (name.ends_with("\xE2\x80\x93")) name.remove_suffix(3);
    if (read_line(name).words <= kMostNameWords) entry.author = std::string(trim(name));
  }

  std::string_view text_;
  const std::vector<Block>& blocks_;
  const std::vector<Facts>& facts_;
  const std::vector<Label>& labels_;
  std::vector<Entry> entries_;
  int live_ = 0;
};

}  // namespace

std::vector<Entry> find_entries(std::string_view text, const std::vector<Block>& blocks,
                                const std::vector<Facts>& facts, const std::vector<Label>& labels,
                                const std::vector<LdUpdate>& updates) {
  return Finder(text, blocks, facts, labels).find(updates);
}

}  // namespace parley::page
