// Any bytes as one file of a model folder: read or refused, and what was read can be used.
// Input: byte 0 chooses the file. Byte 1 odd: the rest is the file. Even: the rest is a list of edits (offset, 4 bytes
// little-endian; kind; value) to the stock model's file, where there is one, so that the fuzzer need not find the format.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>

#include "parley/language/attribute_ruler.h"
#include "parley/language/lemmatizer.h"
#include "parley/language/model_files.h"
#include "parley/language/models.h"
#include "parley/language/network.h"
#include "parley/language/tokenizer.h"
#include "parley/language/vectors.h"

namespace {

using namespace parley::language;

constexpr const char* kFiles[] = {"meta.json",
                                  "config.cfg",
                                  "tokenizer",
                                  "vocab/lookups.bin",
                                  "attribute_ruler/patterns",
                                  "parser/moves",
                                  "tagger/cfg",
                                  "parser/cfg",
                                  "vocab/vectors",
                                  "vocab/key2row",
                                  "tagger/model",
                                  "senter/model",
                                  "parser/model",
                                  "lemmatizer/lookups/lookups.bin"};

const std::string& stock_file(const std::string& name) {
  static std::map<std::string, std::string> files;
  const auto [file, is_new] = files.try_emplace(name);
  if (!is_new) return file->second;
  if (const auto folder = find_model(); folder.ok())
    if (auto bytes = read_model_file(*folder, name); bytes.ok()) file->second = *std::move(bytes);
  return file->second;
}

std::string edited(std::string bytes, std::string_view edits) {
  for (; edits.size() >= 6 && !bytes.empty(); edits.remove_prefix(6)) {
    std::uint32_t offset = 0;
    std::memcpy(&offset, edits.data(), 4);
    offset %= static_cast<std::uint32_t>(bytes.size());
    switch (static_cast<unsigned char>(edits[4]) % 4) {
      case 0:
        bytes[offset] = edits[5];
        break;
      case 1:
        bytes.erase(offset, static_cast<unsigned char>(edits[5]));
        break;
      case 2:
        bytes.insert(offset, 1 + static_cast<unsigned char>(edits[5]) % 8, edits[5]);
        break;
      default:
        bytes.resize(offset);
        break;
    }
  }
  return bytes;
}

void use_tokenizer(std::string_view bytes) {
  const auto tokenizer = Tokenizer::read(bytes);
  if (!tokenizer.ok()) return;
  const LexemeTables tables;
  TokenizerState state(*tokenizer, tables, 1 << 20);
  const std::string_view text =
      "\"They won't come,\" said\tO'Neil (U.S.A.)... http://a.example/b 5km é👍";
  std::vector<TokenRecord> tokens;
  tokenize(*tokenizer, state, text, tokens);
  std::uint32_t at = 0;
  for (const TokenRecord& token : tokens) {
    if (token.begin != at || token.end <= at) std::abort();
    at = token.end + (token.space_after ? 1 : 0);
  }
  if (at != text.size()) std::abort();
}

void use_rules(const std::string& name, std::string_view bytes) {
  StringTable strings;
  if (name.starts_with("lemmatizer")) {
    const auto lemmatizer = Lemmatizer::read(bytes, strings);
    if (!lemmatizer.ok()) return;
    for (const char* pos : {"NOUN", "VERB", "ADJ", "PUNCT", ""})
      lemmatizer->lemma_of("Talks", "talks", pos, "", strings);
    return;
  }
  (void)AttributeRuler::read(bytes, strings);
}

void use_network(const std::string& name, std::string_view bytes) {
  auto file = ThincFile::read(bytes);
  if (!file.ok()) return;
  NetworkFiles files;
  if (name == "tagger/model") {
    files.tagger = *std::move(file);
    files.tagger_labels = {"NN", "VB"};
  } else if (name == "senter/model") {
    files.senter = *std::move(file);
  } else {
    files.parser = *std::move(file);
    files.parser_moves = {{0, ""}, {1, ""}, {2, "nsubj"}, {3, "dobj"}, {4, "ROOT"}};
  }
  StringTable strings;
  (void)Network::build(std::move(files), strings);
}

void use(const std::string& name, std::string_view bytes) {
  if (name == "meta.json") {
    (void)parse_meta(bytes);
  } else if (name == "config.cfg") {
    if (const auto config = parse_config(bytes); config.ok())
      (void)check_pipeline({"en_x", "1", {"tok2vec", "lemmatizer"}}, *config);
  } else if (name == "tokenizer") {
    use_tokenizer(bytes);
  } else if (name == "vocab/lookups.bin") {
    (void)LexemeTables::read(bytes);
  } else if (name == "parser/moves") {
    (void)parse_moves(bytes);
  } else if (name == "tagger/cfg") {
    (void)parse_tagger_labels(bytes);
  } else if (name == "parser/cfg") {
    (void)check_transition_config(bytes);
  } else if (name == "vocab/vectors") {
    (void)Vectors::read(bytes, "\x80");
  } else if (name == "vocab/key2row") {
    (void)Vectors::read(stock_file("vocab/vectors"), bytes);
  } else if (name.ends_with("/model")) {
    use_network(name, bytes);
  } else {
    use_rules(name, bytes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string name = kFiles[data[0] % std::size(kFiles)];
  const std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  use(name, data[1] % 2 == 1 ? std::string(rest) : edited(stock_file(name), rest));
  return 0;
}
