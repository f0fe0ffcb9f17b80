// record/store.h - where records are kept: one SQLite file, documents by content hash, a table for
// each layer. A record is added whole or not at all; a text that is already there is left as it is,
// so reading the same file twice changes nothing. One connection writes. Journal: rollback, not WAL
// (docs/decisions.md, "SQLite"). Tables: documents, actors, places, times, statements, events,
// moves, conditions, votes, tolls, evidence; columns are the contract's fields (docs/record.md),
// lists as JSON arrays.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace parley::record {

inline constexpr int kStoreVersion = 2;

// One table of the store: its layer in the record and the contract's fields that become columns.
struct StoreTable {
  std::string_view name;
  std::vector<std::string_view> columns;
};
const std::vector<StoreTable>& store_tables();

// A row as text; SQL NULL is an empty optional.
using StoreRow = std::vector<std::optional<std::string>>;

class Store {
 public:
  enum class Mode { read, write };
  // write creates the file. not_found: no such store to read; storage: not ours, of a newer
  // version, or locked.
  static Result<Store> open(const std::filesystem::path& file, Mode mode);
  Store(Store&& other) noexcept;
  Store& operator=(Store&& other) noexcept;
  ~Store();

  // True when added, false when the text is already there. `record_json` is what to_json gives,
  // with its text.
  Result<bool> add(std::string_view record_json);
  bool has(std::string_view document_id);

  // Adds between begin and commit reach the disk together.
  Status begin();
  Status commit();

  // Runs a SELECT with text parameters; the error names what SQLite says.
  Status query(std::string_view sql, const std::vector<std::string>& parameters,
               const std::function<void(const StoreRow&)>& take);

 private:
  explicit Store(sqlite3* database) : database_(database) {}
  Error error(std::string_view what) const;
  Status run(const char* sql);

  sqlite3* database_ = nullptr;
};

}  // namespace parley::record
