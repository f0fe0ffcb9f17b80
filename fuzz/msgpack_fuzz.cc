// Any bytes as msgpack: read or refused, and a value that was read can be walked.
#include <cstdint>
#include <cstdlib>

#include "parley/language/msgpack.h"

namespace {

using parley::language::msgpack::Message;
using parley::language::msgpack::Value;

// Number of values under `value`, itself included.
std::size_t count(Value value) {
  std::size_t values = 1;
  for (const Value element : value.elements()) values += count(element);
  for (const auto& [key, element] : value.pairs()) {
    values += count(key) + count(element);
    if (key.bytes() && !value.find(*key.bytes())) std::abort();
  }
  const auto text = value.bytes();
  if (text && !text->empty()) values += static_cast<unsigned char>(text->back()) > 255 ? 1 : 0;
  return values;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto message = Message::read(bytes);
  // Each value took a byte at least.
  if (message.ok() && size <= 4096 && count(message->root()) > size) std::abort();
  return 0;
}
