// language/spacy_json.h - a doc in the layout of spaCy's own Doc.to_json(), so that Python's
// Doc(vocab).from_json() reads it:
// {"text", "ents": [{start, end, label}], "sents": [{start, end}],
//  "tokens": [{id, start, end, tag, pos, morph, lemma, dep, head}]}. Every token, white space
//  included; offsets are code
// points. Source: spacy/tokens/doc.pyx, to_json (3.8).
#pragma once

#include <string>
#include <string_view>

#include "parley/language/engine.h"

namespace parley::language {

// Appends one line of JSON, without a line break. `text` is what was parsed into the doc.
void write_spacy_json(std::string& out, const Model& model, const Doc& doc, std::string_view text);

}  // namespace parley::language
