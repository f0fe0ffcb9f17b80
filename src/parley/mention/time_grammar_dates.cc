// Days, months, years, weekdays, clock times: the expressions that a calendar names.
#include <algorithm>

#include "parley/mention/time_grammar.h"
#include "parley/text/text.h"

namespace parley::mention {

using Kind = TimePhrase::Kind;
using Maybe = std::optional<TimePhrase>;

bool TimeGrammar::sign(std::size_t at, std::string_view signs) const {
  return in(at) && atoms_[at].text.size() == 1 && signs.find(atoms_[at].text[0]) != signs.npos;
}

bool TimeGrammar::joined(std::size_t at) const {
  return at > 0 && in(at) && atoms_[at].span.begin == atoms_[at - 1].span.end;
}

bool TimeGrammar::article(std::size_t at, std::string_view code) const {
  const knowledge::TimeWord* found = word(at, Class::article);
  return found != nullptr && found->code == code;
}

std::optional<TimeGrammar::Number> TimeGrammar::day_number(std::size_t at) const {
  if (!in(at)) return std::nullopt;
  Number found;
  if (atoms_[at].number >= 0 && atoms_[at].text.size() <= 2) {
    found = {static_cast<double>(atoms_[at].number), at + 1, false};
    if (joined(at + 1) &&
        (is(at + 1, "st") || is(at + 1, "nd") || is(at + 1, "rd") || is(at + 1, "th")))
      found = {found.value, at + 2, true};
    // 30.5 or 12:30 is no day.
    if (joined(found.end) && sign(found.end, ".:%") && joined(found.end + 1)) return std::nullopt;
  } else if (const auto words = number_in_words(at)) {
    found = *words;
  } else {
    return std::nullopt;
  }
  if (found.value < 1 || found.value > 31) return std::nullopt;
  return found;
}

std::optional<TimeGrammar::Number> TimeGrammar::year_number(std::size_t at) const {
  if (!in(at)) return std::nullopt;
  const Atom& atom = atoms_[at];
  if (atom.text.size() == 4 && atom.number >= 1000 && atom.number <= 2100) {
    // 1998.50 and 1,500 are no years, nor is the 2000 of "$2000".
    if (joined(at + 1) && sign(at + 1, ".,") && joined(at + 2) && atoms_[at + 2].number >= 0)
      return std::nullopt;
    if (at > 0 && sign(at - 1, "$,#") && joined(at)) return std::nullopt;
    return Number{static_cast<double>(atom.number), at + 1, false};
  }
  // "nineteen ninety-four", "two thousand"
  const auto high = number_in_words(at);
  if (!high || high->ordinal) return std::nullopt;
  if (high->value >= 1900 && high->value <= 2100) return high;
  if (high->value < 17 || high->value > 20) return std::nullopt;
  const auto low = number_in_words(high->end);
  if (!low || low->ordinal || low->value < 10 || low->value > 99) return std::nullopt;
  return Number{high->value * 100 + low->value, low->end, false};
}

void TimeGrammar::take_year_words(TimePhrase& phrase) const {
  std::size_t k = phrase.end;
  if (word(k, Class::of) != nullptr) ++k;
  if (article(k, "the")) ++k;
  const knowledge::TimeWord* which = word(k, Class::which);
  const knowledge::TimeWord* unit = word(k + 1, Class::unit);
  if (which == nullptr || unit == nullptr) return;
  if (unit->code == "Y" && phrase.year < 0) {
    phrase.which_year = which->code;
    phrase.end = k + 2;
  } else if (unit->code == "W" && phrase.kind == Kind::weekday) {
    phrase.which_week = which->code;
    phrase.end = k + 2;
  }
}

void TimeGrammar::take_part(TimePhrase& phrase) const {
  if (const knowledge::TimeWord* part = word(phrase.end, Class::part)) {
    phrase.part = part->code;
    phrase.end += 1;
  } else if (const knowledge::TimeWord* noon = word(phrase.end, Class::clock)) {
    phrase.hour = noon->value;
    phrase.end += 1;
  }
}

// "30 DEC 89": two digits behind a month cut short, with a mark or nothing behind them; 0 where there are
// none.
int TimeGrammar::two_digit_year(std::size_t at) const {
  if (!in(at) || at == 0 || atoms_[at].text.size() != 2 || atoms_[at - 1].text.size() > 4) return 0;
  const std::string_view text = atoms_[at].text;
  if (!is_ascii_digit(text[0]) || !is_ascii_digit(text[1])) return 0;
  if (in(at + 1) && (is_ascii_lower(atoms_[at + 1].text[0]) || atoms_[at + 1].text == ":"))
    return 0;
  const int year = (text[0] - '0') * 10 + (text[1] - '0');
  return year + (year < 60 ? 2000 : 1900);
}

Maybe TimeGrammar::month_first(std::size_t at) const {
  const knowledge::TimeWord* month = word(at, Class::month);
  if (month == nullptr) return std::nullopt;
  TimePhrase phrase;
  phrase.kind = Kind::date;
  phrase.begin = at;
  phrase.month = month->value;
  std::size_t k = at + 1;
  // "Jan ." of a badly cut abbreviation, not the full stop of the sentence
  if (sign(k, ".") && joined(k) && atoms_[at].text.size() <= 4 && atoms_[at].lower != "may" &&
      in(k + 1))
    ++k;
  const std::size_t month_end = k;
  if (article(k, "the")) ++k;
  const auto day = day_number(k);
  const bool counts_units = day && (word(day->end, Class::unit) != nullptr && !day->ordinal);
  if (day && !counts_units) {
    phrase.day = static_cast<int>(day->value);
    phrase.end = day->end;
    // "April 9-10", "April 9 to 12", "March 5 and 6"
    std::size_t dash = phrase.end;
    if (sign(dash, "-") || is(dash, "\xE2\x80\x93") || is(dash, "to") || is(dash, "and"))
      if (const auto last = day_number(dash + 1); last && last->value > day->value &&
                                                  word(last->end, Class::unit) == nullptr &&
                                                  (word(last->end, Class::month) == nullptr)) {
        phrase.day_last = static_cast<int>(last->value);
        phrase.end = last->end;
      }
    std::size_t y = phrase.end;
    if (sign(y, ",")) ++y;
    if (const auto year = year_number(y)) {
      phrase.year = static_cast<int>(year->value);
      phrase.end = year->end;
    }
  } else {
    k = month_end;
    phrase.end = k;
    if (sign(k, ",") || word(k, Class::of) != nullptr) ++k;
    if (const auto year = year_number(k)) {
      phrase.year = static_cast<int>(year->value);
      phrase.end = year->end;
    } else if (month->dated) {
      return std::nullopt;
    }
  }
  take_year_words(phrase);
  return phrase;
}

Maybe TimeGrammar::day_first(std::size_t at) const {
  std::size_t k = at;
  if (article(k, "the")) ++k;
  const auto day = day_number(k);
  if (!day) return std::nullopt;
  k = day->end;
  TimePhrase phrase;
  phrase.kind = Kind::date;
  phrase.begin = at;
  phrase.day = static_cast<int>(day->value);
  if (sign(k, "-") || is(k, "\xE2\x80\x93") || is(k, "to") || is(k, "and"))
    if (const auto last = day_number(k + 1); last && last->value > day->value) {
      phrase.day_last = static_cast<int>(last->value);
      k = last->end;
    }
  if (sign(k, "-")) ++k;
  if (word(k, Class::of) != nullptr) ++k;
  const knowledge::TimeWord* month = word(k, Class::month);
  if (month == nullptr) return std::nullopt;
  phrase.month = month->value;
  phrase.end = k + 1;
  std::size_t y = phrase.end;
  if (sign(y, ".")) ++y;
  if (sign(y, ",") || sign(y, "-")) ++y;
  if (const auto year = year_number(y)) {
    phrase.year = static_cast<int>(year->value);
    phrase.end = year->end;
  } else if (const int short_year = two_digit_year(y); short_year > 0) {
    phrase.year = short_year;
    phrase.end = y + 1;
  }
  take_year_words(phrase);
  return phrase;
}

Maybe TimeGrammar::numeric_date(std::size_t at) const {
  // 2012-05-16, 10.04.2012, 24/02/2010
  if (!in(at + 4) || atoms_[at].number < 0 || atoms_[at + 2].number < 0 ||
      atoms_[at + 4].number < 0)
    return std::nullopt;
  if (!sign(at + 1, "-./") || atoms_[at + 1].text != atoms_[at + 3].text) return std::nullopt;
  for (std::size_t k = at + 1; k <= at + 4; ++k)
    if (!joined(k)) return std::nullopt;
  TimePhrase phrase;
  phrase.kind = Kind::date;
  phrase.begin = at;
  phrase.end = at + 5;
  const int a = atoms_[at].number, b = atoms_[at + 2].number, c = atoms_[at + 4].number;
  if (atoms_[at].text.size() == 4 && b >= 1 && b <= 12 && c >= 1 && c <= 31) {
    phrase.year = a;
    phrase.month = b;
    phrase.day = c;
    return phrase;
  }
  if (atoms_[at + 4].text.size() == 4) {
    phrase.year = c;
  } else if (atoms_[at + 4].text.size() == 2 && sign(at + 1, "/")) {
    phrase.year = c + (c < 60 ? 2000 : 1900);
  } else {
    return std::nullopt;
  }
  if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12)) return std::nullopt;
  // With dots the day stands first; with slashes only a number above 12 tells.
  phrase.numeric = sign(at + 1, "/") && a <= 12 && b <= 12 && a != b;
  const bool month_leads = b > 12;
  phrase.month = month_leads ? a : b;
  phrase.day = month_leads ? b : a;
  return phrase;
}

Maybe TimeGrammar::year_alone(std::size_t at) const {
  std::size_t k = at;
  if (article(k, "the")) ++k;
  bool said = false;  // "the year", "fiscal"
  if (word(k, Class::era) != nullptr) {
    ++k;
    said = true;
    if (is(k, "year")) ++k;
  } else if (is(k, "year")) {
    ++k;
    said = true;
  }
  const auto year = year_number(k);
  if (!year || (k > at && !said)) return std::nullopt;
  if (!said) {
    if (year->end > k + 1) return std::nullopt;  // in words only after "the year"
    const language::Token& token = parse_.tokens[atoms_[k].token];
    // A year dates; a number counts what follows it ("1500 people") or stands in a name.
    if (token.dep == "nummod" && token.head > atoms_[k].token && token.ent_type != "DATE")
      return std::nullopt;
    // "1998s", "2012km" name no year.
    if (joined(year->end) &&
        (is_ascii_lower(atoms_[year->end].text[0]) || is_ascii_upper(atoms_[year->end].text[0])))
      return std::nullopt;
  }
  TimePhrase phrase;
  phrase.kind = Kind::date;
  phrase.begin = at;
  phrase.end = year->end;
  phrase.year = static_cast<int>(year->value);
  return phrase;
}

Maybe TimeGrammar::date(std::size_t at) const {
  std::size_t k = at;
  int weekday = 0;
  if (const knowledge::TimeWord* day = word(at, Class::weekday)) {
    weekday = day->value;
    k = at + 1;
    if (sign(k, ".")) ++k;
    if (sign(k, ",")) ++k;
  }
  for (const Maybe& found : {month_first(k), day_first(k), numeric_date(k)}) {
    if (!found || (weekday != 0 && found->day == 0)) continue;
    TimePhrase phrase = *found;
    phrase.begin = at;
    phrase.weekday = weekday;
    take_part(phrase);
    take_clock(phrase);
    return phrase;
  }
  return weekday == 0 ? year_alone(at) : std::nullopt;
}

Maybe TimeGrammar::weekday(std::size_t at) const {
  TimePhrase phrase;
  phrase.kind = Kind::weekday;
  phrase.begin = at;
  std::size_t k = at;
  if (article(k, "the") && word(k + 1, Class::which) != nullptr) ++k;
  if (is(k, "that") && tag(k) != "DT") return std::nullopt;  // "said that Tuesday"
  while (const knowledge::TimeWord* which = word(k, Class::which)) {
    phrase.which = which->code;  // "this coming Sunday": the last one counts
    ++k;
  }
  if (!phrase.which.empty() && k > at + 1 && is(k - 1, "previous")) phrase.definite = true;
  const knowledge::TimeWord* day = word(k, Class::weekday);
  if (day == nullptr) return std::nullopt;
  // "Sun" and "Mon" alone may be names.
  if (day->dated && phrase.which.empty()) return std::nullopt;
  phrase.weekday = day->value;
  phrase.end = k + 1;
  if (sign(phrase.end, ".") && joined(phrase.end) && atoms_[k].text.size() <= 5) ++phrase.end;
  take_part(phrase);
  take_year_words(phrase);
  take_clock(phrase);
  return phrase;
}

Maybe TimeGrammar::clock(std::size_t at) const {
  TimePhrase phrase;
  phrase.kind = Kind::clock;
  phrase.begin = at;
  if (const knowledge::TimeWord* named = word(at, Class::clock)) {
    phrase.hour = named->value;
    phrase.end = at + 1;
    return phrase;
  }
  if (!in(at) || atoms_[at].number < 0 || atoms_[at].text.size() > 4) return std::nullopt;
  const std::size_t digits = atoms_[at].text.size();
  const int value = atoms_[at].number;
  std::size_t k = at + 1;
  bool minutes = false;
  if (digits <= 2 && sign(k, ":.") && joined(k) && joined(k + 1) && atoms_[k + 1].number >= 0 &&
      atoms_[k + 1].text.size() == 2) {
    phrase.hour = value;
    phrase.minute = atoms_[k + 1].number;
    minutes = sign(k, ":");
    k += 2;
    if (sign(k, ":") && joined(k) && joined(k + 1) && atoms_[k + 1].number >= 0) k += 2;
  } else if (digits >= 3) {
    phrase.hour = value / 100;
    phrase.minute = value % 100;
  } else {
    phrase.hour = value;
  }
  bool said = minutes;
  if (const knowledge::TimeWord* half = word(k, Class::meridiem);
      half != nullptr && digits <= 2 && phrase.hour <= 12) {
    const bool pm = half->code == "pm";
    phrase.hour = phrase.hour % 12 + (pm ? 12 : 0);
    said = true;
    ++k;
  } else if (const knowledge::TimeWord* oclock = word(k, Class::clockword);
             oclock != nullptr && digits <= 2 && is(k, "o'clock")) {
    said = true;
    ++k;
  }
  if (word(k, Class::zone) != nullptr) {
    phrase.universal = is(k, "gmt") || is(k, "utc");
    said = true;
    ++k;
  } else if (is(k, "local") && is(k + 1, "time")) {
    k += 2;
  }
  if (!said || phrase.hour > 24 || phrase.minute > 59) return std::nullopt;
  phrase.end = k;
  return phrase;
}

void TimeGrammar::take_clock(TimePhrase& phrase) const {
  std::size_t k = phrase.end;
  if (is(k, "at")) ++k;
  const Maybe time = clock(k);
  if (!time) return;
  phrase.hour = time->hour;
  phrase.minute = time->minute;
  phrase.universal = time->universal;
  phrase.end = time->end;
}

}  // namespace parley::mention
