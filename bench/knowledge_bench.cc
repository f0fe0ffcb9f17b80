// bench/knowledge_bench.cc - what the knowledge costs: its load, its bytes, and the layer that uses most of it.
//   knowledge_bench [--repeats N] [--check] [TEXTS...]
// Prints JSON: load_ms by part (median, smallest), bytes of the compiled-in files and of the gazetteer, entries; with TEXTS
// (reports, or folders of .txt) words a second of the mention layer alone (times, places, actors), parses made before.
// --check: the times of one check of all files instead. A wrong answer stops it: every repeat must find the same.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "parley/knowledge/check.h"
#include "parley/knowledge/knowledge.h"
#include "parley/language/models.h"
#include "parley/mention/find.h"
#include "parley/page/read.h"
#include "parley/record/reading.h"

namespace parley::bench {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// The median and the smallest of `repeats` runs, in milliseconds.
template <class Work>
Json timed(int repeats, const Work& work) {
  std::vector<double> times;
  for (int i = 0; i < repeats; ++i) {
    const auto begin = Clock::now();
    work();
    times.push_back(milliseconds_since(begin));
  }
  std::sort(times.begin(), times.end());
  return {{"median", times[times.size() / 2]}, {"least", times.front()}};
}

Json load_times(int repeats) {
  using namespace knowledge;
  Json parts;
  const Files files;
  const auto part = [&](const char* name, auto loader) {
    parts[name] = timed(repeats, [&] { (void)loader(files); });
  };
  parts["all"] = timed(repeats, [] { (void)Knowledge::load({}); });
  part("actors", ActorBook::load);
  part("calendar", Calendar::load);
  part("places", PlaceTables::load);
  part("tolls", TollBook::load);
  part("cues", load_cues);
  part("lexicon", Lexicon::load);
  part("ontology", Ontology::load);
  part("moves", MoveLexicon::load);
  part("vocabulary", Vocabulary::load);
  parts["gazetteer"] = timed(repeats, [] { (void)Gazetteer::open(Gazetteer::default_file()); });
  return parts;
}

Json sizes(const knowledge::Knowledge& known) {
  std::size_t bytes = 0;
  for (const knowledge::File& file : knowledge::built_in_files()) bytes += file.text.size();
  std::error_code problem;
  const auto gazetteer = std::filesystem::file_size(knowledge::Gazetteer::default_file(), problem);
  return {{"files", knowledge::built_in_files().size()},
          {"bytes", bytes},
          {"gazetteer_bytes", problem ? 0 : gazetteer},
          {"gazetteer_entries", known.gazetteer.entries().size()},
          {"actors", known.actors.entries().size()},
          {"acts", known.lexicon.acts.size()}};
}

std::size_t found_in(const mention::Mentions& mentions) {
  std::size_t count = mentions.places.size() + mentions.times.size();
  for (const mention::Actor& actor : mentions.actors) count += actor.mentions.size();
  return count;
}

// Words a second of find_mentions over reports that are already parsed.
Json mention_speed(const knowledge::Knowledge& known, const std::vector<std::string>& texts,
                   int repeats) {
  const auto model = language::load_model("");
  if (!model) return {{"error", model.error().text()}};
  language::Worker worker(*model);
  std::vector<std::unique_ptr<record::Reading>> readings;
  for (const std::string& text : page::expand_inputs(texts, [](const page::Refusal&) {}))
    page::read_input(
        text, {},
        [&](page::Article article) {
          if (auto reading = record::read_report(std::move(article), worker, known))
            readings.push_back(std::move(*reading));
        },
        [](const page::Refusal&) {});
  std::size_t words = 0, expected = 0, found = 0;
  for (const auto& reading : readings) words += reading->parse.tokens.size();
  const auto pass = [&] {
    found = 0;
    for (const auto& reading : readings)
      found += found_in(mention::find_mentions({reading->article, reading->parse, known}));
  };
  pass();  // caches
  expected = found;
  const Json time = timed(repeats, [&] {
    pass();
    if (found != expected) std::abort();  // the time of a wrong answer is no result
  });
  const double seconds = time["median"].get<double>() / 1000;
  return {{"reports", readings.size()},
          {"words", words},
          {"mentions", expected},
          {"ms", time},
          {"words_per_second", seconds > 0 ? static_cast<double>(words) / seconds : 0}};
}

int run(const std::vector<std::string>& arguments) {
  int repeats = 11;
  bool check = false;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--repeats" && i + 1 < arguments.size())
      repeats = std::max(1, std::atoi(arguments[++i].c_str()));
    else if (arguments[i] == "--check")
      check = true;
    else
      texts.push_back(arguments[i]);
  }
  const auto known = knowledge::Knowledge::load({});
  if (!known) {
    std::fprintf(stderr, "%s\n", known.error().text().c_str());
    return 1;
  }
  Json out = {{"load_ms", load_times(repeats)}, {"sizes", sizes(*known)}};
  if (check) out["check_ms"] = timed(repeats, [] { (void)knowledge::check_knowledge({}); });
  if (!texts.empty()) out["mention"] = mention_speed(*known, texts, repeats);
  std::printf("%s\n", out.dump(1).c_str());
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) { return parley::bench::run({argv + 1, argv + argc}); }
