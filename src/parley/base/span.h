// base/span.h - where something stands, and numbers that do not mix.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>

namespace parley {

// Half-open [begin, end) of the report's text: UTF-8 bytes, 0-based.
// Inside the program every offset is in bytes; at the border (records, JSON) they become code
// points (text/text.h).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(std::uint32_t at) const { return begin <= at && at < end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

// The smallest span that holds both.
constexpr Span cover(Span a, Span b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

// The bytes of `text` that the span names; a span past the end is cut there.
constexpr std::string_view slice(std::string_view text, Span span) {
  if (span.begin >= text.size() || span.empty()) return {};
  return text.substr(span.begin, span.size());
}

// Half-open range of indices into an array (of tokens, mostly).
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(std::uint32_t at) const { return begin <= at && at < end; }
  constexpr bool overlaps(Range other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(const Range&, const Range&) = default;
};

// Index of an item in its list: an Id<Actor> cannot be passed where an Id<Place> is meant.
template <class Item>
struct Id {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace parley

template <class Item>
struct std::hash<parley::Id<Item>> {
  std::size_t operator()(parley::Id<Item> id) const { return std::hash<std::uint32_t>{}(id.value); }
};
