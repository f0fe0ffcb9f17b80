#include "parley/page/language_id.h"

#include <algorithm>
#include <vector>

#include "parley/page/line.h"
#include "parley/page/tables.h"
#include "parley/page/word_table.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct Profiles {
  std::vector<std::string_view> names;
  WordTable<std::vector<std::size_t>> languages_of;  // a word -> languages
};

const Profiles& profiles() {
  static const Profiles kProfiles = [] {
    Profiles read;
    for_each_row("languages.tsv", 2, [&](const std::vector<std::string_view>& row) {
      for (const std::string_view word : split(row[1], ';'))
        read.languages_of[levelled(word)].push_back(read.names.size());
      read.names.push_back(row[0]);
    });
    return read;
  }();
  return kProfiles;
}

// Scripts that one language's reports alone are written in, as far as we read them.
std::string by_script(std::string_view text) {
  std::size_t letters = 0, han = 0, kana = 0, hangul = 0, hebrew = 0, thai = 0, devanagari = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 && !is_ascii_lower(static_cast<char>(c)) && !is_ascii_upper(static_cast<char>(c)))
      continue;
    ++letters;
    han += c >= 0x4E00 && c <= 0x9FFF;
    kana += c >= 0x3040 && c <= 0x30FF;
    hangul += c >= 0xAC00 && c <= 0xD7A3;
    hebrew += c >= 0x590 && c <= 0x5FF;
    thai += c >= 0xE00 && c <= 0xE7F;
    devanagari += c >= 0x900 && c <= 0x97F;
  }
  if (letters < 40) return "";
  if (kana * 10 > letters) return "ja";
  if (hangul * 3 > letters) return "ko";
  if (han * 3 > letters) return "zh";
  if (hebrew * 2 > letters) return "he";
  if (thai * 2 > letters) return "th";
  if (devanagari * 2 > letters) return "hi";
  return "";
}

// The first kLanguageLook bytes, not cut within a character.
std::string_view first_of(std::string_view text) {
  std::size_t cut = std::min(text.size(), kLanguageLook);
  while (cut < text.size() && cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
    --cut;
  return text.substr(0, cut);
}

std::string by_words(const std::vector<const Line*>& lines) {
  const Profiles& known = profiles();
  std::vector<double> score(known.names.size(), 0.0);
  double words = 0;
  for (const Line* line : lines) {
    for (std::size_t i = 0; i < line->tokens.size(); ++i) {
      const std::string_view token = line->token(i);
      if (is_mark(token) || token == "#") continue;
      words += 1;
      const auto at = known.languages_of.find(token);
      if (at == known.languages_of.end()) continue;
      // A word of many languages says little about each.
      for (const std::size_t language : at->second)
        score[language] += 1.0 / static_cast<double>(at->second.size());
    }
  }
  if (words < 12) return "";
  const auto best = std::max_element(score.begin(), score.end());
  double second = 0;
  for (auto at = score.begin(); at != score.end(); ++at)
    if (at != best) second = std::max(second, *at);
  const bool clear = *best >= 0.1 * words && *best >= 1.15 * second;
  return clear ? std::string(known.names[static_cast<std::size_t>(best - score.begin())]) : "";
}

}  // namespace

std::string language_of(std::string_view text, const std::vector<const Line*>& lines) {
  if (std::string script = by_script(first_of(text)); !script.empty()) return script;
  return by_words(lines);
}

}  // namespace parley::page
