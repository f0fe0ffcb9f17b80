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
    {"Compiled by Desert staff in Nyala and El Fasher", "desk"},
    {"The Associated Press", "[AP]"},
    {"AFP", "[AFP]"},
    {"Damascus wants rebel pledge on paper", "none"},
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
    {"BEIRUT: Syria said on Sunday it would not take its troops out of towns.", "BEIRUT | Syria "},
    {"MONTREUX, Switzerland, Jan. 21, 2014 — The main exiled opposition body said it would come.",
     "MONTREUX, Switzerland | 2014-01-21 | The ma"},
    {"DOHA, Qatar (AP) -- The president and the leader of the rebels signed a truce.",
     "DOHA, Qatar | AP | The pr"},
    {"BAMAKO (Reuters) - The government and militias signed a peace accord on Friday.",
     "BAMAKO | Reuters | The go"},
    {"Bamako – The government and militias that fight at its side signed an accord.",
     "Bamako | The go"},
    {"ALGIERS. Two days after an accord that carries every name but theirs, they sat.",
     "ALGIERS | Two da"},
    {"MOSCOW, October 1 (RIA Novosti) - A double attack has claimed the lives of 18.",
     "MOSCOW | RIA Novosti | A doub"},
    {"Russia on Monday said the authorities were prepared to hold talks in Moscow.", "none"},
    {"Ukraine: two protesters were shot dead as the capital banned all rallies.", "none"},
    {"\"Our offer has already received a positive response,\" the ministry said.", "none"},
};

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
