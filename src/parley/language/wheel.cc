#include "parley/language/wheel.h"

#include <zip.h>

#include "parley/base/limits.h"

namespace parley::language {
namespace {

constexpr zip_int64_t kMostEntries = 10'000;

zip_t* handle(void* archive) { return static_cast<zip_t*>(archive); }

}  // namespace

void Wheel::Close::operator()(void* archive) const { zip_discard(handle(archive)); }

Result<Wheel> Wheel::open(const std::filesystem::path& path) {
  int code = 0;
  Wheel wheel;
  wheel.archive_.reset(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
  if (!wheel.archive_) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    Error reason{code == ZIP_ER_NOENT ? ErrorCode::not_found : ErrorCode::bad_format,
                 zip_error_strerror(&error), path.string()};
    zip_error_fini(&error);
    return reason;
  }
  if (zip_get_num_entries(handle(wheel.archive_.get()), 0) > kMostEntries)
    return Error{ErrorCode::too_large, "too many entries in the archive", path.string()};
  return wheel;
}

Result<std::string> Wheel::model_folder() const {
  constexpr std::string_view kMeta = "meta.json";
  zip_t* const archive = handle(archive_.get());
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < entries; ++i) {
    const char* const name = zip_get_name(archive, static_cast<zip_uint64_t>(i), 0);
    const std::string_view entry = name ? name : "";
    if (!entry.ends_with(kMeta)) continue;
    std::string folder(entry.substr(0, entry.size() - kMeta.size()));
    if ((folder.empty() || folder.back() == '/') && has(folder + "config.cfg")) return folder;
  }
  return Error{ErrorCode::bad_model, "no model in the archive", ""};
}

bool Wheel::has(const std::string& name) const {
  return zip_name_locate(handle(archive_.get()), name.c_str(), 0) >= 0;
}

Result<std::string> Wheel::read(const std::string& name) const {
  zip_t* const archive = handle(archive_.get());
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(archive, name.c_str(), 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
    return Error{ErrorCode::not_found, "no such entry in the archive", name};
  if (stat.size > kMaxModelFileBytes)
    return Error{ErrorCode::too_large, "the entry is too large", name};
  if ((stat.valid & ZIP_STAT_COMP_SIZE) != 0 && stat.size > kMaxRatioFreeBytes &&
      stat.size / kMaxRatio > stat.comp_size)
    return Error{ErrorCode::bad_ratio, "the entry unpacks to suspiciously much", name};
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(archive, name.c_str(), 0),
                                                               &zip_fclose);
  if (!file) return Error{ErrorCode::bad_format, "the entry cannot be unpacked", name};
  // Read to the stated size and one byte on, so that an entry that is longer than it says is
  // noticed.
  std::string bytes(stat.size + 1, '\0');
  zip_uint64_t got = 0;
  while (got < bytes.size()) {
    const zip_int64_t part = zip_fread(file.get(), bytes.data() + got, bytes.size() - got);
    if (part < 0) return Error{ErrorCode::bad_format, "the entry cannot be unpacked", name};
    if (part == 0) break;
    got += static_cast<zip_uint64_t>(part);
  }
  if (got != stat.size)
    return Error{ErrorCode::bad_format, "the entry has another size than it says", name};
  bytes.resize(got);
  return bytes;
}

}  // namespace parley::language
