// language/msgpack.h - a bounded reader of MessagePack: bytes of a model file -> a tree of values
// that point into them. What    nil, bool, integers, floats, str, bin, array, map with keys of any
// kind (thinc writes binary keys, spaCy
//         integers). Extensions are refused: spaCy writes none that we read.
// Limits  kMaxNesting levels; max_values values, so that a short file cannot ask for much memory
// (24 bytes a value). Errors  truncated, too_deep, too_large, bad_format; never undefined
// behaviour, whatever the bytes. Cost    linear, one pass, no copy of strings; the bytes must
// outlive the Message. Source  https://github.com/msgpack/msgpack/blob/master/spec.md
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "parley/base/result.h"

namespace parley::language::msgpack {

enum class Kind : std::uint8_t {
  nil,
  boolean,
  unsigned_integer,
  negative_integer,
  real,
  string,
  binary,
  array,
  map
};

class Message;

// One value of a Message; cheap to copy. The typed readers give nullopt where the value is of
// another kind.
class Value {
 public:
  Kind kind() const;
  bool is_nil() const { return kind() == Kind::nil; }
  std::optional<bool> boolean() const;
  std::optional<std::uint64_t> unsigned_integer() const;
  std::optional<std::int64_t> integer() const;  // also of unsigned ones that fit
  std::optional<double> real() const;           // also of integers
  std::optional<std::string_view> string() const;
  std::optional<std::string_view> binary() const;
  std::optional<std::string_view> bytes() const;  // str or bin

  // Elements of an array, pairs of a map; 0 for anything else.
  std::size_t size() const;
  // The value of the key (str or bin) in a map; nullopt where there is none. Linear in the map.
  std::optional<Value> find(std::string_view key) const;

  // for (Value element : value.elements()); empty unless an array.
  class Elements;
  Elements elements() const;
  // for (auto [key, element] : value.pairs()); empty unless a map.
  class Pairs;
  Pairs pairs() const;

 private:
  friend class Message;
  Value(const Message* message, std::uint32_t at) : message_(message), at_(at) {}
  const Message* message_;
  std::uint32_t at_;
};

class Message {
 public:
  static constexpr std::size_t kMaxValues = 8u << 20;

  // Reads one value that fills `bytes` exactly.
  static Result<Message> read(std::string_view bytes, std::size_t max_values = kMaxValues);

  Value root() const { return Value(this, 0); }

 private:
  friend class Value;
  friend class Builder;
  // OPTIMIZATION: one flat array in reading order. A container is followed by its contents; `next`
  // is the index behind them, so a walk over the children hops from next to next.
  struct Node {
    Kind kind = Kind::nil;
    std::uint32_t next = 0;
    std::uint64_t payload = 0;  // number, bits of a double, or offset of the bytes
    std::uint32_t size = 0;     // bytes of a str or bin, elements of an array, pairs of a map
  };
  std::string_view bytes_;
  std::vector<Node> nodes_;
};

class Value::Elements {
 public:
  class Iterator {
   public:
    Value operator*() const { return Value(message_, at_); }
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    friend class Elements;
    Iterator(const Message* message, std::uint32_t at) : message_(message), at_(at) {}
    const Message* message_;
    std::uint32_t at_;
  };
  Iterator begin() const { return {message_, begin_}; }
  Iterator end() const { return {message_, end_}; }

 private:
  friend class Value;
  Elements(const Message* message, std::uint32_t begin, std::uint32_t end)
      : message_(message), begin_(begin), end_(end) {}
  const Message* message_;
  std::uint32_t begin_, end_;
};

class Value::Pairs {
 public:
  struct Pair {
    Value key, value;
  };
  class Iterator {
   public:
    Pair operator*() const;
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    friend class Pairs;
    Iterator(const Message* message, std::uint32_t at) : message_(message), at_(at) {}
    const Message* message_;
    std::uint32_t at_;
  };
  Iterator begin() const { return {message_, begin_}; }
  Iterator end() const { return {message_, end_}; }

 private:
  friend class Value;
  Pairs(const Message* message, std::uint32_t begin, std::uint32_t end)
      : message_(message), begin_(begin), end_(end) {}
  const Message* message_;
  std::uint32_t begin_, end_;
};

}  // namespace parley::language::msgpack
