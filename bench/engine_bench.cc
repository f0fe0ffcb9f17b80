// bench/engine_bench.cc - the language engine alone, without the program around it.
//   engine_bench parse [options] < TEXTS > DOCS    one JSON string or {"text": ...} a line -> spaCy's JSON, a line each
//   engine_bench trace [options] < TEXTS > STEPS   the parser's and the recogniser's actions, as spaCy names its moves
//   engine_bench speed [options] TEXTS...          tokens a second by repeat, stages, share of the peak; JSON on stdout
//   engine_bench serve [options] TEXTS...          the same a repeat at a time: a line on stdin starts one (bench_spacy.py)
//   engine_bench peak                              the multiply-add peak
// Options: --model NAME --kernels NAME --threads N --repeats N --batch N (texts given to the worker together)
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/peak.h"
#include "parley/language/engine.h"
#include "parley/language/kernels.h"
#include "parley/language/model_parts.h"
#include "parley/language/models.h"
#include "parley/language/spacy_json.h"

namespace parley::bench {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Options {
  std::string mode, model, kernels = "auto";
  std::vector<std::string> texts;
  std::size_t threads = 1, repeats = 5, batch = 256;
};

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return std::nullopt;
  Options options;
  options.mode = arguments[0];
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (name.rfind("--", 0) != 0) {
      options.texts.push_back(name);
      continue;
    }
    if (++i == arguments.size()) return std::nullopt;
    const std::string& value = arguments[i];
    if (name == "--model")
      options.model = value;
    else if (name == "--kernels")
      options.kernels = value;
    else if (name == "--threads")
      options.threads = std::stoul(value);
    else if (name == "--repeats")
      options.repeats = std::stoul(value);
    else if (name == "--batch")
      options.batch = std::stoul(value);
    else
      return std::nullopt;
  }
  return options;
}

std::vector<std::string> read_texts(std::istream& in) {
  std::vector<std::string> texts;
  std::string line;
  while (std::getline(in, line)) {
    const Json value = Json::parse(line);
    texts.push_back(value.is_string() ? value.get<std::string>()
                                      : value.at("text").get<std::string>());
  }
  return texts;
}

// GFLOP/s of the multiply-adds that the kernels in use have; 0 for kernels without one.
double measure_peak(std::string_view kernels) {
  const auto loop = kernels == "avx512" ? &multiply_add_avx512
                    : kernels == "avx2" ? &multiply_add_avx2
                                        : nullptr;
  if (loop == nullptr) return 0;
  float sink = 0;
  double best = 0;
  for (int repeat = 0; repeat < 5; ++repeat) {
    const auto begin = Clock::now();
    const std::uint64_t operations = loop(2'000'000, &sink);
    best = std::max(best, static_cast<double>(operations) / seconds_since(begin) / 1e9);
  }
  return best;
}

struct Pass {
  double seconds = 0;
  std::uint64_t tokens = 0;
};

// The workers with their docs; each takes every threads-th batch.
class Crew {
 public:
  Crew(const std::shared_ptr<const language::Model>& model, const Options& options)
      : options_(options) {
    for (std::size_t i = 0; i < options.threads; ++i) {
      workers_.emplace_back(model, language::EngineOptions{.kernels = options.kernels});
      docs_.emplace_back(options.batch);
      tokens_.push_back(0);
    }
  }

  Pass run(const std::vector<std::string_view>& texts) {
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < workers_.size(); ++i)
      threads.emplace_back([&, i] { work(i, texts); });
    work(0, texts);
    for (std::thread& thread : threads) thread.join();
    Pass pass{seconds_since(begin), 0};
    for (const std::uint64_t tokens : tokens_) pass.tokens += tokens;
    return pass;
  }

  const language::Worker& first() const { return workers_.front(); }

 private:
  void work(std::size_t number, const std::vector<std::string_view>& texts) {
    tokens_[number] = 0;
    const std::size_t batch = options_.batch;
    for (std::size_t from = number * batch; from < texts.size(); from += workers_.size() * batch) {
      const std::size_t n = std::min(batch, texts.size() - from);
      const std::span<language::Doc> docs(docs_[number].data(), n);
      if (const Status status = workers_[number].parse(std::span(texts).subspan(from, n), docs)) {
        std::cerr << status->text() << "\n";
        std::exit(1);
      }
      for (const language::Doc& doc : docs) tokens_[number] += doc.size();
    }
  }

  const Options& options_;
  std::vector<language::Worker> workers_;
  std::vector<std::vector<language::Doc>> docs_;
  std::vector<std::uint64_t> tokens_;
};

double resident_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// What one worker did between two readings of its counters.
Json stages_of(const language::EngineCounters& before, const language::EngineCounters& after,
               double peak) {
  const auto tokens = static_cast<double>(after.tokens - before.tokens);
  const auto stage = [&](double language::EngineCounters::*field) {
    return (after.*field - before.*field) / tokens * 1e6;
  };
  const double network = after.tok2vec - before.tok2vec + after.tagger - before.tagger +
                         after.parser - before.parser + after.ner - before.ner;
  const double done = 2.0 * static_cast<double>(after.multiply_adds - before.multiply_adds);
  const double plain =
      2.0 * static_cast<double>(after.plain_multiply_adds - before.plain_multiply_adds);
  return {{"us_per_token",
           {{"tokenize", stage(&language::EngineCounters::tokenize)},
            {"tok2vec", stage(&language::EngineCounters::tok2vec)},
            {"tagger", stage(&language::EngineCounters::tagger)},
            {"parser", stage(&language::EngineCounters::parser)},
            {"rules", stage(&language::EngineCounters::rules)},
            {"ner", stage(&language::EngineCounters::ner)}}},
          {"parser_steps_per_token",
           static_cast<double>(after.parser_steps - before.parser_steps) / tokens},
          {"ner_steps_per_token", static_cast<double>(after.ner_steps - before.ner_steps) / tokens},
          {"network_gflops_done", done / network / 1e9},
          {"network_gflops_plain", plain / network / 1e9},
          {"peak_gflops", peak},
          {"share_of_peak_done", peak == 0 ? 0 : done / network / 1e9 / peak},
          {"share_of_peak_plain", peak == 0 ? 0 : plain / network / 1e9 / peak}};
}

struct Setup {
  std::shared_ptr<const language::Model> model;
  double load_seconds = 0;
};

std::optional<Setup> load(const Options& options) {
  const auto folder = language::find_model(options.model);
  if (!folder) {
    std::cerr << folder.error().text() << "\n";
    return std::nullopt;
  }
  const auto begin = Clock::now();
  auto model = language::Model::load(*folder);
  if (!model) {
    std::cerr << model.error().text() << "\n";
    return std::nullopt;
  }
  return Setup{std::move(*model), seconds_since(begin)};
}

// Microseconds of one call with one text: the first texts, after as many to warm up.
Json measure_latency(const Setup& setup, const Options& options,
                     const std::vector<std::string_view>& texts) {
  constexpr std::size_t kTexts = 1000;
  language::Worker worker(setup.model, language::EngineOptions{.kernels = options.kernels});
  language::Doc doc;
  std::vector<double> times;
  for (std::size_t i = 0; i < 2 * kTexts && i < texts.size(); ++i) {
    const auto begin = Clock::now();
    if (worker.parse({&texts[i], 1}, {&doc, 1})) continue;
    if (i >= kTexts || texts.size() <= kTexts) times.push_back(seconds_since(begin) * 1e6);
  }
  if (times.empty()) return nullptr;
  std::sort(times.begin(), times.end());
  return {{"p50", times[times.size() / 2]}, {"p99", times[times.size() * 99 / 100]}};
}

int parse_mode(const Options& options, const Setup& setup) {
  const std::vector<std::string> texts = read_texts(std::cin);
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  language::Worker worker(setup.model, language::EngineOptions{.kernels = options.kernels});
  std::vector<language::Doc> docs(options.batch);
  std::string out;
  for (std::size_t from = 0; from < views.size(); from += options.batch) {
    const std::size_t n = std::min(options.batch, views.size() - from);
    if (const Status status =
            worker.parse(std::span(views).subspan(from, n), std::span(docs).first(n))) {
      std::cerr << status->text() << "\n";
      return 1;
    }
    for (std::size_t i = 0; i < n; ++i) {
      language::write_spacy_json(out, *setup.model, docs[i], views[from + i]);
      out += '\n';
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
    out.clear();
  }
  return 0;
}

// "L-nsubj"; a move without a label is its letter alone.
Json names_of(const language::Trace& trace, std::string_view letters,
              const language::StringTable& strings) {
  Json names = Json::array();
  for (const language::Step& step : trace) {
    std::string name(1, letters[step.action]);
    if (step.label != 0) name.append("-").append(strings[step.label]);
    names.push_back(name);
  }
  return names;
}

// The stages of the worker, by hand, on one text at a time.
int trace_mode(const Options& options, const Setup& setup) {
  const language::Model::Parts& parts = setup.model->parts();
  const language::Network& network = parts.network;
  const auto kernels = language::choose_kernels(options.kernels);
  if (!kernels || !network.tok2vec || !network.parser || !network.ner || !network.ner->tok2vec) {
    std::cerr << "trace needs a model with tok2vec, parser and ner, and kernels that run here\n";
    return 1;
  }
  for (const std::string& text : read_texts(std::cin)) {
    language::TokenizerState words(parts.tokenizer, parts.lexemes, 1 << 24);
    std::vector<language::TokenRecord> tokens;
    language::tokenize(parts.tokenizer, words, text, tokens);
    std::vector<std::uint8_t> is_space(tokens.size()), starts(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i)
      is_space[i] = words.lexicon()[tokens[i].lexeme].is_space ? 1 : 0;
    const std::vector<std::uint32_t> sizes = {static_cast<std::uint32_t>(tokens.size())};
    language::Scratch scratch;
    language::Trace parser_trace, ner_trace;

    language::MixedWords mixed;
    language::TokenVectors vectors;
    vectors.compute(*network.tok2vec, **kernels, words.lexicon(), mixed, tokens, sizes, scratch);
    std::vector<std::uint32_t> heads(tokens.size());
    std::vector<language::StringId> labels(tokens.size());
    language::ParserState parser;
    parser.trace = &parser_trace;
    language::parse_text(*network.parser, **kernels, vectors.text(0), is_space, parser, heads,
                         labels, starts);

    language::MixedWords ner_mixed;
    vectors.compute(*network.ner->tok2vec, **kernels, words.lexicon(), ner_mixed, tokens, sizes,
                    scratch);
    language::EntityState entities;
    entities.trace = &ner_trace;
    language::find_entities(*network.ner, **kernels, vectors.text(0), is_space, starts, entities);
    std::cout << Json{{"parser", names_of(parser_trace, "SDLRB", parts.strings)},
                      {"ner", names_of(ner_trace, "MBILUO", parts.strings)}}
              << "\n";
  }
  return 0;
}

int speed_mode(const Options& options, const Setup& setup, bool on_request) {
  std::vector<std::string> texts;
  for (const std::string& path : options.texts) {
    std::ifstream file(path);
    for (std::string& text : read_texts(file)) texts.push_back(std::move(text));
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  Crew crew(setup.model, options);
  const Pass cold = crew.run(views);  // fills the caches
  const Json latency = measure_latency(setup, options, views);
  std::string line;
  double peak = 0;  // the best of all repeats: the machine may be busy in some
  if (on_request) std::cout << Json{{"ready", crew.first().kernels()}} << std::endl;
  for (std::size_t repeat = 0;
       on_request ? static_cast<bool>(std::getline(std::cin, line)) : repeat < options.repeats;
       ++repeat) {
    peak = std::max(peak, measure_peak(crew.first().kernels()));
    const language::EngineCounters before = crew.first().counters();
    const Pass pass = crew.run(views);
    Json result = {{"tokens", pass.tokens},
                   {"seconds", pass.seconds},
                   {"tokens_per_second", static_cast<double>(pass.tokens) / pass.seconds},
                   {"stages", stages_of(before, crew.first().counters(), peak)},
                   {"cold_tokens_per_second", static_cast<double>(cold.tokens) / cold.seconds},
                   {"latency_us", latency},
                   {"kernels", crew.first().kernels()},
                   {"load_ms", setup.load_seconds * 1000},
                   {"resident_mb", resident_megabytes()}};
    std::cout << (on_request ? result.dump() : result.dump(1)) << std::endl;
  }
  return 0;
}

int peak_mode() {
  for (const language::Kernels* kernels : language::available_kernels())
    if (const double peak = measure_peak(kernels->name); peak > 0)
      std::cout << kernels->name << ": " << peak << " GFLOP/s\n";
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  const auto options = read_options(arguments);
  if (!options) {
    std::cerr << "usage: engine_bench parse|trace|speed|serve|peak [--model NAME] [--kernels NAME] "
                 "[--threads N] "
                 "[--repeats N] [--batch N] [TEXTS]\n";
    return 2;
  }
  if (options->mode == "peak") return peak_mode();
  const auto setup = load(*options);
  if (!setup) return 1;
  if (options->mode == "parse") return parse_mode(*options, *setup);
  if (options->mode == "trace") return trace_mode(*options, *setup);
  return speed_mode(*options, *setup, options->mode == "serve");
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) { return parley::bench::run({argv + 1, argv + argc}); }
