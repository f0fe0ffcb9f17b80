// language/wheel.h - the files of a model out of its Python wheel, which is a zip archive.
// Limits: 10,000 entries, kMaxModelFileBytes a file, kMaxRatio; nothing is written, names are only
// compared.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "parley/base/result.h"

namespace parley::language {

class Wheel {
 public:
  // Errors: not_found, bad_format, too_large.
  static Result<Wheel> open(const std::filesystem::path& path);

  // The folder in the archive that holds both meta.json and config.cfg, with its slash at the end:
  // "pkg/pkg-3.8.0/".
  Result<std::string> model_folder() const;
  // The bytes of an entry; not_found where there is none.
  Result<std::string> read(const std::string& name) const;
  bool has(const std::string& name) const;

 private:
  struct Close {
    void operator()(void* archive) const;
  };
  std::unique_ptr<void, Close> archive_;  // zip_t
};

}  // namespace parley::language
