#include "parley/mention/find.h"

#include "parley/mention/actors.h"
#include "parley/mention/places.h"
#include "parley/mention/times.h"

namespace parley::mention {

Mentions find_mentions(const ReportView& report) {
  Mentions mentions;
  find_times(report, mentions);
  find_places(report, mentions);
  find_actors(report, mentions);
  mentions.index(report.parse.tokens.size());
  return mentions;
}

}  // namespace parley::mention
