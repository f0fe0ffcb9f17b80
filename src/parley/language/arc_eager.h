// language/arc_eager.h - the parser's transition system: arc-eager, non-monotonic, as spaCy has it.
// State   a stack of tokens, a buffer (tokens put back first, then the untouched rest), the heads found so far.
// Actions shift     first of the buffer -> stack
//         reduce    pop; a token without a head goes back to the buffer's front, unless the stack then is empty
//         left      the stack's top gets the buffer's first as head (in place of an older one); pop
//         right     the buffer's first gets the stack's top as head; shift it
//         break     the buffer's second token starts a sentence
// Ends    stack and buffer empty. Until then some action is valid, and a text of n tokens takes less than 4 n steps.
// Source  spacy/pipeline/_parser_internals/{arc_eager.pyx,_state.pxd} (3.8); Honnibal and Johnson, An Improved
//         Non-monotonic Transition System for Dependency Parsing (2015).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "parley/language/doc.h"

namespace parley::language {

inline constexpr std::int32_t kNoToken = -1;

struct ArcEager {
  enum Action : std::uint8_t { shift, reduce, left, right, sentence_break };
  static constexpr std::size_t kSlots = 8;

  // Begins a text of n tokens; keeps the memory.
  void start(std::uint32_t n);
  bool finished() const { return stack.empty() && buffer_length() == 0; }
  // Bit a is set where action a is valid.
  unsigned valid_actions() const;
  // Does a valid action; `label` is that of left and right arcs.
  void apply(Action action, StringId label);
  // The tokens that the network looks at: B0 B1 S0 S1 S2, the last left child of B0, the last left and the last right
  // child of S0. kNoToken where there is none.
  std::array<std::int32_t, kSlots> slots() const;

  std::int32_t buffer(std::uint32_t i) const;   // kNoToken past the end
  std::int32_t stacked(std::uint32_t i) const;  // from the top
  std::uint32_t buffer_length() const {
    return length - next + static_cast<std::uint32_t>(put_back.size());
  }

  std::uint32_t length = 0, next = 0;               // next: first token never taken from the buffer
  std::vector<std::int32_t> stack, put_back;        // the last is the top, or the front
  std::vector<std::int32_t> heads;                  // kNoToken: none yet
  std::vector<StringId> labels;                     // of the arc to heads[i]
  std::vector<std::uint8_t> unshiftable, starts;    // may not be shifted again; begins a sentence
  std::vector<std::int32_t> last_left, last_right;  // child added last, by head
  std::vector<std::int32_t>
      older_right;  // of a right child: the one added before it to the same head

 private:
  void push_front();
  void add_arc(std::int32_t head, std::int32_t child, StringId label);
};

}  // namespace parley::language
