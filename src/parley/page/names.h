// page/names.h - who wrote a report: agencies, people, desks; and the dateline of its first line.
// Input   any UTF-8; what is no name is no error.
// Cost    linear in the line. No state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/page/dates.h"

namespace parley::page {

struct Agency {
  std::string_view name;  // as in agencies.tsv: "AFP"
  bool wire = false;      // serves the world's papers
};

// The agency that the whole text names ("The Associated Press", "AFP"), if it is one.
std::optional<Agency> agency_named(std::string_view text);
// The same of a text in token_form (line.h).
std::optional<Agency> agency_of_form(std::string flat);

struct FoundAgency {
  Agency agency;
  Span span;
};
// Every agency that the text names, in order. Short names count in their own case only ("AP", not
// "ap").
std::vector<FoundAgency> find_agencies(std::string_view text);

// "By Claire Rochat", "From our correspondent Yacine Benali", "Staff Reporter and Reuters",
// "SELİN KARACA", "By X in Geneva", "Compiled by Desertline staff in Nyala".
struct Byline {
  std::vector<std::string> people;    // as written; names in capitals alone are given small letters
  std::vector<std::string> agencies;  // "Reuters"
  std::string place;                  // "Geneva"
  bool desk = false;                  // staff, a desk, agencies without a name
  bool introduced = false;            // by "By" and the like
};
// nullopt where the line cannot be a byline.
std::optional<Byline> read_byline(std::string_view line);

// Whether the text can be the name of a person: two to four words with capital letters, particles
// between them, none of them of the words that only offices, sections and outlets bear.
bool is_person_name(std::string_view text);

// "BEIRUT: Syria said", "MONTREUX, Switzerland, Jan. 21, 2014 — ", "DOHA, Qatar (AP) -- ",
// "Bamako – Mali's government", "ALGIERS. Two days".
struct FoundDateline {
  std::string place;
  std::optional<FoundDate> date;
  std::vector<std::string> agencies;
  std::uint32_t end = 0;  // byte of the line where the report's own words begin
};
std::optional<FoundDateline> read_dateline(std::string_view line);
// A line that is a dateline and nothing else, a place in capitals and a full date: "ANKARA, March 3, 2023",
// "ADDIS ABABA, Ethiopia, 3 May 2014 (AFP) -".
std::optional<FoundDateline> read_dateline_line(std::string_view line);

}  // namespace parley::page
