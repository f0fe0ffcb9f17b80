#include "parley/record/store.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <sqlite3.h>

#include <utility>

namespace parley::record {
namespace {

// "parl" as a number: PRAGMA application_id of our files.
constexpr int kApplicationId = 0x7061726C;

using Json = rapidjson::Value;

const Json* member(const Json& object, std::string_view name) {
  if (!object.IsObject()) return nullptr;
  const auto found =
      object.FindMember(Json(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::string as_json(const Json& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql) {
    sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  explicit operator bool() const { return statement_ != nullptr; }
  sqlite3_stmt* get() const { return statement_; }
  void bind_text(int at, std::string_view text) {
    sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  void bind(int at, const Json* value) {
    if (value == nullptr || value->IsNull())
      sqlite3_bind_null(statement_, at);
    else if (value->IsString())
      bind_text(at, {value->GetString(), value->GetStringLength()});
    else if (value->IsInt64())
      sqlite3_bind_int64(statement_, at, value->GetInt64());
    else if (value->IsNumber())
      sqlite3_bind_double(statement_, at, value->GetDouble());
    else if (value->IsBool())
      sqlite3_bind_int(statement_, at, value->GetBool() ? 1 : 0);
    else
      bind_text(at, as_json(*value));
  }
  bool step_done() {
    const int code = sqlite3_step(statement_);
    sqlite3_reset(statement_);
    return code == SQLITE_DONE;
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

// documents.published is {date, basis, reason} in the record; its parts are columns.
constexpr std::string_view kDocumentColumns[] = {
    "id", "source", "url", "title", "publisher", "agencies", "bylines", "language", "text_sha256"};

std::string schema() {
  std::string sql =
      "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT, "
      "url TEXT, "
      "title TEXT, publisher TEXT, agencies TEXT, bylines TEXT, language TEXT, text_sha256 TEXT "
      "NOT NULL "
      "UNIQUE, dateline TEXT, published TEXT, published_basis TEXT, published_reason TEXT, text "
      "TEXT, "
      "segments TEXT, provenance TEXT);\n";
  for (const StoreTable& table : store_tables()) {
    sql += fmt::format(
        "CREATE TABLE {} (document INTEGER NOT NULL REFERENCES documents(number), number INTEGER "
        "NOT NULL",
        table.name);
    for (const std::string_view column : table.columns) sql += fmt::format(", \"{}\"", column);
    sql += ", PRIMARY KEY (document, number)) WITHOUT ROWID;\n";
  }
  sql +=
      "CREATE TABLE evidence (document INTEGER NOT NULL REFERENCES documents(number), item TEXT "
      "NOT NULL, number "
      "INTEGER NOT NULL, start INTEGER NOT NULL, \"end\" INTEGER NOT NULL, text TEXT NOT NULL, "
      "PRIMARY KEY "
      "(document, item, number)) WITHOUT ROWID;\n";
  sql += fmt::format("PRAGMA application_id = {};\nPRAGMA user_version = {};\n", kApplicationId,
                     kStoreVersion);
  return sql;
}

}  // namespace

const std::vector<StoreTable>& store_tables() {
  static const std::vector<StoreTable> kTables = {
      {"actors",
       {"id", "name", "code", "kind", "country", "sectors", "role", "aliases", "mentions"}},
      {"places",
       {"id", "text", "start", "end", "name", "country", "admin1", "lat", "lon", "geonames",
        "precision", "reading", "role", "reason"}},
      {"times", {"text", "start", "end", "type", "value", "from", "to", "grain", "basis"}},
      {"statements",
       {"id", "speaker", "speaker_text", "kind", "cue", "content", "told", "via", "on_behalf_of",
        "polarity", "attitude", "date", "rule"}},
      {"events",
       {"id", "type", "mode", "context", "cameo", "goldstein", "quad", "actors", "recipients",
        "place", "date", "status", "certainty", "according_to", "tolls", "rule"}},
      {"moves",
       {"id", "move", "family", "actor", "recipient", "third_party", "subject", "venue", "date",
        "modality", "in_reply_to", "conditions", "cameo", "according_to", "rule"}},
      {"conditions", {"id", "kind", "who", "role", "of", "for_move", "deadline"}},
      {"votes",
       {"id", "body", "draft", "date", "sponsors", "in_favour", "in_favour_by", "against",
        "abstained", "against_count", "abstained_count", "veto", "result", "checks"}},
      {"tolls",
       {"id", "kind", "lower", "upper", "form", "stated", "scope", "from", "to", "place", "who",
        "by_whom", "according_to", "counted_how", "status", "relation", "rule"}},
  };
  return kTables;
}

Result<Store> Store::open(const std::filesystem::path& file, Mode mode) {
  std::error_code problem;
  if (std::filesystem::is_directory(file, problem))
    return Error{ErrorCode::storage, "a folder; name a file for the store", file.string()};
  if (mode == Mode::read && !std::filesystem::exists(file, problem))
    return Error{ErrorCode::not_found,
                 "no such store; make one with: parley read FILE... --store " + file.string(),
                 file.string()};
  sqlite3* database = nullptr;
  const int flags =
      mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(file.c_str(), &database, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  Store store(database);
  if (code != SQLITE_OK) return Error{ErrorCode::storage, sqlite3_errstr(code), file.string()};
  sqlite3_busy_timeout(database, 10000);
  const auto pragma = [&](const char* sql) {
    int value = -1;
    Statement read(database, sql);
    if (read && sqlite3_step(read.get()) == SQLITE_ROW) value = sqlite3_column_int(read.get(), 0);
    return value;
  };
  const int id = pragma("PRAGMA application_id");
  const int version = pragma("PRAGMA user_version");
  const int tables = pragma("SELECT count(*) FROM sqlite_master");
  const bool ours = id == kApplicationId;
  if (tables < 0 || (!ours && tables > 0) || (!ours && mode == Mode::read))
    return Error{ErrorCode::storage, "not a store of parley", file.string()};
  if (ours && version != kStoreVersion)
    return Error{
        ErrorCode::storage,
        fmt::format("of version {}, this program writes {}: read the reports into a new one",
                    version, kStoreVersion),
        file.string()};
  if (mode == Mode::write) {
    if (Status wrong = store.run(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"))
      return Error{ErrorCode::storage, wrong->message, file.string()};
    if (!ours)
      if (Status wrong = store.run(("BEGIN IMMEDIATE;" + schema() + "COMMIT;").c_str()))
        return Error{ErrorCode::storage, wrong->message, file.string()};
  }
  return store;
}

Store::Store(Store&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
Store& Store::operator=(Store&& other) noexcept {
  std::swap(database_, other.database_);
  return *this;
}
Store::~Store() { sqlite3_close_v2(database_); }

Error Store::error(std::string_view what) const {
  return {ErrorCode::storage, fmt::format("{}: {}", what, sqlite3_errmsg(database_)), ""};
}

Status Store::run(const char* sql) {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return error("the store refused");
  return std::nullopt;
}

Status Store::begin() { return run("BEGIN IMMEDIATE"); }
Status Store::commit() { return run("COMMIT"); }

bool Store::has(std::string_view document_id) {
  Statement find(database_, "SELECT 1 FROM documents WHERE id = ?");
  find.bind_text(1, document_id);
  return sqlite3_step(find.get()) == SQLITE_ROW;
}

namespace {

Status add_document(sqlite3* database, const Json& record) {
  const Json& document = record["document"];
  Statement insert(
      database,
      "INSERT INTO documents (id, source, url, title, publisher, agencies, bylines, language, "
      "text_sha256, "
      "dateline, published, published_basis, published_reason, text, segments, provenance) VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return Error{ErrorCode::storage, sqlite3_errmsg(database), "documents"};
  int at = 0;
  for (const std::string_view column : kDocumentColumns)
    insert.bind(++at, member(document, column));
  insert.bind(++at, member(document, "dateline"));
  const Json* published = member(document, "published");
  for (const std::string_view part : {"date", "basis", "reason"})
    insert.bind(++at, published == nullptr ? nullptr : member(*published, part));
  insert.bind(++at, member(document, "text"));
  insert.bind(++at, member(document, "segments"));
  insert.bind(++at, member(record, "provenance"));
  if (!insert.step_done()) return Error{ErrorCode::storage, sqlite3_errmsg(database), "documents"};
  return std::nullopt;
}

Status add_layer(sqlite3* database, const Json& items, const StoreTable& table,
                 std::int64_t document) {
  std::string sql = fmt::format("INSERT INTO {} VALUES (?, ?", table.name);
  for (std::size_t i = 0; i < table.columns.size(); ++i) sql += ", ?";
  Statement insert(database, sql + ")");
  Statement evidence(database, "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)");
  if (!insert || !evidence)
    return Error{ErrorCode::storage, sqlite3_errmsg(database), std::string(table.name)};
  for (rapidjson::SizeType i = 0; i < items.Size(); ++i) {
    const Json& item = items[i];
    sqlite3_bind_int64(insert.get(), 1, document);
    sqlite3_bind_int64(insert.get(), 2, i + 1);
    int at = 2;
    for (const std::string_view column : table.columns) insert.bind(++at, member(item, column));
    if (!insert.step_done())
      return Error{ErrorCode::storage, sqlite3_errmsg(database), std::string(table.name)};
    const Json* spans = member(item, "evidence");
    const Json* id = member(item, "id");
    if (spans == nullptr || id == nullptr || !spans->IsArray()) continue;
    for (rapidjson::SizeType s = 0; s < spans->Size(); ++s) {
      sqlite3_bind_int64(evidence.get(), 1, document);
      evidence.bind(2, id);
      sqlite3_bind_int64(evidence.get(), 3, s + 1);
      evidence.bind(4, member((*spans)[s], "start"));
      evidence.bind(5, member((*spans)[s], "end"));
      evidence.bind(6, member((*spans)[s], "text"));
      if (!evidence.step_done())
        return Error{ErrorCode::storage, sqlite3_errmsg(database), "evidence"};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<bool> Store::add(std::string_view record_json) {
  rapidjson::Document record;
  record.Parse(record_json.data(), record_json.size());
  const Json* document = record.HasParseError() ? nullptr : member(record, "document");
  const Json* id = document == nullptr ? nullptr : member(*document, "id");
  if (id == nullptr || !id->IsString())
    return Error{ErrorCode::bad_format, "not a record: no document.id", ""};
  if (has({id->GetString(), id->GetStringLength()})) return false;
  if (Status problem = run("SAVEPOINT record")) return *problem;
  const auto add_all = [&]() -> Status {
    if (Status problem = add_document(database_, record)) return problem;
    const std::int64_t number = sqlite3_last_insert_rowid(database_);
    for (const StoreTable& table : store_tables())
      if (const Json* items = member(record, table.name); items != nullptr && items->IsArray())
        if (Status problem = add_layer(database_, *items, table, number)) return problem;
    return std::nullopt;
  };
  if (Status problem = add_all()) {
    run("ROLLBACK TO record");
    run("RELEASE record");
    return *problem;
  }
  if (Status problem = run("RELEASE record")) return *problem;
  return true;
}

Status Store::query(std::string_view sql, const std::vector<std::string>& parameters,
                    const std::function<void(const StoreRow&)>& take) {
  Statement select(database_, sql);
  if (!select) return error("the query failed");
  for (std::size_t i = 0; i < parameters.size(); ++i)
    select.bind_text(static_cast<int>(i) + 1, parameters[i]);
  while (true) {
    const int code = sqlite3_step(select.get());
    if (code == SQLITE_DONE) return std::nullopt;
    if (code != SQLITE_ROW) return error("the query failed");
    StoreRow row;
    for (int i = 0; i < sqlite3_column_count(select.get()); ++i) {
      if (sqlite3_column_type(select.get(), i) == SQLITE_NULL) {
        row.emplace_back();
      } else {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select.get(), i));
        row.emplace_back(
            std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(select.get(), i))));
      }
    }
    take(row);
  }
}

}  // namespace parley::record
