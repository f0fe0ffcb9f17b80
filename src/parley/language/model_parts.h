// language/model_parts.h - everything a loaded model holds; for the engine's own files.
#pragma once

#include <memory>
#include <optional>

#include "parley/language/attribute_ruler.h"
#include "parley/language/engine.h"
#include "parley/language/lemmatizer.h"
#include "parley/language/lexeme.h"
#include "parley/language/network.h"
#include "parley/language/string_table.h"
#include "parley/language/tokenizer.h"
#include "parley/language/vectors.h"

namespace parley::language {

struct Model::Parts {
  ModelInfo info;
  StringTable strings;
  LexemeTables lexemes;
  Tokenizer tokenizer;
  Vectors vectors;                      // empty in sm
  Network network;                      // tok2vec, tagger, parser, ner: those that run
  std::optional<AttributeRuler> ruler;  // absent where the pipeline lacks it
  std::optional<Lemmatizer> lemmatizer;
};

}  // namespace parley::language
