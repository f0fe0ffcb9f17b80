// base/limits.h - the limits of base/limits.def as constants, and as a table for the documents.
#pragma once

#include <cstdint>
#include <string_view>

namespace parley {

#define LIMIT(name, value, refused) inline constexpr std::uint64_t name = (value);
#include "parley/base/limits.def"
#undef LIMIT

struct Limit {
  std::string_view name;
  std::uint64_t value;
  std::string_view refused;
};

inline constexpr Limit kLimits[] = {
#define LIMIT(name, value, refused) {#name, (value), refused},
#include "parley/base/limits.def"
#undef LIMIT
};

}  // namespace parley
