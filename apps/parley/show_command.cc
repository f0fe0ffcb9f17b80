// parley show DOC: the report with its marked spans, on the terminal.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "apps/parley/command.h"
#include "apps/parley/output.h"
#include "parley/page/read.h"

namespace parley::app {
namespace {

struct ShowCommand {
  std::vector<std::string> inputs;
  std::string published;
};

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return line;
}

void show(const page::Article& article) {
  const auto field = [](const char* name, const std::string& value) {
    if (!value.empty()) std::printf("%-12s %s\n", name, value.c_str());
  };
  const auto joined = [](const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : "; ") + value;
    return text;
  };
  std::puts(bold(article.source).c_str());
  field("title", article.title);
  field("publisher", article.publisher);
  field("agencies", joined(article.agencies));
  field("bylines", joined(article.bylines));
  field("dateline", article.dateline.place);
  field("published",
        fmt::format("{} ({}{}{})", article.published.day ? iso(*article.published.day) : "unknown",
                    page::name_of(article.published.basis),
                    article.published.reason.empty() ? "" : ": ", article.published.reason));
  field("language", article.language);
  std::puts("");
  for (const page::Segment& segment : article.segments) {
    std::printf("%-10s %s\n", std::string(page::name_of(segment.kind)).c_str(),
                one_line(slice(article.text, segment.span)).c_str());
    std::printf("           %s\n", fmt::format("{} ({:.2f}{})", segment.reason, segment.confidence,
                                               segment.confidence < 0.6 ? ", unsure" : "")
                                       .c_str());
  }
}

int run(const ShowCommand& command) {
  page::ReadOptions options;
  if (!command.published.empty()) {
    options.published = parse_day(command.published);
    if (!options.published) {
      complain({ErrorCode::usage,
                "--published takes a day as YYYY-MM-DD, not \"" + command.published + "\"", ""});
      return kUsage;
    }
  }
  bool refused = false;
  const auto refuse = [&](const page::Refusal& refusal) {
    refused = true;
    Error named = refusal.error;
    if (named.where.empty()) named.where = refusal.source;
    complain(named);
  };
  for (const std::string& input : inputs_of(command.inputs, false, refuse))
    page::read_input(
        input, options, [](const page::Article& article) { show(article); }, refuse);
  return refused ? kSomeRefused : kAllRead;
}

}  // namespace

void add_show(CLI::App& program, int& exit_code) {
  auto command = std::make_shared<ShowCommand>();
  CLI::App* app = program.add_subcommand("show", "A page with the kind of each line and why");
  app->add_option("INPUT", command->inputs, "Pages to show, or - for stdin")->required();
  app->add_option("--published", command->published, "Day of publication of pages that have none")
      ->type_name("YYYY-MM-DD");
  app->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace parley::app
