// mention/time_grammar.h - what an expression of time says, before it is known which day that is.
// A small grammar over atoms, tried at each atom; the longest reading wins. Idea: SynTime (Zhong,
// Sun & Cambria 2017): words of time have types, and expressions are short runs of types.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "parley/mention/time_atoms.h"

namespace parley::mention {

struct TimePhrase {
  enum class Kind {
    date,       // year, month, day in any mix, with or without a weekday: "Tuesday, January 31"
    weekday,    // "Monday", "last Friday night"
    deictic,    // "yesterday", "this morning", "overnight"
    unit,       // "last week", "this year", "the next day", "the weekend"
    window,     // "the past two days", "the next several weeks", "the first nine months"
    shifted,    // "two days ago", "48 hours later", "a day earlier"
    duration,   // "three weeks", "eight-year"
    quarter,    // "the third quarter", "the first half of the year"
    season,     // "last spring", "the winter of 1994"
    holiday,    // "Christmas", "Eid al-Fitr"
    decade,     // "the 1970s", "the nineties"
    century,    // "the 20th century"
    clock,      // "1900 GMT", "noon"
    set,        // "every day", "daily", "Mondays"
    reference,  // "now", "recently", "the future"
  };
  Kind kind = Kind::reference;
  std::size_t begin = 0, end = 0;  // atoms

  int year = -1, month = 0, day = 0, day_last = 0;
  int weekday = 0;
  int quarter = 0, half = 0;
  int decade = -1, century = -1;  // 1970 or, without its century, 70; 20 for 1900 to 1999
  int days_off = 0;               // of a deictic
  double count = -1;              // -1: no number said
  bool vague = false;             // "several"
  bool definite = false;          // "the" stands in front
  bool plural = false;
  bool adjective = false;       // "eight-year"
  bool first_ones = false;      // "the first nine months"
  std::string_view which;       // last this next same that
  std::string_view which_year;  // "March last year": last this next same
  std::string_view which_week;  // "Monday last week"
  std::string_view unit;        // S MIN H D NI W W2 WE M Q Y DE CE ML
  std::string_view season, part;
  std::string_view shift;  // ago earlier later hence; before, after: of an event that is named
  std::string_view edge;   // START MID END
  bool edge_noun = false;  // "the end of": not "late"
  bool so_far = false;    // "earlier this week", "later today"; with edge SO_FAR "so far this year"
  std::string_view code;  // of a set or reference
  int hour = -1, minute = 0;
  bool universal = false;  // a time zone of GMT or UTC
  bool numeric = false;    // "02/03/2010": day and month may be swapped
  const knowledge::Holiday* holiday = nullptr;
};

// "weekday"
std::string_view name_of(TimePhrase::Kind kind);

class TimeGrammar {
 public:
  TimeGrammar(const language::Parse& parse, std::span<const Atom> atoms)
      : parse_(parse), atoms_(atoms) {}

  // The longest expression that begins at this atom.
  std::optional<TimePhrase> read(std::size_t at) const;
  // Atoms to leave alone when none begins here ("25-year-old"): 1 in general.
  std::size_t skip(std::size_t at) const;

 private:
  using Class = knowledge::TimeClass;
  using Maybe = std::optional<TimePhrase>;

  bool in(std::size_t at) const { return at < atoms_.size(); }
  const knowledge::TimeWord* word(std::size_t at, Class cls) const {
    return in(at) ? reading(atoms_[at], cls) : nullptr;
  }
  bool is(std::size_t at, std::string_view lower) const {
    return in(at) && atoms_[at].lower == lower;
  }
  bool sign(std::size_t at, std::string_view signs) const;
  bool joined(std::size_t at) const;  // no white space in front of the atom
  bool article(std::size_t at, std::string_view code) const;
  std::string_view tag(std::size_t at) const { return parse_.tokens[atoms_[at].token].tag; }
  // A word or a phrase of that class, the phrase first, and the atom behind it.
  struct Hit {
    const knowledge::TimeWord* word = nullptr;
    std::size_t end = 0;
    explicit operator bool() const { return word != nullptr; }
  };
  Hit hit(std::size_t at, Class cls) const;
  bool event_follows(std::size_t at) const;

  struct Number {
    double value = 0;
    std::size_t end = 0;
    bool ordinal = false;
  };
  std::optional<Number> number(std::size_t at) const;
  std::optional<Number> number_in_words(std::size_t at) const;
  std::optional<Number> day_number(std::size_t at) const;
  std::optional<Number> year_number(std::size_t at) const;

  // The rules; each gives a phrase that begins at `at`.
  Maybe date(std::size_t at) const;
  Maybe numeric_date(std::size_t at) const;
  Maybe month_first(std::size_t at) const;
  Maybe day_first(std::size_t at) const;
  Maybe year_alone(std::size_t at) const;
  Maybe weekday(std::size_t at) const;
  Maybe deictic(std::size_t at) const;
  Maybe part_of_day(std::size_t at) const;
  Maybe counted(std::size_t at) const;
  Maybe which_unit(std::size_t at) const;
  Maybe bare_unit(std::size_t at) const;
  Maybe quarter(std::size_t at) const;
  Maybe season(std::size_t at) const;
  Maybe holiday(std::size_t at) const;
  Maybe decade(std::size_t at) const;
  Maybe clock(std::size_t at) const;
  Maybe set(std::size_t at) const;
  Maybe reference(std::size_t at) const;
  Maybe plain(std::size_t at) const;  // any of the above
  Maybe edged(std::size_t at) const;  // "early", "the end of" and one of the above
  Maybe timed(std::size_t at) const;  // a clock time or part of a day and "on" a day
  // Takes what may stand behind: "last year" after a month, "morning" after a day.
  int two_digit_year(std::size_t at) const;
  void take_year_words(TimePhrase& phrase) const;
  void take_part(TimePhrase& phrase) const;
  void take_clock(TimePhrase& phrase) const;
  bool age(std::size_t end) const;  // "old" or "of age" follows

  const language::Parse& parse_;
  std::span<const Atom> atoms_;
};

}  // namespace parley::mention
