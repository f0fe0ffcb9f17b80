// The day of publication of pages with tags: metadata, address and what readers are shown.
#include <gtest/gtest.h>

#include "parley/page/html_page.h"

namespace parley::page {
namespace {

struct DayCase {
  std::string_view why, head, above, headline_to_text, below, url, day, basis;
};

constexpr std::string_view kLd =
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Envoys meet in "
    "Port Selim\",\"datePublished\":\"2021-03-05T02:10:00Z\",\"dateModified\":\"2021-04-09\"}"
    "</script>";

const DayCase kDays[] = {
    {"metadata alone", kLd, "", "", "", "", "2021-03-05", "metadata"},
    {"shown and told agree", kLd, "", "<div class=date>5 March 2021</div>", "", "", "2021-03-05",
     "metadata"},
    {"UTC is a day ahead of the outlet", kLd, "", "<div class=date>March 4, 2021</div>", "", "",
     "2021-03-04", "stated"},
    {"the address has the outlet's day", kLd, "", "", "", "https://example.org/2021/03/04/envoys",
     "2021-03-04", "metadata"},
    {"a site that moved stamps its old stories anew", kLd, "",
     "<p class=meta>Posted on 2 May 2009</p>", "", "", "2009-05-02", "stated"},
    {"an update is no publication", kLd, "", "<div class=date>Updated 9 April 2021</div>", "", "",
     "2021-03-05", "metadata"},
    {"the label stands on a line of its own", kLd, "",
     "<div>Last updated:</div><div class=date>9 April 2021</div>", "", "", "2021-03-05",
     "metadata"},
    {"both, whatever their order", kLd, "",
     "<div class=date>Updated: 9 April 2021 Published: 4 March 2021</div>", "", "", "2021-03-04",
     "stated"},
    {"other languages", kLd, "", "<div class=date>Aktualisiert am 9. April 2021</div>", "", "",
     "2021-03-05", "metadata"},
    {"the masthead's today is not the report's day", kLd,
     "<div>Friday, 1 July 2022</div><ul><li>"
     "Home</li><li>World</li><li>Sport</li><li>Weather</li></ul>",
     "", "", "", "2021-03-05", "metadata"},
    {"a teaser's day above the headline", "",
     "<div class=teaser>Dam reopens 1 July 2022</div><div>Home</div><div>World</div><div>Sport"
     "</div><div>Travel</div>",
     "<div class=date>3 March 2021</div>", "", "", "2021-03-03", "stated"},
    {"published under the report", kLd, "", "", "<div class=date>Published 3 March 2021</div>", "",
     "2021-03-03", "stated"},
    {"an update where nothing else is known", "", "",
     "<div class=date>Updated on 9 April 2021</div>", "", "", "2021-04-09", "stated"},
    {"so in metadata", "<meta property='article:modified_time' content='2021-04-09T10:00:00Z'>", "",
     "", "", "", "2021-04-09", "metadata"},
    {"a comment's day is not the report's", "", "", "",
     "<section id=comments><h3>Comments</h3><div class=comment><b>Rana</b> <span>7 June 2021</span>"
     "<p>They have talked for years.</p></div></section>",
     "https://example.org/2021/06/05/envoys", "2021-06-05", "metadata"},
    {"nor is the year of the rights", "", "", "", "<footer>\xC2\xA9 2019 Valley News</footer>", "",
     "", "none"},
    {"a property of two names",
     "<meta itemprop='dateCreated datePublished' content='2021-03-05T09:00:00+02:00'>", "", "", "",
     "", "2021-03-05", "metadata"},
    {"the first story's day, not those of the stories beside it",
     "<script type='application/ld+json'>[{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":"
     "\"ListItem\",\"position\":1}]},{\"@type\":\"NewsArticle\",\"headline\":\"Envoys meet in Port "
     "Selim\",\"datePublished\":\"2021-03-05\"},{\"@type\":\"NewsArticle\",\"headline\":\"Dam "
     "reopens\",\"datePublished\":\"2020-01-01\"}]</script>",
     "", "", "", "", "2021-03-05", "metadata"},
};

std::string page_of(const DayCase& c) {
  std::string page = "<html lang=en><head><title>Envoys meet in Port Selim</title>";
  page += c.head;
  page += "</head><body>";
  page += c.above;
  page += "<article><h1>Envoys meet in Port Selim</h1>";
  page += c.headline_to_text;
  page +=
      "<p>Envoys of both sides met in the harbour town for the first time since the fighting "
      "began, "
      "the mediator told reporters after the session.</p><p>They agreed to exchange lists of the "
      "people they hold, and to meet again within ten days, the mediator said.</p><p>Neither side "
      "would say whether the shelling of the coast road was raised in the talks, which lasted for "
      "six hours.</p></article>";
  page += c.below;
  page += "</body></html>";
  return page;
}

TEST(Published, WeighsMetadataAgainstWhatReadersAreShown) {
  for (const DayCase& c : kDays) {
    const auto article = read_html_page({"page", std::string(c.url), ""}, page_of(c), {});
    ASSERT_TRUE(article.ok()) << c.why;
    const Published& published = article->published;
    EXPECT_EQ(published.day ? iso(*published.day) : "", c.day) << c.why << ": " << published.reason;
    EXPECT_EQ(name_of(published.basis), c.basis) << c.why << ": " << published.reason;
  }
}

}  // namespace
}  // namespace parley::page
