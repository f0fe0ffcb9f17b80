// language/doc.h - the parse of one text, as Python spaCy 3.8 would give it: every token, white
// space included. A structure of arrays: one entry a token. Offsets are UTF-8 bytes of the text
// that was parsed. Strings (tags, labels, lemmas) are numbers of the model's string table or of the
// document's own (strings()).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/span.h"

namespace parley::language {

// Number of an interned string: below the model's string count it is one of the model's (fixed
// label strings, known lemmas), from there on one of this Doc's own.
using StringId = std::uint32_t;

class StringTable;   // the model's, language/string_table.h
struct TokenRecord;  // language/tokenizer.h

struct Doc {
  std::vector<std::uint32_t> begin, end;  // bytes [begin, end) of the text
  std::vector<std::uint8_t> space_after;  // 1: exactly one U+0020 follows and belongs to no token
  std::vector<StringId> tag, pos, morph, lemma, dep, ent_type;  // ent_type: "" outside entities
  std::vector<std::uint32_t> head;       // index of the head; own index for a root
  std::vector<std::uint8_t> sent_start;  // 1: the first token of a sentence
  std::vector<char> ent_iob;             // 'B', 'I' or 'O'
  std::vector<std::string> own_strings;  // lemmas that the model does not hold

  std::size_t size() const { return begin.size(); }
  void clear();
};

// Makes `doc` the bare tokens: every string "", every token its own head, no sentence starts, no
// entities. Keeps memory.
void start_doc(Doc& doc, std::span<const TokenRecord> tokens);

}  // namespace parley::language
