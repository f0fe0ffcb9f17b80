#include "parley/knowledge/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

using std::chrono::days;

int floor_div(int a, int b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

std::chrono::year_month_day parts_of(Day day) { return std::chrono::year_month_day{day}; }

Day first_of_month(int year, unsigned month) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / 1};
}

// Month number counted from year 0, so that months can be added.
Day first_of_month_number(int number) {
  const int year = floor_div(number, 12);
  return first_of_month(year, static_cast<unsigned>(number - year * 12) + 1);
}

int month_number(Day day) { return year_of(day) * 12 + static_cast<int>(month_of(day)) - 1; }

DateRange months_from(int number, int count) {
  return {first_of_month_number(number), first_of_month_number(number + count) - days{1}};
}

Period week_of(Day day) {
  const Day monday = weekday_until(day, 1);
  // ISO 8601: a week belongs to the year of its Thursday.
  const Day thursday = monday + days{3};
  const int year = year_of(thursday);
  const int number = static_cast<int>((thursday - first_of_month(year, 1)).count()) / 7 + 1;
  return {Grain::week, {monday, monday + days{6}}, fmt::format("{:04}-W{:02}", year, number)};
}

Period season_of(Day day) {
  static constexpr std::array<const char*, 4> kSeasons{"WI", "SP", "SU", "FA"};
  // December opens the winter of the next year.
  const int shifted_month = month_number(day) + 1;
  const int start = shifted_month - shifted_month % 3 - 1;
  const int year = floor_div(shifted_month, 12);
  return {
      Grain::season, months_from(start, 3),
      fmt::format("{:04}-{}", year, kSeasons[static_cast<std::size_t>(shifted_month % 12 / 3)])};
}

int number_in(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

const std::unordered_map<std::string_view, TimeClass>& classes() {
  static const std::unordered_map<std::string_view, TimeClass> kClasses{
      {"weekday", TimeClass::weekday},
      {"weekdays", TimeClass::weekdays},
      {"month", TimeClass::month},
      {"number", TimeClass::number},
      {"ordinal", TimeClass::ordinal},
      {"vague", TimeClass::vague},
      {"unit", TimeClass::unit},
      {"season", TimeClass::season},
      {"part", TimeClass::part},
      {"clock", TimeClass::clock},
      {"deictic", TimeClass::deictic},
      {"reference", TimeClass::reference},
      {"which", TimeClass::which},
      {"shift", TimeClass::shift},
      {"approx", TimeClass::approx},
      {"edge", TimeClass::edge},
      {"edgeword", TimeClass::edgeword},
      {"every", TimeClass::every},
      {"set", TimeClass::set},
      {"decade", TimeClass::decade},
      {"half", TimeClass::half},
      {"era", TimeClass::era},
      {"article", TimeClass::article},
      {"of", TimeClass::of},
      {"on", TimeClass::on},
      {"zone", TimeClass::zone},
      {"meridiem", TimeClass::meridiem},
      {"clockword", TimeClass::clockword},
      {"future_noun", TimeClass::future_noun},
      {"filler", TimeClass::filler},
      {"lead", TimeClass::lead},
      {"measure", TimeClass::measure},
      {"future_word", TimeClass::future_word},
      {"implicative", TimeClass::implicative},
      {"memory", TimeClass::memory}};
  return kClasses;
}

Result<TimeWord> word_of(const Row& row) {
  const auto cls = classes().find(row[1]);
  if (cls == classes().end())
    return row.error(fmt::format("'{}' is no class of time words; see calendar.h", row[1]));
  TimeWord word;
  word.cls = cls->second;
  const std::vector<std::string_view> value = split(row[2], ' ');
  if (!value.empty()) word.value = number_in(value.front());
  word.code = std::string(value.back());
  for (const std::string_view need : split(row[3], ' ')) {
    if (need.empty()) continue;
    bool* flag = need == "capital" ? &word.capital
                 : need == "noun"  ? &word.noun
                 : need == "name"  ? &word.name
                 : need == "dated" ? &word.dated
                                   : nullptr;
    if (flag == nullptr) return row.error(fmt::format("'{}' is no need of a time word", need));
    *flag = true;
  }
  word.words = split(row[0], ' ').size();
  return word;
}

Result<Holiday> holiday_of(const Row& row) {
  Holiday day;
  day.name = std::string(row[0]);
  day.words = split(row[0], ' ').size();
  day.days = std::max(1, number_in(row[2]));
  const std::vector<std::string_view> rule = split(row[1], ' ');
  const auto number = [&](std::size_t i) { return i < rule.size() ? number_in(rule[i]) : 0; };
  day.a = number(1);
  day.b = number(2);
  day.c = number(3);
  if (rule[0] == "fixed" && rule.size() == 2 && rule[1].size() == 5) {
    day.rule = Holiday::Rule::fixed;
    day.a = number_in(rule[1].substr(0, 2));
    day.b = number_in(rule[1].substr(3));
  } else if (rule[0] == "easter" && rule.size() == 2) {
    day.rule = Holiday::Rule::easter;
  } else if (rule[0] == "orthodox" && rule.size() == 2) {
    day.rule = Holiday::Rule::orthodox;
  } else if (rule[0] == "nth" && rule.size() == 4) {
    day.rule = Holiday::Rule::nth;
  } else if (rule[0] == "hijri" && rule.size() == 3) {
    day.rule = Holiday::Rule::hijri;
  } else {
    return row.error(fmt::format("'{}' is no rule for a holiday", row[1]));
  }
  return day;
}

std::string first_word(std::string_view phrase) {
  return std::string(phrase.substr(0, phrase.find(' ')));
}

}  // namespace

std::string_view name_of(Grain grain) {
  static constexpr std::array<std::string_view, 12> kNames{"hour",    "part",  "day",    "week",
                                                           "weekend", "month", "season", "quarter",
                                                           "half",    "year",  "decade", "century"};
  return kNames[static_cast<std::size_t>(grain)];
}

int year_of(Day day) { return static_cast<int>(parts_of(day).year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(parts_of(day).month()); }
unsigned weekday_of(Day day) { return std::chrono::weekday{day}.iso_encoding(); }

Day weekday_from(Day day, unsigned weekday) {
  return day + days{(weekday + 7 - weekday_of(day)) % 7};
}
Day weekday_until(Day day, unsigned weekday) {
  return day - days{(weekday_of(day) + 7 - weekday) % 7};
}

Period period(Grain grain, Day day) {
  const int year = year_of(day);
  const int number = month_number(day);
  switch (grain) {
    case Grain::hour:
    case Grain::part:
    case Grain::day:
      return {grain, {day, day}, iso(day)};
    case Grain::week:
      return week_of(day);
    case Grain::weekend: {
      Period week = week_of(day);
      return {grain, {week.range.last - days{1}, week.range.last}, week.value + "-WE"};
    }
    case Grain::month:
      return {grain, months_from(number, 1), fmt::format("{:04}-{:02}", year, month_of(day))};
    case Grain::season:
      return season_of(day);
    case Grain::quarter:
      return {grain, months_from(number - number % 3, 3),
              fmt::format("{:04}-Q{}", year, number % 12 / 3 + 1)};
    case Grain::half:
      return {grain, months_from(number - number % 6, 6),
              fmt::format("{:04}-H{}", year, number % 12 / 6 + 1)};
    case Grain::year:
      return {grain, months_from(year * 12, 12), fmt::format("{:04}", year)};
    case Grain::decade:
      return {grain, months_from(floor_div(year, 10) * 120, 120),
              fmt::format("{:03}", floor_div(year, 10))};
    case Grain::century:
      return {grain, months_from(floor_div(year, 100) * 1200, 1200),
              fmt::format("{:02}", floor_div(year, 100))};
  }
  return {Grain::day, {day, day}, iso(day)};
}

Day moved(Day day, Grain grain, int count) {
  int months = 0;
  switch (grain) {
    case Grain::hour:
    case Grain::part:
    case Grain::day:
      return day + days{count};
    case Grain::week:
    case Grain::weekend:
      return day + days{7 * count};
    case Grain::month:
      months = 1;
      break;
    case Grain::season:
    case Grain::quarter:
      months = 3;
      break;
    case Grain::half:
      months = 6;
      break;
    case Grain::year:
      months = 12;
      break;
    case Grain::decade:
      months = 120;
      break;
    case Grain::century:
      months = 1200;
      break;
  }
  const int number = month_number(day) + months * count;
  const DateRange month = months_from(number, 1);
  const days offset = day - first_of_month_number(month_number(day));
  return std::min(month.first + offset, month.last);
}

Period shifted(Grain grain, Day day, int count) {
  return period(grain, moved(period(grain, day).range.first, grain, count));
}

std::optional<Day> easter(int year) {
  if (year < 1583) return std::nullopt;
  // Meeus, ch. 8.
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
  const int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return make_day(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

std::optional<Day> orthodox_easter(int year) {
  if (year < 1583) return std::nullopt;
  // Meeus, ch. 8, Julian Easter; then the difference of the calendars in that century.
  const int a = year % 4, b = year % 7, c = year % 19, d = (19 * c + 15) % 30;
  const int e = (2 * a + 4 * b - d + 34) % 7, n = d + e + 114;
  const std::optional<Day> julian =
      make_day(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
  if (!julian) return std::nullopt;
  return *julian + days{year / 100 - year / 400 - 2};
}

Day hijri_day(int year, unsigned month, unsigned day) {
  // Days before the year: 354 each and a leap day in 11 years of 30.
  const int passed = (year - 1) * 354 + (3 + 11 * year) / 30;
  // Months have 30 and 29 days by turns.
  const int in_year = static_cast<int>((month - 1) * 29 + month / 2 + day);
  const Day epoch = first_of_month(622, 7) + days{18};  // 1 Muharram 1: 19 July 622, Gregorian
  return epoch + days{passed + in_year - 1};
}

std::optional<DateRange> Holiday::in_year(int year) const {
  std::optional<Day> first;
  switch (rule) {
    case Rule::fixed:
      first = make_day(year, static_cast<unsigned>(a), static_cast<unsigned>(b));
      break;
    case Rule::easter:
      first = knowledge::easter(year);
      if (first) *first += std::chrono::days{a};
      break;
    case Rule::orthodox:
      first = orthodox_easter(year);
      if (first) *first += std::chrono::days{a};
      break;
    case Rule::nth: {
      const DateRange month =
          period(Grain::month, first_of_month(year, static_cast<unsigned>(a))).range;
      const auto weekday = static_cast<unsigned>(b);
      first = c > 0 ? weekday_from(month.first, weekday) + std::chrono::days{7 * (c - 1)}
                    : weekday_until(month.last, weekday);
      break;
    }
    case Rule::hijri: {
      const int guess = (year - 622) * 33 / 32;
      for (int h = guess - 1; h <= guess + 2 && !first; ++h) {
        const Day candidate = hijri_day(h, static_cast<unsigned>(a), static_cast<unsigned>(b));
        if (year_of(candidate) == year) first = candidate;
      }
      break;
    }
  }
  if (!first) return std::nullopt;
  return DateRange{*first, *first + std::chrono::days{days - 1}};
}

Result<Calendar> Calendar::load(const Files& files) {
  Calendar calendar;
  const auto note_phrase = [&](std::string_view phrase, std::size_t words) {
    calendar.longest_ = std::max(calendar.longest_, words);
    if (words > 1) calendar.first_words_.emplace(first_word(phrase), true);
  };
  Status problem = read_tsv(files, "time/words.tsv", 3, 4, [&](const Row& row) -> Status {
    Result<TimeWord> word = word_of(row);
    if (!word) return word.error();
    note_phrase(row[0], word->words);
    calendar.words_[std::string(row[0])].push_back(std::move(*word));
    return std::nullopt;
  });
  if (problem) return *problem;
  problem = read_tsv(files, "time/holidays.tsv", 2, 3, [&](const Row& row) -> Status {
    Result<Holiday> holiday = holiday_of(row);
    if (!holiday) return holiday.error();
    const std::string key = ascii_lower(row[0]);
    note_phrase(key, holiday->words);
    calendar.first_words_.emplace(first_word(key), true);
    calendar.holidays_.insert_or_assign(key, std::move(*holiday));
    return std::nullopt;
  });
  if (problem) return *problem;
  return calendar;
}

const std::vector<TimeWord>* Calendar::word(std::string_view lower) const {
  const auto found = words_.find(lower);
  return found == words_.end() ? nullptr : &found->second;
}

const Holiday* Calendar::holiday(std::string_view lower) const {
  const auto found = holidays_.find(lower);
  return found == holidays_.end() ? nullptr : &found->second;
}

bool Calendar::begins_phrase(std::string_view lower) const {
  return first_words_.find(lower) != first_words_.end();
}

}  // namespace parley::knowledge
