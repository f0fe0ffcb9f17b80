// parley dict import: dictionaries of PETRARCH and TABARI as knowledge files.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "apps/parley/command.h"
#include "apps/parley/dict_command.h"
#include "parley/knowledge/petrarch.h"
#include "parley/knowledge/petrarch_verbs.h"
#include "parley/text/text.h"

namespace parley::app {
namespace {

struct ImportCommand {
  std::string source, folder, licence;
};

// One knowledge file to write: nothing where there are no rows.
struct Rows {
  std::string_view name, columns;  // "lexicon/acts", what the first comment says
  const std::string* rows;
};

// Writes FOLDER/NAME.add.tsv; not over one that is there, which somebody may have mended by hand.
Status write_rows(const ImportCommand& command, const Rows& rows) {
  if (rows.rows->empty()) return std::nullopt;
  const std::filesystem::path file =
      std::filesystem::path(command.folder) / fmt::format("{}.add.tsv", rows.name);
  std::error_code problem;
  if (std::filesystem::exists(file, problem))
    return Error{ErrorCode::usage, "is there already; name another folder with --to",
                 file.string()};
  std::filesystem::create_directories(file.parent_path(), problem);
  std::ofstream out(file, std::ios::binary);
  out << "# " << rows.columns
      << "\n# Source: " << std::filesystem::path(command.source).filename().string()
      << ", made by parley dict import. Licence: "
      << (command.licence.empty() ? "that of the dictionary" : command.licence) << ".\n"
      << *rows.rows;
  out.close();
  if (!out) return Error{ErrorCode::no_permission, "could not be written", file.string()};
  return std::nullopt;
}

int finish(const ImportCommand& command, std::initializer_list<Rows> files,
           const std::vector<std::string>& skipped) {
  for (const Rows& rows : files)
    if (Status problem = write_rows(command, rows))
      return complain(*problem), exit_code_for(*problem);
  for (const std::string& line : skipped)
    std::fprintf(stderr, "%s: %s\n", command.source.c_str(), line.c_str());
  std::fprintf(stderr, "%zu lines could not be read or expressed. Use it with --knowledge %s\n",
               skipped.size(), command.folder.c_str());
  return kAllRead;
}

int import_verbs(const ImportCommand& command, const std::string& text,
                 const knowledge::Knowledge& known) {
  const auto verbs = knowledge::import_verbs(text, known.ontology, known.vocabulary);
  const int status =
      finish(command,
             {{"lexicon/classes", "class\tlemma;lemma", &verbs.classes},
              {"lexicon/acts", "form;form\tword\ttype\tmode\tcameo\tcontext;context\tframe\tflags",
               &verbs.acts},
              {"lexicon/forces_acts", "move\tpart\tlemmas\tterms", &verbs.moves}},
             verbs.skipped);
  if (status == kAllRead)
    std::fprintf(stderr, "%zu of %zu verbs and %zu of %zu patterns; %zu codes for both sides\n",
                 verbs.verbs_used, verbs.verbs, verbs.patterns_used, verbs.patterns, verbs.pairs);
  return status;
}

int run(const ImportCommand& command) {
  std::ifstream in(command.source, std::ios::binary);
  if (!in) {
    complain({ErrorCode::not_found, "no such dictionary, or it may not be read", command.source});
    return kFailure;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (const auto bad = first_invalid_utf8(text)) {
    complain({ErrorCode::invalid_utf8, "byte " + std::to_string(*bad) + " is not UTF-8",
              command.source});
    return kFailure;
  }
  const auto known = knowledge::Knowledge::load({});
  if (!known) return complain(known.error()), kFailure;
  if (knowledge::is_verb_dictionary(text)) return import_verbs(command, text, *known);
  const knowledge::ImportedActors imported = knowledge::import_petrarch(text, known->actors);
  const int status =
      finish(command,
             {{"actors/groups", "name\tcode\taliases", &imported.groups},
              {"actors/people", "name\taliases\tcode\toffice\tfrom\tto", &imported.people},
              {"actors/roles", "noun\tsector\tkind", &imported.roles}},
             imported.skipped);
  if (status == kAllRead)
    std::fprintf(stderr, "%zu names left out that the built-in files have\n", imported.known);
  return status;
}

}  // namespace

void add_dict_import(CLI::App& dict, int& exit_code) {
  auto command = std::make_shared<ImportCommand>();
  CLI::App* app = dict.add_subcommand(
      "import",
      "Turn a PETRARCH or TABARI dictionary of actors, agents or verbs into knowledge files; what "
      "could not be read or expressed is named with its line");
  app->add_option("FILE", command->source, "The dictionary")->required();
  app->add_option("--to", command->folder, "Folder to write the knowledge files into")
      ->required()
      ->type_name("FOLDER");
  app->add_option("--licence", command->licence, "Its licence, for the head of the files")
      ->type_name("TEXT");
  app->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace parley::app
