#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "parley/knowledge/gazetteer_format.h"
#include "parley/knowledge/gazetteer_keys.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

void append(std::string& out, const void* data, std::size_t size) {
  out.append(static_cast<const char*>(data), size);
}

template <class T>
Part append_part(std::string& out, const std::vector<T>& items) {
  out.resize((out.size() + 7) / 8 * 8);
  const Part part{out.size(), items.size()};
  append(out, items.data(), items.size() * sizeof(T));
  return part;
}

using Postings = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;

void index_name(Postings& postings, char rung, std::string_view key, std::uint32_t posting) {
  if (key.size() < 2) return;
  std::vector<std::uint32_t>& list = postings[name_hash(rung, key)];
  // The same place under two spellings of one key: once, as its main name if one of them is.
  for (std::uint32_t& known : list)
    if ((known & kEntryMask) == (posting & kEntryMask)) {
      known |= posting & kMainFlag;
      return;
    }
  list.push_back(posting);
}

Postings index_names(std::span<const Gazetteer::Source> sources) {
  Postings postings;
  postings.reserve(sources.size() * 4);
  for (std::uint32_t e = 0; e < sources.size(); ++e) {
    const bool english = is_spelt_in_english(sources[e].entry.country_code());
    for (std::size_t n = 0; n < sources[e].names.size(); ++n) {
      const std::string folded = folded_name(sources[e].names[n]);
      // New York City is New York, too.
      const bool main = n == 0 || folded_name(sources[e].names[0]) == folded + " city";
      const std::uint32_t posting = e | (main ? kMainFlag : 0);
      index_name(postings, '1', folded, posting);
      if (const std::string loose = loose_name(folded); loose != folded)
        index_name(postings, '2', loose, posting);
      if (english) continue;
      const std::string sounded = sounded_name(folded);
      index_name(postings, '3', sounded, posting);
      if (const std::string bones = bones_of_name(sounded); bones.size() >= kLeastBones)
        index_name(postings, '4', bones, posting);
    }
  }
  return postings;
}

}  // namespace

std::string Gazetteer::write(std::span<const Source> sources) {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof header.magic);
  std::string out(sizeof header, '\0');

  std::vector<GazetteerEntry> entries;
  std::vector<char> strings;
  std::map<std::string, std::vector<std::uint32_t>> countries;
  for (std::uint32_t e = 0; e < sources.size(); ++e) {
    GazetteerEntry entry = sources[e].entry;
    entry.names = static_cast<std::uint32_t>(strings.size());
    for (std::size_t n = 0; n < sources[e].names.size(); ++n) {
      if (n > 0) strings.push_back('\n');
      strings.insert(strings.end(), sources[e].names[n].begin(), sources[e].names[n].end());
    }
    strings.push_back('\0');
    entries.push_back(entry);
    countries[std::string(entry.country_code())].push_back(e);
  }

  Postings postings = index_names(sources);
  std::size_t slot_count = 16;
  while (slot_count < postings.size() * 2) slot_count *= 2;
  std::vector<Slot> slots(slot_count);
  std::vector<std::uint32_t> list;
  // In the order of their hashes, so that the same sources give the same bytes.
  std::vector<std::uint64_t> hashes;
  for (const auto& [hash, entries_of_name] : postings) hashes.push_back(hash);
  std::sort(hashes.begin(), hashes.end());
  for (const std::uint64_t hash : hashes) {
    std::vector<std::uint32_t>& found = postings[hash];
    std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
      return entries[a & kEntryMask].population > entries[b & kEntryMask].population;
    });
    std::size_t i = hash & (slot_count - 1);
    while (slots[i].tag != 0) i = (i + 1) & (slot_count - 1);
    slots[i] = {static_cast<std::uint32_t>(hash >> 32) | 1u,
                static_cast<std::uint32_t>(list.size())};
    found.back() |= kLastFlag;
    list.insert(list.end(), found.begin(), found.end());
  }

  std::vector<Country> country_list;
  std::vector<std::uint32_t> by_country;
  for (const auto& [code, members] : countries) {
    Country country;
    std::memcpy(country.code, code.data(), std::min<std::size_t>(3, code.size()));
    country.first = static_cast<std::uint32_t>(by_country.size());
    country.count = static_cast<std::uint32_t>(members.size());
    by_country.insert(by_country.end(), members.begin(), members.end());
    country_list.push_back(country);
  }
  header.entries = append_part(out, entries);
  header.strings = append_part(out, strings);
  header.slots = append_part(out, slots);
  header.postings = append_part(out, list);
  header.countries = append_part(out, country_list);
  header.by_country = append_part(out, by_country);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace parley::knowledge
