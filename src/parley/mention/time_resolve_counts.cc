// Units and counts: "this week", "the past two days", "48 hours later", "every day".
#include <fmt/format.h>

#include "parley/mention/time_resolve.h"
#include "parley/mention/time_units.h"

namespace parley::mention {

using knowledge::Grain;
using knowledge::Period;
using std::chrono::days;

void TimeResolver::window(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  out.grain = std::string(name_of(grain_of(phrase.unit)));
  out.type = "DURATION";
  TimePhrase counted = phrase;
  out.value = period_value(counted);
  if (phrase.first_ones) return;
  if (phrase.count < 0) {
    // "in recent weeks", "the coming days": no count, no days
    return;
  }
  if (!today_) return;
  const int way = direction(phrase.which);
  if (way == 0) return;
  const Day other = moved_by(*today_, phrase.unit, way * phrase.count);
  out.range = way < 0 ? DateRange{other, *today_} : DateRange{*today_, other};
  out.basis = today_basis_;
}

void TimeResolver::shifted(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  const Grain grain = grain_of(phrase.unit);
  out.grain = std::string(name_of(grain));
  const bool back = phrase.shift == "ago" || phrase.shift == "earlier";
  std::optional<Day> base;
  std::string basis;
  // NOLINTNEXTLINE(bugprone-branch-clone): what was told before stands between the two.
  if (phrase.shift == "ago" || phrase.shift == "hence") {
    base = today_;
    basis = today_basis_;
  } else if (const Anchor* told = anchor(here, kFewSentences, grain <= Grain::day)) {
    base = back ? told->range.first : told->range.last;
    basis = "previous: " + told->text;
  } else if (back) {
    base = today_;
    basis = today_basis_;
  }
  if (phrase.count < 0) {
    out.value = back ? "PAST_REF" : "FUTURE_REF";
    // "hours earlier": on the day told last, as far as one can know
    if (grain == Grain::hour && basis.starts_with("previous"))
      set_period(out, knowledge::period(Grain::day, *base), basis);
    return;
  }
  if (!base) return;
  const Day day = moved_by(*base, phrase.unit, back ? -phrase.count : phrase.count);
  set_period(out, knowledge::period(grain, day), std::move(basis));
  out.range = DateRange{day, day};
}

void TimeResolver::duration(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  out.type = "DURATION";
  out.value = period_value(phrase);
  out.grain = std::string(name_of(grain_of(phrase.unit)));
  out.dates = false;
  if (!phrase.shift.empty()) {
    // "two days after the attack" dates, from a day that is not told
    out.dates = phrase.count >= 0;
    return;
  }
  out.dates = phrase.adjective;  // "the eight-year war" says when it began, if not the day
  if (phrase.count < 0 || phrase.adjective) return;
  const Anchor* told = anchor(here, 0);
  if (here.preposition == "within" || (here.preposition == "in" && here.ahead)) {
    out.dates = true;
    const std::optional<Day> base =
        told != nullptr && here.preposition == "within" ? told->range.last : today_;
    if (!base) return;
    const Day day = moved_by(*base, phrase.unit, phrase.count);
    out.range = DateRange{day, day};
    out.basis =
        told != nullptr && here.preposition == "within" ? "previous: " + told->text : today_basis_;
  } else if (here.preposition == "in" || (here.preposition == "for" && here.perfect)) {
    // "the worst day in eight months", "has fought for two years": up to now
    out.dates = true;
    if (!today_) return;
    out.range = DateRange{moved_by(*today_, phrase.unit, -phrase.count), *today_};
    out.basis = today_basis_;
  }
}

void TimeResolver::unit(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  const Grain grain = grain_of(phrase.unit);
  out.grain = std::string(name_of(grain));
  if (grain == Grain::hour) {
    out.dates = false;
    return;
  }
  const bool told_before = phrase.which == "same" || phrase.which == "that" ||
                           (phrase.definite && (phrase.which == "next" || phrase.which == "last") &&
                            (phrase.unit == "D" || phrase.unit == "NI" || phrase.which == "next"));
  if (told_before) {
    const bool by_day = grain <= Grain::day;
    const Anchor* told = anchor(here, kFewSentences, by_day);
    if (told == nullptr) {
      if (phrase.which == "next" && grain != Grain::day && today_)
        set_period(out, knowledge::shifted(grain, *today_, 1), today_basis_);
      return;
    }
    const Day base = phrase.which == "next" ? told->range.last : told->range.first;
    Period period = knowledge::shifted(grain, base, direction(phrase.which));
    if ((phrase.which == "same" || phrase.which == "that") && grain == Grain::day)
      period = {Grain::day, told->range, iso(told->range)};
    set_period(out, period, "previous: " + told->text);
    return;
  }
  if (!today_) return;
  if (phrase.which == "past") {
    out.type = "DURATION";
    set_period(out, knowledge::shifted(grain, *today_, -1), today_basis_);
    if (grain != Grain::year) out.value = "P1" + std::string(phrase.unit);
    out.range = DateRange{moved_by(*today_, phrase.unit, -1), *today_};
    return;
  }
  int steps = direction(phrase.which);
  if (phrase.unit == "Q" && phrase.which.empty())
    steps = -1;  // results are of the quarter that is over
  if (phrase.unit == "WE" && phrase.which != "next" && !here.ahead) {
    // A weekend told of is the last one begun.
    const Day saturday = knowledge::weekday_until(*today_, 6);
    steps =
        phrase.which == "last" && knowledge::period(grain, *today_).range.first <= *today_ ? -1 : 0;
    set_period(out, knowledge::shifted(grain, saturday, steps), today_basis_);
    return;
  }
  set_period(out, knowledge::shifted(grain, *today_, steps), today_basis_);
}

void TimeResolver::set(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  out.type = "SET";
  out.dates = false;
  if (!phrase.code.empty()) {
    out.value = std::string(phrase.code);
  } else if (phrase.weekday != 0) {
    out.value = fmt::format("XXXX-WXX-{}", phrase.weekday);
    if (!phrase.part.empty()) out.value += "T" + std::string(phrase.part);
    out.grain = "day";
  } else if (phrase.month != 0) {
    out.value = fmt::format("XXXX-{:02}", phrase.month);
    out.grain = "month";
  } else {
    out.value = period_value(phrase);
    out.grain = std::string(name_of(grain_of(phrase.unit)));
  }
}

}  // namespace parley::mention
