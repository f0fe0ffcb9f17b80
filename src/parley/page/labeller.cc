#include "parley/page/labeller.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "parley/page/tables.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr float kNever = -1e30f;
constexpr std::string_view kPartNames[] = {"top", "title", "head", "body", "tail", "talk"};

// "body/paragraph", "*/paragraph", "tail/*".
bool matches(std::string_view pattern, State state) {
  const std::size_t slash = pattern.find('/');
  const std::string_view part = pattern.substr(0, slash);
  const std::string_view kind = slash == std::string_view::npos ? "" : pattern.substr(slash + 1);
  return (part == "*" || part == name_of(state.part)) &&
         (kind == "*" || kind == name_of(state.kind));
}

struct Weights {
  std::size_t state_count = 0;
  std::vector<float> emit;   // feature * state_count + state
  std::vector<float> step;   // from * state_count + to; kNever where not allowed
  std::vector<float> start;  // of the first block
  std::vector<std::vector<std::size_t>> before, after;

  float at(Feature feature, std::size_t state) const {
    return emit[static_cast<std::size_t>(feature) * state_count + state];
  }
};

float number(std::string_view text) {
  float value = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || stop != text.data() + text.size())
    bad_table("weights.tsv", fmt::format("'{}' is no number", text));
  return value;
}

void add_emission(Weights& weights, const std::vector<std::string_view>& row) {
  const auto feature = feature_named(row[2]);
  if (!feature) bad_table("weights.tsv", fmt::format("no feature is called '{}'", row[2]));
  bool used = false;
  for (std::size_t s = 0; s < states().size(); ++s)
    if (matches(row[1], states()[s])) {
      weights.emit[static_cast<std::size_t>(*feature) * weights.state_count + s] += number(row[3]);
      used = true;
    }
  if (!used) bad_table("weights.tsv", fmt::format("no state is called '{}'", row[1]));
}

void add_step(Weights& weights, const std::vector<std::string_view>& row) {
  bool used = false;
  for (std::size_t to = 0; to < states().size(); ++to) {
    if (!matches(row[2], states()[to])) continue;
    if (row[1] == "start") {
      weights.start[to] += number(row[3]);
      used = true;
    }
    for (std::size_t from = 0; from < states().size(); ++from)
      if (matches(row[1], states()[from])) {
        weights.step[from * weights.state_count + to] += number(row[3]);
        used = true;
      }
  }
  if (!used) bad_table("weights.tsv", fmt::format("no step {} -> {}", row[1], row[2]));
}

// Weights for pages without tags, or for pages with tags: these have their own on top.
Weights read_weights(bool tags) {
  Weights weights;
  const std::size_t n = weights.state_count = states().size();
  weights.emit.assign(kFeatureCount * n, 0.0f);
  weights.step.assign(n * n, 0.0f);
  weights.start.assign(n, 0.0f);
  for_each_row("weights.tsv", 4, [&](const std::vector<std::string_view>& row) {
    const bool for_tags = row[0].starts_with("tags_");
    const std::string_view what = for_tags ? row[0].substr(5) : row[0];
    if (what != "emit" && what != "step")
      bad_table("weights.tsv", fmt::format("'{}' is neither emit nor step", row[0]));
    if (for_tags && !tags) return;
    what == "emit" ? add_emission(weights, row) : add_step(weights, row);
  });
  weights.before.resize(n);
  weights.after.resize(n);
  for (std::size_t from = 0; from < n; ++from)
    for (std::size_t to = 0; to < n; ++to) {
      if (!may_follow(states()[from], states()[to])) {
        weights.step[from * n + to] = kNever;
        continue;
      }
      weights.before[to].push_back(from);
      weights.after[from].push_back(to);
    }
  for (std::size_t s = 0; s < n; ++s) {
    const Part part = states()[s].part;
    if (part != Part::top && part != Part::title && part != Part::body) weights.start[s] = kNever;
  }
  return weights;
}

const Weights& weights(bool tags) {
  static const Weights kLines = read_weights(false), kTags = read_weights(true);
  return tags ? kTags : kLines;
}

// The best scores of paths that end (forward) and begin (backward) in each state of each block.
struct Lattice {
  std::size_t n = 0;
  std::vector<float> emit, forward, backward;  // block * n + state
};

Lattice solve(const Weights& w, const std::vector<std::vector<Feature>>& features) {
  Lattice lattice;
  const std::size_t n = lattice.n = w.state_count, count = features.size();
  lattice.emit.assign(count * n, 0.0f);
  for (std::size_t i = 0; i < count; ++i)
    for (const Feature feature : features[i])
      for (std::size_t s = 0; s < n; ++s) lattice.emit[i * n + s] += w.at(feature, s);
  lattice.forward.assign(count * n, kNever);
  lattice.backward.assign(count * n, 0.0f);
  for (std::size_t s = 0; s < n; ++s) lattice.forward[s] = w.start[s] + lattice.emit[s];
  for (std::size_t i = 1; i < count; ++i)
    for (std::size_t to = 0; to < n; ++to) {
      float best = kNever;
      for (const std::size_t from : w.before[to])
        best = std::max(best, lattice.forward[(i - 1) * n + from] + w.step[from * n + to]);
      lattice.forward[i * n + to] = best + lattice.emit[i * n + to];
    }
  for (std::size_t i = count - 1; i-- > 0;)
    for (std::size_t from = 0; from < n; ++from) {
      float best = kNever;
      for (const std::size_t to : w.after[from])
        best = std::max(best, w.step[from * n + to] + lattice.emit[(i + 1) * n + to] +
                                  lattice.backward[(i + 1) * n + to]);
      lattice.backward[i * n + from] = best;
    }
  return lattice;
}

// The best path, read backwards. Ties go to the state that comes first.
std::vector<std::size_t> best_path(const Weights& w, const Lattice& lattice, std::size_t count) {
  const std::size_t n = lattice.n;
  std::vector<std::size_t> path(count);
  const auto row = lattice.forward.begin() + static_cast<std::ptrdiff_t>((count - 1) * n);
  path[count - 1] =
      static_cast<std::size_t>(std::max_element(row, row + static_cast<std::ptrdiff_t>(n)) - row);
  for (std::size_t i = count - 1; i-- > 0;) {
    float best = -std::numeric_limits<float>::infinity();
    for (const std::size_t from : w.before[path[i + 1]]) {
      const float score = lattice.forward[i * n + from] + w.step[from * n + path[i + 1]];
      if (score > best) {
        best = score;
        path[i] = from;
      }
    }
  }
  return path;
}

// The words of the features that speak most for `chosen` against `other`.
std::string reason_for(const Weights& w, const std::vector<Feature>& features, std::size_t chosen,
                       std::size_t other) {
  std::vector<std::pair<float, Feature>> speak;
  for (const Feature feature : features) {
    const float weight = w.at(feature, chosen) - w.at(feature, other);
    if (weight > 0.2f && !words_of(feature).empty()) speak.emplace_back(weight, feature);
  }
  std::stable_sort(speak.begin(), speak.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string reason;
  for (std::size_t i = 0; i < speak.size() && i < 2; ++i) {
    if (!reason.empty()) reason += "; ";
    reason += words_of(speak[i].second);
  }
  return reason.empty() ? "by its place on the page" : reason;
}

}  // namespace

std::string_view name_of(Part part) { return kPartNames[static_cast<std::size_t>(part)]; }

const std::vector<State>& states() {
  using K = SegmentKind;
  static const std::vector<State> kStates = {
      {Part::top, K::furniture},   {Part::top, K::date},       {Part::top, K::byline},
      {Part::top, K::credit},      {Part::top, K::caption},    {Part::title, K::headline},
      {Part::head, K::standfirst}, {Part::head, K::byline},    {Part::head, K::dateline},
      {Part::head, K::date},       {Part::head, K::credit},    {Part::head, K::caption},
      {Part::head, K::furniture},  {Part::body, K::paragraph}, {Part::body, K::subhead},
      {Part::body, K::caption},    {Part::body, K::furniture}, {Part::body, K::credit},
      {Part::body, K::date},       {Part::body, K::byline},    {Part::tail, K::furniture},
      {Part::tail, K::credit},     {Part::tail, K::date},      {Part::tail, K::byline},
      {Part::tail, K::caption},    {Part::talk, K::comment},   {Part::talk, K::furniture}};
  return kStates;
}

bool may_follow(State from, State to) {
  const auto step = [&](Part a, Part b) { return from.part == a && to.part == b; };
  if (from.part == to.part) return true;
  return step(Part::top, Part::title) || step(Part::top, Part::body) ||
         step(Part::title, Part::head) || step(Part::title, Part::body) ||
         step(Part::head, Part::body) || step(Part::head, Part::tail) ||
         step(Part::body, Part::tail) || step(Part::body, Part::talk) ||
         step(Part::tail, Part::talk) || step(Part::talk, Part::tail);
}

std::vector<Label> label_blocks(const std::vector<std::vector<Feature>>& features) {
  if (features.empty()) return {};
  const bool tags =
      std::binary_search(features.front().begin(), features.front().end(), Feature::html);
  const Weights& w = weights(tags);
  const Lattice lattice = solve(w, features);
  const std::size_t n = lattice.n;
  const std::vector<std::size_t> path = best_path(w, lattice, features.size());
  std::vector<Label> labels(features.size());
  for (std::size_t i = 0; i < features.size(); ++i) {
    const State chosen = states()[path[i]];
    const auto through = [&](std::size_t s) {
      return lattice.forward[i * n + s] + lattice.backward[i * n + s];
    };
    std::size_t other = n;
    for (std::size_t s = 0; s < n; ++s)
      if (states()[s].kind != chosen.kind && (other == n || through(s) > through(other))) other = s;
    const double margin = through(path[i]) - through(other);
    Label& label = labels[i];
    label.kind = chosen.kind;
    label.part = chosen.part;
    label.confidence = 1 / (1 + std::exp(-std::clamp(margin, -30.0, 30.0)));
    label.reason = reason_for(w, features[i], path[i], other);
    if (label.confidence < kSureEnough) label.reason = "unsure: " + label.reason;
  }
  return labels;
}

}  // namespace parley::page
