#include "parley/knowledge/gazetteer_keys.h"

#include <algorithm>
#include <array>
#include <vector>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

// Letters that have no decomposition, and signs that stand for ayn, hamza or an apostrophe.
std::string_view plain_letter(char32_t c) {
  switch (c) {
    case U'ı':
    case U'İ':
      return "i";
    case U'ł':
    case U'Ł':
      return "l";
    case U'ø':
    case U'Ø':
      return "o";
    case U'đ':
    case U'Đ':
    case U'ð':
    case U'Ð':
      return "d";
    case U'þ':
    case U'Þ':
      return "th";
    case U'ß':
      return "ss";
    case U'æ':
    case U'Æ':
      return "ae";
    case U'œ':
    case U'Œ':
      return "oe";
    case U'ə':
    case U'Ə':
      return "a";
    case U'ħ':
    case U'Ħ':
      return "h";
    default:
      return {};
  }
}

bool is_mark(char32_t c) {
  // modifier letters, combining marks, quotes of any shape
  return (c >= 0x2B0 && c <= 0x36F) || (c >= 0x2018 && c <= 0x201F) || c == '\'' || c == '`' ||
         c == 0xB4 || c == 0x2032 || c == 0x2BB || c == '.';
}

bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == '/' || c == '_';
}

bool is_article(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kArticles{
      "al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "es", "ed", "er", "et", "ez"};
  return std::find(kArticles.begin(), kArticles.end(), word) != kArticles.end();
}

std::string_view written_out(std::string_view word) {
  if (word == "st") return "saint";
  if (word == "ste") return "sainte";
  if (word == "mt") return "mount";
  if (word == "ft") return "fort";
  return word;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(text, ' '))
    if (!word.empty()) words.push_back(word);
  return words;
}

// "kh" -> "k" and so on: what English makes of one foreign letter.
void level_digraphs(std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const char next = i + 1 < word.size() ? word[i + 1] : '\0';
    if (next == 'h' && (c == 'k' || c == 'g' || c == 'd' || c == 't')) {
      out += c;
      ++i;
    } else if (c == 'p' && next == 'h') {
      out += 'f';
      ++i;
    } else if (c == 'd' && next == 'j') {
      out += 'j';
      ++i;
    } else if (c == 'q' || (c == 'c' && next != 'h')) {
      out += 'k';
    } else {
      out += c;
    }
  }
  word = std::move(out);
}

// "ou", "oo", "u", "o", "w" -> u; "ei", "ee", "ai", "y", "i", "e" -> i; "a" stays.
void level_vowels(std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto soft = [&](std::size_t k) {
      return k < word.size() && (is_vowel(word[k]) || word[k] == 'y' || word[k] == 'w');
    };
    if (!soft(i)) {
      out += word[i++];
      continue;
    }
    std::size_t end = i;
    bool back = false, front = false;
    while (soft(end)) {
      back = back || word[end] == 'o' || word[end] == 'u' || word[end] == 'w';
      front = front || word[end] == 'e' || word[end] == 'i' || word[end] == 'y';
      ++end;
    }
    // "iya", "iye": a syllable of its own before the ending
    const bool two = end - i >= 3 && front && word[end - 1] != 'y';
    out += back ? 'u' : front ? 'i' : 'a';
    if (two && !back) out += 'a';
    i = end;
  }
  word = std::move(out);
}

}  // namespace

std::string folded_name(std::string_view name) {
  std::string out;
  bool ascii = true;
  for (const char c : name) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  std::string levelled_copy;
  std::string_view source = name;
  if (!ascii) {
    levelled_copy = levelled(name);
    source = levelled_copy;
  }
  std::string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    if (!out.empty()) out += ' ';
    out += written_out(word);
    word.clear();
  };
  for (std::size_t at = 0; at < source.size();) {
    const char32_t c = next_code_point(source, at);
    if (c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || is_dash(c) || c == ',') {
      end_word();
    } else if (is_mark(c)) {
      continue;
    } else if (c < 0x80) {
      word +=
          is_ascii_upper(static_cast<char>(c)) ? static_cast<char>(c + 32) : static_cast<char>(c);
    } else if (const std::string_view plain = plain_letter(c); !plain.empty()) {
      word += plain;
    } else {
      append_utf8(word, c);
    }
  }
  end_word();
  return out;
}

std::string loose_name(std::string_view folded) {
  const std::vector<std::string_view> words = words_of(folded);
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!(is_article(words[i]) && i + 1 < words.size())) out += words[i];
  return out;
}

std::string sounded_name(std::string_view folded) {
  const std::vector<std::string_view> words = words_of(folded);
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_article(words[i]) && i + 1 < words.size()) continue;
    std::string word(words[i]);
    // "Ezzor", "Essalam": the article grown together with its word
    if (i > 0 && word.size() > 4 && (word[0] == 'e' || word[0] == 'a') && word[1] == word[2] &&
        !is_vowel(word[1]))
      word.erase(0, 2);
    level_digraphs(word);
    level_vowels(word);
    out += word;
  }
  std::string single;
  for (const char c : out)
    if (single.empty() || single.back() != c) single += c;
  if (single.size() > 3 && single.back() == 'h') single.pop_back();
  if (single.size() > 3 && single.ends_with("i") && !single.ends_with("ai")) single.back() = 'a';
  return single;
}

std::string bones_of_name(std::string_view sounded) {
  std::string out;
  for (const char c : sounded)
    if (!is_vowel(c) && (out.empty() || out.back() != c)) out += c;
  return out;
}

std::size_t edits_apart(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t corner = row[0];
    row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[i];
      row[i] = std::min({row[i] + 1, row[i - 1] + 1, changed});
    }
  }
  return std::min(row[a.size()], most + 1);
}

bool is_spelt_in_english(std::string_view iso3) {
  static constexpr std::array<std::string_view, 6> kCountries{"USA", "GBR", "CAN",
                                                              "AUS", "NZL", "IRL"};
  return std::find(kCountries.begin(), kCountries.end(), iso3) != kCountries.end();
}

std::uint64_t name_hash(char rung, std::string_view key) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto add = [&](char c) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3u;
  };
  add(rung);
  for (const char c : key) add(c);
  return hash ^ hash >> 29;
}

}  // namespace parley::knowledge
