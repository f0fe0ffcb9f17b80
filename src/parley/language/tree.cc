#include "parley/language/tree.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace parley::language {
namespace {

constexpr int kMaxRounds = 12;

void widen(TreeEdges& edges, std::uint32_t child, std::uint32_t head) {
  edges.left[head] = std::min(edges.left[head], edges.left[child]);
  edges.right[head] = std::max(edges.right[head], edges.right[child]);
}

void sweep(std::span<const std::uint32_t> heads, TreeEdges& edges) {
  const auto n = static_cast<std::uint32_t>(heads.size());
  for (std::uint32_t i = 0; i < n; ++i) widen(edges, i, heads[i]);
  for (std::uint32_t i = n; i-- > 0;) widen(edges, i, heads[i]);
}

// spaCy's own test, with its two quirks: a head on the first token of the next segment passes, and the last token is
// never looked at.
bool heads_within_segments(std::span<const std::uint32_t> heads, TreeEdges& edges) {
  const auto n = static_cast<std::uint32_t>(heads.size());
  std::vector<std::uint8_t>& boundary = edges.boundary;
  boundary.assign(n, 0);
  for (std::uint32_t i = 0; i < n; ++i)
    if (heads[i] == i) boundary[edges.left[i]] = 1;
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    if ((i == 0 || boundary[i] == 0) && i != n - 1) continue;
    for (std::uint32_t j = start; j < i; ++j)
      if (heads[j] < start || heads[j] > i) return false;
    start = i;
  }
  return true;
}

struct HeadSearch {
  const TreeEdges& edges;
  std::span<const std::uint8_t> is_space;
  std::span<const std::uint32_t> heads;
  std::span<const StringId> labels;

  // Breadth first from the token's head; none: the head itself.
  std::uint32_t find(std::uint32_t token, StringId wanted) const {
    std::vector<std::uint32_t> level = {heads[token]};
    std::vector<std::uint32_t> next;
    while (!level.empty()) {
      next.clear();
      for (const std::uint32_t parent : level)
        if (const auto found = among_children(parent, token, wanted, next)) return *found;
      level.swap(next);
    }
    return heads[token];
  }

 private:
  // The child that fits; the others but white space are added to `next`.
  std::optional<std::uint32_t> among_children(std::uint32_t parent, std::uint32_t token,
                                              StringId wanted,
                                              std::vector<std::uint32_t>& next) const {
    // Left children ascending, then right ones: together, ascending.
    for (std::uint32_t child = edges.left[parent]; child <= edges.right[parent]; ++child) {
      if (child == parent || heads[child] != parent || child == token || is_space[child] != 0)
        continue;
      if (labels[child] == wanted) return child;
      next.push_back(child);
    }
    return std::nullopt;
  }
};

}  // namespace

void find_edges(std::span<const std::uint32_t> heads, TreeEdges& edges) {
  edges.left.resize(heads.size());
  std::iota(edges.left.begin(), edges.left.end(), 0U);
  edges.right = edges.left;
  for (int round = 0; round < kMaxRounds; ++round) {
    sweep(heads, edges);
    if (heads_within_segments(heads, edges)) return;
  }
}

void deprojectivize(const DecoratedLabels& decorated, std::span<const std::uint8_t> is_space,
                    const TreeEdges& edges, std::span<std::uint32_t> heads,
                    std::span<StringId> labels) {
  for (std::uint32_t i = 0; i < heads.size(); ++i) {
    const auto found = decorated.find(labels[i]);
    if (found == decorated.end()) continue;
    heads[i] = HeadSearch{edges, is_space, heads, labels}.find(i, found->second.head_label);
    labels[i] = found->second.label;
  }
}

void finish_tree(const DecoratedLabels& decorated, std::span<const std::uint8_t> is_space,
                 std::span<std::uint32_t> heads, std::span<StringId> labels,
                 std::span<std::uint8_t> starts, TreeEdges& edges) {
  find_edges(heads, edges);
  if (std::any_of(labels.begin(), labels.end(),
                  [&](StringId label) { return decorated.contains(label); })) {
    deprojectivize(decorated, is_space, edges, heads, labels);
    find_edges(heads, edges);
  }
  std::fill(starts.begin(), starts.end(), std::uint8_t{0});
  for (std::uint32_t i = 0; i < heads.size(); ++i)
    if (heads[i] == i) starts[edges.left[i]] = 1;
}

}  // namespace parley::language
