// mention/times.h - the expressions of time of a report, and the day each of its clauses speaks of.
// Input    any parse; a report without a day of publication is read too: what hangs on it then
//          stays unresolved (value "" and no range), as does "in recent weeks". Never guessed.
// Value    TIMEX3 of TimeML 1.2.1, at the grain that the words have: "last March" is 2011-03.
// Range    the days meant, both ends included, where the preposition has its say: "since March"
// ends
//          on the day of publication, "by the end of the year" is its last day, "the past two days"
//          are the day of publication and the two before it.
// Basis    "published", "dateline", "previous: on Monday" (the expression counted from), "" for a
//          full date, "none" for what is unresolved.
// Defaults a weekday is the last one up to the day of publication, that day included; the next one
//          where its clause lies ahead (will, to, due ...). A month without a year is the last, the
//          next or, where the tense says nothing, the nearest one.
// Date line  a segment of kind `date` has no tokens; its full date is found all the same, with an
//          empty range of tokens.
// Words    knowledge/time/*.tsv. Cost: linear; one hash look-up a token.
#pragma once

#include <cstdint>
#include <optional>

#include "parley/mention/find.h"

namespace parley::mention {

// Fills mentions.times, in text order, without overlaps.
void find_times(const ReportView& report, Mentions& mentions);

// Those of one sentence by itself: nothing counts from what the sentences before it tell.
std::vector<TimeExpression> times_in(const ReportView& report, std::uint32_t sentence);

// When the clause around a token happens as its grammar says, not as its writer dates it.
enum class Tense { unknown, past, present, future };
Tense tense_at(const language::Parse& parse, const knowledge::Calendar& calendar,
               std::uint32_t token);

// The token of the expression that the rest of the sentence hangs on.
std::uint32_t head_of(const language::Parse& parse, Range tokens);

// The time expression that dates this predicate (a verb or a noun of an act): index into
// mentions.times. In this order
//   1. one that hangs on the predicate itself, or on its particles, prepositions and plain nouns,
//      with no other verb between: the nearest one;
//   2. that of the verb it is joined to ("shelled on Monday and stormed"), or whose participle,
//      purpose or result it is ("struck on Monday, killing 3"), or whose subject or object it is
//      when it is a noun ("the raid took place on Monday");
//   3. one in front of the whole sentence ("On Monday, X said Y had fled"), for the sentence's root
//      alone: what others say is not dated by when they say it.
std::optional<std::size_t> time_of_clause(const language::Parse& parse, const Mentions& mentions,
                                          std::uint32_t predicate);

// The days of that expression; "between X and Y", "from X to Y" give both ends. nullopt where no
// expression dates the predicate or what it names is no day: the caller may then fall back on "not
// later than published", which is what a report means by silence.
std::optional<DateRange> day_of_clause(const language::Parse& parse, const Mentions& mentions,
                                       std::uint32_t predicate);

}  // namespace parley::mention
