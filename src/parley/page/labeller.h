// page/labeller.h - one labeller for flattened and for HTML pages: a weight for each feature and
// kind (weights.tsv, a text that a person can read), decoded over the whole page.
//
// A page has five parts in this order, and a state is a part and a kind:
//   top    furniture before the headline (also date, byline, caption)
//   title  the headline, one run of blocks
//   head   standfirst, byline, dateline, date, credit, caption, furniture
//   body   paragraphs and subheads, with captions and inserts between them
//   tail   what follows the report: furniture, credits
//   talk   readers' comments (a second tail may follow)
// so that there is one headline, comments come after the body, and a teaser that reads like a
// paragraph stays a teaser once the report has ended.
//
// Method  maximum-scoring path (Viterbi); the margin to the best path with another kind there gives
//         the confidence.
// Tags    weights named tags_emit and tags_step count on pages with tags only, on top of the others.
// Cost    linear in blocks, times about 150 steps between states.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "parley/page/article.h"
#include "parley/page/features.h"

namespace parley::page {

enum class Part { top, title, head, body, tail, talk };
std::string_view name_of(Part part);

struct State {
  Part part;
  SegmentKind kind;
};
// All states, in a fixed order; weights.tsv names them "body/paragraph".
const std::vector<State>& states();
// Whether a block of state `from` may be followed by one of state `to`.
bool may_follow(State from, State to);

struct Label {
  SegmentKind kind = SegmentKind::furniture;
  Part part = Part::top;
  double confidence = 1;
  std::string reason;
};

// The labels of the blocks. `unsure` stands in the reason of a label with a confidence below
// kSureEnough.
inline constexpr double kSureEnough = 0.6;
std::vector<Label> label_blocks(const std::vector<std::vector<Feature>>& features);

}  // namespace parley::page
