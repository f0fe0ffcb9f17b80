// mention/place_unknown.h - where a place lies that no list has: what the text says of it ("Saqba, a
// suburb of Damascus"), the place its sentence is set in, or the country the report is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/mention/place_choice.h"
#include "parley/mention/place_votes.h"

namespace parley::mention {

// A country with this share of a report is one that it is about.
inline constexpr double kFocusShare = 0.25;

// Fills country, point, precision and reason of the choices without a place. `main_country`: ISO-3,
// "" for none; `capital`: its capital, where it is known.
void place_unknown(const ReportView& report, const std::vector<PlaceSpan>& spans,
                   const Votes& votes, const std::string& main_country,
                   const std::optional<PlaceCandidate>& capital, std::vector<PlaceChoice>& choices);

// The words of the report that say where `span` lies, in quotation marks: for a reason.
std::string words_telling(const ReportView& report, const std::vector<PlaceSpan>& spans,
                          const PlaceSpan& span);

}  // namespace parley::mention
