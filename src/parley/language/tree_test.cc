#include "parley/language/tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace parley::language {
namespace {

// The slow twin, written after spaCy's loops line by line: relative heads, a set of starts, rounds
// counted as there.
struct SlowTree {
  std::vector<int> heads;  // relative
  std::vector<int> left, right, starts;

  bool round() {
    const int n = static_cast<int>(heads.size());
    for (int i = 0; i < n; ++i) {
      const int h = i + heads[i];
      if (left[i] < left[h]) left[h] = left[i];
      if (right[i] > right[h]) right[h] = right[i];
    }
    for (int i = n - 1; i > -1; --i) {
      const int h = i + heads[i];
      if (right[i] > right[h]) right[h] = right[i];
      if (left[i] < left[h]) left[h] = left[i];
    }
    std::set<int> sentence_starts;
    for (int i = 0; i < n; ++i)
      if (heads[i] == 0) sentence_starts.insert(left[i]);
    int current_start = 0;
    for (int i = 0; i < n; ++i) {
      if ((i > 0 && sentence_starts.count(i) != 0) || i == n - 1) {
        const int current_end = i;
        for (int j = current_start; j < current_end; ++j)
          if (heads[j] + j < current_start || heads[j] + j >= current_end + 1) return false;
        current_start = i;
      }
    }
    return true;
  }

  void set_children() {
    const int n = static_cast<int>(heads.size());
    left.resize(heads.size());
    right.resize(heads.size());
    for (int i = 0; i < n; ++i) left[i] = right[i] = i;
    int loop_count = 0;
    bool within = false;
    while (!within) {
      within = round();
      if (loop_count > 10) break;
      ++loop_count;
    }
    starts.assign(heads.size(), -1);
    for (int i = 0; i < n; ++i)
      if (heads[i] == 0) starts[left[i]] = 1;
  }

  std::vector<int> children(int token) const {
    std::vector<int> found;
    for (int i = left[token]; i < token; ++i)
      if (i + heads[i] == token) found.push_back(i);
    std::vector<int> behind;
    for (int i = right[token]; i > token; --i)
      if (i + heads[i] == token) behind.push_back(i);
    found.insert(found.end(), behind.rbegin(), behind.rend());
    return found;
  }

  int new_head(int token, const std::string& wanted, const std::vector<std::string>& labels,
               const std::vector<std::uint8_t>& is_space) const {
    std::vector<int> queue = {token + heads[token]};
    while (!queue.empty()) {
      std::vector<int> next;
      for (const int parent : queue)
        for (const int child : children(parent)) {
          if (is_space[child] != 0 || child == token) continue;
          if (labels[child] == wanted) return child;
          next.push_back(child);
        }
      queue = next;
    }
    return token + heads[token];
  }
};

// Strings as numbers, and "a||b" taken apart.
struct Labels {
  std::map<std::string, StringId> numbers;
  DecoratedLabels decorated;

  StringId add(const std::string& label) {
    const auto [at, fresh] = numbers.emplace(label, static_cast<StringId>(numbers.size() + 1));
    const std::size_t bars = label.find("||");
    if (fresh && bars != std::string::npos) {
      const StringId id = at->second;
      const DecoratedLabel parts = {add(label.substr(0, bars)), add(label.substr(bars + 2))};
      decorated[id] = parts;
    }
    return numbers.at(label);
  }
};

// Any heads without cycles, crossing as they like; some roots.
std::vector<std::uint32_t> random_heads(std::mt19937& random, std::uint32_t n) {
  std::vector<std::uint32_t> order(n), heads(n);
  for (std::uint32_t i = 0; i < n; ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  const unsigned reach = 1 + random() % 12;
  for (std::uint32_t k = 0; k < n; ++k) {
    const std::uint32_t token = order[k];
    heads[token] = token;
    if (k == 0 || random() % 9 == 0) continue;
    // A head among those placed before it, mostly a near one.
    for (int attempt = 0; attempt < 8; ++attempt) {
      const std::uint32_t head = order[random() % k];
      heads[token] = head;
      if ((head > token ? head - token : token - head) <= reach) break;
    }
  }
  return heads;
}

TEST(Tree, IsSpacysOnRandomTrees) {
  std::mt19937 random(11);
  const std::vector<std::string> plain = {"nsubj", "dobj", "prep", "pobj", "conj", "dep"};
  const std::vector<std::string> lifted = {"prep||dobj", "conj||nsubj", "relcl||pobj", "dobj||prep",
                                           "dep||conj"};
  std::size_t moved = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::uint32_t n = 1 + random() % 24;
    std::vector<std::uint32_t> heads = random_heads(random, n);
    std::vector<std::uint8_t> is_space(n), starts(n);
    std::vector<std::string> names(n);
    Labels labels;
    std::vector<StringId> ids(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      is_space[i] = random() % 10 == 0 ? 1 : 0;
      // A root's label is ROOT always; a decorated one would make a cycle, in spaCy too.
      names[i] = heads[i] == i       ? "ROOT"
                 : random() % 6 == 0 ? lifted[random() % lifted.size()]
                                     : plain[random() % plain.size()];
      ids[i] = labels.add(names[i]);
    }

    SlowTree slow;
    for (std::uint32_t i = 0; i < n; ++i)
      slow.heads.push_back(static_cast<int>(heads[i]) - static_cast<int>(i));
    slow.set_children();
    TreeEdges edges;
    find_edges(heads, edges);
    for (std::uint32_t i = 0; i < n; ++i) {
      ASSERT_EQ(static_cast<int>(edges.left[i]), slow.left[i]);
      ASSERT_EQ(static_cast<int>(edges.right[i]), slow.right[i]);
    }
    for (int i = 0; i < static_cast<int>(n); ++i) {
      const std::size_t bars = names[i].find("||");
      if (bars == std::string::npos) continue;
      const int head = slow.new_head(i, names[i].substr(bars + 2), names, is_space);
      if (head != i + slow.heads[i]) ++moved;
      slow.heads[i] = head - i;
      names[i] = names[i].substr(0, bars);
    }
    slow.set_children();

    finish_tree(labels.decorated, is_space, heads, ids, starts, edges);
    for (std::uint32_t i = 0; i < n; ++i) {
      ASSERT_EQ(static_cast<int>(heads[i]), static_cast<int>(i) + slow.heads[i])
          << "round " << round;
      ASSERT_EQ(ids[i], labels.add(names[i])) << "round " << round;
      ASSERT_EQ(starts[i] != 0, slow.starts[i] == 1) << "round " << round;
      ASSERT_EQ(static_cast<int>(edges.left[i]), slow.left[i]);
      ASSERT_EQ(static_cast<int>(edges.right[i]), slow.right[i]);
    }
  }
  EXPECT_GT(moved, 1000U);
}

struct TreeCase {
  std::vector<std::uint32_t> heads;
  std::vector<std::string> labels;
  std::vector<std::uint8_t> is_space;
  std::vector<std::uint32_t> want_heads;
  std::vector<std::string> want_labels;
  std::vector<std::uint8_t> want_starts;
};

// Heads, labels and starts as Python spaCy 3.8 gives them.
const TreeCase kTreeCases[] = {
    {{0}, {"ROOT"}, {0}, {0}, {"ROOT"}, {1}},
    {{1, 1, 3, 3},
     {"a", "ROOT", "b", "ROOT"},
     {0, 0, 0, 0},
     {1, 1, 3, 3},
     {"a", "ROOT", "b", "ROOT"},
     {1, 0, 1, 0}},
    // The relative clause hangs on the object, which the parser could not cross to.
    {{1, 1, 1, 1},
     {"nsubj", "ROOT", "dobj", "relcl||dobj"},
     {0, 0, 0, 0},
     {1, 1, 1, 2},
     {"nsubj", "ROOT", "dobj", "relcl"},
     {1, 0, 0, 0}},
    // No such head: only the label changes.
    {{1, 1, 1},
     {"nsubj", "ROOT", "relcl||pobj"},
     {0, 0, 0},
     {1, 1, 1},
     {"nsubj", "ROOT", "relcl"},
     {1, 0, 0}},
    // White space is passed over.
    {{1, 1, 1, 1},
     {"nsubj", "ROOT", "dobj", "relcl||dobj"},
     {0, 0, 1, 0},
     {1, 1, 1, 1},
     {"nsubj", "ROOT", "dobj", "relcl"},
     {1, 0, 0, 0}},
    // Left children come before right ones, nearer levels before deeper ones.
    {{2, 0, 2, 2, 2},
     {"dobj", "x", "ROOT", "dobj", "prep||dobj"},
     {0, 0, 0, 0, 0},
     {2, 0, 2, 2, 0},
     {"dobj", "x", "ROOT", "dobj", "prep"},
     {1, 0, 0, 0, 0}},
};

TEST(Tree, FollowsDecoratedLabels) {
  for (const TreeCase& c : kTreeCases) {
    Labels labels;
    std::vector<StringId> ids;
    for (const std::string& label : c.labels) ids.push_back(labels.add(label));
    std::vector<std::uint32_t> heads = c.heads;
    std::vector<std::uint8_t> starts(heads.size(), 7);
    TreeEdges edges;
    finish_tree(labels.decorated, c.is_space, heads, ids, starts, edges);
    EXPECT_EQ(heads, c.want_heads);
    EXPECT_EQ(starts, c.want_starts);
    for (std::size_t i = 0; i < ids.size(); ++i)
      EXPECT_EQ(ids[i], labels.add(c.want_labels[i])) << i;
  }
}

TEST(Tree, OfNothingIsNothing) {
  TreeEdges edges;
  finish_tree({}, {}, {}, {}, {}, edges);
  EXPECT_TRUE(edges.left.empty());
}

}  // namespace
}  // namespace parley::language
