// language/model_files.h - the small files of a model folder: bytes from disk, meta.json,
// config.cfg, */cfg and */moves. Every error is bad_model or unsupported and names the file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/network_files.h"

namespace parley::language {

// The bytes of `name` in the folder, at most kMaxModelFileBytes.
Result<std::string> read_model_file(const std::filesystem::path& folder, const std::string& name);

// The same error, as bad_model and with the file's path; unsupported stays unsupported.
Error in_file(Error error, const std::filesystem::path& folder, const std::string& name);

// meta.json.
struct ModelMeta {
  std::string name;     // "en_core_web_sm"
  std::string version;  // "3.8.0"
  std::vector<std::string>
      components;  // those that run, in their order: the pipeline without the disabled ones
};
Result<ModelMeta> parse_meta(std::string_view json);

// config.cfg: section -> key -> the JSON text behind "=", not interpreted.
using Config = std::map<std::string, std::map<std::string, std::string>, std::less<>>;
Result<Config> parse_config(std::string_view text);

// Refuses what this engine would run otherwise than spaCy: another language or tokenizer,
// components that it does not know (by name), an order in which a component would miss what it
// reads, settings other than the stock ones.
Status check_pipeline(const ModelMeta& meta, const Config& config);

// tagger/cfg -> its labels in class order.
Result<std::vector<std::string>> parse_tagger_labels(std::string_view json);
// parser/cfg, ner/cfg: refuses beam search and learned tokens.
Status check_transition_config(std::string_view json);
// parser/moves, ner/moves -> the classes in order.
// Source: spacy/pipeline/_parser_internals/transition_system.pyx, initialize_actions
Result<std::vector<Move>> parse_moves(std::string_view msgpack_bytes);

}  // namespace parley::language
