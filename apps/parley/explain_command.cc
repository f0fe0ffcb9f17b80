// parley dict explain: why a sentence is coded so.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "apps/parley/command.h"
#include "apps/parley/dict_command.h"
#include "apps/parley/explain.h"
#include "parley/page/read.h"
#include "parley/text/text.h"

namespace parley::app {
namespace {

struct ExplainCommand {
  std::string input, published;
  bool json = false;
  Resources resources;
};

// A sentence given as such is a paragraph, whatever a page reader would take it for.
page::Article article_of(const std::string& sentence, const page::ReadOptions& options) {
  page::Article article;
  article.source = "sentence";
  article.language = "en";
  article.text = sentence;
  if (options.published)
    article.published = {options.published, page::DateBasis::given, "--published"};
  article.segments.push_back({page::SegmentKind::paragraph,
                              {0, static_cast<std::uint32_t>(sentence.size())},
                              "given as a sentence",
                              1});
  return article;
}

int run(const ExplainCommand& command) {
  page::ReadOptions options;
  if (!command.published.empty()) {
    options.published = parse_day(command.published);
    if (!options.published) {
      complain({ErrorCode::usage,
                "--published takes a day as YYYY-MM-DD, not \"" + command.published + "\"", ""});
      return kUsage;
    }
  }
  std::vector<page::Article> articles;
  bool refused = false;
  std::error_code problem;
  if (command.input == "-" || std::filesystem::exists(command.input, problem)) {
    page::read_input(
        command.input, options,
        [&](page::Article article) { articles.push_back(std::move(article)); },
        [&](const page::Refusal& refusal) {
          refused = true;
          complain({refusal.error.code, refusal.error.message, refusal.source});
        });
  } else if (const auto bad = first_invalid_utf8(command.input)) {
    complain({ErrorCode::invalid_utf8, "byte " + std::to_string(*bad) + " is not UTF-8", ""});
    return kFailure;
  } else {
    articles.push_back(article_of(command.input, options));
  }
  const auto model = load_model(command.resources);
  if (!model) return complain(model.error()), kFailure;
  const auto knowledge = load_knowledge(command.resources);
  if (!knowledge) return complain(knowledge.error()), kFailure;
  if (knowledge->gazetteer_problem) complain(*knowledge->gazetteer_problem);
  language::Worker worker(*model);
  for (page::Article& article : articles) {
    const auto reading = record::read_report(std::move(article), worker, *knowledge);
    if (!reading) return complain(reading.error()), kFailure;
    const auto trace = explain(**reading, *knowledge);
    const std::string text = command.json ? trace_jsonl(trace) : trace_text(trace);
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  return refused ? kSomeRefused : kAllRead;
}

}  // namespace

void add_dict_explain(CLI::App& dict, int& exit_code) {
  auto command = std::make_shared<ExplainCommand>();
  CLI::App* app = dict.add_subcommand(
      "explain", "Why a sentence is coded so: who, where, when, who says it, what was done");
  app->add_option("TEXT", command->input, "A sentence, a file, or - for stdin")->required();
  app->add_option("--published", command->published,
                  "Day of publication, where the text itself has none")
      ->type_name("YYYY-MM-DD");
  app->add_flag("--json", command->json, "One JSON object a sentence");
  add_resource_options(*app, command->resources);
  app->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace parley::app
