#include "parley/language/arc_eager.h"

#include <cassert>

namespace parley::language {

void ArcEager::start(std::uint32_t n) {
  length = n;
  next = 0;
  stack.clear();
  put_back.clear();
  heads.assign(n, kNoToken);
  labels.assign(n, 0);
  unshiftable.assign(n, 0);
  starts.assign(n, 0);
  last_left.assign(n, kNoToken);
  last_right.assign(n, kNoToken);
  older_right.assign(n, kNoToken);
}

std::int32_t ArcEager::buffer(std::uint32_t i) const {
  if (i < put_back.size()) return put_back[put_back.size() - 1 - i];
  const std::uint32_t at = next + i - static_cast<std::uint32_t>(put_back.size());
  return at < length ? static_cast<std::int32_t>(at) : kNoToken;
}

std::int32_t ArcEager::stacked(std::uint32_t i) const {
  return i < stack.size() ? stack[stack.size() - 1 - i] : kNoToken;
}

unsigned ArcEager::valid_actions() const {
  const std::uint32_t left_in_buffer = buffer_length();
  const std::int32_t b0 = buffer(0);
  const std::int32_t b1 = buffer(1);
  const bool at_start = b0 != kNoToken && starts[static_cast<std::uint32_t>(b0)] != 0;
  const bool may_shift = stack.empty() || (left_in_buffer >= 2 && !at_start &&
                                           unshiftable[static_cast<std::uint32_t>(b0)] == 0);
  unsigned valid = 0;
  if (may_shift) valid |= 1U << shift;
  if (!stack.empty()) valid |= 1U << reduce;
  if (!stack.empty() && left_in_buffer >= 1 && !at_start) valid |= 1U << left | 1U << right;
  if (left_in_buffer >= 2 && b1 == b0 + 1 && starts[static_cast<std::uint32_t>(b1)] == 0)
    valid |= 1U << sentence_break;
  return valid;
}

void ArcEager::apply(Action action, StringId label) {
  switch (action) {
    case shift:
      push_front();
      break;
    case reduce: {
      const std::int32_t top = stack.back();
      if (heads[static_cast<std::uint32_t>(top)] == kNoToken && stack.size() > 1) {
        unshiftable[static_cast<std::uint32_t>(top)] = 1;
        put_back.push_back(top);
      }
      stack.pop_back();
      break;
    }
    case left:
      add_arc(buffer(0), stack.back(), label);
      // The stack changed, so shifting the token again cannot loop.
      unshiftable[static_cast<std::uint32_t>(buffer(0))] = 0;
      stack.pop_back();
      break;
    case right:
      add_arc(stack.back(), buffer(0), label);
      push_front();
      break;
    case sentence_break:
      starts[static_cast<std::uint32_t>(buffer(1))] = 1;
      break;
  }
}

std::array<std::int32_t, ArcEager::kSlots> ArcEager::slots() const {
  const std::int32_t b0 = buffer(0);
  const std::int32_t s0 = stacked(0);
  const auto child = [](const std::vector<std::int32_t>& last, std::int32_t head) {
    return head == kNoToken ? kNoToken : last[static_cast<std::uint32_t>(head)];
  };
  return {b0,
          buffer(1),
          s0,
          stacked(1),
          stacked(2),
          child(last_left, b0),
          child(last_left, s0),
          child(last_right, s0)};
}

void ArcEager::push_front() {
  stack.push_back(buffer(0));
  if (put_back.empty())
    ++next;
  else
    put_back.pop_back();
}

void ArcEager::add_arc(std::int32_t head, std::int32_t child, StringId label) {
  const auto c = static_cast<std::uint32_t>(child);
  const auto h = static_cast<std::uint32_t>(head);
  if (heads[c] != kNoToken) {
    // Only a right arc is ever replaced, and its head stands right under the child: the child is that head's last one.
    const auto old = static_cast<std::uint32_t>(heads[c]);
    assert(heads[c] < child && last_right[old] == child);
    last_right[old] = older_right[c];
  }
  heads[c] = head;
  labels[c] = label;
  if (head > child) {
    last_left[h] = child;
  } else {
    older_right[c] = last_right[h];
    last_right[h] = child;
  }
}

}  // namespace parley::language
