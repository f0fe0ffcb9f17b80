#include "parley/page/digest.h"

#include <gtest/gtest.h>

namespace parley::page {
namespace {

struct DigestCase {
  std::string_view bytes, named;
  std::optional<bool> want;
};

const DigestCase kDigests[] = {
    // RFC 3174 and FIPS 180: the digests of "abc" and of nothing.
    {"abc", "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", true},
    {"abc", "sha1:a9993e364706816aba3e25717850c26c9cd0d89d", true},
    {"abc", "SHA-1: vgmt4nsha2awvor6evyxqugcnsonbwe5", true},
    {"abd", "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", false},
    {"", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", true},
    {"abc", "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true},
    {"abc", "sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====", true},
    {"abc", "md5:900150983cd24fb0d6963f7d28e17f72", true},
    {"abc", "sha1:", false},
    {"abc", "blake9:abcdef", std::nullopt},
    {"abc", "no digest", std::nullopt},
    {"abc", "", std::nullopt},
};

TEST(Digest, IsThatOfTheBytes) {
  for (const DigestCase& c : kDigests)
    EXPECT_EQ(has_digest(c.bytes, c.named), c.want) << c.bytes << " " << c.named;
}

}  // namespace
}  // namespace parley::page
