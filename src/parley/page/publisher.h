// page/publisher.h - which outlet a page is from, told from its own words: the masthead, "© 2012
// ...", "Support The ...!", "Al Jazeera's Kristen Saloomey, reporting from".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/page/block.h"
#include "parley/page/labeller.h"

namespace parley::page {

// Empty where nothing says it.
std::string find_publisher(std::string_view text, const std::vector<Block>& blocks,
                           const std::vector<Facts>& facts, const std::vector<Label>& labels);

// Whether newspapers and stations bear this word in their names (outlet_words.tsv); lower case.
bool outlet_word(std::string_view token);

}  // namespace parley::page
