#include "parley/mention/pronouns.h"

#include <algorithm>
#include <array>

namespace parley::mention {
namespace {

constexpr std::array<std::string_view, 6> kPlural = {"we",   "us",        "our",
                                                     "ours", "ourselves", "ourself"};
constexpr std::array<std::string_view, 5> kSingular = {"i", "me", "my", "mine", "myself"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_first_person_plural(const language::Token& token) {
  return token.text != "US" && holds(kPlural, token.lower);
}

bool is_first_person(const language::Token& token) {
  return is_first_person_plural(token) || holds(kSingular, token.lower);
}

}  // namespace parley::mention
