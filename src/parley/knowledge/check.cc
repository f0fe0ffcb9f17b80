#include "parley/knowledge/check.h"

#include <algorithm>

#include "parley/knowledge/check_report.h"
#include "parley/knowledge/knowledge.h"

namespace parley::knowledge {
namespace {

// What the loaders themselves refuse: the first line that stops each, where no check has named it.
template <class Book>
void load(CheckReport& report, Result<Book> (*loader)(const Files&)) {
  if (const auto book = loader(report.files()); !book)
    report.add(book.error().where, book.error().message);
}

// "actors/people.tsv:120" -> file and line, so that 9 comes before 10.
std::pair<std::string, long> place_of(const Problem& problem) {
  const std::size_t colon = problem.where.rfind(':');
  if (colon == std::string::npos) return {problem.where, 0};
  return {problem.where.substr(0, colon), std::atol(problem.where.c_str() + colon + 1)};
}

}  // namespace

std::vector<Problem> check_knowledge(const Files& files) {
  CheckReport report(files);
  check_every_file(report);
  check_actors(report);
  check_people(report);
  check_places(report);
  check_lexicon(report);
  check_moves(report);
  check_vocabulary(report);
  check_words(report);
  check_landmarks(report);
  load(report, ActorBook::load);
  load(report, Calendar::load);
  load(report, Landmarks::load);
  load(report, PlaceTables::load);
  load(report, TollBook::load);
  load(report, load_cues);
  load(report, Lexicon::load);
  load(report, Ontology::load);
  load(report, MoveLexicon::load);
  load(report, Vocabulary::load);
  return report.take();
}

std::vector<Problem> CheckReport::take() {
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const Problem& a, const Problem& b) { return place_of(a) < place_of(b); });
  // A slip that a check names and the loader too is one.
  std::vector<Problem> unique;
  for (Problem& problem : problems_) {
    const bool known = std::any_of(unique.begin(), unique.end(), [&](const Problem& other) {
      return other.where == problem.where && other.message == problem.message;
    });
    if (!known) unique.push_back(std::move(problem));
  }
  return unique;
}

}  // namespace parley::knowledge
