// mention/places.h - the places of a report.
#pragma once

#include "parley/mention/find.h"

namespace parley::mention {

// Fills mentions.places, in text order, without overlaps.
void find_places(const ReportView& report, Mentions& mentions);

}  // namespace parley::mention
