// knowledge/gazetteer_keys.h - when two spellings are the same name: a ladder of keys, each looser
// than the one before. Where the first has no candidate, the next is asked.
//   folded   "Dar‘ā", "Dar'a" -> "dara"; "St. Louis" -> "saint louis"; "Al-Bab" -> "al bab"
//   loose    without Arabic articles and spaces: "Al-Safira", "As Safīrah" -> "safira", "safirah"
//   sounded  vowels in classes, digraphs, doubled letters and endings levelled: "Hamuriyeh",
//            "Ḩammūrīyah" -> "hamuria"; good inside one country only
//   bones    the consonants of `sounded`: "Deir Ezzor", "Dayr az Zawr" -> "drzr"; inside one
//   country
//            and only where nothing else is near
// Source: measured on 13,371 left-out spellings of GeoNames: recall .11 (loose), .50 (sounded), .77
// (bones), with 0.1, 0.6 and 1.1 candidates a query.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::knowledge {

std::string folded_name(std::string_view name);
// The other keys are made from a folded one.
std::string loose_name(std::string_view folded);
std::string sounded_name(std::string_view folded);
std::string bones_of_name(std::string_view sounded);
inline constexpr std::size_t kLeastBones = 4;  // fewer consonants fit too much

// Letters to put in, leave out or change until one is the other; `most` + 1 for more than that.
std::size_t edits_apart(std::string_view a, std::string_view b, std::size_t most);

// Whether the country's names are English: a name has one spelling there, and a key by sound would
// only join different names.
bool is_spelt_in_english(std::string_view iso3);

// FNV-1a, 64 bits, started with the rung so that keys of different rungs differ.
std::uint64_t name_hash(char rung, std::string_view key);

}  // namespace parley::knowledge
