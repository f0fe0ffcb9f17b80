#include "parley/page/glued.h"

#include <algorithm>
#include <array>
#include <string>

#include "parley/page/dates.h"
#include "parley/page/html_meta.h"
#include "parley/page/line.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr int kLongWords = 60;      // a line of so many words may be a whole page
constexpr int kMostHeadline = 16;   // words of a first sentence that can be a headline
constexpr std::size_t kTail = 700;  // bytes at the end in which credits and furniture may stand

constexpr std::array<std::string_view, 9> kDateWords = {
    "published", "posted", "updated", "last", "date", "on", "at", "of", "publication"};

bool is_date_word(std::string_view word) {
  return std::find(kDateWords.begin(), kDateWords.end(), word) != kDateWords.end();
}

// End of a date at the start, with "Published on" before it; 0 where there is none.
std::size_t leading_date(std::string_view line) {
  const std::vector<FoundDate> dates = find_dates(line.substr(0, 80));
  if (dates.empty() || !dates.front().year) return 0;
  const Line before = read_line(line.substr(0, dates.front().span.begin));
  for (std::size_t i = 0; i < before.tokens.size(); ++i)
    if (!is_date_word(before.token(i)) && !is_mark(before.token(i))) return 0;
  return dates.front().span.end;
}

// End of an agency's name that stands before a date: "AFP Friday 24 Jul 2015 ..."
std::size_t leading_agency(std::string_view line) {
  const std::vector<FoundDate> dates = find_dates(line.substr(0, 80));
  if (dates.empty() || dates.front().span.begin < 2 || dates.front().span.begin > 30) return 0;
  return agency_named(line.substr(0, dates.front().span.begin)) ? dates.front().span.begin - 1 : 0;
}

// End of the words of `title` where the line begins with them, whatever the marks between; 0 where it
// does not.
std::size_t leading_title(std::string_view line, std::string_view title) {
  const std::string want = token_form(title);
  if (want.size() < 8) return 0;
  // The place where as many words have gone by; only blanks end words in such pages.
  for (std::size_t end = std::min(line.size(), title.size() / 2);
       end <= line.size() && end < title.size() * 2 + 20; ++end) {
    if (end < line.size() && !is_ascii_space(line[end]) && line[end] != '.') continue;
    const std::string have = token_form(line.substr(0, end));
    if (have == want) return end < line.size() && line[end] == '.' ? end + 1 : end;
    if (have.size() > want.size() + 4) return 0;
  }
  return 0;
}

// End of a first sentence that is short enough for a headline; 0 where it is none.
std::size_t first_sentence(std::string_view line) {
  const std::size_t end = line.find(". ");
  if (end == std::string_view::npos || end > 200) return 0;
  const Line words = read_line(line.substr(0, end));
  return words.words >= 4 && words.words <= kMostHeadline ? end + 1 : 0;
}

// Where a credit begins in the last part of the line: "- REUTERS", "Reporting by", "Source: ..."
std::size_t trailing_credit(std::string_view line) {
  const std::size_t from = line.size() > kTail ? line.size() - kTail : 0;
  std::size_t best = line.size();
  for (const std::string_view lead : {"Reporting by ", "(Reporting by ", "(Source", "Source:",
                                      "Source ", "(Additional reporting", "Additional reporting"}) {
    const std::size_t at = line.find(lead, from);
    if (at == std::string_view::npos || at >= best || at < 2) continue;
    const std::string_view before = trim(line.substr(0, at));
    const char last = before.empty() ? 'x' : before.back();
    if (last == '.' || last == '"' || last == ')' || last == '!' || last == '?') best = at;
  }
  if (best < line.size()) return best;
  for (const std::string_view dash : {" - ", " -- ", " --", " \xE2\x80\x93 ", " \xE2\x80\x94 "}) {
    const std::size_t at = line.rfind(dash);
    if (at != std::string_view::npos && line.size() - at < 40 &&
        agency_named(line.substr(at + dash.size())))
      return at + 1;
  }
  return line.size();
}

// Where the words after the last sentence begin: buttons, links, signatures.
std::size_t trailing_rest(std::string_view line) {
  const std::size_t end = line.find_last_of(".!?");
  if (end == std::string_view::npos || end + 6 >= line.size()) return line.size();
  std::size_t begin = end + 1;
  while (begin < line.size() && (line[begin] == '"' || line[begin] == ')' || line[begin] == '\''))
    ++begin;
  if (begin >= line.size() || !is_ascii_space(line[begin])) return line.size();
  const Line rest = read_line(line.substr(begin));
  // Sentences that lost their full stop go on in small letters.
  const bool names = rest.words >= 1 && rest.words <= 80 && rest.capitalised * 2 >= rest.words;
  return names ? begin : line.size();
}

class Cutter {
 public:
  Cutter(std::string_view text, std::vector<Block>& into) : text_(text), into_(into) {}

  void cut(const Block& block, std::string_view title) {
    begin_ = block.span.begin;
    end_ = block.span.end;
    take(leading_agency(left()));
    take(leading_date(left()));
    if (const std::size_t end = leading_title(left(), title); end > 0)
      take(end);
    else if (begin_ > block.span.begin)
      take(first_sentence(left()));
    take(leading_agency(left()));
    take(leading_date(left()));
    const std::size_t credit = begin_ + trailing_credit(left());
    const std::string_view body = text_.substr(begin_, credit - begin_);
    const std::size_t rest = begin_ + trailing_rest(body);
    add(begin_, rest);
    add(rest, credit);
    add(credit, end_);
  }

 private:
  std::string_view left() const { return text_.substr(begin_, end_ - begin_); }

  void take(std::size_t size) {
    if (size == 0) return;
    add(begin_, begin_ + size);
    begin_ += size;
    while (begin_ < end_ && is_ascii_space(text_[begin_])) ++begin_;
  }

  void add(std::size_t begin, std::size_t end) {
    while (begin < end && is_ascii_space(text_[begin])) ++begin;
    while (end > begin && is_ascii_space(text_[end - 1])) --end;
    if (begin < end)
      into_.push_back(
          {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, true, {}});
  }

  std::string_view text_;
  std::vector<Block>& into_;
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace

std::vector<Block> cut_glued_lines(std::string_view text, std::vector<Block> blocks,
                                   std::string_view title) {
  if (blocks.empty() || blocks.size() > kFewLines) return blocks;
  std::vector<Block> cut;
  const std::string plain_title = without_site(title, "");
  for (const Block& block : blocks) {
    if (read_line(slice(text, block.span)).words < kLongWords)
      cut.push_back(block);
    else
      Cutter(text, cut).cut(block, plain_title);
  }
  return cut;
}

}  // namespace parley::page
