#include "parley/page/rows.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <vector>

#include "parley/base/limits.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct RowField {
  std::string_view name;
  std::string Row::*member;
  std::string_view others;  // names that collectors use, the best first
};

// news-please, Media Cloud, GDELT exports, newspaper4k, trafilatura, Common Crawl News tools,
// Factiva and LexisNexis tables, plain corpora.
constexpr RowField kRowFields[] = {
    {"id", &Row::id, "id;uuid;doc_id;document_id;article_id;stories_id;guid;_id;unit_id;index"},
    {"url", &Row::url, "url;link;source_url;article_url;canonical_url;permalink;uri;web_url"},
    {"title", &Row::title, "title;headline;article_title;title_page;name"},
    {"text", &Row::text,
     "text;content;maintext;main_text;article_content;body;article;article_text;articlebody;"
     "fulltext;full_text;story_text;raw_text;plain_text;cleaned_text;document;story"},
    {"html", &Row::html, "html;raw_html;page_html;html_content"},
    {"date", &Row::date,
     "date_publish;date_published;published;publish_date;publication_date;published_at;publishedat;"
     "pub_date;pubdate;published_date;datepublished;date;timestamp;article_date"},
    {"publisher", &Row::publisher,
     "publisher;source_name;sourcename;site_name;sitename;outlet;media_name;newspaper;source;"
     "source_domain;sourcedomain;domain;hostname"},
    {"authors", &Row::authors, "authors;author;byline;creator;writers"},
    {"language", &Row::language, "language;lang"},
    {"description", &Row::description, "description;summary;excerpt;lead"}};

// The row field that a column feeds, and how good a name it is (0 the best).
struct Target {
  std::string Row::*member = nullptr;
  std::size_t rank = 0;
};

std::optional<Target> target_of(std::string_view column, const ReadOptions& options) {
  const std::string lower = ascii_lower(trim(column));
  for (const RowField& field : kRowFields) {
    if (const auto mapped = options.map.find(std::string(field.name));
        mapped != options.map.end()) {
      if (mapped->second == column) return Target{field.member, 0};
      continue;
    }
    std::size_t rank = 0;
    for (const std::string_view other : split(field.others, ';')) {
      if (lower == other) return Target{field.member, rank};
      ++rank;
    }
  }
  return std::nullopt;
}

// Fills a row, the better-named column first where two name the same field.
class Filler {
 public:
  explicit Filler(const ReadOptions& options) : options_(options) {}

  void set(Row& row, std::string_view column, std::string value) {
    if (trim(value).empty()) return;
    const auto target = target_of(column, options_);
    if (!target) return;
    for (auto& [member, rank] : ranks_)
      if (member == target->member) {
        if (rank <= target->rank) return;
        rank = target->rank;
        row.*member = std::move(value);
        return;
      }
    ranks_.emplace_back(target->member, target->rank);
    row.*(target->member) = std::move(value);
  }
  void next() { ranks_.clear(); }

 private:
  const ReadOptions& options_;
  std::vector<std::pair<std::string Row::*, std::size_t>> ranks_;
};

std::string string_of(const simdjson::dom::element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  if (value.get_int64().get(number) == simdjson::SUCCESS) return std::to_string(number);
  simdjson::dom::array list;
  std::string joined;
  if (value.get_array().get(list) == simdjson::SUCCESS)
    for (const simdjson::dom::element one : list)
      if (one.get_string().get(text) == simdjson::SUCCESS) {
        if (!joined.empty()) joined += ", ";
        joined += text;
      }
  simdjson::dom::object own;
  if (value.get_object().get(own) == simdjson::SUCCESS)
    for (const std::string_view key : {"name", "title", "domain"}) {
      simdjson::dom::element inner;
      if (own.at_key(key).get(inner) == simdjson::SUCCESS &&
          inner.get_string().get(text) == simdjson::SUCCESS)
        return std::string(text);
    }
  return joined;
}

class JsonRows {
 public:
  JsonRows(Input& input, const std::string& source, const ReadOptions& options,
           const std::function<void(Row)>& take, const std::function<void(Refusal)>& refuse)
      : input_(input), source_(source), filler_(options), take_(take), refuse_(refuse) {}

  void read() {
    if (begins_with_array()) return read_whole();
    std::string before;  // lines of an object that goes over several lines
    while (true) {
      Result<std::optional<std::string>> line = input_.line(kMaxRecordBytes);
      ++line_;
      if (!line) {
        refuse(line_, line.error());
        continue;
      }
      if (!line->has_value()) break;
      if (trim(**line).empty()) continue;
      if (before.empty()) first_ = line_;
      // An object over several lines: the first line alone is "{" or ends in the middle.
      const bool open = whole_object_ && (!before.empty() || !trim(**line).ends_with('}'));
      if (open) {
        before += **line;
        before += '\n';
        if (before.size() > kMaxRecordBytes) {
          refuse(first_, {ErrorCode::too_large,
                          fmt::format("an object of more than {} bytes", kMaxRecordBytes), ""});
          return;
        }
        if (!trim(**line).ends_with('}') || !parses(before)) continue;
        take_text(before, first_);
        before.clear();
        continue;
      }
      take_text(**line, line_);
      whole_object_ = false;
    }
    if (!before.empty()) take_text(before, first_);
    if (input_.error()) refuse(line_, *input_.error());
  }

 private:
  bool begins_with_array() {
    for (std::size_t look = 64;; look *= 2) {
      const std::string_view ahead = input_.peek(look);
      std::size_t at = ahead.starts_with("\xEF\xBB\xBF") ? 3 : 0;
      while (at < ahead.size() && is_ascii_space(ahead[at])) ++at;
      if (at < ahead.size()) return ahead[at] == '[';
      if (ahead.size() < look) return false;
    }
  }

  void refuse(std::size_t line, Error error) {
    error.where = fmt::format("{}:{}", source_, line);
    refuse_({error.where, std::move(error)});
  }

  bool parses(const std::string& text) {
    simdjson::dom::parser parser;
    return parser.allocate(text.size(), kMaxNesting) == simdjson::SUCCESS &&
           parser.parse(text).error() == simdjson::SUCCESS;
  }

  void take_text(std::string_view text, std::size_t line) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    auto problem = parser.allocate(std::max<std::size_t>(text.size(), 64), kMaxNesting);
    if (problem == simdjson::SUCCESS) problem = parser.parse(text.data(), text.size()).get(root);
    if (problem == simdjson::DEPTH_ERROR)
      return refuse(
          line, {ErrorCode::too_deep, fmt::format("JSON of more than {} levels", kMaxNesting), ""});
    if (problem == simdjson::UTF8_ERROR)
      return refuse(line, {ErrorCode::invalid_utf8,
                           fmt::format("byte {} of the line is not UTF-8",
                                       first_invalid_utf8(text).value_or(0)),
                           ""});
    if (problem != simdjson::SUCCESS)
      return refuse(line, {ErrorCode::bad_format,
                           fmt::format("JSON: {}", simdjson::error_message(problem)), ""});
    take_element(root, line);
  }

  void take_element(const simdjson::dom::element& value, std::size_t line) {
    simdjson::dom::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
      return refuse(line, {ErrorCode::bad_format, "JSON that is no object", ""});
    Row row;
    row.line = line;
    filler_.next();
    for (const auto [key, member] : object) filler_.set(row, key, string_of(member));
    // Some exports put the article one level down.
    if (row.text.empty() && row.html.empty())
      for (const std::string_view key : {"article", "document", "_source", "fields"}) {
        simdjson::dom::object inner;
        if (object.at_key(key).get_object().get(inner) == simdjson::SUCCESS)
          for (const auto [name, member] : inner) filler_.set(row, name, string_of(member));
      }
    if (row.text.empty() && row.html.empty())
      return refuse(line, {ErrorCode::bad_format,
                           "no text: none of the fields text, content, maintext, body, html; name "
                           "it with --map text=FIELD",
                           ""});
    take_(std::move(row));
  }

  void read_whole() {
    Result<std::string> whole = input_.rest(kMaxInputBytes);
    if (!whole) return refuse(1, whole.error());
    simdjson::dom::parser parser(kMaxInputBytes + 64);
    simdjson::dom::element root;
    auto problem = parser.allocate(whole->size(), kMaxNesting);
    std::string_view text = *whole;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (problem == simdjson::SUCCESS) problem = parser.parse(text.data(), text.size()).get(root);
    if (problem == simdjson::DEPTH_ERROR)
      return refuse(
          1, {ErrorCode::too_deep, fmt::format("JSON of more than {} levels", kMaxNesting), ""});
    if (problem != simdjson::SUCCESS)
      return refuse(1, {ErrorCode::bad_format,
                        fmt::format("JSON: {}", simdjson::error_message(problem)), ""});
    simdjson::dom::array list;
    if (root.get_array().get(list) != simdjson::SUCCESS) return;
    std::size_t number = 0;
    for (const simdjson::dom::element one : list) take_element(one, ++number);
  }

  Input& input_;
  const std::string& source_;
  Filler filler_;
  const std::function<void(Row)>& take_;
  const std::function<void(Refusal)>& refuse_;
  std::size_t line_ = 0, first_ = 1;
  bool whole_object_ = true;  // until a first line was an object of its own
};

// RFC 4180, with line breaks inside quotes; lenient with quotes inside unquoted fields.
class CsvReader {
 public:
  CsvReader(Input& input, char separator) : input_(input), separator_(separator) {}

  // The next record; nullopt at the end. `line` is where it begins.
  Result<std::optional<std::vector<std::string>>> next(std::size_t& line) {
    Result<std::optional<std::string>> text = input_.line(kMaxRecordBytes);
    ++line_;
    line = line_;
    if (!text) return text.error();
    if (!text->has_value()) return std::optional<std::vector<std::string>>();
    std::string record = std::move(**text);
    while (open_quote(record)) {
      Result<std::optional<std::string>> more = input_.line(kMaxRecordBytes);
      ++line_;
      if (!more) return more.error();
      if (!more->has_value())
        return Error{ErrorCode::truncated, "a quoted field ends in the middle", ""};
      record += '\n';
      record += **more;
      if (record.size() > kMaxRecordBytes)
        return Error{ErrorCode::too_large,
                     fmt::format("a record of more than {} bytes", kMaxRecordBytes), ""};
    }
    return std::optional<std::vector<std::string>>(fields_of(record));
  }

 private:
  bool open_quote(std::string_view record) {
    bool open = false;
    // Only what has come since is looked at; the state before it is kept.
    if (record.size() < scanned_) scanned_ = 0;
    if (scanned_ > 0) open = scanned_open_;
    for (std::size_t at = scanned_; at < record.size(); ++at) {
      if (record[at] != '"') continue;
      if (!open) {
        const bool starts_field = at == 0 || record[at - 1] == separator_;
        if (starts_field) open = true;
      } else if (at + 1 < record.size() && record[at + 1] == '"') {
        ++at;
      } else {
        open = false;
      }
    }
    scanned_ = open ? record.size() : 0;
    scanned_open_ = open;
    return open;
  }

  std::vector<std::string> fields_of(std::string_view record) const {
    std::vector<std::string> fields;
    std::string field;
    bool quoted = false;
    for (std::size_t at = 0; at <= record.size(); ++at) {
      if (at == record.size() || (!quoted && record[at] == separator_)) {
        fields.push_back(std::move(field));
        field.clear();
        continue;
      }
      const char c = record[at];
      if (quoted && c == '"' && at + 1 < record.size() && record[at + 1] == '"') {
        field.push_back('"');
        ++at;
      } else if (quoted && c == '"') {
        quoted = false;
      } else if (!quoted && c == '"' && field.empty()) {
        quoted = true;
      } else {
        field.push_back(c);
      }
    }
    return fields;
  }

  Input& input_;
  char separator_;
  std::size_t line_ = 0, scanned_ = 0;
  bool scanned_open_ = false;
};

}  // namespace

std::optional<char> table_separator(std::string_view first_line, const ReadOptions& options) {
  if (first_line.starts_with("\xEF\xBB\xBF")) first_line.remove_prefix(3);
  if (first_line.size() > 4000) return std::nullopt;
  for (const char separator : {',', '\t', ';', '|'}) {
    const std::vector<std::string_view> columns = split(first_line, separator);
    if (columns.size() < 2) continue;
    bool text = false;
    std::size_t known = 0;
    for (std::string_view column : columns) {
      column = trim(column);
      if (column.size() >= 2 && column.front() == '"' && column.back() == '"')
        column = column.substr(1, column.size() - 2);
      const auto target = target_of(column, options);
      if (!target) continue;
      ++known;
      text |= target->member == &Row::text || target->member == &Row::html;
    }
    if (text && (known >= 2 || !options.map.empty())) return separator;
  }
  return std::nullopt;
}

void read_json_rows(Input& input, const std::string& source, const ReadOptions& options,
                    const std::function<void(Row)>& take,
                    const std::function<void(Refusal)>& refuse) {
  JsonRows(input, source, options, take, refuse).read();
}

void read_csv_rows(Input& input, const std::string& source, const ReadOptions& options,
                   const std::function<void(Row)>& take,
                   const std::function<void(Refusal)>& refuse) {
  const auto refuse_at = [&](std::size_t line, Error error) {
    error.where = fmt::format("{}:{}", source, line);
    refuse({error.where, std::move(error)});
  };
  std::string_view look = input.peek(4096);
  const auto separator = table_separator(look.substr(0, look.find_first_of("\r\n")), options);
  CsvReader reader(input, separator.value_or(','));
  std::size_t line = 0;
  auto header = reader.next(line);
  if (!header || !header->has_value())
    return refuse_at(1, {ErrorCode::bad_format, "a table without a header", ""});
  std::vector<std::string> columns = std::move(**header);
  if (!columns.empty() && columns.front().starts_with("\xEF\xBB\xBF")) columns.front().erase(0, 3);
  Filler filler(options);
  while (true) {
    auto record = reader.next(line);
    if (!record) {
      refuse_at(line, record.error());
      if (record.error().code == ErrorCode::truncated) return;
      continue;
    }
    if (!record->has_value()) break;
    const std::vector<std::string>& fields = **record;
    if (fields.size() == 1 && trim(fields.front()).empty()) continue;
    Row row;
    row.line = line;
    filler.next();
    for (std::size_t i = 0; i < fields.size() && i < columns.size(); ++i)
      filler.set(row, columns[i], fields[i]);
    if (row.text.empty() && row.html.empty()) {
      refuse_at(line, {ErrorCode::bad_format, "a row without text", ""});
      continue;
    }
    if (const auto bad = first_invalid_utf8(row.text)) {
      refuse_at(line, {ErrorCode::invalid_utf8,
                       fmt::format("byte {} of the text is not UTF-8", *bad), ""});
      continue;
    }
    take(std::move(row));
  }
  if (input.error()) refuse_at(line, *input.error());
}

}  // namespace parley::page
