// parley parse INPUT...: the parse of any text, as CoNLL-U or in spaCy's own Doc.to_json() layout.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include "apps/parley/command.h"
#include "parley/base/limits.h"
#include "parley/language/conllu.h"
#include "parley/language/spacy_json.h"
#include "parley/page/read.h"
#include "parley/text/text.h"

namespace parley::app {
namespace {

struct ParseCommand {
  std::vector<std::string> inputs;
  std::vector<std::string> texts;
  std::string format = "conllu";
  bool lines = false;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  Resources resources;
};

struct Text {
  std::string name;
  std::string characters;
};

Result<std::string> bytes_of(const std::string& input) {
  std::string bytes;
  if (input == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::error_code problem;
    if (std::filesystem::is_directory(input, problem))
      return Error{ErrorCode::is_folder, "a folder; name the files in it", input};
    if (!std::filesystem::exists(input, problem))
      return Error{ErrorCode::not_found, "no such file", input};
    std::ifstream in(input, std::ios::binary);
    if (!in) return Error{ErrorCode::no_permission, "may not be read", input};
    if (std::filesystem::file_size(input, problem) > kMaxInputBytes)
      return Error{ErrorCode::too_large, "larger than an input may be", input};
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  if (const auto bad = first_invalid_utf8(bytes))
    return Error{ErrorCode::invalid_utf8, "byte " + std::to_string(*bad) + " is not UTF-8", input};
  return bytes;
}

// Parses in batches on several threads; writes in order.
class Parser {
 public:
  Parser(const ParseCommand& command, const std::shared_ptr<const language::Model>& model)
      : command_(command), model_(model) {
    language::EngineOptions options;
    options.kernels = command.resources.kernels;
    for (unsigned i = 0; i < command.jobs; ++i) workers_.emplace_back(model, options);
  }

  Status parse(std::span<const Text> texts) {
    std::vector<std::string> outputs((texts.size() + kBatch - 1) / kBatch);
    std::vector<Status> problems(outputs.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&](language::Worker& worker) {
      for (std::size_t i = next++; i < outputs.size(); i = next++)
        problems[i] =
            batch(worker, texts.subspan(i * kBatch, std::min(kBatch, texts.size() - i * kBatch)),
                  outputs[i]);
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < workers_.size() && i < outputs.size(); ++i)
      threads.emplace_back([&, i] { work(workers_[i]); });
    work(workers_[0]);
    for (std::thread& thread : threads) thread.join();
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      if (problems[i]) return problems[i];
      std::fwrite(outputs[i].data(), 1, outputs[i].size(), stdout);
    }
    return std::ferror(stdout) != 0
               ? Status(Error{ErrorCode::failed, "writing to stdout failed", ""})
               : std::nullopt;
  }

 private:
  static constexpr std::size_t kBatch = 64;

  Status batch(language::Worker& worker, std::span<const Text> texts, std::string& out) const {
    std::vector<std::string_view> views;
    for (const Text& text : texts) views.push_back(text.characters);
    std::vector<language::Doc> docs(texts.size());
    if (Status problem = worker.parse(views, docs)) {
      problem->where = texts.front().name;
      return problem;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (command_.format == "spacy") {
        language::write_spacy_json(out, *model_, docs[i], texts[i].characters);
        out += '\n';
      } else if (command_.format == "conllu") {
        std::size_t sentence = 0;
        language::write_conllu(out, *model_, docs[i], texts[i].characters, texts[i].name, sentence);
      }
    }
    return std::nullopt;
  }

  const ParseCommand& command_;
  std::shared_ptr<const language::Model> model_;
  std::vector<language::Worker> workers_;
};

void add_texts(const ParseCommand& command, const std::string& name, std::string characters,
               std::vector<Text>& texts) {
  if (!command.lines) {
    texts.push_back({name, std::move(characters)});
    return;
  }
  std::size_t number = 0;
  for (const std::string_view line : split(characters, '\n')) {
    ++number;
    if (!trim(line).empty())
      texts.push_back({name + ":" + std::to_string(number), std::string(line)});
  }
}

int run(const ParseCommand& command) {
  const auto model = load_model(command.resources);
  if (!model) return complain(model.error()), kFailure;
  Parser parser(command, *model);
  std::vector<Text> texts;
  bool refused = false;
  const auto take = [&](const std::string& name, Result<std::string> bytes) {
    if (!bytes) {
      complain(bytes.error());
      refused = true;
      return;
    }
    if (count_code_points(*bytes) > kMaxParseCodePoints && !command.lines) {
      complain({ErrorCode::too_large,
                "more than 1,000,000 code points; split it, or parse it with --lines", name});
      refused = true;
      return;
    }
    add_texts(command, name, std::move(*bytes), texts);
  };
  for (const std::string& text : command.texts) take("text", Result<std::string>(text));
  const auto refuse = [&](const page::Refusal& refusal) {
    refused = true;
    complain(refusal.error);
  };
  for (const std::string& input : inputs_of(command.inputs, false, refuse))
    take(input, bytes_of(input));
  if (Status problem = parser.parse(texts)) return complain(*problem), kFailure;
  return refused ? kSomeRefused : kAllRead;
}

}  // namespace

void add_parse(CLI::App& program, int& exit_code) {
  auto command = std::make_shared<ParseCommand>();
  CLI::App* parse =
      program.add_subcommand("parse", "The parse of any text: CoNLL-U, or spaCy's Doc.to_json()");
  parse->add_option("INPUT", command->inputs, "Files of UTF-8 text, or - for stdin");
  parse->add_option("--text", command->texts, "A text to parse, instead of or beside files");
  parse
      ->add_option("--format", command->format,
                   "conllu, spacy (one JSON object a text), or none (for timing)")
      ->capture_default_str()
      ->check(CLI::IsMember({"conllu", "spacy", "none"}));
  parse->add_flag("--lines", command->lines, "Each line is a text of its own");
  parse->add_option("--jobs", command->jobs, "Threads")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1024u));
  add_resource_options(*parse, command->resources);
  parse->callback([command, &exit_code] {
    if (command->inputs.empty() && command->texts.empty()) command->inputs.emplace_back("-");
    exit_code = run(*command);
  });
}

}  // namespace parley::app
