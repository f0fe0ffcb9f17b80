// language/string_id.h - spaCy's number of a string, and the hashes under it.
// "" is 0; one of spaCy's 457 built-in symbols ("PERSON", "mark", "X") is its place in that list;
// anything else is the MurmurHash64A of its UTF-8 bytes. WHY symbols matter: shapes and words meet
// them all the time (the shape of "I" is "X"). Source: spacy/strings.pyx, spacy/symbols.pyx (3.8);
// murmurhash 1.0.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parley::language {

inline constexpr std::uint32_t kSymbolCount = 457;

std::uint64_t string_id(std::string_view text);

// The symbol of a number below kSymbolCount: 380 -> "PERSON".
std::string_view symbol_name(std::uint32_t number);
std::optional<std::uint32_t> symbol_number(std::string_view name);

// MurmurHash64A by Austin Appleby, as murmurhash's hash64: reads little-endian words.
std::uint64_t murmur64a(std::string_view bytes, std::uint64_t seed);

// The four 32-bit sub-keys of an attribute for one hash embedding: the 128-bit MurmurHash3 (x64) of
// the 8 key bytes, low word first. thinc calls it x86_128.
std::array<std::uint32_t, 4> hash_embed_keys(std::uint64_t key, std::uint32_t seed);

}  // namespace parley::language
