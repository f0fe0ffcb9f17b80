#include "parley/language/model_table.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "parley/text/text.h"

namespace parley::language {
namespace {

constexpr std::string_view kTable =
#include "models_table.inc"
    ;

std::vector<KnownFile> parse_table() {
  std::vector<KnownFile> rows;
  for (const std::string_view line : split(kTable, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    if (fields.size() != 5) continue;  // a test reads the file and refuses such a line
    KnownFile row{fields[0], fields[1], fields[2], std::nullopt, fields[4]};
    std::uint64_t bytes = 0;
    const auto [end, error] =
        std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), bytes);
    if (error == std::errc()) row.bytes = bytes;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

std::span<const KnownFile> known_files() {
  static const std::vector<KnownFile> rows = parse_table();
  return rows;
}

std::vector<KnownFile> rows_of(std::string_view model, std::string_view version,
                               std::string_view file) {
  std::vector<KnownFile> rows;
  for (const KnownFile& row : known_files())
    if (row.model == model && row.version == version && row.file == file) rows.push_back(row);
  return rows;
}

std::vector<std::string_view> listed_files(std::string_view model, std::string_view version) {
  std::vector<std::string_view> names;
  for (const KnownFile& row : known_files())
    if (row.model == model && row.version == version && row.file != "wheel" &&
        std::find(names.begin(), names.end(), row.file) == names.end())
      names.push_back(row.file);
  return names;
}

std::vector<std::string_view> file_names() {
  std::vector<std::string_view> names;
  for (const KnownFile& row : known_files())
    if (row.file != "wheel" && std::find(names.begin(), names.end(), row.file) == names.end())
      names.push_back(row.file);
  return names;
}

std::optional<KnownModel> known_model(std::string_view meta_name, std::string_view version) {
  for (const KnownFile& row : known_files())
    if (row.version == version && meta_name.starts_with(row.model) &&
        (meta_name.size() == row.model.size() || meta_name[row.model.size()] == '_'))
      return KnownModel{row.model, row.version};
  return std::nullopt;
}

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) {
    hex.push_back("0123456789abcdef"[byte >> 4]);
    hex.push_back("0123456789abcdef"[byte & 0x0F]);
  }
  return hex;
}

Status check_bytes(std::span<const KnownFile> rows, std::string_view bytes) {
  if (rows.empty()) return std::nullopt;
  const auto may_be = [&](const KnownFile& row) {
    return !row.bytes || *row.bytes == bytes.size();
  };
  const bool size_fits = std::any_of(rows.begin(), rows.end(), may_be);
  const std::string hash = size_fits ? sha256_of(bytes) : std::string();
  if (size_fits && std::any_of(rows.begin(), rows.end(),
                               [&](const KnownFile& row) { return row.sha256 == hash; }))
    return std::nullopt;
  return Error{ErrorCode::bad_model,
               "the bytes are not those of " + std::string(rows[0].model) + " " +
                   std::string(rows[0].version) + "; add the model again",
               ""};
}

}  // namespace parley::language
