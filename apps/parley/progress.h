// apps/parley/progress.h - the line on a terminal that says how far a long reading is: bytes done of all, reports,
// rate, refusals by code, time left. On stderr, and on a terminal alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "parley/base/result.h"

namespace parley::app {

class Progress {
 public:
  Progress();

  // The inputs to come, for the time left; an input without a size (stdin) leaves it unsaid.
  void expect(const std::vector<std::string>& inputs);
  void bytes(std::size_t count) { done_ += count; }
  void refused(ErrorCode code) { ++refusals_[std::string(name_of(code))]; }
  void report();
  // Takes the line away: before a message, and at the end.
  void clear();

  std::size_t reports() const { return reports_; }
  // "3.10 GB of 9.40 GB, 8123 reports, 211/s, 29 s left, refused: 2 truncated": after that many seconds.
  std::string line(double seconds) const;

 private:
  using Clock = std::chrono::steady_clock;

  bool shown_, drawn_ = false;
  Clock::time_point start_, last_;
  std::uint64_t done_ = 0, all_ = 0;  // bytes; all_ is 0 where it is not known
  std::size_t reports_ = 0;
  std::map<std::string, std::size_t> refusals_;
};

}  // namespace parley::app
