// knowledge/knowledge_for_test.h - all built-in knowledge, loaded once for the tests of a program.
#pragma once

#include <gtest/gtest.h>

#include <utility>

#include "parley/knowledge/knowledge.h"

namespace parley::knowledge {

inline const Knowledge& all_knowledge_for_test() {
  static const Knowledge kKnowledge = [] {
    auto loaded = Knowledge::load(Files());
    if (!loaded) ADD_FAILURE() << loaded.error().text();
    return loaded ? *std::move(loaded) : Knowledge();
  }();
  return kKnowledge;
}

}  // namespace parley::knowledge
