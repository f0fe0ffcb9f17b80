// mention/true_case.h - texts in capitals, written again as they would stand in a sentence, before
// they are parsed: taggers and parsers take "REBELS SHELL TOWN" for three names.
// What       blocks that are (nearly) all in capitals; headlines with a Capital On Every Word. Words
//            in capitals inside other text stay.
// Which      a word takes the letter case that the rest of the report gives it; else that of the
//            names that the knowledge has; else small letters for words of the language, a capital
//            for words that nobody knows, and the capitals for what looks like an abbreviation.
// Offsets    the copy has as many bytes as the text, and each character keeps its place.
// Cost       linear in the text; nothing is done where no block asks for it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "parley/knowledge/knowledge.h"
#include "parley/page/article.h"

namespace parley::mention {

// Whether a word in small letters is one of the language, in any inflection; 'n' a noun and nothing
// else ("peasants", but "lima" too), 'w' any other, 0 none.
using WordKind = std::function<char(std::string_view lower)>;

// The text with those blocks written again; "" where there are none.
std::string true_cased(const page::Article& article, const knowledge::Knowledge& knowledge,
                       const WordKind& kind_of);

}  // namespace parley::mention
