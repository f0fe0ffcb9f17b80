// knowledge/ontology.h - what the codes are worth: CAMEO codes (ontology/cameo.tsv) and PLOVER
// types and modes (ontology/plover.tsv, which goes before it).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct CameoCode {
  std::string name;
  std::string plover_type;    // "" where PLOVER drops the code
  std::string mode, context;  // of PLOVER, where the code tells them
  double goldstein = 0;       // -10 conflict .. 10 cooperation
  int quad =
      0;  // 1 verbal cooperation 2 material cooperation 3 verbal conflict 4 material conflict
};

struct PloverType {
  int quad = 0;
  double score = 0;                                  // PLOVER's own conflict-cooperation value
  std::map<std::string, double, std::less<>> modes;  // with their own value
};

struct Ontology {
  std::map<std::string, CameoCode, std::less<>> cameo;
  std::map<std::string, PloverType, std::less<>> plover;

  // The code, or the nearest one above it ("1953" -> "195"); nullptr where none is known.
  const CameoCode* code(std::string_view code) const;
  const PloverType* type(std::string_view type) const;

  static Result<Ontology> load(const Files& files);
};

}  // namespace parley::knowledge
