#include "parley/language/step_model.h"

#include <algorithm>
#include <string>

namespace parley::language {
namespace {

Error refused(std::string message) { return Error{ErrorCode::bad_format, std::move(message), ""}; }

// The weights of `node`, of this shape.
const Tensor* weights(const ThincNode* node, std::string_view name,
                      const std::vector<std::uint32_t>& shape) {
  const Tensor* tensor = node == nullptr ? nullptr : node->tensor(name);
  return tensor != nullptr && tensor->shape == shape ? tensor : nullptr;
}

}  // namespace

Result<StepModel> StepModel::build(const ThincFile& file, std::size_t slots, std::size_t classes,
                                   std::span<const std::uint32_t> order) {
  const auto linears = file.named("linear");
  const auto lowers = file.named("precomputable_affine");
  if (linears.size() != 2 || lowers.size() != 1) return refused("not a parser with an upper layer");
  // In file order the upper layer stands before the projection (ENGINE: breadth-first walk).
  const ThincNode* upper = linears[0];
  const ThincNode* projection = linears[1];
  const Tensor* lower_weight = lowers[0]->tensor("W");
  if (lower_weight == nullptr || lower_weight->shape.size() != 4)
    return refused("a lower layer without weights");
  const std::uint32_t hidden = lower_weight->shape[1];
  const std::uint32_t pieces = lower_weight->shape[2];
  const std::uint32_t inputs = lower_weight->shape[3];
  if (lower_weight->shape[0] != slots || hidden == 0 || hidden % kGroup != 0 || pieces < 2)
    return refused("a lower layer of " + std::to_string(lower_weight->shape[0]) + " slots, " +
                   std::to_string(hidden) + " units, " + std::to_string(pieces) +
                   " pieces, which this engine does not know");
  const auto slot_count = static_cast<std::uint32_t>(slots);
  const auto class_count = static_cast<std::uint32_t>(classes);
  const Tensor* bias = weights(lowers[0], "b", {hidden, pieces});
  const Tensor* absent = weights(lowers[0], "pad", {1, slot_count, hidden, pieces});
  const Tensor* upper_weight = weights(upper, "W", {class_count, hidden});
  const Tensor* upper_bias = weights(upper, "b", {class_count});
  const Tensor* projection_weight = projection->tensor("W");
  const Tensor* projection_bias = weights(projection, "b", {inputs});
  if (bias == nullptr || absent == nullptr || upper_weight == nullptr || upper_bias == nullptr ||
      projection_weight == nullptr || projection_bias == nullptr ||
      projection_weight->shape.size() != 2 || projection_weight->shape[0] != inputs)
    return refused("layers that do not fit each other or the " + std::to_string(classes) +
                   " moves");
  StepModel model;
  model.projection = make_linear(projection_weight->shape[1], inputs, projection_weight->data,
                                 projection_bias->data);
  model.step = make_step({slots, hidden, pieces, inputs, lower_weight->data, absent->data,
                          bias->data, upper_weight->data, upper_bias->data},
                         order);
  return model;
}

void StepScorer::start(const StepModel& model, const Kernels& kernels, const float* vectors,
                       std::uint32_t n) {
  const StepLayer& step = model.step;
  model_ = &model;
  kernels_ = &kernels;
  vectors_ = vectors;
  size_ = n;
  computed_ = 0;
  window_.resize(kWindow * step.row_size());
  projected_.resize(kBlock * model.projection.padded());
  older_.resize(step.slots * step.row_size());
  hidden_.resize(step.hidden);
  scores_.resize(step.padded_classes());
  older_token_.assign(step.slots, -1);
  slots_.resize(step.slots);
}

void StepScorer::compute(std::uint32_t first, std::uint32_t n, float* out) {
  const LinearLayer& projection = model_->projection;
  kernels_->linear(projection, vectors_ + static_cast<std::size_t>(first) * projection.inputs,
                   projection.inputs, n, projected_.data(), projection.padded());
  kernels_->linear(model_->step.lower, projected_.data(), projection.padded(), n, out,
                   model_->step.row_size());
  multiply_adds += n * (projection.packed.size() + model_->step.lower.packed.size());
}

const float* StepScorer::slot_row(std::int32_t token, std::size_t slot) {
  const std::size_t at = slot * model_->step.slot_size();
  if (token < 0) return model_->step.absent.data() + at;
  const std::size_t row_size = model_->step.row_size();
  const auto t = static_cast<std::uint32_t>(token);
  if (t + kWindow >= computed_) return window_.data() + t % kWindow * row_size + at;
  float* row = older_.data() + slot * row_size;
  if (older_token_[slot] != token) {
    compute(t, 1, row);
    older_token_[slot] = token;
  }
  return row + at;
}

void StepScorer::look_at(std::span<const std::int32_t> tokens) {
  ++steps;
  const std::int32_t farthest = *std::max_element(tokens.begin(), tokens.end());
  while (static_cast<std::int32_t>(computed_) <= farthest) {
    const std::uint32_t n = std::min(kBlock, size_ - computed_);
    compute(computed_, n, window_.data() + computed_ % kWindow * model_->step.row_size());
    computed_ += n;
  }
  for (std::size_t slot = 0; slot < slots_.size(); ++slot)
    slots_[slot] = slot_row(tokens[slot], slot);
  kernels_->hidden(model_->step, slots_.data(), hidden_.data());
}

float StepScorer::score(std::uint32_t file_class) const {
  const StepLayer& step = model_->step;
  return kernels_->dot(hidden_.data(), step.class_rows.data() + file_class * step.hidden,
                       step.hidden) +
         step.class_bias[file_class];
}

const float* StepScorer::scores() {
  kernels_->scores(model_->step, hidden_.data(), scores_.data());
  multiply_adds += model_->step.upper.size();
  return scores_.data();
}

}  // namespace parley::language
