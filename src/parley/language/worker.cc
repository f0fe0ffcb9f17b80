// The worker: texts -> tokens -> network -> rules -> Docs, in the stock pipeline's order (tok2vec, tagger, parser,
// attribute_ruler, lemmatizer, ner).
#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "parley/base/limits.h"
#include "parley/language/engine.h"
#include "parley/language/kernels.h"
#include "parley/language/model_parts.h"
#include "parley/language/network.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

// Tokens that go through the network together: enough rows to stream the weights once for many, few enough for their
// activations to stay in the cache.
constexpr std::size_t kBatchTokens = 1024;

// Buffers of a batch with more tokens (one huge text) are given back after it: 800 bytes a token.
constexpr std::size_t kKeptTokens = 64 * kBatchTokens;

bool too_long(std::string_view text) {
  if (text.size() <= kMaxParseCodePoints) return false;
  const auto continued =
      static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
      }));
  return text.size() - continued > kMaxParseCodePoints;
}

// Adds the seconds since its construction, or since the last lap.
class StopWatch {
 public:
  void lap(double& total) {
    const auto now = std::chrono::steady_clock::now();
    total += std::chrono::duration<double>(now - begin_).count();
    begin_ = now;
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace

struct Worker::State {
  State(std::shared_ptr<const Model> shared, const EngineOptions& options)
      : model(std::move(shared)),
        cache_bytes(options.cache_bytes),
        tokenizer(model->parts().tokenizer, model->parts().lexemes, options.cache_bytes / 4),
        lemmatizer(options.cache_bytes / 4) {
    const auto chosen = choose_kernels(options.kernels);
    if (chosen)
      kernels = *chosen;
    else
      refusal = chosen.error();
  }

  void tokenize_text(std::string_view text);
  void run_batch(std::span<Doc> docs);
  void forget_when_full();
  std::span<const TokenRecord> tokens_of(std::size_t text) const {
    return {tokens.data() + offsets[text], offsets[text + 1] - offsets[text]};
  }
  std::span<const std::uint8_t> is_space_of(std::size_t text) const {
    return {is_space.data() + offsets[text], offsets[text + 1] - offsets[text]};
  }

  void run_tagger_and_parser(std::span<Doc> docs, StopWatch& watch);
  void run_senter(std::span<Doc> docs);
  void run_rules(std::span<Doc> docs);
  void run_ner(std::span<Doc> docs);
  void write_entities(const EntityNet& net, Doc& doc) const;
  void count_work();

  std::shared_ptr<const Model> model;
  std::size_t cache_bytes;
  const Kernels* kernels = nullptr;
  std::optional<Error> refusal;
  TokenizerState tokenizer;
  std::uint32_t generation = 0;
  MixedWords shared_words, ner_words, senter_words;
  // Of the shared tok2vec, then of the recogniser's own: one buffer for both, since the parser is done by then.
  TokenVectors vectors, senter_vectors;
  ParserState parser;
  EntityState entities;
  RulerState ruler;
  LemmatizerState lemmatizer;
  Scratch scratch;
  Floats output_space;
  EngineCounters counters;

  // The batch: all texts' tokens one after the other.
  std::vector<TokenRecord> tokens;
  std::vector<std::uint8_t> is_space;
  std::vector<std::size_t> offsets = {0};  // of each text's first token, and the end
  std::vector<std::uint32_t> sizes;
};

void Worker::State::tokenize_text(std::string_view text) {
  tokenize(model->parts().tokenizer, tokenizer, text, tokens);
  sizes.push_back(static_cast<std::uint32_t>(tokens.size() - offsets.back()));
  offsets.push_back(tokens.size());
}

void Worker::State::run_batch(std::span<Doc> docs) {
  StopWatch watch;
  const Lexicon& lexicon = tokenizer.lexicon();
  for (std::size_t i = is_space.size(); i < tokens.size(); ++i)
    is_space.push_back(lexicon[tokens[i].lexeme].is_space ? 1 : 0);
  for (std::size_t text = 0; text < docs.size(); ++text) start_doc(docs[text], tokens_of(text));
  watch.lap(counters.tokenize);
  const Network& network = model->parts().network;
  if (network.tok2vec) {
    vectors.compute(*network.tok2vec, *kernels, lexicon, shared_words, tokens, sizes, scratch);
    watch.lap(counters.tok2vec);
    run_tagger_and_parser(docs, watch);
  }
  if (!network.parser) run_senter(docs);
  run_rules(docs);
  watch.lap(counters.rules);
  if (network.ner) run_ner(docs);
  watch.lap(counters.ner);
  counters.texts += docs.size();
  counters.tokens += tokens.size();
  count_work();
  if (tokens.size() > kKeptTokens) {
    vectors = TokenVectors();
    senter_vectors = TokenVectors();
  }
  tokens.clear();
  is_space.clear();
  offsets.assign(1, 0);
  sizes.clear();
}

void Worker::State::run_tagger_and_parser(std::span<Doc> docs, StopWatch& watch) {
  const Network& network = model->parts().network;
  if (network.tagger) {
    for (std::size_t text = 0; text < docs.size(); ++text)
      tag(*network.tagger, *kernels, vectors.text(text), docs[text].tag, output_space);
    watch.lap(counters.tagger);
  }
  if (!network.parser) return;
  for (std::size_t text = 0; text < docs.size(); ++text) {
    Doc& doc = docs[text];
    parse_text(*network.parser, *kernels, vectors.text(text), is_space_of(text), parser, doc.head,
               doc.dep, doc.sent_start);
  }
  watch.lap(counters.parser);
}

// Without parser and senter a text is one sentence.
void Worker::State::run_senter(std::span<Doc> docs) {
  const Network& network = model->parts().network;
  if (!network.senter) {
    for (Doc& doc : docs)
      if (doc.size() != 0) doc.sent_start[0] = 1;
    return;
  }
  senter_vectors.compute(network.senter->tok2vec, *kernels, tokenizer.lexicon(), senter_words,
                         tokens, sizes, scratch);
  for (std::size_t text = 0; text < docs.size(); ++text)
    find_sentences(*network.senter, *kernels, senter_vectors.text(text), docs[text].sent_start,
                   output_space);
}

void Worker::State::run_rules(std::span<Doc> docs) {
  const Model::Parts& parts = model->parts();
  for (std::size_t text = 0; text < docs.size(); ++text) {
    if (parts.ruler) apply_ruler(*parts.ruler, ruler, tokenizer, tokens_of(text), docs[text]);
    if (parts.lemmatizer)
      lemmatize(*parts.lemmatizer, lemmatizer, parts.strings, tokenizer, tokens_of(text),
                docs[text]);
  }
}

void Worker::State::run_ner(std::span<Doc> docs) {
  const EntityNet& net = *model->parts().network.ner;
  if (net.tok2vec)
    vectors.compute(*net.tok2vec, *kernels, tokenizer.lexicon(), ner_words, tokens, sizes, scratch);
  for (std::size_t text = 0; text < docs.size(); ++text) {
    find_entities(net, *kernels, vectors.text(text), is_space_of(text), docs[text].sent_start,
                  entities);
    write_entities(net, docs[text]);
  }
}

void Worker::State::write_entities(const EntityNet& net, Doc& doc) const {
  for (const Biluo::Entity& entity : entities.system.entities)
    for (std::uint32_t i = entity.first; i < entity.end; ++i) {
      doc.ent_iob[i] = i == entity.first ? 'B' : 'I';
      doc.ent_type[i] = net.labels[entity.label];
    }
}

void Worker::State::count_work() {
  const std::uint64_t encoder =
      std::exchange(vectors.multiply_adds, 0) + std::exchange(senter_vectors.multiply_adds, 0);
  std::uint64_t others = 0;
  if (model->parts().network.tagger)
    others += tokens.size() * model->parts().network.tagger->output.packed.size();
  for (MixedWords* words : {&shared_words, &ner_words, &senter_words})
    others += std::exchange(words->multiply_adds, 0);
  for (StepScorer* scorer : {&parser.scorer, &entities.scorer})
    others += std::exchange(scorer->multiply_adds, 0);
  counters.parser_steps += std::exchange(parser.scorer.steps, 0);
  counters.ner_steps += std::exchange(entities.scorer.steps, 0);
  counters.multiply_adds += encoder + others;
  counters.plain_multiply_adds += 2 * encoder + others;
}

void Worker::State::forget_when_full() {
  tokenizer.clear_when_full();
  const bool renumbered = tokenizer.generation() != generation;
  generation = tokenizer.generation();
  const std::size_t held = shared_words.bytes() + ner_words.bytes() + senter_words.bytes();
  if (!renumbered && held <= cache_bytes / 2) return;
  shared_words.clear();
  ner_words.clear();
  senter_words.clear();
}

Worker::Worker(std::shared_ptr<const Model> model, const EngineOptions& options)
    : state_(std::make_unique<State>(std::move(model), options)) {}
Worker::~Worker() = default;
Worker::Worker(Worker&&) noexcept = default;
Worker& Worker::operator=(Worker&&) noexcept = default;

const Model& Worker::model() const { return *state_->model; }
std::string_view Worker::kernels() const {
  return state_->kernels == nullptr ? "" : state_->kernels->name;
}
const EngineCounters& Worker::counters() const { return state_->counters; }

Status Worker::parse(std::span<const std::string_view> texts, std::span<Doc> docs) {
  State& state = *state_;
  if (state.refusal) return state.refusal;
  if (texts.size() != docs.size())
    return Error{ErrorCode::usage, "as many docs as texts are needed", ""};
  for (const std::string_view text : texts) {
    if (too_long(text))
      return Error{
          ErrorCode::too_large,
          "a text of more than " + std::to_string(kMaxParseCodePoints) + " code points; split it",
          ""};
    // The patterns' engine is told not to look again.
    if (const auto at = first_invalid_utf8(text))
      return Error{ErrorCode::invalid_utf8, "byte " + std::to_string(*at) + " is not UTF-8", ""};
  }
  std::size_t first = 0;
  StopWatch watch;
  for (std::size_t text = 0; text < texts.size(); ++text) {
    state.tokenize_text(texts[text]);
    if (state.tokens.size() < kBatchTokens && text + 1 < texts.size()) continue;
    watch.lap(state.counters.tokenize);
    state.run_batch(docs.subspan(first, text + 1 - first));
    state.forget_when_full();
    first = text + 1;
    watch = StopWatch();
  }
  return std::nullopt;
}

}  // namespace parley::language
