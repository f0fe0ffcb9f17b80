#include "parley/mention/time_resolve.h"

#include <fmt/format.h>

#include <algorithm>

#include "parley/mention/time_units.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::Grain;
using knowledge::Period;
using std::chrono::days;
using Kind = TimePhrase::Kind;

// The first or last part of a period that "early", "mid", "late" or "the end of" mean: a third of a
// month, a quarter of a year, in general about a third.
DateRange part_of(const DateRange& whole, std::string_view edge, Grain grain) {
  const int length = static_cast<int>((whole.last - whole.first).count()) + 1;
  if (length < 3) return whole;
  if (edge == "FIRST_DAYS") return {whole.first, whole.first + days{std::min(length, 7) - 1}};
  if (grain == Grain::year) {
    const int first = edge == "START" ? 0 : edge == "MID" ? 4 : 9;
    const int months = edge == "MID" ? 4 : 3;
    const Day start = knowledge::moved(whole.first, Grain::month, first);
    return {start, knowledge::moved(start, Grain::month, months) - days{1}};
  }
  if (grain == Grain::decade) {
    const int first = edge == "START" ? 0 : edge == "MID" ? 4 : 7;
    const Day start = knowledge::moved(whole.first, Grain::year, first);
    return {start, knowledge::moved(start, Grain::year, 3) - days{1}};
  }
  const int third = length / 3;
  if (edge == "START") return {whole.first, whole.first + days{third - 1}};
  if (edge == "MID") return {whole.first + days{third}, whole.first + days{2 * third - 1}};
  return {whole.first + days{2 * third}, whole.last};
}

}  // namespace

TimeResolver::TimeResolver(const ReportView& report) : report_(report) {
  if (report.article.published.day) {
    today_ = report.article.published.day;
    today_basis_ = "published";
  } else if (report.article.dateline.day) {
    today_ = report.article.dateline.day;
    today_basis_ = "dateline";
  }
  own_day_ = today_;
  own_basis_ = today_basis_;
}

// Inside an entry of a live page that says its day, the report speaks from that day.
void TimeResolver::speak_from(Span span) {
  const page::Entry* inside = nullptr;
  for (const page::Entry& entry : report_.article.entries)
    if (!entry.comment && entry.day && entry.span.contains(span)) inside = &entry;
  if (inside == nullptr && inside_ == nullptr) return;
  if (inside != inside_) told_.clear();
  inside_ = inside;
  today_ = inside != nullptr ? inside->day : own_day_;
  today_basis_ = inside != nullptr ? "live entry" : own_basis_;
}

void TimeResolver::set_period(TimeExpression& out, const Period& period, std::string basis) const {
  out.value = period.value;
  out.range = period.range;
  out.grain = std::string(name_of(period.grain));
  out.basis = std::move(basis);
}

const TimeResolver::Anchor* TimeResolver::anchor(const Case& here, std::uint32_t back,
                                                 bool day) const {
  for (auto told = told_.rbegin(); told != told_.rend(); ++told) {
    if (told->sentence + back < here.sentence) break;
    if (day && !told->range.single()) continue;
    if (here.tense == Tense::past && today_ && told->range.first > *today_) continue;
    return &*told;
  }
  return nullptr;
}

TimeResolver::Case TimeResolver::look_at(const TimePhrase& phrase, std::span<const Atom> atoms,
                                         std::uint32_t head) const {
  const language::Parse& parse = report_.parse;
  Case here{phrase, {}, parse.tokens[head].sentence, Tense::unknown, false, false};
  std::size_t front = phrase.begin;
  if (front > 1 && parse.tokens[atoms[front - 1].token].tag == "DT") --front;
  if (front > 0) here.preposition = atoms[front - 1].lower;
  here.tense = tense_at(parse, report_.knowledge.calendar, head);
  // "said on Sunday it would leave": the verb beside it counts, whatever the parse hangs it on.
  if (front > 0 && parse.tokens[atoms[front - 1].token].tag == "IN") --front;
  if (front > 0 && parse.tokens[atoms[front - 1].token].tag == "VBD") here.tense = Tense::past;
  std::uint32_t verb = head;
  for (int step = 0; step < 8 && !parse.is_root(verb) && !parse.tokens[verb].tag.starts_with("VB");
       ++step)
    verb = parse.tokens[verb].head;
  for (const std::uint32_t child : parse.children(verb))
    if (parse.tokens[child].dep.starts_with("aux") && parse.tokens[child].lemma == "have")
      here.perfect = true;
  // "before Wednesday's summit": a meeting lies ahead behind a word that points to it; a deadline in every clause of
  // the present.
  const language::Token& owner = parse.tokens[parse.tokens[head].head];
  const auto* words = report_.knowledge.calendar.word(owner.lower);
  const knowledge::TimeWord* meeting = nullptr;
  if (words != nullptr)
    for (const knowledge::TimeWord& word : *words)
      if (word.cls == knowledge::TimeClass::future_noun) meeting = &word;
  if (meeting != nullptr) {
    const std::uint32_t noun = parse.tokens[head].head;
    if (here.tense == Tense::present && meeting->code == "ahead") here.ahead = true;
    for (std::uint32_t t = parse.tokens[noun].left_edge;
         t-- > 0 && t + 3 > parse.tokens[noun].left_edge;)
      if (one_of(parse.tokens[t].lower, {"before", "until", "till", "through", "ahead", "for"}))
        here.ahead = true;
  }
  if (here.tense == Tense::future) here.ahead = true;
  if (here.tense != Tense::past && one_of(here.preposition, {"by", "until", "till", "through"}))
    here.ahead = true;
  return here;
}

template <class InYear>
std::optional<DateRange> TimeResolver::of_landmark(const Case& here, InYear in_year,
                                                   std::string& basis) const {
  // A month is too little to know an event by that is only described.
  const bool day = here.phrase.day != 0;
  std::optional<DateRange> found;
  if (here.phrase.kind != Kind::date) return found;
  for (const LandmarkInText& told : landmarks_in(report_, here.sentence)) {
    const DateRange event = told.landmark->days;
    if (!day && !told.named) continue;
    const std::optional<DateRange> range = in_year(knowledge::year_of(event.first));
    if (!range || range->last < event.first || range->first > event.last) continue;
    if (found && *found != *range) return std::nullopt;
    found = range;
    basis = "landmark: " + std::string(told.landmark->what);
  }
  return found;
}

template <class InYear>
std::optional<DateRange> TimeResolver::yearly(const Case& here, InYear in_year,
                                              std::string& basis) const {
  const TimePhrase& phrase = here.phrase;
  if (phrase.year >= 0) {
    basis.clear();
    return in_year(phrase.year);
  }
  if (!today_) return of_landmark(here, in_year, basis);
  const int year = knowledge::year_of(*today_);
  basis = today_basis_;
  if (!phrase.which_year.empty()) return in_year(year + direction(phrase.which_year));
  std::optional<DateRange> past, ahead;
  for (int y = year - 2; y <= year + 2; ++y) {
    const std::optional<DateRange> found = in_year(y);
    if (!found) continue;
    if (found->first <= *today_) past = found;
    if (found->last >= *today_ && !ahead) ahead = found;
  }
  if (!past || !ahead) return past ? past : ahead;
  const bool running = *past == *ahead;
  if (phrase.which == "last" || phrase.which == "past") return running ? in_year(year - 1) : past;
  if (phrase.which == "next") return running ? in_year(year + 1) : ahead;
  if (phrase.which == "this") return in_year(year);
  if (running) return past;
  // A quarter without its year is the nearest one whatever the tense: results come after it; so is
  // a day of a month ("payable on 7 December" in a past clause).
  const bool nearest = phrase.kind == Kind::quarter || (phrase.day != 0 && !here.ahead);
  if (here.ahead && !nearest) return ahead;
  if (here.tense == Tense::past && !nearest) return past;
  return *today_ - past->last <= ahead->first - *today_ ? past : ahead;
}

void TimeResolver::numeric_date(TimePhrase& phrase) const {
  // Day and month may be swapped: the order that lies nearer to the day of publication is meant.
  if (!phrase.numeric) return;
  const auto as_read =
      make_day(phrase.year, static_cast<unsigned>(phrase.month), static_cast<unsigned>(phrase.day));
  const auto swapped =
      make_day(phrase.year, static_cast<unsigned>(phrase.day), static_cast<unsigned>(phrase.month));
  if (!today_ || !as_read || !swapped) {
    phrase.month = phrase.day = 0;  // only the year is sure
    return;
  }
  const auto distance = [&](Day day) { return std::abs((day - *today_).count()); };
  if (distance(*swapped) < distance(*as_read)) std::swap(phrase.month, phrase.day);
}

void TimeResolver::date(const Case& here, TimeExpression& out) const {
  TimePhrase phrase = here.phrase;
  numeric_date(phrase);
  const auto month = static_cast<unsigned>(phrase.month);
  if (phrase.month == 0) {
    if (const auto first = make_day(phrase.year, 1, 1))
      set_period(out, knowledge::period(Grain::year, *first), "");
    return;
  }
  const Grain grain = phrase.day == 0 ? Grain::month : Grain::day;
  const auto in_year = [&](int year) -> std::optional<DateRange> {
    const auto first =
        make_day(year, month, phrase.day == 0 ? 1u : static_cast<unsigned>(phrase.day));
    if (!first) return std::nullopt;
    if (phrase.weekday != 0 && phrase.year < 0 &&
        knowledge::weekday_of(*first) != static_cast<unsigned>(phrase.weekday))
      return std::nullopt;
    DateRange range = knowledge::period(grain, *first).range;
    if (phrase.day_last != 0)
      if (const auto last = make_day(year, month, static_cast<unsigned>(phrase.day_last)))
        range.last = *last;
    return range;
  };
  std::string basis;
  const Case plain{phrase, here.preposition, here.sentence, here.tense, here.perfect, here.ahead};
  const auto range = yearly(plain, in_year, basis);
  if (!range) {
    out.grain = std::string(name_of(grain));
    return;
  }
  Period period = knowledge::period(grain, range->first);
  period.range = *range;
  set_period(out, period, basis);
}

void TimeResolver::weekday(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  out.grain = "day";
  if (!today_) return;
  const auto wanted = static_cast<unsigned>(phrase.weekday);
  Day day = knowledge::weekday_until(*today_, wanted);
  std::string basis = today_basis_;
  if (!phrase.which_week.empty()) {
    const Day monday =
        knowledge::weekday_until(*today_, 1) + days{7 * direction(phrase.which_week)};
    day = knowledge::weekday_from(monday, wanted);
  } else if (phrase.which == "last" || phrase.which == "past") {
    day = knowledge::weekday_until(*today_ - days{1}, wanted);
  } else if (const Anchor* told = anchor(here, kFewSentences);
             phrase.which == "next" && phrase.definite && told != nullptr) {
    day = knowledge::weekday_from(told->range.last + days{1}, wanted);
    basis = "previous: " + told->text;
  } else if (phrase.which == "next") {
    day = knowledge::weekday_from(*today_ + days{1}, wanted);
  } else if (phrase.which == "this" || here.ahead) {
    const bool back = phrase.which == "this" && here.tense == Tense::past;
    if (!back) day = knowledge::weekday_from(*today_, wanted);
  }
  set_period(out, knowledge::period(Grain::day, day), std::move(basis));
}

void TimeResolver::deictic(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  out.grain = phrase.part.empty() ? "day" : "part";
  if (phrase.code == "overnight") out.type = "TIME";
  Day day;
  std::string basis = today_basis_;
  if (phrase.code == "part") {
    // "before dawn", "the morning": of the day told last
    if (const Anchor* told = anchor(here, 1, true)) {
      day = told->range.first;
      basis = "previous: " + told->text;
    } else if (today_) {
      day = *today_;
    } else {
      return;
    }
  } else if (today_) {
    day = *today_ + days{phrase.days_off};
  } else {
    return;
  }
  set_period(out, knowledge::period(phrase.part.empty() ? Grain::day : Grain::part, day), basis);
  if (phrase.code == "overnight") {
    out.range = DateRange{*today_ - days{1}, *today_};
    out.value = iso(*today_ - days{1}) + "TNI";
    out.grain = "part";
  }
}

void TimeResolver::quarter(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  const Grain grain = phrase.half != 0 ? Grain::half : Grain::quarter;
  const int number = phrase.half != 0 ? phrase.half : phrase.quarter;
  out.grain = std::string(name_of(grain));
  std::string basis;
  const auto range = yearly(
      here,
      [&](int year) -> std::optional<DateRange> {
        const auto month = static_cast<unsigned>((number - 1) * (phrase.half != 0 ? 6 : 3) + 1);
        const auto first = make_day(year, month, 1);
        if (!first) return std::nullopt;
        return knowledge::period(grain, *first).range;
      },
      basis);
  if (range) set_period(out, knowledge::period(grain, range->first), basis);
}

void TimeResolver::season(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  out.grain = "season";
  std::string basis;
  const auto range = yearly(
      here,
      [&](int year) -> std::optional<DateRange> {
        const unsigned month = phrase.season == "SP"   ? 4
                               : phrase.season == "SU" ? 7
                               : phrase.season == "FA" ? 10
                                                       : 1;
        const auto middle = make_day(year, month, 15);
        if (!middle) return std::nullopt;
        return knowledge::period(Grain::season, *middle).range;
      },
      basis);
  if (range) set_period(out, knowledge::period(Grain::season, range->first), basis);
}

void TimeResolver::holiday(const Case& here, TimeExpression& out) const {
  out.grain = here.phrase.holiday->days > 1 ? "week" : "day";
  std::string basis;
  const auto range = yearly(
      here, [&](int year) { return here.phrase.holiday->in_year(year); }, basis);
  if (!range) return;
  out.range = range;
  out.value = iso(range->first);
  out.basis = basis;
  if (here.phrase.holiday->days >= 28) {
    out.grain = "month";
    out.value = knowledge::period(Grain::month, range->first + days{14}).value;
  }
}

void TimeResolver::decade(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  int year = phrase.decade;
  if (phrase.kind == Kind::century) {
    year = (phrase.century - 1) * 100;
  } else if (year < 100) {
    // "the nineties": of the last century but for those that have been
    const int now = today_ ? knowledge::year_of(*today_) : 2000;
    year += now / 100 * 100;
    if (year > now) year -= 100;
  }
  const auto first = make_day(year, 1, 1);
  const Grain grain = phrase.kind == Kind::century ? Grain::century : Grain::decade;
  out.grain = std::string(name_of(grain));
  if (first) set_period(out, knowledge::period(grain, *first), "");
}

void TimeResolver::clock(const Case& here, TimeExpression& out) const {
  std::optional<Day> day = today_;
  std::string basis = today_basis_;
  if (const Anchor* told = anchor(here, 0, true)) {
    day = told->range.first;
    basis = "previous: " + told->text;
  }
  out.grain = "hour";
  if (day) set_period(out, knowledge::period(Grain::hour, *day), std::move(basis));
}

void TimeResolver::add_clock(const TimePhrase& phrase, TimeExpression& out) const {
  if (phrase.hour < 0 && phrase.part.empty()) return;
  out.type = "TIME";
  out.grain = phrase.hour >= 0 ? "hour" : "part";
  if (!out.range) return;
  const std::string day = iso(out.range->first);
  if (phrase.hour >= 0) {
    out.value = fmt::format("{}T{:02}:{:02}{}", day, phrase.hour, phrase.minute,
                            phrase.universal ? "Z" : "");
  } else {
    out.value = day + "T" + std::string(phrase.part);
  }
}

void TimeResolver::bend(const Case& here, TimeExpression& out) const {
  const TimePhrase& phrase = here.phrase;
  if (!out.range) return;
  if (!phrase.edge.empty() && !out.range->single()) {
    if (phrase.edge == "SO_FAR") {
      if (today_ && out.range->first <= *today_)
        out.range->last = std::min(out.range->last, *today_);
    } else if (phrase.so_far && today_ && out.range->first <= *today_ &&
               *today_ <= out.range->last) {
      // "earlier this week" is over, "later this week" is to come
      if (phrase.edge == "START") out.range->last = std::max(out.range->first, *today_ - days{1});
      if (phrase.edge == "END") out.range->first = std::min(out.range->last, *today_ + days{1});
    } else if (phrase.edge == "END" && phrase.edge_noun &&
               one_of(here.preposition, {"by", "before", "until", "till"})) {
      out.range->first = out.range->last;
    } else {
      Grain grain = Grain::day;
      for (const Grain g : {Grain::year, Grain::decade})
        if (out.grain == name_of(g)) grain = g;
      out.range = part_of(*out.range, phrase.edge, grain);
    }
  }
  if (!today_) return;
  if (here.preposition == "since" && out.range->first <= *today_) out.range->last = *today_;
  if (here.preposition == "through" && out.range->last > *today_ && out.range->first > *today_ &&
      here.phrase.edge.empty())
    out.range->first = *today_;
}

TimeExpression TimeResolver::resolve(const TimePhrase& phrase, std::span<const Atom> atoms) {
  TimeExpression out;
  out.span = {atoms[phrase.begin].span.begin, atoms[phrase.end - 1].span.end};
  out.tokens = {atoms[phrase.begin].token, atoms[phrase.end - 1].token + 1};
  out.type = "DATE";
  out.rule = name_of(phrase.kind);
  speak_from(out.span);
  const Case here = look_at(phrase, atoms, head_of(report_.parse, out.tokens));
  switch (phrase.kind) {
    case Kind::date:
      date(here, out);
      break;
    case Kind::weekday:
      weekday(here, out);
      break;
    case Kind::deictic:
      deictic(here, out);
      break;
    case Kind::unit:
      unit(here, out);
      break;
    case Kind::window:
      window(here, out);
      break;
    case Kind::shifted:
      shifted(here, out);
      break;
    case Kind::duration:
      duration(here, out);
      break;
    case Kind::quarter:
      quarter(here, out);
      break;
    case Kind::season:
      season(here, out);
      break;
    case Kind::holiday:
      holiday(here, out);
      break;
    case Kind::decade:
    case Kind::century:
      decade(here, out);
      break;
    case Kind::clock:
      clock(here, out);
      break;
    case Kind::set:
      set(here, out);
      break;
    case Kind::reference:
      out.value = std::string(phrase.code);
      out.dates = phrase.code == "PAST_REF";
      break;
  }
  if (phrase.kind != Kind::set) add_clock(phrase, out);
  if (out.range && out.dates && out.type != "DURATION")
    told_.push_back(
        Anchor{*out.range, std::string(slice(report_.parse.source, out.span)), here.sentence});
  bend(here, out);
  if (!out.range && out.basis.empty()) out.basis = "none";
  return out;
}

}  // namespace parley::mention
