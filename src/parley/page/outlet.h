// page/outlet.h - the furniture of outlets, learned while reading: a line that stands on three pages of
// a host is the outlet's, and says so with its count.
// Method  hashes of levelled lines, counted once a page. A page that repeats most of the running text
//         of an earlier one (the same report again, or an update) is not counted.
// Memory  about 50 bytes a line, at most kMostLinesOfAll of them, however long the run: past
//         kMostLines of a host those met once are forgotten. Furniture comes again soon.
// Order   what is known depends on the pages read before: give pages in a fixed order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parley::page {

class OutletMemory {
 public:
  static constexpr int kEnough = 3;  // pages
  static constexpr std::size_t kMostLines = 5000, kMostHosts = 10000, kMostLinesOfAll = 1000000;

  // For each line the number of earlier pages of the host that had it; then counts this page.
  // `prose` marks the lines of running text; on a page that is met again they have 0.
  std::vector<int> meet(std::string_view host, const std::vector<std::string_view>& lines,
                        const std::vector<bool>& prose);

  std::size_t lines() const { return lines_; }  // known, of all hosts

 private:
  using Lines = std::unordered_map<std::uint64_t, int>;
  void forget_single(Lines& known);

  std::unordered_map<std::string, Lines> hosts_;
  std::size_t lines_ = 0;
};

// "https://www.example.com/a" -> "example.com".
std::string host_of(std::string_view url);

}  // namespace parley::page
