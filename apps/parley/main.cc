// The program: parley COMMAND ...; see `parley --help`.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "apps/parley/command.h"

namespace {

int run(int argc, char** argv) {
  CLI::App program{
      "parley reads news reports about a conflict and keeps the record: who met, offered, "
      "demanded, accepted, refused, "
      "voted, fought and died, by whose account, down to the words that say so."};
  program.name("parley");
  program.set_version_flag("--version", "parley " PARLEY_VERSION);
  program.require_subcommand(1);
  program.footer(
      "Exit codes: 0 all read; 1 failure; 2 usage; 3 some inputs refused; 4 storage; 130 "
      "interrupted.");
  int exit_code = parley::app::kAllRead;
  parley::app::add_read(program, exit_code);
  parley::app::add_talks(program, exit_code);
  parley::app::add_views(program, exit_code);
  parley::app::add_show(program, exit_code);
  parley::app::add_parse(program, exit_code);
  parley::app::add_model(program, exit_code);
  parley::app::add_dict(program, exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    const int code = program.exit(problem);
    return code == 0 ? 0 : parley::app::kUsage;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  // What no command foresaw (no memory, a disk that fails): one line instead of a core.
  try {
    return run(argc, argv);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "parley: %s\n", problem.what());
    return parley::app::kFailure;
  }
}
