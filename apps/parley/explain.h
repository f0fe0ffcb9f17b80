// apps/parley/explain.h - why a text is coded so, for people: `parley dict explain`.
// Runs no stage of its own: it reads what `parley read` made of the text and asks the stages' own
// look-ups where each answer comes from. Predicates that gave nothing are told with the reason.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "parley/record/reading.h"

namespace parley::app {

// One thing found: what it is, then facts (name, value) in the order to show; what belongs to it
// stands under it (mentions of an actor, conditions of a move).
struct TraceItem {
  std::string head;
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<TraceItem> under;

  // Adds a fact where there is something to say.
  void add(std::string name, std::string value) {
    if (!value.empty()) facts.emplace_back(std::move(name), std::move(value));
  }
};

struct TraceSection {
  std::string name;  // words actors places times statements events moves votes tolls silent
  std::vector<TraceItem> items;
};

// One sentence with what begins in it.
struct SentenceTrace {
  std::string text;
  std::vector<TraceSection> sections;
};

// The reading is not changed; actors that coding adds again go into a copy.
std::vector<SentenceTrace> explain(const record::Reading& reading,
                                   const knowledge::Knowledge& knowledge);

// For a terminal, and one JSON object a sentence.
std::string trace_text(const std::vector<SentenceTrace>& trace);
std::string trace_jsonl(const std::vector<SentenceTrace>& trace);

}  // namespace parley::app
