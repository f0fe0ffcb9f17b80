// language/parse.h - the parse of one whole report: the docs of its blocks (paragraphs, headline,
// captions) joined into one list of tokens over the report's text. White-space tokens are left out
// and heads renumbered, as in CoNLL-U. All later stages read this. Indices are into `tokens`; spans
// are bytes of the report's text.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/span.h"
#include "parley/language/engine.h"

namespace parley::language {

struct Token {
  Span span;                  // bytes of the report's text
  std::string_view text;      // the characters themselves
  std::string_view lower;     // ASCII-lower-cased
  std::string_view lemma;     // as spaCy's lemmatizer gives it ("say", "Syria")
  std::string_view tag;       // Penn tag: "VBD"
  std::string_view pos;       // Universal: "VERB"
  std::string_view dep;       // spaCy's English (ClearNLP) label: "nsubj", "ROOT"
  std::string_view morph;     // "Tense=Past|VerbForm=Fin", "" when empty
  std::string_view ent_type;  // "GPE", "" outside entities
  char ent_iob = 'O';         // 'B', 'I' or 'O'
  bool space_after = false;   // white space of any kind stands behind it
  std::uint32_t head = 0;     // own index for a root
  std::uint32_t left_edge = 0,
                right_edge = 0;  // first and last token of its subtree (right_edge included)
  std::uint32_t sentence = 0;
};

struct Sentence {
  Range tokens;
  std::uint32_t root = 0;   // its first token that is its own head
  std::uint32_t block = 0;  // index of the block given to parse_blocks
};

struct Entity {
  Range tokens;
  std::string_view label;  // OntoNotes: PERSON NORP FAC ORG GPE LOC PRODUCT EVENT ... DATE CARDINAL
};

struct Parse {
  std::string_view source;  // the report's text; must outlive the Parse
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Entity> entities;

  // Children of a token, ascending. Built by parse_blocks / index_children.
  std::span<const std::uint32_t> children(std::uint32_t token) const {
    return {child_list.data() + child_begin[token], child_list.data() + child_begin[token + 1]};
  }
  // Bytes from the first token's begin to the last one's end.
  Span span_of(Range range) const {
    return range.empty() ? Span{}
                         : Span{tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
  }
  std::string_view text_of(Range range) const { return slice(source, span_of(range)); }
  Range subtree(std::uint32_t token) const {
    return {tokens[token].left_edge, tokens[token].right_edge + 1};
  }
  const Sentence& sentence_of(std::uint32_t token) const {
    return sentences[tokens[token].sentence];
  }
  bool is_root(std::uint32_t token) const { return tokens[token].head == token; }
  // Tokens that touch the bytes of `span`; empty where none does. Binary search.
  Range tokens_in(Span span) const;

  std::vector<std::uint32_t> child_begin;  // tokens.size() + 1 entries
  std::vector<std::uint32_t> child_list;
  std::shared_ptr<const Model> model;   // keeps the strings of the tokens alive
  std::deque<std::string> own_strings;  // lemmas and lower forms that the model does not hold
};

// Parses the blocks (spans of `text`, in order, not overlapping) and joins them. An empty block
// gives no sentence. Line breaks inside a block are white space.
// `numbers`, one for each block, become Sentence::block in place of the block's own index: two blocks may share one.
Result<Parse> parse_blocks(Worker& worker, std::string_view text, std::span<const Span> blocks,
                           std::span<const std::uint32_t> numbers = {});

// Computes children and subtree edges from the heads.
void index_children(Parse& parse);

// For tests and for parses made elsewhere: CoNLL-U as `parley parse` writes it, over the text that
// its "# text" lines joined by line breaks give. XPOS is the Penn tag, DEPREL spaCy's label, MISC
// may hold SpaceAfter=No and NER=B-GPE. bad_format names the line. The text is kept in the Parse.
Result<Parse> parse_from_conllu(std::string_view conllu);

}  // namespace parley::language
