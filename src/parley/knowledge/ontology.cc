#include "parley/knowledge/ontology.h"

#include <algorithm>
#include <charconv>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

Status load_cameo(const Files& files, Ontology& ontology) {
  return read_tsv(files, "ontology/cameo.tsv", 6, 6, [&](const Row& row) -> Status {
    const auto goldstein = number(row[4]);
    const auto quad = number(row[5]);
    if (!goldstein || !quad) return row.error("goldstein and quad are numbers");
    CameoCode& code = ontology.cameo[std::string(row[0])];
    code.name = row[1];
    if (row[2] != "(dropped)") code.plover_type = row[2];
    for (const std::string_view part : list_of(row[3])) {
      if (part.starts_with("mode=")) code.mode = part.substr(5);
      if (part.starts_with("context=")) code.context = part.substr(8);
    }
    std::replace(code.context.begin(), code.context.end(), '+', ';');
    code.goldstein = *goldstein;
    code.quad = static_cast<int>(*quad);
    return std::nullopt;
  });
}

Status load_plover(const Files& files, Ontology& ontology) {
  return read_tsv(files, "ontology/plover.tsv", 3, 4, [&](const Row& row) -> Status {
    const auto quad = number(row[1]);
    const auto score = number(row[2]);
    if (!quad || !score) return row.error("quad and score are numbers");
    PloverType& type = ontology.plover[std::string(row[0])];
    type.quad = static_cast<int>(*quad);
    type.score = *score;
    for (const std::string_view mode : list_of(row[3])) {
      const std::size_t at = mode.find('=');
      const auto own = at == std::string_view::npos ? score : number(mode.substr(at + 1));
      if (!own) return row.error("a mode's score is a number");
      type.modes[std::string(mode.substr(0, at))] = *own;
    }
    return std::nullopt;
  });
}

}  // namespace

const CameoCode* Ontology::code(std::string_view code) const {
  for (; code.size() >= 2; code.remove_suffix(1))
    if (const auto found = cameo.find(code); found != cameo.end()) return &found->second;
  return nullptr;
}

const PloverType* Ontology::type(std::string_view type) const {
  const auto found = plover.find(type);
  return found == plover.end() ? nullptr : &found->second;
}

Result<Ontology> Ontology::load(const Files& files) {
  Ontology ontology;
  for (const auto step : {load_cameo, load_plover})
    if (Status problem = step(files, ontology)) return *problem;
  return ontology;
}

}  // namespace parley::knowledge
