// What a text says of where a place lies.
#include <algorithm>
#include <charconv>

#include "parley/mention/place_spans.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::KnownPlace;
using knowledge::PlaceClass;
using language::Parse;
using language::Token;
using Relation = PlaceSpan::Relation;

constexpr std::uint32_t kLargeTown = 500000;
constexpr std::uint32_t kMostBetween = 9;  // tokens between a place and what it is said to lie in

class Relater {
 public:
  Relater(const ReportView& report, std::vector<PlaceSpan>& spans)
      : parse_(report.parse),
        tables_(report.knowledge.places),
        gazetteer_(report.knowledge.gazetteer),
        spans_(spans) {}

  void run() {
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      if (i + 1 < spans_.size() && spans_[i + 1].sentence == spans_[i].sentence) pair(i, i + 1);
      if (spans_[i].relation == Relation::none) bearing_of_capital(i);
    }
    for (std::size_t i = 1; i < spans_.size(); ++i) share_in_list(i);
  }

 private:
  const Token& token(std::uint32_t t) const { return parse_.tokens[t]; }
  bool is(std::uint32_t t, PlaceClass cls) const { return tables_.is(token(t).lower, cls); }

  bool is_unit(const PlaceSpan& span) const {
    for (const KnownPlace& known : tables_.find(span.key))
      if (known.kind == KnownPlace::Kind::country || known.kind == KnownPlace::Kind::abbreviation)
        return true;
    return span.noun == "admin1" || (tables_.is_unit_name(span.key) && !is_city(span));
  }

  // "New York", "Washington": more often the town than the state.
  bool is_city(const PlaceSpan& span) const {
    std::vector<knowledge::Gazetteer::Candidate> found;
    gazetteer_.find('1', span.key, found);
    return std::any_of(found.begin(), found.end(), [&](const auto& candidate) {
      const knowledge::GazetteerEntry& entry = gazetteer_.at(candidate.entry);
      return candidate.main && entry.feature != knowledge::Feature::admin1 &&
             entry.population > kLargeTown;
    });
  }

  void set(std::size_t child, std::size_t parent, Relation relation) {
    if (spans_[child].relation != Relation::none || child == parent) return;
    // "the Cedar Falls Town Hall in Cedar Falls": one place
    if (spans_[child].key == spans_[parent].key) return;
    spans_[child].relation = relation;
    spans_[child].parent = static_cast<int>(parent);
  }

  // Population of the largest place of the name, 0 for an unknown one.
  double size_of(const PlaceSpan& span) const {
    for (const KnownPlace& known : tables_.find(span.key))
      if (known.kind == KnownPlace::Kind::country || known.kind == KnownPlace::Kind::region)
        return 1e9;
    std::vector<knowledge::Gazetteer::Candidate> found;
    gazetteer_.find('1', span.key, found);
    return found.empty() ? 0 : gazetteer_.at(found.front().entry).population;
  }

  // The words between two neighbours tell how they lie.
  void pair(std::size_t a, std::size_t b) {
    const std::uint32_t begin = spans_[a].tokens.end, end = spans_[b].tokens.begin;
    if (end < begin || end - begin > kMostBetween) return;
    std::uint32_t t = begin;
    bool comma = false;
    while (t < end && (token(t).pos == "PUNCT" || token(t).tag == "POS")) {
      comma = comma || token(t).lower == ",";
      ++t;
    }
    // "Homs, Syria"; not "Homs, Syria and Lebanon"
    if (t == end && comma && end - begin == 1) {
      // "Missouri, New York, North Carolina"
      if (tables_.is_unit_name(spans_[a].key) && tables_.is_unit_name(spans_[b].key)) return;
      const std::uint32_t behind = spans_[b].tokens.end;
      const bool list = behind < parse_.sentences[spans_[b].sentence].tokens.end &&
                        (token(behind).lower == "and" || token(behind).lower == "or") &&
                        !is_unit(spans_[b]);
      if (!is_unit(spans_[b]) && (list || spans_[a].listed || is_unit(spans_[a]))) return;
      set(a, b, Relation::inside);
      spans_[a].sure = is_unit(spans_[b]);
      spans_[b].behind_comma = true;
      return;
    }
    if (distance(a, b, t, end)) return;
    // "X, a suburb of Y"; "X is a town in Y"
    for (std::uint32_t k = t; k + 1 < end; ++k) {
      if (!is(k, PlaceClass::parent)) continue;
      const std::string_view joint = token(k + 1).lower;
      const bool only_the = end - (k + 2) <= 3;
      if (!only_the) break;
      if (joint == "of" || joint == "in") {
        // "the Damascus suburb of Douma": the name in front is the parent
        if (t == k || (t < k && !comma)) {
          if (joint == "of")
            set(b, a, Relation::inside);
          else
            set(a, b, Relation::inside);
        } else {
          set(a, b, Relation::inside);
        }
        return;
      }
      if (joint == "near" || joint == "outside") {
        set(a, b, Relation::near);
        return;
      }
    }
    // "Nara in the Segou region", "Tartous, near Latakia"
    if (t + 1 <= end && t < end && end - t <= 4) {
      const std::string_view joint = token(t).lower;
      if (joint == "in") set(a, b, Relation::inside);
      // "near the New York border" says little of where in it.
      const bool border = spans_[b].tokens.end < parse_.tokens.size() &&
                          is(spans_[b].tokens.end, PlaceClass::beside_noun);
      if ((joint == "near" || joint == "outside") && !border) set(a, b, Relation::near);
    }
  }

  // "40 km north of": at t, up to end or to "the capital"
  bool read_bearing(std::uint32_t t, std::uint32_t end, double& degrees, double& km,
                    std::uint32_t& after) const {
    double number = 1, unit = 0;
    bool counted = false, turned = false;
    for (; t < end; ++t) {
      const Token& here = token(t);
      if (here.lower == "of" && turned) {
        after = t + 1;
        km = counted && unit > 0 ? number * unit : 15;
        return true;
      }
      if (!here.text.empty() && is_ascii_digit(here.text.front())) {
        std::from_chars(here.text.data(), here.text.data() + here.text.size(), number);
        counted = true;
        if (here.lower.ends_with("km")) unit = 1;
      } else if (is(t, PlaceClass::unit)) {
        if (unit == 0) unit = tables_.value(here.lower);
      } else if (is(t, PlaceClass::bearing)) {
        degrees = tables_.value(here.lower);
        turned = true;
      } else if (here.lower == "from" && counted && unit > 0) {
        after = t + 1;
        degrees = -1;
        km = number * unit;
        return true;
      } else if (here.lower != "," && here.lower != "(" && here.lower != "-" &&
                 here.lower != "about" && here.lower != "some" && here.lower != "just" &&
                 here.lower != "lies" && here.lower != "to" && here.lower != "the" &&
                 here.lower != "around") {
        return false;
      }
    }
    return false;
  }

  bool distance(std::size_t a, std::size_t b, std::uint32_t t, std::uint32_t end) {
    double degrees = 0, km = 0;
    std::uint32_t after = 0;
    if (!read_bearing(t, end, degrees, km, after) || end - after > 2) return false;
    set(a, b, degrees < 0 ? Relation::near : Relation::bearing);
    spans_[a].degrees = degrees;
    spans_[a].km = km;
    return true;
  }

  void bearing_of_capital(std::size_t i) {
    PlaceSpan& span = spans_[i];
    const std::uint32_t sentence_end = parse_.sentences[span.sentence].tokens.end;
    std::uint32_t t = span.tokens.end;
    while (t < sentence_end && token(t).pos == "PUNCT") ++t;
    double degrees = 0, km = 0;
    std::uint32_t after = 0;
    if (!read_bearing(t, std::min(sentence_end, t + kMostBetween), degrees, km, after)) return;
    while (after < sentence_end && token(after).tag == "DT") ++after;
    if (after >= sentence_end || token(after).lower != "capital") return;
    span.relation = degrees < 0 ? Relation::near : Relation::bearing;
    span.capital_parent = true;
    span.degrees = degrees;
    span.km = km;
  }

  // "the Damascus suburbs of X, Y and Z"
  void share_in_list(std::size_t i) {
    const PlaceSpan& before = spans_[i - 1];
    PlaceSpan& span = spans_[i];
    if (!span.listed || span.relation != Relation::none || before.sentence != span.sentence) return;
    if (before.relation == Relation::inside && before.parent >= 0 &&
        before.parent < static_cast<int>(i - 1)) {
      span.relation = before.relation;
      span.parent = before.parent;
    }
  }

  const Parse& parse_;
  const knowledge::PlaceTables& tables_;
  const knowledge::Gazetteer& gazetteer_;
  std::vector<PlaceSpan>& spans_;
};

}  // namespace

void relate_places(const ReportView& report, std::vector<PlaceSpan>& spans) {
  Relater(report, spans).run();
}

}  // namespace parley::mention
