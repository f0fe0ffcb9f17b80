#include "parley/page/source.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "parley/page/unpack.h"

namespace parley::page {
namespace {

constexpr std::size_t kPiece = 1 << 16;
constexpr int kMostPackings = 3;

Error open_error(const std::string& path) {
  if (errno == ENOENT || errno == ENOTDIR) return {ErrorCode::not_found, "no such file", path};
  if (errno == EACCES || errno == EPERM) return {ErrorCode::no_permission, "may not be read", path};
  return {ErrorCode::failed, std::strerror(errno), path};
}

ByteSource source_of_file(const std::shared_ptr<std::FILE>& file, const std::string& path,
                          const std::function<void(std::size_t)>& on_bytes) {
  ByteSource source;
  source.read = [file, path, on_bytes](char* out, std::size_t size) -> Result<std::size_t> {
    const std::size_t count = std::fread(out, 1, size, file.get());
    if (count == 0 && std::ferror(file.get()))
      return Error{ErrorCode::failed, std::strerror(errno), path};
    if (on_bytes) on_bytes(count);
    return count;
  };
  return source;
}

// A source that gives `ahead` before it goes on.
ByteSource with_ahead(std::string ahead, const ByteSource& source) {
  auto kept = std::make_shared<std::string>(std::move(ahead));
  ByteSource joined;
  joined.next_member = source.next_member;
  joined.read = [kept, source](char* out, std::size_t size) -> Result<std::size_t> {
    if (kept->empty()) return source.read(out, size);
    const std::size_t count = std::min(size, kept->size());
    std::copy_n(kept->data(), count, out);
    kept->erase(0, count);
    return count;
  };
  return joined;
}

}  // namespace

Result<ByteSource> open_source(const std::string& path,
                               const std::function<void(std::size_t)>& on_bytes) {
  if (path == "-")
    return source_of_file(std::shared_ptr<std::FILE>(stdin, [](std::FILE*) {}), path, on_bytes);
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return open_error(path);
  if (S_ISDIR(info.st_mode))
    return Error{ErrorCode::is_folder, "a folder where a file was meant", path};
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return open_error(path);
  return source_of_file(std::shared_ptr<std::FILE>(file, [](std::FILE* own) { std::fclose(own); }),
                        path, on_bytes);
}

ByteSource source_of(std::string_view bytes) {
  auto left = std::make_shared<std::string_view>(bytes);
  ByteSource source;
  source.read = [left](char* out, std::size_t size) -> Result<std::size_t> {
    const std::size_t count = std::min(size, left->size());
    std::memcpy(out, left->data(), count);
    left->remove_prefix(count);
    return count;
  };
  return source;
}

ByteSource unpacked(ByteSource source) {
  for (int level = 0;; ++level) {
    std::string head(4, '\0');
    std::size_t got = 0;
    while (got < head.size()) {
      Result<std::size_t> count = source.read(head.data() + got, head.size() - got);
      if (!count) {
        const Error& error = count.error();
        source.read = [error](char*, std::size_t) -> Result<std::size_t> { return error; };
        return with_ahead(head.substr(0, got), source);
      }
      if (*count == 0) break;
      got += *count;
    }
    head.resize(got);
    const Packing packing = packing_of(head);
    source = with_ahead(std::move(head), std::move(source));
    if (packing == Packing::none) return source;
    if (level == kMostPackings) {
      source.read = [](char*, std::size_t) -> Result<std::size_t> {
        return Error{ErrorCode::unsupported,
                     fmt::format("packed more than {} times over", kMostPackings), ""};
      };
      return source;
    }
    source = packing == Packing::gzip ? gunzipped(std::move(source)) : unzstd(std::move(source));
  }
}

bool Input::fill() {
  if (ended_ || error_) return false;
  if (at_ > 0 && at_ * 2 >= buffer_.size()) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kPiece);
  Result<std::size_t> count = source_.read(buffer_.data() + before, kPiece);
  buffer_.resize(before + (count ? *count : 0));
  if (!count) error_ = count.error();
  ended_ = count && *count == 0;
  return count && *count > 0;
}

void Input::advance(std::size_t size) {
  at_ += size;
  taken_ += size;
}

std::string_view Input::peek(std::size_t size) {
  while (ahead().size() < size && fill()) {
  }
  return ahead().substr(0, size);
}

Result<std::optional<std::string>> Input::line(std::size_t most) {
  std::size_t searched = 0;
  while (true) {
    const std::size_t found = ahead().find('\n', searched);
    if (found != std::string_view::npos) {
      if (found > most) {
        advance(found + 1);
        return Error{ErrorCode::too_large, fmt::format("a line of more than {} bytes", most), ""};
      }
      std::string text(ahead().substr(0, found));
      advance(found + 1);
      if (!text.empty() && text.back() == '\r') text.pop_back();
      return std::optional<std::string>(std::move(text));
    }
    searched = ahead().size();
    if (searched > most) {
      // Pass over the rest of it, piece by piece.
      while (true) {
        const std::size_t end = ahead().find('\n');
        if (end != std::string_view::npos) {
          advance(end + 1);
          break;
        }
        advance(ahead().size());
        if (!fill()) break;
      }
      return Error{ErrorCode::too_large, fmt::format("a line of more than {} bytes", most), ""};
    }
    if (!fill()) break;
  }
  if (ahead().empty()) return std::optional<std::string>();
  std::string text(ahead());
  advance(text.size());
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return std::optional<std::string>(std::move(text));
}

Status Input::take(std::size_t size, std::string& into) {
  while (size > 0) {
    if (ahead().empty() && !fill())
      return error_ ? *error_
                    : Error{ErrorCode::truncated, fmt::format("{} bytes are missing", size), ""};
    const std::size_t count = std::min(size, ahead().size());
    into += ahead().substr(0, count);
    advance(count);
    size -= count;
  }
  return std::nullopt;
}

Status Input::skip(std::size_t size) {
  while (size > 0) {
    if (ahead().empty() && !fill())
      return error_ ? *error_
                    : Error{ErrorCode::truncated, fmt::format("{} bytes are missing", size), ""};
    const std::size_t count = std::min(size, ahead().size());
    advance(count);
    size -= count;
  }
  return std::nullopt;
}

Result<std::string> Input::rest(std::size_t most) {
  std::string all;
  while (true) {
    all += ahead();
    advance(ahead().size());
    if (all.size() > most)
      return Error{ErrorCode::too_large, fmt::format("more than {} bytes", most), ""};
    if (!fill()) break;
  }
  if (error_) return *error_;
  return all;
}

bool Input::next_member(std::string_view start) {
  if (!source_.next_member) return false;
  buffer_.clear();
  at_ = 0;
  if (!source_.next_member(start)) {
    ended_ = true;
    return false;
  }
  error_.reset();
  ended_ = false;
  return true;
}

}  // namespace parley::page
