// page/metas.h - the <meta> elements of a page by name, and the words of attributes and elements
// made plain.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/page/html_tree.h"

namespace parley::page {

// The text below a node, white space levelled, scripts left out; about `most` bytes of it.
std::string text_below(Node* root, std::size_t most);

// Takes tags off and resolves what was escaped twice ("&amp;quot;", "&#8217;").
std::string plain(std::string_view text);

// <meta> by name, property or itemprop; names in lower case.
class Metas {
 public:
  void add(Node* node);
  const std::string* first(std::string_view name) const;  // null for none
  const std::vector<std::string>* every(std::string_view name) const;
  // The first value that one of the names has, in their order; empty for none.
  std::string any(std::initializer_list<std::string_view> names) const;
  // The first field whose name speaks of a day of publication: "w-published-date", "publishedOn".
  const std::string* date_of_publication() const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> all_;
};

}  // namespace parley::page
