#include "parley/mention/party.h"

#include <algorithm>
#include <array>

#include "parley/knowledge/name_key.h"
#include "parley/mention/metonym.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::ActorEntry;
using knowledge::Alias;
using knowledge::AliasKind;
using knowledge::EntryKind;
using knowledge::PartyNoun;
using language::Parse;
using language::Token;

constexpr std::uint32_t kNounWords = 5;  // "ministry of foreign affairs" and a word more

bool is_left_modifier(std::string_view dep) {
  static constexpr std::array<std::string_view, 13> kDeps = {
      "det",      "predet", "amod",     "compound", "nmod", "poss", "nummod",
      "quantmod", "advmod", "npadvmod", "punct",    "case", "appos"};
  return one_of(dep, kDeps);
}

bool is_article(const Token& token) {
  return token.tag == "DT" || token.tag == "PDT" || token.tag == "PRP$" || token.tag == "WP$" ||
         token.pos == "PUNCT" || token.tag == "POS" || token.pos == "SYM";
}

}  // namespace

std::string Party::country() const { return std::string(knowledge::country_of(code)); }

std::string singular(std::string_view lower) {
  std::string word(lower);
  const auto ends = [&](std::string_view end) { return word.ends_with(end); };
  if (word == "men" || word == "women") return word == "men" ? "man" : "woman";
  if (word.size() < 4) return word;
  if (ends("men")) return word.substr(0, word.size() - 2) + "an";
  if (ends("ies")) return word.substr(0, word.size() - 3) + "y";
  if (ends("sses") || ends("ches") || ends("shes") || ends("xes"))
    return word.substr(0, word.size() - 2);
  if (word == "wives") return "wife";
  if (word == "children") return "child";
  if (ends("s") && !ends("ss") && !ends("us") && !ends("is")) word.pop_back();
  return word;
}

PartyReader::PartyReader(const ReportView& report, const ReportWords& words,
                         const std::vector<NameMatch>& names, const Focus& focus,
                         const std::vector<Place>& places)
    : report_(report),
      parse_(report.parse),
      actors_(report.knowledge.actors),
      words_(words),
      names_(names),
      focus_(focus),
      places_(places),
      name_of_(report.parse.tokens.size(), 0),
      place_of_(report.parse.tokens.size(), 0) {
  const auto mark = [](std::vector<std::uint32_t>& table, Range tokens, std::size_t index,
                       const auto& size_of) {
    for (std::uint32_t t = tokens.begin; t < tokens.end && t < table.size(); ++t)
      if (table[t] == 0 || size_of(table[t] - 1) < tokens.size())
        table[t] = static_cast<std::uint32_t>(index + 1);
  };
  for (std::size_t i = 0; i < names.size(); ++i)
    mark(name_of_, names[i].tokens, i, [&](std::size_t n) { return names[n].tokens.size(); });
  for (const NameMatch& name : names) {
    // A surname that is known may be another's: "President X" is a person all the same.
    if (std::any_of(name.aliases.begin(), name.aliases.end(), [](const knowledge::Alias& alias) {
          return alias.kind != knowledge::AliasKind::surname;
        }))
      continue;
    if (name.person && name.key.find(' ') != std::string::npos) continue;
    if (stands_as_place(parse_, name.tokens, actors_)) located_.insert(name.key);
    const std::string_view dep = parse_.tokens[head_token(parse_, name.tokens)].dep;
    const bool acts = dep.starts_with("nsubj") || dep == "appos" || dep == "poss" ||
                      phrase(head_token(parse_, name.tokens)).begin < name.tokens.begin;
    if (name.person && acts) persons_.insert(name.key);
  }
  for (std::uint32_t t = 1; t < parse_.tokens.size(); ++t)
    if (parse_.tokens[t].pos == "PROPN" && parse_.tokens[t].ent_type == "GPE" &&
        stands_as_place(parse_, {t, t + 1}, actors_) && name_of_[t] == 0)
      located_.insert(words_.key_of({t, t + 1}));
  for (std::size_t i = 0; i < places.size(); ++i)
    mark(place_of_, places[i].tokens, i, [&](std::size_t n) { return places[n].tokens.size(); });
}

const NameMatch* PartyReader::name_at(std::uint32_t token) const {
  return name_of_[token] == 0 ? nullptr : &names_[name_of_[token] - 1];
}

const Place* PartyReader::place_at(std::uint32_t token) const {
  return place_of_[token] == 0 ? nullptr : &places_[place_of_[token] - 1];
}

bool PartyReader::is_phrase_head(std::uint32_t token) const {
  const Token& t = parse_.tokens[token];
  const NameMatch* name = name_at(token);
  if (name != nullptr && head_token(parse_, name->tokens) != token) return false;
  if (t.pos != "NOUN" && t.pos != "PROPN" && name == nullptr) return false;
  static constexpr std::array<std::string_view, 8> kInside = {
      "compound", "amod", "nmod", "nummod", "quantmod", "det", "npadvmod", "advmod"};
  if (!one_of(t.dep, kInside)) return true;
  if (token + 1 < parse_.tokens.size() && token > 0 && joins_parties(token + 1)) return true;
  // A parse that hangs a name on a word of another sentence part still has a head there.
  return t.head < token && parse_.tokens[t.head].pos != "PROPN" &&
         parse_.tokens[t.head].pos != "NOUN";
}

Range PartyReader::phrase(std::uint32_t head) const {
  std::uint32_t begin = head;
  const auto children = parse_.children(head);
  for (auto it = children.rbegin(); it != children.rend(); ++it) {
    if (*it > head) continue;
    if (!is_left_modifier(parse_.tokens[*it].dep)) break;
    // A comma, or a dash between blanks ("KIEV - Ukraine said"), parts what stands before.
    const Token& mark = parse_.tokens[*it];
    if (mark.dep == "punct" &&
        (mark.text == "," ||
         (mark.space_after && mark.text != "\"" && *it > 0 && parse_.tokens[*it - 1].space_after)))
      break;
    begin = std::min(begin, parse_.tokens[*it].left_edge);
  }
  std::uint32_t end = head + 1;
  if (const NameMatch* name = name_at(head)) {
    begin = std::min(begin, name->tokens.begin);
    end = std::max(end, name->tokens.end);
  }
  // "the opposition and security forces": two parties, whatever the parse hangs on the last one.
  for (std::uint32_t t = begin + 1; t < head; ++t)
    if (joins_parties(t)) begin = t + 1;
  while (begin < head &&
         (is_article(parse_.tokens[begin]) || parse_.tokens[begin].dep == "advmod" ||
          parse_.tokens[begin].ent_type == "DATE" || parse_.tokens[begin].ent_type == "TIME" ||
          parse_.tokens[begin].dep == "cc") &&
         !(name_at(begin) != nullptr && name_at(begin)->tokens.begin == begin))
    ++begin;
  return {begin, end};
}

// The token is an "and" with the last word of a party before it.
bool PartyReader::joins_parties(std::uint32_t token) const {
  const Token& t = parse_.tokens[token];
  if (t.lower != "and" && t.lower != "or") return false;
  const std::uint32_t before = token - 1;
  if (name_at(token) != nullptr) return false;
  if (const NameMatch* name = name_at(before))
    return name->tokens.end == token && !name->aliases.empty() &&
           name->aliases.front().kind != AliasKind::adjective;
  const Token& noun = parse_.tokens[before];
  return (noun.pos == "NOUN" || noun.pos == "PROPN") && noun_from(before, before).noun != nullptr;
}

PartyReader::NounFound PartyReader::noun_from(std::uint32_t token, std::uint32_t head) const {
  NounFound found;
  const auto& words = words_.words();
  const std::uint32_t first = words_.at_token(token);
  std::string key;
  for (std::uint32_t w = first; w < words.size() && w < first + kNounWords; ++w) {
    if (w > first && words[w].apart) break;
    const std::string before = key.empty() ? "" : key + " ";
    key = before + (words[w].token == head ? singular(words[w].key) : words[w].key);
    const PartyNoun* noun = actors_.noun(before + words[w].key);
    if (noun == nullptr) noun = actors_.noun(key);
    if (noun == nullptr) noun = actors_.noun(before + singular(words[w].key));
    if (noun != nullptr && words[w].last &&
        (words[w].token <= head || key.find(" of ") != std::string::npos ||
         key.find(" for ") != std::string::npos || key.find(" to ") != std::string::npos))
      found = {noun, {token, words[w].token + 1}};
  }
  return found;
}

PartyReader::NounFound PartyReader::noun_at(Range phrase, std::uint32_t head) const {
  for (std::uint32_t t = phrase.begin; t <= head; ++t) {
    const NounFound found = noun_from(t, head);
    if (found.noun != nullptr && found.tokens.contains(head)) return found;
  }
  return {};
}

std::optional<Party> PartyReader::read(std::uint32_t head) const {
  const NameMatch* name = name_at(head);
  if (name != nullptr && !(name->aliases.empty() && name->organisation)) return read_name(head);
  // A body's name that says what it is ("Foreign Ministry", "Syrian Army") is read as a phrase.
  auto described = read_described(head, 0);
  if (!described || (name != nullptr && described->code.empty())) return read_name(head);
  // "Upland Peoples Movement": its noun tells what it is, and it is a name all the same.
  const PartyNoun* noun = actors_.noun(described->noun);
  if (name != nullptr && name->tokens.size() > 1 && !described->entry && noun != nullptr &&
      (noun->same || noun->body))
    described->form = PartyForm::name;
  return described;
}

}  // namespace parley::mention
