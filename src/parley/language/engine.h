// language/engine.h - a native engine for stock spaCy v3 English pipelines: text in, Doc out, no
// Python. Model   immutable after load, shared by all threads. Worker  one per thread; holds the
// caches (bounded by bytes) and the activation buffers; no locks. Parity  tokens and offsets as
// Python spaCy 3.8; other attributes but for decisions that a score decides by < 1e-3. Bits    the
// same text gives the same bits alone, in any batch and with any number of threads. Source
// spaCy 3.8, thinc 8.3; each algorithm names its own in its header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/doc.h"

namespace parley::language {

struct ModelInfo {
  std::string name;     // "en_core_web_sm"
  std::string version;  // "3.8.0"
  std::filesystem::path folder;
  std::vector<std::string> pipeline;
};

class Model : public std::enable_shared_from_this<Model> {
 public:
  // Loads a pipeline folder (the one that holds meta.json). bad_model names the file that is
  // missing, unknown or broken.
  static Result<std::shared_ptr<const Model>> load(const std::filesystem::path& folder);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  const ModelInfo& info() const;
  // The string of a number that `doc` holds; valid as long as the model and the doc.
  std::string_view string(const Doc& doc, StringId id) const;
  // Lemmatizer::kind_of: whether the model's word lists know the word; 0 without a lemmatizer.
  char kind_of_word(std::string_view lower) const;

  struct Parts;  // language/model_parts.h: for the engine's own files
  const Parts& parts() const { return *parts_; }

 private:
  explicit Model(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

struct EngineOptions {
  std::size_t cache_bytes = 64u << 20;  // of each worker's caches together; cleared when full
  // "auto", "base", "avx2", "avx512": the kernels to use; "reference" is the plain-order slow twin
  // for tests.
  std::string kernels = "auto";
};

// What a worker has done since it was made, for benchmarks: seconds by stage, and the arithmetic behind them.
struct EngineCounters {
  std::uint64_t texts = 0, tokens = 0;
  // ner with its own tok2vec.
  double tokenize = 0, tok2vec = 0, tagger = 0, parser = 0, rules = 0, ner = 0;
  std::uint64_t parser_steps = 0, ner_steps = 0;  // those that asked the network
  std::uint64_t multiply_adds =
      0;  // done by the network's matrix products, Winograd's counted as they are
  std::uint64_t plain_multiply_adds = 0;  // what the same rows would take without Winograd
};

class Worker {
 public:
  explicit Worker(std::shared_ptr<const Model> model, const EngineOptions& options = {});
  ~Worker();
  Worker(Worker&&) noexcept;
  Worker& operator=(Worker&&) noexcept;

  const Model& model() const;
  std::string_view kernels()
      const;  // the ones in use: "avx512"; "" where the options name none that run here
  const EngineCounters& counters() const;

  // Parses each text into the doc of the same index (UTF-8, else invalid_utf8; at most
  // kMaxParseCodePoints, else too_large; then no doc is touched). Texts are batched through the
  // network together; docs keep their memory between calls.
  Status parse(std::span<const std::string_view> texts, std::span<Doc> docs);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace parley::language
