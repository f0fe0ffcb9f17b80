#include "parley/page/outlet.h"

#include <unordered_set>

#include "parley/text/text.h"

namespace parley::page {
namespace {

std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 1469598103934665603ull;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash;
}

}  // namespace

std::vector<int> OutletMemory::meet(std::string_view host,
                                    const std::vector<std::string_view>& lines,
                                    const std::vector<bool>& prose) {
  std::vector<int> times(lines.size(), 0);
  if (host.empty()) return times;
  if (!hosts_.contains(std::string(host)) && hosts_.size() >= kMostHosts) return times;
  Lines& known = hosts_[std::string(host)];
  std::unordered_set<std::uint64_t> here;
  std::size_t running = 0, met = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::uint64_t hash = hash_of(lines[i]);
    here.insert(hash);
    if (const auto at = known.find(hash); at != known.end()) times[i] = at->second;
    if (!prose[i]) continue;
    running += lines[i].size();
    met += times[i] > 0 ? lines[i].size() : 0;
  }
  // The same report again: what runs in it is the report, however often it was met.
  if (met > 0 && met * 2 > running) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (prose[i]) times[i] = 0;
    return times;
  }
  for (const std::uint64_t hash : here) lines_ += ++known[hash] == 1 ? 1 : 0;
  if (known.size() > kMostLines) forget_single(known);
  if (lines_ > kMostLinesOfAll)
    for (auto& [name, others] : hosts_) forget_single(others);
  return times;
}

void OutletMemory::forget_single(Lines& known) {
  lines_ -= std::erase_if(known, [](const auto& line) { return line.second == 1; });
  if (known.size() <= kMostLines) return;
  lines_ -= known.size();
  known.clear();
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (const std::size_t at = host.find('@'); at != std::string_view::npos)
    host.remove_prefix(at + 1);
  std::string lower = ascii_lower(host);
  if (lower.starts_with("www.")) lower.erase(0, 4);
  return lower;
}

}  // namespace parley::page
