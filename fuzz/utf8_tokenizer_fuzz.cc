// Any UTF-8 through the tokenizer: the tokens with their spaces are the text, the caches change nothing, and the linear
// URL test agrees with the pattern. With the stock model where there is one, else with a small tokenizer of our own.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "parley/language/model_files.h"
#include "parley/language/models.h"
#include "parley/language/tokenizer.h"
#include "parley/language/tokenizer_rules.h"
#include "parley/text/text.h"

namespace {

using namespace parley::language;

Tokenizer make_tokenizer() {
  if (const auto folder = find_model(); folder.ok())
    if (const auto bytes = read_model_file(*folder, "tokenizer"); bytes.ok())
      if (auto tokenizer = Tokenizer::read(*bytes); tokenizer.ok()) return *std::move(tokenizer);
  const nlohmann::json file = {{"prefix_search", "^\\(|^\"|^\\.\\.+"},
                               {"suffix_search", "\\)$|\"$|\\.\\.+$|(?<=[0-9])km$|'s$"},
                               {"infix_finditer", "(?<=\\w)-(?=\\w)|\\.\\.+"},
                               {"url_match", nullptr},
                               {"exceptions", {{"can't", {{{"ORTH", "ca"}}, {{"ORTH", "n't"}}}}}}};
  const auto bytes = nlohmann::json::to_msgpack(file);
  return *Tokenizer::read({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void check_tiles(std::string_view text, const TokenizerState& state,
                 const std::vector<TokenRecord>& tokens) {
  std::uint32_t at = 0;
  for (const TokenRecord& token : tokens) {
    if (token.begin != at || token.end <= at || token.end > text.size()) std::abort();
    if (state.lexicon()[token.lexeme].text != text.substr(token.begin, token.end - token.begin))
      std::abort();
    at = token.end;
    if (!token.space_after) continue;
    if (at >= text.size() || text[at] != ' ') std::abort();
    ++at;
  }
  if (at != text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Tokenizer tokenizer = make_tokenizer();
  static const LexemeTables tables;
  static TokenizerState warm(tokenizer, tables, 8 << 20);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (parley::first_invalid_utf8(text)) return 0;

  std::vector<TokenRecord> tokens;
  tokenize(tokenizer, warm, text, tokens);
  check_tiles(text, warm, tokens);
  TokenizerState cold(tokenizer, tables, 0);
  std::vector<TokenRecord> again;
  tokenize(tokenizer, cold, text, again);
  if (tokens.size() != again.size()) std::abort();
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].end != again[i].end || tokens[i].space_after != again[i].space_after ||
        warm.lexicon()[tokens[i].lexeme].norm != cold.lexicon()[again[i].lexeme].norm)
      std::abort();
  warm.clear_when_full();

  const auto& url = tokenizer.rules().url;
  if (url && size <= 96 && text.find_first_of(" \t\n\r\v\f\x1C\x1D\x1E\x1F") == text.npos) {
    RegexScratch scratch;
    bool has_space = false;
    for (const TokenRecord& token : tokens)
      has_space |= warm.lexicon().size() > token.lexeme && warm.lexicon()[token.lexeme].is_space;
    if (!has_space &&
        url_matches_pattern(*url, scratch, text) != url_matches_by_parts(*url, scratch, text))
      std::abort();
  }
  return 0;
}
