// knowledge/name_key.h - how names are compared: whatever writing varies is taken out, and a
// coarser key stands for all transliterations of a name.
#pragma once

#include <string>
#include <string_view>

namespace parley::knowledge {

// "Côte d'Ivoire" -> "cote divoire", "al-Assad" -> "al assad", "U.N." -> "un", "AT&T" -> "at t":
// lower case, no accents, dots and apostrophes gone, every other mark a blank. Words are separated
// by one blank.
std::string name_key(std::string_view text);

// The Arabic article in any of its forms before a hyphen ("el-", "ash-"); a name_key writes all
// of them "al".
bool is_article_form(std::string_view word);

// The consonants of a name as no transliteration changes them: "Gaddafi", "Qaddafi", "al-Qadhafi"
// -> "kdf"; "Lavrov", "Lawrow" -> "lvrv". Articles and particles (al, el, bin ...) are left out,
// words are joined by a blank. Takes a name_key. After N06-1060 (Freeman, Condon, Ackerman 2006):
// classes of characters instead of lists of spellings.
std::string skeleton(std::string_view key);

// Whether two words (name_keys) may be spellings of one name: same skeleton, same first sound, and
// lengths that differ by at most three.
bool same_sound(std::string_view one, std::string_view two);

}  // namespace parley::knowledge
