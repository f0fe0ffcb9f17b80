#include "parley/mention/coref_pronouns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "parley/knowledge/name_key.h"
#include "parley/mention/coref_syntax.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using language::Token;

constexpr std::uint32_t kSentences = 4;          // how far back a pronoun looks
constexpr std::uint32_t kStrangerSentences = 2;  // for what is no party

// How much each thing counts for a phrase. Chosen on texts of other kinds than reports of a conflict
// (GUM: news, lives, essays, speeches, letters, interviews), by what was resolved rightly.
constexpr double kSentence = -1.8;  // for each sentence between
constexpr double kBlock = -0.5;     // another paragraph
constexpr double kLate = 0.3;       // the last of the text before the pronoun
constexpr double kQuoted = -1.6;    // said in a quotation, the pronoun outside
constexpr double kSubject = 1.5, kRootSubject = 0.4, kSubjectOfRelative = -0.8;
constexpr double kPossessor = -0.6, kBehindPreposition = -0.3;
constexpr double kName = 0.3;
constexpr double kSeen = 0.6;  // times the logarithm of how often the party was named
constexpr double kPronounSubject = 1.7, kPronoun = 1.4;
constexpr double kBodyAsThey = -0.25, kJoinedAsThey = 0.5;
constexpr double kNoPartyAsIt = 0.3, kNoPartyAsThey = -0.15, kNoPartyAsPerson = -0.4;
constexpr double kSayer = 1.2, kBodyOfSayer = 1.0;  // "X said it would come"
constexpr double kOfficeAsThey = -2.0;
constexpr double kSpoke = 1.0;  // "the monitor said. It added"

constexpr std::array<std::string_view, 4> kHe = {"he", "him", "his", "himself"};
constexpr std::array<std::string_view, 4> kShe = {"she", "her", "hers", "herself"};
constexpr std::array<std::string_view, 3> kIt = {"it", "its", "itself"};
constexpr std::array<std::string_view, 5> kThey = {"they", "them", "their", "themselves", "theirs"};

bool is_reflexive(std::string_view pronoun) {
  return pronoun.ends_with("self") || pronoun.ends_with("selves");
}

}  // namespace

PronounResolver::PronounResolver(const ReportView& report, const std::vector<Party>& parties,
                                 const PartyChains& chains)
    : parse_(report.parse),
      knowledge_(report.knowledge),
      parties_(parties),
      chains_(chains),
      quotes_(report.parse, report.knowledge.cues),
      phrases_(find_phrases(report, parties, chains)) {
  for (std::uint32_t i = 0; i < phrases_.size(); ++i)
    if (phrases_[i].head == phrases_[i].last) phrase_at_.emplace(phrases_[i].head, i);
  for (std::uint32_t i = 0; i < parties_.size(); ++i) {
    note_gender(i);
    heads_[chains_.root(i)].push_back(parties_[i].head);
  }
}

void PronounResolver::note_gender(std::uint32_t party) {
  const Party& p = parties_[party];
  Gender& gender = gender_[chains_.root(party)];
  for (std::uint32_t t = p.tokens.begin > 0 ? p.tokens.begin - 1 : 0; t < p.tokens.end; ++t) {
    std::string word(parse_.tokens[t].lower);
    if (!word.empty() && word.back() == '.') word.pop_back();
    if (knowledge_.lexicon.in_class("@woman", word)) gender = Gender::she;
    if (knowledge_.lexicon.in_class("@man", word)) gender = Gender::he;
  }
  const Party& best = chains_.best(party);
  if (best.kind != "person" || best.form != PartyForm::name || gender != Gender::unknown) return;
  const std::string key = knowledge::name_key(best.name);
  const std::string given = key.substr(0, key.find(' '));
  const std::string_view pronoun =
      given == key ? std::string_view() : knowledge_.actors.pronoun_of(given);
  if (pronoun == "she")
    gender = Gender::she;
  else if (pronoun == "he" || best.entry)
    gender = Gender::he;
}

void PronounResolver::note_joined(std::uint32_t one, std::uint32_t other) {
  const std::uint32_t into = chains_.root(one), from = into == one ? other : one;
  if (into == from) return;
  std::vector<std::uint32_t>&all = heads_[into], added = std::exchange(heads_[from], {});
  const auto middle = static_cast<std::ptrdiff_t>(all.size());
  all.insert(all.end(), added.begin(), added.end());
  std::inplace_merge(all.begin(), all.begin() + middle, all.end());
  if (gender_[into] == Gender::unknown) gender_[into] = gender_[from];
}

Gender PronounResolver::gender_of(const Phrase& phrase) const {
  if (phrase.parties.empty()) return Gender::unknown;
  const auto known = gender_.find(chains_.root(phrase.parties[0]));
  return known == gender_.end() ? Gender::unknown : known->second;
}

bool PronounResolver::fits_person(const Phrase& phrase, Gender want) const {
  if (phrase.head != phrase.last || phrase.plural) return false;
  if (phrase.parties.empty()) return phrase.person;
  const Party& best = chains_.best(phrase.parties[0]);
  const Gender has = gender_of(phrase);
  return (best.kind == "person" || (best.kind == "role" && !best.plural)) &&
         (has == Gender::unknown || has == want);
}

bool PronounResolver::fits(const Phrase& phrase, const Place& pronoun) const {
  const std::string_view word = parse_.tokens[pronoun.token].lower;
  if (one_of(word, kHe)) return fits_person(phrase, Gender::he);
  if (one_of(word, kShe)) return fits_person(phrase, Gender::she);
  if (one_of(word, kIt)) {
    if (phrase.plural || phrase.person) return false;
    return phrase.group || (phrase.parties.empty() && !pronoun.acts);
  }
  if (phrase.plural)
    return !pronoun.acts || phrase.person || phrase.group || !phrase.parties.empty();
  if (!phrase.group) return false;
  return phrase.parties.empty() || chains_.best(phrase.parties[0]).kind == "organisation";
}

PronounResolver::Place PronounResolver::place_of(std::uint32_t token) const {
  Place place;
  place.token = token;
  place.acts = acts_as_party(parse_, knowledge_, token);
  place.speaks = says(parse_, knowledge_.cues, token);
  place.sayer = sayer_of(token);
  if (!is_reflexive(parse_.tokens[token].lower))
    for (const std::uint32_t subject : subjects_beside(parse_, token))
      if (const auto other = meant_by(subject)) place.others.push_back(*other);
  // "Mr X is a liar," he said. Whoever says a quotation is "I" in it.
  if (const auto sayer = quotes_.sayer(token))
    if (const auto other = meant_by(*sayer)) place.others.push_back(*other);
  return place;
}

bool PronounResolver::is_same(std::uint32_t phrase, std::uint32_t other) const {
  if (phrase == other) return true;
  const auto& one = phrases_[phrase].parties;
  const auto& two = phrases_[other].parties;
  if (one.empty() || one.size() != two.size()) return false;
  for (std::size_t i = 0; i < one.size(); ++i)
    if (chains_.root(one[i]) != chains_.root(two[i])) return false;
  return true;
}

// The phrase at a head, or the one that a pronoun means.
std::optional<std::uint32_t> PronounResolver::meant_by(std::uint32_t token) const {
  for (const auto* table : {&phrase_at_, &meant_})
    if (const auto found = table->find(token); found != table->end()) return found->second;
  return std::nullopt;
}

bool PronounResolver::is_disjoint(std::uint32_t phrase, const Place& pronoun) const {
  return std::any_of(pronoun.others.begin(), pronoun.others.end(),
                     [&](std::uint32_t other) { return is_same(phrase, other); });
}

std::uint32_t PronounResolver::seen_before(std::uint32_t party, std::uint32_t token) const {
  const auto found = heads_.find(chains_.root(party));
  if (found == heads_.end()) return 0;
  return static_cast<std::uint32_t>(
      std::lower_bound(found->second.begin(), found->second.end(), token) - found->second.begin());
}

// The subject of the verb in whose content a pronoun is the subject: "X" of "X said it would come".
std::optional<std::uint32_t> PronounResolver::sayer_of(std::uint32_t pronoun) const {
  if (!is_subject(parse_.tokens[pronoun].dep) || quotes_.holds(pronoun)) return std::nullopt;
  std::uint32_t verb = parse_.tokens[pronoun].head;
  while (parse_.tokens[verb].dep == "conj") verb = parse_.tokens[verb].head;
  if (parse_.tokens[verb].dep != "ccomp") return std::nullopt;
  for (const std::uint32_t child : parse_.children(parse_.tokens[verb].head))
    if (is_subject(parse_.tokens[child].dep) && child < pronoun) return child;
  return std::nullopt;
}

// A state, its offices and the bodies of states.
bool PronounResolver::is_office(std::uint32_t phrase) const {
  if (phrases_[phrase].parties.empty()) return false;
  const Party& best = chains_.best(phrases_[phrase].parties[0]);
  return best.kind == "state" || best.code.ends_with("GOV") || best.code.starts_with("IGO");
}

// Who says it is meant rather than others: "he" is the speaker, "it" the body that speaks or that the
// speaker is of.
double PronounResolver::says_it(const Center& center, std::uint32_t pronoun,
                                std::uint32_t sayer) const {
  const std::string_view word = parse_.tokens[pronoun].lower;
  // "The ministry said they must come": others. A movement may call itself so.
  if (word == "they" && !phrases_[center.phrase].plural)
    return center.token == sayer && is_office(center.phrase) ? kOfficeAsThey : 0;
  if (center.token == sayer) return kSayer;
  const bool of_body = (word == "it" || word == "they") &&
                       parse_.subtree(sayer).contains(center.token) &&
                       !phrases_[center.phrase].parties.empty();
  return of_body ? kBodyOfSayer : 0;
}

// What the words of the pronoun and of the phrase make of each other, wherever they stand.
double PronounResolver::score_of_kind(const Center& center, std::uint32_t pronoun) const {
  const std::string_view word = parse_.tokens[pronoun].lower;
  const Phrase& phrase = phrases_[center.phrase];
  const bool they = one_of(word, kThey);
  double score = 0;
  if (they && phrase.group) score += kBodyAsThey;
  if (they && phrase.last != phrase.head) score += kJoinedAsThey;
  if (!phrase.parties.empty())
    return score + kSeen * std::log(1.0 + seen_before(phrase.parties[0], center.token));
  return score + (they ? kNoPartyAsThey : one_of(word, kIt) ? kNoPartyAsIt : kNoPartyAsPerson);
}

// Subjects before objects, near before far, names before descriptions.
double PronounResolver::score(const Center& center, const Place& place) const {
  const std::uint32_t pronoun = place.token;
  const Token& head = parse_.tokens[center.token];
  const Phrase& phrase = phrases_[center.phrase];
  double score = score_of_kind(center, pronoun) +
                 kSentence * (parse_.tokens[pronoun].sentence - head.sentence) +
                 kLate * center.token / (pronoun + 1.0);
  if (!quotes_.holds(pronoun) && quotes_.holds(center.token)) score += kQuoted;
  if (parse_.sentence_of(pronoun).block != parse_.sentence_of(center.token).block) score += kBlock;
  if (place.speaks && says(parse_, knowledge_.cues, center.token)) score += kSpoke;
  if (center.pronoun) return score + (is_subject(head.dep) ? kPronounSubject : kPronoun);
  if (is_subject(head.dep)) {
    score += kSubject;
    if (parse_.is_root(head.head)) score += kRootSubject;
    if (parse_.tokens[head.head].dep == "relcl") score += kSubjectOfRelative;
  }
  if (head.dep == "poss" || head.dep == "compound") score += kPossessor;
  if (head.dep == "pobj") score += kBehindPreposition;
  const bool name = !phrase.parties.empty() && parties_[phrase.parties[0]].form == PartyForm::name;
  return name ? score + kName : score;
}

std::optional<std::uint32_t> PronounResolver::choose(std::uint32_t token) const {
  const Token& pronoun = parse_.tokens[token];
  const Place place = place_of(token);
  std::optional<std::uint32_t> found;
  double best = -1e9;
  const auto consider = [&](const Center& center) {
    const Phrase& phrase = phrases_[center.phrase];
    if (!fits(phrase, place) || is_disjoint(center.phrase, place)) return;
    double score = this->score(center, place);
    if (place.sayer) score += says_it(center, token, *place.sayer);
    if (score < best) return;
    best = score;
    found = center.phrase;
  };
  const auto after = std::partition_point(phrases_.begin(), phrases_.end(),
                                          [&](const Phrase& one) { return one.head < token; });
  auto from = after;
  while (from != phrases_.begin() &&
         pronoun.sentence - parse_.tokens[std::prev(from)->head].sentence <= kSentences)
    --from;
  for (auto phrase = from; phrase != after; ++phrase) {
    if (phrase->last >= token) continue;
    const std::uint32_t distance = pronoun.sentence - parse_.tokens[phrase->head].sentence;
    if (phrase->parties.empty() && distance > kStrangerSentences) continue;
    consider({phrase->head, static_cast<std::uint32_t>(phrase - phrases_.begin()), false});
  }
  for (auto center = pronouns_.rbegin(); center != pronouns_.rend(); ++center) {
    if (pronoun.sentence - parse_.tokens[center->token].sentence > kSentences) break;
    consider(*center);
  }
  return found;
}

std::optional<PronounLink> PronounResolver::link(std::uint32_t token, std::uint32_t phrase) {
  pronouns_.push_back({token, phrase, true});
  meant_.emplace(token, phrase);
  const std::vector<std::uint32_t>& parties = phrases_[phrase].parties;
  if (parties.empty()) return std::nullopt;
  const std::string_view word = parse_.tokens[token].lower;
  Gender& gender = gender_[chains_.root(parties[0])];
  if (one_of(word, kHe)) gender = Gender::he;
  if (one_of(word, kShe)) gender = Gender::she;
  return PronounLink{
      token, parties, {token, token + 1}, std::string(word) + ": " + chains_.best(parties[0]).name};
}

std::optional<PronounLink> PronounResolver::resolve(std::uint32_t token) {
  const std::string_view word = parse_.tokens[token].lower;
  if (!one_of(word, kHe) && !one_of(word, kShe) && !one_of(word, kIt) && !one_of(word, kThey))
    return std::nullopt;
  if (is_empty_it(parse_, knowledge_, token)) return std::nullopt;
  const auto chosen = choose(token);
  return chosen ? link(token, *chosen) : std::nullopt;
}

}  // namespace parley::mention
