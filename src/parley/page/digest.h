// page/digest.h - digests as archives name them: "sha1:BASE32", also in hex, also sha256 and md5.
// Source   WARC 1.1, WARC-Block-Digest and WARC-Payload-Digest.
// Cost     linear; a gigabyte a second or so. No state.
#pragma once

#include <optional>
#include <string_view>

namespace parley::page {

// Whether the bytes have the digest; nullopt where the name is not one that we know.
std::optional<bool> has_digest(std::string_view bytes, std::string_view named);

}  // namespace parley::page
