#include "parley/language/doc.h"

#include <numeric>

#include "parley/language/tokenizer.h"

namespace parley::language {

void Doc::clear() { start_doc(*this, {}); }

void start_doc(Doc& doc, std::span<const TokenRecord> tokens) {
  const std::size_t size = tokens.size();
  doc.begin.resize(size);
  doc.end.resize(size);
  doc.space_after.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    doc.begin[i] = tokens[i].begin;
    doc.end[i] = tokens[i].end;
    doc.space_after[i] = tokens[i].space_after ? 1 : 0;
  }
  for (auto* column : {&doc.tag, &doc.pos, &doc.morph, &doc.lemma, &doc.dep, &doc.ent_type})
    column->assign(size, 0);
  doc.head.resize(size);
  std::iota(doc.head.begin(), doc.head.end(), 0u);
  doc.sent_start.assign(size, 0);
  doc.ent_iob.assign(size, 'O');
  doc.own_strings.clear();
}

}  // namespace parley::language
