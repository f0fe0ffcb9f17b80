#include "parley/page/unpack.h"

#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "parley/base/limits.h"

namespace parley::page {
namespace {

constexpr std::size_t kPiece = 1 << 16;
constexpr std::size_t kMostConsumed = kMaxRecordBytes;
constexpr int kMostWindowLog = 23;  // zstd windows up to 8 MiB
constexpr std::string_view kGzipMagic = "\x1F\x8B\x08";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

Error ratio_error() {
  return {ErrorCode::bad_ratio,
          fmt::format("unpacks to more than {} bytes for each packed byte", kMaxRatio), ""};
}

bool past_ratio(std::uint64_t packed, std::uint64_t out) {
  return out > kMaxRatioFreeBytes && out > packed * kMaxRatio;
}

// Gzip members one after another. `ahead` holds packed bytes that are not yet unpacked. The last
// byte of a member is held back until its check sum is seen to be right: who has read all of a
// member has read what was packed.
class Gunzip {
 public:
  explicit Gunzip(ByteSource packed) : packed_(std::move(packed)) {}
  ~Gunzip() { end(); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  Result<std::size_t> read(char* out, std::size_t size) {
    if (spare_) {
      out[0] = *spare_;
      spare_.reset();
      return std::size_t{1};
    }
    if (size > 1) return read_on(out, size);
    // A byte is held back: there must be room for one more.
    char two[2];
    Result<std::size_t> count = read_on(two, sizeof two);
    if (!count || *count == 0) return count;
    out[0] = two[0];
    if (*count == 2) spare_ = two[1];
    return std::size_t{1};
  }

  // Looks for the next member that unpacks to bytes beginning with `start`.
  bool next_member(std::string_view start) {
    end();
    // Broken bytes may have been read as far into the next member: look through them again.
    spare_.reset();
    ahead_.insert(0, consumed_);
    consumed_.clear();
    if (!ahead_.empty()) ahead_.erase(0, 1);
    while (true) {
      const std::size_t at = ahead_.find(kGzipMagic);
      if (at == std::string::npos) {
        ahead_.erase(0, ahead_.size() - std::min(ahead_.size(), kGzipMagic.size() - 1));
        if (!fill()) return false;
        continue;
      }
      ahead_.erase(0, at);
      while (ahead_.size() < 512 && fill()) {
      }
      if (begins_with(start)) return true;
      ahead_.erase(0, 1);
    }
  }

 private:
  Result<std::size_t> read_on(char* out, std::size_t size) {
    while (true) {
      if (!open_) {
        while (ahead_.size() < kGzipMagic.size() && fill()) {
        }
        if (broken_) return *broken_;
        if (std::all_of(ahead_.begin(), ahead_.end(), [](char c) { return c == 0; }) && !more_)
          return std::size_t{0};  // the end, perhaps padded
        if (!std::string_view(ahead_).starts_with(kGzipMagic))
          return Error{ErrorCode::bad_format, "bytes between gzip members that are none", ""};
        begin();
      }
      if (ahead_.empty()) fill();
      if (broken_) return *broken_;
      if (ahead_.empty())
        return Error{ErrorCode::truncated, "a gzip member ends in the middle", ""};
      stream_.next_in = reinterpret_cast<Bytef*>(ahead_.data());
      stream_.avail_in = static_cast<uInt>(ahead_.size());
      const std::size_t before = held_ ? 1 : 0;
      if (held_) out[0] = *held_;
      stream_.next_out = reinterpret_cast<Bytef*>(out + before);
      stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30) - before);
      const uInt room = stream_.avail_out;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      const std::size_t used = ahead_.size() - stream_.avail_in, made = room - stream_.avail_out;
      if (consumed_.size() < kMostConsumed) consumed_ += ahead_.substr(0, used);
      ahead_.erase(0, used);
      member_in_ += used;
      member_out_ += made;
      if (past_ratio(member_in_, member_out_)) return ratio_error();
      std::size_t given = before + made;
      if (status == Z_STREAM_END) {
        end();
      } else if (status != Z_OK && status != Z_BUF_ERROR && made == 0) {
        return Error{ErrorCode::bad_format,
                     fmt::format("gzip: {}", stream_.msg ? stream_.msg : "broken"), ""};
      } else if (given > 0) {
        held_ = out[--given];
      }
      if (given > 0) return given;
    }
  }

  bool fill() {
    if (!more_ || broken_) return false;
    const std::size_t before = ahead_.size();
    ahead_.resize(before + kPiece);
    Result<std::size_t> count = packed_.read(ahead_.data() + before, kPiece);
    ahead_.resize(before + (count ? *count : 0));
    if (!count) broken_ = count.error();
    more_ = count && *count > 0;
    return more_;
  }

  void begin() {
    stream_ = z_stream{};
    inflateInit2(&stream_, 16 + MAX_WBITS);
    open_ = true;
    consumed_.clear();
    member_in_ = member_out_ = 0;
  }

  void end() {
    if (open_) inflateEnd(&stream_);
    open_ = false;
    held_.reset();
  }

  bool begins_with(std::string_view start) {
    z_stream probe{};
    if (inflateInit2(&probe, 16 + MAX_WBITS) != Z_OK) return false;
    char out[64] = {};
    probe.next_in = reinterpret_cast<Bytef*>(ahead_.data());
    probe.avail_in = static_cast<uInt>(ahead_.size());
    probe.next_out = reinterpret_cast<Bytef*>(out);
    probe.avail_out = sizeof out;
    const int status = inflate(&probe, Z_SYNC_FLUSH);
    const std::size_t made = sizeof out - probe.avail_out;
    inflateEnd(&probe);
    return status >= Z_OK && made >= start.size() && std::string_view(out, made).starts_with(start);
  }

  ByteSource packed_;
  std::string ahead_;
  std::string consumed_;  // packed bytes of the member in hand, as many as are kept
  z_stream stream_{};
  bool open_ = false, more_ = true;
  std::optional<char> held_;
  std::optional<char> spare_;  // read, and found no room
  std::optional<Error> broken_;
  std::uint64_t member_in_ = 0, member_out_ = 0;
};

class Unzstd {
 public:
  explicit Unzstd(ByteSource packed)
      : packed_(std::move(packed)), stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {
    if (stream_) ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kMostWindowLog);
  }

  Result<std::size_t> read(char* out, std::size_t size) {
    if (!stream_) return Error{ErrorCode::failed, "no memory for zstd", ""};
    while (true) {
      if (input_.pos == input_.size) {
        ahead_.resize(kPiece);
        Result<std::size_t> count = packed_.read(ahead_.data(), ahead_.size());
        if (!count) return count.error();
        if (*count == 0) {
          if (pending_) return Error{ErrorCode::truncated, "a zstd frame ends in the middle", ""};
          return std::size_t{0};
        }
        input_ = {ahead_.data(), *count, 0};
        in_ += *count;
      }
      ZSTD_outBuffer output{out, size, 0};
      const std::size_t status = ZSTD_decompressStream(stream_.get(), &output, &input_);
      if (ZSTD_isError(status))
        return Error{ErrorCode::bad_format, fmt::format("zstd: {}", ZSTD_getErrorName(status)), ""};
      pending_ = status != 0;
      out_ += output.pos;
      if (past_ratio(in_, out_)) return ratio_error();
      if (output.pos > 0) return output.pos;
    }
  }

 private:
  ByteSource packed_;
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream_;
  std::string ahead_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  std::uint64_t in_ = 0, out_ = 0;
  bool pending_ = false;
};

Result<std::string> unpack_all(ByteSource source, std::size_t most) {
  return Input(std::move(source)).rest(most);
}

// HTTP "deflate" is a zlib stream, or a bare one by those who read the standard otherwise.
Result<std::string> inflate_all(std::string_view body, int window_bits, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK)
    return Error{ErrorCode::failed, "no memory for zlib", ""};
  std::string out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  int status = Z_OK;
  while (status == Z_OK) {
    const std::size_t before = out.size();
    out.resize(before + kPiece);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = kPiece;
    status = inflate(&stream, Z_NO_FLUSH);
    out.resize(before + kPiece - stream.avail_out);
    if (out.size() > most || past_ratio(stream.total_in, out.size())) break;
    if (stream.avail_in == 0 && stream.avail_out > 0) break;
  }
  inflateEnd(&stream);
  if (past_ratio(stream.total_in, out.size())) return ratio_error();
  if (out.size() > most)
    return Error{ErrorCode::too_large, fmt::format("more than {} bytes", most), ""};
  if (status == Z_STREAM_END) return out;
  if (status == Z_OK || status == Z_BUF_ERROR)
    return Error{ErrorCode::truncated, "deflated bytes end in the middle", ""};
  return Error{ErrorCode::bad_format, "deflate: broken", ""};
}

// Brotli has no magic number and is met as a content coding only. Its windows are 16 MiB at most;
// the large ones of its extension stay off.
Result<std::string> unbrotli_all(std::string_view body, std::size_t most) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!state) return Error{ErrorCode::failed, "no memory for brotli", ""};
  std::string out;
  std::size_t in_left = body.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(body.data());
  while (true) {
    const std::size_t before = out.size();
    out.resize(before + kPiece);
    std::size_t room = kPiece;
    auto* next = reinterpret_cast<std::uint8_t*>(out.data() + before);
    const BrotliDecoderResult status =
        BrotliDecoderDecompressStream(state.get(), &in_left, &in, &room, &next, nullptr);
    out.resize(before + kPiece - room);
    if (past_ratio(body.size() - in_left, out.size())) return ratio_error();
    if (out.size() > most)
      return Error{ErrorCode::too_large, fmt::format("more than {} bytes", most), ""};
    if (status == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
      return Error{ErrorCode::truncated, "brotli bytes end in the middle", ""};
    if (status == BROTLI_DECODER_RESULT_ERROR)
      return Error{ErrorCode::bad_format, "brotli: broken", ""};
  }
}

}  // namespace

Packing packing_of(std::string_view head) {
  if (head.starts_with(kGzipMagic)) return Packing::gzip;
  if (head.starts_with(kZstdMagic)) return Packing::zstd;
  return Packing::none;
}

ByteSource gunzipped(ByteSource packed) {
  const auto state = std::make_shared<Gunzip>(std::move(packed));
  return {[state](char* out, std::size_t size) { return state->read(out, size); },
          [state](std::string_view start) { return state->next_member(start); }};
}

ByteSource unzstd(ByteSource packed) {
  const auto state = std::make_shared<Unzstd>(std::move(packed));
  return {[state](char* out, std::size_t size) { return state->read(out, size); }, {}};
}

Result<std::string> unpack_body(std::string_view coding, std::string_view body, std::size_t most) {
  if (coding.empty() || coding == "identity") return std::string(body);
  if (coding == "gzip" || coding == "x-gzip") return unpack_all(gunzipped(source_of(body)), most);
  if (coding == "zstd") return unpack_all(unzstd(source_of(body)), most);
  if (coding == "br") return unbrotli_all(body, most);
  if (coding == "deflate") {
    Result<std::string> out = inflate_all(body, MAX_WBITS, most);
    return out || out.error().code != ErrorCode::bad_format ? out
                                                            : inflate_all(body, -MAX_WBITS, most);
  }
  return Error{ErrorCode::unsupported, fmt::format("content coding {}", coding.substr(0, 40)), ""};
}

}  // namespace parley::page
