// language/model_table.h - knowledge/models.sha256.tsv as compiled in: which bytes the files of
// known models have.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"

namespace parley::language {

struct KnownFile {
  std::string_view model, version,
      file;  // "en_core_web_sm", "3.8.0", "tok2vec/model"; "wheel": the package itself
  std::optional<std::uint64_t> bytes;
  std::string_view sha256;
};

std::span<const KnownFile> known_files();

// The rows of one file of one model; empty where none is known.
std::vector<KnownFile> rows_of(std::string_view model, std::string_view version,
                               std::string_view file);
// The names of all files of a model, each once, "wheel" left out.
std::vector<std::string_view> listed_files(std::string_view model, std::string_view version);
// Every name that a file of any known model has: nothing else is copied.
std::vector<std::string_view> file_names();

// The known model that a meta.json's name and version mean: a re-upload may have a longer name
// ("en_core_web_sm_other").
struct KnownModel {
  std::string_view name, version;
};
std::optional<KnownModel> known_model(std::string_view meta_name, std::string_view version);

std::string sha256_of(std::string_view bytes);  // lower-case hex

// Whether the bytes are one of the rows'. bad_model otherwise; nothing to say where there are no
// rows.
Status check_bytes(std::span<const KnownFile> rows, std::string_view bytes);

}  // namespace parley::language
