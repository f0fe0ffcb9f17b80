// parley dict check|explain|import: the knowledge files.
#include "apps/parley/dict_command.h"

#include <CLI/CLI.hpp>

#include "apps/parley/command.h"

namespace parley::app {

void add_dict(CLI::App& program, int& exit_code) {
  CLI::App* dict = program.add_subcommand(
      "dict",
      "The knowledge files: check them, explain a coding by them, import PETRARCH dictionaries");
  dict->require_subcommand(1);
  add_dict_check(*dict, exit_code);
  add_dict_explain(*dict, exit_code);
  add_dict_import(*dict, exit_code);
}

}  // namespace parley::app
