// Names of moves and conditions, codes and their worth, the Council.
#include <fmt/format.h>

#include <algorithm>

#include "parley/knowledge/check_report.h"
#include "parley/knowledge/ontology.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

class VocabularyCheck {
 public:
  explicit VocabularyCheck(CheckReport& report) : report_(report) {
    contexts_ = report.column("ontology/contexts.tsv");
    if (auto ontology = Ontology::load(report.files())) ontology_ = std::move(*ontology);
  }

  void run() {
    moves();
    conditions();
    codes();
    council();
    for (const std::string_view name :
         {"vocabulary/body_rules.tsv", "vocabulary/commitment.tsv", "vocabulary/concepts.tsv",
          "vocabulary/condition_graph.tsv", "vocabulary/condition_roles.tsv",
          "vocabulary/modality.tsv", "vocabulary/pledge_status.tsv", "ontology/contexts.tsv"}) {
      Once once(report_);
      report_.rows(name, [&](const Row& row) { once.first(row, std::string(row[0]), row[0]); });
    }
  }

 private:
  void cameo(const Row& row, std::string_view code) {
    if (!code.empty() && !ontology_.cameo.contains(code))
      report_.add(row, fmt::format("unknown CAMEO code {}", code));
  }

  void moves() {
    Once once(report_);
    report_.rows("vocabulary/moves.tsv", [&](const Row& row) {
      once.first(row, std::string(row[0]), row[0]);
      for (const std::string_view code : list_of(row[4])) cameo(row, code);
      const PloverType* type = ontology_.type(row[5]);
      if (!row[5].empty() && type == nullptr)
        report_.add(row, fmt::format("unknown PLOVER type {}", row[5]));
      if (type != nullptr && !row[6].empty() && !type->modes.contains(row[6]))
        report_.add(row, fmt::format("{} has no mode {}; see ontology/plover.tsv", row[5], row[6]));
      for (const std::string_view context : list_of(row[7]))
        if (!contexts_.contains(context))
          report_.add(row, fmt::format("unknown context {}; see ontology/contexts.tsv", context));
    });
    report_.rows("vocabulary/unsc_actions.tsv", [&](const Row& row) {
      once.first(row, std::string(row[0]), row[0]);
      for (const std::string_view code : list_of(row[3])) cameo(row, code);
    });
  }

  void conditions() {
    Once once(report_);
    report_.rows("vocabulary/conditions.tsv", [&](const Row& row) {
      once.first(row, std::string(row[0]), row[0]);
      for (std::size_t field = 5; field < 10; ++field) cameo(row, row[field]);
    });
  }

  void codes() {
    Once codes(report_), types(report_);
    const Names plover = report_.column("ontology/plover.tsv");
    const auto quad = [&](const Row& row, std::string_view value) {
      if (!is_one(value, {"1", "2", "3", "4"})) report_.add(row, "the quad class is 1 to 4");
    };
    report_.rows("ontology/cameo.tsv", [&](const Row& row) {
      codes.first(row, std::string(row[0]), "code " + std::string(row[0]));
      if (!is_whole(row[0]) || row[0].size() < 2 || row[0].size() > 4)
        report_.add(row, "a code has two to four digits");
      else if (row[0].size() > 2 && !ontology_.cameo.contains(row[0].substr(0, 2)))
        report_.add(row, fmt::format("the code above it, {}, is not there", row[0].substr(0, 2)));
      if (!row[2].empty() && row[2] != "(dropped)" && !plover.contains(row[2]))
        report_.add(row, fmt::format("unknown PLOVER type {}", row[2]));
      const CameoCode* code = ontology_.code(row[0]);
      const PloverType* type = ontology_.type(row[2]);
      if (code != nullptr && type != nullptr && !code->mode.empty() &&
          !type->modes.contains(code->mode))
        report_.add(row,
                    fmt::format("{} has no mode {}; see ontology/plover.tsv", row[2], code->mode));
      if (code != nullptr)
        for (const std::string_view context : list_of(code->context))
          if (!contexts_.contains(context))
            report_.add(row, fmt::format("unknown context {}; see ontology/contexts.tsv", context));
      const double worth = is_number(row[4]) ? std::stod(std::string(row[4])) : 99;
      if (worth < -10 || worth > 10) report_.add(row, "the Goldstein value is -10 to 10");
      quad(row, row[5]);
    });
    report_.rows("ontology/plover.tsv", [&](const Row& row) {
      types.first(row, std::string(row[0]), row[0]);
      quad(row, row[1]);
    });
  }

  // Five permanent members and ten elected ones, each a state, none twice.
  void council() {
    const Names states = report_.column("actors/countries.tsv");
    Once years(report_);
    report_.rows("unsc/members.tsv", [&](const Row& row) {
      years.first(row, std::string(row[0]), row[0]);
      if (!is_whole(row[0]) || row[0].size() != 4) report_.add(row, "the year is four digits");
      Names seen;
      for (const std::size_t field : {1U, 2U}) {
        const auto members = list_of(row[field]);
        const std::size_t wanted = field == 1 ? 5 : 10;
        if (members.size() != wanted)
          report_.add(row, fmt::format("{} members, expected {}", members.size(), wanted));
        for (const std::string_view member : members) {
          if (!states.contains(member)) report_.add(row, fmt::format("unknown country {}", member));
          if (!seen.emplace(member).second)
            report_.add(row, fmt::format("{} stands twice", member));
        }
      }
    });
    const Names names = report_.column("actors/countries.tsv", 1);
    report_.rows("vocabulary/body_rules.tsv", [&](const Row& row) {
      if (!is_whole(row[1]) || !is_whole(row[2]) ||
          std::stol(std::string(row[2])) > std::stol(std::string(row[1])))
        report_.add(row, "members and needed are counts, needed not more than members");
      for (const std::string_view member : list_of(row[3]))
        if (!names.contains(member)) report_.add(row, fmt::format("unknown country {}", member));
    });
  }

  CheckReport& report_;
  Names contexts_;
  Ontology ontology_;
};

}  // namespace

void check_vocabulary(CheckReport& report) { VocabularyCheck(report).run(); }

}  // namespace parley::knowledge
