#include "parley/page/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "parley/page/rows.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct Magic {
  std::string_view bytes, what, advice;
};

using std::string_view_literals::operator""sv;

constexpr Magic kOthers[] = {
    {"%PDF-"sv, "a PDF", "turn it into text first (pdftotext)"},
    {"PK\x03\x04"sv, "a ZIP archive or an Office document", "unpack it and give the files"},
    {"PK\x05\x06"sv, "a ZIP archive", "unpack it and give the files"},
    {"Rar!"sv, "a RAR archive", "unpack it and give the files"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7z archive", "unpack it and give the files"},
    {"BZh"sv, "bzip2", "unpack it first; gzip and zstd are read as they are"},
    {"\xFD"
     "7zXZ"sv,
     "xz", "unpack it first; gzip and zstd are read as they are"},
    {"\x04\x22\x4D\x18"sv, "LZ4", "unpack it first; gzip and zstd are read as they are"},
    {"\x89PNG"sv, "a PNG image", "give the page that holds it"},
    {"\xFF\xD8\xFF"sv, "a JPEG image", "give the page that holds it"},
    {"GIF8"sv, "a GIF image", "give the page that holds it"},
    {"RIFF"sv, "a media file", "give the page that holds it"},
    {"OggS"sv, "a media file", "give the page that holds it"},
    {"ID3"sv, "a media file", "give the page that holds it"},
    {"\xD0\xCF\x11\xE0"sv, "an old Office document", "save it as text first"},
    {"{\\rtf"sv, "an RTF document", "save it as text first"},
    {"SQLite format 3"sv, "a SQLite database", "give it as --store"},
    {"PAR1"sv, "a Parquet file", "export it as JSON lines or CSV first"},
    {"\x7F"
     "ELF"sv,
     "a program", "give a page"},
};

bool is_tar(std::string_view head) { return head.size() > 262 && head.substr(257, 5) == "ustar"; }

bool utf16(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
  return head.size() >= 4 && ((head[0] == '<' && head[1] == 0) || (head[0] == 0 && head[1] == '<'));
}

// Lower-case ASCII of the head, NULs of UTF-16 left out.
std::string plain_lower(std::string_view head) {
  std::string plain;
  for (const char c : head.substr(0, 8192))
    if (c != 0) plain.push_back(c);
  return ascii_lower(plain);
}

bool is_html(std::string_view lower) {
  for (const std::string_view tag : {"<!doctype html", "<html", "<head>", "<head ", "<body",
                                     "<meta ", "<title>", "<!doctype  html"})
    if (lower.find(tag) != std::string_view::npos) return true;
  const std::size_t first = lower.find_first_not_of(" \t\r\n\f");
  if (first == std::string_view::npos || lower[first] != '<') return false;
  int tags = 0;
  for (const std::string_view tag : {"<p>", "<p ", "<div", "<article", "<section", "<h1", "<h2",
                                     "<br", "<a ", "<span", "<table", "<main", "<ul"})
    tags += lower.find(tag) != std::string_view::npos ? 1 : 0;
  return tags >= 1;
}

}  // namespace

Result<Format> format_of(std::string_view head, const ReadOptions& options) {
  for (const Magic& other : kOthers)
    if (head.starts_with(other.bytes))
      return Error{ErrorCode::unsupported, fmt::format("{}; {}", other.what, other.advice), ""};
  if (is_tar(head))
    return Error{ErrorCode::unsupported, "a TAR archive; unpack it and give the files", ""};
  if (head.starts_with("WARC/")) return Format::warc;
  std::string_view body = head;
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  const std::string lower = plain_lower(body);
  const std::size_t first = lower.find_first_not_of(" \t\r\n\f");
  if (first != std::string::npos && (lower[first] == '{' || lower[first] == '[')) {
    const std::size_t next = lower.find_first_not_of(" \t\r\n\f", first + 1);
    const bool object = lower[first] == '{' && next != std::string::npos &&
                        (lower[next] == '"' || lower[next] == '}');
    const bool array = lower[first] == '[' && next != std::string::npos &&
                       (lower[next] == '{' || lower[next] == ']');
    if (object || array) return Format::json;
  }
  if (is_html(lower)) return Format::html;
  const auto nuls = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  if (!utf16(head) && nuls * 100 > head.size())
    return Error{ErrorCode::bad_format, "binary data, not text", ""};
  if (lower.starts_with("<?xml") || lower.starts_with("<rss") || lower.starts_with("<feed"))
    return Error{ErrorCode::unsupported, "XML that is no HTML page (a feed?); give the pages", ""};
  if (table_separator(body.substr(0, body.find_first_of("\r\n")), options)) return Format::table;
  return Format::text;
}

}  // namespace parley::page
