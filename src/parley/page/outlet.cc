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
  auto& known = hosts_[std::string(host)];
  std::unordered_set<std::uint64_t> here;
  std::size_t running = 0, met = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::uint64_t hash = hash_of(lines[i]);
    here.insert(hash);
    if (const auto at = known.find(hash); at != known.end()) times[i] = at->second;
    running += prose[i] ? 1 : 0;
    met += prose[i] && times[i] > 0 ? 1 : 0;
  }
  const bool again = running >= 3 && met * 2 > running;
  if (!again)
    for (const std::uint64_t hash : here)
      if (known.size() < kMostLines || known.contains(hash)) ++known[hash];
  return times;
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
