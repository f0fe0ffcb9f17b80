// apps/parley/output.h - tables for people and for programs: aligned text, CSV (RFC 4180), JSON,
// JSON lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace parley::app {

enum class Format { text, csv, json, jsonl };

struct OutputOptions {
  bool csv = false, json = false, jsonl = false;
  Format format() const {
    return csv ? Format::csv : jsonl ? Format::jsonl : json ? Format::json : Format::text;
  }
};
void add_output_options(CLI::App& command, OutputOptions& output);

using Cell = std::optional<std::string>;  // absent: nothing is said

// A value that is itself JSON (a list, a number) is written as such in JSON output where
// `raw[column]` says so.
struct Table {
  std::vector<std::string> columns;
  std::vector<bool> raw;
  std::vector<std::vector<Cell>> rows;
};
void print(const Table& table, Format format);

std::string csv_field(const std::string& text);
std::string json_string(const std::string& text);
// At most `width` code points, the cut marked by "…".
std::string shortened(const std::string& text, std::size_t width);
// ESC [ 1 m ... around the text, on a terminal without NO_COLOR.
std::string bold(const std::string& text);

}  // namespace parley::app
