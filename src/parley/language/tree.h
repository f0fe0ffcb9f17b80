// language/tree.h - from the parser's arcs to spaCy's heads, labels and sentence starts.
// WHY literally: on a non-projective tree spaCy's subtree edges depend on the order of its own sweeps and on when it
// stops them; any cleaner definition gives other edges on some trees.
// Source  spacy/tokens/doc.pyx (set_children_from_heads), spacy/pipeline/_parser_internals/nonproj.pyx (3.8);
//         Nivre and Nilsson, Pseudo-Projective Dependency Parsing (2005).
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "parley/language/doc.h"

namespace parley::language {

// A label "A||B" of a projectivized arc: the label is A, and the true head is labelled B.
struct DecoratedLabel {
  StringId label, head_label;
};
using DecoratedLabels = std::unordered_map<StringId, DecoratedLabel>;

// First and last token of each token's subtree, as spaCy finds them; both inclusive.
struct TreeEdges {
  std::vector<std::uint32_t> left, right;
  std::vector<std::uint8_t> boundary;  // work space
};

// heads: a token's own index for a root. Cost: linear, at most 12 rounds.
void find_edges(std::span<const std::uint32_t> heads, TreeEdges& edges);

// Moves every arc with a decorated label to the head that its label tells of, and undecorates it. `edges` are those of
// the heads as given.
void deprojectivize(const DecoratedLabels& decorated, std::span<const std::uint8_t> is_space,
                    const TreeEdges& edges, std::span<std::uint32_t> heads,
                    std::span<StringId> labels);

// All of it: deprojectivize where a label asks for it, then starts[i] = 1 for the first token of each root's subtree.
void finish_tree(const DecoratedLabels& decorated, std::span<const std::uint8_t> is_space,
                 std::span<std::uint32_t> heads, std::span<StringId> labels,
                 std::span<std::uint8_t> starts, TreeEdges& edges);

}  // namespace parley::language
