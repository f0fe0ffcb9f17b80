// Any bytes as an HTML page: no crash, spans inside the text and in order, valid UTF-8 out, the same
// bytes twice give the same article.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parley/page/html_page.h"
#include "parley/text/text.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const page::HtmlSource source{"fuzz", "https://fuzz.example/2012/01/30/x", ""};
  const Result<page::Article> article = page::read_html_page(source, bytes, {});
  if (!article) return 0;
  if (first_invalid_utf8(article->text)) std::abort();
  std::uint32_t end = 0;
  for (const page::Segment& segment : article->segments) {
    if (segment.span.begin < end || segment.span.end > article->text.size() || segment.span.empty())
      std::abort();
    end = segment.span.end;
  }
  const Result<page::Article> again = page::read_html_page(source, bytes, {});
  if (!again || again->text != article->text || again->title != article->title ||
      again->segments.size() != article->segments.size())
    std::abort();
  return 0;
}
