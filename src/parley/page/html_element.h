// page/html_element.h - the elements of a page as one array, in reading order, with what is counted
// in each: shared by the walk (html_blocks.cc) and the features (html_features.cc).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/page/class_words.h"
#include "parley/page/html_tree.h"

namespace parley::page {

// What an element, or one around it, is by its tag or role; a bit each, in the order of the
// features in_article ... not_shown.
enum class Inside : std::uint8_t {
  article,
  main,
  nav,
  header,
  footer,
  aside,
  form,
  figure,
  table,
  list,
  quote,
  dialog,
  details,
  heading,
  body_property,
  not_shown
};
inline constexpr std::size_t kInsideCount = 16;
constexpr std::uint32_t bit_of(Inside inside) { return 1u << static_cast<unsigned>(inside); }

struct Element {
  int parent = -1;
  int depth = 0;
  lxb_tag_id_t tag = 0;
  std::uint64_t make = 0;          // hash of tag and class: elements of one make repeat
  ClassWords own_words = 0;        // of its class and id
  ClassWords all_words = 0;        // and of the elements around it
  std::uint32_t own_inside = 0;    // bits of Inside
  std::uint32_t inside = 0;        // and of the elements around it
  std::uint32_t blocks_below = 0;  // blocks in it, however deep
  bool block_level = false;
  // Sums over everything in it.
  std::uint32_t chars = 0, link_chars = 0;
  std::uint32_t all_prose = 0;  // characters of running text
  std::uint32_t prose = 0;      // of those, outside navigation, comments, teasers and the like
  std::uint32_t blocks = 0;
  // Of its own blocks and of those of its children.
  std::uint32_t prose_children = 0;
  std::uint32_t same_make = 1;  // siblings of one make, itself counted
  bool has_link = false;
};

// A block as the walk leaves it.
struct RawBlock {
  std::uint32_t element = 0;  // index of the block-level element that holds it
  std::uint32_t chars = 0, link_chars = 0, bold_chars = 0;
  std::uint32_t words = 0;
  ClassWords inline_words = 0;  // of inline elements that hold all of it
  std::uint32_t inline_inside = 0;
  lxb_tag_id_t inline_tag = 0;  // of the innermost of them; 0 for none
  bool ends_sentence = false;
};

}  // namespace parley::page
