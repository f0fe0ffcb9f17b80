#include "parley/page/glued.h"

#include <algorithm>
#include <array>
#include <string>

#include "parley/page/cues.h"
#include "parley/page/dates.h"
#include "parley/page/html_meta.h"
#include "parley/page/line.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr int kLongWords = 60;      // a line of so many words may be a whole page
constexpr int kMostHeadline = 16;   // words of a first sentence that can be a headline
constexpr std::size_t kTail = 700;  // bytes at the end in which credits and furniture may stand
constexpr std::size_t kShareLine = 140;  // bytes at the start in which sharing counters may stand
constexpr std::size_t kCaption = 400;    // and a caption or a standfirst
constexpr int kMostFurniture = 40;  // words of a sentence that is furniture for one phrase in it

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

// End of an agency's name that stands before the first sentence: "AFP A barrage of air strikes ..."
std::size_t leading_agency_alone(std::string_view line) {
  std::size_t best = 0, end = 0;
  if (line.empty() || line.front() == '(') return 0;
  for (int words = 0; words < 3; ++words) {
    end = line.find(' ', end + 1);
    if (end == std::string_view::npos || end > 30) break;
    if (agency_named(line.substr(0, end))) best = end;
  }
  if (best == 0 || best + 1 >= line.size() || !is_ascii_upper(line[best + 1])) return 0;
  // "AP Photo", "Reuters Staff": not the name alone.
  const Line next = read_line(line.substr(best + 1, line.find(' ', best + 1) - best - 1));
  for (const std::string_view word : {"photo", "photos", "staff", "news", "correspondent"})
    if (next.flat == word) return 0;
  return best;
}

// End of a sharing line with its counters: "Get short URL 0 25 A suicide bomber ..."; 0 for none.
std::size_t leading_share(std::string_view line) {
  const std::string_view head = line.substr(0, kShareLine);
  std::size_t first = head.find_first_not_of(" )]|,.-");
  if (first == std::string_view::npos) return 0;
  const Line start = read_line(head.substr(first, 24));
  if (!has(find_cues(start), Cue::share)) return 0;
  std::size_t end = 0;
  for (std::size_t at = first; at + 2 < head.size(); ++at) {
    const bool number = is_ascii_digit(head[at]) || head[at] == ')';
    if (number && head[at + 1] == ' ' && (is_ascii_upper(head[at + 2]) || head[at + 2] == '"'))
      end = at + 1;
  }
  return end;
}

// End of a first caption with its credit: "A boy sits on rubble. (AFP Photo) Air strikes ...". A
// dateline ("TARSK (Reuters) - ") has no full stop before its agency.
std::size_t leading_caption(std::string_view line) {
  const std::size_t open = line.find('(');
  if (open == std::string_view::npos || open > kCaption) return 0;
  const std::size_t close = line.find(") ", open);
  if (close == std::string_view::npos || close > open + 40) return 0;
  if (line.size() - close < close) return 0;  // the credit of the whole report
  const std::string_view before = trim(line.substr(0, open));
  if (!before.empty() && std::string_view(".!?\"'").find(before.back()) == std::string_view::npos)
    return 0;
  const std::string_view credit = line.substr(open, close + 1 - open);
  const Line words = read_line(credit);
  const bool photo = has(find_cues(words), Cue::photo);
  if (words.words > 5 || (!photo && find_agencies(credit).empty() && !agency_named(credit)))
    return 0;
  const std::string_view after = line.substr(close + 2);
  return !after.empty() && (is_ascii_upper(after.front()) || after.front() == '"') ? close + 1 : 0;
}

// End of a standfirst that the report begins with again; 0 where it does not.
std::size_t leading_standfirst(std::string_view line) {
  constexpr std::size_t kCompared = 30;
  for (std::size_t end = line.find(". "); end != std::string_view::npos && end < kCaption;
       end = line.find(". ", end + 1)) {
    if (end < kCompared) continue;
    if (line.substr(end + 2, kCompared) == line.substr(0, kCompared)) return end + 1;
  }
  return 0;
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
  for (const std::string_view lead :
       {"Reporting by ", "(Reporting by ", "(Source", "Source:", "Source ", "(Additional reporting",
        "Additional reporting", "(Writing by ", "Writing by ", "(Editing by ", "Editing by ",
        "(With "}) {
    const std::size_t at = line.find(lead, from);
    if (at == std::string_view::npos || at >= best || at < 2) continue;
    const std::string_view before = trim(line.substr(0, at));
    const char last = before.empty() ? 'x' : before.back();
    if (last == '.' || last == '"' || last == ')' || last == '!' || last == '?') best = at;
  }
  if (best < line.size()) return best;
  for (const std::string_view dash : {"--", "-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    const std::size_t at = line.rfind(dash);
    if (at == std::string_view::npos || at == 0 || line.size() - at >= 40) continue;
    const char before = line[at - 1];
    const bool ends = is_ascii_space(before) || before == '.' || before == '"';
    if (ends && agency_named(line.substr(at + dash.size()))) return at;
  }
  return line.size();
}

// The last mark before `end` that ends a sentence; the full stop of an initial ("H. Said") does not.
std::size_t last_sentence_end(std::string_view line, std::size_t end) {
  while (end > 0) {
    const std::size_t at = line.find_last_of(".!?", end - 1);
    if (at == std::string_view::npos) return at;
    const bool initial = line[at] == '.' && at > 0 && is_ascii_upper(line[at - 1]) &&
                         (at == 1 || !is_ascii_upper(line[at - 2])) &&
                         (at == 1 || !is_ascii_lower(line[at - 2])) && at + 1 < line.size();
    if (!initial) return at;
    end = at;
  }
  return std::string_view::npos;
}

// A sentence at the end that is the page's and not the report's: it asks to subscribe, to share, or
// claims rights; or it is but names.
bool is_furniture(std::string_view sentence) {
  const Line line = read_line(sentence);
  if (line.words == 0) return true;
  const Cues cues = find_cues(line);
  for (const Cue cue : {Cue::share, Cue::subscribe, Cue::copyright, Cue::legal, Cue::comments,
                        Cue::comments_off, Cue::appeal, Cue::cookie})
    if (has(cues, cue) && line.words <= kMostFurniture) return true;
  return line.words >= 6 && line.capitalised * 3 >= line.words * 2 &&
         line.function_words * 6 < line.words;
}

// Where the sentences of furniture begin that end the line.
std::size_t trailing_furniture(std::string_view line) {
  std::size_t end = line.size();
  const std::size_t from = line.size() > kTail ? line.size() - kTail : 0;
  while (end > from) {
    std::size_t stop = last_sentence_end(line, end);
    // The mark that ends this very sentence.
    if (stop != std::string_view::npos && trim(line.substr(stop, end - stop)).size() <= 2 &&
        stop > 0)
      stop = last_sentence_end(line, stop);
    if (stop == std::string_view::npos || stop < from) return end;
    std::size_t begin = stop + 1;
    while (begin < end && (line[begin] == '"' || line[begin] == ')' || line[begin] == '\''))
      ++begin;
    if (begin >= end || !is_ascii_space(line[begin])) return end;
    if (!is_furniture(line.substr(begin, end - begin))) return end;
    end = begin;
  }
  return end;
}

// Where the words after the last sentence begin: buttons, links, signatures.
std::size_t trailing_rest(std::string_view line) {
  const std::size_t end = last_sentence_end(line, line.size());
  if (end == std::string_view::npos || end + 1 >= line.size()) return line.size();
  std::size_t begin = end + 1;
  while (begin < line.size() && (line[begin] == '"' || line[begin] == ')' || line[begin] == '\''))
    ++begin;
  if (begin >= line.size() || !is_ascii_space(line[begin])) return line.size();
  const Line rest = read_line(line.substr(begin));
  // Page numbers and codes of a desk; sentences that lost their full stop go on in small letters.
  if (rest.words >= 1 && rest.words <= 2 && rest.numbers == rest.words) return begin;
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
    take(leading_share(left()));
    take(leading_agency_alone(left()));
    take(leading_caption(left()));
    if (const std::size_t end = leading_standfirst(left()); end > 0) {
      take(end);
      take(leading_caption(left()));
    }
    const std::size_t credit = begin_ + trailing_credit(left());
    const std::string_view body = text_.substr(begin_, credit - begin_);
    const std::size_t last = begin_ + trailing_furniture(body);
    const std::size_t rest = begin_ + trailing_rest(text_.substr(begin_, last - begin_));
    add(begin_, rest);
    add(rest, last);
    add(last, credit);
    // "(With Reuters) Last update ...": what follows the brackets is no credit.
    std::size_t ends = end_;
    if (credit < end_ && text_[credit] == '(')
      if (const std::size_t close = text_.find(") ", credit); close < end_) ends = close + 1;
    add(credit, ends);
    add(ends, end_);
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
