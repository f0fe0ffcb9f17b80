#include "parley/page/html_blocks.h"

#include <algorithm>
#include <unordered_map>

#include "parley/base/limits.h"
#include "parley/page/features.h"
#include "parley/page/html_element.h"
#include "parley/page/html_features.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kMostMarks = 400;  // metadata nodes of a kind that are looked at

bool skipped(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_SVG:
    case LXB_TAG_MATH:
    case LXB_TAG_IFRAME:
    case LXB_TAG_OBJECT:
    case LXB_TAG_EMBED:
    case LXB_TAG_SELECT:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_CANVAS:
    case LXB_TAG_HEAD:
    case LXB_TAG_VIDEO:
    case LXB_TAG_AUDIO:
    case LXB_TAG_DATALIST:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
      return true;
    default:
      return false;
  }
}

bool breaks_block(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_P:
    case LXB_TAG_DIV:
    case LXB_TAG_LI:
    case LXB_TAG_UL:
    case LXB_TAG_OL:
    case LXB_TAG_DL:
    case LXB_TAG_DT:
    case LXB_TAG_DD:
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
    case LXB_TAG_TABLE:
    case LXB_TAG_TBODY:
    case LXB_TAG_THEAD:
    case LXB_TAG_TFOOT:
    case LXB_TAG_TR:
    case LXB_TAG_TD:
    case LXB_TAG_TH:
    case LXB_TAG_CAPTION:
    case LXB_TAG_BLOCKQUOTE:
    case LXB_TAG_PRE:
    case LXB_TAG_SECTION:
    case LXB_TAG_ARTICLE:
    case LXB_TAG_ASIDE:
    case LXB_TAG_NAV:
    case LXB_TAG_HEADER:
    case LXB_TAG_FOOTER:
    case LXB_TAG_MAIN:
    case LXB_TAG_FIGURE:
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_FORM:
    case LXB_TAG_FIELDSET:
    case LXB_TAG_ADDRESS:
    case LXB_TAG_DETAILS:
    case LXB_TAG_SUMMARY:
    case LXB_TAG_DIALOG:
    case LXB_TAG_HR:
    case LXB_TAG_BODY:
    case LXB_TAG_HTML:
    case LXB_TAG_CENTER:
    case LXB_TAG_BUTTON:
    case LXB_TAG_HGROUP:
    case LXB_TAG_MENU:
    case LXB_TAG_LEGEND:
      return true;
    default:
      return false;
  }
}

std::uint32_t inside_by_tag(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_ARTICLE:
      return bit_of(Inside::article);
    case LXB_TAG_MAIN:
      return bit_of(Inside::main);
    case LXB_TAG_NAV:
    case LXB_TAG_MENU:
      return bit_of(Inside::nav);
    case LXB_TAG_HEADER:
      return bit_of(Inside::header);
    case LXB_TAG_FOOTER:
      return bit_of(Inside::footer);
    case LXB_TAG_ASIDE:
      return bit_of(Inside::aside);
    case LXB_TAG_FORM:
    case LXB_TAG_FIELDSET:
    case LXB_TAG_LABEL:
      return bit_of(Inside::form);
    case LXB_TAG_FIGURE:
    case LXB_TAG_FIGCAPTION:
      return bit_of(Inside::figure);
    case LXB_TAG_TABLE:
      return bit_of(Inside::table);
    case LXB_TAG_UL:
    case LXB_TAG_OL:
    case LXB_TAG_DL:
      return bit_of(Inside::list);
    case LXB_TAG_BLOCKQUOTE:
      return bit_of(Inside::quote);
    case LXB_TAG_DIALOG:
      return bit_of(Inside::dialog);
    case LXB_TAG_DETAILS:
      return bit_of(Inside::details);
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
      return bit_of(Inside::heading);
    default:
      return 0;
  }
}

std::uint32_t inside_by_role(std::string_view role) {
  if (role.empty()) return 0;
  if (role == "navigation" || role == "menu" || role == "menubar" || role == "tablist")
    return bit_of(Inside::nav);
  if (role == "main") return bit_of(Inside::main);
  if (role == "article") return bit_of(Inside::article);
  if (role == "banner") return bit_of(Inside::header);
  if (role == "contentinfo") return bit_of(Inside::footer);
  if (role == "complementary") return bit_of(Inside::aside);
  if (role == "dialog" || role == "alertdialog" || role == "alert") return bit_of(Inside::dialog);
  if (role == "search" || role == "form") return bit_of(Inside::form);
  if (role == "heading") return bit_of(Inside::heading);
  return 0;
}

bool style_hides(std::string_view style) {
  if (style.empty()) return false;
  std::string flat;
  for (const char c : style)
    if (!is_ascii_space(c)) flat.push_back(c);
  flat = ascii_lower(flat);
  return flat.find("display:none") != std::string::npos ||
         flat.find("visibility:hidden") != std::string::npos;
}

std::uint64_t hash_of(std::uint64_t seed, std::string_view bytes) {
  for (const char c : bytes) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return seed;
}

class Walker {
 public:
  HtmlBlocks walk(const HtmlTree& tree) {
    Node* const root = tree.root();
    Node* node = root;
    while (node != nullptr) {
      bool into = false;
      if (is_element(node)) {
        into = !skipped(tag_of(node));
        if (into) {
          open(node);
        } else if (tag_of(node) == LXB_TAG_SCRIPT) {
          note_script(node);
        }
      } else if (is_text(node)) {
        add_text(text_of(node));
      }
      if (into && node->first_child != nullptr) {
        node = node->first_child;
        continue;
      }
      if (into) close();
      while (node != root && node->next == nullptr) {
        node = node->parent;
        close();
      }
      if (node == root) break;
      node = node->next;
    }
    flush();
    add_markup_features(elements_, raw_, page_.text, page_.blocks);
    return std::move(page_);
  }

 private:
  struct Frame {
    std::uint32_t element = 0;
    bool block_level = false, link = false, bold = false;
    std::uint32_t owner = 0;      // nearest block-level element
    ClassWords inline_words = 0;  // of inline elements since the owner
    std::uint32_t inline_inside = 0;
    lxb_tag_id_t inline_tag = 0;
  };

  void open(Node* node) {
    const lxb_tag_id_t tag = tag_of(node);
    const bool block_level = breaks_block(tag);
    if (block_level) flush();
    if (tag == LXB_TAG_BR) ++breaks_;
    if (tag == LXB_TAG_META && page_.metas.size() < kMostMarks) page_.metas.push_back(node);
    Element element;
    const CommonAttributes its = common_attributes(node);
    element.tag = tag;
    element.block_level = block_level;
    element.make =
        hash_of(hash_of(1469598103934665603ull, {reinterpret_cast<const char*>(&tag), sizeof tag}),
                its.classes);
    // <html> and <body> carry the classes of the whole page, on or off.
    const bool whole_page = tag == LXB_TAG_HTML || tag == LXB_TAG_BODY;
    if (!whole_page) element.own_words = words(its.classes) | words(its.id);
    element.own_inside = inside_by_tag(tag) | inside_by_role(its.role);
    if (!whole_page && (its.hidden || style_hides(its.style)))
      element.own_inside |= bit_of(Inside::not_shown);
    note_properties(node, its, element);
    Frame frame;
    if (!stack_.empty()) {
      const Frame& above = stack_.back();
      const Element& parent = elements_[above.element];
      element.parent = static_cast<int>(above.element);
      element.depth = parent.depth + 1;
      element.all_words = parent.all_words;
      element.inside = parent.inside;
      frame = above;
    }
    element.all_words |= element.own_words;
    element.inside |= element.own_inside;
    frame.element = static_cast<std::uint32_t>(elements_.size());
    frame.block_level = block_level;
    frame.link |= tag == LXB_TAG_A;
    frame.bold |= tag == LXB_TAG_B || tag == LXB_TAG_STRONG;
    if (block_level) {
      frame.owner = frame.element;
      frame.inline_words = frame.inline_inside = 0;
      frame.inline_tag = 0;
    } else {
      frame.inline_words |= element.own_words;
      frame.inline_inside |= element.own_inside;
      frame.inline_tag = tag;
      // Two buttons or links side by side are two things.
      border_ |=
          tag == LXB_TAG_A || tag == LXB_TAG_SPAN || tag == LXB_TAG_TIME || tag == LXB_TAG_LABEL;
    }
    if (tag == LXB_TAG_A)
      elements_[frame.owner < elements_.size() ? frame.owner : 0].has_link = true;
    elements_.push_back(element);
    stack_.push_back(frame);
  }

  void close() {
    if (stack_.empty()) return;
    const Frame frame = stack_.back();
    if (frame.block_level) flush();
    const lxb_tag_id_t tag = elements_[frame.element].tag;
    border_ |=
        tag == LXB_TAG_A || tag == LXB_TAG_SPAN || tag == LXB_TAG_TIME || tag == LXB_TAG_LABEL;
    stack_.pop_back();
  }

  ClassWords words(std::string_view value) {
    if (value.empty()) return 0;
    const auto [at, added] = memo_.try_emplace(value, 0);
    if (added) at->second = class_words_of(value);
    return at->second;
  }

  void note_properties(Node* node, const CommonAttributes& its, Element& element) {
    const std::string_view property = its.property;
    if (property.find("articleBody") != std::string_view::npos)
      element.own_inside |= bit_of(Inside::body_property);
    const bool time = tag_of(node) == LXB_TAG_TIME || property == "datePublished";
    if (time && page_.times.size() < kMostMarks) page_.times.push_back(node);
    const bool author = property == "author" || its.rel == "author" ||
                        (element.own_words & bit_of(ClassWord::byline)) != 0;
    if (author && page_.authors.size() < kMostMarks) page_.authors.push_back(node);
  }

  void note_script(Node* node) {
    const std::string type = ascii_lower(attribute(node, "type"));
    if (type.find("ld+json") != std::string::npos && page_.json_ld.size() < kMostMarks)
      page_.json_ld.push_back(node);
  }

  void add_text(std::string_view text) {
    if (stack_.empty()) return;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t size = blank_size(text, at);
      if (size > 0) {
        space_ = true;
        at += size;
        continue;
      }
      if (const std::size_t unseen = unseen_size(text, at)) {
        at += unseen;
        continue;
      }
      put(text, at);
    }
  }

  // Appends the run of text up to the next blank or unseen character.
  void put(std::string_view text, std::size_t& at) {
    settle_breaks();
    const std::size_t begin = at;
    while (at < text.size() && blank_size(text, at) == 0 && unseen_size(text, at) == 0) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    if (line_.empty()) {
      first_frame_ = stack_.back();
      raw_block_ = RawBlock{};
      raw_block_.element = stack_.back().owner;
      raw_block_.inline_words = stack_.back().inline_words;
      raw_block_.inline_inside = stack_.back().inline_inside;
      raw_block_.inline_tag = stack_.back().inline_tag;
    } else {
      const Frame& frame = stack_.back();
      raw_block_.inline_words &= frame.inline_words;
      raw_block_.inline_inside &= frame.inline_inside;
      if (frame.inline_tag != raw_block_.inline_tag) raw_block_.inline_tag = 0;
      const char last = line_.back();
      const bool lower_upper =
          border_ && (is_ascii_lower(last) || is_ascii_digit(last)) && is_ascii_upper(word.front());
      if (space_ || lower_upper) {
        line_.push_back(' ');
        ++raw_block_.words;
      }
    }
    space_ = border_ = false;
    line_ += word;
    const auto size = static_cast<std::uint32_t>(word.size());
    raw_block_.chars += size;
    if (stack_.back().link) raw_block_.link_chars += size;
    if (stack_.back().bold) raw_block_.bold_chars += size;
  }

  // Two <br>, or one after a sentence, end a block; one within a line is a blank.
  void settle_breaks() {
    if (breaks_ == 0) return;
    const bool sentence = line_.size() >= 80 && ends_sentence(line_);
    if (breaks_ >= 2 || sentence) {
      breaks_ = 0;
      flush();
    }
    breaks_ = 0;
    space_ = true;
  }

  static std::size_t blank_size(std::string_view text, std::size_t at) {
    if (is_ascii_space(text[at])) return 1;
    if (text[at] == '\xC2' && text.substr(at, 2) == "\xC2\xA0") return 2;
    if (text[at] == '\xE2' &&
        (text.substr(at, 3) == "\xE2\x80\xA8" || text.substr(at, 3) == "\xE2\x80\xA9" ||
         text.substr(at, 3) == "\xE2\x80\xAF"))
      return 3;
    return 0;
  }

  // Soft hyphens, zero-width characters, byte-order marks, NUL.
  static std::size_t unseen_size(std::string_view text, std::size_t at) {
    if (static_cast<unsigned char>(text[at]) < 0x20 || text[at] == 0x7F) return 1;
    if (text[at] == '\xC2' && text.substr(at, 2) == "\xC2\xAD") return 2;
    if (text[at] == '\xE2' && text.size() >= at + 3 && text[at + 1] == '\x80' &&
        (text[at + 2] == '\x8B' || text[at + 2] == '\x8C' || text[at + 2] == '\x8D'))
      return 3;
    if (text[at] == '\xEF' && text.substr(at, 3) == "\xEF\xBB\xBF") return 3;
    return 0;
  }

  static bool ends_sentence(std::string_view line) {
    for (std::size_t end = line.size(); end > 0 && end + 8 > line.size(); --end) {
      const char c = line[end - 1];
      if (c == '.' || c == '!' || c == '?') return true;
      if (c == '"' || c == '\'' || c == ')' || c == ']') continue;
      if (line.substr(0, end).ends_with("\xE2\x80\xA6")) return true;
      if (line.substr(0, end).ends_with("\xE2\x80\x9D") ||
          line.substr(0, end).ends_with("\xE2\x80\x99")) {
        end -= 2;
        continue;
      }
      if (line.substr(0, end).ends_with("\xC2\xBB")) {
        end -= 1;
        continue;
      }
      return line.substr(0, end).ends_with("\xE3\x80\x82");
    }
    return false;
  }

  void flush() {
    breaks_ = 0;
    space_ = border_ = false;
    if (line_.empty()) return;
    ++raw_block_.words;
    raw_block_.ends_sentence = ends_sentence(line_);
    if (elements_[raw_block_.element].tag == LXB_TAG_H1 && page_.h1s.size() < 10)
      page_.h1s.push_back(line_);
    const auto begin = static_cast<std::uint32_t>(page_.text.size());
    page_.text += line_;
    const auto end = static_cast<std::uint32_t>(page_.text.size());
    page_.text.push_back('\n');
    line_.clear();
    if (page_.blocks.size() < kMaxBlocks) {
      page_.blocks.push_back({{begin, end}, true, {}});
      raw_.push_back(raw_block_);
    } else {
      page_.blocks.back().span.end = end;
    }
  }

  HtmlBlocks page_;
  std::vector<Element> elements_;
  std::vector<RawBlock> raw_;
  std::vector<Frame> stack_;
  std::unordered_map<std::string_view, ClassWords> memo_;
  std::string line_;
  RawBlock raw_block_;
  Frame first_frame_;
  bool space_ = false, border_ = false;
  int breaks_ = 0;
};

}  // namespace

HtmlBlocks read_html_blocks(const HtmlTree& tree) { return Walker().walk(tree); }

void mark_ld_body(HtmlBlocks& page, std::string_view ld_body) {
  const std::string body = token_form(ld_body);
  if (body.size() < 500) return;
  for (Block& block : page.blocks) {
    std::string flat = token_form(slice(page.text, block.span).substr(0, 120));
    if (flat.size() > 60) flat.resize(60);
    if (flat.size() < 12) continue;
    const bool inside = body.find(flat) != std::string::npos;
    block.markup.push_back(
        static_cast<std::uint16_t>(inside ? Feature::in_ld_body : Feature::not_in_ld_body));
  }
}

}  // namespace parley::page
