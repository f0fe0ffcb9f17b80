// language/network.h - the trained components of a pipeline: tok2vec, tagger, parser, entity recogniser, sentence finder.
// The weights are constant after build and shared by all threads; what a thread needs stands in NetworkState.
// Source: spacy/pipeline/{tok2vec.py,tagger.pyx,dep_parser.pyx,ner.pyx,senter.pyx,transition_parser.pyx} (3.8), greedy.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/arc_eager.h"
#include "parley/language/biluo.h"
#include "parley/language/kernels.h"
#include "parley/language/network_files.h"
#include "parley/language/step_model.h"
#include "parley/language/string_table.h"
#include "parley/language/tok2vec.h"
#include "parley/language/tree.h"

namespace parley::language {

struct TaggerNet {
  LinearLayer output;
  std::vector<StringId> tags;  // by class
};

struct ParserNet {
  StepModel model;
  // Classes are numbered shift, reduce, the left arcs, the right arcs, break, as the file's order gives them.
  std::uint32_t first_arc = 0, first_right = 0, break_class = 0;
  std::vector<StringId> labels;  // by class
  StringId root = 0;             // "ROOT"
  DecoratedLabels decorated;
};

struct EntityNet {
  std::optional<Tok2Vec> tok2vec;  // its own; absent: the shared one
  StepModel model;                 // step.upper has the classes of `closed`
  struct Choice {
    Biluo::Action action;
    std::uint32_t label;  // index into `labels`
  };
  std::vector<Choice> closed;  // what can be chosen outside entities, by column of the upper layer
  std::uint32_t begins = 0;  // of them, the first ones that begin an entity; the last one is "out"
  std::vector<StringId> labels;
  std::vector<std::uint32_t> in_class, last_class;  // by label: the file's classes
};

struct SenterNet {
  Tok2Vec tok2vec;
  LinearLayer output;  // class 1: starts a sentence
};

struct Network {
  std::optional<Tok2Vec> tok2vec;
  std::optional<TaggerNet> tagger;
  std::optional<ParserNet> parser;
  std::optional<EntityNet> ner;
  std::optional<SenterNet>
      senter;  // only where there is no parser: it never changes a parser's sentences

  // Errors: bad_format or unsupported; the message begins with the component's name.
  static Result<Network> build(NetworkFiles files, StringTable& strings);
};

// Tags of a text from its rows of the shared tok2vec.
void tag(const TaggerNet& net, const Kernels& kernels, const float* vectors,
         std::span<StringId> tags, Floats& space);

// The actions that were taken on a text, for whom wants to know where two engines part (bench/engine_bench trace).
struct Step {
  std::uint8_t action;
  StringId label;
};
using Trace = std::vector<Step>;

// Heads (own index: root), labels and sentence starts of a text.
struct ParserState {
  StepScorer scorer;
  ArcEager system;
  TreeEdges edges;
  Trace* trace = nullptr;  // steps are added where it is set
};
void parse_text(const ParserNet& net, const Kernels& kernels, const float* vectors,
                std::span<const std::uint8_t> is_space, ParserState& state,
                std::span<std::uint32_t> heads, std::span<StringId> labels,
                std::span<std::uint8_t> starts);

// Entities of a text; label numbers index net.labels.
struct EntityState {
  StepScorer scorer;
  Biluo system;
  Trace* trace = nullptr;
};
void find_entities(const EntityNet& net, const Kernels& kernels, const float* vectors,
                   std::span<const std::uint8_t> is_space, std::span<const std::uint8_t> starts,
                   EntityState& state);

// Sentence starts from the rows of the senter's tok2vec; the first token always starts one.
void find_sentences(const SenterNet& net, const Kernels& kernels, const float* vectors,
                    std::span<std::uint8_t> starts, Floats& space);

}  // namespace parley::language
