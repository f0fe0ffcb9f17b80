// parley dict check|import: the knowledge files.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "apps/parley/command.h"
#include "parley/knowledge/check.h"
#include "parley/knowledge/petrarch.h"
#include "parley/text/text.h"

namespace parley::app {
namespace {

int check(const std::string& folder) {
  knowledge::Files files;
  if (!folder.empty()) {
    auto with_own = knowledge::Files::with_folder(folder);
    if (!with_own) return complain(with_own.error()), kFailure;
    files = std::move(*with_own);
  }
  const auto loaded = knowledge::Knowledge::load(files);
  if (!loaded) return complain(loaded.error()), kFailure;
  const auto problems = knowledge::check_actor_files(files);
  for (const knowledge::Problem& problem : problems)
    std::printf("%s: %s\n", problem.where.c_str(), problem.message.c_str());
  std::fprintf(stderr, "%zu knowledge files, %zu problems\n", files.names().size(),
               problems.size());
  return problems.empty() ? kAllRead : kFailure;
}

// Writes `rows` to FOLDER/actors/NAME.add.tsv; nothing where there are none.
Status write_rows(const std::filesystem::path& folder, const char* name, const std::string& rows) {
  if (rows.empty()) return std::nullopt;
  std::error_code problem;
  std::filesystem::create_directories(folder / "actors", problem);
  const std::filesystem::path file = folder / "actors" / (std::string(name) + ".add.tsv");
  std::ofstream out(file, std::ios::binary);
  out << rows;
  out.close();
  if (!out) return Error{ErrorCode::no_permission, "could not be written", file.string()};
  return std::nullopt;
}

int import(const std::string& source, const std::string& folder) {
  std::ifstream in(source, std::ios::binary);
  if (!in) {
    complain({ErrorCode::not_found, "no such dictionary, or it may not be read", source});
    return kFailure;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (const auto bad = first_invalid_utf8(text)) {
    complain({ErrorCode::invalid_utf8, "byte " + std::to_string(*bad) + " is not UTF-8", source});
    return kFailure;
  }
  const knowledge::ImportedActors imported = knowledge::import_petrarch(text);
  for (const auto& [name, rows] :
       {std::pair("groups", &imported.groups), std::pair("people", &imported.people),
        std::pair("roles", &imported.roles)})
    if (Status problem = write_rows(folder, name, *rows)) return complain(*problem), kFailure;
  for (const std::string& line : imported.skipped)
    std::fprintf(stderr, "%s: %s\n", source.c_str(), line.c_str());
  std::fprintf(stderr,
               "imported into %s; %zu lines could not be read. Use it with --knowledge %s\n",
               folder.c_str(), imported.skipped.size(), folder.c_str());
  return kAllRead;
}

}  // namespace

void add_dict(CLI::App& program, int& exit_code) {
  CLI::App* dict = program.add_subcommand(
      "dict", "The knowledge files: check them, import PETRARCH dictionaries");
  dict->require_subcommand(1);
  auto folder = std::make_shared<std::string>();
  CLI::App* checking = dict->add_subcommand(
      "check", "Duplicates, unknown codes, overlapping dates; each with its file and line");
  checking->add_option("--knowledge", *folder, "Folder of knowledge files over the built-in ones")
      ->type_name("FOLDER");
  checking->callback([folder, &exit_code] { exit_code = check(*folder); });
  auto source = std::make_shared<std::string>();
  auto target = std::make_shared<std::string>();
  CLI::App* importing = dict->add_subcommand("import",
                                             "Turn a PETRARCH actor or agent dictionary into "
                                             "knowledge files; what could not be read is named");
  importing->add_option("FILE", *source, "The dictionary")->required();
  importing->add_option("--to", *target, "Folder to write the knowledge files into")
      ->required()
      ->type_name("FOLDER");
  importing->callback([source, target, &exit_code] { exit_code = import(*source, *target); });
}

}  // namespace parley::app
