// coding/toll_kinds.h - what a quantity counts, by the words around it: "killed", "refugees",
// "aid_asked". Inside the folder only; words in knowledge/tolls/.
#pragma once

#include <optional>
#include <string>

#include "parley/coding/toll_numbers.h"

namespace parley::coding {

struct TollReading {
  std::string kind;
  std::uint32_t predicate = 0;           // the verb or noun that says so
  std::optional<std::uint32_t> by_whom;  // head of the party that did it, by grammar
  bool part = false;                     // "eight of them children": a part of the toll before it
  std::string rule;
};

// nullopt for what is no toll. `before`: the reading of the quantity before it in the sentence,
// nullptr where there is none.
std::optional<TollReading> read_toll(const Context& context, const Quantity& quantity,
                                     const TollReading* before);

// "civilians", "rebel fighters" of the noun: killed -> killed_civilians. Kinds that are not
// divided stay.
std::string narrowed(const Context& context, const std::string& kind, const Quantity& quantity);

}  // namespace parley::coding
