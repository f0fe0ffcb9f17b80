#include "apps/parley/readers.h"

#include <atomic>
#include <thread>
#include <utility>

#include "parley/story/landmark_day.h"

namespace parley::app {

void Window::add(page::Article article) {
  bytes_ += article.text.size();
  articles_.push_back(std::move(article));
}

std::vector<page::Article> Window::take() {
  bytes_ = 0;
  return std::exchange(articles_, {});
}

// A report between its two readings; the reading is kept only where the day is still wanted.
struct Readers::Draft {
  Outcome outcome;
  story::Fingerprint print;
  std::unique_ptr<record::Reading> undated;
};

Readers::Readers(const std::shared_ptr<const language::Model>& model,
                 const knowledge::Knowledge& knowledge, record::Provenance provenance,
                 record::JsonOptions json, unsigned jobs, const language::EngineOptions& engine)
    : knowledge_(knowledge), provenance_(std::move(provenance)), json_(json) {
  for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back(model, engine);
}

std::vector<Outcome> Readers::read(std::vector<page::Article> window) {
  std::vector<Draft> drafts(window.size());
  share(drafts.size(), [&](language::Worker& worker, std::size_t i) {
    first_reading(std::move(window[i]), worker, drafts[i]);
  });
  for (Draft& draft : drafts)
    if (!draft.undated && !draft.outcome.error) siblings_.add(std::move(draft.print));
  share(drafts.size(), [&](language::Worker& worker, std::size_t i) {
    if (drafts[i].undated) second_reading(worker, drafts[i]);
  });
  std::vector<Outcome> outcomes;
  outcomes.reserve(drafts.size());
  for (Draft& draft : drafts) outcomes.push_back(std::move(draft.outcome));
  return outcomes;
}

void Readers::first_reading(page::Article article, language::Worker& worker, Draft& draft) const {
  draft.outcome.source = article.source;
  auto reading = record::read_report(std::move(article), worker, knowledge_);
  if (!reading) {
    draft.outcome.error = reading.error();
    return;
  }
  const record::Reading& done = **reading;
  draft.print = story::fingerprint_of({done.article, done.parse, knowledge_}, done.mentions);
  if (story::wants_day(done.article.published))
    draft.undated = *std::move(reading);
  else
    draft.outcome.record = record::to_json(done, provenance_, json_);
}

void Readers::second_reading(language::Worker& worker, Draft& draft) const {
  std::unique_ptr<record::Reading> reading = std::move(draft.undated);
  const mention::ReportView view{reading->article, reading->parse, knowledge_};
  auto published = siblings_.date_of(draft.print);
  if (!published && !reading->article.published.day)
    published = story::day_by_landmarks(view, reading->mentions, draft.print.weekdays);
  if (published) {
    page::Article article = std::move(reading->article);
    article.published = *std::move(published);
    auto again = record::read_report(std::move(article), worker, knowledge_);
    if (!again) {
      draft.outcome.error = again.error();
      return;
    }
    reading = *std::move(again);
  }
  draft.outcome.record = record::to_json(*reading, provenance_, json_);
}

void Readers::share(std::size_t count,
                    const std::function<void(language::Worker&, std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&](language::Worker& worker) {
    for (std::size_t i = next++; i < count; i = next++) work(worker, i);
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < workers_.size() && i < count; ++i)
    threads.emplace_back([&, i] { run(workers_[i]); });
  run(workers_[0]);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace parley::app
