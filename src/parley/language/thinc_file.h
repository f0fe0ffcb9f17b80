// language/thinc_file.h - a thinc model file (tok2vec/model, parser/model ...) -> its leaf layers
// with their weights. What    the nodes in file order, which is the breadth-first walk of the
// model's tree. Containers (names joined by ">>"
//         or "|", "residual(...)", "with_array(...)") keep their attributes and have no weights.
// Checks  every leaf's name is known; every weight is little-endian f4 of the shape that the node's
// dims say, finite, and
//         named as that layer names it; none is missing or too many. Anything else is refused, so
//         that the network's code may index without looking.
// Errors  bad_format (or msgpack's own) with the node in the message. Cost: one pass, weights are
// copied once (aligned). Source  thinc 8.3, thinc/model.py, Model.to_dict
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "parley/base/result.h"

namespace parley::language {

struct Tensor {
  std::vector<std::uint32_t> shape;
  std::vector<float> data;  // row-major; as many as the product of the shape
};

using ThincAttribute =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;

struct ThincNode {
  std::string name;                                         // "hashembed", "maxout>>layernorm" ...
  std::vector<std::pair<std::string, std::uint32_t>> dims;  // those that are set: {"nO", 96}
  std::vector<std::pair<std::string, std::uint32_t>> refs;  // name -> index of a node: {"lower", 2}
  std::vector<std::pair<std::string, ThincAttribute>>
      attributes;                                       // "seed", "column", "columns", "pad" ...
  std::vector<std::pair<std::string, Tensor>> tensors;  // "W", "b", "E", "G", "pad"

  std::optional<std::uint32_t> dim(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;  // attribute
  const std::vector<std::string>* strings(
      std::string_view key) const;                   // attribute; null where absent
  const Tensor* tensor(std::string_view key) const;  // null where absent
};

struct ThincFile {
  std::vector<ThincNode> nodes;

  // The nodes of exactly this name ("maxout"), in file order.
  std::vector<const ThincNode*> named(std::string_view name) const;
  // The first node whose name begins so ("tok2vec-listener", "with_array("); null where there is
  // none.
  const ThincNode* first(std::string_view name_begin) const;

  static Result<ThincFile> read(std::string_view bytes);
};

}  // namespace parley::language
