#include "parley/mention/coref_phrases.h"

#include <algorithm>
#include <array>

#include "parley/mention/party_people.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using language::Parse;
using language::Token;

// Dates, amounts and shares are spoken of with other words than pronouns.
bool is_measure(const Token& token) {
  static constexpr std::array<std::string_view, 7> kLabels = {
      "DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"};
  return one_of(token.ent_type, kLabels);
}

class PhraseFinder {
 public:
  PhraseFinder(const ReportView& report, const std::vector<Party>& parties,
               const PartyChains& chains)
      : parse_(report.parse),
        lexicon_(report.knowledge.lexicon),
        parties_(parties),
        chains_(chains),
        in_name_(report.parse.tokens.size(), false) {
    for (const Party& party : parties)
      if (party.form == PartyForm::name)
        for (std::uint32_t t = party.tokens.begin; t < party.tokens.end; ++t) in_name_[t] = true;
  }

  std::vector<Phrase> find() {
    std::vector<Phrase> phrases;
    for (std::uint32_t t = 0; t < parse_.tokens.size(); ++t) {
      auto phrase = phrase_at(t);
      if (!phrase) continue;
      phrases.push_back(*phrase);
      if (auto joined = coordination(*phrase)) phrases.push_back(std::move(*joined));
    }
    return phrases;
  }

 private:
  std::optional<Phrase> phrase_at(std::uint32_t token) const {
    const Token& word = parse_.tokens[token];
    Phrase phrase;
    phrase.head = phrase.last = token;
    if (const std::uint32_t* party = chains_.at(token)) {
      if (parties_[*party].form == PartyForm::adjective) return std::nullopt;
      phrase.parties = {*party};
      const Party& best = chains_.best(*party);
      const bool several = word.tag == "NNS" || word.tag == "NNPS";
      phrase.plural =
          parties_[*party].plural || best.kind == "people" ||
          (several && parties_[*party].form == PartyForm::described && best.kind != "state");
      phrase.person = best.kind == "person" || best.kind == "people" || best.kind == "role";
      phrase.group = best.kind == "organisation" || best.kind == "state";
      return phrase;
    }
    if (!heads_phrase(token)) return std::nullopt;
    phrase.plural = word.tag == "NNS" || word.tag == "NNPS";
    phrase.person = means_people(parse_, lexicon_, token);
    phrase.group = !phrase.person && lexicon_.in_class("@group", ascii_lower(word.lemma));
    return phrase;
  }

  bool heads_phrase(std::uint32_t token) const {
    static constexpr std::array<std::string_view, 6> kInner = {"compound", "amod",     "nmod",
                                                               "npadvmod", "quantmod", "nummod"};
    const Token& word = parse_.tokens[token];
    return (word.pos == "NOUN" || word.pos == "PROPN") && !one_of(word.dep, kInner) &&
           !is_measure(word) && !in_name_[token];
  }

  // "Russia and China", "the minister and his aides": they.
  std::optional<Phrase> coordination(const Phrase& first) const {
    if (parse_.tokens[first.head].dep == "conj") return std::nullopt;
    Phrase whole = first;
    bool all_parties = !first.parties.empty();
    for (std::uint32_t at = first.head; true;) {
      const auto children = parse_.children(at);
      const auto next = std::find_if(children.begin(), children.end(), [&](std::uint32_t child) {
        return parse_.tokens[child].dep == "conj" && child > at &&
               (parse_.tokens[child].pos == "NOUN" || parse_.tokens[child].pos == "PROPN");
      });
      if (next == children.end()) break;
      at = *next;
      whole.last = at;
      const auto part = phrase_at(at);
      if (part) whole.person = whole.person && part->person;
      all_parties = all_parties && part && !part->parties.empty();
      if (part)
        whole.parties.insert(whole.parties.end(), part->parties.begin(), part->parties.end());
    }
    if (whole.last == whole.head) return std::nullopt;
    whole.plural = true;
    whole.group = false;
    if (!all_parties) whole.parties.clear();
    return whole;
  }

  const Parse& parse_;
  const knowledge::Lexicon& lexicon_;
  const std::vector<Party>& parties_;
  const PartyChains& chains_;
  std::vector<bool> in_name_;
};

}  // namespace

std::vector<Phrase> find_phrases(const ReportView& report, const std::vector<Party>& parties,
                                 const PartyChains& chains) {
  return PhraseFinder(report, parties, chains).find();
}

}  // namespace parley::mention
