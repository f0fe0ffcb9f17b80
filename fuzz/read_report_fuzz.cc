// Any bytes as what `parley read` is given, through every stage: page, parse, mentions, statements,
// coding, record. The record keeps its promises (evidence inside the text, references that lead to
// items), and is one line of JSON. Needs the language model beside the program; the gazetteer is
// used where there is one.
#include <simdjson.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "fuzz/input_file.h"
#include "parley/knowledge/knowledge.h"
#include "parley/language/models.h"
#include "parley/page/read.h"
#include "parley/record/json.h"
#include "parley/record/reading.h"

using namespace parley;

namespace {

struct Program {
  std::shared_ptr<const language::Model> model;
  knowledge::Knowledge knowledge;
  language::Worker worker;

  static Program load() {
    auto model = language::load_model();
    auto knowledge = knowledge::Knowledge::load({});
    for (const Error* problem :
         {model ? nullptr : &model.error(), knowledge ? nullptr : &knowledge.error()}) {
      if (problem == nullptr) continue;
      std::fprintf(stderr, "%s\n", problem->text().c_str());
      std::exit(1);
    }
    return {*model, *std::move(knowledge), language::Worker(*model)};
  }
};

void check(const record::Reading& reading) {
  for (const std::string& problem : record::check_reading(reading)) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
  const std::string line = record::to_json(reading, {"0", "model", "", ""});
  if (line.find('\n') != std::string::npos) std::abort();
  simdjson::dom::parser parser;
  if (parser.parse(line).error() != simdjson::SUCCESS) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Program program = Program::load();
  const InputFile input("read_report_fuzz", data, size);
  page::read_input(
      input.path(), {},
      [&](page::Article article) {
        const auto reading =
            record::read_report(std::move(article), program.worker, program.knowledge);
        if (reading) check(**reading);
      },
      [](const page::Refusal& refusal) {
        if (refusal.source.empty()) std::abort();
      });
  return 0;
}
