#include "apps/parley/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace parley::app {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{200};

std::string size_text(std::uint64_t bytes) {
  const auto value = static_cast<double>(bytes);
  return bytes < 1'000'000'000 ? fmt::format("{:.1f} MB", value / 1e6)
                               : fmt::format("{:.2f} GB", value / 1e9);
}

// Of all inputs together; 0 where one of them has no size.
std::uint64_t size_of(const std::vector<std::string>& inputs) {
  std::uint64_t all = 0;
  for (const std::string& input : inputs) {
    std::error_code problem;
    if (input == "-" || !std::filesystem::exists(input, problem)) {
      if (input == "-") return 0;
      continue;
    }
    if (std::filesystem::is_regular_file(input, problem))
      all += std::filesystem::file_size(input, problem);
  }
  return all;
}

}  // namespace

Progress::Progress() : shown_(isatty(STDERR_FILENO) != 0), start_(Clock::now()), last_(start_) {}

void Progress::expect(const std::vector<std::string>& inputs) {
  if (shown_) all_ = size_of(inputs);
}

void Progress::report() {
  ++reports_;
  const Clock::time_point now = Clock::now();
  if (!shown_ || now - last_ < kBetweenDrawings) return;
  last_ = now;
  drawn_ = true;
  std::fprintf(stderr, "\r\033[K%s",
               line(std::chrono::duration<double>(now - start_).count()).c_str());
  std::fflush(stderr);
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

std::string Progress::line(double seconds) const {
  std::string text = all_ == 0 ? size_text(done_) : size_text(done_) + " of " + size_text(all_);
  text += fmt::format(", {} reports, {:.0f}/s", reports_,
                      static_cast<double>(reports_) / std::max(seconds, 1e-3));
  if (done_ > 0 && all_ > done_)
    text += fmt::format(", {:.0f} s left",
                        seconds * static_cast<double>(all_ - done_) / static_cast<double>(done_));
  std::string refusals;
  for (const auto& [code, count] : refusals_)
    refusals += fmt::format("{}{} {}", refusals.empty() ? ", refused: " : ", ", count, code);
  return text + refusals;
}

}  // namespace parley::app
