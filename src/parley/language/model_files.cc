#include "parley/language/model_files.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "parley/base/limits.h"
#include "parley/language/msgpack.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

using Json = nlohmann::json;

Error bad(std::string what) { return {ErrorCode::bad_model, std::move(what), ""}; }
Error unsupported(std::string what) { return {ErrorCode::unsupported, std::move(what), ""}; }

// Discarded where the text is no JSON.
Json parse_json(std::string_view text) {
  return Json::parse(text.begin(), text.end(), nullptr, false);
}

// Texts of an array; false where it is none or holds anything else.
bool read_texts(const Json& array, std::vector<std::string>& out) {
  if (!array.is_array()) return false;
  for (const Json& element : array) {
    if (!element.is_string()) return false;
    out.push_back(element.get<std::string>());
  }
  return true;
}

std::string text_of(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

bool has(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// The JSON text of a setting; "" where it is not set.
std::string_view setting(const Config& config, std::string_view section, const std::string& key) {
  const auto at = config.find(section);
  if (at == config.end()) return {};
  const auto value = at->second.find(key);
  return value == at->second.end() ? std::string_view() : std::string_view(value->second);
}

struct Order {
  std::string_view before, behind;
};
// What reads what: the tagger and the parser the shared vectors, the ruler tags and labels, and so
// on.
constexpr Order kOrders[] = {{"tok2vec", "tagger"},
                             {"tok2vec", "parser"},
                             {"tagger", "attribute_ruler"},
                             {"parser", "attribute_ruler"},
                             {"parser", "senter"},
                             {"parser", "ner"},
                             {"senter", "ner"},
                             {"attribute_ruler", "lemmatizer"}};
constexpr std::string_view kKnown[] = {"tok2vec",         "tagger",     "parser", "senter",
                                       "attribute_ruler", "lemmatizer", "ner"};

struct Setting {
  std::string_view component;
  const char* key;
  std::string_view value;
};
constexpr Setting kSettings[] = {{"lemmatizer", "mode", "\"rule\""},
                                 {"lemmatizer", "overwrite", "false"},
                                 {"tagger", "overwrite", "false"},
                                 {"senter", "overwrite", "false"}};

Status check_order(const std::vector<std::string>& components) {
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (std::count(components.begin(), components.end(), components[i]) != 1)
      return unsupported("the component \"" + components[i] + "\" stands twice in the pipeline");
    for (const Order& order : kOrders)
      if (components[i] == order.before &&
          std::find(components.begin(), components.begin() + static_cast<std::ptrdiff_t>(i),
                    order.behind) != components.begin() + static_cast<std::ptrdiff_t>(i))
        return unsupported("the component \"" + std::string(order.behind) + "\" stands before \"" +
                           std::string(order.before) + "\"");
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> read_model_file(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path path = folder / name;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return in_file(bad("the file is missing"), folder, name);
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return in_file(bad("the file's size cannot be read"), folder, name);
  if (size > kMaxModelFileBytes) return in_file(bad("the file is too large"), folder, name);
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size)))
    return in_file(bad("the file cannot be read"), folder, name);
  return bytes;
}

Error in_file(Error error, const std::filesystem::path& folder, const std::string& name) {
  if (error.code != ErrorCode::unsupported) error.code = ErrorCode::bad_model;
  if (!error.where.empty()) error.message += " (" + error.where + ")";
  error.where = (name.empty() ? folder : folder / name).string();
  return error;
}

Result<ModelMeta> parse_meta(std::string_view json) {
  const Json meta = parse_json(json);
  if (!meta.is_object()) return bad("not a JSON object");
  if (text_of(meta, "lang") != "en") return unsupported("the model's language is not English");
  ModelMeta read;
  read.name = text_of(meta, "lang") + "_" + text_of(meta, "name");
  read.version = text_of(meta, "version");
  std::vector<std::string> pipeline;
  std::vector<std::string> disabled;
  if (!meta.contains("pipeline") || !read_texts(meta["pipeline"], pipeline))
    return bad("no list \"pipeline\"");
  if (meta.contains("disabled") && !read_texts(meta["disabled"], disabled))
    return bad("\"disabled\" is no list");
  std::copy_if(pipeline.begin(), pipeline.end(), std::back_inserter(read.components),
               [&](const std::string& name) { return !has(disabled, name); });
  return read;
}

Result<Config> parse_config(std::string_view text) {
  Config config;
  std::map<std::string, std::string>* section = nullptr;
  std::string* value = nullptr;
  unsigned number = 0;
  for (const std::string_view raw : split(text, '\n')) {
    ++number;
    const std::string_view line = trim(raw);
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    const std::size_t equals = line.find('=');
    if (line.front() == '[' && line.back() == ']' && raw.front() == '[') {
      section = &config[std::string(line.substr(1, line.size() - 2))];
      value = nullptr;
    } else if (value && is_ascii_space(raw.front())) {
      value->append(line);  // a value over several lines is indented
    } else if (!section || equals == line.npos) {
      return bad("line " + std::to_string(number) + " is neither a section nor a setting");
    } else {
      value = &(*section)[std::string(trim(line.substr(0, equals)))];
      *value = trim(line.substr(equals + 1));
    }
  }
  return config;
}

Status check_pipeline(const ModelMeta& meta, const Config& config) {
  if (setting(config, "nlp", "lang") != "\"en\"")
    return unsupported("the model's language is not English");
  const Json tokenizer = parse_json(setting(config, "nlp", "tokenizer"));
  if (!tokenizer.is_object() || text_of(tokenizer, "@tokenizers") != "spacy.Tokenizer.v1")
    return unsupported("the tokenizer is not spaCy's own");
  for (const std::string& name : meta.components) {
    const std::string section = "components." + name;
    const std::string_view factory = setting(config, section, "factory");
    // WHY name and factory: the name is the folder, the factory what runs.
    if (std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown) ||
        factory != '"' + name + '"')
      return unsupported("the component \"" + name + "\" (factory " + std::string(factory) +
                         ") is not supported");
    for (const Setting& required : kSettings)
      if (required.component == name && setting(config, section, required.key) != required.value)
        return unsupported("the component \"" + name + "\" must have " + required.key + " = " +
                           std::string(required.value));
  }
  return check_order(meta.components);
}

Result<std::vector<std::string>> parse_tagger_labels(std::string_view json) {
  const Json config = parse_json(json);
  std::vector<std::string> labels;
  if (!config.is_object() || !config.contains("labels") || !read_texts(config["labels"], labels) ||
      labels.empty())
    return bad("no list \"labels\"");
  return labels;
}

Status check_transition_config(std::string_view json) {
  const Json config = parse_json(json);
  if (!config.is_object()) return bad("not a JSON object");
  if (config.value("beam_width", Json(1)) != Json(1))
    return unsupported("beam search is not supported");
  if (config.value("learn_tokens", Json(false)) != Json(false))
    return unsupported("learn_tokens is not supported");
  return std::nullopt;
}

Result<std::vector<Move>> parse_moves(std::string_view msgpack_bytes) {
  const auto message = msgpack::Message::read(msgpack_bytes);
  if (!message.ok()) return message.error();
  const auto text = message->root().find("moves");
  if (!text || !text->string()) return bad("no moves");
  const auto config = message->root().find("cfg");
  const auto neg_key = config ? config->find("neg_key") : std::nullopt;
  if (neg_key && !neg_key->is_nil()) return unsupported("neg_key is not supported");
  const Json actions = parse_json(*text->string());
  if (!actions.is_object()) return bad("the moves are no JSON object");
  std::vector<Move> moves;
  for (const auto& [action, labels] :
       actions.items()) {  // in the order of the keys as texts, as spaCy sorts them
    if (action.size() != 1 || !is_ascii_digit(action[0]) || !labels.is_object())
      return bad("the moves hold what is no action");
    std::vector<std::pair<std::int64_t, std::string>> by_frequency;
    for (const auto& [label, frequency] : labels.items()) {
      if (!frequency.is_number_integer()) return bad("a move's frequency is no number");
      // spaCy puts labels that were added later behind all others; no stock model has any.
      if (frequency.get<std::int64_t>() < 0)
        return unsupported("labels that were added later are not supported");
      by_frequency.emplace_back(frequency.get<std::int64_t>(), label);
    }
    std::sort(by_frequency.rbegin(), by_frequency.rend());
    for (const auto& [frequency, label] : by_frequency)
      moves.push_back({static_cast<std::uint32_t>(action[0] - '0'), label});
  }
  return moves;
}

}  // namespace parley::language
