#include "parley/knowledge/files.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

constexpr std::string_view kAddition = ".add.tsv";

// "actors/people.add.tsv" -> "actors/people.tsv"; other names as they are.
std::string base_name(std::string_view name) {
  if (!name.ends_with(kAddition)) return std::string(name);
  return std::string(name.substr(0, name.size() - kAddition.size())) + ".tsv";
}

}  // namespace

Result<Files> Files::with_folder(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code problem;
  if (!fs::is_directory(folder, problem))
    return Error{ErrorCode::not_found, "no such folder of knowledge files", folder.string()};
  Files files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, problem)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".tsv") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Error{ErrorCode::no_permission, "cannot be read", entry.path().string()};
    Own own{fs::relative(entry.path(), folder).generic_string(), std::move(text).str()};
    if (const auto bad = first_invalid_utf8(own.text))
      return Error{ErrorCode::invalid_utf8, fmt::format("byte {} is not UTF-8", *bad),
                   entry.path().string()};
    const auto built_in = built_in_files();
    const std::string base = base_name(own.name);
    if (std::none_of(built_in.begin(), built_in.end(),
                     [&](const File& file) { return file.name == base; }))
      return Error{ErrorCode::bad_format, "no knowledge file has this name; see docs/knowledge.md",
                   entry.path().string()};
    files.own_.push_back(std::move(own));
  }
  if (problem) return Error{ErrorCode::no_permission, problem.message(), folder.string()};
  std::sort(files.own_.begin(), files.own_.end(),
            [](const Own& a, const Own& b) { return a.name < b.name; });
  return files;
}

std::vector<File> Files::named(std::string_view name) const {
  std::vector<File> found;
  for (const Own& own : own_)
    if (own.name == name) found.push_back({own.name, own.text});
  if (found.empty())
    for (const File& file : built_in_files())
      if (file.name == name) found.push_back(file);
  for (const Own& own : own_)
    if (own.name != name && base_name(own.name) == name) found.push_back({own.name, own.text});
  return found;
}

std::vector<std::string> Files::names() const {
  std::set<std::string> names;
  for (const File& file : built_in_files()) names.emplace(file.name);
  for (const Own& own : own_) names.insert(base_name(own.name));
  return {names.begin(), names.end()};
}

std::string Files::sha256() const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  const auto add = [&](std::string_view bytes) {
    EVP_DigestUpdate(context, bytes.data(), bytes.size());
    EVP_DigestUpdate(context, "\0", 1);
  };
  for (const std::string& name : names())
    for (const File& file : named(name)) {
      add(file.name);
      add(file.text);
    }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context, digest, &size);
  EVP_MD_CTX_free(context);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

std::string Row::where() const { return fmt::format("{}:{}", file, line); }

Error Row::error(std::string message) const {
  return {ErrorCode::bad_format, std::move(message), where()};
}

Status read_tsv(const Files& files, std::string_view name, std::size_t least, std::size_t most,
                const std::function<Status(const Row&)>& take) {
  const std::vector<File> texts = files.named(name);
  if (texts.empty())
    return Error{ErrorCode::not_found, "no such knowledge file", std::string(name)};
  for (const File& file : texts) {
    Row row;
    row.file = file.name;
    std::string_view rest = file.text;
    while (!rest.empty()) {
      const std::size_t stop = rest.find('\n');
      std::string_view line = rest.substr(0, stop);
      rest = stop == std::string_view::npos ? std::string_view{} : rest.substr(stop + 1);
      ++row.line;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (trim(line).empty() || line.front() == '#') continue;
      row.fields.clear();
      for (const std::string_view field : split(line, '\t')) row.fields.push_back(trim(field));
      if (row.fields.size() < least || row.fields.size() > most)
        return row.error(fmt::format(
            "{} tab-separated fields, expected {}", row.fields.size(),
            least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most)));
      if (Status problem = take(row)) return problem;
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> list_of(std::string_view field) {
  std::vector<std::string_view> parts;
  for (std::string_view part : split(field, ';'))
    if (part = trim(part); !part.empty()) parts.push_back(part);
  return parts;
}

}  // namespace parley::knowledge
