// parley model add|list|verify: the language models.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "apps/parley/command.h"
#include "parley/language/models.h"

namespace parley::app {
namespace {

int add(const std::string& source, const std::string& to) {
  const std::filesystem::path folder =
      to.empty() ? language::default_models_folder() : std::filesystem::path(to);
  const auto added = language::add_model(source, folder);
  if (!added) return complain(added.error()), kFailure;
  std::fprintf(stderr, "added %s\n", added->c_str());
  return kAllRead;
}

int list() {
  for (const language::InstalledModel& model : language::list_models())
    std::printf("%s\t%s\t%s\n", model.info.name.c_str(), model.info.version.c_str(),
                model.info.folder.c_str());
  return kAllRead;
}

int verify(const std::string& name) {
  const auto folder = language::find_model(name);
  if (!folder) return complain(folder.error()), kFailure;
  if (Status problem = language::verify_model(*folder)) return complain(*problem), kFailure;
  std::printf("%s: every file has the bytes of the official release\n", folder->c_str());
  return kAllRead;
}

}  // namespace

void add_model(CLI::App& program, int& exit_code) {
  CLI::App* model = program.add_subcommand("model", "Language models: add, list, verify");
  model->require_subcommand(1);

  auto source = std::make_shared<std::string>();
  auto to = std::make_shared<std::string>();
  CLI::App* add_one = model->add_subcommand(
      "add",
      "Add a model from a wheel or a folder; other bytes than the official ones are refused");
  add_one->add_option("SOURCE", *source, "A spaCy model's wheel, or its folder")->required();
  add_one->add_option("--to", *to, "Folder to add it to, instead of the program's own")
      ->type_name("FOLDER");
  add_one->callback([source, to, &exit_code] { exit_code = add(*source, *to); });

  model->add_subcommand("list", "Print name, version and folder of each model")
      ->callback([&exit_code] { exit_code = list(); });

  auto name = std::make_shared<std::string>();
  CLI::App* check =
      model->add_subcommand("verify", "Compare a model's files with the official release");
  check->add_option("MODEL", *name, "A name or a folder; the default model when left out");
  check->callback([name, &exit_code] { exit_code = verify(*name); });
}

}  // namespace parley::app
