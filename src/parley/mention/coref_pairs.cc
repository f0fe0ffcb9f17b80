#include "parley/mention/coref_pairs.h"

#include <algorithm>

#include "parley/mention/coref_syntax.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

constexpr std::uint32_t kSentences = 3;  // how far back the two may stand

}  // namespace

PairResolver::Asked PairResolver::asked(std::uint32_t token) const {
  const language::Token& word = parse_.tokens[token];
  const auto before = [&](std::uint32_t steps) {
    return token >= steps ? parse_.tokens[token - steps].lower : std::string_view();
  };
  // "Both met again", "the two agreed": no noun behind it.
  const bool alone = is_subject(word.dep) || word.dep == "appos";
  if (word.lower == "both" && is_subject(word.dep)) return {Kind::any, {token, token + 1}};
  if (word.lower == "two" && alone && before(1) == "the") return {Kind::any, {token, token + 1}};
  if (word.tag != "NNS") return {};
  const std::string lemma = ascii_lower(word.lemma);
  const auto is = [&](std::string_view cls) { return lexicon_.in_class(cls, lemma); };
  const Kind kind = is("@two_sides")    ? Kind::sides
                    : is("@two_bodies") ? Kind::bodies
                    : is("@two_people") ? Kind::people
                    : is("@two_states") ? Kind::states
                                        : Kind::none;
  if (kind == Kind::none) return {};
  const bool two = before(1) == "both" || (before(1) == "two" && before(2) != "of") ||
                   before(1) == "warring" || (word.lower == "parties" && before(1) == "the");
  // "Two leaders were killed" brings in new ones; "the two", "both" take up.
  const bool taken_up = kind == Kind::sides || before(1) == "both" || before(2) == "the" ||
                        before(2) == "both" || before(2) == "these" || before(2) == "those";
  if (!two || !taken_up) return {};
  const bool inner = before(2) == "the" || before(2) == "both" || before(1) != "the";
  return {kind, {inner ? token - 1 : token, token + 1}};
}

bool PairResolver::fits(std::uint32_t party, Kind kind) const {
  const Party& best = chains_.best(party);
  const bool person = best.kind == "person" || (best.kind == "role" && !best.plural);
  const bool people = best.kind == "people" || best.plural;
  const bool body = best.kind == "organisation";
  switch (kind) {
    case Kind::people:
      return person;
    case Kind::states:
      return best.kind == "state";
    case Kind::bodies:
      return body || (people && !best.code.ends_with("CVL"));
    case Kind::sides:
      return best.kind == "state" || body || (people && !best.code.ends_with("CVL"));
    case Kind::any:
      return person || body || best.kind == "state";
    case Kind::none:
      break;
  }
  return false;
}

// The government of the country whose conflict it is and the last armed or opposing body.
std::vector<std::uint32_t> PairResolver::of_conflict(std::uint32_t token) const {
  std::optional<std::uint32_t> government, other;
  for (std::uint32_t i = 0; i < parties_.size() && parties_[i].head < token; ++i) {
    const Party& best = chains_.best(i);
    if (best.code == focus_.conflict() + "GOV" && best.kind == "state") government = i;
    const bool several = best.kind == "organisation" || best.kind == "people";
    if (several &&
        (best.code.ends_with("REB") || best.code.ends_with("OPP") || best.code.ends_with("UAF")))
      other = i;
  }
  if (!government || !other) return {};
  return {*government, *other};
}

// The chains of that kind in the sentence before the token, pronouns included, each once; who only
// reports ("the monitor said") is left out.
std::vector<std::uint32_t> PairResolver::in_sentence(std::uint32_t sentence, std::uint32_t token,
                                                     Kind kind) const {
  std::vector<std::uint32_t> found;
  const auto add = [&](std::uint32_t party, std::uint32_t at) {
    if (parse_.tokens[at].sentence != sentence || at >= token || !fits(party, kind)) return;
    const language::Token& word = parse_.tokens[at];
    const std::string_view verb = parse_.tokens[word.head].lemma;
    if (word.dep == "nsubj" && (verb == "say" || verb == "report" || verb == "tell") &&
        kind != Kind::people && kind != Kind::any)
      return;
    const std::uint32_t root = chains_.root(party);
    if (std::none_of(found.begin(), found.end(),
                     [&](std::uint32_t one) { return chains_.root(one) == root; }))
      found.push_back(party);
  };
  for (std::uint32_t i = 0; i < parties_.size() && parties_[i].head < token; ++i)
    if (parties_[i].form != PartyForm::adjective) add(i, parties_[i].head);
  for (const PronounLink& link : links_)
    if (link.parties.size() == 1) add(link.parties[0], link.token);
  return found;
}

// Some phrase of the chain in that sentence is a subject, an object or stands behind a preposition of the
// verb.
bool PairResolver::is_argument(std::uint32_t party, std::uint32_t sentence) const {
  for (std::uint32_t i = 0; i < parties_.size(); ++i) {
    const language::Token& head = parse_.tokens[parties_[i].head];
    if (head.sentence != sentence || chains_.root(i) != chains_.root(party)) continue;
    if (is_subject(head.dep) || head.dep == "dobj" || head.dep == "dative") return true;
    if (head.dep == "pobj" && parse_.tokens[parse_.tokens[head.head].head].tag.starts_with("VB"))
      return true;
  }
  return false;
}

std::vector<std::uint32_t> PairResolver::named_last(std::uint32_t token, Kind kind) const {
  const std::uint32_t own = parse_.tokens[token].sentence;
  std::vector<std::uint32_t> later;
  for (std::uint32_t back = 0; back <= kSentences && back <= own; ++back) {
    std::vector<std::uint32_t> here = in_sentence(own - back, token, kind);
    if (here.size() > 2) {
      // Those that the verb joins, rather than whose they are and what is said beside.
      std::erase_if(here, [&](std::uint32_t party) { return !is_argument(party, own - back); });
      return here.size() == 2 ? here : std::vector<std::uint32_t>{};
    }
    if (here.size() == 2) return here;
    if (here.empty()) continue;
    if (!later.empty() && chains_.root(later[0]) != chains_.root(here[0]))
      return {here[0], later[0]};
    later = std::move(here);
  }
  return {};
}

std::optional<PronounLink> PairResolver::resolve(std::uint32_t token) const {
  const Asked asked = this->asked(token);
  if (asked.kind == Kind::none) return std::nullopt;
  std::vector<std::uint32_t> two;
  if (asked.kind == Kind::sides) two = of_conflict(token);
  if (two.empty()) two = named_last(token, asked.kind);
  if (two.empty() && asked.kind == Kind::any) two = of_conflict(token);
  if (two.empty()) return std::nullopt;
  const std::string reason = asked.kind == Kind::sides ? "the two sides of the conflict"
                                                       : "the two: " + chains_.best(two[0]).name +
                                                             ", " + chains_.best(two[1]).name;
  return PronounLink{token, two, asked.tokens, reason};
}

}  // namespace parley::mention
