#include "parley/language/network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "parley/language/string_id.h"

namespace parley::language {
namespace {

// A small pipeline with weights made by a formula, static vectors among its inputs. Python spaCy 3.8.18 with thinc 8.3
// was given the same weights by the same formula; what it answered stands below as golden numbers.
std::vector<float> made_weights(std::uint32_t seed, std::size_t n, double scale, double shift = 0) {
  std::vector<float> values(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t x = seed * 0x9E3779B1U + static_cast<std::uint32_t>(i) * 0x85EBCA6BU;
    x ^= x >> 15;
    x *= 0x2C1B3C6DU;
    x ^= x >> 12;
    x *= 0x297A2D39U;
    x ^= x >> 15;
    values[i] = static_cast<float>((x / 4294967296.0 - 0.5) * 2 * scale + shift);
  }
  return values;
}

using Shape = std::vector<std::uint32_t>;

// Adds nodes, each weight with the next seed.
class FileMaker {
 public:
  explicit FileMaker(std::uint32_t seed) : seed_(seed) {}

  ThincNode& node(const std::string& name) {
    file.nodes.push_back({});
    file.nodes.back().name = name;
    return file.nodes.back();
  }
  // The scale that keeps sums of order one, or 1 where the last dim is not summed over.
  void weight(ThincNode& at, const std::string& name, const Shape& shape, bool summed = true) {
    const double scale = summed && shape.size() > 1 ? 1.7 / std::sqrt(shape.back()) : 1;
    add(at, name, shape, scale, 0);
  }
  void maxout(std::uint32_t outputs, std::uint32_t pieces, std::uint32_t inputs) {
    ThincNode& maxout = node("maxout");
    weight(maxout, "W", {outputs, pieces, inputs});
    weight(maxout, "b", {outputs, pieces});
    ThincNode& layernorm = node("layernorm");
    add(layernorm, "G", {outputs}, 0.2, 1);
    add(layernorm, "b", {outputs}, 0.2, 0);
  }
  void embeddings(const std::vector<std::string>& columns, const std::vector<std::uint32_t>& rows) {
    ThincNode& features = node("extract_features");
    features.attributes.emplace_back("columns", columns);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      ThincNode& embed = node("hashembed");
      embed.attributes.emplace_back("column", static_cast<std::int64_t>(i));
      embed.attributes.emplace_back("seed", static_cast<std::int64_t>(8 + i));
      weight(embed, "E", {rows[i], 16}, false);
    }
  }
  void encoder() {
    node("with_array(residual(expand_window>>maxout))")
        .attributes.emplace_back("pad", std::int64_t{2});
    node("expand_window").attributes.emplace_back("window_size", std::int64_t{1});
    maxout(16, 2, 48);
    maxout(16, 2, 48);
  }
  void transitions(std::uint32_t slots, std::uint32_t classes) {
    ThincNode& lower = node("precomputable_affine");
    weight(lower, "W", {slots, 16, 2, 16});
    weight(lower, "b", {16, 2});
    weight(lower, "pad", {1, slots, 16, 2});
    for (const std::uint32_t outputs : {classes, 16U}) {
      ThincNode& linear = node("linear");
      weight(linear, "W", {outputs, 16});
      weight(linear, "b", {outputs});
    }
  }

  ThincFile file;

 private:
  void add(ThincNode& at, const std::string& name, const Shape& shape, double scale, double shift) {
    const std::size_t n =
        std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
    at.tensors.emplace_back(name, Tensor{shape, made_weights(++seed_, n, scale, shift)});
  }
  std::uint32_t seed_;
};

struct Word {
  const char* text;
  bool space_after;
};
constexpr Word kWords[] = {
    {"The", true},  {"cat", true},    {"sat", true}, {"on", true},    {"the", true},
    {"mat", false}, {".", true},      {"\n", false}, {"X", true},     {"runs", true},
    {"fast", true}, {"today", false}, {",", true},   {"and", true},   {"Rome", true},
    {"fell", true}, {"in", true},     {"the", true}, {"dark", false}, {".", false},
};
constexpr std::size_t kWordCount = std::size(kWords);

// Rows 0 7 14 19, columns 0 to 5, of doc.tensor.
constexpr std::size_t kGoldenRows[] = {0, 7, 14, 19};
constexpr double kGoldenTensor[4][6] = {
    {-0.263461, -0.03529, 2.71783, -0.03204, 0.063306, 0.067504},
    {0.023884, 2.005423, 2.038953, 1.143192, -0.319273, -3.341171},
    {-0.483656, 1.233154, 2.095051, 1.404282, 1.479994, -2.642115},
    {1.179417, 1.449016, 1.810765, -4.649446, -0.675474, -3.465659},
};
const std::vector<std::string> kGoldenTags = {"DT", "NN", "NN", "DT", "VB", "NN", "NN",
                                              "NN", "NN", "DT", "NN", "NN", "NN", "NN",
                                              "DT", "DT", "NN", "DT", "NN", "NN"};
const std::vector<std::uint32_t> kGoldenHeads = {0, 12, 8,  2,  2,  2,  2,  2,  12, 8,
                                                 8, 8,  12, 13, 13, 14, 14, 17, 19, 19};
const std::vector<std::string> kGoldenLabels = {
    "ROOT",  "nsubj", "nsubj", "relcl", "relcl", "relcl", "relcl", "relcl", "dobj", "relcl",
    "relcl", "prep",  "ROOT",  "ROOT",  "prep",  "relcl", "prep",  "ROOT",  "amod", "ROOT"};
const std::vector<std::uint8_t> kGoldenStarts = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0,
                                                 0, 0, 0, 1, 0, 0, 0, 1, 1, 0};
const std::vector<std::string> kGoldenEntities = {"0-1 PERSON",   "1-5 GPE",      "5-9 GPE",
                                                  "9-11 GPE",     "11-13 GPE",    "13-15 GPE",
                                                  "15-17 PERSON", "17-18 PERSON", "18-20 GPE"};

Vectors made_vectors() {
  const std::vector<std::string> words = {"cat", "mat", "runs", "Rome", "fell", "the"};
  const std::vector<float> values = made_weights(99, words.size() * 20, 1);
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (6, 20), }";
  header.append(118 - header.size() - 1, ' ').append("\n");
  std::string npy("\x93NUMPY\x01\x00", 8);
  npy += static_cast<char>(header.size());
  npy += '\0';
  npy += header;
  npy.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
  std::string key2row("\x86");
  for (std::size_t row = 0; row < words.size(); ++row) {
    const std::uint64_t id = string_id(words[row]);
    key2row += '\xcf';
    for (int shift = 56; shift >= 0; shift -= 8) key2row += static_cast<char>(id >> shift & 0xff);
    key2row += static_cast<char>(row);
  }
  auto vectors = Vectors::read(npy, key2row);
  EXPECT_TRUE(vectors.ok());
  return *std::move(vectors);
}

NetworkFiles made_files(const Vectors& vectors) {
  NetworkFiles files;
  files.vectors = &vectors;
  // The seeds follow the walk through Python's model: static vectors, mixer, embeddings, encoder.
  FileMaker tok2vec(100);
  tok2vec.weight(tok2vec.node("static_vectors"), "W", {16, 20});
  tok2vec.maxout(16, 3, 80);
  tok2vec.embeddings({"NORM", "PREFIX", "SHAPE", "SPACY"}, {40, 30, 20, 10});
  tok2vec.encoder();
  files.tok2vec = std::move(tok2vec.file);

  FileMaker tagger(200);
  tagger.node("tok2vec-listener");
  ThincNode& softmax = tagger.node("softmax");
  tagger.weight(softmax, "W", {3, 16});
  tagger.weight(softmax, "b", {3});
  files.tagger = std::move(tagger.file);
  files.tagger_labels = {"NN", "VB", "DT"};

  FileMaker parser(22100);
  parser.node("tok2vec-listener");
  parser.transitions(8, 9);
  files.parser = std::move(parser.file);
  files.parser_moves = {{0, ""},           {1, ""},     {2, "nsubj"}, {2, "dobj"},
                        {2, "amod||dobj"}, {3, "prep"}, {3, "dobj"},  {3, "relcl||dobj"},
                        {4, "ROOT"}};

  FileMaker ner(3600);
  ner.transitions(3, 10);
  ner.embeddings({"NORM", "SUFFIX", "SHAPE"}, {40, 30, 20});
  ner.maxout(16, 3, 48);
  ner.encoder();
  files.ner = std::move(ner.file);
  files.ner_moves = {{1, "GPE"},    {1, "PERSON"}, {2, "GPE"},    {2, "PERSON"}, {3, "GPE"},
                     {3, "PERSON"}, {4, "GPE"},    {4, "PERSON"}, {4, ""},       {5, ""}};
  return files;
}

struct Made {
  Vectors vectors = made_vectors();
  StringTable strings;
  std::optional<Network> network;
  LexemeTables tables;
  Lexicon lexicon{tables};
  std::vector<TokenRecord> tokens;
  std::vector<std::uint8_t> is_space;

  Made() {
    auto built = Network::build(made_files(vectors), strings);
    EXPECT_TRUE(built.ok()) << built.error().text();
    network.emplace(*std::move(built));
    for (const Word& word : kWords) {
      tokens.push_back({0, 0, lexicon.intern(word.text), word.space_after});
      is_space.push_back(lexicon[tokens.back().lexeme].is_space ? 1 : 0);
    }
  }
};

TEST(Network, AnswersAsPythonWithTheSameWeights) {
  Made made;
  const Network& network = *made.network;
  const std::vector<std::uint32_t> sizes = {static_cast<std::uint32_t>(kWordCount)};
  for (const Kernels* kernels : available_kernels()) {
    SCOPED_TRACE(kernels->name);
    MixedWords words, ner_words;
    TokenVectors vectors, ner_vectors;
    Scratch scratch;
    Floats space;
    vectors.compute(*network.tok2vec, *kernels, made.lexicon, words, made.tokens, sizes, scratch);
    for (std::size_t i = 0; i < std::size(kGoldenRows); ++i)
      for (std::size_t c = 0; c < 6; ++c)
        EXPECT_NEAR(vectors.text(0)[kGoldenRows[i] * 16 + c], kGoldenTensor[i][c], 5e-6);

    std::vector<StringId> tags(kWordCount), labels(kWordCount);
    std::vector<std::uint32_t> heads(kWordCount);
    std::vector<std::uint8_t> starts(kWordCount);
    tag(*network.tagger, *kernels, vectors.text(0), tags, space);
    ParserState parser;
    parse_text(*network.parser, *kernels, vectors.text(0), made.is_space, parser, heads, labels,
               starts);
    EXPECT_EQ(heads, kGoldenHeads);
    EXPECT_EQ(starts, kGoldenStarts);
    for (std::size_t i = 0; i < kWordCount; ++i) {
      EXPECT_EQ(made.strings[tags[i]], kGoldenTags[i]) << i;
      EXPECT_EQ(made.strings[labels[i]], kGoldenLabels[i]) << i;
    }

    ner_vectors.compute(*network.ner->tok2vec, *kernels, made.lexicon, ner_words, made.tokens,
                        sizes, scratch);
    EntityState entities;
    find_entities(*network.ner, *kernels, ner_vectors.text(0), made.is_space, starts, entities);
    std::vector<std::string> found;
    for (const Biluo::Entity& entity : entities.system.entities)
      found.push_back(std::to_string(entity.first) + "-" + std::to_string(entity.end) + " " +
                      std::string(made.strings[network.ner->labels[entity.label]]));
    EXPECT_EQ(found, kGoldenEntities);
  }
}

TEST(Network, GivesTheSameBitsInAnyBatch) {
  Made made;
  const Tok2Vec& net = *made.network->tok2vec;
  for (const Kernels* kernels : available_kernels()) {
    Scratch scratch;
    MixedWords warm;
    // Texts of all sizes from 0 to 20, in one batch, twice: with an empty cache of words and with a full one.
    std::vector<TokenRecord> tokens;
    std::vector<std::uint32_t> sizes;
    for (std::uint32_t size = 0; size <= kWordCount; ++size) {
      tokens.insert(tokens.end(), made.tokens.begin(), made.tokens.begin() + size);
      sizes.push_back(size);
    }
    TokenVectors batch;
    for (int round = 0; round < 2; ++round) {
      batch.compute(net, *kernels, made.lexicon, warm, tokens, sizes, scratch);
      for (const std::uint32_t size : sizes) {
        MixedWords cold;
        TokenVectors alone;
        alone.compute(net, *kernels, made.lexicon, cold, std::span(made.tokens).first(size),
                      std::span(sizes).subspan(size, 1), scratch);
        EXPECT_EQ(std::memcmp(alone.text(0), batch.text(size), size * net.width() * sizeof(float)),
                  0)
            << kernels->name << ", " << size << " tokens";
      }
    }
  }
}

// A parser that looks back farther than the window of rows gets the same scores.
TEST(StepScorer, GivesTheSameBitsForRowsComputedAgain) {
  Made made;
  const StepModel& model = made.network->parser->model;
  constexpr std::uint32_t kTokens = 700;
  const std::vector<float> vectors = made_weights(5, kTokens * 16, 1);
  for (const Kernels* kernels : available_kernels()) {
    StepScorer early, late;
    early.start(model, *kernels, vectors.data(), kTokens);
    late.start(model, *kernels, vectors.data(), kTokens);
    const std::vector<std::int32_t> slots = {40, 41, 39, 3, 2, -1, 38, 40};
    early.look_at(slots);
    late.look_at(std::vector<std::int32_t>{699, -1, 600, 3, 2, -1, 38, 40});
    late.look_at(slots);
    for (std::uint32_t c = 0; c < model.step.classes; ++c)
      EXPECT_EQ(early.score(c), late.score(c)) << kernels->name;
    EXPECT_EQ(std::memcmp(early.scores(), late.scores(), model.step.classes * sizeof(float)), 0);
  }
}

struct Fault {
  const char* what;
  void (*make)(NetworkFiles& files);
  const char* message;
};

ThincNode& find(ThincFile& file, std::string_view name, std::size_t nth = 0) {
  for (ThincNode& node : file.nodes)
    if (node.name == name && nth-- == 0) return node;
  throw std::out_of_range(std::string(name));
}

void make_subtok(NetworkFiles& files) { files.parser_moves[2].label = "subtok"; }

constexpr Fault kFaults[] = {
    {"no shared tok2vec", [](NetworkFiles& f) { f.tok2vec.reset(); },
     "tagger: needs the component tok2vec"},
    {"a tagger with its own",
     [](NetworkFiles& f) { find(*f.tagger, "tok2vec-listener").name = "list2array"; },
     "tagger: has a tok2vec of its own"},
    {"labels that do not fit", [](NetworkFiles& f) { f.tagger_labels.pop_back(); },
     "tagger: has no output layer"},
    {"no vectors", [](NetworkFiles& f) { f.vectors = nullptr; }, "tok2vec: static vectors"},
    {"another window",
     [](NetworkFiles& f) {
       find(*f.tok2vec, "expand_window").attributes[0].second = std::int64_t{2};
     },
     "tok2vec: an encoder whose window"},
    {"less padding",
     [](NetworkFiles& f) {
       find(*f.ner, "with_array(residual(expand_window>>maxout))").attributes[0].second =
           std::int64_t{1};
     },
     "ner: an encoder with less padding"},
    {"an unknown feature",
     [](NetworkFiles& f) {
       find(*f.ner, "extract_features").attributes[0].second =
           std::vector<std::string>{"NORM", "POS", "SHAPE"};
     },
     "ner: unknown feature POS"},
    {"a mixer of another width",
     [](NetworkFiles& f) { find(*f.tok2vec, "hashembed", 2).tensors[0].second.shape[1] = 8; },
     "tok2vec: a mixer"},
    {"moves of another number", [](NetworkFiles& f) { f.parser_moves.pop_back(); },
     "parser: not the moves"},
    {"moves out of order", [](NetworkFiles& f) { std::swap(f.parser_moves[3], f.parser_moves[6]); },
     "parser: moves that were added"},
    {"sub-tokens", make_subtok, "parser: label subtok"},
    {"two bars too many", [](NetworkFiles& f) { f.parser_moves[4].label = "a||b||c"; },
     "parser: label a||b||c"},
    {"an entity label without its L", [](NetworkFiles& f) { f.ner_moves[5].label = "GPE"; },
     "ner: labels without"},
    {"a parser file for the recogniser", [](NetworkFiles& f) { f.ner = f.parser; },
     "ner: a lower layer of 8 slots"},
};

TEST(Network, RefusesWhatItDoesNotKnow) {
  const Vectors vectors = made_vectors();
  for (const Fault& fault : kFaults) {
    NetworkFiles files = made_files(vectors);
    fault.make(files);
    StringTable strings;
    const auto built = Network::build(std::move(files), strings);
    ASSERT_FALSE(built.ok()) << fault.what;
    EXPECT_EQ(built.error().message.rfind(fault.message, 0), 0U)
        << fault.what << ": " << built.error().message;
  }
}

}  // namespace
}  // namespace parley::language
