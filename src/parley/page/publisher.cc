#include "parley/page/publisher.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "parley/page/tables.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {}  // namespace

bool outlet_word(std::string_view token) {
  static const std::unordered_set<std::string_view> kWords = [] {
    std::unordered_set<std::string_view> words;
    for_each_row("outlet_words.tsv", 1,
                 [&](const std::vector<std::string_view>& row) { words.insert(row[0]); });
    return words;
  }();
  return kWords.contains(token);
}

namespace {

bool is_host(std::string_view word) {
  const std::size_t dot = word.rfind('.');
  if (dot == std::string_view::npos || dot < 2 || word.size() - dot - 1 < 2 ||
      word.size() - dot - 1 > 6)
    return false;
  for (const char c : word)
    if (!is_ascii_lower(c) && !is_ascii_upper(c) && !is_ascii_digit(c) && c != '.' && c != '-')
      return false;
  for (const char c : word.substr(dot + 1))
    if (!is_ascii_lower(c)) return false;
  return true;
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t|"));
}

// "ledeltanews.net | Live | Mali" -> "ledeltanews.net"; "Gulf Courier" as it is.
std::string_view first_cell(std::string_view text) {
  const std::size_t cut = std::min(text.find('|'), text.find(" - "));
  return trim(text.substr(0, cut));
}

bool furniture_cue(const Facts& facts) {
  for (const Cue cue : {Cue::nav, Cue::cookie, Cue::share, Cue::subscribe, Cue::more, Cue::media,
                        Cue::related, Cue::tagline, Cue::update, Cue::comments, Cue::comments_off,
                        Cue::tags, Cue::byline, Cue::posted_by, Cue::legal})
    if (has(facts.cues, cue)) return true;
  return false;
}

std::size_t times_in(std::string_view text, std::string_view words) {
  std::size_t times = 0;
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1))
    ++times;
  return times;
}

// How much a line before the headline looks like a masthead; 0 for not at all.
int masthead_score(std::string_view text, std::string_view cell, const Facts& facts,
                   std::size_t place) {
  if (is_host(first_word(cell))) return 6;
  if (furniture_cue(facts) || facts.only_date) return 0;
  const Line line = read_line(cell);
  if (line.words == 0 || line.words > 6 || line.letters < 3 || line.ends_sentence ||
      line.ends_colon)
    return 0;
  if (line.separators > 0 || line.capitalised + line.function_words < line.words) return 0;
  int score = place == 0 ? 2 : 0;
  if (facts.person && line.words <= 3) score -= 2;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) score += outlet_word(line.token(i)) ? 2 : 0;
  if (line.capitals == line.words) score += 1;
  if (line.words == 1) score -= 1;
  if (times_in(text, cell) > 1) score += 1;
  return score;
}

std::string from_masthead(std::string_view text, const std::vector<Block>& blocks,
                          const std::vector<Facts>& facts, const std::vector<Label>& labels) {
  std::string best;
  int best_score = 1;
  for (std::size_t i = 0; i < blocks.size() && labels[i].part == Part::top && i < 12; ++i) {
    if (labels[i].kind != SegmentKind::furniture) continue;
    const std::string_view line = slice(text, blocks[i].span);
    if (line.find('>') != std::string_view::npos) continue;
    const bool menu = facts[i].line.separators >= 2;
    std::string_view cell = first_cell(line);
    if (menu && !is_host(first_word(cell))) continue;
    if (is_host(first_word(cell))) cell = first_word(cell);
    const int score = masthead_score(text, cell, facts[i], i);
    if (score <= best_score) continue;
    best_score = score;
    best = std::string(cell);
  }
  return best;
}

// The words with capital letters from `at` on: "The Moscow Times".
std::string_view capitalised_run(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  std::size_t end = at;
  while (at < text.size()) {
    std::size_t stop = at;
    while (stop < text.size() && (is_ascii_lower(text[stop]) || is_ascii_upper(text[stop]) ||
                                  is_ascii_digit(text[stop]) || text[stop] == '-' ||
                                  static_cast<unsigned char>(text[stop]) >= 0x80)) {
      if (text.substr(stop, 3) == "\xE2\x80\x99") break;
      ++stop;
    }
    const std::string_view word = text.substr(at, stop - at);
    if (word.empty() || !(is_ascii_upper(word.front()) || word == "of" || word == "and" ||
                          static_cast<unsigned char>(word.front()) >= 0x80))
      break;
    if (word != "of" && word != "and") end = stop;
    at = stop;
    if (at < text.size() && text[at] == ' ')
      ++at;
    else if (text.substr(at, 3) == " & ")
      at += 3;
    else
      break;
  }
  return text.substr(begin, end - begin);
}

// "Support The Moscow Times!", "Copyright 2015 Sentinel Media", "© Africa Confluence Ltd."
std::string from_appeals_and_rights(std::string_view text, const std::vector<Block>& blocks,
                                    const std::vector<Facts>& facts,
                                    const std::vector<Label>& labels) {
  std::string copyright;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (is_report_text(labels[i].kind) || facts[i].line.words > 40) continue;
    const std::string_view line = slice(text, blocks[i].span);
    const bool rights = has(facts[i].cues, Cue::copyright);
    if (!rights && !has(facts[i].cues, Cue::appeal) && !has(facts[i].cues, Cue::subscribe))
      continue;
    for (const std::string_view lead : {"Support ", "support ", "Subscribe to ", "Donate to ",
                                        "\xC2\xA9 ", "Copyright ", "Copyright \xC2\xA9 ", "(c) "}) {
      std::size_t at = line.find(lead);
      if (at == std::string_view::npos) continue;
      at += lead.size();
      while (at < line.size() &&
             (is_ascii_digit(line[at]) || line[at] == ' ' || line[at] == '-' || line[at] == ','))
        ++at;
      if (line.substr(at).starts_with("the ")) at += 4;
      std::string_view name = capitalised_run(line, at);
      for (const std::string_view tail : {" Ltd", " Inc", " LLC", " Limited"})
        if (name.ends_with(tail)) name.remove_suffix(tail.size());
      const Line words = read_line(name);
      if (words.words == 0 || words.words > 6 || name.size() < 4 || agency_named(name)) continue;
      if (rights) {
        if (copyright.empty()) copyright = std::string(name);
      } else if (words.words >= 2 && times_in(text, name) >= 2) {
        return std::string(name);
      }
    }
  }
  return copyright;
}

// "Al Jazeera's Kristen Saloomey, reporting from", "VOA's Kane Farabaugh reports": the outlet whose
// own people speak on its page.
std::string from_own_people(std::string_view text) {
  std::map<std::string, int> times;
  for (const std::string_view possessive : {"'s ", "\xE2\x80\x99s "}) {
    for (std::size_t at = text.find(possessive); at != std::string_view::npos;
         at = text.find(possessive, at + 1)) {
      const std::string_view person = capitalised_run(text, at + possessive.size());
      if (!is_person_name(person)) continue;
      const std::string_view after = text.substr(at + possessive.size() + person.size(), 24);
      const bool reports = after.starts_with(", reporting") || after.starts_with(" reports") ||
                           after.starts_with(" has more") || after.starts_with(" has the") ||
                           after.starts_with(" visited");
      if (!reports) continue;
      std::size_t begin = at;
      while (begin > 0 && (is_ascii_lower(text[begin - 1]) || is_ascii_upper(text[begin - 1]) ||
                           text[begin - 1] == ' ' || text[begin - 1] == '-'))
        --begin;
      std::string_view before = text.substr(begin, at - begin);
      // The last run of words with capital letters.
      std::size_t start = before.size();
      while (start > 0) {
        const std::size_t space = before.substr(0, start - 1).rfind(' ');
        const std::size_t word = space == std::string_view::npos ? 0 : space + 1;
        if (word >= before.size() || !is_ascii_upper(before[word]) || word == start) break;
        start = word;
        if (word == 0) break;
      }
      before = trim(before.substr(start));
      for (const std::string_view conjunction : {"As ", "And ", "But "})
        if (before.starts_with(conjunction)) before.remove_prefix(conjunction.size());
      if (before.size() >= 3) ++times[std::string(before)];
    }
  }
  std::string best;
  int most = 1;
  for (const auto& [name, count] : times)
    if (count > most) {
      most = count;
      best = name;
    }
  return best;
}

}  // namespace

std::string find_publisher(std::string_view text, const std::vector<Block>& blocks,
                           const std::vector<Facts>& facts, const std::vector<Label>& labels) {
  if (std::string name = from_masthead(text, blocks, facts, labels); !name.empty()) return name;
  if (std::string name = from_appeals_and_rights(text, blocks, facts, labels); !name.empty())
    return name;
  return from_own_people(text);
}

}  // namespace parley::page
