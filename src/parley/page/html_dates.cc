#include "parley/page/html_dates.h"

#include <charconv>
#include <string>

#include "parley/page/dates.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::size_t kMostField = 400;  // bytes of a field that are looked at

std::optional<Day> day_in(std::string_view field) {
  const auto day = machine_date(field.substr(0, kMostField));
  return day && *day >= *make_day(1990, 1, 1) ? day : std::nullopt;
}

class Reader {
 public:
  Reader(const LdArticle& article, const Metas& metas, const HtmlBlocks& page)
      : article_(article), metas_(metas), page_(page) {}

  ToldDates read(std::string_view url) {
    read_published();
    read_modified();
    told_.address = day_of_url(url);
    return std::move(told_);
  }

 private:
  bool set(std::optional<Day>& day, std::string& by, std::string_view value,
           std::string_view field) const {
    if (day || value.empty()) return day.has_value();
    day = day_in(value);
    if (day) by = std::string(field);
    return day.has_value();
  }
  bool set_published(std::string_view value, std::string_view by) {
    return set(told_.published, told_.published_by, value, by);
  }
  bool set_modified(std::string_view value, std::string_view by) {
    return set(told_.modified, told_.modified_by, value, by);
  }

  void read_published() {
    if (set_published(article_.published, "JSON-LD datePublished")) return;
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
    if (const std::string* value = metas_.date_of_publication())
      if (set_published(*value, "meta")) return;
    read_times();
  }

  void read_modified() {
    if (set_modified(article_.modified, "JSON-LD dateModified")) return;
    for (const std::string_view field :
         {"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
          "dc.date.modified", "last-modified", "lastmod", "updated", "revision_date"})
      if (const std::string* value = metas_.first(field))
        if (set_modified(*value, field)) return;
  }

  // <time itemprop=datePublished>, <time pubdate>, a <time> of a class that says published or
  // entry; of the others only where the page has few.
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
        if (pass == 1 && page_.times.size() > kFewTimes) continue;
        for (const std::string_view key : {"datetime", "content", "title"})
          if (set_published(attribute(node, key), "<time>")) return;
        if (set_published(text_below(node, 100), "<time>")) return;
      }
    }
  }

  static constexpr std::size_t kFewTimes = 4;

  const LdArticle& article_;
  const Metas& metas_;
  const HtmlBlocks& page_;
  ToldDates told_;
};

}  // namespace

ToldDates read_told_dates(const LdArticle& article, const Metas& metas, const HtmlBlocks& page,
                          std::string_view url) {
  return Reader(article, metas, page).read(url);
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
