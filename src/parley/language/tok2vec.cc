#include "parley/language/tok2vec.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "parley/language/string_id.h"

namespace parley::language {
namespace {

using Feature = Tok2Vec::Feature;

constexpr std::pair<std::string_view, Feature> kFeatures[] = {
    {"ORTH", Feature::orth},     {"LOWER", Feature::lower},       {"NORM", Feature::norm},
    {"PREFIX", Feature::prefix}, {"SUFFIX", Feature::suffix},     {"SHAPE", Feature::shape},
    {"SPACY", Feature::spacy},   {"IS_SPACE", Feature::is_space},
};

// Rows that the mixer takes at a time.
constexpr std::size_t kMixRows = 32;

Error refused(std::string message) { return Error{ErrorCode::bad_format, std::move(message), ""}; }

std::optional<Feature> feature_named(std::string_view name) {
  for (const auto& [known, feature] : kFeatures)
    if (known == name) return feature;
  return std::nullopt;
}

std::uint64_t feature_of(const Lexeme& word, bool space_after, Feature feature) {
  switch (feature) {
    case Feature::orth:
      return word.orth;
    case Feature::lower:
      return word.lower_id;
    case Feature::norm:
      return word.norm;
    case Feature::prefix:
      return word.prefix;
    case Feature::suffix:
      return word.suffix;
    case Feature::shape:
      return word.shape;
    case Feature::spacy:
      return space_after ? 1 : 0;
    case Feature::is_space:
      return word.is_space ? 1 : 0;
  }
  return 0;
}

void embed(const Tok2Vec::Embedding& embedding, std::uint64_t key, float* out) {
  const std::array<std::uint32_t, 4> hashes = hash_embed_keys(key, embedding.seed);
  std::fill_n(out, embedding.width, 0.0F);
  for (const std::uint32_t hash : hashes) {
    const float* row = embedding.table.data() + hash % embedding.rows * embedding.width;
    for (std::size_t i = 0; i < embedding.width; ++i) out[i] += row[i];
  }
}

Result<std::vector<Tok2Vec::Embedding>> read_embeddings(const ThincFile& file) {
  // md and lg have a second extract_features-like node for the vectors; the columns are the first one's.
  const std::vector<std::string>* columns = nullptr;
  for (const ThincNode* node : file.named("extract_features"))
    if (columns == nullptr) columns = node->strings("columns");
  if (columns == nullptr) return refused("no extract_features with columns");
  std::vector<Tok2Vec::Embedding> embeddings;
  for (const ThincNode* node : file.named("hashembed")) {
    const std::optional<std::int64_t> column = node->integer("column");
    const std::optional<std::int64_t> seed = node->integer("seed");
    const Tensor* table = node->tensor("E");
    if (!column || !seed || table == nullptr || *column < 0 ||
        *column >= static_cast<std::int64_t>(columns->size()) || *seed < 0 || *seed > 0xffffffffLL)
      return refused("a hashembed without column, seed or table");
    const std::optional<Feature> feature =
        feature_named((*columns)[static_cast<std::size_t>(*column)]);
    if (!feature)
      return refused("unknown feature " + (*columns)[static_cast<std::size_t>(*column)]);
    if (table->shape.size() != 2 || table->shape[0] == 0)
      return refused("a hashembed without rows");
    embeddings.push_back({*feature, static_cast<std::uint32_t>(*seed), table->shape[0],
                          table->shape[1], table->data});
  }
  if (embeddings.empty()) return refused("no hashembed");
  return embeddings;
}

// Shapes of a maxout and its layernorm.
struct MaxoutTensors {
  const Tensor *weight = nullptr, *bias = nullptr, *gain = nullptr, *shift = nullptr;
  std::size_t outputs = 0, pieces = 0, inputs = 0;
};

Result<MaxoutTensors> read_maxout(const ThincNode& maxout, const ThincNode& layernorm) {
  MaxoutTensors t{maxout.tensor("W"), maxout.tensor("b"), layernorm.tensor("G"),
                  layernorm.tensor("b")};
  if (t.weight == nullptr || t.bias == nullptr || t.gain == nullptr || t.shift == nullptr ||
      t.weight->shape.size() != 3)
    return refused("a maxout or layernorm without weights");
  t.outputs = t.weight->shape[0];
  t.pieces = t.weight->shape[1];
  t.inputs = t.weight->shape[2];
  if (t.outputs == 0 || t.outputs % kGroup != 0 || t.pieces == 0 || t.pieces > kMaxPieces ||
      t.inputs == 0 || t.bias->data.size() != t.outputs * t.pieces ||
      t.gain->data.size() != t.outputs || t.shift->data.size() != t.outputs)
    return refused("a maxout of " + std::to_string(t.outputs) + " x " + std::to_string(t.pieces) +
                   ": the width must be a multiple of 16, with at most 3 pieces");
  return t;
}

// The window and the padding that our tiles are made for.
std::optional<Error> check_windows(const ThincFile& file, std::size_t layers) {
  for (const ThincNode* node : file.named("expand_window"))
    if (node->integer("window_size") != 1)
      return refused("an encoder whose window is not of three tokens");
  std::int64_t pad = 0;
  for (const ThincNode& node : file.nodes) pad = std::max(pad, node.integer("pad").value_or(0));
  if (pad < static_cast<std::int64_t>(layers))
    return refused("an encoder with less padding than layers");
  return std::nullopt;
}

}  // namespace

bool Tok2Vec::reads_space() const {
  return std::any_of(embeddings.begin(), embeddings.end(), [](const Embedding& embedding) {
    return embedding.feature == Feature::spacy;
  });
}

Result<Tok2Vec> Tok2Vec::build(const ThincFile& file, const Vectors* vectors) {
  Tok2Vec net;
  auto embeddings = read_embeddings(file);
  if (!embeddings) return embeddings.error();
  net.embeddings = std::move(*embeddings);
  std::size_t inputs = 0;
  for (const Embedding& embedding : net.embeddings) inputs += embedding.width;

  const auto projections = file.named("static_vectors");
  if (!projections.empty()) {
    const Tensor* weight = projections.front()->tensor("W");
    if (vectors == nullptr || weight == nullptr || projections.size() != 1 ||
        weight->shape.size() != 2 || weight->shape[1] != vectors->width())
      return refused("static vectors that the model does not hold");
    net.vectors = vectors;
    net.vector_projection = make_linear(weight->shape[1], weight->shape[0], weight->data, {});
    inputs += weight->shape[0];
  }

  const auto maxouts = file.named("maxout");
  const auto layernorms = file.named("layernorm");
  if (maxouts.size() < 2 || maxouts.size() != layernorms.size())
    return refused("maxout and layernorm do not pair");
  for (std::size_t i = 0; i < maxouts.size(); ++i) {
    const auto read = read_maxout(*maxouts[i], *layernorms[i]);
    if (!read) return read.error();
    const MaxoutTensors& t = *read;
    if (i == 0) {
      if (t.inputs != inputs) return refused("a mixer that does not take the embeddings' width");
      net.mixer = make_maxout(t.inputs, t.outputs, t.pieces, t.weight->data, t.bias->data,
                              t.gain->data, t.shift->data);
      continue;
    }
    if (t.outputs != net.width() || t.inputs != 3 * net.width())
      return refused("an encoder of another width");
    net.encoder.push_back(make_encoder(t.outputs, t.pieces, t.weight->data, t.bias->data,
                                       t.gain->data, t.shift->data));
  }
  if (auto error = check_windows(file, net.encoder.size())) return *error;
  return net;
}

void MixedWords::copy_rows(const Tok2Vec& net, const Kernels& kernels, const Lexicon& lexicon,
                           std::span<const TokenRecord> tokens, std::span<const std::uint32_t> rows,
                           float* out, Scratch& scratch) {
  const std::size_t width = net.width();
  const bool reads_space = net.reads_space();
  const auto key_of = [&](const TokenRecord& token) {
    return 2 * static_cast<std::size_t>(token.lexeme) + (reads_space && token.space_after ? 1 : 0);
  };
  number_.resize(2 * static_cast<std::size_t>(lexicon.size()), kUnknown);
  for (const TokenRecord& token : tokens) {
    std::uint32_t& number = number_[key_of(token)];
    if (number != kUnknown) continue;
    number = count_++;
    fresh_.push_back(static_cast<std::uint32_t>(key_of(token)));
  }
  if (!fresh_.empty()) compute(net, kernels, lexicon, scratch);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    std::copy_n(row(number_[key_of(tokens[i])], width), width, out + rows[i] * width);
}

void MixedWords::compute(const Tok2Vec& net, const Kernels& kernels, const Lexicon& lexicon,
                         Scratch& scratch) {
  static_assert(kBlockRows % kMixRows == 0);
  const std::size_t width = net.width();
  const std::size_t inputs = net.mixer.inputs;
  while (blocks_.size() * kBlockRows < count_) blocks_.emplace_back(kBlockRows * width);
  inputs_.resize(kMixRows * inputs);
  const std::size_t projected = net.vectors != nullptr ? net.vector_projection.outputs : 0;
  Floats projection(net.vector_projection.padded());
  const auto first = static_cast<std::uint32_t>(count_ - fresh_.size());
  std::size_t done = 0;
  while (done < fresh_.size()) {
    // A run of new rows never crosses a block's end.
    const std::uint32_t number = first + static_cast<std::uint32_t>(done);
    const std::size_t n =
        std::min({kMixRows, fresh_.size() - done, kBlockRows - number % kBlockRows});
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t key = fresh_[done + i];
      const Lexeme& word = lexicon[key / 2];
      float* at = inputs_.data() + i * inputs;
      for (const Tok2Vec::Embedding& embedding : net.embeddings) {
        embed(embedding, feature_of(word, key % 2 != 0, embedding.feature), at);
        at += embedding.width;
      }
      if (net.vectors == nullptr) continue;
      std::fill_n(at, projected, 0.0F);
      const std::span<const float> vector = net.vectors->find(word.orth);
      if (vector.empty()) continue;
      kernels.linear(net.vector_projection, vector.data(), vector.size(), 1, projection.data(),
                     projection.size());
      std::copy_n(projection.data(), projected, at);
    }
    kernels.maxout(net.mixer, inputs_.data(), inputs, n, row(number, width), width, scratch);
    multiply_adds += n * net.mixer.packed.size();
    done += n;
  }
  fresh_.clear();
}

std::size_t MixedWords::bytes() const {
  const std::size_t block = blocks_.empty() ? 0 : blocks_.front().size() * sizeof(float);
  return blocks_.size() * block + number_.size() * sizeof(number_[0]);
}

void MixedWords::clear() {
  number_.clear();
  blocks_.clear();
  count_ = 0;
}

void TokenVectors::compute(const Tok2Vec& net, const Kernels& kernels, const Lexicon& lexicon,
                           MixedWords& words, std::span<const TokenRecord> tokens,
                           std::span<const std::uint32_t> sizes, Scratch& scratch) {
  lay_out(net, sizes);
  words.copy_rows(net, kernels, lexicon, tokens, rows_, front_.data(), scratch);
  encode(net, kernels, sizes, scratch);
}

// Each text stands between the rows that the layers' windows reach: with d layers, d rows of zeros before it, and after
// it d, and up to three more that its last tile reads.
void TokenVectors::lay_out(const Tok2Vec& net, std::span<const std::uint32_t> sizes) {
  width_ = net.width();
  const std::size_t depth = net.encoder.size();
  first_row_.clear();
  rows_.clear();
  total_rows_ = 0;
  for (const std::uint32_t size : sizes) {
    first_row_.push_back(total_rows_ + depth);
    for (std::uint32_t i = 0; i < size; ++i)
      rows_.push_back(static_cast<std::uint32_t>(first_row_.back() + i));
    total_rows_ += depth + size + depth + kTile - 1;
  }
  front_.assign(total_rows_ * width_, 0.0F);
  back_.assign(total_rows_ * width_, 0.0F);
}

void TokenVectors::encode(const Tok2Vec& net, const Kernels& kernels,
                          std::span<const std::uint32_t> sizes, Scratch& scratch) {
  Floats* from = &front_;
  Floats* to = &back_;
  for (std::size_t layer = 0; layer < net.encoder.size(); ++layer) {
    // Rows around the text that the layers after this one still read.
    const std::size_t margin = net.encoder.size() - 1 - layer;
    tiles_.clear();
    for (std::size_t text = 0; text < sizes.size(); ++text) {
      if (sizes[text] == 0) continue;
      const std::size_t begin = first_row_[text] - margin;
      const std::size_t end = first_row_[text] + sizes[text] + margin;
      for (std::size_t row = begin; row < end; row += kTile)
        tiles_.push_back(static_cast<std::uint32_t>(row));
    }
    kernels.encode(net.encoder[layer], tiles_, from->data(), to->data(), scratch);
    multiply_adds += tiles_.size() * net.encoder[layer].winograd.size();
    // What a last tile computed past its text's margin is void; the next layer reads zeros there.
    for (std::size_t text = 0; text < sizes.size(); ++text)
      std::fill_n(to->data() + (first_row_[text] + sizes[text] + margin) * width_,
                  (kTile - 1) * width_, 0.0F);
    std::swap(from, to);
  }
  in_back_ = from == &back_;
}

}  // namespace parley::language
