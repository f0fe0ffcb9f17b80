#include "parley/language/models.h"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>

#include "parley/language/model_files.h"
#include "parley/language/model_table.h"
#include "parley/language/wheel.h"

namespace parley::language {
namespace {

namespace fs = std::filesystem;

// The folders of the program and, where this code is in a library that another program loaded, of
// the library.
std::vector<fs::path> program_folders() {
  std::vector<fs::path> folders;
  std::error_code error;
  if (const fs::path program = fs::read_symlink("/proc/self/exe", error); !error)
    folders.push_back(program.parent_path());
  Dl_info library{};
  if (dladdr(reinterpret_cast<const void*>(&model_folders), &library) != 0 && library.dli_fname) {
    const fs::path path = fs::weakly_canonical(library.dli_fname, error);
    if (!error && path.has_parent_path() &&
        (folders.empty() || path.parent_path() != folders.front()))
      folders.push_back(path.parent_path());
  }
  return folders;
}

bool is_model(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "meta.json", error) &&
         fs::is_regular_file(folder / "config.cfg", error);
}

Result<ModelMeta> read_meta(const fs::path& folder) {
  const Result<std::string> bytes = read_model_file(folder, "meta.json");
  if (!bytes.ok()) return bytes.error();
  Result<ModelMeta> meta = parse_meta(*bytes);
  if (!meta.ok()) return in_file(meta.error(), folder, "meta.json");
  return meta;
}

Result<KnownModel> identify(const ModelMeta& meta, const fs::path& folder) {
  const auto known = known_model(meta.name, meta.version);
  if (known) return *known;
  return Error{ErrorCode::bad_model,
               meta.name + " " + meta.version + " is not a model that parley knows",
               (folder / "meta.json").string()};
}

// A model's files, wherever they are: gives the bytes of a name, or not_found.
using ReadFile = std::function<Result<std::string>(const std::string&)>;
struct Source {
  ReadFile read;
  bool is_listed_wheel = false;  // then files that the table does not list may be trusted
};

Result<Source> open_wheel(const fs::path& path) {
  Result<Wheel> opened = Wheel::open(path);
  if (!opened.ok()) return opened.error();
  const Result<std::string> bytes = read_model_file(path.parent_path(), path.filename().string());
  if (!bytes.ok()) return bytes.error();
  const std::string hash = sha256_of(*bytes);
  Source source;
  for (const KnownFile& row : known_files())
    source.is_listed_wheel |= row.file == "wheel" && row.sha256 == hash;
  const auto wheel = std::make_shared<Wheel>(*std::move(opened));
  const Result<std::string> folder = wheel->model_folder();
  if (!folder.ok()) return in_file(folder.error(), path, "");
  source.read = [wheel, folder = *folder](const std::string& name) {
    return wheel->read(folder + name);
  };
  return source;
}

// The folder itself, or a folder at most three levels down that holds a model (an installed Python
// package).
Result<Source> open_folder(const fs::path& path) {
  std::error_code error;
  fs::path found = is_model(path) ? path : fs::path();
  for (fs::recursive_directory_iterator
           at(path, fs::directory_options::skip_permission_denied, error),
       end;
       found.empty() && !error && at != end; at.increment(error)) {
    if (at.depth() > 2) at.disable_recursion_pending();
    if (at->is_directory(error) && is_model(at->path())) found = at->path();
  }
  if (found.empty()) return Error{ErrorCode::not_found, "no model in this folder", path.string()};
  Source source;
  source.read = [found](const std::string& name) -> Result<std::string> {
    std::error_code missing;
    if (!fs::exists(found / name, missing)) return Error{ErrorCode::not_found, "", name};
    return read_model_file(found, name);
  };
  return source;
}

Status write_file(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (error || !stream) return Error{ErrorCode::storage, "cannot be written", path.string()};
  return std::nullopt;
}

// Copies the licence texts and all files of the model into `folder`, each checked.
Status copy_files(const Source& source, const KnownModel& model, const fs::path& folder) {
  for (const char* licence : {"LICENSE", "LICENSES_SOURCES"})
    if (const Result<std::string> bytes = source.read(licence); bytes.ok())
      if (Status error = write_file(folder / licence, *bytes)) return error;
  for (const std::string_view name : file_names()) {
    const auto rows = rows_of(model.name, model.version, name);
    const Result<std::string> bytes = source.read(std::string(name));
    if (!bytes.ok()) {
      if (rows.empty() && bytes.error().code == ErrorCode::not_found) continue;
      return Error{ErrorCode::bad_model,
                   "missing in the source, or not readable: " + bytes.error().text(),
                   std::string(name)};
    }
    if (rows.empty() && !source.is_listed_wheel)
      return Error{ErrorCode::bad_model,
                   "the file's right bytes are not known; add the model from its official wheel",
                   std::string(name)};
    if (Status error = check_bytes(rows, *bytes)) {
      error->where = name;
      return error;
    }
    if (Status error = write_file(folder / name, *bytes)) return error;
  }
  return std::nullopt;
}

}  // namespace

std::vector<fs::path> model_folders() {
  std::vector<fs::path> folders;
  for (const fs::path& program : program_folders()) {
    folders.push_back(program.parent_path() / "share/parley/models");
    folders.push_back(program.parent_path().parent_path() / "deps/models");
  }
  const char* const data = std::getenv("XDG_DATA_HOME");
  const char* const home = std::getenv("HOME");
  if (data && *data == '/')
    folders.push_back(fs::path(data) / "parley/models");
  else if (home && *home == '/')
    folders.push_back(fs::path(home) / ".local/share/parley/models");
  return folders;
}

std::vector<InstalledModel> list_models() {
  std::vector<InstalledModel> models;
  for (const fs::path& folder : model_folders()) {
    std::error_code error;
    std::vector<fs::path> inside;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
      if (is_model(at->path()) && !at->path().filename().string().starts_with('.'))
        inside.push_back(at->path());
    std::sort(inside.begin(), inside.end());
    for (const fs::path& path : inside) {
      const Result<ModelMeta> meta = read_meta(path);
      const std::string name = path.filename().string();
      const bool is_new =
          std::none_of(models.begin(), models.end(),
                       [&](const InstalledModel& model) { return model.info.name == name; });
      if (meta.ok() && is_new) models.push_back({{name, meta->version, path, meta->components}});
    }
  }
  return models;
}

fs::path default_models_folder() {
  const std::vector<fs::path> folders = model_folders();
  for (const fs::path& folder : folders) {
    // The nearest folder above that exists decides whether the others can be made.
    fs::path above = folder;
    std::error_code error;
    while (above.has_relative_path() && !fs::exists(above, error)) above = above.parent_path();
    if (::access(above.c_str(), W_OK) == 0) return folder;
  }
  return folders.empty() ? fs::path("models") : folders.front();
}

Result<fs::path> find_model(std::string_view name) {
  if (name.empty()) name = kDefaultModel;
  if (is_model(fs::path(name))) return fs::path(name);
  if (name.find('/') != name.npos)
    return Error{ErrorCode::not_found, "no model in this folder", std::string(name)};
  std::string places;
  for (const fs::path& folder : model_folders()) {
    if (is_model(folder / name)) return folder / name;
    places += (places.empty() ? "" : ", ") + folder.string();
  }
  return Error{ErrorCode::not_found,
               "no such language model in " + places + "; \"parley model add WHEEL\" adds one",
               std::string(name)};
}

Result<ModelCheck> check_model(const fs::path& folder) {
  const Result<ModelMeta> meta = read_meta(folder);
  if (!meta.ok()) return meta.error();
  const Result<KnownModel> model = identify(*meta, folder);
  if (!model.ok()) return model.error();
  ModelCheck check{std::string(model->name), std::string(model->version), {}, {}};
  for (const std::string_view name : file_names()) {
    const auto rows = rows_of(model->name, model->version, name);
    std::error_code error;
    if (rows.empty()) {
      if (fs::exists(folder / name, error)) check.unlisted.emplace_back(name);
      continue;
    }
    const Result<std::string> bytes = read_model_file(folder, std::string(name));
    if (!bytes.ok()) return bytes.error();
    if (Status wrong = check_bytes(rows, *bytes))
      return in_file(*std::move(wrong), folder, std::string(name));
    check.verified.emplace_back(name);
  }
  return check;
}

Status verify_model(const fs::path& folder) {
  const Result<ModelCheck> check = check_model(folder);
  return check.ok() ? Status() : Status(check.error());
}

Result<fs::path> add_model(const fs::path& source_path, const fs::path& models_folder) {
  std::error_code error;
  Result<Source> source =
      fs::is_directory(source_path, error) ? open_folder(source_path) : open_wheel(source_path);
  if (!source.ok()) return source.error();
  const Result<std::string> meta_bytes = source->read("meta.json");
  if (!meta_bytes.ok()) return meta_bytes.error();
  const Result<ModelMeta> meta = parse_meta(*meta_bytes);
  if (!meta.ok()) return in_file(meta.error(), source_path, "meta.json");
  const Result<KnownModel> model = identify(*meta, source_path);
  if (!model.ok()) return model.error();

  // Written beside its place and renamed, so that nobody finds half a model.
  const fs::path place = models_folder / model->name;
  const fs::path half =
      models_folder / ("." + std::string(model->name) + ".new." + std::to_string(::getpid()));
  const fs::path old = half.string() + ".old";
  fs::remove_all(half, error);
  Status wrong = copy_files(*source, *model, half);
  if (!wrong) {
    if (fs::exists(place, error)) fs::rename(place, old, error);
    fs::rename(half, place, error);
    if (error)
      wrong = Error{ErrorCode::storage, "cannot be written: " + error.message(), place.string()};
    fs::remove_all(old, error);
  }
  if (!wrong) return place;
  fs::remove_all(half, error);
  return *std::move(wrong);
}

Result<std::shared_ptr<const Model>> load_model(std::string_view name) {
  const Result<fs::path> folder = find_model(name);
  if (!folder.ok()) return folder.error();
  if (Status wrong = verify_model(*folder)) return *std::move(wrong);
  return Model::load(*folder);
}

}  // namespace parley::language
