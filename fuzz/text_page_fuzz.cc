// Any valid UTF-8 as a flattened page: every line that holds words is one segment, in order.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parley/page/read.h"
#include "parley/text/text.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  if (first_invalid_utf8(text)) return 0;
  const page::Article article = page::read_text_page("fuzz", text, {});
  if (article.text != text) std::abort();
  std::uint32_t end = 0;
  for (const page::Segment& segment : article.segments) {
    if (segment.span.begin < end || segment.span.end > text.size() || segment.span.empty())
      std::abort();
    if (segment.reason.empty()) std::abort();
    end = segment.span.end;
  }
  return 0;
}
