#include "parley/mention/place_spans.h"

#include <algorithm>
#include <unordered_set>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::KnownPlace;
using knowledge::PlaceClass;
using knowledge::PlaceTables;
using language::Parse;
using language::Token;

constexpr std::uint32_t kMostWords = 5;  // of a name that only the gazetteer knows

bool is_capital(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = 0;
  const char32_t c = next_code_point(text, at);
  // Latin letters with marks come in pairs of upper and lower case; the upper one is even there.
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
         (c >= 0x100 && c <= 0x17F && c % 2 == 0) || c == 0x130 || c == 0x2018 || c == 0x2BF;
}

bool is_place_label(std::string_view label) {
  return label == "GPE" || label == "LOC" || label == "FAC";
}

// Small words inside names: "al-Ward", "Rio de Janeiro".
bool is_particle(std::string_view lower) {
  static constexpr std::string_view kParticles[] = {"al",  "el",  "ul",  "as",   "ash", "de", "la",
                                                    "le",  "les", "di",  "du",   "da",  "do", "of",
                                                    "sur", "-",   "and", "upon", "the"};
  return std::find(std::begin(kParticles), std::end(kParticles), lower) != std::end(kParticles);
}

class SpanFinder {
 public:
  explicit SpanFinder(const ReportView& report)
      : report_(report), parse_(report.parse), tables_(report.knowledge.places) {
    for (const language::Entity& entity : parse_.entities)
      if (entity.label == "PERSON" && entity.tokens.size() > 1)
        surnames_.insert(parse_.tokens[entity.tokens.end - 1].lower);
    // Names that stand for a place somewhere: "in X", "near X", "X, Texas".
    for (std::uint32_t t = 1; t + 1 < parse_.tokens.size(); ++t) {
      if (!is_capital(token(t).text)) continue;
      const bool behind = is(t - 1, PlaceClass::locative) && !tables_.is_weak(token(t - 1).lower);
      const bool before = token(t + 1).lower == "," && t + 2 < parse_.tokens.size() &&
                          is_unit(knowledge::folded_name(token(t + 2).text));
      if (behind || before) placed_.insert(token(t).lower);
    }
  }

  std::vector<PlaceSpan> run() {
    std::size_t entity = 0;
    for (std::uint32_t s = 0; s < parse_.sentences.size(); ++s) {
      const language::Sentence& sentence = parse_.sentences[s];
      const page::SegmentKind kind = kind_of(sentence.block);
      headline_ = kind == page::SegmentKind::headline || kind == page::SegmentKind::subhead;
      for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end;) {
        while (entity < parse_.entities.size() && parse_.entities[entity].tokens.end <= t) ++entity;
        const language::Entity* here =
            entity < parse_.entities.size() && parse_.entities[entity].tokens.contains(t)
                ? &parse_.entities[entity]
                : nullptr;
        // The model takes towns that it does not know for languages: nobody fights "in Catalan".
        const bool place = here != nullptr && (is_place_label(here->label) ||
                                               (here->label == "LANGUAGE" &&
                                                locative_before(t, sentence.tokens.begin, true) &&
                                                is_known(key_of(here->tokens))));
        const std::uint32_t next =
            place ? take_entity(*here, t, sentence.tokens) : take_words(here, t, sentence.tokens);
        t = std::max(next, t + 1);
      }
    }
    split_named_after();
    return std::move(spans_);
  }

 private:
  page::SegmentKind kind_of(std::uint32_t block) const {
    return block < report_.article.segments.size() ? report_.article.segments[block].kind
                                                   : page::SegmentKind::paragraph;
  }
  const Token& token(std::uint32_t t) const { return parse_.tokens[t]; }
  bool is(std::uint32_t t, PlaceClass cls) const { return tables_.is(token(t).lower, cls); }

  std::string key_of(Range name) const { return knowledge::folded_name(parse_.text_of(name)); }

  bool in_gazetteer(std::string_view key) const {
    const knowledge::Gazetteer& gazetteer = report_.knowledge.gazetteer;
    return gazetteer.has('1', key) ||
           (key.find(' ') != key.npos && gazetteer.has('2', knowledge::loose_name(key)));
  }
  bool in_tables(std::string_view key, KnownPlace::Kind a, KnownPlace::Kind b) const {
    const auto known = tables_.find(key);
    return std::any_of(known.begin(), known.end(),
                       [&](const KnownPlace& k) { return k.kind == a || k.kind == b; });
  }
  // "Ky.", "Kentucky"
  bool is_unit(std::string_view key) const {
    return tables_.is_unit_name(key) ||
           in_tables(key, KnownPlace::Kind::abbreviation, KnownPlace::Kind::country);
  }
  bool in_tables(const PlaceSpan& span, KnownPlace::Kind a, KnownPlace::Kind b) const {
    const auto known = tables_.find(span.key);
    return std::any_of(known.begin(), known.end(), [&](const KnownPlace& k) {
      return (k.kind == a || k.kind == b) && (!k.capitals || in_capitals(span.name));
    });
  }
  bool is_known(std::string_view key) const {
    return in_tables(key, KnownPlace::Kind::country, KnownPlace::Kind::region) || in_gazetteer(key);
  }

  // Whether the words in front say where: "in", "near the", "the besieged town of".
  // With `strong`, "to" and "from" do not count: persons and bodies have them too.
  bool locative_before(std::uint32_t t, std::uint32_t begin, bool strong = false) const {
    std::uint32_t k = t;
    for (int steps = 0; steps < 5 && k > begin; ++steps) {
      const Token& before = token(k - 1);
      if (is(k - 1, PlaceClass::locative)) return !(strong && tables_.is_weak(before.lower));
      if (k - 1 > begin && joins_place(k - 1)) return true;
      if (is_lemma(k - 1, PlaceClass::place_verb) && before.tag.starts_with("VB")) return true;
      if (before.lower == "of") {
        // "town of", "outskirts of"; not "government of"
        if (k - 1 == begin) return false;
        return !noun_before(k, begin).empty() || is(k - 2, PlaceClass::parent) ||
               is(k - 2, PlaceClass::bearing);
      }
      const bool passes = before.tag == "DT" || is(k - 1, PlaceClass::partitive) ||
                          is(k - 1, PlaceClass::noun) || before.tag == "JJ" ||
                          before.tag == "VBN" || before.lower == "\"" || before.lower == "-";
      if (!passes) return false;
      --k;
    }
    return false;
  }

  bool is_lemma(std::uint32_t t, PlaceClass cls) const { return tables_.is(token(t).lemma, cls); }

  // "raid on", "left for", "border with"
  bool joins_place(std::uint32_t preposition) const {
    const std::string_view word = token(preposition).lower;
    const std::uint32_t before = preposition - 1;
    if (word == "on" || word == "against") return is_lemma(before, PlaceClass::attack_noun);
    if (word == "for") return is_lemma(before, PlaceClass::depart_verb);
    return word == "with" && is_lemma(before, PlaceClass::beside_noun);
  }

  // "the Salameh crossing", "the Khalidiya quarter": a kind of place behind the name
  bool noun_behind(std::uint32_t end, Range sentence) const {
    if (end >= sentence.end || !is(end, PlaceClass::noun)) return false;
    const std::string_view precision = tables_.noun_precision(token(end).lower);
    return precision != "building" && precision != "country" && !is_capital(token(end).text);
  }

  bool listed_before(std::uint32_t t, std::uint32_t begin) const {
    if (spans_.empty() || t == begin) return false;
    std::uint32_t k = t;
    while (k > begin && (token(k - 1).lower == "," || token(k - 1).lower == "and" ||
                         token(k - 1).lower == "or" || token(k - 1).tag == "DT" ||
                         is(k - 1, PlaceClass::partitive)))
      --k;
    return k < t && spans_.back().tokens.end == k;
  }

  std::string_view noun_before(std::uint32_t t, std::uint32_t begin) const {
    // "the town of X"; not "the Department of X"
    if (t >= begin + 2 && token(t - 1).lower == "of" && is(t - 2, PlaceClass::noun) &&
        (!is_capital(token(t - 2).text) || tables_.noun_precision(token(t - 2).lower) == "place"))
      return tables_.noun_precision(token(t - 2).lower);
    return {};
  }

  // "the Syrian town of X", "the Lebanese border village X"
  std::string_view country_in_front(std::uint32_t t, std::uint32_t begin) const {
    bool noun = false;
    for (std::uint32_t k = t; k > begin && t - k < 6; --k) {
      const Token& word = token(k - 1);
      noun = noun || is(k - 1, PlaceClass::noun) || is(k - 1, PlaceClass::parent);
      for (const KnownPlace& known : tables_.find(word.lower))
        if (known.kind == KnownPlace::Kind::adjective && noun)
          return tables_.countries()[known.index].iso3;
      const bool inside = word.tag.starts_with("JJ") || word.tag.starts_with("NN") ||
                          word.tag == "VBN" || word.lower == "of" || word.lower == "-" ||
                          word.tag == "VBG";
      if (!inside) break;
    }
    return {};
  }

  void add(PlaceSpan span, Range sentence) {
    span.sentence = parse_.tokens[span.name.begin].sentence;
    const std::uint32_t begin = sentence.begin;
    span.locative = locative_before(span.tokens.begin, begin);
    span.spot = locative_before(span.tokens.begin, begin, true);
    span.told_country = country_in_front(span.tokens.begin, begin);
    span.listed = listed_before(span.tokens.begin, begin);
    if (span.listed && spans_.back().locative) span.locative = true;
    if (span.listed && spans_.back().spot) span.spot = true;
    if (span.noun.empty()) span.noun = noun_before(span.tokens.begin, begin);
    if (span.noun.empty() && span.listed && spans_.back().noun == "place") span.noun = "place";
    // A noun behind belongs to the name when it says a unit or a spot: "Damascus province".
    const std::uint32_t behind = span.tokens.end;
    if (span.noun.empty() && behind < sentence.end && is(behind, PlaceClass::noun)) {
      const std::string_view precision = tables_.noun_precision(token(behind).lower);
      const bool plural = token(behind).tag == "NNS" || token(behind).tag == "NNPS";
      const bool own_name =
          is_capital(token(behind).text) || precision == "point" || precision == "nature";
      if (precision != "building" && precision != "country" && precision != "place") {
        span.noun = precision;
        if (own_name && !plural && precision != "part") span.tokens.end = behind + 1;
      }
    }
    // "near the New York border": states have borders, towns do not
    if (span.noun.empty() && behind < sentence.end && is_lemma(behind, PlaceClass::beside_noun))
      span.noun = "admin1";
    if (span.listed && span.noun == "admin1" && behind < sentence.end &&
        token(behind).tag.starts_with("NN") && token(behind).tag.ends_with("S"))
      name_kind_of_list(sentence);
    span.dateline = is_dateline(span, sentence);
    span.aside = is_aside(span.name, sentence);
    span.capitals = in_capitals(span.name);
    span.pointed = token(span.name.end - 1).text.ends_with('.');
    if (span.noun.empty() && span.name.size() > 1 &&
        tables_.noun_precision(token(span.name.end - 1).lower) == "nature")
      span.noun = "nature";
    spans_.push_back(std::move(span));
  }

  bool is_aside(Range name, Range sentence) const {
    if (name.begin == sentence.begin || name.end >= sentence.end) return false;
    const std::string_view before = token(name.begin - 1).text, behind = token(name.end).text;
    return behind == ")" && (before == "(" || before == "-");
  }

  // "Ordham and Lisk counties": what the last one is, the others are.
  void name_kind_of_list(Range sentence) {
    for (std::size_t i = spans_.size(); i-- > 0 && spans_[i].tokens.begin >= sentence.begin;) {
      if (!spans_[i].noun.empty() || spans_[i].dateline) return;
      spans_[i].noun = "admin1";
      if (!spans_[i].listed) return;
    }
  }

  // "BEIRUT (AFP) -", "Montreux, Switzerland:" at the start of a block: in capitals, or the article's
  // own dateline, and an agency or a dash behind.
  bool is_dateline(const PlaceSpan& span, Range sentence) const {
    const std::uint32_t number = parse_.tokens[span.name.begin].sentence;
    const std::uint32_t block = parse_.sentences[number].block;
    if (kind_of(block) == page::SegmentKind::dateline) return true;
    if (span.tokens.begin > sentence.begin + 3) return false;
    // Behind a headline on the same line only capitals and a dash tell: "Fire in mill. HUDSON -- A".
    const bool opens = number == 0 || parse_.sentences[number - 1].block != block;
    if (!opens && (number > 2 || !in_capitals(span.name))) return false;
    const std::string& place = report_.article.dateline.place;
    if (!place.empty() && knowledge::folded_name(place).find(span.key) != std::string::npos)
      return true;
    const std::uint32_t stop = std::min(sentence.end, span.name.end + 7);
    for (std::uint32_t t = span.name.end; t < stop; ++t) {
      const std::string_view sign = token(t).text;
      if (sign == "(" || sign == ":")
        return opens && (in_capitals(span.name) || (sign == "(" && agency_behind(t, sentence)));
      const bool dash =
          sign == "-" || sign == "--" || sign == "\xE2\x80\x93" || sign == "\xE2\x80\x94";
      if (dash) return token(t - 1).space_after && token(t).space_after;
      if (!is_capital(sign) && sign != "," && sign != "." && !is_ascii_digit(sign.front()))
        return false;
    }
    return false;
  }

  // "(AGENCY) --", of an agency that no list has
  bool agency_behind(std::uint32_t t, Range sentence) const {
    const std::uint32_t stop = std::min(sentence.end, t + 7);
    for (++t; t + 1 < stop; ++t)
      if (token(t).text == ")")
        return token(t + 1).text == "--" || token(t + 1).text == "-" ||
               token(t + 1).text == "\xE2\x80\x93" || token(t + 1).text == "\xE2\x80\x94";
    return false;
  }

  bool in_capitals(Range range) const {
    for (std::uint32_t t = range.begin; t < range.end; ++t)
      if (std::any_of(token(t).text.begin(), token(t).text.end(), is_ascii_lower)) return false;
    return true;
  }

  Range trimmed(Range range) const {
    // "D-Cedar Falls": the member's party in front
    if (range.size() > 2 && token(range.begin).text.size() == 1 &&
        token(range.begin + 1).text == "-" && !token(range.begin + 1).space_after)
      range.begin += 2;
    while (!range.empty() && (token(range.begin).tag == "DT" || token(range.begin).lower == "the" ||
                              token(range.begin).pos == "PUNCT" || token(range.begin).tag == "IN"))
      ++range.begin;
    while (!range.empty() &&
           (token(range.end - 1).tag == "POS" || token(range.end - 1).pos == "PUNCT" ||
            token(range.end - 1).lower == "'s" || token(range.end - 1).lower == "\xE2\x80\x99s"))
      --range.end;
    return range;
  }

  // "the Damascus road" lies at Damascus; "Ordham Road" is a street of some other town.
  bool is_street(std::uint32_t t) const {
    return tables_.noun_precision(token(t).lower) == "street" && is_capital(token(t).text);
  }

  // The name without the nouns and directions around it, unless the whole of it is known.
  void narrow(PlaceSpan& span) const {
    span.key = key_of(span.name);
    // "Route 4", "Interstate 75"
    if (span.name.size() > 1 && is(span.name.begin, PlaceClass::noun) &&
        is_ascii_digit(token(span.name.end - 1).text.front())) {
      span.noun = "building";
      return;
    }
    while (span.name.size() > 1 && !is_known(span.key)) {
      if (is_street(span.name.end - 1)) {
        span.noun = "street";
        break;
      }
      if (is(span.name.end - 1, PlaceClass::noun)) {
        span.noun = tables_.noun_precision(token(span.name.end - 1).lower);
        --span.name.end;
      } else if (is(span.name.begin, PlaceClass::partitive)) {
        ++span.name.begin;
      } else if (span.name.size() > 2 && token(span.name.begin + 1).lower == "of" &&
                 is(span.name.begin, PlaceClass::noun)) {
        span.noun = tables_.noun_precision(token(span.name.begin).lower);
        span.name.begin += 2;
      } else {
        break;
      }
      while (span.name.size() > 1 && token(span.name.begin).tag == "DT") ++span.name.begin;
      span.key = key_of(span.name);
    }
  }

  // "Cedar Falls Town Hall" stands in Cedar Falls, where the report names that, too, or the name
  // of the place is more than a word; a body of that kind ("Ordham County Sheriff's Office") is no place.
  void split_named_after() {
    std::unordered_set<std::string> keys;
    for (const PlaceSpan& span : spans_)
      if (span.locative && in_gazetteer(span.key)) keys.insert(span.key);
    std::vector<PlaceSpan> kept;
    for (PlaceSpan& span : spans_)
      if (!is_body_named_after(span, keys)) kept.push_back(std::move(span));
    spans_ = std::move(kept);
  }

  // Cuts the span to the place it is named after; whether it is a body, and no place then.
  bool is_body_named_after(PlaceSpan& span, const std::unordered_set<std::string>& keys) const {
    if (span.name.size() < 2 || span.weak || span.noun == "street" || is_known(span.key))
      return false;
    Range front = span.name;
    for (--front.end; !front.empty(); --front.end) {
      const std::string key = key_of(front);
      if (!keys.contains(key) && !(front.size() > 1 && report_.knowledge.gazetteer.has('1', key)))
        continue;
      const bool body = is(span.name.end - 1, PlaceClass::org_noun) ||
                        is(span.name.end - 1, PlaceClass::person_noun);
      span.name = front;
      span.key = key;
      return body;
    }
    return false;
  }

  // "U.S." of "U.S. Virgin Islands", "Gilgit" of "Gilgit-Baltistan": the longer name, where known.
  Range longest_known(Range range, Range sentence) const {
    Range best = range;
    std::uint32_t end = range.end;
    while (end < sentence.end && end < range.end + 3 &&
           (is_capital(token(end).text) || token(end).lower == "and" || token(end).lower == "of" ||
            (token(end).lower == "-" && !token(end - 1).space_after))) {
      ++end;
      const Range longer{range.begin, end};
      if (is_capital(token(end - 1).text) && is_known(key_of(longer))) best = longer;
    }
    return best;
  }

  // Words that are places only in rare reports: "March", "West", "the Duma".
  bool is_barred(const PlaceSpan& span, Range sentence) const {
    if (span.name.size() > 1) return tables_.is(span.key, PlaceClass::blocked);
    const std::string_view word = token(span.name.begin).lower;
    if (tables_.is(word, PlaceClass::partitive)) return true;
    // "SEC", "SWAT"
    if (span.key.size() <= 5 && in_capitals(span.name) && !is_dateline(span, sentence)) return true;
    const bool blocked =
        tables_.is(word, PlaceClass::blocked) || tables_.is(span.key, PlaceClass::blocked);
    return blocked && !(span.label == "GPE" && locative_before(span.name.begin, sentence.begin) &&
                        span.key.size() > 3);
  }

  bool is_person(const PlaceSpan& span, Range sentence) const {
    if (in_tables(span, KnownPlace::Kind::country, KnownPlace::Kind::region)) return false;
    const std::uint32_t begin = span.name.begin;
    const bool locative = locative_before(begin, sentence.begin);
    if (begin > sentence.begin && is(begin - 1, PlaceClass::person_noun) && !locative) return true;
    if (span.name.size() > 1 && is(begin, PlaceClass::person_noun) && !in_gazetteer(span.key))
      return true;
    return span.name.size() == 1 && !locative && surnames_.contains(token(begin).lower) &&
           (!in_gazetteer(span.key) || !placed_.contains(token(begin).lower));
  }

  // "University of X", "X Times": part of a name of a body
  bool in_body(const PlaceSpan& span, Range sentence) const {
    const std::uint32_t end = span.name.end;
    return end < sentence.end && is_capital(token(end).text) && is(end, PlaceClass::org_noun);
  }

  std::uint32_t take_entity(const language::Entity& entity, std::uint32_t t, Range sentence) {
    Range range{t, std::min(entity.tokens.end, sentence.end)};
    // "Homs, Syria" under one label
    for (std::uint32_t k = range.begin; k < range.end; ++k)
      if (token(k).lower == "," && k > range.begin) {
        range.end = k;
        break;
      }
    const std::uint32_t next = std::max(range.end, t + 1);
    range = trimmed(range);
    if (range.empty()) return next;
    PlaceSpan span;
    span.label = entity.label;
    span.tokens = span.name = longest_known(range, sentence);
    narrow(span);
    if (span.noun == "building") return next;
    // Adjectives tagged as places ("Syrian"), and names that are never places.
    if (in_tables(span, KnownPlace::Kind::adjective, KnownPlace::Kind::people) &&
        !is_known(span.key))
      return next;
    if (!in_tables(span, KnownPlace::Kind::country, KnownPlace::Kind::region) &&
        !is_abbreviation(span, sentence) && is_barred(span, sentence))
      return next;
    if (!is_capital(token(span.name.begin).text) && !is_capital(token(span.name.end - 1).text))
      return next;
    if (is_person(span, sentence) || in_body(span, sentence)) return next;
    add(std::move(span), sentence);
    return std::max(next, spans_.back().tokens.end);
  }

  // Words without a place label: the longest run of capitalised words that is a known name.
  std::uint32_t take_words(const language::Entity* entity, std::uint32_t t, Range sentence) {
    const Token& first = token(t);
    if (!is_capital(first.text) || first.pos == "PUNCT") return t + 1;
    if (entity != nullptr && entity->label != "PERSON" && entity->label != "ORG" &&
        entity->label != "NORP" && entity->label != "PRODUCT" && entity->label != "EVENT" &&
        entity->label != "WORK_OF_ART")
      return entity->tokens.end;
    const bool whole =
        entity == nullptr || entity->tokens.begin == t || trimmed(entity->tokens).begin == t;
    const std::uint32_t limit = std::min(
        {sentence.end, t + kMostWords, entity != nullptr ? entity->tokens.end : sentence.end});
    for (std::uint32_t end = limit; end > t; --end) {
      if (!is_capital(token(end - 1).text) || (end < limit && joined_name(end, sentence))) continue;
      if (!inner_words_fit(t, end)) continue;
      PlaceSpan span;
      span.tokens = span.name = {t, end};
      span.key = key_of(span.name);
      if (!accept(span, entity, whole, sentence)) continue;
      span.weak = !in_tables(span, KnownPlace::Kind::country, KnownPlace::Kind::region);
      add(std::move(span), sentence);
      return spans_.back().tokens.end;
    }
    if (const std::uint32_t end = take_unknown(entity, t, sentence)) return end;
    return t + 1;
  }

  // "D.C.", "Calif.": with its point no other word; but "X, M.D." behind a person is none.
  bool is_abbreviation(const PlaceSpan& span, Range sentence) const {
    const std::uint32_t begin = span.name.begin;
    return token(span.name.end - 1).text.ends_with('.') &&
           in_tables(span.key, KnownPlace::Kind::abbreviation, KnownPlace::Kind::abbreviation) &&
           (begin == sentence.begin || token(begin - 1).lower != "," ||
            is_unit_behind(begin, sentence));
  }

  // "Ky." of "Frankfort, Ky."
  bool is_unit_behind(std::uint32_t t, Range sentence) const {
    return t > sentence.begin + 1 && token(t - 1).lower == "," && !spans_.empty() &&
           spans_.back().tokens.end + 1 == t &&
           in_tables(knowledge::folded_name(token(t).text), KnownPlace::Kind::abbreviation,
                     KnownPlace::Kind::abbreviation);
  }

  // A name goes on behind `end`: "Saudi" of "Saudi Arabia", "York" of "York Harding".
  bool joined_name(std::uint32_t end, Range sentence) const {
    return end < sentence.end && is_capital(token(end).text) && token(end).tag.starts_with("NNP") &&
           token(end - 1).space_after;
  }

  bool inner_words_fit(std::uint32_t t, std::uint32_t end) const {
    for (std::uint32_t k = t + 1; k + 1 < end; ++k)
      if (!is_capital(token(k).text) && !is_particle(token(k).lower)) return false;
    return true;
  }

  bool accept(PlaceSpan& span, const language::Entity* entity, bool whole, Range sentence) const {
    const std::string_view first = token(span.name.begin).lower;
    const bool one_word = span.name.size() == 1;
    const bool behind = noun_behind(span.name.end, sentence);
    const bool locative = locative_before(span.name.begin, sentence.begin, true) || behind;
    if (in_tables(span, KnownPlace::Kind::people, KnownPlace::Kind::people)) {
      const std::string_view tag = token(span.name.end - 1).tag;
      if (tag == "NNS" || tag == "NNPS") {
        span.people = true;
        return true;
      }
    }
    if (!in_tables(span, KnownPlace::Kind::country, KnownPlace::Kind::region) &&
        (is_barred(span, sentence) || (one_word && span.key.size() < 3)))
      return false;
    // "the Duma", but "the Hama countryside"
    if (one_word && span.name.begin > sentence.begin && token(span.name.begin - 1).lower == "the" &&
        !behind && !in_tables(span, KnownPlace::Kind::country, KnownPlace::Kind::region))
      return false;
    if (span.name.begin > sentence.begin && is(span.name.begin - 1, PlaceClass::person_noun) &&
        !locative)
      return false;
    if (in_body(span, sentence)) return false;
    if (in_tables(span, KnownPlace::Kind::region, KnownPlace::Kind::region) &&
        is_barred(span, sentence))
      return false;
    if (in_tables(span, KnownPlace::Kind::country, KnownPlace::Kind::region)) {
      if (entity == nullptr) return !headline_ || one_word;
      // "Syria" of "Syria Television" is no place of its own
      return whole && entity->tokens.end == span.name.end && entity->label != "NORP";
    }
    if (in_tables(span, KnownPlace::Kind::adjective, KnownPlace::Kind::adjective)) return false;
    if (!in_gazetteer(span.key)) return false;
    // "HUDSON -- Officials": taggers take it for any kind of word.
    if (in_capitals(span.name) && is_dateline(span, sentence)) return true;
    if (entity != nullptr) {
      if (!whole || trimmed(entity->tokens).end != span.name.end) return false;
      if (!token(span.name.end - 1).tag.starts_with("NNP")) return false;
      if (is_dateline(span, sentence)) return true;
      const bool told =
          locative || (listed_before(span.name.begin, sentence.begin) && spans_.back().locative) ||
          bearing_behind(span.name.end, sentence);
      if (one_word && surnames_.contains(first)) return false;
      if (told) return true;
      span.doubtful = locative_before(span.name.begin, sentence.begin) ||
                      listed_before(span.name.begin, sentence.begin);
      return span.doubtful;
    }
    if (headline_) return locative && token(span.name.begin).tag.starts_with("NNP");
    if (!token(span.name.begin).tag.starts_with("NNP") && one_word)
      return locative && token(span.name.begin).tag.starts_with("NN");
    if (locative || comma_country_behind(span, sentence) || is_dateline(span, sentence))
      return true;
    span.doubtful = locative_before(span.name.begin, sentence.begin) ||
                    listed_before(span.name.begin, sentence.begin);
    return span.doubtful;
  }

  // "Marea, north of"
  bool bearing_behind(std::uint32_t end, Range sentence) const {
    return end + 2 < sentence.end && token(end).lower == "," && is(end + 1, PlaceClass::bearing) &&
           token(end + 2).lower == "of";
  }

  bool comma_country_behind(const PlaceSpan& span, Range sentence) const {
    const std::uint32_t end = span.name.end;
    if (end + 1 >= sentence.end || token(end).lower != ",") return false;
    return is_place_label(token(end + 1).ent_type) ||
           in_tables(knowledge::folded_name(token(end + 1).text), KnownPlace::Kind::country,
                     KnownPlace::Kind::abbreviation);
  }

  // "the town of X", "X and Y" behind places: a name that nobody knows yet.
  std::uint32_t take_unknown(const language::Entity* entity, std::uint32_t t, Range sentence) {
    const bool named = !noun_before(t, sentence.begin).empty();
    const bool listed = listed_before(t, sentence.begin) && spans_.back().locative &&
                        spans_.back().tokens.end + 1 == t &&
                        (token(t - 1).lower == "and" || token(t - 1).lower == ",");
    if (!token(t).tag.starts_with("NNP") || headline_ ||
        tables_.is(token(t).lower, PlaceClass::blocked))
      return 0;
    std::uint32_t end = t + 1;
    while (end < sentence.end && end < t + 4 &&
           ((token(end).tag.starts_with("NNP") &&
             (is_capital(token(end).text) || is_particle(token(end).lower))) ||
            (token(end).lower == "-" && end + 1 < sentence.end && !token(end - 1).space_after)))
      ++end;
    while (end > t + 1 && (token(end - 1).lower == "-" || is(end - 1, PlaceClass::noun))) --end;
    // "the Salameh crossing", "the Assal al-Ward area"
    const bool behind = t > sentence.begin && token(t - 1).lower == "the" &&
                        noun_behind(end, sentence) &&
                        tables_.noun_precision(token(end).lower) != "admin1";
    const bool at = t > sentence.begin && is_spot_word(token(t - 1).lower) && entity != nullptr &&
                    entity->tokens.begin == t &&
                    (entity->label == "PERSON" || entity->label == "NORP" ||
                     (entity->label == "ORG" && token(t - 1).lower != "at")) &&
                    end - t <= 2 && !surnames_.contains(token(end - 1).lower);
    const bool in_towns = listed && spans_.back().noun == "place";  // "the towns of X and Y"
    const bool told = named || behind || at || in_towns || bearing_behind(end, sentence);
    if (!told && !listed) return 0;
    if (in_capitals({t, end}) && !behind) return 0;
    if (listed && !told && entity != nullptr &&
        ((entity->label != "ORG" && entity->label != "PERSON") || entity->tokens.size() > 2))
      return 0;
    PlaceSpan span;
    span.tokens = span.name = {t, end};
    span.key = key_of(span.name);
    span.weak = !told;
    if (in_body(span, sentence) ||
        in_tables(span, KnownPlace::Kind::adjective, KnownPlace::Kind::people))
      return 0;
    if (is(t, PlaceClass::person_noun)) return 0;
    if (!told) {
      // A subject that speaks is a person ("in Homs, Ghalioun said").
      if (token(end - 1).dep == "nsubj" || surnames_.contains(token(end - 1).lower)) return 0;
    }
    add(std::move(span), sentence);
    return spans_.back().tokens.end;
  }

  // What stands before places and hardly ever before a person.
  static bool is_spot_word(std::string_view lower) {
    return lower == "at" || lower == "near" || lower == "outside" || lower == "around";
  }

  const ReportView& report_;
  const Parse& parse_;
  const PlaceTables& tables_;
  std::unordered_set<std::string_view> surnames_, placed_;
  std::vector<PlaceSpan> spans_;
  bool headline_ = false;
};

}  // namespace

std::vector<PlaceSpan> find_place_spans(const ReportView& report) {
  return SpanFinder(report).run();
}

}  // namespace parley::mention
