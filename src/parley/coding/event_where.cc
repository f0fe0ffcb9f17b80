#include "parley/coding/event_where.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

class Where {
 public:
  explicit Where(const Context& context)
      : context_(context), parse_(context.report.parse), scene_(country_of_places()) {}

  std::string of(const Event& event) const {
    if (one_of(event.type, {"ASSAULT", "COERCE"})) return of_force(event);
    if (event.status == "actual" && (event.type == "CONSULT" || event.cameo == "057"))
      return of_meeting(event);
    return "";
  }

 private:
  // The country of most places that the report names; "" where none has most.
  std::string country_of_places() const {
    constexpr double kMost = .6;
    std::map<std::string, double> count;
    double all = 0;
    for (const mention::Place& place : context_.mentions.places) {
      if (place.reading != "literal" || place.role == "dateline" || place.country.empty()) continue;
      ++count[place.country];
      ++all;
    }
    for (const auto& [country, places] : count)
      if (places >= kMost * all) return country;
    return "";
  }

  std::set<std::string> countries_of(const std::vector<ActorId>& parties) const {
    std::set<std::string> countries;
    for (const ActorId id : parties)
      if (const std::string& country = context_.mentions.at(id).country; !country.empty())
        countries.insert(country);
    return countries;
  }

  std::string name_of_country(const std::string& iso3) const {
    const knowledge::ActorBook& book = context_.report.knowledge.actors;
    const auto state = book.state(iso3);
    return state ? std::string(book.entries()[*state].name) : "";
  }

  std::string of_force(const Event& event) const {
    const std::set<std::string> victims = countries_of(event.recipients);
    std::set<std::string> parties = countries_of(event.actors);
    parties.insert(victims.begin(), victims.end());
    if (!scene_.empty()) {
      if (!parties.contains(scene_)) return "";
      if (std::string city = capital_beside(event.token); !city.empty()) return city;
      return name_of_country(scene_);
    }
    return victims.size() == 1 ? name_of_country(*victims.begin()) : "";
  }

  // "A raid on the capital": that of the scene.
  std::string capital_beside(std::uint32_t predicate) const {
    const Range around = parse_.subtree(predicate);
    for (std::uint32_t token = around.begin; token < around.end; ++token) {
      if (parse_.tokens[token].lower != "capital" || parse_.tokens[token].dep == "compound")
        continue;
      const auto children = parse_.children(token);
      const bool definite =
          std::any_of(children.begin(), children.end(),
                      [&](std::uint32_t child) { return parse_.tokens[child].lower == "the"; }) &&
          std::none_of(children.begin(), children.end(), [&](std::uint32_t child) {
            return one_of(parse_.tokens[child].dep, {"amod", "compound", "poss", "prep"});
          });
      const auto* country = context_.report.knowledge.places.country(scene_);
      if (definite && country != nullptr) return country->capital;
    }
    return "";
  }

  std::string of_meeting(const Event& event) const {
    constexpr std::uint32_t kLead = 3;
    const std::uint32_t sentence = parse_.tokens[event.token].sentence;
    const std::uint32_t block = parse_.sentences[sentence].block;
    for (std::uint32_t s = sentence; s-- > 0 && parse_.sentences[s].block == block;)
      if (const mention::Place* opening = opening_place(s))
        return mention::in_one_line(slice(parse_.source, opening->span));
    std::uint32_t paragraphs = 0;
    const auto& segments = context_.report.article.segments;
    for (std::uint32_t b = 0; b < block && b < segments.size(); ++b)
      if (segments[b].kind == page::SegmentKind::paragraph) ++paragraphs;
    if (paragraphs >= kLead) return "";
    for (const mention::Place& place : context_.mentions.places)
      if (place.role == "dateline") return place.name;
    return "";
  }

  // "In Moscow, ...", "In the Qatari capital Doha, ..."
  const mention::Place* opening_place(std::uint32_t sentence) const {
    constexpr std::uint32_t kOpening = 5;
    const Range tokens = parse_.sentences[sentence].tokens;
    if (tokens.empty() || !one_of(parse_.tokens[tokens.begin].lower, {"in", "at"})) return nullptr;
    for (const mention::Place& place : context_.mentions.places)
      if (place.reading == "literal" && place.tokens.begin > tokens.begin &&
          place.tokens.begin < std::min(tokens.begin + kOpening, tokens.end))
        return &place;
    return nullptr;
  }

  const Context& context_;
  const language::Parse& parse_;
  std::string scene_;  // ISO-3
};

}  // namespace

void settle_places(const Context& context, std::vector<Event>& events) {
  const Where where(context);
  for (Event& event : events)
    if (event.place.empty()) event.place = where.of(event);
}

}  // namespace parley::coding
