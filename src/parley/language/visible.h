// language/visible.h - a doc's tokens as readers of CoNLL-U see them: white-space tokens are left
// out, heads renumbered. What a white-space token carried goes to its neighbours: a sentence that
// began with it begins with the next token, an entity that began or went on with it does so too. A
// head that is white space gives way to its own head; where that leads nowhere, the token is a
// root.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parley/language/doc.h"

namespace parley::language {

struct VisibleToken {
  std::uint32_t index;  // in the doc
  std::uint32_t head;   // in the list of visible tokens; own number for a root
  char ent_iob;
  bool starts_sentence;
  bool space_after;  // white space of any kind stands behind it
};

// `text` is what was parsed into the doc. Linear.
std::vector<VisibleToken> visible_tokens(const Doc& doc, std::string_view text);

}  // namespace parley::language
