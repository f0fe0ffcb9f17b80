#include "parley/page/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "parley/base/limits.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t kMostObjects = 2000;

// Names with their entities, tags and outer blanks taken off are html_meta's to clean; here only
// what JSON itself hides.
std::string string_of(const element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(trim(text));
  array list;
  if (value.get_array().get(list) == simdjson::SUCCESS)
    for (const element one : list)
      if (one.get_string().get(text) == simdjson::SUCCESS) return std::string(trim(text));
  object own;
  if (value.get_object().get(own) == simdjson::SUCCESS)
    for (const std::string_view key : {"@value", "name", "@id"}) {
      element inner;
      if (own.at_key(key).get(inner) == simdjson::SUCCESS &&
          inner.get_string().get(text) == simdjson::SUCCESS)
        return std::string(trim(text));
    }
  return "";
}

std::string field(const object& from, std::string_view key) {
  element value;
  if (from.at_key(key).get(value) != simdjson::SUCCESS) return "";
  return string_of(value);
}

std::vector<std::string> types_of(const object& from) {
  std::vector<std::string> types;
  element value;
  if (from.at_key("@type").get(value) != simdjson::SUCCESS) return types;
  std::string_view text;
  array list;
  if (value.get_string().get(text) == simdjson::SUCCESS) types.emplace_back(text);
  if (value.get_array().get(list) == simdjson::SUCCESS)
    for (const element one : list)
      if (one.get_string().get(text) == simdjson::SUCCESS) types.emplace_back(text);
  return types;
}

// How much an object of this type is the page's article: 0 for not.
int article_rank(const std::vector<std::string>& types) {
  int rank = 0;
  for (const std::string& type : types) {
    if (type == "LiveBlogPosting") rank = std::max(rank, 5);
    if (type.ends_with("NewsArticle")) rank = std::max(rank, 5);
    if (type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report")
      rank = std::max(rank, 4);
    if (type == "SocialMediaPosting" || type == "Review" || type == "Recipe" || type == "HowTo" ||
        type == "CreativeWork")
      rank = std::max(rank, 3);
    if (type.ends_with("WebPage") || type == "AboutPage") rank = std::max(rank, 1);
  }
  return rank;
}

// Sets right what often breaks JSON-LD: comments and CDATA around it, raw control characters in
// strings, a comma before a closing bracket, a semicolon at the end.
std::string mended(std::string_view script) {
  std::string clean;
  clean.reserve(script.size());
  bool in_string = false;
  for (std::size_t at = 0; at < script.size(); ++at) {
    const char c = script[at];
    if (in_string) {
      if (static_cast<unsigned char>(c) < 0x20) {
        clean.push_back(' ');
        continue;
      }
      clean.push_back(c);
      if (c == '\\' && at + 1 < script.size()) {
        const char next = script[++at];
        if (std::string_view("\"\\/bfnrtu").find(next) == std::string_view::npos) clean.pop_back();
        clean.push_back(static_cast<unsigned char>(next) < 0x20 ? ' ' : next);
      }
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '}' || c == ']') {
      std::size_t end = clean.size();
      while (end > 0 && is_ascii_space(clean[end - 1])) --end;
      if (end > 0 && clean[end - 1] == ',') clean.resize(end - 1);
    }
    clean.push_back(c);
  }
  const std::size_t begin = clean.find_first_of("{[");
  const std::size_t end = clean.find_last_of("}]");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return "";
  return clean.substr(begin, end - begin + 1);
}

class Reader {
 public:
  void read(const element& root) {
    std::vector<element> open{root};
    std::size_t seen = 0;
    while (!open.empty() && seen < kMostObjects) {
      const element now = open.back();
      open.pop_back();
      array list;
      if (now.get_array().get(list) == simdjson::SUCCESS) {
        std::vector<element> items;
        for (const element one : list) items.push_back(one);
        open.insert(open.end(), items.rbegin(), items.rend());
        continue;
      }
      object one;
      if (now.get_object().get(one) != simdjson::SUCCESS) continue;
      ++seen;
      take(one);
      for (const std::string_view key :
           {"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"}) {
        element inner;
        if (one.at_key(key).get(inner) == simdjson::SUCCESS) open.push_back(inner);
      }
    }
  }

  LdArticle finish() {
    for (const std::string& id : author_ids_)
      if (const auto at = names_.find(id); at != names_.end()) found_.authors.push_back(at->second);
    if (found_.publisher.empty())
      if (const auto at = names_.find(publisher_id_); at != names_.end())
        found_.publisher = at->second.name;
    return std::move(found_);
  }

 private:
  void take(const object& one) {
    const std::vector<std::string> types = types_of(one);
    const bool person = std::find(types.begin(), types.end(), "Person") != types.end();
    const bool organisation = std::any_of(types.begin(), types.end(), [](const std::string& type) {
      return type.ends_with("Organization");
    });
    const std::string id = field(one, "@id");
    if (!id.empty() && (person || organisation))
      names_.emplace(id, LdAuthor{field(one, "name"), person});
    if (std::find(types.begin(), types.end(), "WebSite") != types.end() && found_.site.empty())
      found_.site = field(one, "name");
    const int rank = article_rank(types);
    if (rank == 0 || rank < rank_ || (rank == rank_ && rank_ > 0 && !found_.headline.empty())) {
      return;
    }
    const std::string site = found_.site;
    if (rank > rank_) {
      const LdArticle before = std::move(found_);
      found_ = LdArticle{};
      found_.site = site;
      // A WebPage around the article may hold what the article leaves out.
      found_.published = before.published;
      found_.modified = before.modified;
    }
    rank_ = rank;
    fill(one, types);
  }

  void fill(const object& one, const std::vector<std::string>& types) {
    found_.found = rank_ >= 3;
    found_.type = types.empty() ? "" : types.front();
    const auto set = [&](std::string& into, std::string_view key) {
      if (std::string value = field(one, key); !value.empty()) into = std::move(value);
    };
    set(found_.headline, "headline");
    if (found_.headline.empty()) set(found_.headline, "name");
    set(found_.alternative_headline, "alternativeHeadline");
    set(found_.description, "description");
    set(found_.body, "articleBody");
    set(found_.published, "datePublished");
    if (found_.published.empty()) set(found_.published, "dateCreated");
    set(found_.modified, "dateModified");
    set(found_.url, "url");
    set(found_.section, "articleSection");
    set(found_.language, "inLanguage");
    for (const std::string_view key : {"author", "creator"}) {
      element author;
      if (one.at_key(key).get(author) == simdjson::SUCCESS) take_authors(author);
      if (!found_.authors.empty() || !author_ids_.empty()) break;
    }
    element publisher;
    if (one.at_key("publisher").get(publisher) == simdjson::SUCCESS) {
      object own;
      if (publisher.get_object().get(own) == simdjson::SUCCESS) {
        found_.publisher = field(own, "name");
        publisher_id_ = field(own, "@id");
      } else {
        found_.publisher = string_of(publisher);
      }
    }
    take_updates(one);
  }

  void take_authors(const element& value) {
    array list;
    if (value.get_array().get(list) == simdjson::SUCCESS) {
      for (const element one : list) take_author(one);
    } else {
      take_author(value);
    }
  }

  void take_author(const element& value) {
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS) {
      found_.authors.push_back({std::string(trim(text)), true});
      return;
    }
    object own;
    if (value.get_object().get(own) != simdjson::SUCCESS) return;
    const std::vector<std::string> types = types_of(own);
    const bool organisation = std::any_of(types.begin(), types.end(), [](const std::string& type) {
      return type.ends_with("Organization") || type == "Corporation";
    });
    element name;
    if (own.at_key("name").get(name) == simdjson::SUCCESS) {
      array names;
      if (name.get_array().get(names) == simdjson::SUCCESS) {
        for (const element one : names) found_.authors.push_back({string_of(one), !organisation});
      } else if (std::string only = string_of(name); !only.empty()) {
        found_.authors.push_back({std::move(only), !organisation});
      }
      return;
    }
    if (std::string id = field(own, "@id"); !id.empty()) author_ids_.push_back(std::move(id));
  }

  void take_updates(const object& one) {
    element value;
    if (one.at_key("liveBlogUpdate").get(value) != simdjson::SUCCESS) return;
    array list;
    if (value.get_array().get(list) != simdjson::SUCCESS) return;
    for (const element item : list) {
      object update;
      if (item.get_object().get(update) != simdjson::SUCCESS) continue;
      found_.updates.push_back({field(update, "datePublished"), field(update, "headline"),
                                field(update, "articleBody")});
    }
  }

  LdArticle found_;
  int rank_ = 0;
  std::unordered_map<std::string, LdAuthor> names_;
  std::vector<std::string> author_ids_;
  std::string publisher_id_;
};

}  // namespace

LdArticle read_json_ld(const std::vector<std::string>& scripts) {
  Reader reader;
  for (const std::string& script : scripts) {
    if (script.size() > kMaxRecordBytes) continue;
    simdjson::dom::parser parser(kMaxRecordBytes);
    if (parser.allocate(std::max<std::size_t>(script.size(), 64), kMaxNesting) != simdjson::SUCCESS)
      continue;
    element root;
    if (parser.parse(script).get(root) == simdjson::SUCCESS) {
      reader.read(root);
      continue;
    }
    const std::string clean = mended(script);
    if (!clean.empty() && parser.parse(clean).get(root) == simdjson::SUCCESS) reader.read(root);
  }
  return reader.finish();
}

}  // namespace parley::page
