// apps/parley/dict_command.h - the parts of `parley dict`, one file each.
#pragma once

namespace CLI {
class App;
}

namespace parley::app {

void add_dict_check(CLI::App& dict, int& exit_code);
void add_dict_explain(CLI::App& dict, int& exit_code);
void add_dict_import(CLI::App& dict, int& exit_code);

}  // namespace parley::app
