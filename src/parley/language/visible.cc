#include "parley/language/visible.h"

#include "parley/language/unicode.h"

namespace parley::language {
namespace {

constexpr std::uint32_t kHidden = 0xFFFFFFFFu;

// The visible number that a hidden token's children hang on: that of its nearest visible ancestor,
// kHidden where there is none. `found` keeps the answers, so that chains of white space are walked
// once.
std::uint32_t stand_in(const Doc& doc, const std::vector<std::uint32_t>& number,
                       std::vector<std::uint32_t>& found, std::uint32_t hidden) {
  constexpr std::uint32_t kNotAsked = kHidden - 1;
  if (found.empty()) found.assign(doc.size(), kNotAsked);
  std::vector<std::uint32_t> chain;
  std::uint32_t at = hidden;
  while (number[at] == kHidden && found[at] == kNotAsked) {
    found[at] = kHidden;
    chain.push_back(at);
    at = doc.head[at];
  }
  const std::uint32_t answer = number[at] != kHidden ? number[at] : found[at];
  for (const std::uint32_t link : chain) found[link] = answer;
  return answer;
}

}  // namespace

std::vector<VisibleToken> visible_tokens(const Doc& doc, std::string_view text) {
  std::vector<std::uint32_t> number(doc.size(), kHidden);
  std::vector<VisibleToken> tokens;
  tokens.reserve(doc.size());
  bool starts_sentence = true;
  bool begins_entity = false;
  for (std::uint32_t i = 0; i < doc.size(); ++i) {
    starts_sentence = starts_sentence || doc.sent_start[i] != 0;
    if (unicode::all_space(slice(text, {doc.begin[i], doc.end[i]}))) {
      if (!tokens.empty()) tokens.back().space_after = true;
      if (doc.ent_iob[i] == 'B') begins_entity = true;
      continue;
    }
    number[i] = static_cast<std::uint32_t>(tokens.size());
    const char iob = begins_entity && doc.ent_iob[i] == 'I' ? 'B' : doc.ent_iob[i];
    tokens.push_back({i, doc.head[i], iob, starts_sentence, doc.space_after[i] != 0});
    starts_sentence = begins_entity = false;
  }
  std::vector<std::uint32_t> found;
  for (std::uint32_t own = 0; own < tokens.size(); ++own) {
    std::uint32_t& head = tokens[own].head;
    const std::uint32_t visible =
        number[head] != kHidden ? number[head] : stand_in(doc, number, found, head);
    head = visible == kHidden ? own : visible;
  }
  return tokens;
}

}  // namespace parley::language
