// page/word_table.h - tables that are looked up a word at a time, for every word of every page: by
// string_view, without making a string, with a hash of a multiplication for each eight bytes.
// Not for keys that foreign bytes choose: the hash is no defence against made collisions.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace parley::page {

struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const {
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15u;
    std::uint64_t hash = word.size() * kMultiplier;
    while (!word.empty()) {
      std::uint64_t part = 0;
      const std::size_t size = word.size() < sizeof part ? word.size() : sizeof part;
      std::memcpy(&part, word.data(), size);
      word.remove_prefix(size);
      hash = (hash ^ part) * kMultiplier;
      hash ^= hash >> 32;
    }
    return static_cast<std::size_t>(hash);
  }
};

template <class Value>
using WordTable = std::unordered_map<std::string, Value, WordHash, std::equal_to<>>;
using WordSet = std::unordered_set<std::string, WordHash, std::equal_to<>>;

}  // namespace parley::page
