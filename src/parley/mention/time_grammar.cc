// Quarters, seasons, sets, references, and how the parts of an expression join.
#include "parley/mention/time_grammar.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::mention {

using Kind = TimePhrase::Kind;
using Maybe = std::optional<TimePhrase>;

namespace {

bool is_plural(std::string_view lower) { return lower.size() > 2 && lower.back() == 's'; }

void keep_longer(Maybe& best, const Maybe& other) {
  if (other && (!best || other->end > best->end)) best = other;
}

}  // namespace

std::string_view name_of(Kind kind) {
  static constexpr std::string_view kNames[] = {
      "date",   "weekday", "deictic", "unit",    "window", "shifted", "duration", "quarter",
      "season", "holiday", "decade",  "century", "clock",  "set",     "reference"};
  return kNames[static_cast<std::size_t>(kind)];
}

TimeGrammar::Hit TimeGrammar::hit(std::size_t at, Class cls) const {
  if (!in(at)) return {};
  if (atoms_[at].phrase != nullptr)
    for (const knowledge::TimeWord& word_here : *atoms_[at].phrase)
      if (word_here.cls == cls) return {&word_here, at + atoms_[at].length};
  return {word(at, cls), at + 1};
}

Maybe TimeGrammar::quarter(std::size_t at) const {
  TimePhrase phrase;
  phrase.kind = Kind::quarter;
  phrase.begin = at;
  std::size_t k = at;
  if (article(k, "the")) ++k;
  if (in(k) && atoms_[k].text.size() == 1 && is(k, "q") && joined(k + 1) &&
      atoms_[k + 1].number >= 1 && atoms_[k + 1].number <= 4) {
    phrase.quarter = atoms_[k + 1].number;
    k += 2;
  } else {
    while (const knowledge::TimeWord* which = word(k, Class::which)) {
      phrase.which = which->code;
      ++k;
    }
    const knowledge::TimeWord* ordinal = word(k, Class::ordinal);
    if (ordinal == nullptr) return std::nullopt;
    ++k;
    if (word(k, Class::era) != nullptr) ++k;
    if (sign(k, "-")) ++k;
    if (is(k, "quarter") && ordinal->value <= 4) {
      phrase.quarter = ordinal->value;
    } else if (is(k, "half") && ordinal->value <= 2 && !sign(k + 1, "-")) {
      phrase.half = ordinal->value;
    } else {
      return std::nullopt;
    }
    ++k;
  }
  phrase.end = k;
  if (word(k, Class::of) != nullptr) ++k;
  const Maybe of = article(k, "the") && is(k + 1, "year") ? bare_unit(k) : which_unit(k);
  if (of && of->unit == "Y") {
    phrase.which_year = of->which.empty() ? std::string_view("this") : of->which;
    phrase.end = of->end;
  } else if (const auto year = year_number(word(k, Class::era) != nullptr ? k + 1 : k)) {
    phrase.year = static_cast<int>(year->value);
    phrase.end = year->end;
  } else if (phrase.half != 0) {
    return std::nullopt;  // "the first half" is as often one of a match
  }
  return phrase;
}

Maybe TimeGrammar::season(std::size_t at) const {
  TimePhrase phrase;
  phrase.kind = Kind::season;
  phrase.begin = at;
  std::size_t k = at;
  if (article(k, "the")) ++k;
  while (const knowledge::TimeWord* which = word(k, Class::which)) {
    phrase.which = which->code;
    ++k;
  }
  const knowledge::TimeWord* season = word(k, Class::season);
  if (season == nullptr) return std::nullopt;
  phrase.season = season->code;
  phrase.end = k + 1;
  std::size_t y = phrase.end;
  if (word(y, Class::of) != nullptr) ++y;
  if (const auto year = year_number(y)) {
    phrase.year = static_cast<int>(year->value);
    phrase.end = year->end;
  }
  take_year_words(phrase);
  const bool alone = phrase.which.empty() && phrase.year < 0 && phrase.which_year.empty();
  if (!alone) return phrase;
  // The word alone is often no time at all ("Arab Spring", "a spring of water").
  const bool led = at > 0 && word(at - 1, Class::lead) != nullptr;
  if (season->dated && !(led && k > at)) return std::nullopt;
  return led || parse_.tokens[atoms_[k].token].ent_type == "DATE" ? Maybe(phrase) : std::nullopt;
}

Maybe TimeGrammar::holiday(std::size_t at) const {
  TimePhrase phrase;
  phrase.kind = Kind::holiday;
  phrase.begin = at;
  std::size_t k = at;
  if (article(k, "the")) ++k;
  while (const knowledge::TimeWord* which = word(k, Class::which)) {
    phrase.which = which->code;
    ++k;
  }
  if (!in(k) || atoms_[k].holiday == nullptr) return std::nullopt;
  phrase.holiday = atoms_[k].holiday;
  phrase.end = k + atoms_[k].length;
  std::size_t y = phrase.end;
  if (word(y, Class::of) != nullptr) ++y;
  if (const auto year = year_number(y)) {
    phrase.year = static_cast<int>(year->value);
    phrase.end = year->end;
  }
  return phrase;
}

Maybe TimeGrammar::decade(std::size_t at) const {
  TimePhrase phrase;
  phrase.begin = at;
  std::size_t k = at;
  if (article(k, "the")) ++k;
  while (word(k, Class::edgeword) != nullptr) {
    phrase.edge = word(k, Class::edgeword)->code;
    ++k;
    if (sign(k, "-")) ++k;
  }
  if (const knowledge::TimeWord* named = word(k, Class::decade)) {
    phrase.kind = Kind::decade;
    phrase.decade = named->value;
    phrase.end = k + 1;
    return k > at ? Maybe(phrase) : std::nullopt;
  }
  if (in(k) && atoms_[k].number >= 0 && atoms_[k].number % 10 == 0) {
    std::size_t s = k + 1;
    if (sign(s, "'") || is(s, "\xE2\x80\x99")) ++s;
    const bool full =
        atoms_[k].text.size() == 4 && atoms_[k].number >= 1000 && atoms_[k].number <= 2100;
    const bool cut =
        atoms_[k].text.size() == 2 && k > 0 && (sign(k - 1, "'`") || is(k - 1, "\xE2\x80\x99"));
    if (is(s, "s") && joined(k + 1) && (full || cut)) {
      phrase.kind = Kind::decade;
      phrase.decade = atoms_[k].number;
      phrase.end = s + 1;
      return phrase;
    }
  }
  if (const auto ordinal = number(k); ordinal && ordinal->ordinal && ordinal->value <= 30) {
    std::size_t c = ordinal->end;
    if (sign(c, "-")) ++c;
    if (const knowledge::TimeWord* unit = word(c, Class::unit);
        unit != nullptr && unit->code == "CE") {
      phrase.kind = Kind::century;
      phrase.century = static_cast<int>(ordinal->value);
      phrase.end = c + 1;
      return phrase;
    }
  }
  return std::nullopt;
}

Maybe TimeGrammar::deictic(std::size_t at) const {
  const knowledge::TimeWord* day = word(at, Class::deictic);
  if (day == nullptr) return std::nullopt;
  TimePhrase phrase;
  phrase.kind = Kind::deictic;
  phrase.begin = at;
  phrase.end = at + 1;
  phrase.days_off = day->value;
  if (day->code == "overnight") {
    phrase.code = "overnight";
    return phrase;
  }
  if (day->code == "NI") phrase.part = "NI";
  take_part(phrase);
  take_clock(phrase);
  return phrase;
}

Maybe TimeGrammar::part_of_day(std::size_t at) const {
  // "this morning", "last night", "the afternoon", "Monday"-less parts
  TimePhrase phrase;
  phrase.kind = Kind::deictic;
  phrase.begin = at;
  std::size_t k = at;
  if (article(k, "the")) {
    phrase.definite = true;
    ++k;
  }
  while (const knowledge::TimeWord* which = word(k, Class::which)) {
    phrase.which = which->code;
    ++k;
  }
  const knowledge::TimeWord* part = word(k, Class::part);
  if (part == nullptr || is_plural(atoms_[k].lower)) return std::nullopt;
  phrase.part = part->code;
  phrase.end = k + 1;
  if (is(phrase.end, "hours")) ++phrase.end;
  if (phrase.which == "last") phrase.days_off = -1;
  if (phrase.which.empty()) {
    phrase.code = "part";
    if (!phrase.definite &&
        !(is(k, "dawn") || is(k, "dusk") || is(k, "nightfall") || is(k, "daybreak")))
      return std::nullopt;
  } else if (phrase.which != "last" && phrase.which != "this") {
    phrase.definite = true;  // "the next morning", "that night"
    phrase.kind = Kind::unit;
    phrase.unit = "D";
  }
  return phrase;
}

Maybe TimeGrammar::set(std::size_t at) const {
  TimePhrase phrase;
  phrase.kind = Kind::set;
  phrase.begin = at;
  if (const knowledge::TimeWord* adverb = word(at, Class::set)) {
    phrase.code = adverb->code;
    phrase.end = at + 1;
    return phrase;
  }
  if (const knowledge::TimeWord* days = word(at, Class::weekdays)) {
    phrase.weekday = days->value;
    phrase.end = at + 1;
    return phrase;
  }
  std::size_t k = at;
  bool rate = false;
  if (word(k, Class::every) != nullptr) {
    ++k;
  } else if (article(k, "a") && k > 0) {
    // "twice a week", "1,000 a day": after a number or a count of times
    const std::string_view before = tag(k - 1);
    rate = before == "CD" || before == "NNS" || is(k - 1, "once") || is(k - 1, "twice") ||
           is(k - 1, "%");
    if (!rate) return std::nullopt;
    ++k;
  } else {
    return std::nullopt;
  }
  if (is(k, "other") || is(k, "single")) ++k;
  phrase.count = 1;
  if (!rate)
    if (const auto count = number(k)) {
      phrase.count = count->value;
      k = count->end;
    }
  if (const knowledge::TimeWord* unit = word(k, Class::unit)) {
    phrase.unit = unit->code;
    if (unit->code == "S" || (rate && is_plural(atoms_[k].lower))) return std::nullopt;
    phrase.end = k + 1;
    if (rate && (word(phrase.end, Class::shift) != nullptr)) return std::nullopt;
  } else if (const knowledge::TimeWord* day = word(k, Class::weekday); day != nullptr && !rate) {
    phrase.weekday = day->value;
    phrase.end = k + 1;
    take_part(phrase);
  } else if (const knowledge::TimeWord* part = word(k, Class::part); part != nullptr && !rate) {
    phrase.unit = "D";
    phrase.part = part->code;
    phrase.end = k + 1;
  } else if (const knowledge::TimeWord* month = word(k, Class::month); month != nullptr && !rate) {
    phrase.month = month->value;
    phrase.end = k + 1;
  } else {
    return std::nullopt;
  }
  return phrase;
}

Maybe TimeGrammar::reference(std::size_t at) const {
  const Hit found = hit(at, Class::reference);
  if (!found) return std::nullopt;
  // "the past few weeks"
  const std::size_t next = found.end;
  if (next > at + 1 &&
      (word(next, Class::unit) != nullptr || word(next, Class::vague) != nullptr ||
       word(next, Class::number) != nullptr || (in(next) && atoms_[next].number >= 0)))
    return std::nullopt;
  TimePhrase phrase;
  phrase.kind = Kind::reference;
  phrase.begin = at;
  phrase.end = found.end;
  phrase.code = found.word->code;
  return phrase;
}

Maybe TimeGrammar::plain(std::size_t at) const {
  Maybe best;
  keep_longer(best, date(at));
  keep_longer(best, weekday(at));
  keep_longer(best, deictic(at));
  keep_longer(best, part_of_day(at));
  keep_longer(best, quarter(at));
  keep_longer(best, season(at));
  keep_longer(best, holiday(at));
  keep_longer(best, decade(at));
  keep_longer(best, set(at));
  keep_longer(best, which_unit(at));
  keep_longer(best, counted(at));
  keep_longer(best, bare_unit(at));
  keep_longer(best, reference(at));
  return best;
}

Maybe TimeGrammar::edged(std::size_t at) const {
  std::size_t k = at;
  if (is(k, "so") && is(k + 1, "far")) {
    k += 2;
    if (is(k, "in")) ++k;
    Maybe inner = plain(k);
    if (!inner || inner->kind == Kind::reference || inner->kind == Kind::set) return std::nullopt;
    inner->begin = at;
    inner->so_far = true;
    inner->edge = "SO_FAR";
    return inner;
  }
  if (article(k, "the")) ++k;
  if (is(k, "very")) ++k;
  std::string_view code;
  bool noun = false, comparative = false;
  if (const knowledge::TimeWord* edge = word(k, Class::edge);
      edge != nullptr && word(k + 1, Class::of)) {
    code = edge->code;
    noun = true;
    k += 2;
  } else if (const knowledge::TimeWord* adverb = word(k, Class::edgeword)) {
    code = adverb->code;
    comparative = is(k, "earlier") || is(k, "later");
    ++k;
    if (sign(k, "-")) ++k;
    if (is(k, "on") || is(k, "in")) ++k;
  } else if (in(k) &&
             (is(k, "morning") || is(k, "afternoon") || is(k, "evening") || is(k, "night") ||
              is(k, "hours")) &&
             (word(k + 1, Class::of) || is(k + 1, "on")) && k > at) {
    // "the morning of Monday", "the night of 3 May"
    Maybe inner = plain(k + 2);
    if (!inner || (inner->kind != Kind::date && inner->kind != Kind::weekday)) return std::nullopt;
    if (const knowledge::TimeWord* part = word(k, Class::part)) inner->part = part->code;
    inner->begin = at;
    return inner;
  } else {
    return std::nullopt;
  }
  Maybe inner = plain(k);
  if (!inner || inner->kind == Kind::reference || inner->kind == Kind::duration ||
      inner->kind == Kind::shifted || inner->kind == Kind::set)
    return std::nullopt;
  // "late 1970s" reads its own; "a late Monday" does not arise
  inner->begin = at;
  inner->edge = code;
  inner->edge_noun = noun;
  inner->so_far = comparative;
  return inner;
}

Maybe TimeGrammar::timed(std::size_t at) const {
  Maybe time = clock(at);
  if (!time) return std::nullopt;
  std::size_t k = time->end;
  if (sign(k, ",")) ++k;
  if (word(k, Class::on) != nullptr) ++k;
  Maybe day = plain(k);
  if (!day) day = edged(k);
  if (day && (day->kind == Kind::weekday || day->kind == Kind::deictic || day->day != 0)) {
    day->begin = at;
    if (day->hour < 0) {
      day->hour = time->hour;
      day->minute = time->minute;
      day->universal = time->universal;
    }
    return day;
  }
  return time;
}

std::optional<TimePhrase> TimeGrammar::read(std::size_t at) const {
  const Atom& first = atoms_[at];
  if (first.readings == 0 && first.number < 0 && first.holiday == nullptr &&
      first.phrase == nullptr && !is(at, "year") && !is(at, "so") && !is(at, "first") &&
      !is(at, "q"))
    return std::nullopt;
  Maybe best = edged(at);
  keep_longer(best, plain(at));
  keep_longer(best, timed(at));
  return best;
}

std::size_t TimeGrammar::skip(std::size_t at) const {
  // An age is no time: "25-year-old", "3 months old".
  const auto count = number(at);
  if (!count) return 1;
  std::size_t k = count->end;
  if (sign(k, "-")) ++k;
  if (word(k, Class::unit) != nullptr && age(k + 1)) return k + 2 - at;
  return 1;
}

}  // namespace parley::mention
