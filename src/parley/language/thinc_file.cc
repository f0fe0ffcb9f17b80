#include "parley/language/thinc_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "parley/language/msgpack.h"

namespace parley::language {
namespace {

using msgpack::Kind;
using msgpack::Message;
using msgpack::Value;

// A weight of a layer: its name and its shape in dims ("1" is the number one).
struct WeightRule {
  std::string_view name;
  std::array<std::string_view, 4> shape;
};
struct LayerRule {
  std::string_view name;
  std::array<WeightRule, 3> weights;
};

constexpr LayerRule kLayers[] = {
    {"extract_features", {}},
    {"list2ragged", {}},
    {"ragged2list", {}},
    {"list2array", {}},
    {"ints-getitem", {}},
    {"dropout", {}},
    {"expand_window", {}},
    {"tok2vec-listener", {}},
    {"parser_model", {}},
    {"hashembed", {{{"E", {"nV", "nO"}}}}},
    {"maxout", {{{"W", {"nO", "nP", "nI"}}, {"b", {"nO", "nP"}}}}},
    {"layernorm", {{{"G", {"nI"}}, {"b", {"nI"}}}}},
    {"softmax", {{{"W", {"nO", "nI"}}, {"b", {"nO"}}}}},
    {"linear", {{{"W", {"nO", "nI"}}, {"b", {"nO"}}}}},
    {"precomputable_affine",
     {{{"W", {"nF", "nO", "nP", "nI"}}, {"b", {"nO", "nP"}}, {"pad", {"1", "nF", "nO", "nP"}}}}},
    {"static_vectors", {{{"W", {"nO", "nM"}}}}},
};

bool is_container(std::string_view name) {
  return name.find(">>") != name.npos || name.find('|') != name.npos ||
         name.starts_with("residual(") || name.starts_with("with_array(");
}

const LayerRule* layer_rule(std::string_view name) {
  const auto* rule = std::find_if(std::begin(kLayers), std::end(kLayers),
                                  [&](const LayerRule& layer) { return layer.name == name; });
  return rule == std::end(kLayers) ? nullptr : rule;
}

Error bad(const std::string& node, const std::string& what) {
  return {ErrorCode::bad_format, "layer \"" + node + "\": " + what, ""};
}

template <class Out>
bool read_numbers(std::optional<Value> map, Out& out) {
  if (!map || map->kind() != Kind::map) return false;
  for (const auto& [key, value] : map->pairs()) {
    const auto name = key.string();
    if (!name) return false;
    if (value.is_nil()) continue;
    const auto number = value.unsigned_integer();
    if (!number || *number > 0xFFFFFFFFu) return false;
    out.emplace_back(*name, static_cast<std::uint32_t>(*number));
  }
  return true;
}

// An attribute is a bin that holds another msgpack value. One of a kind that no layer needs reads
// as monostate.
bool read_attribute(Value packed, ThincAttribute& out) {
  const auto bytes = packed.binary();
  if (!bytes) return false;
  const Result<Message> message = Message::read(*bytes, 4096);
  if (!message.ok()) return false;
  const Value value = message->root();
  if (const auto truth = value.boolean()) {
    out = *truth;
  } else if (const auto number = value.integer()) {
    out = *number;
  } else if (const auto real = value.real()) {
    out = *real;
  } else if (const auto text = value.string()) {
    out = std::string(*text);
  } else if (value.kind() == Kind::array) {
    std::vector<std::string> texts;
    for (const Value element : value.elements()) {
      if (!element.string()) return true;
      texts.emplace_back(*element.string());
    }
    out = std::move(texts);
  }
  return true;
}

std::optional<std::uint32_t> expected_size(const ThincNode& node, std::string_view dim) {
  if (dim == "1") return 1;
  return node.dim(dim);
}

// The shape as the rule says; empty where a dim is not set.
std::vector<std::uint32_t> expected_shape(const ThincNode& node, const WeightRule& rule) {
  std::vector<std::uint32_t> shape;
  for (const std::string_view dim : rule.shape) {
    if (dim.empty()) break;
    const auto size = expected_size(node, dim);
    if (!size || *size == 0) return {};
    shape.push_back(*size);
  }
  return shape;
}

Result<Tensor> read_tensor(const ThincNode& node, const WeightRule& rule, Value array) {
  static_assert(std::endian::native == std::endian::little, "weights are copied as they lie");
  const std::string name(rule.name);
  const auto type = array.find("type");
  const auto shape = array.find("shape");
  const auto data = array.find("data");
  if (!type || !shape || !data || !data->binary()) return bad(node.name, name + " is no array");
  if (type->bytes() != "<f4") return bad(node.name, name + " is not of 32-bit floats");
  Tensor tensor;
  tensor.shape = expected_shape(node, rule);
  std::vector<std::uint32_t> stated;
  for (const Value size : shape->elements())
    stated.push_back(static_cast<std::uint32_t>(
        std::min<std::uint64_t>(size.unsigned_integer().value_or(0), ~0u)));
  if (tensor.shape.empty() || stated != tensor.shape)
    return bad(node.name, name + " has another shape than its dims");
  // Multiplied in steps, so that a huge product cannot wrap.
  const std::string_view bytes = *data->binary();
  std::uint64_t count = 1;
  for (const std::uint32_t size : tensor.shape) {
    count *= size;
    if (count > bytes.size()) return bad(node.name, name + " has too few bytes");
  }
  if (count * sizeof(float) != bytes.size())
    return bad(node.name, name + " has other bytes than its shape");
  tensor.data.resize(count);
  std::memcpy(tensor.data.data(), bytes.data(), bytes.size());
  if (!std::all_of(tensor.data.begin(), tensor.data.end(),
                   [](float x) { return std::isfinite(x); }))
    return bad(node.name, name + " holds a value that is not finite");
  return tensor;
}

Status read_weights(ThincNode& node, Value params) {
  if (params.kind() != Kind::map) return bad(node.name, "has no map of weights");
  if (is_container(node.name))
    return params.size() == 0 ? Status{} : bad(node.name, "is a container and has weights");
  const LayerRule* layer = layer_rule(node.name);
  if (!layer) return bad(node.name, "is not known");
  std::size_t expected = 0;
  for (const WeightRule& rule : layer->weights) {
    if (rule.name.empty()) break;
    ++expected;
    const auto array = params.find(rule.name);
    if (!array) return bad(node.name, "lacks " + std::string(rule.name));
    Result<Tensor> tensor = read_tensor(node, rule, *array);
    if (!tensor.ok()) return tensor.error();
    node.tensors.emplace_back(rule.name, *std::move(tensor));
  }
  return params.size() == expected ? Status{} : bad(node.name, "has weights that are not known");
}

Result<ThincNode> read_node(Value head, Value attributes, Value params) {
  ThincNode node;
  const auto name = head.find("name");
  if (!name || !name->string()) return bad("?", "a node has no name");
  node.name = *name->string();
  if (!read_numbers(head.find("dims"), node.dims)) return bad(node.name, "has no dims");
  if (!read_numbers(head.find("refs"), node.refs)) return bad(node.name, "has no refs");
  if (attributes.kind() != Kind::map) return bad(node.name, "has no attributes");
  for (const auto& [key, value] : attributes.pairs()) {
    ThincAttribute attribute;
    if (!key.string() || !read_attribute(value, attribute))
      return bad(node.name, "has a broken attribute");
    node.attributes.emplace_back(*key.string(), std::move(attribute));
  }
  if (Status error = read_weights(node, params)) return *std::move(error);
  return node;
}

template <class Items>
auto find_in(const Items& items, std::string_view key) {
  const auto at =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.first == key; });
  return at == items.end() ? nullptr : &at->second;
}

}  // namespace

std::optional<std::uint32_t> ThincNode::dim(std::string_view key) const {
  const auto* value = find_in(dims, key);
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::int64_t> ThincNode::integer(std::string_view key) const {
  const auto* attribute = find_in(attributes, key);
  const auto* value = attribute ? std::get_if<std::int64_t>(attribute) : nullptr;
  return value ? std::optional(*value) : std::nullopt;
}

const std::vector<std::string>* ThincNode::strings(std::string_view key) const {
  const auto* attribute = find_in(attributes, key);
  return attribute ? std::get_if<std::vector<std::string>>(attribute) : nullptr;
}

const Tensor* ThincNode::tensor(std::string_view key) const { return find_in(tensors, key); }

std::vector<const ThincNode*> ThincFile::named(std::string_view name) const {
  std::vector<const ThincNode*> found;
  for (const ThincNode& node : nodes)
    if (node.name == name) found.push_back(&node);
  return found;
}

const ThincNode* ThincFile::first(std::string_view name_begin) const {
  const auto at = std::find_if(nodes.begin(), nodes.end(), [&](const ThincNode& node) {
    return node.name.starts_with(name_begin);
  });
  return at == nodes.end() ? nullptr : &*at;
}

Result<ThincFile> ThincFile::read(std::string_view bytes) {
  const Result<Message> message = Message::read(bytes);
  if (!message.ok()) return message.error();
  const Value root = message->root();
  const auto nodes = root.find("nodes");
  const auto attributes = root.find("attrs");
  const auto params = root.find("params");
  const auto shims = root.find("shims");
  if (!nodes || !attributes || !params || !shims)
    return Error{ErrorCode::bad_format, "not a thinc model", ""};
  if (nodes->size() == 0 || attributes->size() != nodes->size() || params->size() != nodes->size())
    return Error{ErrorCode::bad_format, "the thinc model's lists have different lengths", ""};
  for (const Value shim : shims->elements())
    if (shim.size() != 0)
      return Error{ErrorCode::unsupported, "the thinc model holds another framework's model", ""};

  ThincFile file;
  auto attribute = attributes->elements().begin();
  auto param = params->elements().begin();
  for (const Value node : nodes->elements()) {
    Result<ThincNode> read = read_node(node, *attribute, *param);
    if (!read.ok()) return read.error();
    file.nodes.push_back(*std::move(read));
    ++attribute;
    ++param;
  }
  for (const ThincNode& node : file.nodes)
    for (const auto& [name, index] : node.refs)
      if (index >= file.nodes.size()) return bad(node.name, "refers to a node that is not there");
  return file;
}

}  // namespace parley::language
