#include "parley/mention/name_matches.h"

#include <algorithm>

#include "parley/knowledge/name_key.h"

namespace parley::mention {
namespace {

using knowledge::ActorBook;
using knowledge::Alias;
using knowledge::AliasKind;
using language::Parse;

// Whether the letter case lets these words be that spelling.
bool case_fits(const Alias& alias, const std::vector<ReportWord>& words, std::size_t begin,
               std::size_t end) {
  if (alias.lower_case) return true;
  if (!words[begin].capital) return false;
  if (!alias.acronym) return true;
  for (std::size_t w = begin; w < end; ++w)
    if (!words[w].all_capitals) return false;
  return true;
}

std::optional<NameMatch> match_at(const ReportWords& report, std::size_t begin,
                                  const ActorBook& actors) {
  const auto& words = report.words();
  if (!words[begin].first) return std::nullopt;
  const std::uint32_t most = actors.longest_from(words[begin].key);
  std::optional<NameMatch> best;
  std::string key;
  for (std::size_t end = begin; end < words.size() && end - begin < most; ++end) {
    if (end > begin && words[end].apart) {
      // "Donetsk People's Republic": the mark may stand inside a name.
      if (!words[end].owned) break;
      if (words[end].owner_s) key += 's';
    }
    if (!key.empty()) key += ' ';
    key += words[end].key;
    if (!words[end].last) continue;
    std::vector<Alias> fitting;
    for (const Alias& alias : actors.named(key))
      if (case_fits(alias, words, begin, end + 1)) fitting.push_back(alias);
    if (fitting.empty()) continue;
    best = NameMatch{
        {words[begin].token, words[end].token + 1}, std::move(fitting), false, false, key};
  }
  return best;
}

// Cuts what is no part of a name from the ends of an entity: articles, titles in lower case,
// possessive marks, brackets.
Range trimmed(const Parse& parse, Range range) {
  const auto is_edge = [&](std::uint32_t t) {
    const std::string_view tag = parse.tokens[t].tag;
    return tag == "DT" || tag == "POS" || parse.tokens[t].pos == "PUNCT" || tag == "CD" ||
           tag == "PRP$" || tag == "IN";
  };
  // "Upland Movement (UPM": the bracket holds another mention.
  for (std::uint32_t t = range.begin + 1; t < range.end; ++t)
    if (parse.tokens[t].text == "(" || parse.tokens[t].text == "[") range.end = t;
  while (!range.empty() && is_edge(range.begin)) ++range.begin;
  while (!range.empty() && is_edge(range.end - 1)) --range.end;
  return range;
}

// A place name inside a person's ("Michael Jordan", "Chad Ochs") is no mention of the place.
bool is_part_of_person(const Parse& parse, const NameMatch& match, Range person) {
  if (match.tokens == person ||
      !(person.begin <= match.tokens.begin && match.tokens.end <= person.end))
    return false;
  const bool whole_person = std::any_of(match.aliases.begin(), match.aliases.end(),
                                        [](const Alias& a) { return a.kind == AliasKind::name; });
  const bool adjective_first =
      match.tokens.begin == person.begin &&
      std::any_of(match.aliases.begin(), match.aliases.end(),
                  [](const Alias& a) { return a.kind == AliasKind::adjective || a.acronym; });
  // A surname that the knowledge has, behind a first name that it has not, is somebody else.
  return !adjective_first && (!whole_person || match.tokens.end == person.end) &&
         parse.tokens[person.begin].pos == "PROPN";
}

}  // namespace

// Small words inside names, and marks.
bool is_inner(const language::Token& token) {
  static constexpr std::string_view kInner[] = {"al", "el",    "bin", "ben", "ibn",  "de",
                                                "la", "van",   "von", "ag",  "ould", "abu",
                                                "-",  "abdul", "ul",  "dos"};
  return std::find(std::begin(kInner), std::end(kInner), token.lower) != std::end(kInner);
}

// "Col Riyad al-As'ad": a surname that the knowledge has, behind a given name that is not its
// bearer's, is somebody else's; gives the whole name.
std::optional<Range> longer_name(const Parse& parse, const ReportWords& words, Range surname,
                                 const ActorBook& actors) {
  std::uint32_t begin = surname.begin;
  const std::uint32_t sentence = parse.tokens[begin].sentence;
  while (begin > 0 && parse.tokens[begin - 1].sentence == sentence) {
    const language::Token& before = parse.tokens[begin - 1];
    if (is_inner(before)) {
      --begin;
      continue;
    }
    if (before.pos != "PROPN" || before.text.size() < 2) break;
    std::string key = words.key_of({begin - 1, begin});
    const auto* noun = actors.noun(key);
    if (key.empty() || noun != nullptr) break;
    const auto known = actors.named(key);
    if (!known.empty() && known.front().kind != AliasKind::surname) break;
    --begin;
  }
  while (begin < surname.begin && is_inner(parse.tokens[begin])) ++begin;
  if (begin == surname.begin) return std::nullopt;
  return Range{begin, surname.end};
}

// Entries of persons whose first and last names sound like these words.
std::vector<Alias> sounding_like(std::string_view key, const ActorBook& actors) {
  std::vector<Alias> found;
  const std::size_t first = key.find(' '), last = key.rfind(' ');
  if (first == std::string_view::npos) return found;
  const std::string surname(key.substr(last + 1));
  for (const std::uint32_t entry : actors.sounding(knowledge::skeleton(surname))) {
    const std::string name = knowledge::name_key(actors.entries()[entry].name);
    const std::size_t blank = name.find(' ');
    if (blank == std::string::npos) continue;
    if (knowledge::same_sound(surname, name.substr(name.rfind(' ') + 1)) &&
        knowledge::same_sound(key.substr(0, first), name.substr(0, blank)))
      found.push_back({entry, AliasKind::name});
  }
  return found;
}

std::vector<NameMatch> find_names(const Parse& parse, const ReportWords& words,
                                  const ActorBook& actors) {
  std::vector<NameMatch> matches;
  const auto& list = words.words();
  for (std::size_t w = 0; w < list.size();) {
    auto match = match_at(words, w, actors);
    if (!match) {
      ++w;
      continue;
    }
    w = words.at_token(match->tokens.end);
    const Alias& first = match->aliases.front();
    if (first.kind == AliasKind::surname && match->tokens.size() <= 2) {
      const auto longer = longer_name(parse, words, match->tokens, actors);
      if (longer && (matches.empty() || matches.back().tokens.end <= longer->begin)) {
        match->tokens = *longer;
        match->aliases.clear();
        match->person = true;
        match->key = words.key_of(*longer);
      }
    }
    matches.push_back(std::move(*match));
  }
  for (const language::Entity& entity : parse.entities) {
    bool person = entity.label == "PERSON", organisation = entity.label == "ORG";
    if (!person && !organisation) continue;
    Range range = trimmed(parse, entity.tokens);
    // "Al Jazeera's Anita McNaught": the name begins behind the owner's.
    for (std::uint32_t t = range.begin; t + 2 < range.end; ++t) {
      if (parse.tokens[t].tag != "POS") continue;
      const bool names = parse.tokens[t + 1].pos == "PROPN" && parse.tokens[t + 2].pos == "PROPN";
      if (names && range.end - t <= 4 &&
          actors.noun(words.key_of({range.end - 1, range.end})) == nullptr) {
        person = true;
        organisation = false;
      }
      range.begin = t + 1;
    }
    if (range.empty() || words.key_of(range).empty()) continue;
    bool covered = false;
    std::erase_if(matches, [&](const NameMatch& match) {
      if (!match.tokens.overlaps(range)) return false;
      const bool known_person_inside =
          std::any_of(match.aliases.begin(), match.aliases.end(), [&](const Alias& a) {
            return actors.entries()[a.entry].kind == knowledge::EntryKind::person &&
                   a.kind == AliasKind::name;
          });
      if (person && !known_person_inside && is_part_of_person(parse, match, range)) return true;
      covered = covered || match.tokens.end >= range.end;
      return false;
    });
    // A known name that ends where the entity ends is the better reading of it: the words before
    // are titles and nations.
    if (covered) {
      for (NameMatch& match : matches)
        if (match.tokens.overlaps(range)) match.person = match.person || person;
      continue;
    }
    matches.push_back({range, {}, person, organisation, words.key_of(range)});
  }
  for (NameMatch& match : matches)
    if (match.aliases.empty() && match.person) match.aliases = sounding_like(match.key, actors);
  std::sort(matches.begin(), matches.end(), [](const NameMatch& a, const NameMatch& b) {
    return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin
                                            : a.tokens.end > b.tokens.end;
  });
  return matches;
}

}  // namespace parley::mention
