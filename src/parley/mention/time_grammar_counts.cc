// Numbers and counted units: "the past two days", "48 hours later", "last week".
#include <algorithm>
#include <cmath>

#include "parley/mention/time_grammar.h"

namespace parley::mention {

using Kind = TimePhrase::Kind;
using Maybe = std::optional<TimePhrase>;

namespace {

bool is_plural(std::string_view lower) { return lower.size() > 2 && lower.back() == 's'; }

std::string_view direction_of(std::string_view shift) {
  return shift == "before" ? "earlier" : shift == "after" ? "later" : shift;
}

bool is_one_of_event(std::string_view shift) { return shift == "before" || shift == "after"; }

}  // namespace

std::optional<TimeGrammar::Number> TimeGrammar::number_in_words(std::size_t at) const {
  // "twenty-one", "one hundred and five", "twenty-first"
  double total = 0, part = 0;
  std::size_t k = at, end = at;
  bool ordinal = false;
  while (in(k) && !ordinal) {
    if (const knowledge::TimeWord* word_here = word(k, Class::number)) {
      const int value = word_here->value;
      if (value >= 100) {
        part = std::max(part, 1.0) * value;
        if (value == 1000) {
          total += part;
          part = 0;
        }
      } else if (part > 0 && (value >= 10 || std::fmod(part, 10) != 0)) {
        break;  // "twenty thirty", "five six"
      } else {
        part += value;
      }
    } else if (const knowledge::TimeWord* last = word(k, Class::ordinal)) {
      if (part > 0 && std::fmod(part, 10) != 0) break;
      part += last->value;
      ordinal = true;
    } else {
      break;
    }
    end = ++k;
    const bool more =
        word(k + 1, Class::number) != nullptr || word(k + 1, Class::ordinal) != nullptr;
    if (more && (sign(k, "-") || (is(k, "and") && part >= 100))) ++k;
  }
  if (end == at) return std::nullopt;
  return Number{total + part, end, ordinal};
}

std::optional<TimeGrammar::Number> TimeGrammar::number(std::size_t at) const {
  if (!in(at)) return std::nullopt;
  if (atoms_[at].number < 0) return number_in_words(at);
  Number found{static_cast<double>(atoms_[at].number), at + 1, false};
  // 1,500 and 2.5
  while (sign(found.end, ",") && joined(found.end) && joined(found.end + 1) &&
         atoms_[found.end + 1].text.size() == 3 && atoms_[found.end + 1].number >= 0) {
    found.value = found.value * 1000 + atoms_[found.end + 1].number;
    found.end += 2;
  }
  if (sign(found.end, ".") && joined(found.end) && joined(found.end + 1) &&
      atoms_[found.end + 1].number >= 0 && atoms_[found.end + 1].text.size() <= 3) {
    const Atom& part = atoms_[found.end + 1];
    found.value += part.number / std::pow(10.0, static_cast<double>(part.text.size()));
    found.end += 2;
  } else if (in(found.end + 2) && atoms_[found.end].number == 1 && sign(found.end + 1, "/") &&
             atoms_[found.end + 2].number == 2) {
    found.value += 0.5;  // "2 1/2"
    found.end += 3;
  } else if (joined(found.end) && (is(found.end, "st") || is(found.end, "nd") ||
                                   is(found.end, "rd") || is(found.end, "th"))) {
    found.ordinal = true;
    found.end += 1;
  }
  return found;
}

bool TimeGrammar::age(std::size_t end) const {
  return is(end, "old") || (sign(end, "-") && is(end + 1, "old")) || is(end, "older") ||
         is(end, "younger") || (is(end, "of") && is(end + 1, "age"));
}

// "two days after the attack": what stands behind "before" and "after" is the event counted from.
bool TimeGrammar::event_follows(std::size_t at) const {
  if (!in(at)) return false;
  const std::string_view behind = tag(at);
  return behind.starts_with("NN") || behind.starts_with("PRP") || behind.starts_with("JJ") ||
         behind == "DT" || behind == "VBG" || behind == "CD" || behind == "WP" || behind == "EX";
}

Maybe TimeGrammar::counted(std::size_t at) const {
  TimePhrase phrase;
  phrase.begin = at;
  std::size_t k = at;
  while (const Hit approx = hit(k, Class::approx)) k = approx.end;
  // "over the next weeks": a preposition
  if (k > at && (article(k, "the") || word(k, Class::which) != nullptr)) return std::nullopt;
  if (article(k, "the")) {
    phrase.definite = true;
    ++k;
  }
  while (const knowledge::TimeWord* which = word(k, Class::which)) {
    phrase.which = which->code;
    ++k;
  }
  if (is(k, "first") &&
      (word(k + 1, Class::number) != nullptr || word(k + 1, Class::vague) != nullptr ||
       (in(k + 1) && atoms_[k + 1].number >= 0) || is(k + 1, "days"))) {
    phrase.first_ones = true;
    ++k;
  }
  const std::size_t count_at = k;
  bool half = false;
  if (word(k, Class::half) != nullptr) {  // "half an hour", "half a century"
    half = true;
    ++k;
    if (!article(k, "a")) return std::nullopt;
  }
  if (article(k, "a")) {
    phrase.count = 1;
    ++k;
    if (is(k, "half") || is(k, "quarter")) {
      phrase.count = is(k, "half") ? 0.5 : 0.25;
      ++k;
    }
  }
  if (word(k, Class::vague) != nullptr) {
    phrase.vague = true;
    phrase.count = -1;
    ++k;
    if (word(k, Class::of) != nullptr) ++k;
    if (article(k, "the")) ++k;
    while (const knowledge::TimeWord* which = word(k, Class::which)) {
      phrase.which = which->code;  // "some of the past weeks"
      ++k;
    }
  } else if (phrase.count < 0 || half) {
    if (const auto count = number(k); count && !count->ordinal) {
      phrase.count = count->value;
      k = count->end;
      // "two to three weeks", "one or two years": the last one is read
      if (is(k, "to") || is(k, "or") || sign(k, "-") || is(k, "\xE2\x80\x93"))
        if (const auto second = number(k + 1);
            second && !second->ordinal && word(second->end, Class::unit) != nullptr) {
          phrase.count = second->value;
          phrase.vague = true;
          k = second->end;
        }
    } else if (count && count->ordinal && !phrase.first_ones) {
      return std::nullopt;
    }
  }
  if (half) phrase.count = 0.5;
  const bool dashed = sign(k, "-") && joined(k);
  if (dashed) ++k;
  if (word(k, Class::filler) != nullptr) ++k;
  const knowledge::TimeWord* unit = word(k, Class::unit);
  if (unit == nullptr) return std::nullopt;
  phrase.unit = unit->code;
  phrase.plural = is_plural(atoms_[k].lower);
  const bool said = phrase.count >= 0 || phrase.vague;
  if (!said && !(phrase.plural && (k > count_at || !phrase.which.empty() || phrase.first_ones)) &&
      !phrase.plural)
    return std::nullopt;
  // "one second", "the third second" aside, an ordinal "second" is no unit.
  if (unit->code == "S" && !said) return std::nullopt;
  ++k;
  if (is(k, "and") && article(k + 1, "a") && is(k + 2, "half")) {
    phrase.count += 0.5;
    k += 3;
  }
  if (is(k, "or") && (is(k + 1, "so") || is(k + 1, "more"))) k += 2;
  if (age(k)) return std::nullopt;
  phrase.adjective = (dashed || (sign(k, "-") && joined(k))) && !phrase.plural;
  if (sign(k, "-") && joined(k) && (is(k + 1, "long") || is(k + 1, "old"))) k += 2;
  const bool window = !phrase.which.empty() || phrase.first_ones;
  // "a year-earlier loss"
  const std::size_t shift_at = sign(k, "-") && joined(k) && word(k + 1, Class::shift) ? k + 1 : k;
  if (const Hit shift = hit(shift_at, Class::shift); shift && (!phrase.adjective || shift_at > k)) {
    const bool of_event = is_one_of_event(shift.word->code);
    if (!of_event || !event_follows(shift.end)) {
      phrase.shift = direction_of(shift.word->code);
      phrase.kind = Kind::shifted;
      phrase.end = shift.end;
      return phrase;
    }
    if (said) {
      phrase.shift = shift.word->code;
      phrase.kind = Kind::duration;
      phrase.end = k;
      return phrase;
    }
  }
  // "within weeks", "for years"
  const bool bare = !said && !window;
  if (bare && !(at > 0 && phrase.plural && word(at - 1, Class::measure) != nullptr))
    return std::nullopt;
  phrase.vague = phrase.vague || bare;
  phrase.end = k;
  phrase.kind = window ? Kind::window : Kind::duration;
  if (phrase.first_ones && phrase.unit == "D" && word(k, Class::of) != nullptr) {
    // "the first days of June"
    const std::size_t inner = article(k + 1, "the") ? k + 2 : k + 1;
    for (Maybe found : {date(inner), which_unit(inner)})
      if (found) {
        found->begin = at;
        found->edge = "FIRST_DAYS";
        return found;
      }
  }
  return phrase;
}

Maybe TimeGrammar::which_unit(std::size_t at) const {
  TimePhrase phrase;
  phrase.kind = Kind::unit;
  phrase.begin = at;
  std::size_t k = at;
  if (article(k, "the")) {
    phrase.definite = true;
    ++k;
  }
  if (is(k, "very")) ++k;
  bool any = false;
  while (const knowledge::TimeWord* which = word(k, Class::which)) {
    phrase.which = which->code;
    any = true;
    // "the following day", "the previous night": counted from what was told before
    if (is(k, "following") || is(k, "previous") || is(k, "preceding") || is(k, "subsequent"))
      phrase.definite = true;
    ++k;
  }
  if (!any) return std::nullopt;
  if (word(k, Class::era) != nullptr) ++k;
  if (is(k, "calendar") || is(k, "academic")) ++k;
  if (const knowledge::TimeWord* month = word(k, Class::month)) {
    phrase.kind = Kind::date;
    phrase.month = month->value;
    phrase.end = k + 1;
    // "last March 5" is a day
    if (const auto day = day_number(k + 1); day && word(day->end, Class::unit) == nullptr) {
      phrase.day = static_cast<int>(day->value);
      phrase.end = day->end;
    }
    return phrase;
  }
  if (const knowledge::TimeWord* unit = word(k, Class::unit)) {
    if (is_plural(atoms_[k].lower)) return std::nullopt;
    phrase.unit = unit->code;
    phrase.end = k + 1;
    if (unit->code == "NI") phrase.part = "NI";
    if (unit->code == "S" || unit->code == "ML") return std::nullopt;
    // "this year's", "the same day night"
    if (unit->code == "D") take_part(phrase);
    return phrase;
  }
  return std::nullopt;
}

Maybe TimeGrammar::bare_unit(std::size_t at) const {
  // "the weekend", "the week", "the year": which one only the text tells.
  if (!article(at, "the")) return std::nullopt;
  const knowledge::TimeWord* unit = word(at + 1, Class::unit);
  if (unit == nullptr) return std::nullopt;
  if (unit->code != "WE" && unit->code != "W" && unit->code != "Y" && unit->code != "M" &&
      unit->code != "D" && unit->code != "Q")
    return std::nullopt;
  TimePhrase phrase;
  phrase.kind = Kind::unit;
  phrase.begin = at;
  phrase.definite = true;
  phrase.unit = unit->code;
  phrase.end = at + 2;
  if (is_plural(atoms_[at + 1].lower)) return std::nullopt;
  if (const Hit shift = hit(at + 2, Class::shift);
      shift && !(is_one_of_event(shift.word->code) && event_follows(shift.end))) {
    // "the day before", "the week after"
    phrase.kind = Kind::shifted;
    phrase.count = 1;
    phrase.shift = direction_of(shift.word->code);
    phrase.end = shift.end;
    return phrase;
  }
  // "the day of the attack", "the week that ended": an event tells which
  if (in(at + 2) && (is(at + 2, "of") || is(at + 2, "that") || is(at + 2, "when")))
    return std::nullopt;
  if (unit->code == "D") return std::nullopt;
  return phrase;
}

}  // namespace parley::mention
