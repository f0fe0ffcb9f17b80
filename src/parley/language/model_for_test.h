// language/model_for_test.h - the stock model for tests that need one; they are skipped where it has not been added.
#pragma once

#include <memory>

#include "parley/language/models.h"

namespace parley::language {

// Null where the machine has no model. Loaded once.
inline std::shared_ptr<const Model> model_for_test() {
  static const std::shared_ptr<const Model> model = [] {
    auto loaded = load_model();
    return loaded.ok() ? *std::move(loaded) : nullptr;
  }();
  return model;
}

}  // namespace parley::language

// NOLINTNEXTLINE(bugprone-macro-parentheses): `model` is the name that it declares.
#define PARLEY_MODEL_OR_SKIP(model)                      \
  const auto model = parley::language::model_for_test(); \
  if (!model) GTEST_SKIP() << "no language model here; ./dev build adds it"
