// page/json_ld.h - what a page's JSON-LD (schema.org) says of its article.
// Input   any bytes; broken JSON is mended where that is plain (raw line breaks in strings,
// comments
//         around it), else left out.
// Limits  kMaxNesting levels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::page {

struct LdAuthor {
  std::string name;
  bool person = true;  // false: an organisation
};

struct LdUpdate {  // one entry of a live blog
  std::string published, headline, body;
};

// The fields of the first article-like object; each may be empty.
struct LdArticle {
  bool found = false;
  std::string type, headline, alternative_headline, description, body, published, modified, url,
      section, language;
  std::vector<LdAuthor> authors;
  std::string publisher;
  std::vector<LdUpdate> updates;
  std::string site;  // of a WebSite object
};

// `scripts` are the contents of the page's ld+json scripts, in order.
LdArticle read_json_ld(const std::vector<std::string>& scripts);

}  // namespace parley::page
