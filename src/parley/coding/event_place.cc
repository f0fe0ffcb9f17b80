#include "parley/coding/event_place.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

constexpr const char* kWhere[] = {
    "in",    "at",   "near",    "outside",    "around",   "inside",   "across",  "on",
    "into",  "to",   "from",    "through",    "north_of", "south_of", "east_of", "west_of",
    "along", "over", "towards", "throughout", "between",  "off",      "of"};

class PlaceReader {
 public:
  PlaceReader(const Context& context, const std::vector<Clause>& clauses, const ActReader& acts)
      : context_(context), parse_(context.report.parse), clauses_(clauses), acts_(acts) {}

  const mention::Place* find(const knowledge::Act& act, const Clause& clause) const {
    for (const std::string& slot : act.place)
      for (const Token head : acts_.slot(clause, slot))
        if (const auto* place = literal_in(phrase(head))) return place;
    if (const auto* place = by_prepositions(clause)) return place;
    if (const auto* place = in_subject(clause)) return place;
    if (const auto* place = behind_preposition(clause.tokens)) return place;
    return above(clause);
  }

 private:
  // The noun phrase without the clauses behind it.
  Range phrase(Token head) const {
    Range range = parse_.subtree(head);
    for (const Token child : parse_.children(head))
      if (child > head &&
          (parse_.tokens[child].dep == "relcl" || parse_.tokens[child].dep == "acl"))
        range.end = std::min(range.end, parse_.tokens[child].left_edge);
    return range;
  }

  const mention::Place* literal_in(Range range) const {
    for (const mention::Place& place : context_.mentions.places)
      if (place.tokens.overlaps(range) && place.reading != "government" &&
          place.reading != "people" && !is_no_scene(place))
        return &place;
    // A name that was a place before is one without "in", too.
    for (Token token = range.begin; token < range.end; ++token) {
      if (parse_.tokens[token].tag != "NNP" || context_.mentions.actor_at(token)) continue;
      for (const mention::Place& place : context_.mentions.places)
        if (place.reading == "literal" &&
            slice(parse_.source, place.span) == parse_.tokens[token].text)
          return &place;
    }
    return nullptr;
  }

  // "The ministers of X, Y and Z": whose they are, no place of what they do; "a Middle East nation": what
  // kind it is.
  bool is_no_scene(const mention::Place& place) const {
    if (place.tokens.empty()) return false;
    if (place.precision == "region" && parse_.tokens[place.tokens.end - 1].dep == "compound")
      return true;
    if (place.precision != "country" || place.tokens.begin == 0) return false;
    const std::string_view before = parse_.tokens[place.tokens.begin - 1].lower;
    if (before != "of" && before != "," && before != "and") return false;
    const auto party = context_.mentions.actor_at(place.tokens.begin);
    return party && (before == "of" || context_.mentions.at(*party).kind == "state");
  }

  // "... of the camp in Homs": deeper in the clause, and not somebody's origin ("rebels from X").
  const mention::Place* behind_preposition(Range range) const {
    for (Token token = range.begin; token + 1 < range.end; ++token) {
      const std::string_view word = parse_.tokens[token].lower;
      const bool where =
          word == "in" || word == "at" || word == "near" || word == "outside" || word == "around";
      if (!where || parse_.tokens[token].dep != "prep") continue;
      if (const auto* place = literal_in(parse_.subtree(token))) return place;
    }
    return nullptr;
  }

  const mention::Place* by_prepositions(const Clause& clause) const {
    for (const bool of_object : {false, true})
      for (const char* preposition : kWhere)
        for (const Oblique& one : clause.obliques)
          if (one.of_object == of_object && !one.gerund && one.prep == preposition)
            if (const auto* place = literal_in(phrase(one.head))) return place;
    return nullptr;
  }

  // "The shelling of Rastan killed nine": where the act that is its subject was.
  const mention::Place* in_subject(const Clause& clause) const {
    for (const Clause& act : clauses_)
      if (act.relation == Relation::subject && act.governor == clause.predicate)
        if (const auto* place = by_prepositions(act)) return place;
    // A gerund that is a subject ("shelling of Rastan killed nine") may be read as a verb.
    for (const Token child : parse_.children(clause.predicate))
      if (parse_.tokens[child].dep.starts_with("nsubj") && parse_.tokens[child].tag == "VBG")
        if (const auto* place = literal_in(phrase(child))) return place;
    return nullptr;
  }

  // "In Homs, X said Y had been shelled"; "the visit to Tehran was ...".
  const mention::Place* above(const Clause& clause) const {
    const Clause* up = &clause;
    for (int steps = 0; steps < 3 && up->governor; ++steps) {
      const bool tight = up->relation == Relation::coordinate || up->relation == Relation::object ||
                         up->relation == Relation::subject || up->relation == Relation::adverbial ||
                         up->relation == Relation::oblique;
      up = clause_at(clauses_, *up->governor);
      if (up == nullptr || !tight) return nullptr;
      if (const auto* place = by_prepositions(*up)) return place;
    }
    return nullptr;
  }

  const Context& context_;
  const language::Parse& parse_;
  const std::vector<Clause>& clauses_;
  const ActReader& acts_;
};

}  // namespace

std::vector<std::string> places_of(const Context& context, const std::vector<Clause>& clauses,
                                   const ActReader& acts, const knowledge::Act& act,
                                   const Clause& clause) {
  const mention::Place* first = PlaceReader(context, clauses, acts).find(act, clause);
  if (first == nullptr) return {};
  const language::Parse& parse = context.report.parse;
  std::vector<std::string> names;
  const auto add = [&](const mention::Place& place) {
    std::string name = mention::in_one_line(slice(parse.source, place.span));
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  };
  add(*first);
  // "Between X and Y" is neither.
  if (first->tokens.begin > 0 &&
      one_of(parse.tokens[first->tokens.begin - 1].lower, {"between", "from"}))
    return names;
  // Places behind it, with nothing but commas and "and" between.
  std::uint32_t end = first->tokens.end;
  for (const mention::Place& place : context.mentions.places) {
    if (place.tokens.begin < end || place.reading != "literal") continue;
    bool joined = place.tokens.begin > end && place.tokens.begin <= end + 3;
    bool has_and = false;
    for (std::uint32_t t = end; joined && t < place.tokens.begin; ++t) {
      const std::string_view word = parse.tokens[t].lower;
      has_and = has_and || word == "and" || word == ",";
      joined = word == "," || word == "and" || word == "in";
    }
    // "Homs, Syria" is one place.
    const bool inside = place.precision == "country" || place.precision == "admin1";
    if (!joined || !has_and || inside) break;
    add(place);
    end = place.tokens.end;
  }
  return names;
}

std::string place_of(const Context& context, const std::vector<Clause>& clauses,
                     const ActReader& acts, const knowledge::Act& act, const Clause& clause) {
  const mention::Place* place = PlaceReader(context, clauses, acts).find(act, clause);
  return place == nullptr ? ""
                          : mention::in_one_line(slice(context.report.parse.source, place->span));
}

}  // namespace parley::coding
