#include "parley/page/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "parley/page/tables.h"
#include "parley/page/word_table.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct Calendar {
  struct Name {
    bool month = false;
    unsigned number = 0;
  };
  WordTable<Name> names;
};

const Calendar& calendar() {
  static const Calendar kCalendar = [] {
    Calendar read;
    for_each_row("calendar.tsv", 3, [&](const std::vector<std::string_view>& row) {
      unsigned number = 0;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), number);
      for (const std::string_view name : split(row[2], ';')) {
        const std::string flat = levelled(name);
        read.names.emplace(flat, Calendar::Name{row[0] == "month", number});
      }
    });
    return read;
  }();
  return kCalendar;
}

enum class Kind { number, month, weekday, word, mark };

struct Token {
  Kind kind = Kind::mark;
  Span span;
  unsigned value = 0;  // of a number, month or weekday
  unsigned digits = 0;
  char mark = 0;
};

bool is_letter_byte(char c) {
  return is_ascii_lower(c) || is_ascii_upper(c) || static_cast<unsigned char>(c) >= 0x80;
}

// U+5E74, U+6708, U+65E5: year, month, day of Chinese and Japanese dates, read as marks.
char east_asian_mark(std::string_view text, std::size_t at) {
  const std::string_view three = text.substr(at, 3);
  if (three == "\xE5\xB9\xB4" || three == "\xE6\x9C\x88") return '-';
  if (three == "\xE6\x97\xA5") return ' ';
  return 0;
}

Token read_number(std::string_view text, std::size_t& at) {
  Token token;
  token.kind = Kind::number;
  const std::size_t begin = at;
  while (at < text.size() && is_ascii_digit(text[at])) ++at;
  token.digits = static_cast<unsigned>(at - begin);
  if (token.digits <= 8) std::from_chars(text.data() + begin, text.data() + at, token.value);
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
  return token;
}

Token read_word(std::string_view text, std::size_t& at) {
  Token token;
  const std::size_t begin = at;
  while (at < text.size() && is_letter_byte(text[at]) && !east_asian_mark(text, at)) ++at;
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
  token.kind = Kind::word;
  if (at - begin > 28) return token;
  const std::string_view word = text.substr(begin, at - begin);
  const bool ascii = std::none_of(word.begin(), word.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (ascii && word.size() > 13) return token;
  const std::string flat = ascii ? ascii_lower(word) : levelled(word);
  const Calendar& known = calendar();
  if (const auto name = known.names.find(flat); name != known.names.end()) {
    token.kind = name->second.month ? Kind::month : Kind::weekday;
    token.value = name->second.number;
  }
  return token;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (is_ascii_space(c)) {
      ++at;
    } else if (text.substr(at, 2) == "\xC2\xA0") {
      at += 2;
    } else if (is_ascii_digit(c)) {
      tokens.push_back(read_number(text, at));
    } else if (const char mark = east_asian_mark(text, at)) {
      if (mark == '-')
        tokens.push_back({Kind::mark,
                          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3)},
                          0,
                          0,
                          '-'});
      at += 3;
    } else if (is_letter_byte(c)) {
      tokens.push_back(read_word(text, at));
    } else {
      tokens.push_back({Kind::mark,
                        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)},
                        0,
                        0,
                        c});
      ++at;
    }
  }
  return tokens;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

  bool only_time() const {
    FoundDate date;
    // "12.40 BST" is a time because of its zone; "12.40" alone is a number.
    if (tokens_.size() < 3) return false;
    std::size_t end = time_at(0, date);
    if (end == 0 && mark(1, ".") && glued(2) && is(0, Kind::number) && is(2, Kind::number) &&
        at(0)->value < 24 && at(2)->digits == 2 && at(2)->value < 60 && past_zone(3) > 3)
      end = past_zone(3);
    return end > 0 && end == tokens_.size();
  }

  std::vector<FoundDate> all() {
    std::vector<FoundDate> found;
    for (std::size_t i = 0; i < tokens_.size();) {
      FoundDate date;
      const std::size_t used = date_at(i, date);
      if (used == 0) {
        ++i;
        continue;
      }
      std::size_t last = i + used - 1;
      date.span = {tokens_[i].span.begin, tokens_[last].span.end};
      take_weekday(i, last, date);
      take_time(i, last, date);
      found.push_back(std::move(date));
      i = last + 1;
    }
    return found;
  }

 private:
  const Token* at(std::size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
  bool is(std::size_t i, Kind kind) const { return at(i) && at(i)->kind == kind; }
  bool mark(std::size_t i, std::string_view any) const {
    return is(i, Kind::mark) && any.find(at(i)->mark) != std::string_view::npos;
  }
  bool glued(std::size_t i) const {
    return i > 0 && i < tokens_.size() && tokens_[i - 1].span.end == tokens_[i].span.begin;
  }
  bool year(std::size_t i) const {
    return is(i, Kind::number) && at(i)->digits == 4 && at(i)->value >= 1800 &&
           at(i)->value <= 2100;
  }
  bool day(std::size_t i) const {
    return is(i, Kind::number) && at(i)->digits <= 2 && at(i)->value >= 1 && at(i)->value <= 31;
  }
  bool word(std::size_t i, std::string_view any_of) const {
    if (!is(i, Kind::word) || at(i)->span.size() > 8) return false;
    const std::string flat = ascii_lower(slice(text_, at(i)->span));
    for (const std::string_view one : split(any_of, ' '))
      if (flat == one) return true;
    return false;
  }
  bool ordinal(std::size_t i) const { return glued(i) && word(i, "st nd rd th er e o"); }

  // Number of tokens of a date that starts at token i; 0 for none.
  std::size_t date_at(std::size_t i, FoundDate& date) const {
    for (const auto reader :
         {&Reader::iso, &Reader::numeric, &Reader::day_month, &Reader::month_day}) {
      FoundDate tried;
      const std::size_t used = (this->*reader)(i, tried);
      if (used == 0) continue;
      const int checked_year = tried.year ? tried.year : 2000;
      if (!make_day(checked_year, tried.month, tried.day)) continue;
      date = tried;
      return used;
    }
    return 0;
  }

  // 2015-05-16, 2015/05/16, 2015.05.16, 2015年5月16日
  std::size_t iso(std::size_t i, FoundDate& date) const {
    if (!year(i) || !mark(i + 1, "-/.") || !is(i + 2, Kind::number) || !mark(i + 3, "-/.") ||
        !day(i + 4) || at(i + 2)->digits > 2)
      return 0;
    date.year = static_cast<int>(at(i)->value);
    date.month = at(i + 2)->value;
    date.day = at(i + 4)->value;
    return 5;
  }

  // 17/05/2015, 02/24/2010, 10.04.2012, 9-4-2012, 30.06.15
  std::size_t numeric(std::size_t i, FoundDate& date) const {
    if (!day(i) || !mark(i + 1, "/.-") || !glued(i + 1) || !is(i + 2, Kind::number) ||
        at(i + 2)->digits > 2 || !mark(i + 3, "/.-") || at(i + 3)->mark != at(i + 1)->mark ||
        !is(i + 4, Kind::number) || !glued(i + 4))
      return 0;
    const bool short_year = at(i + 4)->digits == 2 && at(i + 1)->mark != '-';
    if (!year(i + 4) && !short_year) return 0;
    date.year = static_cast<int>(at(i + 4)->value) + (short_year ? 2000 : 0);
    const unsigned first = at(i)->value, second = at(i + 2)->value;
    if (first < 1 || second < 1) return 0;
    const bool first_is_month = second > 12;
    date.month = first_is_month ? first : second;
    date.day = first_is_month ? second : first;
    // With full stops the day comes first wherever they are used.
    date.swappable = at(i + 1)->mark != '.' && first <= 12 && second <= 12 && first != second;
    if (date.month > 12) return 0;
    if (at(i + 1)->mark != '.' && (first > 12 || second > 12)) date.month_led = first_is_month;
    return 5;
  }

  // 9 Apr 2012; 21st May, 2010; 9. April 2012; 30 June; 16 de mayo de 2015
  std::size_t day_month(std::size_t i, FoundDate& date) const {
    if (!day(i)) return 0;
    std::size_t j = i + 1;
    if (ordinal(j)) ++j;
    if (mark(j, ".-/")) ++j;
    if (word(j, "of de")) ++j;
    if (!is(j, Kind::month)) return 0;
    date.day = at(i)->value;
    date.month = at(j)->value;
    ++j;
    return take_year(j, date) - i;
  }

  // January 31, 2012; Nov. 2; April 4 2017; Apr 232017 (a comma lost)
  std::size_t month_day(std::size_t i, FoundDate& date) const {
    if (!is(i, Kind::month)) return 0;
    std::size_t j = i + 1;
    if (mark(j, ".-/")) ++j;
    if (!is(j, Kind::number)) return 0;
    date.month = at(i)->value;
    if (at(j)->digits == 5 || at(j)->digits == 6) {
      const unsigned together = at(j)->value;
      if (together % 10000 < 1900 || together % 10000 > 2100) return 0;
      date.day = together / 10000;
      date.year = static_cast<int>(together % 10000);
      return j + 1 - i;
    }
    if (!day(j)) return 0;
    date.day = at(j)->value;
    ++j;
    if (ordinal(j)) ++j;
    return take_year(j, date) - i;
  }

  // Takes a year at j, over ".", "," or "de"; gives the index past what was taken.
  std::size_t take_year(std::size_t j, FoundDate& date) const {
    std::size_t k = j;
    if (mark(k, ".")) ++k;
    if (mark(k, ",-/")) ++k;
    if (word(k, "de of")) ++k;
    if (!year(k)) return j;
    date.year = static_cast<int>(at(k)->value);
    return k + 1;
  }

  // "Tuesday, January 31", "30 June 2015, Tuesday"
  void take_weekday(std::size_t first, std::size_t& last, FoundDate& date) const {
    std::size_t before = first;
    while (before > 0 && mark(before - 1, ",.|")) --before;
    if (before > 0 && is(before - 1, Kind::weekday)) {
      date.weekday = static_cast<int>(at(before - 1)->value);
      date.span.begin = at(before - 1)->span.begin;
      return;
    }
    std::size_t after = last + 1;
    while (mark(after, ",(")) ++after;
    if (after - last > 3 || !is(after, Kind::weekday)) return;
    date.weekday = static_cast<int>(at(after)->value);
    last = mark(after + 1, ")") ? after + 1 : after;
    date.span.end = at(last)->span.end;
  }

  // "18:40", "7:05AM BST", "at 9:12 am", "T10:30:00+02:00"; also in front: "08:12 GMT, 16 May 2015"
  void take_time(std::size_t first, std::size_t& last, FoundDate& date) const {
    std::size_t j = last + 1;
    for (int steps = 0; steps < 3; ++steps)
      if (mark(j, ",-|@T") || word(j, "at t kl um a")) ++j;
    if (const std::size_t end = time_at(j, date); end > j) {
      last = end - 1;
      date.span.end = at(last)->span.end;
      return;
    }
    for (std::size_t back = 3; back <= 7 && back <= first; ++back) {
      FoundDate tried;
      std::size_t end = time_at(first - back, tried);
      if (end <= first - back) continue;
      while (end < first && (mark(end, ",-|") || word(end, "on") || is(end, Kind::weekday))) ++end;
      if (end != first) continue;
      date.time = tried.time;
      date.span.begin = std::min(date.span.begin, at(first - back)->span.begin);
      return;
    }
  }

  // Index past a time of day at j (with seconds, am or pm and a zone); j where there is none.
  std::size_t time_at(std::size_t j, FoundDate& date) const {
    const bool colon = is(j, Kind::number) && at(j)->digits <= 2 && mark(j + 1, ":.h") &&
                       glued(j + 1) && is(j + 2, Kind::number) && glued(j + 2) &&
                       at(j + 2)->digits == 2;
    if (!colon || at(j)->value > 24 || at(j + 2)->value > 59) return j;
    if (at(j + 1)->mark == '.' && !word(j + 3, "am pm a p uhr")) return j;
    unsigned hour = at(j)->value;
    const unsigned minute = at(j + 2)->value;
    std::size_t end = j + 3;
    if (mark(end, ":") && is(end + 1, Kind::number) && glued(end + 1)) end += 2;
    if (mark(end, ".") && glued(end) && is(end + 1, Kind::number) && glued(end + 1)) end += 2;
    if (word(end, "am pm a p")) {
      const bool afternoon = word(end, "pm p");
      if (afternoon && hour < 12) hour += 12;
      if (!afternoon && hour == 12) hour = 0;
      ++end;
      if (mark(end, ".") && word(end + 1, "m")) end += 2;
      if (mark(end, ".") && glued(end)) ++end;
    } else if (word(end, "uhr h")) {
      ++end;
    }
    end = past_zone(end);
    date.time = fmt::format("{:02}:{:02}", hour, minute);
    return end;
  }

  std::size_t past_zone(std::size_t j) const {
    std::size_t k = j;
    if (mark(k, "(")) ++k;
    if (word(k,
             "z gmt utc bst cet cest est edt et cst cdt ct mst mdt mt pst pdt pt ist eet eest msk "
             "ksa jst aest aedt hkt pkt wat eat cat sast trt")) {
      ++k;
      if (mark(k, ")")) ++k;
      j = k;
    }
    if (mark(j, "+-") && is(j + 1, Kind::number) && glued(j + 1)) {
      j += 2;
      if (mark(j, ":") && glued(j) && is(j + 1, Kind::number)) j += 2;
    }
    return j;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
};

std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t count) {
  unsigned value = 0;
  if (at + count > text.size()) return std::nullopt;
  const auto [stop, problem] = std::from_chars(text.data() + at, text.data() + at + count, value);
  if (problem != std::errc{} || stop != text.data() + at + count) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Day> FoundDate::as_day() const {
  return year ? make_day(year, month, day) : std::nullopt;
}

bool is_time_of_day(std::string_view text) { return text.size() < 30 && Reader(text).only_time(); }

std::vector<FoundDate> find_dates(std::string_view text) {
  // No date is without a number.
  if (std::none_of(text.begin(), text.end(), is_ascii_digit)) return {};
  return Reader(text).all();
}

FoundDate swapped(FoundDate date) {
  if (date.swappable) std::swap(date.month, date.day);
  return date;
}

std::optional<Day> machine_date(std::string_view text) {
  text = trim(text);
  if (text.size() >= 10)
    if (const auto day = parse_day(text.substr(0, 10))) return day;
  const bool packed =
      text.size() >= 8 && digits(text, 0, 8) && (text.size() == 8 || text[8] == 'T');
  if (packed) {
    const auto year = digits(text, 0, 4), month = digits(text, 4, 2), day = digits(text, 6, 2);
    if (*year >= 1800 && *year <= 2100) return make_day(static_cast<int>(*year), *month, *day);
  }
  const std::size_t most = 200;  // a field that holds a whole text is no date
  if (text.size() > most) return std::nullopt;
  const std::vector<FoundDate> dates = find_dates(text);
  const bool us = month_first(dates).value_or(false);
  for (const FoundDate& date : dates)
    if (const auto day = (us ? swapped(date) : date).as_day()) return day;
  return std::nullopt;
}

std::optional<bool> month_first(const std::vector<FoundDate>& dates) {
  int month = 0, day = 0;
  for (const FoundDate& date : dates) {
    if (date.month_led) ++(*date.month_led ? month : day);
    if (!date.swappable || !date.weekday || !date.year) continue;
    const auto falls_on = [](const FoundDate& one) {
      const auto when = one.as_day();
      return when ? static_cast<int>(std::chrono::weekday{*when}.iso_encoding()) : 0;
    };
    if (falls_on(date) == date.weekday) ++day;
    if (falls_on(swapped(date)) == date.weekday) ++month;
  }
  if (month == day) return std::nullopt;
  return month > day;
}

}  // namespace parley::page
