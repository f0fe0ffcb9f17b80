#include "parley/page/names.h"

#include <utf8proc.h>

#include <algorithm>
#include <span>

#include "parley/page/line.h"
#include "parley/page/tables.h"
#include "parley/page/word_table.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct AgencyNames {
  WordTable<Agency> by_words;              // levelled words -> agency
  WordTable<std::string_view> short_form;  // levelled -> as written, where one short word
  std::size_t most_words = 1;
};

const AgencyNames& agency_names() {
  static const AgencyNames kNames = [] {
    AgencyNames names;
    for_each_row("agencies.tsv", 2, [&](const std::vector<std::string_view>& row) {
      const Agency agency{row[0], row[1] == "wire"};
      std::vector<std::string_view> forms{row[0]};
      if (row.size() > 2 && !row[2].empty())
        for (const std::string_view other : split(row[2], ';')) forms.push_back(other);
      for (const std::string_view form : forms) {
        const std::string flat = token_form(form);
        names.by_words.emplace(flat, agency);
        if (form.size() <= 5 && form.find(' ') == std::string_view::npos)
          names.short_form.emplace(flat, form);
        const auto words = static_cast<std::size_t>(std::count(flat.begin(), flat.end(), ' ')) + 1;
        names.most_words = std::max(names.most_words, words);
      }
    });
    return names;
  }();
  return kNames;
}

// Words that no person's name holds; true for those of desks.
const WordTable<bool>& org_words() {
  static const WordTable<bool> kWords = [] {
    WordTable<bool> words;
    for_each_row("org_words.tsv", 1, [&](const std::vector<std::string_view>& row) {
      words.emplace(row[0], row.size() > 1 && row[1] == "desk");
    });
    return words;
  }();
  return kWords;
}

struct Piece {
  Span span;
  std::string flat;
};

bool is_letter_byte(char c) {
  return is_ascii_lower(c) || is_ascii_upper(c) || is_ascii_digit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string flat_word(std::string_view word) {
  for (const char c : word)
    if (static_cast<unsigned char>(c) >= 0x80) return levelled(word);
  return ascii_lower(word);
}

// Where the word ends that begins at `at`.
std::size_t end_of_piece(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (is_letter_byte(text[at]) || ((text[at] == '-' || text[at] == '\'' || text[at] == '.') &&
                                       at + 1 < text.size() && is_letter_byte(text[at + 1]))))
    ++at;
  return at;
}

// The number of words, up to `most`.
std::size_t count_pieces(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < most;) {
    if (is_letter_byte(text[at])) {
      ++count;
      at = end_of_piece(text, at);
    } else {
      ++at;
    }
  }
  return count;
}

// Words of the text with their places; quotes and other marks outside ASCII end a word.
std::vector<Piece> pieces_of(std::string_view text, std::size_t most) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size() && pieces.size() < most;) {
    if (!is_letter_byte(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    at = end_of_piece(text, at);
    std::string flat = flat_word(text.substr(begin, at - begin));
    while (!flat.empty() && !is_letter_byte(flat.back())) flat.pop_back();
    if (!flat.empty())
      pieces.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, flat});
  }
  return pieces;
}

bool starts_upper(std::string_view word) {
  if (word.empty()) return false;
  std::size_t at = 0;
  const char32_t c = next_code_point(word, at);
  if (c < 0x80) return is_ascii_upper(static_cast<char>(c));
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU;
}

bool all_upper(std::string_view word) {
  int letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const auto c = static_cast<utf8proc_int32_t>(next_code_point(word, at));
    const utf8proc_category_t category = utf8proc_category(c);
    if (category == UTF8PROC_CATEGORY_LL) return false;
    if (category == UTF8PROC_CATEGORY_LU) ++letters;
  }
  return letters >= 2;
}

constexpr std::string_view kParticles[] = {
    "al",  "el",    "bin", "ibn", "ben", "bint", "ould", "ag",  "de",  "la",  "le",
    "del", "della", "di",  "da",  "dos", "van",  "von",  "der", "den", "ter", "zu",
    "du",  "abu",   "abd", "ur",  "y",   "e",    "mac",  "st",  "of"};

bool is_particle(std::string_view flat) {
  return std::find(std::begin(kParticles), std::end(kParticles), flat) != std::end(kParticles);
}

// "SELİN KARACA" -> "Selin Karaca"; a name that has small letters stays.
std::string in_small_letters(std::string_view name) {
  if (!all_upper(name)) return std::string(name);
  std::string written;
  bool first = true;
  for (std::size_t at = 0; at < name.size();) {
    const auto c = static_cast<utf8proc_int32_t>(next_code_point(name, at));
    append_utf8(written, static_cast<char32_t>(first ? c : utf8proc_tolower(c)));
    first = c == ' ' || c == '-' || c == '\'' || c == '.' || c == 0x2019;
  }
  return written;
}

std::string_view strip(std::string_view text) {
  const std::string_view edges = " \t\r\n,;:|.-/&()";
  while (!text.empty()) {
    if (edges.find(text.front()) != std::string_view::npos)
      text.remove_prefix(1);
    else if (text.starts_with("\xC2\xA0") || text.starts_with("\xC2\xB7"))
      text.remove_prefix(2);
    else if (text.starts_with("\xE2\x80\x93") || text.starts_with("\xE2\x80\x94") ||
             text.starts_with("\xE2\x80\xA2"))
      text.remove_prefix(3);
    else
      break;
  }
  while (!text.empty()) {
    if (edges.find(text.back()) != std::string_view::npos)
      text.remove_suffix(1);
    else if (text.ends_with("\xC2\xA0") || text.ends_with("\xC2\xB7"))
      text.remove_suffix(2);
    else if (text.ends_with("\xE2\x80\x93") || text.ends_with("\xE2\x80\x94") ||
             text.ends_with("\xE2\x80\xA2"))
      text.remove_suffix(3);
    else
      break;
  }
  return text;
}

// Cuts the first of the prefixes (levelled words) that stands at the front; false where none does.
bool cut_front(std::string_view& text, std::span<const std::string_view> prefixes) {
  // Most lines begin with none of their first words: those are looked at alone.
  const std::vector<Piece> first = pieces_of(text, 1);
  const auto begins = [&](std::string_view prefix) {
    return prefix.starts_with(first.front().flat) &&
           (prefix.size() == first.front().flat.size() || prefix[first.front().flat.size()] == ' ');
  };
  if (first.empty() || std::none_of(prefixes.begin(), prefixes.end(), begins)) return false;
  const std::vector<Piece> pieces = pieces_of(text, 6);
  std::string front;
  for (const Piece& piece : pieces) {
    front += piece.flat;
    front.push_back(' ');
  }
  for (const std::string_view prefix : prefixes) {
    if (!front.starts_with(prefix) || front[prefix.size()] != ' ') continue;
    const auto words = static_cast<std::size_t>(std::count(prefix.begin(), prefix.end(), ' '));
    text.remove_prefix(pieces[words].span.end);
    text = strip(text);
    return true;
  }
  return false;
}

constexpr std::string_view kIntroductions[] = {"from our special correspondent in",
                                               "from our special correspondent",
                                               "from our correspondents",
                                               "from our correspondent",
                                               "by our correspondent",
                                               "special correspondent",
                                               "our correspondent",
                                               "written by",
                                               "story by",
                                               "words by",
                                               "text by",
                                               "reported by",
                                               "compiled by",
                                               "posted by",
                                               "published by",
                                               "article by",
                                               "report by",
                                               "reporting by",
                                               "authored by",
                                               "author",
                                               "authors",
                                               "by",
                                               "par",
                                               "von",
                                               "por",
                                               "di",
                                               "door",
                                               "af",
                                               "av",
                                               "from"};

// The parts of "A, B and C | D".
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end, std::size_t next) {
    const std::string_view part = strip(text.substr(begin, end - begin));
    if (!part.empty()) parts.push_back(part);
    begin = next;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (text[at] == ',' || text[at] == ';' || text[at] == '|' || text[at] == '&' || text[at] == '/')
      cut(at, at + 1);
    else if (text[at] != ' ' && static_cast<unsigned char>(text[at]) < 0x80)
      continue;
    else if (rest.starts_with(" and ") || rest.starts_with(" und "))
      cut(at, at + 5);
    else if (rest.starts_with(" with "))
      cut(at, at + 6);
    else if (rest.starts_with(" et "))
      cut(at, at + 4);
    else if (rest.starts_with("\xC2\xB7"))
      cut(at, at + 2);
    else if (rest.starts_with("\xE2\x80\xA2"))
      cut(at, at + 3);
  }
  cut(text.size(), text.size());
  return parts;
}

// "Staff Reporter", "Our foreign staff": a few words, one of them of a desk.
bool names_desk(std::string_view text) {
  const std::vector<Piece> pieces = pieces_of(text, 7);
  if (pieces.size() > 6) return false;
  for (const Piece& piece : pieces)
    if (const auto at = org_words().find(piece.flat); at != org_words().end() && at->second)
      return true;
  return false;
}

// Sorts one part of a byline; false where it is nothing that a byline holds.
bool take_part(std::string_view part, Byline& byline) {
  if (part.empty()) return true;
  if (const auto agency = agency_named(part)) {
    byline.agencies.emplace_back(agency->name);
    return true;
  }
  if (is_person_name(part)) {
    byline.people.push_back(in_small_letters(part));
    return true;
  }
  if (names_desk(part)) {
    byline.desk = true;
    return true;
  }
  return false;
}

}  // namespace

std::optional<Agency> agency_named(std::string_view text) {
  return agency_of_form(token_form(text));
}

std::optional<Agency> agency_of_form(std::string flat) {
  // "- REUTERS", "(AFP)"
  while (flat.starts_with("- ") || flat.starts_with("( ")) flat.erase(0, 2);
  while (flat.ends_with(" )")) flat.resize(flat.size() - 2);
  if (flat.starts_with("the ")) flat.erase(0, 4);
  for (const std::string_view tail : {" news agency", " wire service", " agency"})
    if (flat.ends_with(tail) && !agency_names().by_words.contains(flat))
      flat.erase(flat.size() - tail.size());
  const auto at = agency_names().by_words.find(flat);
  if (at == agency_names().by_words.end()) return std::nullopt;
  return at->second;
}

std::vector<FoundAgency> find_agencies(std::string_view text) {
  const AgencyNames& names = agency_names();
  const std::vector<Piece> pieces = pieces_of(text, 2000);
  std::vector<FoundAgency> found;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    // Agencies begin with a capital letter, but for a few short ones ("dpa").
    if (pieces[i].flat.size() > 5 && !starts_upper(slice(text, pieces[i].span))) continue;
    std::string words;
    std::size_t best = 0;
    Agency agency;
    for (std::size_t n = 1; n <= names.most_words && i + n <= pieces.size(); ++n) {
      if (n > 1) words.push_back(' ');
      words += pieces[i + n - 1].flat;
      const auto at = names.by_words.find(words);
      if (at == names.by_words.end()) continue;
      const std::string_view given =
          slice(text, {pieces[i].span.begin, pieces[i + n - 1].span.end});
      const auto shortened = names.short_form.find(words);
      if (shortened != names.short_form.end() && given != shortened->second && !all_upper(given))
        continue;
      if (!starts_upper(given) && shortened == names.short_form.end()) continue;
      best = n;
      agency = at->second;
    }
    if (best == 0) continue;
    found.push_back({agency, {pieces[i].span.begin, pieces[i + best - 1].span.end}});
    i += best - 1;
  }
  return found;
}

bool is_person_name(std::string_view text) {
  text = strip(text);
  if (text.size() < 4 || text.size() > 60) return false;
  for (const char c : text)
    if (is_ascii_digit(c) || c == ':' || c == '@' || c == '?' || c == '!' || c == '"') return false;
  int names = 0;
  const std::vector<Piece> pieces = pieces_of(text, 8);
  if (pieces.size() < 2 || pieces.size() > 5) return false;
  for (const Piece& piece : pieces) {
    if (org_words().contains(piece.flat)) return false;
    if (starts_upper(slice(text, piece.span))) {
      ++names;
    } else if (!is_particle(piece.flat) && piece.flat.find('-') == std::string::npos) {
      return false;
    }
  }
  return names >= 2 ||
         (names == 1 && pieces.size() >= 2 && starts_upper(slice(text, pieces.front().span)));
}

std::optional<Byline> read_byline(std::string_view line) {
  if (line.size() > 300) return std::nullopt;
  Byline byline;
  std::string_view rest = strip(line);
  // A date at the end belongs to the date, not to the name.
  const std::vector<FoundDate> dates = find_dates(rest);
  if (!dates.empty() && dates.back().span.begin > 0)
    rest = strip(rest.substr(0, dates.back().span.begin));
  byline.introduced = cut_front(rest, kIntroductions);
  constexpr std::string_view kBy[] = {"by"};
  cut_front(rest, kBy);
  if (rest.empty()) return std::nullopt;
  std::string place;
  if (const std::size_t at = rest.rfind(" in "); at != std::string_view::npos && at > 0) {
    const std::string_view after = strip(rest.substr(at + 4));
    if (starts_upper(after) && count_pieces(after, 7) <= 6) {
      place = std::string(parts_of(after).front());
      rest = strip(rest.substr(0, at));
    }
  }
  if (!byline.introduced && count_pieces(rest, 9) > 8) return std::nullopt;
  for (const std::string_view part : parts_of(rest))
    if (!take_part(part, byline)) {
      // "By Jane Doe Middle East correspondent": what is introduced may carry more than a name.
      if (!byline.introduced || (byline.people.empty() && byline.agencies.empty() && !byline.desk))
        return std::nullopt;
    }
  if (byline.people.empty() && byline.agencies.empty() && !byline.desk) return std::nullopt;
  if (!byline.people.empty()) byline.place = std::move(place);
  return byline;
}

namespace {

// The dash or colon that ends a dateline at `at`; its length, 0 for none.
std::size_t dateline_mark(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at);
  for (const std::string_view mark :
       {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "--", "-", "_", ":", "\xE2\x88\x92"})
    if (rest.starts_with(mark)) return mark.size();
  return 0;
}

void skip_blanks(std::string_view line, std::size_t& at) {
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\t')
      ++at;
    else if (line.substr(at, 2) == "\xC2\xA0")
      at += 2;
    else
      return;
  }
}

// The words of a place at the start: "DOHA, Qatar", "KHAN SHEIKHOUN", "Bamako". Sets whether they
// are in capitals and how many there are.
struct Place {
  std::size_t end = 0;
  int words = 0;
  bool capitals = false;  // its first word is
};

Place read_place(std::string_view line) {
  Place place;
  std::size_t at = 0;
  while (at < line.size() && place.words < 7) {
    std::size_t begin = at;
    skip_blanks(line, begin);
    if (begin < line.size() && line[begin] == ',' && place.words > 0) {
      ++begin;
      skip_blanks(line, begin);
    }
    std::size_t end = begin;
    while (end < line.size() &&
           (is_letter_byte(line[end]) || line[end] == '\'' || line[end] == '.' ||
            (line[end] == '-' && end + 1 < line.size() && is_letter_byte(line[end + 1])))) {
      if (line.substr(end, 2) == "\xC2\xA0" || line.substr(end, 2) == "\xE2\x80") break;
      if (line[end] == '.' &&
          !(end - begin <= 4 && end + 1 < line.size() &&
            (line[end + 1] == ',' || line[end + 1] == '.' || is_letter_byte(line[end + 1]))))
        break;
      ++end;
    }
    const std::string_view word = line.substr(begin, end - begin);
    if (word.empty() || is_ascii_digit(word.front())) break;
    if (!starts_upper(word) && !is_particle(levelled(word))) break;
    if (place.words == 0) place.capitals = all_upper(word);
    // "BEIRUT Syria said": past capitals, a small-lettered word belongs only after a comma.
    const bool after_comma = line.substr(at, begin - at).find(',') != std::string_view::npos;
    if (place.words > 0 && place.capitals && !all_upper(word) && !after_comma) {
      const std::size_t more = line.find_first_of(",(-:\xE2", end);
      if (more == std::string_view::npos || more > end + 2) break;
    }
    ++place.words;
    place.end = end;
    at = end;
  }
  return place;
}

}  // namespace

std::optional<FoundDateline> read_dateline(std::string_view line) {
  const std::string_view head = line.substr(0, 140);
  Place place = read_place(head);
  // "MOSCOW October 1 (RIA Novosti) - ": a month is no part of the place.
  FoundDateline found;
  std::vector<FoundDate> dates = find_dates(head);
  std::size_t at = place.end;
  if (!dates.empty() && dates.front().span.begin <= place.end + 3 && place.words > 0) {
    if (dates.front().span.begin == 0) return std::nullopt;
    found.date = dates.front();
    place.end = std::min<std::size_t>(place.end, dates.front().span.begin);
    at = dates.front().span.end;
  }
  if (place.words == 0 || place.end == 0) return std::nullopt;
  found.place = std::string(strip(head.substr(0, place.end)));
  if (found.place.empty() || agency_named(found.place)) return std::nullopt;
  skip_blanks(line, at);
  if (at < line.size() && line[at] == ',') ++at;
  skip_blanks(line, at);
  bool credited = false;
  if (at < line.size() && line[at] == '(') {
    const std::size_t close = line.find(')', at);
    if (close == std::string_view::npos || close > at + 60) return std::nullopt;
    for (const FoundAgency& agency : find_agencies(line.substr(at, close - at)))
      found.agencies.emplace_back(agency.agency.name);
    credited = !found.agencies.empty();
    if (!credited && !found.date) return std::nullopt;
    at = close + 1;
  }
  const std::size_t before_mark = at;
  skip_blanks(line, at);
  const bool blank_before = at > before_mark;
  std::size_t mark = dateline_mark(line, at);
  const bool full_stop = mark == 0 && at < line.size() && line[at] == '.' && !blank_before;
  if (mark == 0 && full_stop) mark = 1;
  if (mark == 0 && !credited) return std::nullopt;
  const bool colon = mark == 1 && line[at] == ':';
  const std::size_t after = at + mark;
  const bool blank_after = after < line.size() && (line[after] == ' ' || line[after] == '\t' ||
                                                   line.substr(after, 2) == "\xC2\xA0");
  const bool sure = credited || found.date.has_value();
  if (!sure) {
    if ((colon || full_stop) && !place.capitals) return std::nullopt;
    if (!colon && !full_stop && !place.capitals && (!blank_after || place.words > 3))
      return std::nullopt;
    if (mark == 1 && !colon && !full_stop && !blank_after) return std::nullopt;
    if (place.words > 5) return std::nullopt;
  }
  at = after;
  skip_blanks(line, at);
  // A dateline leads into a sentence.
  if (line.size() < at + 30) return std::nullopt;
  if (!sure && !place.capitals && !starts_upper(line.substr(at))) return std::nullopt;
  found.end = static_cast<std::uint32_t>(at);
  return found;
}

std::optional<FoundDateline> read_dateline_line(std::string_view line) {
  const Place place = read_place(line);
  const std::vector<FoundDate> dates = find_dates(line);
  if (place.words == 0 || !place.capitals || dates.size() != 1) return std::nullopt;
  const FoundDate& date = dates.front();
  if (date.span.begin == 0 || date.span.begin > place.end + 3 || !date.as_day())
    return std::nullopt;
  FoundDateline found;
  found.place =
      std::string(strip(line.substr(0, std::min<std::size_t>(place.end, date.span.begin))));
  if (found.place.empty() || agency_named(found.place)) return std::nullopt;
  found.date = date;
  std::size_t at = date.span.end;
  skip_blanks(line, at);
  if (at < line.size() && line[at] == '(') {
    const std::size_t close = line.find(')', at);
    if (close == std::string_view::npos) return std::nullopt;
    for (const FoundAgency& agency : find_agencies(line.substr(at, close - at)))
      found.agencies.emplace_back(agency.agency.name);
    if (found.agencies.empty()) return std::nullopt;
    at = close + 1;
    skip_blanks(line, at);
  }
  at += dateline_mark(line, at);
  skip_blanks(line, at);
  if (at != line.size()) return std::nullopt;
  found.end = static_cast<std::uint32_t>(at);
  return found;
}

}  // namespace parley::page
