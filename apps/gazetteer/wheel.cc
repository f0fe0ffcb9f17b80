#include "wheel.h"

#include <fmt/format.h>

namespace parley::gazetteer {

Wheel::Wheel(const std::filesystem::path& file) : where_(file.string()) {
  int code = 0;
  archive_ = zip_open(file.c_str(), ZIP_RDONLY, &code);
}

Wheel::~Wheel() {
  if (archive_ != nullptr) zip_discard(archive_);
}

Result<std::string> Wheel::read(const char* name) const {
  zip_stat_t info;
  zip_file_t* member = zip_fopen(archive_, name, 0);
  if (member == nullptr || zip_stat(archive_, name, 0, &info) != 0)
    return Error{ErrorCode::bad_format, fmt::format("has no {}", name), where_};
  std::string text(info.size, '\0');
  const zip_int64_t size = zip_fread(member, text.data(), text.size());
  zip_fclose(member);
  if (size != static_cast<zip_int64_t>(text.size()))
    return Error{ErrorCode::truncated, fmt::format("{} cannot be read", name), where_};
  return text;
}

}  // namespace parley::gazetteer
