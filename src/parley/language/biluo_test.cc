#include "parley/language/biluo.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace parley::language {
namespace {

constexpr unsigned bits(std::initializer_list<Biluo::Action> actions) {
  unsigned valid = 0;
  for (const Biluo::Action action : actions) valid |= 1U << action;
  return valid;
}

struct ValidCase {
  std::vector<std::uint8_t> is_space, starts;
  std::vector<Biluo::Action> before;  // done first
  unsigned want;
};

const ValidCase kValidCases[] = {
    {{0, 0}, {1, 0}, {}, bits({Biluo::begin, Biluo::unit, Biluo::out})},
    {{0}, {1}, {}, bits({Biluo::unit, Biluo::out})},        // nothing follows
    {{0, 0}, {1, 1}, {}, bits({Biluo::unit, Biluo::out})},  // a sentence follows
    {{1, 0}, {1, 0}, {}, bits({Biluo::out})},               // white space begins nothing
    {{0, 1}, {1, 0}, {Biluo::begin}, bits({Biluo::last})},  // but may end an entity
    {{0, 0, 0}, {1, 0, 0}, {Biluo::begin}, bits({Biluo::in, Biluo::last})},
    {{0, 0, 0}, {1, 0, 1}, {Biluo::begin}, bits({Biluo::last})},
    {{0, 1, 0}, {1, 0, 0}, {Biluo::begin}, bits({Biluo::in, Biluo::last})},
    {{0, 0}, {1, 0}, {Biluo::unit}, bits({Biluo::unit, Biluo::out})},
};

TEST(Biluo, AllowsWhatSpacyAllows) {
  for (const ValidCase& c : kValidCases) {
    Biluo state;
    state.start(c.is_space, c.starts);
    for (const Biluo::Action action : c.before) state.apply(action, 0);
    EXPECT_EQ(state.valid_actions(), c.want) << "case " << (&c - kValidCases);
  }
}

// The slow twin: the tags written down, entities read from them afterwards.
TEST(Biluo, GivesTheEntitiesOfItsTags) {
  std::mt19937 random(9);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t n = random() % 12;
    std::vector<std::uint8_t> is_space(n), starts(n);
    for (std::size_t i = 0; i < n; ++i) {
      is_space[i] = random() % 5 == 0 ? 1 : 0;
      starts[i] = i == 0 || random() % 5 == 0 ? 1 : 0;
    }
    Biluo state;
    state.start(is_space, starts);
    std::vector<Biluo::Action> tags;
    std::vector<std::uint32_t> labels;
    while (!state.finished()) {
      const unsigned valid = state.valid_actions();
      std::vector<Biluo::Action> choices;
      for (unsigned action = 0; action <= Biluo::out; ++action)
        if ((valid >> action & 1U) != 0) choices.push_back(static_cast<Biluo::Action>(action));
      ASSERT_FALSE(choices.empty());
      tags.push_back(choices[random() % choices.size()]);
      labels.push_back(random() % 18);
      state.apply(tags.back(), labels.back());
    }
    ASSERT_EQ(tags.size(), n);
    std::size_t found = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (tags[i] != Biluo::begin && tags[i] != Biluo::unit) continue;
      std::size_t end = i + 1;
      if (tags[i] == Biluo::begin) {
        while (tags.at(end) == Biluo::in) ++end;
        ASSERT_EQ(tags.at(end), Biluo::last);
        ++end;
      }
      ASSERT_LT(found, state.entities.size());
      const Biluo::Entity& entity = state.entities[found++];
      EXPECT_EQ(entity.first, i);
      EXPECT_EQ(entity.end, end);
      EXPECT_EQ(entity.label, labels[i]);
      EXPECT_EQ(is_space[i], 0);
      for (std::size_t k = i + 1; k < end; ++k) EXPECT_EQ(starts[k], 0);
    }
    EXPECT_EQ(found, state.entities.size());
  }
}

TEST(Biluo, LooksAtTheOpenEntity) {
  const std::vector<std::uint8_t> is_space(4), starts = {1, 0, 0, 0};
  Biluo state;
  state.start(is_space, starts);
  EXPECT_EQ(state.slots(), (std::array<std::int32_t, 3>{0, -1, -1}));
  state.apply(Biluo::out, 0);
  state.apply(Biluo::begin, 3);
  EXPECT_EQ(state.slots(), (std::array<std::int32_t, 3>{2, 1, 1}));
  state.apply(Biluo::in, 0);
  EXPECT_EQ(state.slots(), (std::array<std::int32_t, 3>{3, 1, 2}));
  state.apply(Biluo::last, 0);
  EXPECT_TRUE(state.finished());
  EXPECT_FALSE(state.is_open());
}

}  // namespace
}  // namespace parley::language
