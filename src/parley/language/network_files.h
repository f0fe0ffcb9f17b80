// language/network_files.h - what the model folder gives to the network side: the thinc files and
// the label lists, read and checked, in the order of the network's classes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/language/thinc_file.h"
#include "parley/language/vectors.h"

namespace parley::language {

// One class of a transition model. Numbers of the actions: parser 0 shift 1 reduce 2 left 3 right 4
// break; ner 1 begin 2 in 3 last 4 unit 5 out. "" where the action has no label.
struct Move {
  std::uint32_t action;
  std::string label;
};

// Components that the pipeline lacks or has disabled are absent.
struct NetworkFiles {
  std::optional<ThincFile> tok2vec, tagger, parser, ner, senter;
  std::vector<std::string> tagger_labels;  // class order
  std::vector<Move> parser_moves,
      ner_moves;                     // class order: action, then frequency and label falling
  const Vectors* vectors = nullptr;  // md, lg; null in sm. Lives as long as the model.
};

}  // namespace parley::language
