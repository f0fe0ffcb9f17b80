#include "parley/page/html_features.h"

#include <algorithm>
#include <unordered_map>

#include "parley/page/features.h"

namespace parley::page {
namespace {

constexpr std::uint32_t kProseWords = 12;  // a block of running text has so many words
constexpr double kMainShare = 0.7;         // of the running text lies in the main element
constexpr int kNear = 3;                   // elements around a block that are near it

constexpr ClassWords kAside = bit_of(ClassWord::comments) | bit_of(ClassWord::related) |
                              bit_of(ClassWord::cookie) | bit_of(ClassWord::footer) |
                              bit_of(ClassWord::ad) | bit_of(ClassWord::nav) |
                              bit_of(ClassWord::sidebar);
constexpr std::uint32_t kAsideTags =
    bit_of(Inside::nav) | bit_of(Inside::footer) | bit_of(Inside::aside) | bit_of(Inside::dialog);

class Marker {
 public:
  Marker(std::vector<Element>& elements, const std::vector<RawBlock>& raw, std::string_view text,
         std::vector<Block>& blocks)
      : elements_(elements), raw_(raw), text_(text), blocks_(blocks) {}

  void mark() {
    if (raw_.empty()) return;
    show_hidden_pages();
    forget_wrappers();
    sum_up();
    count_makes();
    find_main();
    find_h1();
    meet_kin();
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      now_ = &blocks_[i].markup;
      add(Feature::html);
      add_tag(i);
      add_around(i);
      add_links(i);
      add_containers(i);
      add_kin(i);
      add_neighbours(i);
      add_position(i);
    }
  }

 private:
  void add(Feature feature) { now_->push_back(static_cast<std::uint16_t>(feature)); }
  void add_if(bool yes, Feature feature) {
    if (yes) add(feature);
  }
  const Element& element(std::size_t i) const { return elements_[raw_[i].element]; }
  double link_share(std::size_t i) const {
    return raw_[i].chars ? static_cast<double>(raw_[i].link_chars) / raw_[i].chars : 0;
  }
  bool prose(std::size_t i) const {
    return raw_[i].words >= kProseWords && raw_[i].ends_sentence && link_share(i) < 0.4;
  }

  // A page that shows its text by a script hides it until then: where more running text is hidden
  // than shown, hiding tells nothing.
  void show_hidden_pages() {
    std::size_t hidden = 0, shown = 0;
    for (std::size_t i = 0; i < raw_.size(); ++i)
      if (prose(i))
        (element(i).inside & bit_of(Inside::not_shown) ? hidden : shown) += raw_[i].chars;
    if (hidden <= shown) return;
    for (Element& one : elements_) one.own_inside &= ~bit_of(Inside::not_shown);
  }

  // An element around half of the page's running text is no sidebar, form or list of teasers,
  // whatever its name: its words count for nothing, nor do those handed down from it.
  void forget_wrappers() {
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      if (prose(i)) elements_[raw_[i].element].all_prose += raw_[i].chars;
      ++elements_[raw_[i].element].blocks_below;
    }
    for (std::size_t e = elements_.size(); e-- > 1;) {
      if (elements_[e].parent < 0) continue;
      Element& parent = elements_[static_cast<std::size_t>(elements_[e].parent)];
      parent.all_prose += elements_[e].all_prose;
      parent.blocks_below += elements_[e].blocks_below;
    }
    const std::uint32_t whole = elements_.front().all_prose;
    constexpr std::uint32_t kNoWrapper = bit_of(Inside::nav) | bit_of(Inside::header) |
                                         bit_of(Inside::footer) | bit_of(Inside::aside) |
                                         bit_of(Inside::form) | bit_of(Inside::figure) |
                                         bit_of(Inside::dialog) | bit_of(Inside::list);
    for (Element& one : elements_) {
      const bool wrapper = whole > 0 && one.blocks_below > 1 && one.all_prose * 2 > whole;
      if (wrapper) {
        one.own_words &= bit_of(ClassWord::content);
        one.own_inside &= ~kNoWrapper;
      }
      one.all_words = one.own_words;
      one.inside = one.own_inside;
      if (one.parent < 0) continue;
      const Element& parent = elements_[static_cast<std::size_t>(one.parent)];
      one.all_words |= parent.all_words;
      one.inside |= parent.inside;
    }
  }

  // Blocks of one make: the same tags and classes, three elements up.
  std::uint64_t kin_of(std::size_t i) const {
    std::uint64_t hash = raw_[i].inline_tag;
    int at = static_cast<int>(raw_[i].element);
    for (int level = 0; level < 3 && at >= 0; ++level) {
      hash = hash * 1099511628211ull ^ elements_[static_cast<std::size_t>(at)].make;
      at = elements_[static_cast<std::size_t>(at)].parent;
    }
    return hash;
  }

  void meet_kin() {
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      Kin& kin = kin_[kin_of(i)];
      ++kin.blocks;
      kin.words += raw_[i].words;
      kin.chars += raw_[i].chars;
      kin.link_chars += raw_[i].link_chars;
      kin.prose += prose(i) ? 1 : 0;
      kin.in_main += levels_in_main(i) >= 0 ? 1 : 0;
    }
  }

  void add_kin(std::size_t i) {
    const Kin& kin = kin_.at(kin_of(i));
    add_if(kin.blocks == 1, Feature::kin_alone);
    if (kin.blocks < 2) return;
    add_if(kin.prose * 2 > kin.blocks, Feature::kin_prose);
    add_if(kin.prose > 0 && kin.prose * 2 <= kin.blocks, Feature::kin_some_prose);
    add_if(kin.link_chars * 10 > kin.chars * 6, Feature::kin_links);
    add_if(kin.words < kin.blocks * 7 && kin.prose == 0, Feature::kin_short);
    add_if(kin.blocks >= 8, Feature::kin_many);
    if (main_ < 0) return;
    add_if(kin.in_main * 5 >= kin.blocks * 4, Feature::kin_in_main);
    add_if(kin.in_main * 5 <= kin.blocks, Feature::kin_outside_main);
  }

  void sum_up() {
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      Element& own = elements_[raw_[i].element];
      own.chars += raw_[i].chars;
      own.link_chars += raw_[i].link_chars;
      ++own.blocks;
      if (!prose(i)) continue;
      ++own.prose_children;
      if (own.parent >= 0) ++elements_[static_cast<std::size_t>(own.parent)].prose_children;
      const bool aside =
          (own.all_words & kAside) || (own.inside & (kAsideTags | bit_of(Inside::not_shown)));
      if (!aside) own.prose += raw_[i].chars;
    }
    for (std::size_t e = elements_.size(); e-- > 1;) {
      Element& one = elements_[e];
      if (one.parent < 0) continue;
      Element& parent = elements_[static_cast<std::size_t>(one.parent)];
      parent.chars += one.chars;
      parent.link_chars += one.link_chars;
      parent.blocks += one.blocks;
      parent.prose += one.prose;
      parent.has_link |= one.has_link;
    }
  }

  void count_makes() {
    std::unordered_map<std::uint64_t, std::uint32_t> counts;
    const auto key = [](const Element& one) {
      return one.make * 31 + static_cast<std::uint64_t>(one.parent + 1) * 1099511628211ull;
    };
    for (const Element& one : elements_)
      if (one.block_level && one.blocks > 0) ++counts[key(one)];
    for (Element& one : elements_)
      if (one.block_level && one.blocks > 0) one.same_make = counts[key(one)];
  }

  // The deepest element with most of the running text.
  void find_main() {
    const double whole = elements_.front().prose;
    if (whole <= 0) return;
    main_ = 0;
    // Elements come in reading order, so that a later hit lies inside an earlier one.
    for (std::size_t e = 1; e < elements_.size(); ++e)
      if (elements_[e].prose >= kMainShare * whole && elements_[e].block_level)
        main_ = static_cast<int>(e);
    // One long paragraph is no container.
    while (main_ > 0 && elements_[static_cast<std::size_t>(main_)].blocks <= 1)
      main_ = elements_[static_cast<std::size_t>(main_)].parent;
    first_in_main_ = raw_.size();
    for (std::size_t i = 0; i < raw_.size(); ++i)
      if (levels_in_main(i) >= 0) {
        first_in_main_ = std::min(first_in_main_, i);
        last_in_main_ = i;
      }
  }

  // 0 for a block of main itself, 1 for one of its child ...; -1 outside.
  int levels_in_main(std::size_t i) const {
    if (main_ < 0) return -1;
    int at = static_cast<int>(raw_[i].element), levels = 0;
    while (at > main_) {
      at = elements_[static_cast<std::size_t>(at)].parent;
      ++levels;
    }
    return at == main_ ? levels : -1;
  }

  void find_h1() {
    h1_ = raw_.size();
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      if (element(i).tag != LXB_TAG_H1) continue;
      if (h1_ == raw_.size() || (raw_[i].words >= 3 && raw_[h1_].words < 3)) h1_ = i;
    }
  }

  void add_tag(std::size_t i) {
    const Element& own = element(i);
    switch (own.tag) {
      case LXB_TAG_P:
        return add(Feature::tag_p);
      case LXB_TAG_LI:
        return add(Feature::tag_li);
      case LXB_TAG_H1:
        return add(Feature::tag_h1);
      case LXB_TAG_H2:
        return add(Feature::tag_h2);
      case LXB_TAG_H3:
        return add(Feature::tag_h3);
      case LXB_TAG_H4:
      case LXB_TAG_H5:
      case LXB_TAG_H6:
        return add(Feature::tag_h4);
      case LXB_TAG_BLOCKQUOTE:
        return add(Feature::tag_quote);
      case LXB_TAG_TD:
      case LXB_TAG_TH:
        return add(Feature::tag_cell);
      case LXB_TAG_DT:
      case LXB_TAG_DD:
        return add(Feature::tag_term);
      case LXB_TAG_PRE:
        return add(Feature::tag_pre);
      case LXB_TAG_FIGCAPTION:
        return add(Feature::tag_figcaption);
      case LXB_TAG_BUTTON:
      case LXB_TAG_SUMMARY:
      case LXB_TAG_LEGEND:
        return add(Feature::tag_button);
      default:
        break;
    }
    if (raw_[i].inline_tag == LXB_TAG_A) return add(Feature::tag_link);
    if (raw_[i].inline_tag == LXB_TAG_LABEL) return add(Feature::tag_button);
    if (raw_[i].inline_tag == LXB_TAG_TIME) return add(Feature::tag_time);
    add(Feature::tag_other);
  }

  void add_around(std::size_t i) {
    const Element& own = element(i);
    const std::uint32_t inside = own.inside | raw_[i].inline_inside;
    for (std::size_t bit = 0; bit < kInsideCount; ++bit)
      add_if(inside >> bit & 1u,
             static_cast<Feature>(static_cast<std::size_t>(Feature::in_article) + bit));
    ClassWords near = raw_[i].inline_words;
    int at = static_cast<int>(raw_[i].element);
    for (int level = 0; level < kNear && at >= 0; ++level) {
      near |= elements_[static_cast<std::size_t>(at)].own_words;
      at = elements_[static_cast<std::size_t>(at)].parent;
    }
    const ClassWords all = own.all_words | raw_[i].inline_words;
    for (std::size_t bit = 0; bit < kClassWordCount; ++bit) {
      add_if(all >> bit & 1u,
             static_cast<Feature>(static_cast<std::size_t>(Feature::class_content) + bit));
      add_if(near >> bit & 1u,
             static_cast<Feature>(static_cast<std::size_t>(Feature::near_content) + bit));
    }
  }

  void add_links(std::size_t i) {
    const double share = link_share(i);
    add(share == 0     ? Feature::link_none
        : share < 0.25 ? Feature::link_some
        : share < 0.5  ? Feature::link_half
        : share < 0.95 ? Feature::link_most
                       : Feature::link_all);
    add_if(raw_[i].bold_chars == raw_[i].chars, Feature::bold_all);
    const auto heavy = [&](std::size_t j) { return link_share(j) > 0.6; };
    add_if(i >= 2 && heavy(i - 1) && heavy(i - 2), Feature::links_before);
    add_if(i + 2 < raw_.size() && heavy(i + 1) && heavy(i + 2), Feature::links_after);
  }

  void add_containers(std::size_t i) {
    const int levels = levels_in_main(i);
    if (main_ >= 0) {
      add(levels < 0    ? Feature::main_outside
          : levels <= 1 ? Feature::main_parent
          : levels <= 3 ? Feature::main_inside
                        : Feature::main_deep);
      add_if(levels < 0 && i < first_in_main_, Feature::main_before);
      add_if(levels < 0 && i > last_in_main_, Feature::main_after);
    }
    const Element& own = element(i);
    const int parent = own.parent;
    const std::uint32_t beside = parent >= 0
                                     ? elements_[static_cast<std::size_t>(parent)].prose_children
                                     : own.prose_children;
    const std::uint32_t self = prose(i) ? 1 : 0;
    const std::uint32_t others = beside > self ? beside - self : 0;
    add(others >= 3   ? Feature::parent_prose_3
        : others >= 1 ? Feature::parent_prose_1
                      : Feature::parent_prose_0);
    if (parent >= 0 && elements_[static_cast<std::size_t>(parent)].parent >= 0) {
      const std::size_t above =
          static_cast<std::size_t>(elements_[static_cast<std::size_t>(parent)].parent);
      const std::uint32_t uncles = elements_[above].prose_children;
      add_if(uncles >= 3, Feature::uncle_prose_3);
      add_if(uncles >= 1 && uncles < 3, Feature::uncle_prose_1);
    }
    add_units(i);
  }

  void add_units(std::size_t i) {
    int at = static_cast<int>(raw_[i].element);
    bool unit = false, list_seen = false;
    for (int level = 0; level < 5 && at >= 0 && at != main_; ++level) {
      const Element& one = elements_[static_cast<std::size_t>(at)];
      const bool plain = one.tag == LXB_TAG_P || one.tag == LXB_TAG_TD || one.tag == LXB_TAG_TR ||
                         one.tag == LXB_TAG_H2 || one.tag == LXB_TAG_H3 ||
                         one.tag == LXB_TAG_BLOCKQUOTE;
      const bool linked = one.has_link && one.link_chars * 5 >= one.chars;
      unit |= !plain && one.same_make >= 3 && linked && one.blocks >= 1;
      if ((one.tag == LXB_TAG_UL || one.tag == LXB_TAG_OL) && !list_seen) {
        list_seen = true;
        add_if(one.link_chars * 10 > one.chars * 6, Feature::list_links);
        add_if(one.link_chars * 10 < one.chars * 3 && one.blocks > 0 && one.chars / one.blocks > 50,
               Feature::list_prose);
      }
      if (level == 1) add_if(one.link_chars * 2 > one.chars, Feature::parent_links);
      at = one.parent;
    }
    add_if(unit, Feature::repeated_unit);
  }

  void add_neighbours(std::size_t i) {
    if (element(i).inside & bit_of(Inside::heading) && i + 1 < raw_.size()) {
      std::size_t next = i + 1;
      if (raw_[next].words < 4 && next + 1 < raw_.size()) ++next;
      add_if(raw_[next].words >= kProseWords && link_share(next) < 0.5, Feature::heads_prose);
      add_if(link_share(next) > 0.6, Feature::heads_links);
    }
  }

  void add_position(std::size_t i) {
    if (h1_ == raw_.size()) {
      add(Feature::no_h1);
    } else {
      add_if(i < h1_, Feature::before_h1);
      add_if(i > h1_, Feature::after_h1);
      add_if(i > h1_ && i <= h1_ + 3, Feature::right_after_h1);
    }
    const double place =
        static_cast<double>(blocks_[i].span.begin) / static_cast<double>(text_.size());
    add_if(place < 0.1, Feature::place_start);
    add_if(place > 0.9, Feature::place_end);
    add_if(place > 0.67, Feature::place_late);
  }

  std::vector<Element>& elements_;
  const std::vector<RawBlock>& raw_;
  std::string_view text_;
  std::vector<Block>& blocks_;
  std::vector<std::uint16_t>* now_ = nullptr;
  struct Kin {
    std::uint32_t blocks = 0, words = 0, chars = 0, link_chars = 0, prose = 0, in_main = 0;
  };
  std::unordered_map<std::uint64_t, Kin> kin_;
  int main_ = -1;
  std::size_t first_in_main_ = 0, last_in_main_ = 0, h1_ = 0;
};

}  // namespace

void add_markup_features(std::vector<Element>& elements, const std::vector<RawBlock>& raw,
                         std::string_view text, std::vector<Block>& blocks) {
  Marker(elements, raw, text, blocks).mark();
}

}  // namespace parley::page
