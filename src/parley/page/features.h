// page/features.h - what the labeller looks at in a block, as names that a person can read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/page/block.h"
#include "parley/page/json_ld.h"

namespace parley::page {

enum class Feature : std::uint16_t {
#define FEATURE(name, words) name,
#include "parley/page/features.def"
#undef FEATURE
  count
};
inline constexpr std::size_t kFeatureCount = static_cast<std::size_t>(Feature::count);

std::string_view name_of(Feature feature);   // "ends_sentence"
std::string_view words_of(Feature feature);  // "ends like a sentence"
std::optional<Feature> feature_named(std::string_view name);

// The days that a page's metadata and its address give; each may be missing.
struct ToldDates {
  std::optional<Day> published, modified, address;
  std::string published_by, modified_by;  // the field: "JSON-LD datePublished"
};

// What the page says of itself elsewhere (metadata, earlier pages of the outlet); all may be empty.
struct PageHints {
  std::string title;
  std::vector<std::string> titles;  // other wordings of it
  std::string description;
  ToldDates dates;
  std::vector<LdUpdate> updates;   // entries of a live page
  std::vector<bool> outlet_lines;  // for each block, whether it is known as the outlet's furniture
};

// For each block its features, each once, in the order of their numbers.
std::vector<std::vector<Feature>> find_features(std::string_view text,
                                                const std::vector<Block>& blocks,
                                                const std::vector<Facts>& facts,
                                                const PageHints& hints);

}  // namespace parley::page
