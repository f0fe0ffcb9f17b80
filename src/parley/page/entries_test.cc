#include "parley/page/entries.h"

#include <gtest/gtest.h>

#include "parley/page/html_page.h"
#include "parley/page/read.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr std::string_view kLive = R"(<html lang=en><head><title>Live: talks in Port Selim</title>
<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Live: talks in Port Selim",
"datePublished":"2021-03-06T08:00:00Z","liveBlogUpdate":[
{"@type":"BlogPosting","headline":"Envoys leave the hall","datePublished":"2021-03-06T11:02:00Z",
 "articleBody":"Both envoys have left the hall without a word to the press."},
{"@type":"BlogPosting","headline":"","datePublished":"2021-03-05T23:40:00Z",
 "articleBody":"The mediator says he will stay in the town until Sunday, whatever comes of it."}]}
</script></head><body><article><h1>Live: talks in Port Selim</h1>
<p>Follow what is said and done at the harbour, where the two sides meet for the second day.</p>
<h2>Envoys leave the hall</h2>
<p>Both envoys have left the hall without a word to the press. They will be back tomorrow, an aide
said, and the lists will be exchanged then.</p>
<p>The mediator says he will stay in the town until Sunday, whatever comes of it. He has met the
families of the people who are held, and promised them a list.</p>
</article></body></html>)";

TEST(Entries, OfALivePageByItsMetadata) {
  const auto article = read_html_page({"live", "", ""}, kLive, {});
  ASSERT_TRUE(article.ok());
  ASSERT_EQ(article->entries.size(), 2u);
  const Entry& first = article->entries[0];
  EXPECT_FALSE(first.comment);
  EXPECT_EQ(iso(first.day.value()), "2021-03-06");
  EXPECT_EQ(first.time, "11:02");
  EXPECT_TRUE(slice(article->text, first.span).starts_with("Envoys leave the hall\nBoth envoys"));
  const Entry& second = article->entries[1];
  EXPECT_EQ(iso(second.day.value()), "2021-03-05");
  EXPECT_EQ(second.time, "23:40");
  EXPECT_TRUE(slice(article->text, second.span).starts_with("The mediator says"));
  EXPECT_LE(first.span.end, second.span.begin);
}

// A name is cut between characters, never within one.
TEST(Entries, AuthorsAreWholeCharacters) {
  std::string name;
  for (int i = 0; i < 40; ++i) name += "\xC3\xA9";
  for (const std::string_view shift : {"", "x"}) {
    const Article article = read_text_page(
        "page",
        "Envoys meet in the harbour town\n\nThe envoys of both sides met on Monday for the first "
        "time since the war began, officials said.\n\nComments\n\n" +
            std::string(shift) + name + " 09/04/2012 10:02\nThey have talked for years.\n",
        {});
    for (const Entry& entry : article.entries)
      EXPECT_FALSE(first_invalid_utf8(entry.author)) << entry.author;
  }
}

}  // namespace
}  // namespace parley::page
