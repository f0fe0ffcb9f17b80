// The components at work on one text (network.h).
#include <algorithm>
#include <limits>

#include "parley/language/network.h"

namespace parley::language {
namespace {

// Rows that an output layer takes at a time.
constexpr std::size_t kOutputRows = 64;

// Calls use(row number, scores) for each of n rows.
template <class Use>
void for_each_score(const LinearLayer& layer, const Kernels& kernels, const float* vectors,
                    std::size_t n, Floats& space, Use&& use) {
  space.resize(kOutputRows * layer.padded());
  for (std::size_t first = 0; first < n; first += kOutputRows) {
    const std::size_t rows = std::min(kOutputRows, n - first);
    kernels.linear(layer, vectors + first * layer.inputs, layer.inputs, rows, space.data(),
                   layer.padded());
    for (std::size_t r = 0; r < rows; ++r) use(first + r, space.data() + r * layer.padded());
  }
}

// The best so far; a later class wins only by a larger score.
struct Best {
  float score = -std::numeric_limits<float>::infinity();
  std::uint32_t class_number = 0;

  void offer(float other, std::uint32_t number) {
    if (other > score) {
      score = other;
      class_number = number;
    }
  }
};

constexpr unsigned bit(unsigned action) { return 1U << action; }
constexpr unsigned kArcs = bit(ArcEager::left) | bit(ArcEager::right);

struct ClassOf {
  const ParserNet& net;
  std::uint32_t operator()(unsigned action) const {
    return action == ArcEager::sentence_break ? net.break_class : action;  // shift 0, reduce 1
  }
};

std::uint32_t best_parser_class(const ParserNet& net, const Kernels& kernels, unsigned valid,
                                ParserState& state) {
  const ClassOf class_of{net};
  Best best;
  if ((valid & (valid - 1)) == 0 && (valid & kArcs) == 0)
    return class_of(static_cast<unsigned>(__builtin_ctz(valid)));  // no choice
  state.scorer.look_at(state.system.slots());
  if ((valid & kArcs) == 0) {
    for (const unsigned action : {ArcEager::shift, ArcEager::reduce, ArcEager::sentence_break})
      if ((valid & bit(action)) != 0)
        best.offer(state.scorer.score(class_of(action)), class_of(action));
    return best.class_number;
  }
  // Left and right arcs are valid together.
  const float* scores = state.scorer.scores();
  for (const unsigned action : {ArcEager::shift, ArcEager::reduce})
    if ((valid & bit(action)) != 0) best.offer(scores[action], action);
  const std::uint32_t arc =
      net.first_arc + static_cast<std::uint32_t>(
                          kernels.argmax(scores + net.first_arc, net.break_class - net.first_arc));
  best.offer(scores[arc], arc);
  if ((valid & bit(ArcEager::sentence_break)) != 0)
    best.offer(scores[net.break_class], net.break_class);
  return best.class_number;
}

ArcEager::Action action_of(const ParserNet& net, std::uint32_t class_number) {
  if (class_number < net.first_arc) return static_cast<ArcEager::Action>(class_number);
  if (class_number == net.break_class) return ArcEager::sentence_break;
  return class_number < net.first_right ? ArcEager::left : ArcEager::right;
}

void take(const EntityNet& net, EntityState& state, Biluo::Action action, std::uint32_t label) {
  state.system.apply(action, label);
  if (state.trace != nullptr)
    state.trace->push_back({action, action == Biluo::out ? StringId{0} : net.labels[label]});
}

void step_outside(const EntityNet& net, const Kernels& kernels, unsigned valid,
                  EntityState& state) {
  const Biluo& system = state.system;
  const auto out = static_cast<std::uint32_t>(net.closed.size() - 1);
  if (valid == bit(Biluo::out)) return take(net, state, Biluo::out, 0);
  state.scorer.look_at(system.slots());
  const float* scores = state.scorer.scores();
  const std::uint32_t first = (valid & bit(Biluo::begin)) != 0 ? 0 : net.begins;
  const std::uint32_t best =
      first + static_cast<std::uint32_t>(kernels.argmax(scores + first, out + 1 - first));
  take(net, state, net.closed[best].action, net.closed[best].label);
}

void step_inside(const EntityNet& net, unsigned valid, EntityState& state) {
  const Biluo& system = state.system;
  const std::uint32_t label = system.entities.back().label;
  if ((valid & bit(Biluo::in)) == 0) return take(net, state, Biluo::last, label);
  state.scorer.look_at(system.slots());
  const bool goes_on =
      state.scorer.score(net.in_class[label]) >= state.scorer.score(net.last_class[label]);
  take(net, state, goes_on ? Biluo::in : Biluo::last, label);
}

}  // namespace

void tag(const TaggerNet& net, const Kernels& kernels, const float* vectors,
         std::span<StringId> tags, Floats& space) {
  for_each_score(net.output, kernels, vectors, tags.size(), space,
                 [&](std::size_t row, const float* scores) {
                   tags[row] = net.tags[kernels.argmax(scores, net.tags.size())];
                 });
}

void parse_text(const ParserNet& net, const Kernels& kernels, const float* vectors,
                std::span<const std::uint8_t> is_space, ParserState& state,
                std::span<std::uint32_t> heads, std::span<StringId> labels,
                std::span<std::uint8_t> starts) {
  const auto n = static_cast<std::uint32_t>(heads.size());
  ArcEager& system = state.system;
  system.start(n);
  state.scorer.start(net.model, kernels, vectors, n);
  while (!system.finished()) {
    const std::uint32_t best = best_parser_class(net, kernels, system.valid_actions(), state);
    const ArcEager::Action action = action_of(net, best);
    system.apply(action, net.labels[best]);
    if (state.trace != nullptr) state.trace->push_back({action, net.labels[best]});
  }
  for (std::uint32_t i = 0; i < n; ++i) {
    const bool attached = system.heads[i] != kNoToken;
    heads[i] = attached ? static_cast<std::uint32_t>(system.heads[i]) : i;
    labels[i] = attached ? system.labels[i] : net.root;
  }
  finish_tree(net.decorated, is_space, heads, labels, starts, state.edges);
}

void find_entities(const EntityNet& net, const Kernels& kernels, const float* vectors,
                   std::span<const std::uint8_t> is_space, std::span<const std::uint8_t> starts,
                   EntityState& state) {
  Biluo& system = state.system;
  system.start(is_space, starts);
  state.scorer.start(net.model, kernels, vectors, static_cast<std::uint32_t>(is_space.size()));
  while (!system.finished()) {
    const unsigned valid = system.valid_actions();
    if (system.is_open())
      step_inside(net, valid, state);
    else
      step_outside(net, kernels, valid, state);
  }
}

void find_sentences(const SenterNet& net, const Kernels& kernels, const float* vectors,
                    std::span<std::uint8_t> starts, Floats& space) {
  for_each_score(net.output, kernels, vectors, starts.size(), space,
                 [&](std::size_t row, const float* scores) {
                   starts[row] = row == 0 || scores[1] > scores[0] ? 1 : 0;
                 });
}

}  // namespace parley::language
