#include "parley/knowledge/knowledge.h"

namespace parley::knowledge {

Result<Knowledge> Knowledge::load(Files files) {
  Knowledge knowledge;
  knowledge.files = std::move(files);
  return knowledge;
}

}  // namespace parley::knowledge
