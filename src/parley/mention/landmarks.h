// mention/landmarks.h - the well-known events that a report tells (knowledge/landmarks.h), by sentence.
// Asked only of a report without a day of its own. A sentence that remembers ("the anniversary of the Dayton
// Agreement") tells no news and is passed over, and so is one of more than kMostWords words: with so many the signs
// of anything come together.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/mention/find.h"

namespace parley::mention {

struct LandmarkInText {
  std::uint32_t sentence = 0;
  const knowledge::Landmark* landmark = nullptr;
  bool named = false;                  // by its name, else by its signs
  int rare_names = 0, rare_words = 0;  // signs of it that few landmarks have
};

// Those that a sentence tells. Linear in the sentence: ask only of one that a landmark can date.
std::vector<LandmarkInText> landmarks_in(const ReportView& report, std::uint32_t sentence);

// The first day on which the report can have been written, for the resolutions of the Security Council that it cites
// by number; nullopt where it cites none.
std::optional<Day> earliest_by_resolutions(const ReportView& report);

}  // namespace parley::mention
