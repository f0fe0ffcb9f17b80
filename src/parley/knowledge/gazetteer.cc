#include "parley/knowledge/gazetteer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "parley/knowledge/gazetteer_format.h"
#include "parley/knowledge/gazetteer_keys.h"

namespace parley::knowledge {
namespace {

constexpr const char* kHowTo =
    "run ./dev build, or make one with parley-gazetteer (docs/places.md)";

struct Mapping {
  void* data = nullptr;
  std::size_t size = 0;
  ~Mapping() {
    if (data != nullptr) munmap(data, size);
  }
};

Result<std::shared_ptr<Mapping>> map_file(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0)
    return Error{ErrorCode::not_found, std::string("no gazetteer here; ") + kHowTo, file.string()};
  struct stat info {};
  auto mapping = std::make_shared<Mapping>();
  if (fstat(handle, &info) == 0 && info.st_size > 0) {
    mapping->size = static_cast<std::size_t>(info.st_size);
    void* data = mmap(nullptr, mapping->size, PROT_READ, MAP_SHARED, handle, 0);
    if (data != MAP_FAILED) mapping->data = data;
  }
  close(handle);
  if (mapping->data == nullptr)
    return Error{ErrorCode::bad_format, std::string("is no gazetteer; ") + kHowTo, file.string()};
  return mapping;
}

}  // namespace

Result<Gazetteer> Gazetteer::open(const std::filesystem::path& file) {
  auto mapping = map_file(file);
  if (!mapping) return mapping.error();
  const auto* bytes = static_cast<const char*>((*mapping)->data);
  const std::size_t size = (*mapping)->size;
  const Error foreign{ErrorCode::bad_format,
                      std::string("is no gazetteer of this version; ") + kHowTo, file.string()};
  Header header;
  if (size < sizeof header) return foreign;
  std::memcpy(&header, bytes, sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof header.magic) != 0) return foreign;
  const auto fits = [&](const Part& part, std::size_t each) {
    return part.offset % 8 == 0 && part.offset <= size && part.count <= (size - part.offset) / each;
  };
  if (!fits(header.entries, sizeof(GazetteerEntry)) || !fits(header.strings, 1) ||
      !fits(header.slots, sizeof(Slot)) || !fits(header.postings, 4) ||
      !fits(header.countries, sizeof(Country)) || !fits(header.by_country, 4) ||
      header.slots.count == 0 || (header.slots.count & (header.slots.count - 1)) != 0)
    return foreign;
  Gazetteer gazetteer;
  gazetteer.map_ = *mapping;
  const auto at = [&](const Part& part) { return bytes + part.offset; };
  gazetteer.entries_ = {reinterpret_cast<const GazetteerEntry*>(at(header.entries)),
                        header.entries.count};
  gazetteer.strings_ = {at(header.strings), header.strings.count};
  gazetteer.slots_ = {reinterpret_cast<const Slot*>(at(header.slots)), header.slots.count};
  gazetteer.postings_ = {reinterpret_cast<const std::uint32_t*>(at(header.postings)),
                         header.postings.count};
  gazetteer.countries_ = {reinterpret_cast<const Country*>(at(header.countries)),
                          header.countries.count};
  gazetteer.by_country_ = {reinterpret_cast<const std::uint32_t*>(at(header.by_country)),
                           header.by_country.count};
  return gazetteer;
}

std::filesystem::path Gazetteer::default_file() {
  std::error_code problem;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", problem);
  return program.parent_path().parent_path() / "share" / "parley" / "gazetteer.bin";
}

std::string_view Gazetteer::names(std::uint32_t entry) const {
  const std::uint32_t begin = entries_[entry].names;
  if (begin >= strings_.size()) return {};
  const std::size_t end = strings_.find('\0', begin);
  return strings_.substr(begin, end == std::string_view::npos ? end : end - begin);
}

std::string_view Gazetteer::name(std::uint32_t entry) const {
  const std::string_view all = names(entry);
  return all.substr(0, all.find('\n'));
}

void Gazetteer::find(char rung, std::string_view key, std::vector<Candidate>& out) const {
  if (slots_.empty() || key.empty()) return;
  const std::uint64_t hash = name_hash(rung, key);
  const auto tag = static_cast<std::uint32_t>(hash >> 32) | 1u;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask, steps = 0; slots_[i].tag != 0 && steps <= mask;
       i = (i + 1) & mask, ++steps) {
    if (slots_[i].tag != tag) continue;
    for (std::size_t p = slots_[i].first; p < postings_.size(); ++p) {
      const std::uint32_t posting = postings_[p];
      const std::uint32_t entry = posting & kEntryMask;
      if (entry < entries_.size()) out.push_back({entry, (posting & kMainFlag) != 0});
      if ((posting & kLastFlag) != 0) break;
    }
    return;
  }
}

bool Gazetteer::has(char rung, std::string_view key) const {
  if (slots_.empty() || key.empty()) return false;
  const std::uint64_t hash = name_hash(rung, key);
  const auto tag = static_cast<std::uint32_t>(hash >> 32) | 1u;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask, steps = 0; slots_[i].tag != 0 && steps <= mask;
       i = (i + 1) & mask, ++steps)
    if (slots_[i].tag == tag) return true;
  return false;
}

std::span<const std::uint32_t> Gazetteer::of_country(std::string_view iso3) const {
  for (const Country& country : countries_)
    if (std::string_view(country.code, 3) == iso3 && country.first <= by_country_.size() &&
        country.count <= by_country_.size() - country.first)
      return by_country_.subspan(country.first, country.count);
  return {};
}

double distance_km(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadians = std::numbers::pi / 180, kEarth = 6371.0;
  const double a = std::sin((lat2 - lat1) * kRadians / 2),
               b = std::sin((lon2 - lon1) * kRadians / 2);
  const double h = a * a + std::cos(lat1 * kRadians) * std::cos(lat2 * kRadians) * b * b;
  return 2 * kEarth * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace parley::knowledge
