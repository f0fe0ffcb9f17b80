// parley read INPUT...: reports into a store, or their records as JSON lines.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <thread>

#include "apps/parley/command.h"
#include "apps/parley/progress.h"
#include "apps/parley/readers.h"
#include "parley/page/outlet.h"
#include "parley/page/read.h"
#include "parley/record/json.h"
#include "parley/record/store.h"

namespace parley::app {
namespace {

struct ReadCommand {
  std::vector<std::string> inputs;
  std::string store = "parley.db";
  std::string format;  // "" store, "jsonl"
  std::string published;
  std::vector<std::string> map;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  bool no_text = false;
  bool all_readings = false;
  bool recursive = false;
  Resources resources;
};

// Where records go: lines on stdout, or the store.
class Sink {
 public:
  static Result<Sink> make(const ReadCommand& command) {
    Sink sink;
    if (command.format.empty()) {
      auto store = record::Store::open(command.store, record::Store::Mode::write);
      if (!store) return store.error();
      sink.store_ = std::make_unique<record::Store>(std::move(*store));
    }
    return sink;
  }

  Status take(const std::vector<Outcome>& outcomes) {
    if (!store_) {
      for (const Outcome& outcome : outcomes) {
        if (outcome.error) continue;
        std::fwrite(outcome.record.data(), 1, outcome.record.size(), stdout);
        std::fputc('\n', stdout);
      }
      return std::ferror(stdout) != 0
                 ? Status(Error{ErrorCode::failed, "writing to stdout failed", ""})
                 : std::nullopt;
    }
    if (Status problem = store_->begin()) return problem;
    for (const Outcome& outcome : outcomes) {
      if (outcome.error) continue;
      const auto is_new = store_->add(outcome.record);
      if (!is_new) return is_new.error();
      ++(*is_new ? added_ : known_);
    }
    return store_->commit();
  }
  std::size_t added() const { return added_; }
  std::size_t known() const { return known_; }
  bool keeps() const { return store_ != nullptr; }

 private:
  std::unique_ptr<record::Store> store_;
  std::size_t added_ = 0, known_ = 0;
};

std::string options_text(const ReadCommand& command) {
  std::string text = command.published.empty() ? "" : "published=" + command.published;
  for (const std::string& pair : command.map) text += (text.empty() ? "" : " ") + ("map:" + pair);
  if (!command.resources.knowledge.empty())
    text += (text.empty() ? "" : " ") + std::string("knowledge=own");
  return text;
}

Result<page::ReadOptions> page_options(const ReadCommand& command) {
  page::ReadOptions options;
  if (!command.published.empty()) {
    options.published = parse_day(command.published);
    if (!options.published)
      return Error{ErrorCode::usage,
                   "--published takes a day as YYYY-MM-DD, not \"" + command.published + "\"", ""};
  }
  for (const std::string& pair : command.map) {
    const std::size_t at = pair.find('=');
    if (at == std::string::npos || at == 0)
      return Error{ErrorCode::usage, "--map takes FIELD=NAME, not \"" + pair + "\"", ""};
    options.map[pair.substr(0, at)] = pair.substr(at + 1);
  }
  return options;
}

// One run of the command: from inputs by windows of articles to the sink.
class Run {
 public:
  Run(const ReadCommand& command, page::ReadOptions options, Readers readers, Sink sink)
      : command_(command),
        options_(std::move(options)),
        readers_(std::move(readers)),
        sink_(std::move(sink)) {
    options_.outlets = &outlets_;
    options_.on_bytes = [this](std::size_t count) { progress_.bytes(count); };
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  int read_all() {
    watch_for_interrupt();
    const auto on_refusal = [this](const page::Refusal& refusal) { refuse(refusal); };
    const std::vector<std::string> inputs =
        inputs_of(command_.inputs, command_.recursive, on_refusal);
    progress_.expect(inputs);
    for (const std::string& input : inputs) {
      if (interrupted() || broken_) break;
      page::read_input(
          input, options_, [this](page::Article article) { take(std::move(article)); }, on_refusal);
    }
    if (!interrupted()) flush();
    return finish();
  }

 private:
  void refuse(const page::Refusal& refusal) {
    ++refused_;
    progress_.refused(refusal.error.code);
    progress_.clear();
    Error named = refusal.error;
    if (named.where.empty()) named.where = refusal.source;
    complain(named);
  }
  void take(page::Article article) {
    if (interrupted() || broken_) return;
    window_.add(std::move(article));
    if (window_.is_full()) flush();
  }
  void flush() {
    if (window_.is_empty() || broken_) return;
    const std::vector<Outcome> outcomes = readers_.read(window_.take());
    for (const Outcome& outcome : outcomes) {
      if (outcome.error)
        refuse({outcome.source, *outcome.error});
      else
        progress_.report();
    }
    broken_ = sink_.take(outcomes);
  }
  int finish() {
    progress_.clear();
    if (broken_) return complain(*broken_), sink_.keeps() ? kStorageError : kFailure;
    if (sink_.keeps())
      std::fprintf(
          stderr, "%zu reports read into %s: %zu new, %zu already there; %zu inputs refused\n",
          progress_.reports(), command_.store.c_str(), sink_.added(), sink_.known(), refused_);
    if (interrupted()) return kInterrupted;
    return refused_ > 0 ? kSomeRefused : kAllRead;
  }

  const ReadCommand& command_;
  page::ReadOptions options_;
  page::OutletMemory outlets_;  // of this run: pages are read one after the other
  Readers readers_;
  Sink sink_;
  Window window_;
  Progress progress_;
  std::size_t refused_ = 0;
  Status broken_;
};

int run(const ReadCommand& command) {
  auto options = page_options(command);
  if (!options) return complain(options.error()), exit_code_for(options.error());
  const auto model = load_model(command.resources);
  if (!model) return complain(model.error()), kFailure;
  const auto knowledge = load_knowledge(command.resources);
  if (!knowledge) return complain(knowledge.error()), kFailure;
  if (knowledge->gazetteer_problem)
    complain(*knowledge->gazetteer_problem);  // reading goes on without it
  auto sink = Sink::make(command);
  if (!sink) return complain(sink.error()), kStorageError;

  record::Provenance provenance{PARLEY_VERSION,
                                (*model)->info().name + " " + (*model)->info().version,
                                knowledge->files.sha256(), options_text(command)};
  language::EngineOptions engine;
  engine.kernels = command.resources.kernels;
  Readers readers(*model, *knowledge, std::move(provenance),
                  {!command.no_text || sink->keeps(), command.all_readings}, command.jobs, engine);
  return Run(command, std::move(*options), std::move(readers), std::move(*sink)).read_all();
}

}  // namespace

void add_read(CLI::App& program, int& exit_code) {
  auto command = std::make_shared<ReadCommand>();
  CLI::App* read =
      program.add_subcommand("read", "Read reports into a store, or print their records");
  read->add_option("INPUT", command->inputs,
                   "Files (text, HTML, WARC, JSON lines, CSV; packed or not), or - for stdin")
      ->required();
  read->add_option("--store", command->store, "The store to add to")
      ->capture_default_str()
      ->type_name("FILE");
  read->add_option("--format", command->format,
                   "Print records instead of storing them: one JSON object a line")
      ->check(CLI::IsMember({"jsonl"}));
  read->add_option("--published", command->published, "Day of publication of pages that have none")
      ->type_name("YYYY-MM-DD");
  read->add_option("--map", command->map, "Name of a field in JSON lines or CSV, as FIELD=NAME")
      ->type_name("FIELD=NAME");
  read->add_option("--jobs", command->jobs, "Threads")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1024u));
  read->add_flag("--no-text", command->no_text, "Leave document.text out of printed records");
  read->add_flag(
      "--all-readings", command->all_readings,
      "Record also places that stand for governments or peoples, and times that date nothing");
  read->add_flag("-r,--recursive", command->recursive, "Read what is in folders too");
  add_resource_options(*read, command->resources);
  read->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace parley::app
