// knowledge/files.h - the knowledge files: text that a researcher can read and correct, compiled
// into the program. A folder given by the user (--knowledge DIR) adds or overrides: a file of the
// same name replaces ours, one named NAME.add.tsv is read after it.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"

namespace parley::knowledge {

struct File {
  std::string_view name;  // "actors/countries.tsv", relative to knowledge/
  std::string_view text;
};

// Every file of knowledge/ as compiled in, by name.
std::span<const File> built_in_files();

class Files {
 public:
  Files() = default;  // the built-in ones alone
  // The built-in ones with those of `folder` over them. Errors name the file.
  static Result<Files> with_folder(const std::filesystem::path& folder);

  // The texts to read for a name, in order (ours or its replacement, then the additions); empty
  // when unknown.
  std::vector<File> named(std::string_view name) const;
  // All names, sorted.
  std::vector<std::string> names() const;
  // SHA-256 over names and texts, in hex: provenance.knowledge_sha256.
  std::string sha256() const;

 private:
  struct Own {
    std::string name, text;
  };
  std::vector<Own> own_;
};

// One line of a tab-separated file: fields trimmed of surrounding blanks, missing ones at the end
// read as "".
struct Row {
  std::vector<std::string_view> fields;
  std::string_view file;
  std::size_t line = 0;  // 1-based

  std::string_view operator[](std::size_t i) const {
    return i < fields.size() ? fields[i] : std::string_view{};
  }
  std::string where() const;               // "actors/countries.tsv:120"
  Error error(std::string message) const;  // bad_format at where()
};

// Calls `take` for each row that is neither empty nor a comment (#). Stops at the first error and
// returns it. `least` and `most`: how many fields a row may have.
Status read_tsv(const Files& files, std::string_view name, std::size_t least, std::size_t most,
                const std::function<Status(const Row&)>& take);

// "a; b ;c" -> {"a", "b", "c"}; empty parts left out. The separator inside a field is ';'.
std::vector<std::string_view> list_of(std::string_view field);

}  // namespace parley::knowledge
