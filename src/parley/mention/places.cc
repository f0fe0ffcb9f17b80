#include "parley/mention/places.h"

#include <algorithm>

#include "parley/knowledge/name_key.h"
#include "parley/mention/metonym.h"
#include "parley/mention/place_choice.h"
#include "parley/mention/place_spans.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::Feature;
using Kind = PlaceCandidate::Kind;

std::string_view precision_of(const PlaceCandidate& place) {
  if (place.kind == Kind::country) return "country";
  if (place.kind == Kind::region) return "region";
  switch (place.feature) {
    case Feature::country:
      return "country";
    case Feature::admin1:
      return "admin1";
    case Feature::admin2:
      return "region";
    case Feature::point:
      return "point";
    case Feature::capital:
    case Feature::seat:
    case Feature::place:
      break;
  }
  return "place";
}

bool has_name(const knowledge::Knowledge& known, std::uint32_t entry, std::string_view name) {
  const auto names = split(known.gazetteer.names(entry), '\n');
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The name to show: of a unit the one with its kind, where there is one ("Aleppo Governorate").
std::string_view shown_name(const knowledge::Knowledge& known, std::uint32_t entry) {
  const Feature feature = known.gazetteer.at(entry).feature;
  if (feature == Feature::admin1 || feature == Feature::admin2)
    for (const std::string_view name : split(known.gazetteer.names(entry), '\n')) {
      const std::size_t space = name.rfind(' ');
      if (space != std::string_view::npos && has_name(known, entry, name.substr(0, space)) &&
          known.places.noun_precision(ascii_lower(name.substr(space + 1))) == "admin1")
        return name;
    }
  return known.gazetteer.name(entry);
}

void fill(const ReportView& report, const PlaceCandidate& found, Place& place) {
  const knowledge::Knowledge& known = report.knowledge;
  place.country = std::string(found.country);
  place.lat = found.lat;
  place.lon = found.lon;
  place.precision = std::string(precision_of(found));
  std::uint64_t geonames = 0;
  switch (found.kind) {
    case Kind::country:
      place.name = known.places.countries()[found.index].name;
      geonames = known.places.countries()[found.index].geonames;
      break;
    case Kind::region:
      place.name = known.places.regions()[found.index].name;
      geonames = known.places.regions()[found.index].geonames;
      break;
    case Kind::entry:
      place.name = std::string(shown_name(known, found.index));
      geonames = known.gazetteer.at(found.index).geonames;
      if (found.admin1 < known.gazetteer.entries().size())
        place.admin1 = std::string(shown_name(known, found.admin1));
      break;
  }
  if (geonames != 0) place.geonames = geonames;
}

// Only states, capitals and their like stand for governments.
bool may_govern(const PlaceChoice& choice) {
  if (!choice.place) return false;
  if (choice.place->kind == Kind::country) return true;
  return choice.place->kind == Kind::entry && choice.place->feature == Feature::capital;
}

// "the emir of Qatar", "US Secretary of State", "the Damascus regime": a state by its office.
bool is_of_office(const ReportView& report, const PlaceSpan& span) {
  const language::Parse& parse = report.parse;
  const knowledge::PlaceTables& words = report.knowledge.places;
  const language::Token& token = parse.tokens[head_token(parse, span.name)];
  const language::Token& head = parse.tokens[token.head];
  if (token.dep == "compound" && !span.name.contains(token.head))
    return !words.is(head.lemma, knowledge::PlaceClass::event_noun) &&
           !words.is(head.lower, knowledge::PlaceClass::noun) &&
           !words.is(head.lower, knowledge::PlaceClass::event_noun);
  if (token.dep == "pobj" && head.lower == "of")
    return words.is(parse.tokens[head.head].lower, knowledge::PlaceClass::person_noun);
  return false;
}

// "the border with Lebanon", "the Paris-based group": the land, not its government.
bool lies_beside(const ReportView& report, const PlaceSpan& span) {
  const auto& tokens = report.parse.tokens;
  if (span.name.begin >= 2 && tokens[span.name.begin - 1].lower == "with" &&
      report.knowledge.places.is(tokens[span.name.begin - 2].lemma,
                                 knowledge::PlaceClass::beside_noun))
    return true;
  return span.name.end + 1 < tokens.size() && tokens[span.name.end].lower == "-" &&
         tokens[span.name.end + 1].lower == "based";
}

// An event's place hangs on a verb or noun of doing, not of saying.
std::string_view role_of(const ReportView& report, const PlaceSpan& span) {
  if (span.dateline) return "dateline";
  if (!span.locative) return "mention";
  const language::Parse& parse = report.parse;
  std::uint32_t at = head_token(parse, span.name);
  for (int step = 0; step < 6 && !parse.is_root(at); ++step) {
    at = parse.tokens[at].head;
    const language::Token& token = parse.tokens[at];
    if (token.tag.starts_with("VB"))
      return report.knowledge.places.is(token.lemma, knowledge::PlaceClass::speech) ? "mention"
                                                                                    : "event";
    if (token.tag.starts_with("NN") && token.dep != "pobj") return "event";
  }
  return "mention";
}

bool is_body(const ReportView& report, const PlaceSpan& span) {
  const auto named =
      report.knowledge.actors.named(knowledge::name_key(report.parse.text_of(span.name)));
  return std::any_of(named.begin(), named.end(), [&](const knowledge::Alias& alias) {
    const auto kind = report.knowledge.actors.entries()[alias.entry].kind;
    return kind != knowledge::EntryKind::state && kind != knowledge::EntryKind::region &&
           kind != knowledge::EntryKind::person;
  });
}

bool owns(const ReportView& report, const PlaceSpan& span) {
  return span.tokens.end < report.parse.tokens.size() &&
         report.parse.tokens[span.tokens.end].tag == "POS";
}

bool is_kept(const ReportView& report, const PlaceSpan& span, const PlaceChoice& choice) {
  if (choice.place) {
    // "Hamas" sounds like a town, "Xinhua" is one's other name: bodies that are known by that name.
    if (choice.place->kind == Kind::entry && !choice.place->main && is_body(report, span))
      return false;
    // "in Harel's name"
    if (choice.place->rung > 1 && span.parent < 0 && owns(report, span)) return false;
    // Seen by nobody but us: it must be that name, not one like it, and say where.
    if (span.weak && choice.place->rung > 2) return false;
    // "to X", "X and Y" may name persons: a place of a country that the report is about, by its
    // own name. English family names are town names too often.
    if (span.doubtful && !(choice.is_in_focus && choice.place->main && choice.place->rung == 1))
      return false;
    return true;
  }
  if (span.people || span.noun == "building") return false;
  // "in Norvex's offices", "from Harel's car"
  if (span.noun.empty() && span.parent < 0 && owns(report, span)) return false;
  // "in Daesh hands": a body that is known by this name
  if (!report.knowledge.actors.named(knowledge::name_key(report.parse.text_of(span.name))).empty())
    return false;
  // What only stands in a list, or speaks, may as well be a person.
  const language::Token& head = report.parse.tokens[head_token(report.parse, span.name)];
  if (head.dep == "nsubj" && span.parent < 0 && span.noun != "place") return false;
  return span.locative || span.noun == "place" || span.parent >= 0;
}

// A name inside another: that of a place of this report, or one near its places.
bool is_sure(const std::vector<PlaceSpan>& spans, const std::vector<PlaceChoice>& choices,
             std::size_t own, std::size_t inner) {
  constexpr double kNearKm = 150;
  const auto& place = choices[inner].place;
  if (!place || place->rung > 1) return false;
  if (place->kind == Kind::country) return true;
  for (std::size_t i = 0; i < own; ++i) {
    const auto& other = choices[i].place;
    if (!other || spans[i].people) continue;
    if (spans[i].key == spans[inner].key) return true;
    // "Clark County Fire Department" in news of its state.
    if (place->feature == Feature::admin2 && place->admin1 == other->admin1) return true;
    if (place->kind == Kind::entry && place->main && other->kind == Kind::entry &&
        other->feature != Feature::admin1 &&
        knowledge::distance_km(place->lat, place->lon, other->lat, other->lon) < kNearKm)
      return true;
  }
  return false;
}

void add_inner(const ReportView& report, const PlaceSpan& span, const PlaceChoice& choice,
               Mentions& mentions) {
  Place place;
  place.tokens = span.tokens;
  place.span = report.parse.span_of(span.tokens);
  place.reason = choice.reason + "; inside another name or a description";
  fill(report, *choice.place, place);
  place.reading = "name";
  place.role = "mention";
  mentions.place_names.push_back(std::move(place));
}

}  // namespace

void find_places(const ReportView& report, Mentions& mentions) {
  mentions.places.clear();
  mentions.place_names.clear();
  std::vector<PlaceSpan> spans = find_place_spans(report);
  relate_places(report, spans);
  const std::size_t own = spans.size();
  for (PlaceSpan& inner : find_inner_spans(report, spans)) spans.push_back(std::move(inner));
  const std::vector<PlaceChoice> choices = choose_places(report, spans);
  for (std::size_t i = own; i < spans.size(); ++i)
    if (is_sure(spans, choices, own, i)) add_inner(report, spans[i], choices[i], mentions);
  for (std::size_t i = 0; i < own; ++i) {
    const PlaceSpan& span = spans[i];
    const PlaceChoice& choice = choices[i];
    if (!is_kept(report, span, choice)) continue;
    Place place;
    place.tokens = span.tokens;
    place.span = report.parse.span_of(span.tokens);
    place.reason = choice.reason;
    if (choice.place) {
      fill(report, *choice.place, place);
    } else {
      place.name = std::string(report.parse.text_of(span.tokens));
      place.country = choice.country;
      place.precision = "unknown";
      place.lat = choice.lat;
      place.lon = choice.lon;
      if (choice.lat) place.precision = choice.precision;
    }
    place.reading = span.people ? "people" : "literal";
    if (!span.people && may_govern(choice) && !span.dateline && !span.spot &&
        !lies_beside(report, span) &&
        (is_of_office(report, span) ||
         reads_as_government(report.parse, span.name, report.knowledge.actors)))
      place.reading = "government";
    place.role = std::string(place.reading == "literal" ? role_of(report, span) : "mention");
    mentions.places.push_back(std::move(place));
  }
}

}  // namespace parley::mention
