#include "parley/page/block.h"

#include "parley/text/text.h"

namespace parley::page {
namespace {

constexpr int kWholePage = 150;        // words
constexpr int kLongProse = 60;         // words
constexpr std::uint32_t kShort = 260;  // bytes: past it a block is neither a date nor a byline

// Words that may stand beside a date in a line that is nothing but a date.
bool is_date_word(std::string_view token) {
  for (const std::string_view word : {"published",
                                      "updated",
                                      "posted",
                                      "publication",
                                      "last",
                                      "first",
                                      "modified",
                                      "on",
                                      "at",
                                      "date",
                                      "created",
                                      "am",
                                      "pm",
                                      "gmt",
                                      "est",
                                      "edt",
                                      "et",
                                      "bst",
                                      "utc",
                                      "update",
                                      "created",
                                      "the",
                                      "by",
                                      "in",
                                      "of",
                                      "and",
                                      "time",
                                      "publie",
                                      "le",
                                      "mis",
                                      "jour",
                                      "a",
                                      "uhr",
                                      "stand",
                                      "ksa",
                                      "local",
                                      "issued",
                                      "release",
                                      "this",
                                      "article",
                                      "was",
                                      "story",
                                      "h",
                                      "ist",
                                      "cet",
                                      "cest",
                                      "aktualisiert",
                                      "veroffentlicht",
                                      "am",
                                      "um",
                                      "den",
                                      "vom",
                                      "min",
                                      "read",
                                      "minute",
                                      "minutes",
                                      "publicado",
                                      "el",
                                      "em",
                                      "as",
                                      "pubblicato",
                                      "gepubliceerd",
                                      "op"})
    if (token == word) return true;
  return false;
}

bool only_a_date(std::string_view text, const Facts& facts) {
  if (facts.dates.empty() || text.size() > 160) return false;
  std::string rest;
  std::size_t at = 0;
  for (const FoundDate& date : facts.dates) {
    rest += text.substr(at, date.span.begin - at);
    rest += ' ';
    at = date.span.end;
  }
  rest += text.substr(at);
  const Line line = read_line(rest);
  int others = 0;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const std::string_view token = line.token(i);
    if (is_mark(token) || token == "#" || is_date_word(token)) continue;
    ++others;
  }
  return others == 0;
}

// "by: JKF from: Ottawa", "Guest - Orontes", "gannet 09/04/2012 10:02", "Okello J. – 25 February
// 2010 at 9:12 am", "Amina (30 June, 11:02): 40 observers", "R. Tehrani, Vevey, 21.01.2014: Ban
// lied".
bool heads_comment(std::string_view text, const Facts& facts) {
  if (has(facts.cues, Cue::comment_meta) && facts.line.words <= 12) return true;
  if (facts.dates.empty()) return false;
  const FoundDate& date = facts.dates.front();
  if (date.span.begin == 0 || date.span.begin > 70) return false;
  if (has(facts.cues, Cue::update) || has(facts.cues, Cue::byline)) return false;
  const std::string_view before = trim(text.substr(0, date.span.begin));
  const Line name = read_line(before);
  if (name.words == 0 || name.words > 5 || name.ends_sentence) return false;
  if (facts.line.words <= 14 && !date.time.empty() && date.span.end + 24 >= text.size() &&
      name.words <= 4)
    return true;
  // A colon right after the date, the words of the comment after it.
  std::string_view after = text.substr(date.span.end);
  while (!after.empty() && (after.front() == ')' || after.front() == ' ')) after.remove_prefix(1);
  return after.starts_with(":") && after.size() > 8;
}

Facts read_block(std::string_view text) {
  Facts facts;
  facts.line = read_line(text);
  facts.cues = find_cues(facts.line);
  // In a whole page on one line, words of furniture somewhere say nothing about the line.
  if (facts.line.words > kWholePage) facts.cues.reset();
  const Line& line = facts.line;
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  if (digits) facts.dates = find_dates(text.substr(0, text.size() > 1200 ? 300 : text.size()));
  facts.prose = reads_as_prose(line);
  if (line.words >= 15)
    facts.dateline = read_dateline(text);
  else if (digits && !has(facts.cues, Cue::update))
    facts.dateline = read_dateline_line(text);
  if (text.size() <= kShort) {
    facts.only_date = only_a_date(text, facts);
    facts.only_time = digits && facts.dates.empty() && is_time_of_day(text);
    facts.only_agency = line.words <= 6 && agency_of_form(line.flat).has_value();
    facts.person = line.words <= 5 && is_person_name(text);
    facts.comment_head = heads_comment(text, facts);
    if (!facts.only_date && line.words <= 24) facts.byline = read_byline(text);
  }
  return facts;
}

}  // namespace

bool reads_as_prose(const Line& line) {
  // A long text of several sentences is prose even where its last one lost its full stop.
  const bool ends = line.ends_sentence || (line.sentences >= 2 && line.words >= kLongProse);
  return ends && line.words >= 12 && line.function_words * 6 >= line.words;
}

std::vector<Facts> read_facts(std::string_view text, const std::vector<Block>& blocks) {
  std::vector<Facts> facts;
  facts.reserve(blocks.size());
  for (const Block& block : blocks) facts.push_back(read_block(slice(text, block.span)));
  return facts;
}

}  // namespace parley::page
