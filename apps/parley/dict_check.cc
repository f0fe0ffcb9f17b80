// parley dict check: slips in the knowledge files.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "apps/parley/command.h"
#include "apps/parley/dict_command.h"
#include "parley/knowledge/check.h"

namespace parley::app {
namespace {

int run(const std::string& folder) {
  knowledge::Files files;
  if (!folder.empty()) {
    auto with_own = knowledge::Files::with_folder(folder);
    if (!with_own) return complain(with_own.error()), kFailure;
    files = std::move(*with_own);
  }
  const auto problems = knowledge::check_knowledge(files);
  for (const knowledge::Problem& problem : problems)
    std::printf("%s: %s\n", problem.where.c_str(), problem.message.c_str());
  std::fprintf(stderr, "%zu knowledge files, %zu problems\n", files.names().size(),
               problems.size());
  return problems.empty() ? kAllRead : kFailure;
}

}  // namespace

void add_dict_check(CLI::App& dict, int& exit_code) {
  auto folder = std::make_shared<std::string>();
  CLI::App* check = dict.add_subcommand(
      "check",
      "Slips in the knowledge files, each with its file and line and what to do: names twice, "
      "unknown codes, overlapping terms, circles, broken rows, files without source or licence");
  check->add_option("--knowledge", *folder, "Folder of knowledge files over the built-in ones")
      ->type_name("FOLDER");
  check->callback([folder, &exit_code] { exit_code = run(*folder); });
}

}  // namespace parley::app
