#include "parley/page/names.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::page {
namespace {

std::string show(const std::optional<Byline>& byline) {
  if (!byline) return "none";
  std::string text;
  for (const std::string& person : byline->people) text += person + "; ";
  for (const std::string& agency : byline->agencies) text += "[" + agency + "] ";
  if (!byline->place.empty()) text += "in " + byline->place + " ";
  if (byline->desk) text += "desk";
  while (!text.empty() && (text.back() == ' ' || text.back() == ';')) text.pop_back();
  return text;
}

struct Case {
  std::string_view line, want;
};

constexpr Case kBylines[] = {
    {"By Claire Rochat", "Claire Rochat"},
    {"SELİN KARACA", "Selin Karaca"},
    {"Staff Reporter and Reuters", "[Reuters] desk"},
    {"Our foreign staff and agencies", "desk"},
    {"From our correspondent Yacine Benali", "Yacine Benali"},
    {"By Hanna Strobel, Paul Nwosu and Ines de la Cruz",
     "Hanna Strobel; Paul Nwosu; Ines de la Cruz"},
    {"By Anna Kowal in Geneva", "Anna Kowal; in Geneva"},
    {"Compiled by Harbour staff in Kisumu and Port Louis", "desk"},
    {"The Associated Press", "[AP]"},
    {"AFP", "[AFP]"},
    {"Ankara wants border guarantee in writing", "none"},
    {"The minister who would not leave his desk", "none"},
    {"By Tuesday the tanks should be gone", "none"},
};

TEST(Byline, KnowsPeopleAgenciesAndDesks) {
  for (const Case& c : kBylines) EXPECT_EQ(show(read_byline(c.line)), c.want) << c.line;
}

std::string show(const std::optional<FoundDateline>& dateline, std::string_view line) {
  if (!dateline) return "none";
  std::string text = dateline->place;
  if (dateline->date && dateline->date->year) text += " | " + iso(*dateline->date->as_day());
  for (const std::string& agency : dateline->agencies) text += " | " + agency;
  return text + " | " + std::string(line.substr(dateline->end, 6));
}

constexpr Case kDatelines[] = {
    {"BEIRUT: Syria closed two border posts for the winter, its railways said.", "BEIRUT | Syria "},
    {"MONTREUX, Switzerland, Jan. 21, 2014 — The mayor said that the ferries would run again.",
     "MONTREUX, Switzerland | 2014-01-21 | The ma"},
    {"DOHA, Qatar (AP) -- The president opened a museum of pearls and boats.",
     "DOHA, Qatar | AP | The pr"},
    {"BAMAKO (Reuters) - The government raised the price of bread on Friday.",
     "BAMAKO | Reuters | The go"},
    {"Bamako – The government reopened the schools of the northern towns.", "Bamako | The go"},
    {"ALGIERS. Two days of rain flooded the lower town, and the shops stayed shut.",
     "ALGIERS | Two da"},
    {"MINSK, October 4 (RIA Novosti) - A double line of police stood at the gates.",
     "MINSK | RIA Novosti | A doub"},
    {"Norway on Monday said the ferries were ready to sail again from Oslo.", "none"},
    {"Ukraine: two protesters were shot dead as the capital banned all rallies.", "none"},
    {"\"Our door has been open since the spring,\" the ministry said.", "none"},
};

constexpr Case kDatelineLines[] = {
    {"ANKARA, March 3, 2023", "ANKARA 2023-03-03"},
    {"YANGON, Jan 12, 2024 (Reuters) -", "YANGON 2024-01-12 [Reuters]"},
    {"ADDIS ABABA, Ethiopia, 3 May 2014", "ADDIS ABABA, Ethiopia 2014-05-03"},
    {"Jane Smith, March 3, 2023", "none"},
    {"Friday, March 3, 2023", "none"},
    {"REUTERS, March 3, 2023", "none"},
    {"ANKARA, March 3, 2023: what we know so far", "none"},
};

TEST(Names, DatelineLines) {
  for (const Case& c : kDatelineLines) {
    const auto found = read_dateline_line(c.line);
    std::string shown = "none";
    if (found) {
      shown = found->place + " " + iso(*found->date->as_day());
      for (const std::string& agency : found->agencies) shown += " [" + agency + "]";
    }
    EXPECT_EQ(shown, c.want) << c.line;
  }
}

TEST(Dateline, LeadsIntoTheFirstSentence) {
  for (const Case& c : kDatelines) EXPECT_EQ(show(read_dateline(c.line), c.line), c.want) << c.line;
}

TEST(Agencies, ShortNamesCountInTheirOwnCaseOnly) {
  EXPECT_EQ(find_agencies("he told AFP and Reuters").size(), 2u);
  EXPECT_EQ(find_agencies("the gap at the map").size(), 0u);
  EXPECT_EQ(find_agencies("a report by the Associated Press").front().agency.name, "AP");
}

}  // namespace
}  // namespace parley::page
