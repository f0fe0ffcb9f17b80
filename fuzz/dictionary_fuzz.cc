// Dictionaries of PETRARCH and TABARI: any bytes give rows that have as many fields as their files have columns.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parley/knowledge/petrarch.h"
#include "parley/knowledge/petrarch_verbs.h"
#include "parley/text/text.h"

namespace {

using namespace parley;

struct Known {
  knowledge::ActorBook actors;
  knowledge::Ontology ontology;
  knowledge::Vocabulary vocabulary;
};

const Known& known() {
  static const Known kKnown = [] {
    const knowledge::Files files;
    return Known{std::move(*knowledge::ActorBook::load(files)),
                 std::move(*knowledge::Ontology::load(files)),
                 std::move(*knowledge::Vocabulary::load(files))};
  }();
  return kKnown;
}

void check_rows(std::string_view rows, std::ptrdiff_t tabs) {
  if (!rows.empty() && rows.back() != '\n') std::abort();
  while (!rows.empty()) {
    const std::string_view line = rows.substr(0, rows.find('\n'));
    if (std::count(line.begin(), line.end(), '\t') != tabs || line.front() == '\t') std::abort();
    rows.remove_prefix(line.size() + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (first_invalid_utf8(text)) return 0;  // the command refuses it
  const auto verbs = knowledge::import_verbs(text, known().ontology, known().vocabulary);
  check_rows(verbs.acts, 7);
  check_rows(verbs.classes, 1);
  check_rows(verbs.moves, 3);
  if (verbs.patterns_used > verbs.patterns) std::abort();
  const auto actors = knowledge::import_petrarch(text, known().actors);
  check_rows(actors.groups, 2);
  check_rows(actors.people, 5);
  check_rows(actors.roles, 2);
  return 0;
}
