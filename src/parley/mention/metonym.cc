#include "parley/mention/metonym.h"

#include <algorithm>
#include <array>

#include "parley/text/text.h"

namespace parley::mention {
namespace {

using language::Parse;
using language::Token;

constexpr std::array<std::string_view, 24> kLocative = {
    "in",     "at",   "near",    "from",       "around", "outside", "inside", "across",
    "within", "into", "through", "throughout", "over",   "off",     "along",  "beyond",
    "en",     "via",  "above",   "beside",     "north",  "south",   "east",   "west"};
// Prepositions that join parties.
constexpr std::array<std::string_view, 9> kJoining = {
    "including", "with", "between", "against", "for", "towards", "toward", "upon", "by"};

bool is_subject(std::string_view dep) { return dep == "nsubj" || dep == "csubj"; }

std::uint32_t first_conjunct(const Parse& parse, std::uint32_t token) {
  for (int steps = 0; steps < 16 && parse.tokens[token].dep == "conj"; ++steps)
    token = parse.tokens[token].head;
  return token;
}

bool subject_acts(const Token& verb, const knowledge::ActorBook& actors) {
  if (verb.pos != "VERB" && verb.pos != "AUX") return true;  // a headline without its verb
  return !actors.used_as(verb.lemma, "place") && !actors.used_as(verb.lemma, "people");
}

bool joins_party(const Parse& parse, std::uint32_t preposition,
                 const knowledge::ActorBook& actors) {
  const Token& token = parse.tokens[preposition];
  if (one_of(token.lower, kJoining)) return true;
  if (token.lower != "to" && token.lower != "on" && token.lower != "of") return false;
  const Token& governor = parse.tokens[token.head];
  if (token.lower == "of")
    return governor.lemma == "ally" || governor.lemma == "government" ||
           governor.lemma == "regime" || governor.lemma == "critic";
  return actors.used_as(governor.lemma, "to");
}

}  // namespace

std::uint32_t head_token(const Parse& parse, Range range) {
  std::uint32_t head = range.end - 1;
  for (std::uint32_t t = range.begin; t < range.end; ++t)
    if (!range.contains(parse.tokens[t].head) || parse.is_root(t)) head = t;
  return head;
}

bool stands_as_place(const Parse& parse, Range name, const knowledge::ActorBook& actors) {
  const Token& token = parse.tokens[head_token(parse, name)];
  if (token.dep == "compound" || token.dep == "amod" || token.dep == "nmod" || token.dep == "poss")
    return false;
  // "in Iraq and Syria": the first one's preposition holds for all.
  if (token.dep == "conj") {
    const std::uint32_t first = first_conjunct(parse, head_token(parse, name));
    if (parse.tokens[first].dep == "pobj" &&
        one_of(parse.tokens[parse.tokens[first].head].lower, kLocative))
      return parse.tokens[parse.tokens[first].head].lower != "from";
  }
  // "Idlib, Syria".
  if (name.begin > 1 && parse.tokens[name.begin - 1].text == "," &&
      (parse.tokens[name.begin - 2].ent_type == "GPE") &&
      (token.dep == "appos" || token.dep == "npadvmod" || token.dep == "nmod"))
    return true;
  if (name.begin > 0) {
    const std::string_view before = parse.tokens[name.begin - 1].lower;
    if (before == "from")
      return !actors.used_as(parse.tokens[parse.tokens[token.head].head].lemma, "to");
    if (one_of(before, kLocative)) return true;
  }
  return token.dep == "pobj" && one_of(parse.tokens[token.head].lower, kLocative) &&
         parse.tokens[token.head].lower != "from";
}

bool reads_as_government(const Parse& parse, Range name, const knowledge::ActorBook& actors) {
  const std::uint32_t own = head_token(parse, name);
  // "in Damascus", "Aleppo, Syria": the words beside decide where the parse may not.
  if (name.begin > 0 && one_of(parse.tokens[name.begin - 1].lower, kLocative)) return false;
  const std::uint32_t at = first_conjunct(parse, own);
  const Token& token = parse.tokens[at];
  const Token& head = parse.tokens[token.head];
  if (is_subject(token.dep)) return subject_acts(head, actors);
  if (token.dep == "nsubjpass") return actors.used_as(head.lemma, "deal");
  if (token.dep == "dobj" || token.dep == "dative" || token.dep == "obj")
    return actors.used_as(head.lemma, "deal");
  if (token.dep == "pobj") {
    if (one_of(head.lower, kLocative)) return false;
    return head.dep == "agent" || joins_party(parse, token.head, actors);
  }
  if (token.dep == "poss") return !actors.used_as(head.lemma, "of_place");
  if (token.dep == "appos") return false;
  if (token.dep == "npadvmod")  // "Moscow-backed"
    return head.pos == "VERB" || head.pos == "ADJ";
  return false;
}

}  // namespace parley::mention
