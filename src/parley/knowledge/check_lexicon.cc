// Acts, what governs them, and the classes of words that they ask for.
#include <fmt/format.h>

#include <algorithm>

#include "parley/knowledge/check_report.h"
#include "parley/knowledge/lexicon.h"
#include "parley/knowledge/ontology.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

class LexiconCheck {
 public:
  explicit LexiconCheck(CheckReport& report) : report_(report) {
    for (const std::string_view one : report.column("ontology/contexts.tsv"))
      contexts_.emplace(one);
    if (auto ontology = Ontology::load(report.files())) ontology_ = std::move(*ontology);
    report.rows("lexicon/classes.tsv", [&](const Row& row) { classes_.emplace(row[0]); });
  }

  void run() {
    report_.rows("lexicon/acts.tsv", [&](const Row& row) { act(row); });
    classes();
    governors();
  }

 private:
  void act(const Row& row) {
    const bool is_act = row[2] != "-";
    const PloverType* type = ontology_.type(row[2]);
    if (is_act && type == nullptr)
      report_.add(row,
                  fmt::format("unknown type {}; the types stand in ontology/plover.tsv", row[2]));
    if (type != nullptr && !row[3].empty() && !type->modes.contains(row[3]))
      report_.add(row, fmt::format("{} has no mode {}; see ontology/plover.tsv", row[2], row[3]));
    if (!row[4].empty() && !ontology_.cameo.contains(row[4]))
      report_.add(row, fmt::format("unknown CAMEO code {}", row[4]));
    for (const std::string_view context : list_of(row[5]))
      if (!contexts_.contains(context))
        report_.add(row, fmt::format("unknown context {}; see ontology/contexts.tsv", context));
    if (!is_one(row[1], {"v", "n", "a"})) report_.add(row, "the word is v, n or a");
    needs(row);
    reachable(row);
  }

  // Classes that the frame asks for.
  void needs(const Row& row) {
    for (const std::string_view term : split(row[6], ' '))
      for (std::string_view part : split(term, '|')) {
        const std::size_t at = part.find('@');
        if (at == part.npos) continue;
        const std::string_view name = part.substr(at);
        if (!classes_.contains(name))
          report_.add(row, fmt::format("no class {} in lexicon/classes.tsv", name));
      }
  }

  static bool asks_nothing(std::string_view frame) {
    for (const std::string_view term : split(frame, ' '))
      if (!term.empty() && !term.starts_with("A:") && !term.starts_with("R:") &&
          !term.starts_with("P:") && term != "recipient" && term != "actor")
        return false;
    return true;
  }

  // The terms of the frame that a clause must fulfil, in one order.
  static std::string asked(std::string_view frame) {
    std::vector<std::string_view> terms;
    for (const std::string_view term : split(frame, ' '))
      if (!term.empty() && !term.starts_with("A:") && !term.starts_with("R:") &&
          !term.starts_with("P:"))
        terms.push_back(term);
    std::sort(terms.begin(), terms.end());
    return fmt::format("{}", fmt::join(terms, " "));
  }

  // The first reading whose needs hold is taken: one behind a reading without needs never is.
  void reachable(const Row& row) {
    for (const std::string_view form : list_of(row[0])) {
      const std::string name = fmt::format("{}/{}", form, row[1]);
      // A user's additions stand before ours, which they may well replace.
      const std::string key = (row.file.ends_with(".add.tsv") ? "+" : "") + name;
      for (const auto& [frame, where] : readings_[key])
        if (asks_nothing(frame) || asked(frame) == asked(row[6])) {
          report_.add(
              row,
              fmt::format(
                  "{} is never read: {} before it takes every clause; put it above, or give {} "
                  "needs",
                  name, where, where));
          break;
        }
      readings_[key].emplace_back(std::string(row[6]), row.where());
    }
  }

  void classes() {
    Names above;
    report_.rows("lexicon/classes.tsv", [&](const Row& row) {
      if (!row[0].starts_with('@')) report_.add(row, "a class begins with @");
      std::set<std::string_view> words;
      for (const std::string_view word : list_of(row[1])) {
        if (!words.insert(word).second)
          report_.add(row, fmt::format("{} stands twice in {}", word, row[0]));
        if (word.starts_with('@') && !above.contains(word))
          report_.add(
              row,
              fmt::format("{} is no class above this line: a class is built of those before it, "
                          "so that none holds itself",
                          word));
      }
      above.emplace(row[0]);
    });
  }

  // A word that says two things of the same kind of complement.
  void governors() {
    std::map<std::string, std::string> seen;
    report_.rows("lexicon/embedding.tsv", [&](const Row& row) {
      for (const std::string_view form : list_of(row[0]))
        for (const char scope : row[2]) {
          const auto [place, fresh] =
              seen.emplace(fmt::format("{}:{}:{}", row[1], form, scope), row.where());
          if (!fresh)
            report_.add(row,
                        fmt::format("{} has scope {} already at {}", form, scope, place->second));
        }
    });
    Once light(report_);
    report_.rows("lexicon/light_verbs.tsv", [&](const Row& row) {
      for (const std::string_view form : list_of(row[0])) light.first(row, std::string(form), form);
    });
  }

  CheckReport& report_;
  Names contexts_, classes_;
  Ontology ontology_;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> readings_;
};

}  // namespace

void check_lexicon(CheckReport& report) { LexiconCheck(report).run(); }

}  // namespace parley::knowledge
