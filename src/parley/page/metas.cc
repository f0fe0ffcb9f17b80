#include "parley/page/metas.h"

#include <array>
#include <charconv>

#include "parley/page/dates.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kMostContent = 4000;  // bytes of one <meta> that are kept
constexpr std::size_t kMostTag = 200;       // a tag longer than this is text with a "<" in it

struct Entity {
  std::string_view name, is;
};
constexpr std::array kEntities = {
    Entity{"&amp;", "&"},
    Entity{"&quot;", "\""},
    Entity{"&apos;", "'"},
    Entity{"&lt;", "<"},
    Entity{"&gt;", ">"},
    Entity{"&nbsp;", " "},
    Entity{"&ndash;", "\xE2\x80\x93"},
    Entity{"&mdash;", "\xE2\x80\x94"},
    Entity{"&rsquo;", "\xE2\x80\x99"},
    Entity{"&lsquo;", "\xE2\x80\x98"},
    Entity{"&ldquo;", "\xE2\x80\x9C"},
    Entity{"&rdquo;", "\xE2\x80\x9D"},
    Entity{"&hellip;", "\xE2\x80\xA6"},
};

// The bytes of a reference at the start of `text` and what it stands for; 0 for none.
std::size_t reference(std::string_view text, std::string& is) {
  for (const Entity& entity : kEntities)
    if (text.starts_with(entity.name)) {
      is = entity.is;
      return entity.name.size();
    }
  const std::size_t end = text.substr(0, 12).find(';');
  if (!text.starts_with("&#") || end == std::string_view::npos) return 0;
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::string_view number = text.substr(hex ? 3 : 2, end - (hex ? 3 : 2));
  std::uint32_t code = 0;
  const auto [stop, problem] =
      std::from_chars(number.data(), number.data() + number.size(), code, hex ? 16 : 10);
  const bool character = code >= 0x20 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
  if (problem != std::errc{} || stop != number.data() + number.size() || !character) return 0;
  is.clear();
  append_utf8(is, static_cast<char32_t>(code));
  return end + 1;
}

}  // namespace

std::string text_below(Node* root, std::size_t most) {
  std::string text;
  for (Node* node = root; node != nullptr && text.size() < most;) {
    const bool skip =
        is_element(node) && (tag_of(node) == LXB_TAG_SCRIPT || tag_of(node) == LXB_TAG_STYLE ||
                             tag_of(node) == LXB_TAG_SVG);
    if (is_text(node)) {
      text += ' ';
      text += text_of(node);
    }
    node = next_in_order(node, root, skip);
  }
  std::string flat;
  bool space = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool blank = is_ascii_space(text[at]) || text.compare(at, 2, "\xC2\xA0") == 0;
    if (blank) {
      space = true;
      if (text[at] == '\xC2') ++at;
      continue;
    }
    if (space && !flat.empty()) flat.push_back(' ');
    space = false;
    flat.push_back(text[at]);
  }
  return flat;
}

std::string plain(std::string_view text) {
  std::string clean, is;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '<') {
      const std::size_t end = text.find('>', at);
      if (end != std::string_view::npos && end - at < kMostTag) {
        at = end + 1;
        continue;
      }
    }
    if (text[at] == '&')
      if (const std::size_t used = reference(text.substr(at), is)) {
        clean += is;
        at += used;
        continue;
      }
    const bool blank = is_ascii_space(text[at]);
    if (!blank || (!clean.empty() && clean.back() != ' ')) clean.push_back(blank ? ' ' : text[at]);
    ++at;
  }
  while (!clean.empty() && clean.back() == ' ') clean.pop_back();
  return clean;
}

void Metas::add(Node* node) {
  const std::string_view content = attribute(node, "content");
  if (trim(content).empty()) return;
  for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
    const std::string names = ascii_lower(trim(attribute(node, key)));
    // itemprop="dateCreated datePublished" gives both.
    for (const std::string_view name : split(names, ' '))
      if (!name.empty()) all_[std::string(name)].push_back(plain(content.substr(0, kMostContent)));
  }
}

const std::string* Metas::first(std::string_view name) const {
  const auto at = all_.find(std::string(name));
  return at == all_.end() ? nullptr : &at->second.front();
}

const std::vector<std::string>* Metas::every(std::string_view name) const {
  const auto at = all_.find(std::string(name));
  return at == all_.end() ? nullptr : &at->second;
}

std::string Metas::any(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names)
    if (const std::string* value = first(name)) return *value;
  return "";
}

const std::string* Metas::date_of_publication() const {
  const std::string* best = nullptr;
  std::string best_name;
  for (const auto& [name, values] : all_) {
    const bool published =
        name.find("publish") != std::string::npos || name.find("pubdate") != std::string::npos;
    const bool other = name.find("publisher") != std::string::npos ||
                       name.find("modif") != std::string::npos ||
                       name.find("updat") != std::string::npos;
    if (!published || other || !machine_date(values.front())) continue;
    if (best == nullptr || name < best_name) {
      best = &values.front();
      best_name = name;
    }
  }
  return best;
}

}  // namespace parley::page
