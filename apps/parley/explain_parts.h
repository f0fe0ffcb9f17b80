// apps/parley/explain_parts.h - what the parts of the trace share. Inside `parley dict explain` only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/parley/explain.h"

namespace parley::app {

struct TraceContext {
  const record::Reading& reading;
  const knowledge::Knowledge& knowledge;

  const language::Parse& parse() const { return reading.parse; }
  std::string quoted(Span span) const;
  std::string names(const std::vector<mention::ActorId>& actors) const;
  std::string name(std::optional<mention::ActorId> actor) const;
  // "military: lexicon/acts.tsv:12" of a rule that the coder gave.
  std::string rule(std::string_view rule) const;
  std::string days(const std::optional<DateRange>& range) const;
  bool in(Range sentence, Span span) const;  // the span begins in it
};

// --- one for each layer; each gives what begins in the sentence (tokens)
TraceSection words_of(const TraceContext& context, Range sentence);
TraceSection actors_of(const TraceContext& context, Range sentence);
TraceSection times_of(const TraceContext& context, Range sentence);
TraceSection statements_of(const TraceContext& context, Range sentence);
TraceSection votes_of(const TraceContext& context, Range sentence);
TraceSection tolls_of(const TraceContext& context, Range sentence);

// The places with their rivals: the choice is made again, as in mention::find_places.
class PlaceTrace {
 public:
  explicit PlaceTrace(const TraceContext& context);
  TraceSection of(Range sentence) const;

 private:
  const TraceContext& context_;
  std::vector<std::pair<Range, TraceItem>> made_;  // tokens of the span, points and rivals
};

// Events and moves, and the predicates that gave neither.
class CodingTrace {
 public:
  explicit CodingTrace(const TraceContext& context);
  ~CodingTrace();
  TraceSection events(Range sentence) const;
  TraceSection moves(Range sentence) const;
  TraceSection silent(Range sentence) const;

 private:
  struct Parts;
  const TraceContext& context_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace parley::app
