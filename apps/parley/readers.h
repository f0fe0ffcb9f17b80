// apps/parley/readers.h - articles to records, on several threads.
// Order    records come in the order of the articles, and are the same for any number of threads.
// Window   articles are read a window at a time: a report without a date of its own takes that of a sibling in its
//          window, or read before it (story/siblings.h), and is then read once more with it. Windows are cut by what
//          they hold, never by the number of threads.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parley/knowledge/knowledge.h"
#include "parley/language/engine.h"
#include "parley/page/article.h"
#include "parley/record/json.h"
#include "parley/record/reading.h"
#include "parley/story/siblings.h"

namespace parley::app {

// What came of one article: its record, or why there is none.
struct Outcome {
  std::string source;
  std::string record;
  std::optional<Error> error;
};

// The articles of the next window.
class Window {
 public:
  static constexpr std::size_t kReports = 256;
  static constexpr std::size_t kBytes = 32u << 20;

  void add(page::Article article);
  bool is_full() const { return articles_.size() >= kReports || bytes_ >= kBytes; }
  bool is_empty() const { return articles_.empty(); }
  std::vector<page::Article> take();

 private:
  std::vector<page::Article> articles_;
  std::size_t bytes_ = 0;
};

class Readers {
 public:
  Readers(const std::shared_ptr<const language::Model>& model,
          const knowledge::Knowledge& knowledge, record::Provenance provenance,
          record::JsonOptions json, unsigned jobs, const language::EngineOptions& engine);

  std::vector<Outcome> read(std::vector<page::Article> window);

 private:
  struct Draft;

  void first_reading(page::Article article, language::Worker& worker, Draft& draft) const;
  void second_reading(language::Worker& worker, Draft& draft) const;
  // work(worker, i) for every i below count, shared out to the threads.
  void share(std::size_t count, const std::function<void(language::Worker&, std::size_t)>& work);

  const knowledge::Knowledge& knowledge_;
  record::Provenance provenance_;
  record::JsonOptions json_;
  std::vector<language::Worker> workers_;
  story::Siblings siblings_;
};

}  // namespace parley::app
