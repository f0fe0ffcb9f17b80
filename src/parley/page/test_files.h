// page/test_files.h - inputs made by tests: files in a folder of their own, gzip, WARC records.
#pragma once

#include <brotli/encode.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "parley/page/read.h"

namespace parley::page {

class TestFolder {
 public:
  TestFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("parley_page_" + std::to_string(::getpid()) + "_" + std::to_string(count_++))) {
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  std::string write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  static inline int count_ = 0;
  std::filesystem::path path_;
};

struct ReadResult {
  std::vector<Article> articles;
  std::vector<Refusal> refusals;

  std::string codes() const {
    std::string text;
    for (const Refusal& one : refusals)
      text += (text.empty() ? "" : " ") + std::string(name_of(one.error.code));
    return text;
  }
};

inline ReadResult read_file(const std::string& path, const ReadOptions& options = {}) {
  ReadResult result;
  read_input(
      path, options, [&](Article article) { result.articles.push_back(std::move(article)); },
      [&](Refusal refusal) { result.refusals.push_back(std::move(refusal)); });
  return result;
}

inline std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

inline std::string brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                        reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                        reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

// A WARC response record around an HTTP message. `more` are further fields of its header.
inline std::string warc_record(const std::string& id, const std::string& url,
                               const std::string& http, const std::string& type = "response",
                               const std::string& more = "") {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Record-ID: <" + id +
         ">\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2016-10-07T12:00:00Z\r\nContent-Type: application/http; "
         "msgtype=response\r\n" +
         more + "Content-Length: " + std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
}

inline std::string http_page(
    const std::string& html,
    const std::string& headers = "Content-Type: text/html; charset=utf-8\r\n", int status = 200) {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers + "\r\n" + html;
}

// A small page of our own with a report in it.
inline std::string small_html(
    const std::string& headline = "Council gives rebels ten days to leave Tarsk") {
  return "<!doctype html><html lang=en><head><title>" + headline +
         " | Valley News</title>"
         "<meta property=og:site_name content='Valley News'><meta property=og:title content='" +
         headline +
         "'>"
         "<meta property=article:published_time content='2016-10-07T09:30:00Z'></head><body>"
         "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a "
         "href=/s>Sport</a></ul></nav>"
         "<main><article><h1>" +
         headline +
         "</h1><p class=byline>By Hanna Strobel</p>"
         "<figure><img src=x><figcaption>The market of Tarsk on Thursday. Photo: Marek "
         "Duda</figcaption></figure>"
         "<p>TARSK (Reuters) - The council of elders in Tarsk on Friday gave armed groups ten days "
         "to leave the town and said it would close the market if they stayed.</p>"
         "<p>A spokesman for the fighters said they had not been told of the demand. \"We are "
         "guests here and guests are not given dates,\" he said by telephone.</p>"
         "<h2>Mortar fire</h2><p>Two people died on Thursday when a mortar round hit a bakery in "
         "the southern suburbs, hospital officials said, and nine others were hurt.</p>"
         "<p>The council has met four times since the fighting reached the suburbs in August, and "
         "each time it has asked both sides to spare the wells.</p></article>"
         "<section class=related><h3>Related stories</h3><ul><li><a href=/1>Dam workers end their "
         "strike</a><li><a href=/2>Snow closes three passes</a></ul></section>"
         "<section class=comments><h3>2 comments</h3><div class=comment><b>riverman</b> <time>7 "
         "October 2016</time><p>They have been talking for eleven years and nothing changes for "
         "us, nothing at all.</p></div></section></main>"
         "<footer><p>&copy; 2016 Valley Media. All rights reserved.</p></footer></body></html>";
}

}  // namespace parley::page
