// knowledge/knowledge.h - what the world looks like and what words do: all knowledge files, loaded
// once, immutable.
#pragma once

#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct Knowledge {
  Files files;

  // Reads every file; the first error names its file and line.
  static Result<Knowledge> load(Files files);
};

}  // namespace parley::knowledge
