#include "parley/page/html_meta.h"

#include <algorithm>

#include "parley/page/html_dates.h"
#include "parley/page/line.h"
#include "parley/page/metas.h"
#include "parley/page/names.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kMostText = 400;  // bytes of a name, title or date that are looked at

std::string content_of_script(Node* node) {
  std::string content;
  for (Node* child = node->first_child; child != nullptr; child = child->next)
    if (is_text(child)) content += text_of(child);
  return content;
}

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
    meta_.dates = read_told_dates(ld_, metas_, page_, meta_.url);
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

}  // namespace parley::page
