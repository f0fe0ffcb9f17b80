// page/source.h - bytes of an input, unpacked as they are read: files, standard input, gzip (also
// of many members, as WARC files are packed), zstd.
// Limits  kMaxRatio on the output side, for each gzip member and each zstd stream (bad_ratio); at
//         most three packings inside one another (unsupported); zstd windows up to 8 MiB.
// Errors  not_found, no_permission, is_folder, truncated (the packing ends in the middle),
//         bad_format (a check sum or the packing itself is wrong), bad_ratio, unsupported.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "parley/base/result.h"

namespace parley::page {

// A stream of bytes. `read` gives how many bytes it has put, 0 at the end. After an error
// `next_member` goes on behind the broken part, at the next member of which the unpacked bytes
// begin with `start`; false where there is none or where this stream knows no members.
struct ByteSource {
  std::function<Result<std::size_t>(char* out, std::size_t size)> read;
  std::function<bool(std::string_view start)> next_member;
};

// "-" is standard input. `on_bytes` is told of every piece read, as it lies in the file.
Result<ByteSource> open_source(const std::string& path,
                               const std::function<void(std::size_t)>& on_bytes = {});
ByteSource source_of(std::string_view bytes);  // the bytes must outlive it

// The source itself, or what is packed in it (found by its first bytes).
ByteSource unpacked(ByteSource source);

// Reads ahead: lines, counted bytes, a look at what comes.
class Input {
 public:
  explicit Input(ByteSource source) : source_(std::move(source)) {}

  // Up to `size` bytes that come next, without taking them.
  std::string_view peek(std::size_t size);
  // The next line without its line break; nullopt at the end. A line past `most` bytes is
  // too_large, and is passed over.
  Result<std::optional<std::string>> line(std::size_t most);
  // Appends exactly `size` bytes; fewer where the input ends (truncated).
  Status take(std::size_t size, std::string& into);
  Status skip(std::size_t size);
  // Everything that is left; too_large past `most`.
  Result<std::string> rest(std::size_t most);
  // Forgets what is read ahead and goes on at the next member (ByteSource::next_member).
  bool next_member(std::string_view start);
  // The error that stopped the source, if one did.
  const std::optional<Error>& error() const { return error_; }
  std::size_t taken() const { return taken_; }  // bytes taken so far

 private:
  bool fill();  // reads a piece more; false at the end or on an error
  std::string_view ahead() const { return std::string_view(buffer_).substr(at_); }
  void advance(std::size_t size);

  ByteSource source_;
  std::string buffer_;
  std::size_t at_ = 0, taken_ = 0;
  bool ended_ = false;
  std::optional<Error> error_;
};

}  // namespace parley::page
