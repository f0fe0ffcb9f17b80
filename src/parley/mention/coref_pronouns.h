// mention/coref_pronouns.h - what "he", "it", "they" and their kin mean: in text order, each from what
// stands before it.
// Choice     of the phrases that agree in number and gender, the most prominent one: subjects before
//            objects, near before far, what was a pronoun's meaning before what was not (centering,
//            Grosz, Joshi and Weinstein 1995). A phrase that names no party may win: then the pronoun
//            means no party, either.
// Left out   a subject of the same clause for its objects ("X told him": two people), whoever says a
//            quotation for the pronouns in it, things as doers of what people do, the empty "it" of
//            "it is clear that".
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/mention/coref.h"
#include "parley/mention/coref_phrases.h"
#include "parley/mention/coref_quotes.h"

namespace parley::mention {

enum class Gender : std::uint8_t { unknown, he, she };

class PronounResolver {
 public:
  PronounResolver(const ReportView& report, const std::vector<Party>& parties,
                  const PartyChains& chains);

  // The parties that the pronoun at the token means; nullopt for other words and where it means none.
  // To be asked in text order: what a pronoun meant counts for those after it.
  std::optional<PronounLink> resolve(std::uint32_t token);
  // Two chains have become one: what is known of both holds for it. By their roots before they were joined.
  void note_joined(std::uint32_t one, std::uint32_t other);

 private:
  // What was spoken of: a phrase, or a pronoun that means it.
  struct Center {
    std::uint32_t token = 0;
    std::uint32_t phrase = 0;
    bool pronoun = false;
  };

  // What the place of a pronoun says, looked up once for all phrases.
  struct Place {
    std::uint32_t token = 0;
    bool acts = false, speaks = false;
    std::vector<std::uint32_t> others;   // what its clause or quotation shows to be somebody else
    std::optional<std::uint32_t> sayer;  // of whose words it is the subject
  };

  Place place_of(std::uint32_t token) const;
  void note_gender(std::uint32_t party);
  bool fits(const Phrase& phrase, const Place& pronoun) const;
  bool fits_person(const Phrase& phrase, Gender want) const;
  Gender gender_of(const Phrase& phrase) const;
  bool is_same(std::uint32_t phrase, std::uint32_t other) const;
  bool is_disjoint(std::uint32_t phrase, const Place& pronoun) const;
  std::optional<std::uint32_t> meant_by(std::uint32_t token) const;
  std::optional<std::uint32_t> choose(std::uint32_t token) const;
  double score_of_kind(const Center& center, std::uint32_t pronoun) const;
  double score(const Center& center, const Place& pronoun) const;
  // Mentions of the party before the token.
  std::uint32_t seen_before(std::uint32_t party, std::uint32_t token) const;
  double says_it(const Center& center, std::uint32_t pronoun, std::uint32_t sayer) const;
  bool is_office(std::uint32_t phrase) const;
  std::optional<std::uint32_t> sayer_of(std::uint32_t pronoun) const;
  std::optional<PronounLink> link(std::uint32_t token, std::uint32_t phrase);

  const language::Parse& parse_;
  const knowledge::Knowledge& knowledge_;
  const std::vector<Party>& parties_;
  const PartyChains& chains_;
  const Quotes quotes_;
  const std::vector<Phrase> phrases_;
  std::unordered_map<std::uint32_t, std::uint32_t> phrase_at_;  // head -> the phrase of one head
  std::unordered_map<std::uint32_t, Gender> gender_;            // root of a chain
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> heads_;  // root -> heads, ascending
  std::unordered_map<std::uint32_t, std::uint32_t> meant_;               // pronoun -> phrase
  std::vector<Center> pronouns_;  // those resolved, in text order
};

}  // namespace parley::mention
