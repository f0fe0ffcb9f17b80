// Any bytes as an input of any format: text, HTML, WARC, JSON lines, a table, packed or not. Every
// refusal names its source; every article is sound.
#include <unistd.h>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "parley/page/read.h"
#include "parley/text/text.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string kPath = "/tmp/parley_read_input_fuzz_" + std::to_string(::getpid());
  std::FILE* file = std::fopen(kPath.c_str(), "wb");
  if (file == nullptr) return 0;
  std::fwrite(data, 1, size, file);
  std::fclose(file);
  std::size_t answers = 0;
  page::read_input(
      kPath, {},
      [&](const page::Article& article) {
        ++answers;
        if (first_invalid_utf8(article.text)) std::abort();
        for (const page::Segment& segment : article.segments)
          if (segment.span.end > article.text.size()) std::abort();
      },
      [&](const page::Refusal& refusal) {
        ++answers;
        if (refusal.source.empty()) std::abort();
      });
  ::unlink(kPath.c_str());
  return 0;
}
