#include "parley/knowledge/name_key.h"

#include <algorithm>
#include <array>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

constexpr std::array<std::string_view, 22> kParticles = {
    "al",  "el",  "ul",  "il",   "ad",  "as",    "ar",    "an",    "at", "az",   "ash",
    "bin", "ben", "ibn", "bint", "abd", "abdul", "abdel", "abdal", "ag", "ould", "de"};

bool is_particle(std::string_view word) {
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'h';
}

// The class of the consonant that starts at `at`, which is moved past it. 0 for vowels.
char consonant(std::string_view word, std::size_t& at) {
  const auto next_is = [&](std::string_view what) { return word.substr(at).starts_with(what); };
  struct Digraph {
    std::string_view letters;
    char sound;
  };
  static constexpr Digraph kDigraphs[] = {{"tsch", 'c'}, {"sch", 's'}, {"shch", 's'}, {"tch", 'c'},
                                          {"dzh", 'j'},  {"zh", 'j'},  {"dj", 'j'},   {"sh", 's'},
                                          {"ch", 's'},   {"kh", 'k'},  {"gh", 'k'},   {"dh", 'd'},
                                          {"th", 't'},   {"ph", 'f'},  {"ck", 'k'},   {"ts", 's'},
                                          {"tz", 's'},   {"ou", 0},    {"oo", 0}};
  for (const Digraph& digraph : kDigraphs) {
    if (!next_is(digraph.letters)) continue;
    at += digraph.letters.size();
    return digraph.sound;
  }
  const char c = word[at++];
  if (is_vowel(c)) return 0;
  switch (c) {
    case 'g':
    case 'q':
    case 'c':
    case 'x':
      return 'k';
    case 'w':
      return 'v';
    case 'z':
      return 's';
    case 'p':
      return 'b';
    default:
      return c;
  }
}

}  // namespace

bool is_article_form(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kForms = {"al", "el", "il", "ul", "as", "ash",
                                                              "ad", "ar", "an", "at", "az", "adh"};
  return std::find(kForms.begin(), kForms.end(), word) != kForms.end();
}

std::string name_key(std::string_view text) {
  const std::string level = levelled(text);
  std::string key;
  for (const char c : level) {
    if (c == '.' || c == '\'') continue;
    if (c == '-') {  // "el-Sisi", "ash-Sham": one article
      const std::size_t blank = key.rfind(' ');
      const std::size_t begin = blank == std::string::npos ? 0 : blank + 1;
      if (is_article_form(std::string_view(key).substr(begin)))
        key.replace(begin, std::string::npos, "al");
    }
    const bool word =
        is_ascii_lower(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 128;
    if (word)
      key += c;
    else if (!key.empty() && key.back() != ' ')
      key += ' ';
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

std::string skeleton(std::string_view key) {
  std::string out;
  for (const std::string_view word : split(key, ' ')) {
    if (word.empty() || is_particle(word)) continue;
    if (!out.empty()) out += ' ';
    char before = 0;
    for (std::size_t at = 0; at < word.size();) {
      const char sound = consonant(word, at);
      if (sound != 0 && sound != before) out += sound;
      before = sound;
    }
  }
  return out;
}

namespace {

// The first vowel is round (o, u, ou) or not: "Putin" is no "Patten", "Omar" may be "Umar".
bool starts_round(std::string_view word) {
  const std::size_t vowel = word.find_first_of("aeiouy");
  return vowel != std::string_view::npos && (word[vowel] == 'o' || word[vowel] == 'u' ||
                                             (word[vowel] == 'y' && vowel + 1 < word.size() &&
                                              (word[vowel + 1] == 'o' || word[vowel + 1] == 'u')));
}

}  // namespace

bool same_sound(std::string_view one, std::string_view two) {
  if (one == two) return true;
  if (one.empty() || two.empty()) return false;
  const std::size_t longer = std::max(one.size(), two.size());
  const std::size_t shorter = std::min(one.size(), two.size());
  if (shorter < 4 || longer - shorter > 3 || starts_round(one) != starts_round(two)) return false;
  const std::string bones = skeleton(one);
  if (bones.size() < 2 || bones != skeleton(two)) return false;
  const bool vowels = is_vowel(one.front()) && is_vowel(two.front());
  std::size_t a = 0, b = 0;
  return vowels || (!is_vowel(one.front()) && !is_vowel(two.front()) &&
                    consonant(one, a) == consonant(two, b));
}

}  // namespace parley::knowledge
