#include "parley/language/biluo.h"

namespace parley::language {

void Biluo::start(std::span<const std::uint8_t> white_space,
                  std::span<const std::uint8_t> sentence_starts) {
  is_space = white_space;
  starts = sentence_starts;
  at = 0;
  open = false;
  entities.clear();
}

unsigned Biluo::valid_actions() const {
  const bool may_go_on = at + 1 < is_space.size() && starts[at + 1] == 0;
  if (open) return 1U << last | (may_go_on ? 1U << in : 0U);
  unsigned valid = 1U << out;
  if (is_space[at] == 0) valid |= 1U << unit | (may_go_on ? 1U << begin : 0U);
  return valid;
}

void Biluo::apply(Action action, std::uint32_t label) {
  if (action == begin || action == unit) entities.push_back({at, at + 1, label});
  if (action == begin) open = true;
  if (action == last) {
    entities.back().end = at + 1;
    open = false;
  }
  ++at;
}

std::array<std::int32_t, Biluo::kSlots> Biluo::slots() const {
  const auto here = static_cast<std::int32_t>(at);
  if (!open) return {here, -1, -1};
  return {here, static_cast<std::int32_t>(entities.back().first), here - 1};
}

}  // namespace parley::language
