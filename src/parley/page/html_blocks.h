// page/html_blocks.h - the text of an HTML page as blocks in reading order, with what the tags tell
// as features; and the places where its metadata stands.
//
// A block is the text between two borders: block-level tags, two <br>, or one <br> after a
// sentence. White space is levelled (a no-break space is a space, zero-width and soft-hyphen
// characters are left out), words of neighbouring inline elements are kept apart. Scripts, styles
// and what a page shows to programs only are left out; what it hides from readers is kept and
// marked. Cost    linear in the tree, twice.
#pragma once

#include <string>
#include <vector>

#include "parley/page/block.h"
#include "parley/page/html_tree.h"

namespace parley::page {

struct HtmlBlocks {
  std::string text;            // the blocks, a line break after each
  std::vector<Block> blocks;   // with markup features
  std::vector<Node*> json_ld;  // <script type="application/ld+json">
  std::vector<Node*> metas;    // <meta> in the body (those in <head> are html_meta.cc's to find)
  std::vector<Node*> times;    // <time> and itemprop="datePublished"
  std::vector<Node*> authors;  // rel=author, itemprop=author, class "author" or "byline"
  std::vector<std::string> h1s;
};

HtmlBlocks read_html_blocks(const HtmlTree& tree);

// Adds the features in_ld_body and not_in_ld_body.
void mark_ld_body(HtmlBlocks& page, std::string_view ld_body);

}  // namespace parley::page
