// mention/time_resolve.h - which days a phrase of time means in its sentence and report.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parley/mention/find.h"
#include "parley/mention/landmarks.h"
#include "parley/mention/time_grammar.h"
#include "parley/mention/times.h"

namespace parley::mention {

class TimeResolver {
 public:
  explicit TimeResolver(const ReportView& report);

  // The phrase as an expression of the report. Phrases are given in text order: what was told
  // before anchors "the next day".
  TimeExpression resolve(const TimePhrase& phrase, std::span<const Atom> atoms);

 private:
  struct Anchor {
    DateRange range;
    std::string text;
    std::uint32_t sentence = 0;
  };
  // A phrase in its place: what stands before it and when its clause happens.
  struct Case {
    const TimePhrase& phrase;
    std::string_view preposition;
    std::uint32_t sentence = 0;
    Tense tense = Tense::unknown;
    bool perfect = false;
    bool ahead = false;  // the tense or the preposition points forward
  };

  void speak_from(Span span);
  Case look_at(const TimePhrase& phrase, std::span<const Atom> atoms, std::uint32_t head) const;
  void date(const Case& here, TimeExpression& out) const;
  void numeric_date(TimePhrase& phrase) const;
  void weekday(const Case& here, TimeExpression& out) const;
  void deictic(const Case& here, TimeExpression& out) const;
  void unit(const Case& here, TimeExpression& out) const;
  void window(const Case& here, TimeExpression& out) const;
  void shifted(const Case& here, TimeExpression& out) const;
  void duration(const Case& here, TimeExpression& out) const;
  void quarter(const Case& here, TimeExpression& out) const;
  void season(const Case& here, TimeExpression& out) const;
  void holiday(const Case& here, TimeExpression& out) const;
  void decade(const Case& here, TimeExpression& out) const;
  void clock(const Case& here, TimeExpression& out) const;
  void set(const Case& here, TimeExpression& out) const;
  void bend(const Case& here, TimeExpression& out) const;  // edges and prepositions

  // The occurrence of a period that comes every year: by year word, tense, else the nearest one.
  template <class InYear>
  std::optional<DateRange> yearly(const Case& here, InYear in_year, std::string& basis) const;
  // The year of a day or month that a landmark told in the sentence has, where the report says no day of its own.
  template <class InYear>
  std::optional<DateRange> of_landmark(const Case& here, InYear in_year, std::string& basis) const;
  // What was told last, not further back; with `day` only a single day. A past clause does not
  // count from what is still to come.
  const Anchor* anchor(const Case& here, std::uint32_t sentences_back, bool day = false) const;
  void set_period(TimeExpression& out, const knowledge::Period& period, std::string basis) const;
  void add_clock(const TimePhrase& phrase, TimeExpression& out) const;

  const ReportView& report_;
  std::optional<Day> today_;  // the day the report speaks from
  std::string today_basis_;
  std::optional<Day> own_day_;  // the report's own, outside the entries of a live page
  std::string own_basis_;
  const page::Entry* inside_ = nullptr;  // the live entry that was spoken of last
  std::vector<Anchor> told_;             // in text order
};

}  // namespace parley::mention
