#include "parley/page/warc.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "parley/base/limits.h"
#include "parley/page/digest.h"
#include "parley/page/unpack.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
constexpr std::size_t kMaxHeaderLines = 256;
constexpr std::string_view kStart = "WARC/";
constexpr std::size_t kBlankLines = 4;  // CR LF CR LF

// Header fields, names in lower case; of repeated ones the first.
using Fields = std::map<std::string, std::string>;

std::string field(const Fields& fields, const std::string& name) {
  const auto at = fields.find(name);
  return at == fields.end() ? "" : at->second;
}

std::optional<std::uint64_t> number(std::string_view text) {
  text = trim(text);
  std::uint64_t value = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc{} || stop != text.data() + text.size())
    return std::nullopt;
  return value;
}

void add_field(Fields& fields, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  fields.emplace(ascii_lower(trim(line.substr(0, colon))),
                 std::string(trim(line.substr(colon + 1))));
}

// An HTTP message: status, fields, and where the body begins.
struct Http {
  int status = 0;
  Fields fields;
  std::size_t body = 0;
};

std::optional<Http> read_http(std::string_view block) {
  if (!block.starts_with("HTTP/")) return std::nullopt;
  Http http;
  std::size_t at = 0, lines = 0;
  while (at < block.size() && at < kMaxHeaderBytes && lines++ < kMaxHeaderLines) {
    std::size_t end = block.find('\n', at);
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view line = block.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (lines == 1) {
      const std::size_t space = line.find(' ');
      if (space == std::string_view::npos) return std::nullopt;
      http.status = static_cast<int>(number(line.substr(space + 1, 3)).value_or(0));
    } else if (line.empty()) {
      http.body = at;
      return http;
    } else {
      add_field(http.fields, line);
    }
  }
  return std::nullopt;
}

// Takes the chunked transfer coding off; nullopt where the bytes are not chunked (archivers often
// leave the header and take the chunks away).
std::optional<std::string> dechunked(std::string_view body) {
  std::string out;
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t end = body.find('\n', at);
    if (end == std::string_view::npos || end - at > 40) return std::nullopt;
    std::uint64_t size = 0;
    const auto [stop, problem] = std::from_chars(body.data() + at, body.data() + end, size, 16);
    if (problem != std::errc{} || stop == body.data() + at) return std::nullopt;
    at = end + 1;
    if (size == 0) return out;
    const std::size_t left = body.size() - at;
    out += body.substr(at, std::min<std::uint64_t>(size, left));
    if (size > left) return out;  // cut in the middle: what is whole is kept
    at += size;
    if (body.substr(at).starts_with("\r\n"))
      at += 2;
    else if (body.substr(at).starts_with("\n"))
      at += 1;
  }
  return out;
}

bool is_page_type(std::string_view type) {
  const std::string lower = ascii_lower(type);
  return lower.empty() || lower.find("html") != std::string::npos ||
         lower.starts_with("text/plain");
}

class Reader {
 public:
  Reader(Input& input, const std::string& source, const std::function<void(WarcPage)>& take,
         const std::function<void(Refusal)>& refuse)
      : input_(input), source_(source), take_(take), refuse_(refuse) {}

  void read() {
    while (find_record()) read_record();
  }

 private:
  void refuse(const std::string& id, Error error) {
    const std::string where =
        id.empty() ? fmt::format("{}#byte {}", source_, input_.taken()) : source_ + "#" + id;
    error.where = where;
    refuse_({where, std::move(error)});
  }

  // Passes over blank lines up to a record; bytes that are none are refused once and passed over.
  bool find_record() {
    bool told = std::exchange(told_, false);
    while (true) {
      const std::string_view ahead = input_.peek(kStart.size());
      if (ahead.empty()) {
        if (!input_.error()) return false;
        if (!told) refuse("", *input_.error());
        told = false;
        if (!input_.next_member(kStart)) return false;
        continue;
      }
      if (ahead == kStart) return true;
      Result<std::optional<std::string>> line = input_.line(kMaxRecordBytes);
      const bool blank = line && line->has_value() && trim(**line).empty();
      if (blank) continue;
      if (!told) refuse("", {ErrorCode::bad_format, "bytes that are no WARC record", ""});
      told = true;
    }
  }

  void read_record() {
    Fields fields;
    std::size_t bytes = 0, lines = 0;
    while (true) {
      Result<std::optional<std::string>> line = input_.line(kMaxHeaderBytes);
      const bool over = !line ||
                        (bytes += line->has_value() ? (*line)->size() : 0) > kMaxHeaderBytes ||
                        ++lines > kMaxHeaderLines;
      if (over) return refuse("", {ErrorCode::bad_format, "a WARC header that is too long", ""});
      if (!line->has_value()) {
        if (input_.error()) return;  // told by find_record
        return refuse(field(fields, "warc-record-id"),
                      {ErrorCode::truncated, "a WARC header ends in the middle", ""});
      }
      if ((*line)->empty()) break;
      if (lines > 1) add_field(fields, **line);
    }
    const std::string id = field(fields, "warc-record-id");
    const auto length = number(field(fields, "content-length"));
    if (!length)
      return refuse(id,
                    {ErrorCode::bad_format, "a WARC record without a proper Content-Length", ""});
    const std::string type = ascii_lower(field(fields, "warc-type"));
    const bool page = (type == "response" || type == "resource" || type == "conversion") &&
                      field(fields, "warc-segment-number").empty();
    if (!page || *length > kMaxRecordBytes) {
      if (page)
        refuse(id, {ErrorCode::too_large,
                    fmt::format("a record of {} bytes; {} are the most", *length, kMaxRecordBytes),
                    ""});
      if (Status problem = input_.skip(*length); problem && !input_.error() && page)
        refuse(id, *problem);
      return;
    }
    std::string block;
    if (Status problem = input_.take(*length, block)) return refuse_broken(id, *problem);
    // The blank lines behind the block are the last of a packed member: with them comes the word
    // whether its check sum is right. Where a member was cut, other bytes stand there.
    const std::string_view behind = input_.peek(kBlankLines);
    if (behind.size() < kBlankLines && input_.error()) return refuse_broken(id, *input_.error());
    if (!behind.empty() && !is_ascii_space(behind.front()))
      return refuse_broken(id, {ErrorCode::bad_format,
                                "a record that does not end where its Content-Length says", ""});
    take_page(fields, type, block);
  }

  // The record by its name; what find_record meets next is a part of it.
  void refuse_broken(const std::string& id, const Error& problem) {
    refuse(id, input_.error().value_or(problem));
    told_ = true;
  }

  void take_page(const Fields& fields, const std::string& type, std::string& block) {
    WarcPage page;
    page.id = field(fields, "warc-record-id");
    page.url = field(fields, "warc-target-uri");
    if (page.url.starts_with('<') && page.url.ends_with('>'))
      page.url = page.url.substr(1, page.url.size() - 2);
    page.date = field(fields, "warc-date");
    page.content_type = field(fields, "content-type");
    if (has_digest(block, field(fields, "warc-block-digest")) == false)
      page.damage = "the record's block is not the one of its digest";
    if (type == "response") {
      const std::optional<Http> http = read_http(block);
      if (!http) {
        if (page.content_type.find("http") == std::string::npos)
          return;  // a DNS answer and the like
        return refuse(page.id, {ErrorCode::bad_format, "a response without an HTTP header", ""});
      }
      page.content_type = field(http->fields, "content-type");
      if (http->status != 200 || !is_page_type(page.content_type)) return;
      std::string_view body = std::string_view(block).substr(http->body);
      std::string whole;
      if (ascii_lower(field(http->fields, "transfer-encoding")).find("chunked") !=
          std::string::npos)
        if (std::optional<std::string> joined = dechunked(body)) {
          whole = std::move(*joined);
          body = whole;
        }
      check_payload(page, fields, std::string_view(block).substr(http->body), body);
      Result<std::string> plain = decoded(field(http->fields, "content-encoding"), body);
      if (!plain) return refuse(page.id, plain.error());
      page.body = std::move(*plain);
    } else {
      if (!is_page_type(page.content_type)) return;
      check_payload(page, fields, block, block);
      page.body = std::move(block);
    }
    take_(std::move(page));
  }

  // Archivers take the digest of the body with or without its chunks.
  static void check_payload(WarcPage& page, const Fields& fields, std::string_view raw,
                            std::string_view joined) {
    const std::string named = field(fields, "warc-payload-digest");
    const bool other = has_digest(raw, named) == false &&
                       (raw.size() == joined.size() || has_digest(joined, named) == false);
    if (other && page.damage.empty())
      page.damage = "the record's payload is not the one of its digest";
  }

  // Content codings are named in the order in which they were put on. Archives often keep the name
  // and store the plain bytes.
  Result<std::string> decoded(const std::string& codings, std::string_view body) {
    std::string now(body);
    const std::vector<std::string_view> names = split(codings, ',');
    if (names.size() > 3)
      return Error{ErrorCode::unsupported, "more than three content codings", ""};
    for (std::size_t i = names.size(); i-- > 0;) {
      const std::string coding = ascii_lower(trim(names[i]));
      const bool gzip = coding == "gzip" || coding == "x-gzip";
      if ((gzip && packing_of(now) != Packing::gzip) ||
          (coding == "zstd" && packing_of(now) != Packing::zstd))
        continue;
      const std::size_t markup = now.find_first_not_of(" \t\r\n");
      const bool plain = markup != std::string::npos &&
                         (now[markup] == '<' || now.compare(markup, 3, "\xEF\xBB\xBF") == 0);
      if (plain && !gzip) continue;
      Result<std::string> out = unpack_body(coding, now, kMaxRecordBytes);
      if (!out) return out;
      now = std::move(*out);
    }
    return now;
  }

  Input& input_;
  bool told_ = false;  // a broken record was refused, and the bytes behind it are its own
  const std::string& source_;
  const std::function<void(WarcPage)>& take_;
  const std::function<void(Refusal)>& refuse_;
};

}  // namespace

void read_warc(Input& input, const std::string& source, const std::function<void(WarcPage)>& take,
               const std::function<void(Refusal)>& refuse) {
  Reader(input, source, take, refuse).read();
}

}  // namespace parley::page
