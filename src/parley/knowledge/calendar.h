// knowledge/calendar.h - days, weeks, months, and the words for them.
// Days     UTC, proleptic Gregorian; weeks are ISO 8601: Monday first.
// Seasons  of the northern half of the world: winter 1994 is December 1993 to February 1994.
// Words    knowledge/time/words.tsv, holidays knowledge/time/holidays.tsv; matched in lower case.
// Cost     word() is one hash look-up; a Calendar is immutable after load.
// Sources  ISO 8601; TimeML 1.2.1 (TIMEX3 values); Meeus, Astronomical Algorithms, ch. 8 (Easter);
//          the tabular Islamic calendar (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/date.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

enum class Grain {
  hour,
  part,
  day,
  week,
  weekend,
  month,
  season,
  quarter,
  half,
  year,
  decade,
  century
};
std::string_view name_of(Grain grain);

// The period of this grain that holds the day: its days and its TIMEX3 value ("1998-W08").
struct Period {
  Grain grain = Grain::day;
  DateRange range;
  std::string value;
};
Period period(Grain grain, Day day);
// The period `count` further on (back when negative): shifted(month, 31 March, 1) is April.
Period shifted(Grain grain, Day day, int count);
// The day `count` steps of that grain away, the day of the month kept where the month has it.
Day moved(Day day, Grain grain, int count);
// 1 is Monday.
unsigned weekday_of(Day day);
// First day on or after, on or before, that is this weekday.
Day weekday_from(Day day, unsigned weekday);
Day weekday_until(Day day, unsigned weekday);
int year_of(Day day);
unsigned month_of(Day day);
std::optional<Day> easter(int year);
std::optional<Day> orthodox_easter(int year);
// Gregorian day of a day of the tabular Islamic calendar.
Day hijri_day(int year, unsigned month, unsigned day);

// What a word can be in an expression of time.
enum class TimeClass : std::uint8_t {
  weekday,    // value 1 (Monday) to 7
  weekdays,   // "Mondays": a set
  month,      // 1 to 12
  number,     // "twenty"
  ordinal,    // "third"
  vague,      // "several", "few": a count that is not said
  unit,       // code S MIN H D NI W W2 WE M Q Y DE CE ML
  season,     // code SP SU FA WI
  part,       // code MO AF EV NI DT: a part of a day
  clock,      // "noon": code 12:00
  deictic,    // "yesterday": value -1, code NI where it is a night
  reference,  // code PAST_REF PRESENT_REF FUTURE_REF
  which,      // code last past recent this next same that
  shift,      // code ago earlier later hence; before after
  approx,     // "nearly", "at least"
  edge,       // a noun: code START MID END
  edgeword,   // an adjective or adverb: "early", "mid", "late"
  every,      // "every", "each", "per"
  set,        // "daily": code P1D
  decade,     // "nineties": value 90
  half,       // "half"
  era,        // "fiscal"
  article,    // code the, a
  of,
  on,
  zone,         // "GMT"
  meridiem,     // code am pm
  clockword,    // "o'clock"
  future_noun,  // "summit": what lies ahead when it is dated; code ahead: even in a clause of the present ("deadline")
  filler,       // "more", "full": between a count and its unit
  lead,         // "in", "since": before a season's bare name
  measure,      // "within", "for": before a unit without a number
  future_word,  // "due", "scheduled": what depends on it lies ahead
  implicative,  // a verb whose infinitive happens when it does: "manage", "begin"
  memory,       // "anniversary": what its sentence names is no news
};

struct TimeWord {
  TimeClass cls = TimeClass::number;
  int value = 0;
  std::string code;
  bool capital = false;   // only when written with a capital
  bool noun = false;      // only when tagged as a noun
  bool name = false;      // only when tagged as a name, or beside a number
  bool dated = false;     // only beside another word of time
  std::size_t words = 1;  // how many words it has
};

struct Holiday {
  std::string name;  // as in the file
  std::size_t words = 1;
  // The days it falls on in that year; nullopt where the rule gives none. Islamic feasts may fall
  // twice in a year: the first one counts.
  std::optional<DateRange> in_year(int year) const;

  enum class Rule { fixed, easter, orthodox, nth, hijri };
  Rule rule = Rule::fixed;
  int a = 0, b = 0, c = 0;
  int days = 1;
};

class Calendar {
 public:
  static Result<Calendar> load(const Files& files);

  // All readings of a word or phrase in lower case, longest phrase handled by the caller; nullptr
  // when it is no word of time.
  const std::vector<TimeWord>* word(std::string_view lower) const;
  // Holiday by its name in lower case.
  const Holiday* holiday(std::string_view lower) const;
  // Whether a phrase of more than one word, or a holiday, begins with this word.
  bool begins_phrase(std::string_view lower) const;
  std::size_t longest_phrase() const { return longest_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <class T>
  using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;
  Map<std::vector<TimeWord>> words_;
  Map<Holiday> holidays_;
  Map<bool> first_words_;
  std::size_t longest_ = 1;
};

}  // namespace parley::knowledge
