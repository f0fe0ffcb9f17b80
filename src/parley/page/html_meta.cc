#include "parley/page/html_meta.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "parley/page/dates.h"
#include "parley/page/line.h"
#include "parley/page/names.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kMostText = 400;  // bytes of a name, title or date that are looked at

// The text below a node, white space levelled.
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

std::string content_of_script(Node* node) {
  std::string content;
  for (Node* child = node->first_child; child != nullptr; child = child->next)
    if (is_text(child)) content += text_of(child);
  return content;
}

// "&amp;" and the like are left by JSON-LD that was escaped twice; tags too.
std::string plain(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '<') {
      const std::size_t end = text.find('>', at);
      if (end != std::string_view::npos && end - at < 200) {
        at = end + 1;
        continue;
      }
    }
    if (text[at] == '&') {
      struct Entity {
        std::string_view name, is;
      };
      constexpr std::array kEntities = {Entity{"&amp;", "&"},
                                        Entity{"&quot;", "\""},
                                        Entity{"&apos;", "'"},
                                        Entity{"&#39;", "'"},
                                        Entity{"&#039;", "'"},
                                        Entity{"&lt;", "<"},
                                        Entity{"&gt;", ">"},
                                        Entity{"&nbsp;", " "},
                                        Entity{"&ndash;", "\xE2\x80\x93"},
                                        Entity{"&mdash;", "\xE2\x80\x94"},
                                        Entity{"&#8211;", "\xE2\x80\x93"},
                                        Entity{"&#8212;", "\xE2\x80\x94"},
                                        Entity{"&#8216;", "\xE2\x80\x98"},
                                        Entity{"&#8217;", "\xE2\x80\x99"},
                                        Entity{"&#8220;", "\xE2\x80\x9C"},
                                        Entity{"&#8221;", "\xE2\x80\x9D"},
                                        Entity{"&rsquo;", "\xE2\x80\x99"},
                                        Entity{"&lsquo;", "\xE2\x80\x98"},
                                        Entity{"&ldquo;", "\xE2\x80\x9C"},
                                        Entity{"&rdquo;", "\xE2\x80\x9D"},
                                        Entity{"&#x27;", "'"},
                                        Entity{"&#038;", "&"},
                                        Entity{"&hellip;", "\xE2\x80\xA6"}};
      bool replaced = false;
      for (const Entity& entity : kEntities)
        if (text.substr(at).starts_with(entity.name)) {
          clean += entity.is;
          at += entity.name.size();
          replaced = true;
          break;
        }
      if (replaced) continue;
    }
    const bool blank = is_ascii_space(text[at]);
    if (!blank || (!clean.empty() && clean.back() != ' ')) clean.push_back(blank ? ' ' : text[at]);
    ++at;
  }
  while (!clean.empty() && clean.back() == ' ') clean.pop_back();
  return clean;
}

// <meta> by name, property or itemprop, the first of each.
class Metas {
 public:
  void add(Node* node) {
    const std::string_view content = attribute(node, "content");
    if (trim(content).empty()) return;
    for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string name = ascii_lower(trim(attribute(node, key)));
      if (!name.empty()) all_[name].push_back(plain(content.substr(0, 4000)));
    }
  }
  const std::string* first(std::string_view name) const {
    const auto at = all_.find(std::string(name));
    return at == all_.end() ? nullptr : &at->second.front();
  }
  const std::vector<std::string>* every(std::string_view name) const {
    const auto at = all_.find(std::string(name));
    return at == all_.end() ? nullptr : &at->second;
  }
  // The first field whose name speaks of a date of publication: "w-published-date", "publishedOn".
  const std::string* date_of_publication() const {
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
  std::string any(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names)
      if (const std::string* value = first(name)) return *value;
    return "";
  }

 private:
  std::unordered_map<std::string, std::vector<std::string>> all_;
};

bool same_words(std::string_view a, std::string_view b) { return token_form(a) == token_form(b); }

// Whether a heading of three words or more has a longer word of the title.
bool shares_word(std::string_view heading, std::string_view title) {
  const Line words = read_line(heading), others = read_line(title);
  if (words.words < 3 || words.words > 40) return false;
  for (std::size_t i = 0; i < words.tokens.size(); ++i)
    for (std::size_t j = 0; j < others.tokens.size(); ++j)
      if (words.token(i).size() >= 5 && words.token(i) == others.token(j)) return true;
  return false;
}

class Reader {
 public:
  Reader(const HtmlTree& tree, const HtmlBlocks& page, std::string_view url) : page_(page) {
    read_head(tree);
    for (Node* node : page.metas) metas_.add(node);
    for (Node* node : page.json_ld) scripts_.push_back(content_of_script(node));
    ld_ = read_json_ld(scripts_);
    for (std::string* text : {&ld_.headline, &ld_.description, &ld_.publisher, &ld_.site})
      *text = plain(*text);
    meta_.url = url.empty() ? any_url() : std::string(url);
    meta_.language = language_;
    meta_.body = plain(ld_.body);
    meta_.updates = std::move(ld_.updates);
  }

  PageMeta read() {
    read_site();
    read_titles();
    meta_.description = metas_.any({"og:description", "description", "twitter:description"});
    if (meta_.description.empty()) meta_.description = ld_.description;
    read_authors();
    read_published();
    return std::move(meta_);
  }

 private:
  void read_head(const HtmlTree& tree) {
    Node* root = tree.root();
    if (is_element(root)) {
      const std::string_view lang = attribute(root, "lang");
      language_ = ascii_lower(lang.substr(0, std::min<std::size_t>(lang.find_first_of("-_"), 3)));
      if (language_.size() != 2) language_.clear();
    }
    Node* head = nullptr;
    for (Node* child = root->first_child; child != nullptr; child = child->next)
      if (is_element(child) && tag_of(child) == LXB_TAG_HEAD) head = child;
    if (head == nullptr) return;
    for (Node* node = head; node != nullptr; node = next_in_order(node, head, false)) {
      if (!is_element(node)) continue;
      switch (tag_of(node)) {
        case LXB_TAG_META:
          metas_.add(node);
          break;
        case LXB_TAG_TITLE:
          if (title_tag_.empty()) title_tag_ = text_below(node, 1000);
          break;
        case LXB_TAG_LINK:
          if (attribute(node, "rel") == "canonical" && canonical_.empty())
            canonical_ = std::string(attribute(node, "href"));
          break;
        case LXB_TAG_SCRIPT:
          if (ascii_lower(attribute(node, "type")).find("ld+json") != std::string::npos)
            scripts_.push_back(content_of_script(node));
          break;
        default:
          break;
      }
    }
  }

  std::string any_url() const {
    for (const std::string& url : {canonical_, metas_.any({"og:url"}), ld_.url})
      if (url.starts_with("http")) return url;
    return "";
  }

  void read_site() {
    meta_.site = metas_.any({"og:site_name"});
    for (const std::string& other :
         {ld_.publisher, ld_.site, metas_.any({"application-name", "dc.publisher", "publisher"})})
      if (meta_.site.empty() && other.size() < 80) meta_.site = other;
    if (meta_.site.starts_with("http") || meta_.site.starts_with("@")) meta_.site.clear();
  }

  void add_title(std::string_view title) {
    const std::string clean = without_site(plain(title), meta_.site);
    if (clean.size() < 3 || clean.size() > 600) return;
    for (const std::string& other : meta_.titles)
      if (same_words(other, clean)) return;
    meta_.titles.push_back(clean);
  }

  void read_titles() {
    if (ld_.found) add_title(ld_.headline);
    add_title(metas_.any({"og:title"}));
    add_title(
        metas_.any({"twitter:title", "dc.title", "title", "sailthru.title", "parsely-title"}));
    add_title(title_tag_);
    // The wording that an <h1> shows is the one that readers see: one that a title repeats, else one
    // of three words or more that shares a word with a title.
    for (const bool loosely : {false, true})
      for (const std::string& h1 : page_.h1s)
        for (const std::string& title : meta_.titles)
          if (loosely ? shares_word(h1, title) : same_words(h1, title)) {
            meta_.title = h1;
            return;
          }
    if (!meta_.titles.empty()) meta_.title = meta_.titles.front();
  }

  // Cleans a name; false for what is none: addresses, "admin", the site itself.
  bool clean_author(std::string& name) const {
    name = plain(name);
    if (const std::size_t cut = name.find_first_of("|<("); cut != std::string::npos && cut > 3)
      name.resize(cut);
    for (const std::string_view lead :
         {"By ", "by ", "BY ", "Written by ", "Posted by ", "von ", "Por ", "Par "})
      if (name.starts_with(lead)) name.erase(0, lead.size());
    name = std::string(trim(name));
    while (!name.empty() && (name.back() == ',' || name.back() == ';' || name.back() == '-'))
      name.pop_back();
    if (name.size() < 2 || name.size() > 80) return false;
    if (name.find("http") != std::string::npos || name.find('@') != std::string::npos ||
        name.find("www.") != std::string::npos)
      return false;
    const std::string flat = token_form(name);
    for (const std::string_view none :
         {"admin", "administrator", "editor", "author", "user", "guest", "webmaster", "null",
          "none", "undefined", "unknown", "anonymous", "root", "default"})
      if (flat == none) return false;
    return !flat.empty();
  }

  void add_author(std::string name) {
    if (!clean_author(name)) return;
    if (const auto agency = agency_named(name)) {
      if (std::find(meta_.agencies.begin(), meta_.agencies.end(), agency->name) ==
          meta_.agencies.end())
        meta_.agencies.emplace_back(agency->name);
      return;
    }
    for (const std::string& other : meta_.authors)
      if (same_words(other, name)) return;
    meta_.authors.push_back(std::move(name));
  }

  // "A, B and C" in one field.
  void add_authors(std::string_view names) {
    const std::string flat(names);
    const auto byline = read_byline("By " + flat);
    if (byline && !byline->people.empty() && flat.size() < 200) {
      for (const std::string& person : byline->people) add_author(person);
      for (const std::string& agency : byline->agencies) add_author(agency);
      return;
    }
    add_author(flat);
  }

  void read_authors() {
    for (const LdAuthor& author : ld_.authors)
      if (author.person && !same_words(author.name, meta_.site)) add_authors(author.name);
    if (!meta_.authors.empty()) return;
    for (const std::string_view field :
         {"parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
          "citation_author", "article:author_name", "cxenseparse:author", "author",
          "article:author", "og:author", "twitter:data1", "creator"}) {
      const std::vector<std::string>* values = metas_.every(field);
      if (values == nullptr) continue;
      if (field == "twitter:data1" &&
          metas_.any({"twitter:label1"}).find("ritten") == std::string::npos)
        continue;
      for (const std::string& value : *values)
        if (!same_words(value, meta_.site)) add_authors(value);
      if (!meta_.authors.empty()) return;
    }
    read_marked_authors();
    if (!meta_.authors.empty()) return;
    for (const LdAuthor& author : ld_.authors) add_author(author.name);
  }

  // Elements that are marked as the author: rel=author, itemprop=author, class "author", "byline".
  void read_marked_authors() {
    for (const int pass : {0, 1}) {
      for (Node* node : page_.authors) {
        const bool marked =
            attribute(node, "rel") == "author" || attribute(node, "itemprop") == "author";
        if ((pass == 0) != marked) continue;
        const std::string text = text_below(node, kMostText);
        if (text.size() < 4 || text.size() > 150) continue;
        if (const auto byline = read_byline(text); byline && !byline->people.empty()) {
          for (const std::string& person : byline->people) add_author(person);
          if (!meta_.authors.empty()) return;
        }
      }
    }
  }

  bool set_published(std::string_view value, std::string_view by) {
    if (meta_.published || value.empty()) return meta_.published.has_value();
    const auto day = machine_date(value.substr(0, kMostText));
    if (!day || *day < *make_day(1990, 1, 1)) return false;
    meta_.published = day;
    meta_.published_by = std::string(by);
    return true;
  }

  void read_published() {
    if (set_published(ld_.published, "JSON-LD datePublished")) return;
    for (const std::string_view field : {"article:published_time",
                                         "og:published_time",
                                         "article:published",
                                         "datepublished",
                                         "date_published",
                                         "og:article:published_time",
                                         "parsely-pub-date",
                                         "sailthru.date",
                                         "cxenseparse:recs:publishtime",
                                         "publish-date",
                                         "publishdate",
                                         "publish_date",
                                         "publication_date",
                                         "pubdate",
                                         "pub_date",
                                         "dc.date.issued",
                                         "dcterms.issued",
                                         "dc.date",
                                         "dcterms.date",
                                         "dcterms.created",
                                         "dc.date.created",
                                         "article.published",
                                         "article_date_original",
                                         "originalpublicationdate",
                                         "citation_publication_date",
                                         "citation_date",
                                         "release_date",
                                         "displaydate",
                                         "ptime",
                                         "date",
                                         "rnews:datepublished",
                                         "article:post_date",
                                         "created"})
      if (const std::string* value = metas_.first(field))
        if (set_published(*value, field)) return;
    if (const std::string* value = metas_.date_of_publication()) set_published(*value, "meta");
    read_times();
    if (meta_.published) return;
    if (const auto day = day_of_url(meta_.url)) {
      meta_.published = day;
      meta_.published_by = "URL";
    }
  }

  // <time itemprop=datePublished>, <time pubdate>, a <time> of a class that says published or
  // entry; not those of comments or teasers.
  void read_times() {
    for (const int pass : {0, 1}) {
      for (Node* node : page_.times) {
        const std::string words = ascii_lower(std::string(attribute(node, "class")) + " " +
                                              std::string(attribute(node, "itemprop")));
        const bool marked =
            words.find("publish") != std::string::npos || has_attribute(node, "pubdate");
        const bool updated =
            words.find("updat") != std::string::npos || words.find("modif") != std::string::npos;
        if (updated || (pass == 0) != marked) continue;
        if (pass == 1 && page_.times.size() > 4) continue;
        for (const std::string_view key : {"datetime", "content", "title"})
          if (set_published(attribute(node, key), "<time>")) return;
        if (set_published(text_below(node, 100), "<time>")) return;
      }
    }
  }

  const HtmlBlocks& page_;
  PageMeta meta_;
  Metas metas_;
  std::vector<std::string> scripts_;
  LdArticle ld_;
  std::string title_tag_, canonical_, language_;
};

}  // namespace

PageMeta read_html_meta(const HtmlTree& tree, const HtmlBlocks& page, std::string_view url) {
  return Reader(tree, page, url).read();
}

std::string without_site(std::string_view title, std::string_view site) {
  title = trim(title);
  const std::string flat_site = token_form(site);
  for (int rounds = 0; rounds < 3; ++rounds) {
    // The last separator with blanks around it.
    std::size_t cut = std::string_view::npos, size = 0;
    for (const std::string_view separator :
         {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " \xC2\xB7 ",
          " \xE2\x80\xA2 ", " :: ", " // "}) {
      const std::size_t at = title.rfind(separator);
      if (at != std::string_view::npos && (cut == std::string_view::npos || at > cut)) {
        cut = at;
        size = separator.size();
      }
    }
    if (cut == std::string_view::npos) break;
    const std::string_view head = trim(title.substr(0, cut)), tail = trim(title.substr(cut + size));
    const std::string flat_tail = token_form(tail);
    const bool is_site = !flat_site.empty() && (flat_tail == flat_site ||
                                                flat_tail.find(flat_site) != std::string::npos ||
                                                flat_site.find(flat_tail) != std::string::npos);
    const Line head_words = read_line(head), tail_words = read_line(tail);
    const bool bar = title.substr(cut, size) == " | " || title.substr(cut, size) == " \xC2\xBB ";
    const bool short_tail = tail_words.words <= 4 && head_words.words >= 4 &&
                            (bar || flat_site.empty()) &&
                            tail_words.capitalised >= tail_words.words - tail_words.function_words;
    if (!is_site && !short_tail) break;
    if (head_words.words < 1) break;
    title = head;
  }
  return std::string(title);
}

std::optional<Day> day_of_url(std::string_view url) {
  const auto number = [&](std::size_t at, std::size_t count) -> int {
    int value = 0;
    if (at + count > url.size()) return -1;
    const auto [stop, problem] = std::from_chars(url.data() + at, url.data() + at + count, value);
    return problem == std::errc{} && stop == url.data() + at + count ? value : -1;
  };
  for (std::size_t at = url.find('/'); at != std::string_view::npos; at = url.find('/', at + 1)) {
    const int year = number(at + 1, 4);
    if (year < 1990 || year > 2100) continue;
    const char separator = at + 5 < url.size() ? url[at + 5] : 0;
    if (separator != '/' && separator != '-') continue;
    const std::size_t month_size = at + 7 < url.size() && is_ascii_digit(url[at + 7]) ? 2 : 1;
    const int month = number(at + 6, month_size);
    const std::size_t next = at + 6 + month_size;
    if (month < 1 || next >= url.size() || url[next] != separator) continue;
    const std::size_t day_size = next + 2 < url.size() && is_ascii_digit(url[next + 2]) ? 2 : 1;
    const int day = number(next + 1, day_size);
    if (day < 1) continue;
    if (const auto made = make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day)))
      return made;
  }
  return std::nullopt;
}

}  // namespace parley::page
