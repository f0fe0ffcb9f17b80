#include "parley/language/arc_eager.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace parley::language {
namespace {

// The slow twin, after spaCy's StateC: arcs in lists by head, deleted by looking for them, buffer
// and stack as lists.
struct SlowState {
  int length;
  std::vector<int> stack, buffer;  // the front of the buffer first
  std::vector<int> heads;
  std::map<int, std::vector<int>> left_arcs, right_arcs;  // children by head, as added
  std::map<std::pair<int, int>, StringId> labels;
  std::set<int> unshiftable, starts;

  explicit SlowState(int n) : length(n), heads(n, -1) {
    for (int i = 0; i < n; ++i) buffer.push_back(i);
  }
  int buffer_at(int i) const { return i < static_cast<int>(buffer.size()) ? buffer[i] : -1; }
  int stack_at(int i) const {
    return i < static_cast<int>(stack.size()) ? stack[stack.size() - 1 - i] : -1;
  }
  bool is_start(int word) const { return starts.count(word) != 0; }

  bool valid(int action) const {
    const bool has_stack = !stack.empty();
    switch (action) {
      case ArcEager::shift:
        if (!has_stack) return true;
        return buffer.size() >= 2 && !is_start(buffer_at(0)) &&
               unshiftable.count(buffer_at(0)) == 0;
      case ArcEager::reduce:
        return has_stack;
      case ArcEager::left:
      case ArcEager::right:
        return has_stack && !buffer.empty() && !is_start(buffer_at(0));
      default:
        return buffer.size() >= 2 && buffer_at(1) == buffer_at(0) + 1 && !is_start(buffer_at(1));
    }
  }

  void add_arc(int head, int child, StringId label) {
    if (heads[child] >= 0) {
      auto& arcs = heads[child] > child ? left_arcs[heads[child]] : right_arcs[heads[child]];
      arcs.erase(std::find(arcs.begin(), arcs.end(), child));
      labels.erase({heads[child], child});
    }
    (head > child ? left_arcs : right_arcs)[head].push_back(child);
    heads[child] = head;
    labels[{head, child}] = label;
  }
  void push() {
    stack.push_back(buffer.front());
    buffer.erase(buffer.begin());
  }
  void apply(int action, StringId label) {
    switch (action) {
      case ArcEager::shift:
        push();
        break;
      case ArcEager::reduce:
        if (heads[stack_at(0)] < 0 && stack.size() != 1) {
          unshiftable.insert(stack_at(0));
          buffer.insert(buffer.begin(), stack_at(0));
        }
        stack.pop_back();
        break;
      case ArcEager::left:
        add_arc(buffer_at(0), stack_at(0), label);
        unshiftable.erase(buffer_at(0));
        stack.pop_back();
        break;
      case ArcEager::right:
        add_arc(stack_at(0), buffer_at(0), label);
        push();
        break;
      default:
        starts.insert(buffer_at(1));
    }
  }
  static int last(const std::map<int, std::vector<int>>& arcs, int head) {
    const auto found = arcs.find(head);
    return found == arcs.end() || found->second.empty() ? -1 : found->second.back();
  }
  std::array<std::int32_t, 8> slots() const {
    return {buffer_at(0),
            buffer_at(1),
            stack_at(0),
            stack_at(1),
            stack_at(2),
            last(left_arcs, buffer_at(0)),
            last(left_arcs, stack_at(0)),
            last(right_arcs, stack_at(0))};
  }
};

TEST(ArcEager, IsTheSlowStateOnRandomActions) {
  std::mt19937 random(5);
  for (int round = 0; round < 6000; ++round) {
    const int n = 1 + static_cast<int>(random() % 14);
    SlowState slow(n);
    ArcEager state;
    state.start(static_cast<std::uint32_t>(n));
    // Some rounds rarely take arcs, or often break, so that odd states are met.
    std::vector<int> weights = {1, 1, 1, 1, 1};
    weights[random() % 5] = 6;
    int steps = 0;
    while (!state.finished()) {
      ASSERT_FALSE(slow.stack.empty() && slow.buffer.empty());
      const unsigned valid = state.valid_actions();
      std::vector<int> choices;
      for (int action = 0; action < 5; ++action) {
        ASSERT_EQ((valid >> action & 1U) != 0, slow.valid(action))
            << "action " << action << ", round " << round;
        for (int k = 0; slow.valid(action) && k < weights[action]; ++k) choices.push_back(action);
      }
      ASSERT_FALSE(choices.empty());
      ASSERT_EQ(state.slots(), slow.slots()) << "round " << round << ", step " << steps;
      const int action = choices[random() % choices.size()];
      const StringId label = random() % 50;
      state.apply(static_cast<ArcEager::Action>(action), label);
      slow.apply(action, label);
      ASSERT_LT(++steps, 20 * n + 20);
    }
    for (int i = 0; i < n; ++i) {
      ASSERT_EQ(state.heads[i], slow.heads[i]);
      if (slow.heads[i] >= 0) {
        ASSERT_EQ(state.labels[i], slow.labels.at({slow.heads[i], i}));
      }
    }
  }
}

TEST(ArcEager, StartsAnewWithNothingLeftOver) {
  ArcEager state;
  state.start(2);
  state.apply(ArcEager::shift, 0);
  state.apply(ArcEager::right, 7);
  EXPECT_EQ(state.heads[1], 0);
  EXPECT_EQ(state.labels[1], 7U);
  state.start(2);
  EXPECT_EQ(state.heads[1], kNoToken);
  EXPECT_EQ(state.slots(), (std::array<std::int32_t, 8>{0, 1, -1, -1, -1, -1, -1, -1}));
  EXPECT_EQ(state.valid_actions(), 1U << ArcEager::shift | 1U << ArcEager::sentence_break);
  state.start(0);
  EXPECT_TRUE(state.finished());
}

// A token whose head is replaced leaves its old head's children as they were before it.
TEST(ArcEager, ReplacesAHead) {
  ArcEager state;
  state.start(4);
  state.apply(ArcEager::shift, 0);
  state.apply(ArcEager::right, 1);
  state.apply(ArcEager::reduce, 0);
  state.apply(ArcEager::right, 2);
  EXPECT_EQ(state.last_right[0], 2);
  state.apply(ArcEager::left, 3);
  EXPECT_EQ(state.last_right[0], 1);
  EXPECT_EQ(state.heads[2], 3);
  EXPECT_EQ(state.labels[2], 3U);
}

}  // namespace
}  // namespace parley::language
