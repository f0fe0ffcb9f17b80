#include "parley/page/digest.h"

#include <openssl/evp.h>

#include <array>
#include <string>

#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::string_view kBase32 = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::string_view kHex = "0123456789abcdef";

const EVP_MD* method_named(std::string_view name) {
  if (name == "sha1" || name == "sha-1") return EVP_sha1();
  if (name == "sha256" || name == "sha-256") return EVP_sha256();
  if (name == "md5") return EVP_md5();
  return nullptr;
}

// RFC 4648, without the padding; `bits` 5 for base32, 4 for hex.
std::string spelled(const unsigned char* bytes, std::size_t size, unsigned bits,
                    std::string_view alphabet) {
  std::string text;
  unsigned held = 0, value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = (value << 8) | bytes[i];
    for (held += 8; held >= bits; held -= bits)
      text.push_back(alphabet[(value >> (held - bits)) & ((1u << bits) - 1)]);
    value &= (1u << held) - 1;
  }
  if (held > 0) text.push_back(alphabet[(value << (bits - held)) & ((1u << bits) - 1)]);
  return text;
}

}  // namespace

std::optional<bool> has_digest(std::string_view bytes, std::string_view named) {
  const std::size_t colon = named.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const EVP_MD* const method = method_named(ascii_lower(trim(named.substr(0, colon))));
  if (method == nullptr) return std::nullopt;
  std::string want = ascii_lower(trim(named.substr(colon + 1)));
  while (want.ends_with('=')) want.pop_back();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, method, nullptr) != 1)
    return std::nullopt;
  return want == spelled(digest.data(), size, 5, kBase32) ||
         want == spelled(digest.data(), size, 4, kHex);
}

}  // namespace parley::page
