// knowledge/gazetteer_format.h - the layout of a gazetteer file, for its reader and its writer.
#pragma once

#include "parley/knowledge/gazetteer.h"

namespace parley::knowledge {

inline constexpr char kMagic[8] = {'P', 'L', 'Y', 'G', 'A', 'Z', '1', '\n'};

// Postings: the entry's number and two flags.
inline constexpr std::uint32_t kLastFlag = 0x80000000u;  // the last one of its name
inline constexpr std::uint32_t kMainFlag = 0x40000000u;  // the name is the one shown
inline constexpr std::uint32_t kEntryMask = 0x3FFFFFFFu;

struct Part {
  std::uint64_t offset = 0, count = 0;  // bytes from the start of the file; number of elements
};

struct Gazetteer::Header {
  char magic[8];
  Part entries, strings, slots, postings, countries, by_country;
};

// A power of two of them; a name goes to the first free one after its hash. Tag 0: free.
struct Gazetteer::Slot {
  std::uint32_t tag = 0, first = 0;
};

struct Gazetteer::Country {
  char code[4] = {0, 0, 0, 0};
  std::uint32_t first = 0, count = 0;
};

}  // namespace parley::knowledge
