// The patterns that moves are composed of, against the vocabulary.
#include <fmt/format.h>

#include "parley/knowledge/check_report.h"
#include "parley/knowledge/ontology.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

class MoveCheck {
 public:
  explicit MoveCheck(CheckReport& report) : report_(report) {
    moves_ = report.column("vocabulary/moves.tsv");
    moves_.merge(report.column("vocabulary/unsc_actions.tsv"));
    conditions_ = report.column("vocabulary/conditions.tsv");
    groups_ = report.column("vocabulary/conditions.tsv", 1);
    forces_ = report.column("lexicon/forces_composition.tsv");
    contents_ = report.column("lexicon/contents.tsv");
    classes_ = report.column("lexicon/contents_words.tsv");
    composed_ = report.column("lexicon/forces_composition.tsv", 1);
    if (auto ontology = Ontology::load(report.files())) ontology_ = std::move(*ontology);
  }

  void run() {
    patterns("lexicon/forces.tsv", [&](const Row& row) {
      // "ask" is composed as an appeal (MoveLexicon::compose).
      if (!forces_.contains(row[0]) && row[0] != "ask")
        report_.add(
            row, fmt::format(
                     "no composition for the force {}; add one to lexicon/forces_composition.tsv",
                     row[0]));
    });
    patterns("lexicon/contents.tsv", [&](const Row& row) {
      if (!conditions_.contains(row[0]) && !composed_.contains(row[0]))
        report_.add(
            row, fmt::format(
                     "{} is no condition of vocabulary/conditions.tsv and no composition knows it",
                     row[0]));
    });
    patterns("lexicon/forces_acts.tsv", [&](const Row& row) {
      if (!moves_.contains(row[0]))
        report_.add(row, fmt::format("unknown move {}; see vocabulary/moves.tsv", row[0]));
    });
    compositions();
    classes();
  }

 private:
  void patterns(std::string_view name, const std::function<void(const Row&)>& check) {
    Once once(report_);
    report_.rows(name, [&](const Row& row) {
      check(row);
      if (!is_one(row[1], {"v", "n", "a"})) report_.add(row, "the part of speech is v, n or a");
      for (const std::string_view lemma : list_of(row[2]))
        once.first(row, fmt::format("{}/{}/{}/{}", row[0], lemma, row[1], row[3]),
                   fmt::format("{} for {}", lemma, row[0]));
      for (const std::string_view term : split(row[3], ' '))
        for (const std::string_view word : split(term.substr(term.find('=') + 1), '|'))
          if (word.starts_with('@') && !classes_.contains(word.substr(1)))
            report_.add(row, fmt::format("no class {} in lexicon/contents_words.tsv", word));
    });
  }

  void compositions() {
    Once once(report_);
    const Names forces = report_.column("lexicon/forces.tsv");
    report_.rows("lexicon/forces_composition.tsv", [&](const Row& row) {
      once.first(row, fmt::format("{} x {}", row[0], row[1]),
                 fmt::format("{} x {}", row[0], row[1]));
      const std::string_view content = row[1];
      const bool group = content.starts_with("group:");
      if (group ? !groups_.contains(content.substr(6))
                : content != "*" && !contents_.contains(content) && !conditions_.contains(content))
        report_.add(
            row, fmt::format("unknown content {}: a line of lexicon/contents.tsv, group:NAME or *",
                             content));
      if (!row[2].empty() && row[2] != "-" && !moves_.contains(row[2]))
        report_.add(row, fmt::format("unknown move {}; see vocabulary/moves.tsv", row[2]));
      if (!is_one(row[3], {"", "-", "a", "d", "p", "k", "r"}) && !ontology_.cameo.contains(row[3]))
        report_.add(row, fmt::format("unknown CAMEO code {}: a code, or a d p k r", row[3]));
    });
  }

  void classes() {
    Names above;
    report_.rows("lexicon/contents_words.tsv", [&](const Row& row) {
      Names words;
      for (const std::string_view word : list_of(row[1])) {
        if (!words.emplace(word).second)
          report_.add(row, fmt::format("{} stands twice in {}", word, row[0]));
        if (word.starts_with('@') && !above.contains(word.substr(1)))
          report_.add(row, fmt::format("{} is no class above this line", word));
      }
      above.emplace(row[0]);
    });
  }

  CheckReport& report_;
  Names moves_, conditions_, groups_, forces_, contents_, classes_, composed_;
  Ontology ontology_;
};

}  // namespace

void check_moves(CheckReport& report) { MoveCheck(report).run(); }

}  // namespace parley::knowledge
