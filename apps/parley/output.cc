#include "apps/parley/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "parley/text/text.h"

namespace parley::app {
namespace {

constexpr std::size_t kWidestColumn = 48;

void print_text(const Table& table) {
  std::vector<std::size_t> width;
  for (const std::string& name : table.columns) width.push_back(count_code_points(name));
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : table.rows) {
    std::vector<std::string>& line = cells.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line.push_back(shortened(row[i].value_or(""), kWidestColumn));
      width[i] = std::max(width[i], count_code_points(line.back()));
    }
  }
  const auto put = [&](const std::vector<std::string>& line, bool head) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string padded = line[i] + std::string(width[i] - count_code_points(line[i]), ' ');
      text += (i == 0 ? "" : "  ") + (head ? bold(padded) : padded);
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    std::puts(text.c_str());
  };
  put(table.columns, true);
  for (const auto& line : cells) put(line, false);
}

std::string json_object(const Table& table, const std::vector<Cell>& row) {
  std::string text = "{";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) text += ", ";
    text += json_string(table.columns[i]) + ": ";
    const bool raw = i < table.raw.size() && table.raw[i];
    text += !row[i] ? "null" : raw ? *row[i] : json_string(*row[i]);
  }
  return text + "}";
}

}  // namespace

void add_output_options(CLI::App& command, OutputOptions& output) {
  auto* csv = command.add_flag("--csv", output.csv, "Comma-separated values, RFC 4180");
  auto* json = command.add_flag("--json", output.json, "One JSON array");
  auto* jsonl = command.add_flag("--jsonl", output.jsonl, "One JSON object a line");
  csv->excludes(json)->excludes(jsonl);
  json->excludes(jsonl);
}

void print(const Table& table, Format format) {
  switch (format) {
    case Format::text:
      print_text(table);
      return;
    case Format::csv: {
      std::string head;
      for (const std::string& name : table.columns)
        head += (head.empty() ? "" : ",") + csv_field(name);
      std::fputs((head + "\r\n").c_str(), stdout);
      for (const auto& row : table.rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
          line += (i == 0 ? "" : ",") + csv_field(row[i].value_or(""));
        std::fputs((line + "\r\n").c_str(), stdout);
      }
      return;
    }
    case Format::json:
      std::puts("[");
      for (std::size_t i = 0; i < table.rows.size(); ++i)
        std::puts(
            (json_object(table, table.rows[i]) + (i + 1 < table.rows.size() ? "," : "")).c_str());
      std::puts("]");
      return;
    case Format::jsonl:
      for (const auto& row : table.rows) std::puts(json_object(table, row).c_str());
      return;
  }
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + "\"";
}

std::string json_string(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (quoted += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20)
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      quoted += c;
  }
  return quoted + "\"";
}

std::string shortened(const std::string& text, std::size_t width) {
  std::string line;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (++count > width) {
      while (!line.empty() && (line.back() & 0xC0) == 0x80) line.pop_back();
      if (!line.empty()) line.pop_back();
      return line + "…";
    }
    if (c < 0x20 || c == 0x7F)
      line += ' ';
    else
      line.append(text, begin, at - begin);
  }
  return line;
}

std::string bold(const std::string& text) {
  static const bool kColours = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  return kColours ? "\033[1m" + text + "\033[0m" : text;
}

}  // namespace parley::app
