// parley read INPUT...: reports into a store, or their records as JSON lines.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <map>
#include <thread>

#include "apps/parley/command.h"
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

// Rate, counts and refusals by code on stderr, on a terminal alone.
class Progress {
 public:
  Progress() : shown_(isatty(STDERR_FILENO) != 0), start_(Clock::now()) {}

  void refused(ErrorCode code) { ++refusals_[std::string(name_of(code))]; }
  void read(std::size_t inputs_done, std::size_t inputs) {
    ++reports_;
    done_ = inputs_done;
    of_ = inputs;
    if (shown_ && Clock::now() - last_ > std::chrono::milliseconds(200)) draw();
  }
  void finish() {
    if (shown_ && last_ != Clock::time_point{}) std::fputs("\r\033[K", stderr);
  }
  std::size_t reports() const { return reports_; }
  std::string refusals() const {
    std::string text;
    for (const auto& [code, count] : refusals_)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, code);
    return text;
  }

 private:
  using Clock = std::chrono::steady_clock;
  void draw() {
    last_ = Clock::now();
    const double seconds = std::chrono::duration<double>(last_ - start_).count();
    std::string line = fmt::format("{}/{} inputs, {} reports, {:.0f}/s", done_, of_, reports_,
                                   static_cast<double>(reports_) / std::max(seconds, 1e-3));
    if (done_ > 0 && of_ > done_)
      line += fmt::format(", {:.0f} s left",
                          seconds * static_cast<double>(of_ - done_) / static_cast<double>(done_));
    if (!refusals_.empty()) line += ", refused: " + refusals();
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    std::fflush(stderr);
  }

  bool shown_;
  Clock::time_point start_, last_{};
  std::size_t reports_ = 0, done_ = 0, of_ = 0;
  std::map<std::string, std::size_t> refusals_;
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

int run(const ReadCommand& command) {
  page::OutletMemory
      outlets;  // of this run: pages are read one after the other, parsed on several threads
  auto options = page_options(command);
  if (!options) return complain(options.error()), exit_code_for(options.error());
  options->outlets = &outlets;
  const auto model = load_model(command.resources);
  if (!model) return complain(model.error()), kFailure;
  const auto knowledge = load_knowledge(command.resources);
  if (!knowledge) return complain(knowledge.error()), kFailure;
  if (knowledge->gazetteer_problem)
    complain(*knowledge->gazetteer_problem);  // reading goes on without it
  auto sink = Sink::make(command);
  if (!sink) return complain(sink.error()), kStorageError;

  const record::Provenance provenance{PARLEY_VERSION,
                                      (*model)->info().name + " " + (*model)->info().version,
                                      knowledge->files.sha256(), options_text(command)};
  language::EngineOptions engine;
  engine.kernels = command.resources.kernels;
  Readers readers(*model, *knowledge, provenance,
                  {!command.no_text || sink->keeps(), command.all_readings}, command.jobs, engine);
  Progress progress;
  watch_for_interrupt();

  std::size_t refused = 0;
  Status broken;
  const auto refuse = [&](const page::Refusal& refusal) {
    ++refused;
    progress.refused(refusal.error.code);
    progress.finish();
    Error named = refusal.error;
    if (named.where.empty()) named.where = refusal.source;
    complain(named);
  };
  Window window;
  std::size_t inputs_done = 0;
  std::vector<std::string> inputs = inputs_of(command.inputs, command.recursive, refuse);
  const auto flush = [&] {
    if (window.is_empty() || broken) return;
    const std::vector<Outcome> outcomes = readers.read(window.take());
    for (const Outcome& outcome : outcomes) {
      if (outcome.error)
        refuse({outcome.source, *outcome.error});
      else
        progress.read(inputs_done, inputs.size());
    }
    broken = sink->take(outcomes);
  };
  for (const std::string& input : inputs) {
    if (interrupted() || broken) break;
    page::read_input(
        input, *options,
        [&](page::Article article) {
          if (interrupted() || broken) return;
          window.add(std::move(article));
          if (window.is_full()) flush();
        },
        refuse);
    ++inputs_done;
  }
  if (!interrupted()) flush();
  progress.finish();
  if (broken) return complain(*broken), sink->keeps() ? kStorageError : kFailure;
  if (sink->keeps())
    std::fprintf(stderr,
                 "%zu reports read into %s: %zu new, %zu already there; %zu inputs refused\n",
                 progress.reports(), command.store.c_str(), sink->added(), sink->known(), refused);
  if (interrupted()) return kInterrupted;
  return refused > 0 ? kSomeRefused : kAllRead;
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
