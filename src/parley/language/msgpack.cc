#include "parley/language/msgpack.h"

#include <bit>
#include <limits>

#include "parley/base/limits.h"
#include "parley/text/text.h"

namespace parley::language::msgpack {

// Walks the bytes once. The first fault stops it; `error_` then says what and where.
class Builder {
 public:
  Builder(std::string_view bytes, std::size_t max_values, Message& message)
      : bytes_(bytes), max_values_(max_values), nodes_(message.nodes_) {
    message.bytes_ = bytes;
  }

  Status run() {
    if (bytes_.size() > std::numeric_limits<std::uint32_t>::max())
      return Error{ErrorCode::too_large, "more than 4 GiB of msgpack", ""};
    if (!value(0)) return error_;
    if (at_ != bytes_.size())
      return Error{ErrorCode::bad_format, "bytes behind the msgpack value", place()};
    return std::nullopt;
  }

 private:
  using Node = Message::Node;

  std::string place() const { return "byte " + std::to_string(at_); }
  bool fail(ErrorCode code, const char* message) {
    error_ = Error{code, message, place()};
    return false;
  }

  // Big-endian integer of `width` bytes.
  bool number(unsigned width, std::uint64_t& out) {
    if (bytes_.size() - at_ < width) return fail(ErrorCode::truncated, "msgpack value ends early");
    out = 0;
    for (unsigned i = 0; i < width; ++i)
      out = out << 8 | static_cast<unsigned char>(bytes_[at_ + i]);
    at_ += width;
    return true;
  }

  bool add(Kind kind, std::uint64_t payload, std::uint32_t size = 0) {
    if (nodes_.size() >= max_values_) return fail(ErrorCode::too_large, "too many msgpack values");
    nodes_.push_back({kind, static_cast<std::uint32_t>(nodes_.size() + 1), payload, size});
    return true;
  }

  bool unsigned_number(unsigned width) {
    std::uint64_t n = 0;
    return number(width, n) && add(Kind::unsigned_integer, n);
  }

  bool signed_number(unsigned width) {
    std::uint64_t n = 0;
    if (!number(width, n)) return false;
    const unsigned unused = 64 - 8 * width;
    const auto value = static_cast<std::int64_t>(n << unused) >> unused;
    return add(value < 0 ? Kind::negative_integer : Kind::unsigned_integer,
               static_cast<std::uint64_t>(value));
  }

  bool real(unsigned width) {
    std::uint64_t n = 0;
    if (!number(width, n)) return false;
    const double value =
        width == 4 ? std::bit_cast<float>(static_cast<std::uint32_t>(n)) : std::bit_cast<double>(n);
    return add(Kind::real, std::bit_cast<std::uint64_t>(value));
  }

  bool run_of_bytes(Kind kind, std::uint64_t size) {
    if (bytes_.size() - at_ < size) return fail(ErrorCode::truncated, "msgpack string ends early");
    // str is text: with this check no later stage meets bytes that are not UTF-8.
    if (kind == Kind::string && first_invalid_utf8(bytes_.substr(at_, size)))
      return fail(ErrorCode::invalid_utf8, "msgpack string is not UTF-8");
    if (!add(kind, at_, static_cast<std::uint32_t>(size))) return false;
    at_ += size;
    return true;
  }
  bool sized_bytes(Kind kind, unsigned width) {
    std::uint64_t size = 0;
    return number(width, size) && run_of_bytes(kind, size);
  }

  bool container(Kind kind, std::uint64_t size, unsigned depth) {
    if (depth >= kMaxNesting) return fail(ErrorCode::too_deep, "msgpack nested too deep");
    const std::uint64_t values = kind == Kind::map ? 2 * size : size;
    // WHY: each value takes a byte at least, so a larger count cannot be true; refused before any
    // work.
    if (values > bytes_.size() - at_)
      return fail(ErrorCode::truncated, "msgpack container ends early");
    const std::size_t here = nodes_.size();
    if (!add(kind, 0, static_cast<std::uint32_t>(size))) return false;
    for (std::uint64_t i = 0; i < values; ++i)
      if (!value(depth + 1)) return false;
    nodes_[here].next = static_cast<std::uint32_t>(nodes_.size());
    return true;
  }
  bool sized_container(Kind kind, unsigned width, unsigned depth) {
    std::uint64_t size = 0;
    return number(width, size) && container(kind, size, depth);
  }

  bool value(unsigned depth) {
    std::uint64_t lead = 0;
    if (!number(1, lead)) return false;
    if (lead < 0x80) return add(Kind::unsigned_integer, lead);
    if (lead < 0x90) return container(Kind::map, lead & 0x0F, depth);
    if (lead < 0xA0) return container(Kind::array, lead & 0x0F, depth);
    if (lead < 0xC0) return run_of_bytes(Kind::string, lead & 0x1F);
    if (lead >= 0xE0) return add(Kind::negative_integer, lead | ~std::uint64_t{0xFF});
    switch (lead) {
      case 0xC0:
        return add(Kind::nil, 0);
      case 0xC2:
        return add(Kind::boolean, 0);
      case 0xC3:
        return add(Kind::boolean, 1);
      case 0xC4:
        return sized_bytes(Kind::binary, 1);
      case 0xC5:
        return sized_bytes(Kind::binary, 2);
      case 0xC6:
        return sized_bytes(Kind::binary, 4);
      case 0xCA:
        return real(4);
      case 0xCB:
        return real(8);
      case 0xCC:
        return unsigned_number(1);
      case 0xCD:
        return unsigned_number(2);
      case 0xCE:
        return unsigned_number(4);
      case 0xCF:
        return unsigned_number(8);
      case 0xD0:
        return signed_number(1);
      case 0xD1:
        return signed_number(2);
      case 0xD2:
        return signed_number(4);
      case 0xD3:
        return signed_number(8);
      case 0xD9:
        return sized_bytes(Kind::string, 1);
      case 0xDA:
        return sized_bytes(Kind::string, 2);
      case 0xDB:
        return sized_bytes(Kind::string, 4);
      case 0xDC:
        return sized_container(Kind::array, 2, depth);
      case 0xDD:
        return sized_container(Kind::array, 4, depth);
      case 0xDE:
        return sized_container(Kind::map, 2, depth);
      case 0xDF:
        return sized_container(Kind::map, 4, depth);
      default:
        return fail(ErrorCode::bad_format, "msgpack type that no model file has");
    }
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t max_values_;
  std::vector<Node>& nodes_;
  Error error_;
};

Result<Message> Message::read(std::string_view bytes, std::size_t max_values) {
  Message message;
  if (Status error = Builder(bytes, max_values, message).run()) return *std::move(error);
  return message;
}

Kind Value::kind() const { return message_->nodes_[at_].kind; }

std::optional<bool> Value::boolean() const {
  if (kind() != Kind::boolean) return std::nullopt;
  return message_->nodes_[at_].payload != 0;
}

std::optional<std::uint64_t> Value::unsigned_integer() const {
  if (kind() != Kind::unsigned_integer) return std::nullopt;
  return message_->nodes_[at_].payload;
}

std::optional<std::int64_t> Value::integer() const {
  const std::uint64_t payload = message_->nodes_[at_].payload;
  if (kind() == Kind::negative_integer) return static_cast<std::int64_t>(payload);
  if (kind() != Kind::unsigned_integer || payload > std::numeric_limits<std::int64_t>::max())
    return std::nullopt;
  return static_cast<std::int64_t>(payload);
}

std::optional<double> Value::real() const {
  if (kind() == Kind::real) return std::bit_cast<double>(message_->nodes_[at_].payload);
  if (kind() == Kind::unsigned_integer) return static_cast<double>(message_->nodes_[at_].payload);
  if (const auto value = integer()) return static_cast<double>(*value);
  return std::nullopt;
}

std::optional<std::string_view> Value::string() const {
  return kind() == Kind::string ? bytes() : std::nullopt;
}

std::optional<std::string_view> Value::binary() const {
  return kind() == Kind::binary ? bytes() : std::nullopt;
}

std::optional<std::string_view> Value::bytes() const {
  if (kind() != Kind::string && kind() != Kind::binary) return std::nullopt;
  const Message::Node& node = message_->nodes_[at_];
  return message_->bytes_.substr(node.payload, node.size);
}

std::size_t Value::size() const {
  return kind() == Kind::array || kind() == Kind::map ? message_->nodes_[at_].size : 0;
}

std::optional<Value> Value::find(std::string_view key) const {
  for (const auto& [name, value] : pairs())
    if (name.bytes() == key) return value;
  return std::nullopt;
}

Value::Elements Value::elements() const {
  const bool is_array = kind() == Kind::array;
  return {message_, at_ + 1, is_array ? message_->nodes_[at_].next : at_ + 1};
}

Value::Pairs Value::pairs() const {
  const bool is_map = kind() == Kind::map;
  return {message_, at_ + 1, is_map ? message_->nodes_[at_].next : at_ + 1};
}

Value::Elements::Iterator& Value::Elements::Iterator::operator++() {
  at_ = message_->nodes_[at_].next;
  return *this;
}

Value::Pairs::Pair Value::Pairs::Iterator::operator*() const {
  return {Value(message_, at_), Value(message_, message_->nodes_[at_].next)};
}

Value::Pairs::Iterator& Value::Pairs::Iterator::operator++() {
  at_ = message_->nodes_[message_->nodes_[at_].next].next;
  return *this;
}

}  // namespace parley::language::msgpack
