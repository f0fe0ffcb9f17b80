#include "parley/page/html_tree.h"

#include <fmt/format.h>

#include <algorithm>

#include "parley/base/limits.h"

namespace parley::page {
namespace {

constexpr std::size_t kPiece = 4096;
constexpr std::size_t kPieceOfDeep = 512;  // each open element costs time for each new one

struct DestroyParser {
  void operator()(lxb_html_parser_t* parser) const { lxb_html_parser_destroy(parser); }
};

const lxb_char_t* bytes(std::string_view text) {
  return reinterpret_cast<const lxb_char_t*>(text.data());
}

// What the tree holds, from below: lexbor grows in chunks of at least chunk_min_size.
std::size_t tree_bytes(const lxb_html_document_t* document) {
  const lexbor_mem_t* nodes = document->dom_document.mraw->mem;
  const lexbor_mem_t* texts = document->dom_document.text->mem;
  return nodes->chunk_length * nodes->chunk_min_size + texts->chunk_length * texts->chunk_min_size;
}

// Past kMaxNesting the innermost open elements are closed, so that what comes after them become
// their siblings, as in browsers. Formatting elements are closed for good: those still open would be
// opened again in every paragraph, and make a small page into a huge tree.
bool keep_shallow(lxb_html_tree_t* state) {
  if (lexbor_array_length(state->open_elements) <= kMaxNesting &&
      lexbor_array_length(state->active_formatting) <= kMaxNesting)
    return false;
  // The text of a script or a title, and text waiting to leave a table, belong to the innermost
  // element; neither can nest.
  if (state->mode == lxb_html_tree_insertion_mode_text ||
      state->mode == lxb_html_tree_insertion_mode_in_table_text)
    return false;
  state->active_formatting->length = 0;
  if (lexbor_array_length(state->open_elements) > kMaxNesting) {
    state->open_elements->length = kMaxNesting;
    lxb_html_tree_reset_insertion_mode_appropriately(state);
  }
  return true;
}

}  // namespace

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
  const std::unique_ptr<lxb_html_parser_t, DestroyParser> parser(lxb_html_parser_create());
  if (!parser || lxb_html_parser_init(parser.get()) != LXB_STATUS_OK)
    return Error{ErrorCode::failed, "no memory for the HTML parser", ""};
  lxb_html_document_t* document = lxb_html_parse_chunk_begin(parser.get());
  if (document == nullptr) return Error{ErrorCode::failed, "no memory for the HTML parser", ""};
  HtmlTree tree(document);
  std::string_view piece;
  for (std::size_t at = 0; at < html.size(); at += piece.size()) {
    piece = html.substr(at, tree.capped_ ? kPieceOfDeep : kPiece);
    if (lxb_html_parse_chunk_process(parser.get(), bytes(piece), piece.size()) != LXB_STATUS_OK)
      return Error{ErrorCode::failed, fmt::format("the HTML parser gave up near byte {}", at), ""};
    tree.capped_ |= keep_shallow(parser->tree);
    if (tree_bytes(document) > kMaxTreeBytes)
      return Error{ErrorCode::too_large,
                   fmt::format("an HTML tree of more than {} bytes", kMaxTreeBytes), ""};
  }
  if (lxb_html_parse_chunk_end(parser.get()) != LXB_STATUS_OK)
    return Error{ErrorCode::failed, "the HTML parser gave up at the end", ""};
  return tree;
}

Node* HtmlTree::root() const {
  Node* document = lxb_dom_interface_node(document_.get());
  Node* element = lxb_dom_document_root(&document_->dom_document);
  return element ? element : document;
}

bool is_element(const Node* node) { return node->type == LXB_DOM_NODE_TYPE_ELEMENT; }
bool is_text(const Node* node) { return node->type == LXB_DOM_NODE_TYPE_TEXT; }
lxb_tag_id_t tag_of(const Node* node) { return node->local_name; }

std::string_view text_of(const Node* node) {
  const lexbor_str_t& data = reinterpret_cast<const lxb_dom_character_data_t*>(node)->data;
  return {reinterpret_cast<const char*>(data.data), data.length};
}

std::string_view attribute(Node* node, std::string_view name) {
  std::size_t length = 0;
  const lxb_char_t* value = lxb_dom_element_get_attribute(lxb_dom_interface_element(node),
                                                          bytes(name), name.size(), &length);
  if (value == nullptr) return {};
  return {reinterpret_cast<const char*>(value), length};
}

bool has_attribute(Node* node, std::string_view name) {
  return lxb_dom_element_has_attribute(lxb_dom_interface_element(node), bytes(name), name.size());
}

CommonAttributes common_attributes(Node* node) {
  CommonAttributes common;
  lxb_dom_attr_t* attribute = lxb_dom_element_first_attribute(lxb_dom_interface_element(node));
  for (; attribute != nullptr; attribute = lxb_dom_element_next_attribute(attribute)) {
    std::size_t size = 0;
    const lxb_char_t* const bytes = lxb_dom_attr_value(attribute, &size);
    const std::string_view value =
        bytes == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(bytes), size);
    switch (attribute->node.local_name) {
      case LXB_DOM_ATTR_CLASS:
        common.classes = value;
        continue;
      case LXB_DOM_ATTR_ID:
        common.id = value;
        continue;
      case LXB_DOM_ATTR_STYLE:
        common.style = value;
        continue;
      case LXB_DOM_ATTR_REL:
        common.rel = value;
        continue;
      default:
        if (attribute->node.local_name < LXB_DOM_ATTR__LAST_ENTRY) continue;
    }
    const lxb_char_t* const named = lxb_dom_attr_local_name(attribute, &size);
    const std::string_view name(reinterpret_cast<const char*>(named), size);
    if (name == "role") common.role = value;
    if (name == "itemprop") common.property = value;
    if (name == "hidden") common.hidden = true;
  }
  return common;
}

Node* next_in_order(Node* node, const Node* root, bool skip_children) {
  if (!skip_children && node->first_child != nullptr) return node->first_child;
  while (node != root) {
    if (node->next != nullptr) return node->next;
    node = node->parent;
    if (node == nullptr) return nullptr;
  }
  return nullptr;
}

}  // namespace parley::page
