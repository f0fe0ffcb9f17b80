#include "parley/mention/report_words.h"

#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

bool has_capital_start(std::string_view text) {
  if (text.empty()) return false;
  if (is_ascii_upper(text[0])) return true;
  // "Élysée", "Çankaya": Latin capitals with accents (U+00C0..U+00DE) and Ş, Š and their like.
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead == 0xC3 && text.size() > 1) {
    const auto next = static_cast<unsigned char>(text[1]);
    return next >= 0x80 && next <= 0x9E;
  }
  return (lead == 0xC4 || lead == 0xC5) && text.size() > 1 &&
         (static_cast<unsigned char>(text[1]) & 1) == 0;
}

bool all_capitals(std::string_view text) {
  bool any = false;
  for (const char c : text) {
    if (is_ascii_lower(c)) return false;
    any = any || is_ascii_upper(c);
  }
  return any;
}

// Marks that may stand inside a name: "Abdel-Rahman", "Bosnia / Herzegovina".
bool joins(std::string_view token) {
  return token == "-" || token == "‐" || token == "–" || token == "'" || token == "’" ||
         token == "‘" || token == "." || token == "/";
}

}  // namespace

ReportWords::ReportWords(const language::Parse& parse) {
  first_of_.reserve(parse.tokens.size() + 1);
  std::uint32_t sentence = UINT32_MAX;
  bool apart = true;
  int possessive = 0;  // 1 a bare mark, 2 one with s, since the last word
  for (std::uint32_t t = 0; t < parse.tokens.size(); ++t) {
    const language::Token& token = parse.tokens[t];
    first_of_.push_back(static_cast<std::uint32_t>(words_.size()));
    if (token.sentence != sentence) {
      sentence = token.sentence;
      apart = true;
      possessive = 0;
    }
    // The possessive mark closes a name: "Syria's army" is no "syria s army".
    std::string key = token.tag == "POS" ? std::string() : knowledge::name_key(token.text);
    if (t + 1 < parse.tokens.size() && parse.tokens[t + 1].text == "-" && !token.space_after &&
        knowledge::is_article_form(key))
      key = "al";
    if (key.empty()) {
      if (token.tag == "POS" && !apart)
        possessive = token.text.size() > 1 && token.text.back() == 's' ? 2 : 1;
      apart = apart || !joins(token.text) || token.tag == "POS";
      continue;
    }
    const auto parts = split(key, ' ');
    for (std::size_t i = 0; i < parts.size(); ++i) {
      ReportWord word;
      word.key = std::string(parts[i]);
      word.token = t;
      word.first = i == 0;
      word.last = i + 1 == parts.size();
      word.capital = has_capital_start(token.text);
      word.all_capitals = all_capitals(token.text);
      word.apart = apart;
      word.owned = possessive != 0;
      word.owner_s = possessive == 2;
      apart = false;
      possessive = 0;
      words_.push_back(std::move(word));
    }
  }
  first_of_.push_back(static_cast<std::uint32_t>(words_.size()));
}

std::string ReportWords::key_of(Range tokens) const {
  std::string key;
  for (std::uint32_t w = first_of_[tokens.begin]; w < first_of_[tokens.end]; ++w) {
    if (!key.empty()) key += ' ';
    key += words_[w].key;
  }
  return key;
}

}  // namespace parley::mention
