// mention/place_spans.h - which words of a report may name a place, and what stands around them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/mention/find.h"

namespace parley::mention {

struct PlaceSpan {
  Range tokens;     // with a noun that is part of the name: "Damascus province", "Tanak oilfield"
  Range name;       // what is looked up: "Damascus"
  std::string key;  // folded_name of it
  std::string_view label;  // the model's entity label, "" where it has none here
  std::string_view noun;   // precision of the kind of place said: see words.tsv
  std::uint32_t sentence = 0;
  bool locative = false;  // words in front say where: "in", "the town of"
  bool spot = false;  // the same, and no person or body would stand there: "near X", "overran X"
  bool doubtful = false;  // weak, and what stands in front may be before a person: "to X"
  bool listed = false;    // stands in a list behind another: "X, Y and Z"
  bool weak = false;      // the model saw no place here: only a good match counts
  bool people = false;    // "Syrians"
  bool dateline = false;
  bool behind_comma = false;  // "Ky." of "Frankfort, Ky."
  bool capitals = false;      // no small letter
  bool pointed = false;       // has a point: "Mass."
  bool aside = false;         // in brackets alone, or behind a party: "Sen. X (Vt.)", "D-Vt."
  bool inner = false;  // part of another name or of a description: says nothing of other places

  std::string_view told_country;  // ISO-3: "the Syrian town of X"

  // What the text says of where it lies.
  enum class Relation { none, inside, near, bearing } relation = Relation::none;
  int parent = -1;              // index of the span that it lies in or near; -1 none
  bool sure = true;             // false for a mere comma: "X, Y" may be a list
  bool capital_parent = false;  // "40km north of the capital"
  double degrees = 0, km = 0;   // of a bearing
};

// In text order, without overlaps.
std::vector<PlaceSpan> find_place_spans(const ReportView& report);

// Names of places inside other names and before nouns, which find_place_spans passes over: "Concord Police
// Department", "a Gainesville man", "D-Plymouth". In text order; `inner` is set, nothing else is looked at.
std::vector<PlaceSpan> find_inner_spans(const ReportView& report,
                                        const std::vector<PlaceSpan>& spans);

// Fills relation and parent: "Saqba, a suburb of Damascus", "Rankus, 40km north of the capital",
// "the Idlib town of Salqin", "Homs, Syria".
void relate_places(const ReportView& report, std::vector<PlaceSpan>& spans);

}  // namespace parley::mention
