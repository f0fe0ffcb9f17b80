#include "parley/language/string_table.h"

#include "parley/language/string_id.h"

namespace parley::language {
namespace {

constexpr StringId kEmpty = 0xFFFFFFFFu;

std::size_t hash_of(std::string_view text) { return murmur64a(text, 0); }

}  // namespace

StringTable::StringTable() : slots_(1024, kEmpty) { add(""); }

std::size_t StringTable::slot_of(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_of(text) & mask;
  while (slots_[slot] != kEmpty && texts_[slots_[slot]] != text) slot = (slot + 1) & mask;
  return slot;
}

void StringTable::grow() {
  slots_.assign(slots_.size() * 2, kEmpty);
  for (StringId id = 0; id < texts_.size(); ++id) slots_[slot_of(texts_[id])] = id;
}

StringId StringTable::add(std::string_view text) {
  std::size_t slot = slot_of(text);
  if (slots_[slot] != kEmpty) return slots_[slot];
  if (texts_.size() * 2 >= slots_.size()) {
    grow();
    slot = slot_of(text);
  }
  const auto id = static_cast<StringId>(texts_.size());
  texts_.push_back(blocks_.emplace_back(text));
  slots_[slot] = id;
  return id;
}

std::optional<StringId> StringTable::find(std::string_view text) const {
  const StringId id = slots_[slot_of(text)];
  return id == kEmpty ? std::nullopt : std::optional(id);
}

}  // namespace parley::language
