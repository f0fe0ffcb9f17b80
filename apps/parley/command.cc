#include "apps/parley/command.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdio>

#include "parley/language/models.h"

namespace parley::app {
namespace {

std::atomic<bool> g_interrupted{false};

extern "C" void on_interrupt(int) {
  g_interrupted = true;
  std::signal(SIGINT, SIG_DFL);  // a second ^C ends the program at once
}

}  // namespace

void complain(const Error& error) { std::fprintf(stderr, "parley: %s\n", error.text().c_str()); }

int exit_code_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::usage:
      return kUsage;
    case ErrorCode::storage:
      return kStorageError;
    default:
      return kFailure;
  }
}

bool interrupted() { return g_interrupted; }
void watch_for_interrupt() { std::signal(SIGINT, on_interrupt); }

std::vector<std::string> inputs_of(const std::vector<std::string>& named, bool recursive,
                                   const std::function<void(const page::Refusal&)>& refuse) {
  std::vector<std::string> inputs;
  for (const std::string& name : named) {
    std::error_code problem;
    if (!recursive && std::filesystem::is_directory(name, problem)) {
      inputs.push_back(name);
      continue;
    }
    for (std::string& input : page::expand_inputs({name}, refuse))
      inputs.push_back(std::move(input));
  }
  return inputs;
}

void add_resource_options(CLI::App& command, Resources& resources) {
  command
      .add_option("--model", resources.model,
                  "Language model: a name (parley model list) or a folder")
      ->type_name("NAME|FOLDER");
  command
      .add_option("--knowledge", resources.knowledge,
                  "Folder of knowledge files that add to or replace the built-in ones")
      ->type_name("FOLDER");
  command.add_option("--kernels", resources.kernels, "Vector instructions of the language engine")
      ->check(CLI::IsMember({"auto", "base", "avx2", "avx512", "reference"}));
}

Result<std::shared_ptr<const language::Model>> load_model(const Resources& resources) {
  return language::load_model(resources.model);
}

Result<knowledge::Knowledge> load_knowledge(const Resources& resources) {
  if (resources.knowledge.empty()) return knowledge::Knowledge::load({});
  auto files = knowledge::Files::with_folder(resources.knowledge);
  if (!files) return files.error();
  return knowledge::Knowledge::load(std::move(*files));
}

}  // namespace parley::app
