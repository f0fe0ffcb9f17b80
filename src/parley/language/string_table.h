// language/string_table.h - the model's own strings (tags, labels, lemmas) as dense numbers, for
// Doc's columns. Filled while the model loads, constant after it. Number 0 is "". Look-up: one hash
// and one comparison.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/language/doc.h"

namespace parley::language {

class StringTable {
 public:
  StringTable();

  // The number of the string; adds it where it is new.
  StringId add(std::string_view text);
  std::optional<StringId> find(std::string_view text) const;
  std::string_view operator[](StringId id) const { return texts_[id]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

 private:
  std::size_t slot_of(std::string_view text) const;
  void grow();

  std::vector<std::string_view> texts_;  // views into blocks_
  std::vector<StringId> slots_;          // open addressing, a power of two; kEmpty where free
  std::deque<std::string> blocks_;       // the characters, never moved
};

}  // namespace parley::language
