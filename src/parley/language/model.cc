#include <algorithm>
#include <cassert>
#include <utility>

#include "parley/language/engine.h"
#include "parley/language/model_files.h"
#include "parley/language/model_parts.h"
#include "parley/language/model_table.h"

namespace parley::language {
namespace {

// Loads the files one by one; the first error is kept and makes the rest do nothing.
class Loader {
 public:
  explicit Loader(const std::filesystem::path& folder) : folder_(folder) {}

  // `parse` of the file's bytes; nullopt, with the error kept, where it cannot be read.
  template <class Parse>
  auto load(const std::string& name, Parse&& parse)
      -> std::optional<std::remove_cvref_t<decltype(parse(std::string_view()).value())>> {
    if (error_) return std::nullopt;
    const Result<std::string> bytes = read_model_file(folder_, name);
    if (!bytes.ok()) {
      error_ = bytes.error();
      return std::nullopt;
    }
    auto parsed = parse(std::string_view(*bytes));
    if (!parsed.ok()) {
      error_ = in_file(parsed.error(), folder_, name);
      return std::nullopt;
    }
    return *std::move(parsed);
  }

  void check(const std::string& name, Status status) {
    if (!error_ && status) error_ = in_file(*std::move(status), folder_, name);
  }

  std::optional<ThincFile> load_network(const std::string& component) {
    return load(component + "/model", ThincFile::read);
  }

  const Status& error() const { return error_; }

 private:
  std::filesystem::path folder_;
  Status error_;
};

bool runs(const ModelMeta& meta, std::string_view component) {
  return std::find(meta.components.begin(), meta.components.end(), component) !=
         meta.components.end();
}

std::vector<Move> load_transitions(Loader& loader, const std::string& component) {
  loader.load(component + "/cfg", [](std::string_view bytes) -> Result<bool> {
    Status error = check_transition_config(bytes);
    if (error) return *std::move(error);
    return true;
  });
  return loader.load(component + "/moves", parse_moves).value_or(std::vector<Move>());
}

NetworkFiles load_network_files(Loader& loader, const ModelMeta& meta) {
  NetworkFiles files;
  if (runs(meta, "tok2vec")) files.tok2vec = loader.load_network("tok2vec");
  if (runs(meta, "tagger")) {
    files.tagger = loader.load_network("tagger");
    files.tagger_labels =
        loader.load("tagger/cfg", parse_tagger_labels).value_or(std::vector<std::string>());
  }
  if (runs(meta, "parser")) {
    files.parser = loader.load_network("parser");
    files.parser_moves = load_transitions(loader, "parser");
  }
  if (runs(meta, "ner")) {
    files.ner = loader.load_network("ner");
    files.ner_moves = load_transitions(loader, "ner");
  }
  if (runs(meta, "senter")) files.senter = loader.load_network("senter");
  return files;
}

std::optional<Vectors> load_vectors(Loader& loader) {
  std::optional<Vectors> vectors = loader.load("vocab/vectors", Vectors::read_table);
  loader.load("vocab/key2row", [&](std::string_view bytes) -> Result<bool> {
    if (Status error = vectors->read_rows(bytes)) return *std::move(error);
    return true;
  });
  return vectors;
}

}  // namespace

Model::Model(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Model::~Model() = default;

const ModelInfo& Model::info() const { return parts_->info; }

char Model::kind_of_word(std::string_view lower) const {
  return parts_->lemmatizer ? parts_->lemmatizer->kind_of(lower, parts_->strings) : '\0';
}

std::string_view Model::string(const Doc& doc, StringId id) const {
  const std::uint32_t own = parts_->strings.size();
  return id < own ? parts_->strings[id] : std::string_view(doc.own_strings[id - own]);
}

Result<std::shared_ptr<const Model>> Model::load(const std::filesystem::path& folder) {
  Loader loader(folder);
  const auto meta = loader.load("meta.json", parse_meta);
  const auto config = loader.load("config.cfg", parse_config);
  if (meta && config) loader.check("config.cfg", check_pipeline(*meta, *config));
  if (loader.error()) return *loader.error();

  auto tokenizer = loader.load("tokenizer", Tokenizer::read);
  auto lexemes = loader.load("vocab/lookups.bin", LexemeTables::read);
  auto vectors = load_vectors(loader);
  if (loader.error()) return *loader.error();
  // A re-upload under a longer name is still the model that the table knows.
  const auto known = known_model(meta->name, meta->version);
  const std::string name = known ? std::string(known->name) : meta->name;
  auto parts = std::unique_ptr<Parts>(new Parts{
      ModelInfo{name, meta->version, folder, meta->components}, StringTable(), *std::move(lexemes),
      *std::move(tokenizer), *std::move(vectors), Network(), std::nullopt, std::nullopt});

  NetworkFiles files = load_network_files(loader, *meta);
  if (loader.error()) return *loader.error();
  files.vectors = parts->vectors.empty() ? nullptr : &parts->vectors;
  Result<Network> network = Network::build(std::move(files), parts->strings);
  if (!network.ok()) return in_file(network.error(), folder, "");
  parts->network = *std::move(network);

  StringTable& strings = parts->strings;
  if (runs(*meta, "attribute_ruler"))
    parts->ruler = loader.load("attribute_ruler/patterns", [&](std::string_view bytes) {
      return AttributeRuler::read(bytes, strings);
    });
  if (runs(*meta, "lemmatizer"))
    parts->lemmatizer = loader.load("lemmatizer/lookups/lookups.bin", [&](std::string_view bytes) {
      return Lemmatizer::read(bytes, strings);
    });
  if (loader.error()) return *loader.error();
  return std::shared_ptr<const Model>(new Model(std::move(parts)));
}

}  // namespace parley::language
