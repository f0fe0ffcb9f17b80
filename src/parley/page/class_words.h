// page/class_words.h - what the class and id attributes of an element say it is for
// (class_words.tsv).
#pragma once

#include <cstdint>
#include <string_view>

namespace parley::page {

// The categories of class_words.tsv, in the order of the features class_* and near_*.
enum class ClassWord : std::uint8_t {
  content,
  title,
  byline,
  date,
  caption,
  credit,
  comments,
  related,
  share,
  nav,
  footer,
  header,
  sidebar,
  promo,
  ad,
  cookie,
  tags,
  bio,
  toc,
  summary,
  widget,
  pagination,
  search,
  card,
  product,
  gallery,
  pullquote,
  meta,
  hidden
};
inline constexpr std::size_t kClassWordCount = 29;

using ClassWords = std::uint32_t;  // a bit for each category

constexpr ClassWords bit_of(ClassWord word) { return 1u << static_cast<unsigned>(word); }

// The categories of one attribute value: "entry-content clearfix", "postAuthor".
// Cost: linear; hash look-ups for each word and each two and three words side by side.
ClassWords class_words_of(std::string_view attribute);

}  // namespace parley::page
