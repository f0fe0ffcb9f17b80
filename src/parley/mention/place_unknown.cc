#include "parley/mention/place_unknown.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace parley::mention {
namespace {

using knowledge::Feature;
using knowledge::KnownPlace;
using Kind = PlaceCandidate::Kind;
using Relation = PlaceSpan::Relation;

constexpr double kQuarterKm = 15;  // how far a quarter may lie from the middle of its town

std::string kilometres(double km) { return fmt::format("{:.0f} km", km); }

class UnknownPlacer {
 public:
  UnknownPlacer(const ReportView& report, const std::vector<PlaceSpan>& spans, const Votes& votes,
                std::string main_country, std::optional<PlaceCandidate> capital,
                std::vector<PlaceChoice>& choices)
      : report_(report),
        spans_(spans),
        votes_(votes),
        main_country_(std::move(main_country)),
        capital_(capital),
        choices_(choices) {}

  // What no list has: the text may still say where it is.
  void run() {
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      PlaceChoice& choice = choices_[i];
      if (choice.place || spans_[i].inner) continue;
      const PlaceSpan& span = spans_[i];
      if (span.relation != Relation::none) {
        std::optional<PlaceCandidate> parent;
        if (span.capital_parent)
          parent = capital_;
        else if (span.parent >= 0)
          parent = choices_[static_cast<std::size_t>(span.parent)].place;
        if (parent && put_in(span, *parent, words_telling(report_, spans_, span), choice)) continue;
      }
      if (const auto frame = frame_of(i);
          frame && put_in(span, *choices_[*frame].place, said_of_frame(i, *frame), choice))
        continue;
      infer_country(i);
    }
    share_between_mentions();
  }

 private:
  const language::Parse& parse() const { return report_.parse; }
  std::string text(const PlaceSpan& span) const {
    return std::string(parse().text_of(span.tokens));
  }

  // Where the text says: a point with its doubt for a town or unit, the country alone for a country.
  bool put_in(const PlaceSpan& span, const PlaceCandidate& parent, const std::string& words,
              PlaceChoice& choice) const {
    choice.country = std::string(parent.country);
    std::string doubt;
    if (parent.kind == Kind::entry) {
      displace(span, parent, choice);
      const bool unit = parent.feature == Feature::admin1 || parent.feature == Feature::admin2;
      choice.precision = unit ? "admin1" : "place";
      doubt =
          unit ? ", so somewhere in " + std::string(report_.knowledge.gazetteer.name(parent.index))
               : ", so within about " + kilometres(radius(span));
    }
    choice.reason =
        (choice.reason.empty() ? "not in the gazetteer" : choice.reason) + "; " + words + doubt;
    return true;
  }

  // The place that the sentence is set in: "in other suburbs of Damascus, ... in Saqba"; "In Deir
  // Ezzor province, rebels overran the Tanak oilfield".
  std::optional<std::size_t> frame_of(std::size_t i) const {
    const language::Sentence& sentence = parse().sentences[spans_[i].sentence];
    for (std::size_t k = i; k-- > 0 && spans_[k].sentence == spans_[i].sentence;) {
      const auto& place = choices_[k].place;
      if (!place || place->kind != Kind::entry) continue;
      const std::uint32_t t = spans_[k].tokens.begin;
      const bool suburbs =
          t >= sentence.tokens.begin + 2 && parse().tokens[t - 1].lower == "of" &&
          parse().tokens[t - 2].tag == "NNS" &&
          report_.knowledge.places.is(parse().tokens[t - 2].lower, knowledge::PlaceClass::parent);
      const bool first =
          t <= sentence.tokens.begin + 3 && spans_[k].spot && spans_[k].noun == "admin1";
      if (suburbs || first) return k;
    }
    return std::nullopt;
  }

  std::string said_of_frame(std::size_t i, std::size_t frame) const {
    const std::uint32_t begin =
        std::max(parse().sentences[spans_[i].sentence].tokens.begin,
                 spans_[frame].tokens.begin >= 2 ? spans_[frame].tokens.begin - 2 : 0);
    return "\"" + std::string(parse().text_of({begin, spans_[frame].tokens.end})) + " ... " +
           text(spans_[i]) + "\"";
  }

  double radius(const PlaceSpan& span) const {
    if (span.relation == Relation::bearing) return std::max(5.0, span.km * 0.3);
    return span.km > 0 ? span.km : 15;
  }

  void displace(const PlaceSpan& span, const PlaceCandidate& parent, PlaceChoice& choice) const {
    choice.lat = parent.lat;
    choice.lon = parent.lon;
    if (span.relation != Relation::bearing) return;
    constexpr double kKmPerDegree = 111.2;
    const double turn = span.degrees * std::numbers::pi / 180;
    *choice.lat += span.km * std::cos(turn) / kKmPerDegree;
    *choice.lon +=
        span.km * std::sin(turn) / (kKmPerDegree * std::cos(parent.lat * std::numbers::pi / 180));
  }

  // A quarter lies in the town named last; else the country is the one that the report is about,
  // or that of the nearest place of the sentence.
  void infer_country(std::size_t i) {
    PlaceChoice& choice = choices_[i];
    if (spans_[i].noun == "part" || spans_[i].noun == "street")
      for (std::size_t k = i; k-- > 0 && spans_[k].sentence + 2 >= spans_[i].sentence;) {
        const auto& town = choices_[k].place;
        if (!town || town->kind != Kind::entry || town->feature == Feature::admin1 ||
            town->feature == Feature::admin2 || !spans_[k].locative)
          continue;
        choice.country = std::string(town->country);
        choice.lat = town->lat;
        choice.lon = town->lon;
        choice.precision = "place";
        choice.reason =
            fmt::format("not in the gazetteer; a {}, named after {}, so within about {}",
                        spans_[i].noun == "street" ? "street" : "quarter", text(spans_[k]),
                        kilometres(kQuarterKm));
        return;
      }
    if (!spans_[i].told_country.empty()) {
      choice.country = std::string(spans_[i].told_country);
      choice.reason = "not in the gazetteer; the words in front name its country";
      return;
    }
    const std::string& focus = main_country_;
    if (!focus.empty() && votes_.share(focus) >= 2 * kFocusShare) {
      choice.country = focus;
      if (choice.reason.empty()) choice.reason = "not in the gazetteer";
      choice.reason += "; the report is about " + focus;
      return;
    }
    const auto [country, word] = nearest_country(i);
    if (!country.empty()) {
      choice.country = country;
      choice.reason = "not in the gazetteer; named beside " + word;
    } else if (votes_.share(focus) >= kFocusShare) {
      choice.country = focus;
      choice.reason = "not in the gazetteer; the report is most about " + focus;
    } else if (choice.reason.empty()) {
      choice.reason = "not in the gazetteer";
    }
  }

  // "the Lebanese side", "Syrian territory"
  bool is_land(std::uint32_t t) const {
    const std::string_view word = parse().tokens[t].lower;
    const knowledge::PlaceTables& words = report_.knowledge.places;
    return words.is(word, knowledge::PlaceClass::noun) ||
           words.is(word, knowledge::PlaceClass::parent) ||
           words.is(word, knowledge::PlaceClass::beside_noun);
  }

  // The country of the nearest place of the sentence, or of the land that an adjective names, and
  // that word.
  std::pair<std::string, std::string> nearest_country(std::size_t i) const {
    std::pair<std::string, std::string> found;
    std::uint32_t nearest = UINT32_MAX;
    for (std::size_t k = 0; k < spans_.size(); ++k) {
      const auto& place = choices_[k].place;
      if (k == i || spans_[k].inner || spans_[k].sentence != spans_[i].sentence || !place ||
          place->country.empty() || gap(i, k) >= nearest)
        continue;
      nearest = gap(i, k);
      found = {std::string(place->country), text(spans_[k])};
    }
    const Range sentence = parse().sentences[spans_[i].sentence].tokens;
    for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
      const std::uint32_t at = spans_[i].tokens.begin;
      const std::uint32_t away = t > at ? t - at : at - t;
      if (away >= nearest) continue;
      for (const KnownPlace& known : report_.knowledge.places.find(parse().tokens[t].lower))
        if (known.kind == KnownPlace::Kind::adjective && t + 1 < sentence.end && is_land(t + 1)) {
          nearest = away;
          found = {report_.knowledge.places.countries()[known.index].iso3,
                   std::string(parse().tokens[t].text)};
        }
    }
    return found;
  }

  std::uint32_t gap(std::size_t a, std::size_t b) const {
    const std::uint32_t x = spans_[a].tokens.begin, y = spans_[b].tokens.begin;
    return x > y ? x - y : y - x;
  }

  // A suburb told once is the same suburb later.
  void share_between_mentions() {
    std::map<std::string, std::size_t> told;
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (choices_[i].lat && !spans_[i].inner && !told.contains(spans_[i].key))
        told[spans_[i].key] = i;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const auto found = told.find(spans_[i].key);
      if (choices_[i].place || choices_[i].lat || found == told.end()) continue;
      choices_[i] = choices_[found->second];
    }
  }

  const ReportView& report_;
  const std::vector<PlaceSpan>& spans_;
  const Votes& votes_;
  std::string main_country_;
  std::optional<PlaceCandidate> capital_;
  std::vector<PlaceChoice>& choices_;
};

}  // namespace

std::string words_telling(const ReportView& report, const std::vector<PlaceSpan>& spans,
                          const PlaceSpan& span) {
  const language::Sentence& sentence = report.parse.sentences[span.sentence];
  std::uint32_t end = span.tokens.end;
  if (span.parent >= 0)
    end = std::max(end, spans[static_cast<std::size_t>(span.parent)].tokens.end);
  if (span.capital_parent) end = std::min(sentence.tokens.end, end + 8);
  std::uint32_t begin = span.tokens.begin;
  if (span.parent >= 0)
    begin = std::min(begin, spans[static_cast<std::size_t>(span.parent)].tokens.begin);
  std::string words(report.parse.text_of({begin, end}));
  constexpr std::size_t kMostBytes = 120;
  if (words.size() > kMostBytes) words = words.substr(0, words.rfind(' ', kMostBytes));
  return "\"" + words + "\"";
}

void place_unknown(const ReportView& report, const std::vector<PlaceSpan>& spans,
                   const Votes& votes, const std::string& main_country,
                   const std::optional<PlaceCandidate>& capital,
                   std::vector<PlaceChoice>& choices) {
  UnknownPlacer(report, spans, votes, main_country, capital, choices).run();
}

}  // namespace parley::mention
