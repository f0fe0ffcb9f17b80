// page/html_tree.h - an HTML page as a tree: lexbor (HTML5), fed in pieces and watched.
// Limits  kMaxNesting open elements: what lies deeper is read as siblings (capped). kMaxTreeBytes of
//         tree for a page (too_large). Both are looked at after each piece of 4 KiB, so a hostile
//         page costs no more than one piece past them. Nothing here recurses.
// Cost    about 4 ns a byte.
#pragma once

#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>

#include <memory>
#include <string_view>

#include "parley/base/result.h"

namespace parley::page {

using Node = lxb_dom_node_t;

class HtmlTree {
 public:
  // `html` is UTF-8. The page's text is copied into the tree.
  static Result<HtmlTree> parse(std::string_view html);

  Node* root() const;  // <html>; never null
  // Whether elements nested deeper than kMaxNesting were read as siblings.
  bool capped() const { return capped_; }

 private:
  struct Destroy {
    void operator()(lxb_html_document_t* document) const { lxb_html_document_destroy(document); }
  };
  explicit HtmlTree(lxb_html_document_t* document) : document_(document) {}
  std::unique_ptr<lxb_html_document_t, Destroy> document_;
  bool capped_ = false;
};

bool is_element(const Node* node);
bool is_text(const Node* node);
lxb_tag_id_t tag_of(const Node* node);                          // LXB_TAG_P ...; only of elements
std::string_view text_of(const Node* node);                     // only of text nodes
std::string_view attribute(Node* node, std::string_view name);  // empty where there is none
bool has_attribute(Node* node, std::string_view name);
// The attributes that every element of a page is asked for, read in one walk over its own.
struct CommonAttributes {
  std::string_view classes, id, role, style, property, rel;
  bool hidden = false;
};
CommonAttributes common_attributes(Node* node);

// The next node in reading order, or null past `root`. With `skip_children`, not below `node`.
Node* next_in_order(Node* node, const Node* root, bool skip_children);

}  // namespace parley::page
