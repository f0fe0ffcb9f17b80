#include "parley/page/read.h"

#include <fmt/format.h>

#include "parley/base/limits.h"
#include "parley/page/charset.h"
#include "parley/page/dates.h"
#include "parley/page/format.h"
#include "parley/page/html_page.h"
#include "parley/page/names.h"
#include "parley/page/rows.h"
#include "parley/page/source.h"
#include "parley/page/text_page.h"
#include "parley/page/warc.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kLook = 16 * 1024;  // bytes by which the format is found

using Take = std::function<void(Article)>;
using Refuse = std::function<void(Refusal)>;

void hand_on(const std::string& source, Result<Article> article, const Take& take,
             const Refuse& refuse) {
  if (article) return take(std::move(*article));
  Error error = article.error();
  error.where = source;
  refuse({source, std::move(error)});
}

// The whole input, which is one page.
Result<std::string> whole(Input& input, const std::string& source) {
  Result<std::string> bytes = input.rest(kMaxRecordBytes);
  if (bytes) return bytes;
  Error error = bytes.error();
  error.where = source;
  return error;
}

Result<Article> text_article(const std::string& source, std::string bytes,
                             const ReadOptions& options) {
  if (const auto bad = first_invalid_utf8(bytes))
    return Error{ErrorCode::invalid_utf8, fmt::format("byte {} is not UTF-8", *bad), source};
  if (trim(bytes).empty()) return Error{ErrorCode::empty_input, "nothing but white space", source};
  return read_text_page(source, std::move(bytes), options);
}

Result<Article> warc_article(const WarcPage& page, const std::string& source,
                             const ReadOptions& options) {
  const std::string id = source + "#" + page.id;
  const bool plain = ascii_lower(page.content_type).starts_with("text/plain");
  if (trim(page.body).empty()) return Error{ErrorCode::empty_input, "a page without bytes", id};
  Result<Article> article =
      plain ? text_article(id, decode_page(page.body, page.content_type).text, options)
            : read_html_page({id, page.url, page.content_type}, page.body, options);
  if (!article) return article;
  if (plain) article->url = page.url;
  if (!page.damage.empty()) article->repairs.push_back(page.damage);
  return article;
}

// A row's own fields stand before what its text tells.
Result<Article> row_article(Row row, const std::string& source, const ReadOptions& options) {
  const std::string id =
      fmt::format("{}#{}", source, row.id.empty() ? fmt::format("line {}", row.line) : row.id);
  const std::string& body = row.html.empty() ? row.text : row.html;
  ReadOptions own = options;
  own.known.url = row.url;
  own.known.title = row.title;
  own.known.publisher = row.publisher;
  own.known.language = row.language.size() == 2 ? ascii_lower(row.language) : "";
  if (!row.authors.empty())
    if (const auto byline = read_byline("By " + row.authors); byline)
      own.known.bylines = byline->people;
  if (const auto day = machine_date(row.date))
    own.known.published = {day, DateBasis::metadata, row.date};
  const Result<Format> format = format_of(body.substr(0, kLook), ReadOptions{});
  const bool html = !row.html.empty() || (format && *format == Format::html);
  if (html) return read_html_page({id, row.url, "text/html; charset=utf-8"}, body, own);
  return text_article(id, std::move(row.text), own);
}

}  // namespace

void read_input(const std::string& input, const ReadOptions& options, const Take& take,
                const Refuse& refuse) {
  Result<ByteSource> source = open_source(input, options.on_bytes);
  if (!source) return refuse({input, source.error()});
  Input bytes(unpacked(std::move(*source)));
  const auto refuse_input = [&](Error error) {
    error.where = input;
    refuse({input, std::move(error)});
  };
  const std::string_view head = bytes.peek(kLook);
  if (head.empty()) {
    if (bytes.error()) return refuse_input(*bytes.error());
    return refuse_input({ErrorCode::empty_input, "no bytes", ""});
  }
  const Result<Format> format = format_of(head, options);
  if (!format) return refuse_input(format.error());
  switch (*format) {
    case Format::warc:
      return read_warc(
          bytes, input,
          [&](const WarcPage& page) {
            hand_on(input + "#" + page.id, warc_article(page, input, options), take, refuse);
          },
          refuse);
    case Format::json:
    case Format::table: {
      const auto take_row = [&](Row row) {
        const std::string where = fmt::format("{}:{}", input, row.line);
        hand_on(where, row_article(std::move(row), input, options), take, refuse);
      };
      return *format == Format::json ? read_json_rows(bytes, input, options, take_row, refuse)
                                     : read_csv_rows(bytes, input, options, take_row, refuse);
    }
    case Format::html:
    case Format::text: {
      Result<std::string> page = whole(bytes, input);
      if (!page) return refuse_input(page.error());
      hand_on(input,
              *format == Format::html ? read_html_page({input, "", ""}, *page, options)
                                      : text_article(input, std::move(*page), options),
              take, refuse);
    }
  }
}

}  // namespace parley::page
