// coding/toll_numbers.h - the quantities of a report: numbers in digits and words with what makes
// them exact or vague, the noun they count, money with its currency.
// Left out  ages, dates, times, percentages, distances, numbers of resolutions and articles.
// Inside the folder only; words in knowledge/tolls/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/coding/code.h"

namespace parley::coding {

struct Quantity {
  Range tokens;  // "at least 160": the number and the words that say how it is meant
  std::optional<double> lower, upper;
  std::string form;   // exact at_least more_than at_most about range one_or_a several ... none
  std::uint32_t top;  // the token by which it hangs in its clause: the noun, else the number
  std::optional<std::uint32_t> noun;  // what is counted: "people" in "dozens of people"
  std::string currency;               // "USD"; "" for what is no money
};

// In text order, not overlapping.
std::vector<Quantity> find_quantities(const Context& context);

}  // namespace parley::coding
