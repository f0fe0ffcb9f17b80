// page/rows.h - reports out of tables: JSON lines (also one JSON array or one object) and CSV or TSV
// with a header line, with the field names that the common collectors use (kRowFields in rows.cc).
// ReadOptions::map gives other names: {"text": "inhalt"} reads the text from the field "inhalt".
// Limits  kMaxRecordBytes a row, kMaxNesting levels of JSON.
// Errors  of one row never touch the next; each names its line.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parley/page/read.h"
#include "parley/page/source.h"

namespace parley::page {

// The fields of a row that a report has; empty where the row has none.
struct Row {
  std::string id, url, title, text, html, date, publisher, authors, language, description;
  std::size_t line = 0;  // 1-based, where it begins
};

void read_json_rows(Input& input, const std::string& source, const ReadOptions& options,
                    const std::function<void(Row)>& take,
                    const std::function<void(Refusal)>& refuse);

void read_csv_rows(Input& input, const std::string& source, const ReadOptions& options,
                   const std::function<void(Row)>& take,
                   const std::function<void(Refusal)>& refuse);

// Whether the first line of a file is the header of a table with a text or URL field in it; gives
// the separator.
std::optional<char> table_separator(std::string_view first_line, const ReadOptions& options);

}  // namespace parley::page
