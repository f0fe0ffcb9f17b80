// apps/parley/command.h - what the commands of the program share: exit codes, messages, where
// resources are. Data goes to stdout, messages to stderr.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/knowledge/knowledge.h"
#include "parley/language/engine.h"
#include "parley/page/read.h"

namespace CLI {
class App;
}

namespace parley::app {

enum ExitCode : int {
  kAllRead = 0,
  kFailure = 1,
  kUsage = 2,
  kSomeRefused = 3,
  kStorageError = 4,
  kInterrupted = 130
};

// "parley: actors.tsv:12: bad_format: ..." on stderr.
void complain(const Error& error);
// The exit code that stands for an error outside of reading.
int exit_code_for(const Error& error);

// True once the user has pressed ^C; the commands stop at the next report.
bool interrupted();
void watch_for_interrupt();

// The inputs with patterns spread out, and folders by what is in them where `recursive`; a folder is else left for
// the reader to refuse, since one named by mistake would have everything in it read.
std::vector<std::string> inputs_of(const std::vector<std::string>& named, bool recursive,
                                   const std::function<void(const page::Refusal&)>& refuse);

// Options that several commands take.
struct Resources {
  std::string model;      // name or folder; empty: the default model
  std::string knowledge;  // folder over the built-in files
  std::string kernels = "auto";
};
void add_resource_options(CLI::App& command, Resources& resources);
Result<std::shared_ptr<const language::Model>> load_model(const Resources& resources);
Result<knowledge::Knowledge> load_knowledge(const Resources& resources);

// --- the commands; each adds itself and writes its exit code where told
// -------------------------------------------
void add_read(CLI::App& program, int& exit_code);
void add_talks(CLI::App& program, int& exit_code);
void add_views(CLI::App& program, int& exit_code);
void add_show(CLI::App& program, int& exit_code);
void add_parse(CLI::App& program, int& exit_code);
void add_model(CLI::App& program, int& exit_code);
void add_dict(CLI::App& program, int& exit_code);

}  // namespace parley::app
