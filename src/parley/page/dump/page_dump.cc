// page_dump - what the page reader makes of its inputs, before any other stage: for training and
// for looking at. One JSON object a page on stdout; refusals on stderr.
//   page_dump records FILE...    the `document` part of a record, offsets in code points
//   page_dump time FILE...       nothing but the rate, in pages a second of processor time
//   page_dump features FILE...   every block with its features (tools/train_pages.py reads this)
#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <string>

#include "parley/page/fields.h"
#include "parley/page/labeller.h"
#include "parley/page/outlet.h"
#include "parley/page/read.h"
#include "parley/text/text.h"

namespace {

using nlohmann::json;
using namespace parley;

json document_of(const page::Article& article) {
  const CodePointIndex index(article.text);
  json segments = json::array();
  for (const page::Segment& segment : article.segments)
    segments.push_back({{"kind", page::name_of(segment.kind)},
                        {"start", index.code_points_before(segment.span.begin)},
                        {"end", index.code_points_before(segment.span.end)},
                        {"reason", segment.reason},
                        {"confidence", segment.confidence}});
  json date = article.published.day ? json(iso(*article.published.day)) : json();
  json dateline_date = article.dateline.day ? json(iso(*article.dateline.day)) : json();
  return {{"source", article.source},
          {"url", article.url},
          {"title", article.title},
          {"publisher", article.publisher},
          {"agencies", article.agencies},
          {"bylines", article.bylines},
          {"dateline", {{"place", article.dateline.place}, {"date", dateline_date}}},
          {"published",
           {{"date", date},
            {"basis", page::name_of(article.published.basis)},
            {"reason", article.published.reason}}},
          {"language", article.language},
          {"text", article.text},
          {"segments", segments}};
}

void print(const json& object) {
  const std::string line = object.dump(-1, ' ', false, json::error_handler_t::replace);
  fmt::print("{}\n", line);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    fmt::print(stderr, "usage: page_dump records|features|time FILE...\n");
    return 2;
  }
  const std::string what = words[1];
  page::ReadOptions options;
  page::OutletMemory outlets;
  options.outlets = &outlets;
  const auto refuse = [](const page::Refusal& refusal) {
    fmt::print(stderr, "{}: {}\n", refusal.source, refusal.error.text());
  };
  if (what == "features") {
    options.look = [](const page::PageLook& look) {
      json blocks = json::array();
      for (std::size_t i = 0; i < look.blocks.size(); ++i) {
        json names = json::array();
        for (const page::Feature feature : look.features[i])
          names.push_back(page::name_of(feature));
        blocks.push_back({{"text", slice(look.article.text, look.blocks[i].span)},
                          {"features", names},
                          {"part", page::name_of(look.labels[i].part)},
                          {"kind", page::name_of(look.labels[i].kind)}});
      }
      print({{"source", look.article.source}, {"title", look.article.title}, {"blocks", blocks}});
    };
  }
  std::size_t pages = 0;
  const std::clock_t start = std::clock();
  for (int i = 2; i < count; ++i)
    page::read_input(
        words[i], options,
        [&](const page::Article& article) {
          ++pages;
          if (what == "records") print({{"document", document_of(article)}});
        },
        refuse);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  if (what == "time")
    fmt::print("{} pages, {:.2f} s, {:.0f} pages a second\n", pages, seconds, pages / seconds);
  return 0;
}
