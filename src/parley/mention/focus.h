// mention/focus.h - the country a report is about: "the government", "the army", "the opposition"
// without more are that country's.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "parley/mention/find.h"
#include "parley/mention/name_matches.h"

namespace parley::mention {

class Focus {
 public:
  // Counts countries by their names, adjectives, capitals, places, armed groups and opposition
  // bodies; the headline and the first paragraphs weigh more, a country whose forces, rebels,
  // towns or opposition are spoken of more than one that only has a ministry.
  Focus(const ReportView& report, const std::vector<NameMatch>& names,
        const std::vector<Place>& places);

  // ISO-3; "" where the report names no country.
  const std::string& country() const { return country_; }
  // The country whose rebels or opposition the report speaks of, which need not be the one that it
  // speaks of most ("the opposition" in a report on the allies of the regime it opposes); where none is
  // named the one that most of its places lie in, else country().
  const std::string& conflict() const { return conflict_.empty() ? country_ : conflict_; }
  // Share of the weight that the country has, 0 to 1; of a body's code ("IGOUNO") a fixed share where
  // the report names a body of that code.
  double share(std::string_view iso3) const;

 private:
  std::unordered_map<std::string, double> weight_;
  std::unordered_set<std::string> bodies_;
  double sum_ = 0;
  std::string country_, conflict_;
};

}  // namespace parley::mention
