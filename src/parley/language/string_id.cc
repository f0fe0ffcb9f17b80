#include "parley/language/string_id.h"

#include <bit>
#include <cstring>
#include <string>
#include <vector>

namespace parley::language {
namespace {

constexpr std::uint32_t kFirstFlag = 19, kLastFlag = 63;
constexpr std::uint32_t kFirstDeprecated = 104, kLastDeprecated = 379;

// The named symbols in order; FLAG19..FLAG63 and DEPRECATED001..276 stand between them.
constexpr std::string_view kBeforeFlags =
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM "
    "LIKE_EMAIL IS_STOP "
    "IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY";
constexpr std::string_view kBeforeDeprecated =
    "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD "
    "SENT_START SPACY PROB "
    "LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL "
    "SPACE";
constexpr std::string_view kBehindDeprecated =
    "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT "
    "MONEY QUANTITY ORDINAL "
    "CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj "
    "csubjpass dep det dobj "
    "expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number "
    "oprd obj obl parataxis "
    "partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl "
    "ENT_KB_ID MORPH ENT_ID "
    "IDX _";

class Symbols {
 public:
  Symbols() {
    names_.reserve(kSymbolCount);
    names_.emplace_back("");
    add_words(kBeforeFlags);
    for (std::uint32_t i = kFirstFlag; i <= kLastFlag; ++i)
      names_.push_back("FLAG" + std::to_string(i));
    add_words(kBeforeDeprecated);
    for (std::uint32_t i = kFirstDeprecated; i <= kLastDeprecated; ++i) {
      const std::string number = std::to_string(i - kFirstDeprecated + 1);
      names_.push_back("DEPRECATED" + std::string(3 - number.size(), '0') + number);
    }
    add_words(kBehindDeprecated);
    for (std::uint32_t i = 1; i < names_.size(); ++i) {
      std::size_t slot = murmur64a(names_[i], 1) % kSlots;
      while (slots_[slot] != 0) slot = (slot + 1) % kSlots;
      slots_[slot] = static_cast<std::uint16_t>(i);
    }
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }
  const std::string& name(std::uint32_t i) const { return names_[i]; }
  // 0 where the text is no symbol.
  std::uint32_t number(std::string_view text, std::uint64_t hash) const {
    for (std::size_t slot = hash % kSlots; slots_[slot] != 0; slot = (slot + 1) % kSlots)
      if (names_[slots_[slot]] == text) return slots_[slot];
    return 0;
  }

 private:
  static constexpr std::size_t kSlots = 4096;

  void add_words(std::string_view words) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      names_.emplace_back(words.substr(0, end));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  std::vector<std::string> names_;
  std::array<std::uint16_t, kSlots> slots_{};
};

const Symbols& symbols() {
  static const Symbols instance;
  return instance;
}

std::uint64_t fmix64(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  x ^= x >> 33;
  return x;
}

}  // namespace

std::uint64_t murmur64a(std::string_view bytes, std::uint64_t seed) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kMultiplier = 0xc6a4a7935bd1e995ULL;
  constexpr int kShift = 47;
  std::uint64_t hash = seed ^ (bytes.size() * kMultiplier);
  const char* at = bytes.data();
  const char* const words_end = at + bytes.size() / 8 * 8;
  for (; at != words_end; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    word *= kMultiplier;
    word ^= word >> kShift;
    word *= kMultiplier;
    hash ^= word;
    hash *= kMultiplier;
  }
  const std::size_t rest = bytes.size() % 8;
  if (rest != 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, rest);
    hash ^= word;
    hash *= kMultiplier;
  }
  hash ^= hash >> kShift;
  hash *= kMultiplier;
  hash ^= hash >> kShift;
  return hash;
}

std::uint64_t string_id(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint64_t hash = murmur64a(text, 1);
  const std::uint32_t symbol = symbols().number(text, hash);
  return symbol != 0 ? symbol : hash;
}

std::string_view symbol_name(std::uint32_t number) {
  return number < symbols().size() ? std::string_view(symbols().name(number)) : std::string_view();
}

std::optional<std::uint32_t> symbol_number(std::string_view name) {
  if (name.empty()) return 0;
  const std::uint32_t number = symbols().number(name, murmur64a(name, 1));
  return number == 0 ? std::nullopt : std::optional(number);
}

std::array<std::uint32_t, 4> hash_embed_keys(std::uint64_t key, std::uint32_t seed) {
  std::uint64_t h1 = seed;
  std::uint64_t h2 = seed;
  h1 ^= std::rotl(key * 0x87c37b91114253d5ULL, 31) * 0x4cf5ad432745937fULL;
  h1 ^= 8;
  h2 ^= 8;
  h1 += h2;
  h2 += h1;
  h1 = fmix64(h1);
  h2 = fmix64(h2);
  h1 += h2;
  h2 += h1;
  return {static_cast<std::uint32_t>(h1), static_cast<std::uint32_t>(h1 >> 32),
          static_cast<std::uint32_t>(h2), static_cast<std::uint32_t>(h2 >> 32)};
}

}  // namespace parley::language
