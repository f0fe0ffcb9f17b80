// language/step_model.h - the scorer of a transition system over one text: what each token adds in each slot, computed
// ahead of the parser in blocks of rows, and kept for the latest tokens only.
// WHY only those: all rows of a text take 4 KB a token, and a parser looks back but a sentence; rows of a window stay in
// the cache. A token from farther back is computed again, with the same bits.
// Source  spacy/ml/parser_model.pyx (precompute_hiddens, predict_states), spacy/ml/_precomputable_affine.py.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/kernels.h"
#include "parley/language/layers.h"
#include "parley/language/thinc_file.h"

namespace parley::language {

struct StepModel {
  LinearLayer projection;  // token vector -> what the step layer takes
  StepLayer step;

  // From a parser's or recogniser's file. `slots` and `classes`: what the transition system has. `order`: the classes
  // that step.upper scores together, first column first.
  static Result<StepModel> build(const ThincFile& file, std::size_t slots, std::size_t classes,
                                 std::span<const std::uint32_t> order);
};

class StepScorer {
 public:
  // Begins a text whose token vectors are the n rows at `vectors`, of projection.inputs each. All must outlive its use.
  void start(const StepModel& model, const Kernels& kernels, const float* vectors, std::uint32_t n);
  // Sets the hidden vector of the state that looks at these tokens (-1: none), one a slot.
  void look_at(std::span<const std::int32_t> tokens);
  // After look_at: the score of one class of the file, or of all classes of step.upper.
  float score(std::uint32_t file_class) const;
  const float* scores();
  std::uint64_t steps = 0, multiply_adds = 0;  // done so far: states looked at; in matrix products

 private:
  static constexpr std::uint32_t kBlock = 32;    // rows computed at a time
  static constexpr std::uint32_t kWindow = 128;  // rows kept, a multiple of kBlock

  const float* slot_row(std::int32_t token, std::size_t slot);
  void compute(std::uint32_t first, std::uint32_t n, float* out);

  const StepModel* model_ = nullptr;
  const Kernels* kernels_ = nullptr;
  const float* vectors_ = nullptr;
  std::uint32_t size_ = 0,
                computed_ = 0;  // rows [computed_ - kWindow, computed_) are in the window
  Floats window_, projected_, older_, hidden_, scores_;
  std::vector<std::int32_t> older_token_;  // of each slot's row in older_
  std::vector<const float*> slots_;
};

}  // namespace parley::language
