// language/conllu.h - a parse as CoNLL-U, the exchange format of Universal Dependencies.
// White-space tokens are left out. XPOS is the Penn tag, DEPREL spaCy's English label, MISC has
// SpaceAfter=No and entities as NER=B-GPE, NER=I-GPE. parse_from_conllu (parse.h) reads it back.
// Source: https://universaldependencies.org/format.html
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parley/language/engine.h"

namespace parley::language {

// Appends the sentences of one text. `sentence_number` counts the sentences of the document: 0
// before its first text, which then gets "# newdoc id" if the document has an id. sent_id is
// "ID-1", or "1" without an id. Line breaks and tabs are written as spaces.
void write_conllu(std::string& out, const Model& model, const Doc& doc, std::string_view text,
                  std::string_view document_id, std::size_t& sentence_number);

}  // namespace parley::language
