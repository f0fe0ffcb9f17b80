// Any bytes as an input of any format: text, HTML, WARC, JSON lines, a table, packed or not. Every
// refusal names its source; every article is sound.
#include <cstdint>
#include <cstdlib>

#include "fuzz/input_file.h"
#include "parley/page/read.h"
#include "parley/text/text.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const InputFile input("read_input_fuzz", data, size);
  page::read_input(
      input.path(), {},
      [](const page::Article& article) {
        if (first_invalid_utf8(article.text)) std::abort();
        for (const page::Segment& segment : article.segments)
          if (segment.span.end > article.text.size()) std::abort();
      },
      [](const page::Refusal& refusal) {
        if (refusal.source.empty()) std::abort();
      });
  return 0;
}
