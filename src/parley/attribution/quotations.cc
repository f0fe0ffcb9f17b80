#include "parley/attribution/quotations.h"

#include <optional>

#include "parley/attribution/clause.h"
#include "parley/text/text.h"

namespace parley::attribution {
namespace {

enum class Glyph {
  none,
  double_open,
  double_close,
  double_straight,
  guillemet_open,
  guillemet_close,
  single_open,
  single_close,
  single_straight
};

struct Mark {
  Glyph glyph = Glyph::none;
  std::uint32_t size = 0;
};

Mark mark_at(std::string_view text, std::size_t at) {
  static constexpr struct {
    std::string_view bytes;
    Glyph glyph;
  } kMarks[] = {
      {"\"", Glyph::double_straight}, {"``", Glyph::double_open},   {"''", Glyph::double_straight},
      {"“", Glyph::double_open},      {"„", Glyph::double_open},    {"‟", Glyph::double_open},
      {"”", Glyph::double_close},     {"«", Glyph::guillemet_open}, {"»", Glyph::guillemet_close},
      {"＂", Glyph::double_straight}, {"‘", Glyph::single_open},    {"‚", Glyph::single_open},
      {"’", Glyph::single_close},     {"'", Glyph::single_straight}};
  for (const auto& mark : kMarks)
    if (text.substr(at).starts_with(mark.bytes))
      return {mark.glyph, static_cast<std::uint32_t>(mark.bytes.size())};
  return {};
}

// What stands beside a mark decides whether it opens.
enum class Beside { edge, word, stop, bracket };

Beside kind_of(char32_t c) {
  if (c == 0 || c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0xa0 || (c >= 0x2000 && c <= 0x200a))
    return Beside::edge;
  if (c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':' || c == 0x2026 ||
      c == ')' || c == ']')
    return Beside::stop;
  if (c == '(' || c == '[' || c == '{' || c == '-' || (c >= 0x2010 && c <= 0x2015) || c == '/')
    return Beside::bracket;
  return Beside::word;
}

class BlockScanner {
 public:
  BlockScanner(const mention::ReportView& report, std::uint32_t block, Span span, bool next_goes_on,
               std::vector<Quotation>& found)
      : report_(report),
        text_(report.parse.source),
        block_(block),
        span_(span),
        next_goes_on_(next_goes_on),
        first_(found.size()),
        found_(found) {}

  void scan() {
    for (std::uint32_t at = span_.begin; at < span_.end;) {
      const Mark mark = mark_at(text_, at);
      if (mark.glyph == Glyph::none) {
        ++at;
        continue;
      }
      take(at, mark);
      at += mark.size;
    }
    if (open_) leave_open();
  }

 private:
  struct Opening {
    std::uint32_t at = 0, size = 0;
    Glyph glyph = Glyph::none;
  };

  char32_t before(std::uint32_t at) const {
    if (at <= span_.begin) return 0;
    std::size_t start = at - 1;
    while (start > span_.begin && (static_cast<unsigned char>(text_[start]) & 0xc0) == 0x80)
      --start;
    return next_code_point(text_, start);
  }
  char32_t after(std::uint32_t at) const {
    if (at >= span_.end) return 0;
    std::size_t start = at;
    return next_code_point(text_, start);
  }

  void take(std::uint32_t at, Mark mark) {
    const bool single = mark.glyph == Glyph::single_open || mark.glyph == Glyph::single_close ||
                        mark.glyph == Glyph::single_straight;
    if (single)
      take_single(at, mark);
    else
      take_double(at, mark);
  }

  bool single_is_open() const { return open_ && is_single(open_->glyph); }
  static bool is_single(Glyph glyph) {
    return glyph == Glyph::single_open || glyph == Glyph::single_straight;
  }

  void take_double(std::uint32_t at, Mark mark) {
    if (single_is_open() && depth_ == 1) {
      // Double marks inside single ones: British pages.
      inner_double_ = !inner_double_;
      return;
    }
    const Beside left = kind_of(before(at)), right = kind_of(after(at + mark.size));
    bool opens = false;
    switch (mark.glyph) {
      case Glyph::guillemet_open:
        opens = true;
        break;
      case Glyph::guillemet_close:
        break;
      case Glyph::double_open:
        opens = !(left != Beside::edge && left != Beside::bracket && right != Beside::word);
        break;
      case Glyph::double_close:
        opens =
            (left == Beside::edge || left == Beside::bracket) && right == Beside::word && !open_;
        break;
      default:
        if ((left == Beside::edge || left == Beside::bracket) && right != Beside::edge)
          opens = !(open_ && right == Beside::stop);
        else if ((left == Beside::stop && right == Beside::word) ||
                 (left == Beside::edge && right == Beside::edge))
          opens = !open_;
        break;
    }
    if (opens)
      open_mark(at, mark);
    else
      close_mark(at, mark);
  }

  void open_mark(std::uint32_t at, Mark mark) {
    if (!open_) {
      open_ = Opening{at, mark.size, mark.glyph};
      depth_ = 1;
      return;
    }
    // A second straight mark cannot be told from a closing one that lost its place; a second curly
    // one after a straight one is a quotation inside.
    if (mark.glyph == open_->glyph && depth_ == 1) {
      add(*open_, last_word_before(at), 0, false);
      open_ = Opening{at, mark.size, mark.glyph};
      return;
    }
    ++depth_;
  }

  void close_mark(std::uint32_t at, Mark mark) {
    if (!open_) {
      if (kind_of(before(at)) != Beside::edge) close_unopened(at, mark);
      return;
    }
    if (--depth_ > 0) return;
    add(*open_, at, mark.size, true);
    open_.reset();
  }

  void take_single(std::uint32_t at, Mark mark) {
    if (open_ && !is_single(open_->glyph)) return;
    const Beside left = kind_of(before(at)), right = kind_of(after(at + mark.size));
    if (!open_) {
      const bool may_open = mark.glyph != Glyph::single_close &&
                            (left == Beside::edge || left == Beside::bracket) &&
                            right == Beside::word;
      if (may_open && mark.glyph == Glyph::single_open && at == span_.begin &&
          !single_end(at + mark.size) && next_goes_on_) {
        open_ = Opening{at, mark.size, mark.glyph};
        depth_ = 1;
        closing_at_ = span_.end;
      } else if (may_open && single_end(at + mark.size)) {
        open_ = Opening{at, mark.size, mark.glyph};
        depth_ = 1;
        inner_double_ = false;
        closing_at_ = *single_end(at + mark.size);
      }
      return;
    }
    if (at != closing_at_) return;
    add(*open_, at, mark.size, true);
    open_.reset();
  }

  // Where a single quotation that starts at `from` ends: the first mark behind a stop, else the
  // first behind a word that is no plural possessive ("the rebels' demands").
  std::optional<std::uint32_t> single_end(std::uint32_t from) const {
    std::optional<std::uint32_t> first, behind_stop;
    for (std::uint32_t at = from; at < span_.end;) {
      const Mark mark = mark_at(text_, at);
      if (mark.glyph == Glyph::single_open && kind_of(before(at)) != Beside::word && first) break;
      if (mark.glyph == Glyph::single_close || mark.glyph == Glyph::single_straight) {
        const Beside left = kind_of(before(at)), right = kind_of(after(at + mark.size));
        if (left == Beside::stop && right != Beside::word) {
          behind_stop = at;
          break;
        }
        if (left == Beside::word && right != Beside::word) {
          const bool possessive = before(at) == 's' && is_lower(after(at + mark.size + 1));
          if (!possessive || !first) first = first && possessive ? first : std::optional(at);
          if (!possessive) break;
        }
      }
      at += mark.glyph == Glyph::none ? 1 : mark.size;
    }
    if (first && behind_stop) return possessive_at(*first) ? behind_stop : first;
    return first ? first : behind_stop;
  }
  static bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
  bool possessive_at(std::uint32_t at) const { return before(at) == 's'; }

  std::uint32_t last_word_before(std::uint32_t at) const {
    while (at > span_.begin && is_ascii_space(text_[at - 1])) --at;
    return at;
  }

  // No mark opened these words: they began with their sentence, or behind the quotation before.
  void close_unopened(std::uint32_t at, Mark mark) {
    const Range tokens = report_.parse.tokens_in({at, at + mark.size});
    if (tokens.empty()) return;
    const auto& sentence = report_.parse.sentence_of(tokens.begin);
    std::uint32_t begin = report_.parse.tokens[sentence.tokens.begin].span.begin;
    if (found_.size() > first_) begin = std::max(begin, found_.back().outer.end);
    if (begin >= at) return;
    add(Opening{begin, 0, Glyph::none}, at, mark.size, true);
  }

  void leave_open() {
    // Words that begin the paragraph run to its end; a mark inside a sentence ends with it.
    std::uint32_t end = span_.end;
    if (is_single(open_->glyph) && !next_goes_on_) {
      open_.reset();
      return;
    }
    const char32_t left = before(open_->at);
    bool whole = open_->at <= span_.begin + 1 || left == 0;
    for (std::uint32_t at = open_->at; at > span_.begin && !whole;) {
      const char c = text_[--at];
      if (is_ascii_space(c)) continue;
      whole = c == ':' || c == ',' || c == '.';
      break;
    }
    if (!whole) {
      const Range tokens = report_.parse.tokens_in({open_->at, open_->at + open_->size});
      if (!tokens.empty()) {
        const auto& sentence = report_.parse.sentence_of(tokens.begin);
        end = std::min(end, report_.parse.tokens[sentence.tokens.end - 1].span.end);
      }
    }
    add(*open_, end, 0, false);
    open_.reset();
  }

  void add(Opening opening, std::uint32_t end, std::uint32_t end_size, bool closed) {
    Quotation quotation;
    quotation.outer = {opening.at, end + end_size};
    quotation.block = block_;
    quotation.closed = closed;
    Span inner{opening.at + opening.size, end};
    const std::string_view words = slice(text_, inner);
    const std::string_view kept = trim(words);
    if (kept.empty()) return;
    inner.begin += static_cast<std::uint32_t>(kept.data() - words.data());
    inner.end = inner.begin + static_cast<std::uint32_t>(kept.size());
    quotation.inner = inner;
    quotation.tokens = report_.parse.tokens_in(inner);
    if (quotation.tokens.empty()) return;
    quotation.speech = is_speech(quotation);
    found_.push_back(quotation);
  }

  // "Face the Nation": every word of weight has a capital.
  bool is_title(const Quotation& quotation) const {
    const auto& tokens = report_.parse.tokens;
    std::uint32_t capitals = 0, small = 0;
    for (std::uint32_t t = quotation.tokens.begin; t < quotation.tokens.end; ++t) {
      if (is_punctuation(tokens[t])) continue;
      const bool capital = is_ascii_upper(tokens[t].text.front());
      capitals += capital;
      small += !capital && tokens[t].text.size() > 3;
    }
    return capitals >= 2 && small == 0 && capitals + 3 >= quotation.tokens.size();
  }

  // Speech has a finite verb and either ends as an utterance does or begins as one.
  bool is_speech(const Quotation& quotation) const {
    const auto& tokens = report_.parse.tokens;
    bool finite = false;
    std::uint32_t words = 0;
    for (std::uint32_t t = quotation.tokens.begin; t < quotation.tokens.end; ++t) {
      finite |= is_finite(tokens[t]);
      words += !is_punctuation(tokens[t]);
    }
    const std::string_view inner = slice(text_, quotation.inner);
    const bool stops = std::string_view(".,!?").find(inner.back()) != std::string_view::npos ||
                       inner.ends_with("…") || !quotation.closed;
    const bool begins = !is_ascii_lower(inner.front());
    if (is_title(quotation)) return false;
    if (finite) return words >= 3 && (begins || stops);
    return begins && stops && words >= 2;
  }

  const mention::ReportView& report_;
  std::string_view text_;
  std::uint32_t block_;
  Span span_;
  bool next_goes_on_;  // the next paragraph opens with a single mark
  std::size_t first_;
  std::vector<Quotation>& found_;
  std::optional<Opening> open_;
  int depth_ = 0;
  bool inner_double_ = false;
  std::uint32_t closing_at_ = 0;
};

}  // namespace

std::vector<Quotation> find_quotations(const mention::ReportView& report) {
  std::vector<Quotation> found;
  std::optional<std::uint32_t> left_open;  // block whose last quotation was left open
  for (std::uint32_t block = 0; block < report.article.segments.size(); ++block) {
    const page::Segment& segment = report.article.segments[block];
    if (!page::is_report_text(segment.kind)) continue;
    const std::size_t first = found.size();
    const bool next_goes_on =
        block + 1 < report.article.segments.size() &&
        slice(report.parse.source, report.article.segments[block + 1].span).starts_with("‘");
    BlockScanner(report, block, segment.span, next_goes_on, found).scan();
    if (left_open && found.size() > first && found[first].outer.begin == segment.span.begin)
      found[first].continued = true;
    left_open.reset();
    if (found.size() > first && !found.back().closed && found.back().outer.end == segment.span.end)
      left_open = block;
  }
  return found;
}

}  // namespace parley::attribution
