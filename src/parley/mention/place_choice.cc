#include "parley/mention/place_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/mention/place_candidates.h"
#include "parley/mention/place_score.h"
#include "parley/mention/place_unknown.h"

namespace parley::mention {
namespace {

using knowledge::Feature;
using knowledge::KnownPlace;
using Kind = PlaceCandidate::Kind;
using Relation = PlaceSpan::Relation;

constexpr double kSuburbKm = 60;      // "a suburb of": not further
constexpr double kNearKm = 150;       // "near": not further
constexpr double kUnitKm = 100;       // how far a unit named loosely may reach past its border
constexpr double kSureTimes = 6;      // a place that much larger than the next of its name is clear
constexpr double kClearShare = 0.6;   // this share leaves no doubt what it is about
constexpr double kNotedShare = 0.05;  // a country with less is only touched
constexpr double kVillage = 15000;
constexpr double kSharpness =
    1.4;  // how sure points make: the chance of a candidate is e to that power of them
constexpr double kAsideShare =
    0.2;  // where a speaker comes from says little of what a report is about
constexpr double kInnerShare = 0.5;  // a name inside another speaks half as loud for its unit

class Chooser {
 public:
  Chooser(const ReportView& report, const std::vector<PlaceSpan>& spans, bool ranked)
      : report_(report), spans_(spans), ranked_(ranked), finder_(report.knowledge) {}

  std::vector<PlaceChoice> run() {
    gather();
    first_votes();
    choices_.resize(spans_.size());
    weigh_units();
    choose_all();
    second_votes();
    weigh_units();
    choose_all();
    place_unknown(report_, spans_, scorer_.votes, main_country(), capital_of_focus(), choices_);
    return std::move(choices_);
  }

 private:
  const language::Parse& parse() const { return report_.parse; }
  std::string text(const PlaceSpan& span) const {
    return std::string(parse().text_of(span.tokens));
  }

  void gather() {
    candidates_.resize(spans_.size());
    std::map<std::string, std::size_t> same;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const std::string key =
          spans_[i].key + "|" + std::string(spans_[i].noun) + (spans_[i].people ? "p" : "");
      const auto [known, fresh] = same.emplace(key, i);
      candidates_[i] = fresh ? finder_.find(spans_[i]) : candidates_[known->second];
      alike_.push_back(known->second);
    }
  }

  void first_votes() {
    const knowledge::PlaceTables& tables = report_.knowledge.places;
    for (const language::Token& token : parse().tokens) {
      if (token.ent_type != "NORP" && token.tag != "JJ") continue;
      for (const KnownPlace& known : tables.find(token.lower))
        if (known.kind == KnownPlace::Kind::adjective || known.kind == KnownPlace::Kind::people)
          scorer_.votes.add_country(tables.countries()[known.index].iso3, 0.5,
                                    tables.countries()[known.index].name);
    }
    // "sheriff", "lakh": words of one country's news
    for (const language::Token& token : parse().tokens) {
      const std::string_view country = tables.country_of_word(token.lower);
      if (!country.empty()) scorer_.votes.add_country(country, 0.2, {});
    }
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (!spans_[i].inner) vote_first(i);
  }

  void vote_first(std::size_t i) {
    const std::vector<PlaceCandidate>& all = candidates_[i];
    if (all.empty()) return;
    if (const auto country = std::find_if(all.begin(), all.end(),
                                          [](const auto& c) { return c.kind == Kind::country; });
        country != all.end()) {
      // "Georgia" may be the state of that name.
      const bool clear = std::all_of(all.begin(), all.end(), [](const auto& c) {
        return c.kind != Kind::entry || c.population < kSurePopulation;
      });
      scorer_.votes.add_country(country->country,
                                spans_[i].people ? 0.5
                                : clear          ? 1
                                                 : 0.3,
                                clear ? std::string() : spans_[i].key);
      return;
    }
    if (all.front().kind == Kind::region) {
      scorer_.votes.add_country(all.front().country, 0.7, {});
      return;
    }
    // A name whose places all lie in one country, or whose largest dwarfs the rest.
    double largest = 0, next = 0;
    const PlaceCandidate* top = nullptr;
    bool one_country = true;
    for (const PlaceCandidate& candidate : all) {
      one_country = one_country && candidate.country == all.front().country;
      const double population = candidate.population;
      if (population > largest) {
        if (top == nullptr || top->country != candidate.country) next = largest;
        largest = population;
        top = &candidate;
      } else if (top == nullptr || candidate.country != top->country) {
        next = std::max(next, population);
      }
    }
    if (one_country)
      scorer_.votes.add_country(all.front().country, all.size() == 1 ? 0.7 : 0.5, spans_[i].key);
    else if (top != nullptr && largest > kSurePopulation && largest > kSureTimes * next)
      scorer_.votes.add_country(top->country, 0.5, spans_[i].key);
    if (top != nullptr && top->feature == Feature::admin1 &&
        (one_country || largest > kSureTimes * next))
      scorer_.votes.add_unit(top->index,
                             spans_[i].aside          ? kAsideShare
                             : spans_[i].behind_comma ? 1.5
                                                      : 1,
                             spans_[i].key);
  }

  void second_votes() {
    scorer_.anchors.clear();
    std::map<std::string, double> seen;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const auto& place = choices_[i].place;
      if (spans_[i].inner || !place || place->kind != Kind::entry) continue;
      // The third mention of a town says no more than the second.
      double& times = seen[spans_[i].key];
      if (++times > 2) continue;
      const double weight = (place->rung == 1 ? 0.5 : 0.25) * (spans_[i].aside ? kAsideShare : 1);
      scorer_.votes.add_country(place->country, weight, spans_[i].key);
      scorer_.votes.add_unit(place->admin1, weight, spans_[i].key);
      if (times == 1 && place->feature != Feature::admin1)
        scorer_.anchors.push_back({place->lat, place->lon, spans_[i].key});
    }
  }

  // What each name's candidates give to the units they lie in.
  void weigh_units() {
    UnitSupport support;
    std::unordered_set<std::string_view> seen;
    std::vector<double> chances;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const std::vector<PlaceCandidate>& all = candidates_[i];
      if (spans_[i].people || all.empty() || !seen.insert(spans_[i].key).second) continue;
      chances.clear();
      double most = -1e9, sum = 0;
      for (const PlaceCandidate& c : all) {
        chances.push_back(scorer_.score(spans_[i], c, all));
        most = std::max(most, chances.back());
      }
      for (double& chance : chances) sum += chance = std::exp(kSharpness * (chance - most));
      for (double& chance : chances)
        chance *= (spans_[i].aside ? kAsideShare : spans_[i].inner ? kInnerShare : 1) / sum;
      support.add(spans_[i].key, all, chances);
    }
    scorer_.support = std::move(support);
    scores_.assign(spans_.size(), {});
  }

  // Whether the candidate lies where the text says: 1 yes, -1 no, 0 not told.
  int agrees(const PlaceSpan& span, const PlaceCandidate& c) const {
    if (!span.told_country.empty() && c.kind == Kind::entry && c.country != span.told_country)
      return -1;
    std::vector<PlaceCandidate> parents;
    if (span.capital_parent) {
      if (const auto capital = capital_of_focus()) parents.push_back(*capital);
    } else if (span.parent >= 0) {
      const auto& chosen = choices_[static_cast<std::size_t>(span.parent)].place;
      parents = chosen ? std::vector<PlaceCandidate>{*chosen}
                       : candidates_[static_cast<std::size_t>(span.parent)];
      if (!span.sure) parents = candidates_[static_cast<std::size_t>(span.parent)];
    }
    if (parents.empty()) return span.told_country.empty() ? 0 : 1;
    // "near the border with Lebanon" says little of a place
    const bool vague =
        span.relation != Relation::inside &&
        (parents.front().kind != Kind::entry ||
         (span.relation == Relation::near && parents.front().feature == Feature::admin1));
    if (vague) return 0;
    // The edges of a region are anybody's guess: it can speak for a place, not against one.
    const bool region = parents.front().kind == Kind::region;
    for (const PlaceCandidate& parent : parents)
      if (lies_in(span, c, parent)) return 1;
    return span.sure && !region ? -1 : 0;
  }

  bool lies_in(const PlaceSpan& span, const PlaceCandidate& c, const PlaceCandidate& parent) const {
    if (parent.kind == Kind::country && span.relation != Relation::inside) return false;
    if (parent.kind == Kind::country) return c.country == parent.country && c.kind != Kind::country;
    if (c.kind != Kind::entry) return false;
    if (parent.kind == Kind::region)
      return knowledge::distance_km(c.lat, c.lon, parent.lat, parent.lon) < 600;
    if (c.index == parent.index) return false;
    if (span.relation == Relation::inside) {
      const knowledge::GazetteerEntry& entry = report_.knowledge.gazetteer.at(c.index);
      // "Damascus province" may be the one around the city's: the neighbour's villages count.
      if (parent.feature == Feature::admin1 && entry.admin1 != parent.index)
        return !knowledge::is_spelt_in_english(c.country) && c.country == parent.country &&
               knowledge::distance_km(c.lat, c.lon, parent.lat, parent.lon) < kUnitKm;
      if (parent.feature == Feature::admin1) return true;
      if (parent.feature == Feature::admin2) return entry.admin2 == parent.index;
      // A comma between two towns is a list unless one is the other's suburb.
      if (!span.sure) return false;
    }
    const double km = knowledge::distance_km(c.lat, c.lon, parent.lat, parent.lon);
    return km < std::max(span.relation == Relation::near ? kNearKm : kSuburbKm, 2 * span.km);
  }

  std::optional<PlaceCandidate> capital_of_focus() const {
    const std::string focus = main_country();
    const knowledge::CountryPlace* country = report_.knowledge.places.country(focus);
    if (country == nullptr || country->capital_geonames == 0) return std::nullopt;
    for (const std::uint32_t entry : report_.knowledge.gazetteer.of_country(focus))
      if (report_.knowledge.gazetteer.at(entry).geonames == country->capital_geonames)
        return finder_.entry(entry, 1, true);
    return std::nullopt;
  }

  std::string main_country() const {
    std::string best;
    double most = 0;
    for (const auto& [iso3, weight] : scorer_.votes.countries())
      if (weight > most || (weight == most && iso3 < best)) {
        best = iso3;
        most = weight;
      }
    return best;
  }

  std::vector<std::string> focus() const {
    std::vector<std::string> found;
    for (const auto& [iso3, weight] : scorer_.votes.countries())
      if (weight >= kFocusShare * scorer_.votes.country_sum()) found.push_back(iso3);
    if (found.empty() && !scorer_.votes.countries().empty()) found.push_back(main_country());
    std::sort(found.begin(), found.end());
    return found;
  }

  void choose_all() {
    // The names first that need no other: countries and regions; then what lies in something.
    std::vector<std::size_t> order(spans_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    // The best of all mentions of a name: where one says where it lies, that holds for all.
    std::map<std::string, std::vector<std::size_t>> by_key;
    for (const std::size_t i : order)
      if (says_where(spans_[i])) by_key[spans_[i].key].push_back(i);
    for (const std::size_t i : order) choose(i, by_key[spans_[i].key]);
  }

  static bool says_where(const PlaceSpan& span) {
    return span.parent >= 0 || span.capital_parent || span.behind_comma ||
           !span.told_country.empty();
  }

  int rank(std::size_t i) const {
    const bool fixed = !candidates_[i].empty() && candidates_[i].front().kind != Kind::entry;
    return fixed ? 0 : spans_[i].parent >= 0 || spans_[i].capital_parent ? 2 : 1;
  }

  void choose(std::size_t i, const std::vector<std::size_t>& mentions) {
    const PlaceSpan& span = spans_[i];
    std::vector<PlaceCandidate> all = candidates_[i];
    PlaceChoice& choice = choices_[i];
    choice = {};
    if (all.empty() && !span.people) all = finder_.find_alike(span.key, focus());
    const PlaceCandidate* best = nullptr;
    double most = -1e9, second = -1e9;
    int best_agrees = 0;
    std::size_t told_by = i;
    const bool behind = std::any_of(mentions.begin(), mentions.end(), [&](std::size_t mention) {
      return spans_[mention].behind_comma;
    });
    std::vector<double>& scores = scores_[candidates_[i].empty() ? i : alike_[i]];
    if (scores.size() != all.size()) {
      scores.clear();
      for (const PlaceCandidate& c : all) scores.push_back(scorer_.score(span, c, all));
    }
    for (const PlaceCandidate& c : all) {
      int told = agrees(span, c);
      std::size_t teller = i;
      for (const std::size_t other : mentions)
        if (told == 0 && other != i && (told = agrees(spans_[other], c)) != 0) teller = other;
      // By sound alone, a place must be where the text says or small print decides nothing.
      const double told_points = span.sure ? 6 : 2.5;  // a mere comma says less
      const double beside = (behind ? 4 * holds(c, mentions) : 0) + 1.5 * peers(i, c);
      const double points = scores[static_cast<std::size_t>(&c - all.data())] + beside +
                            (told > 0   ? told_points
                             : told < 0 ? -5
                                        : 0);
      if (ranked_)
        rank(choice, span, all,
             {c,
              points,
              {{"where the text says", told > 0   ? told_points
                                       : told < 0 ? -5
                                                  : 0},
               {"what stands beside it", beside}}});
      if (points > most) {
        second = most;
        most = points;
        best = &c;
        best_agrees = told;
        told_by = teller;
      } else {
        second = std::max(second, points);
      }
    }
    if (best == nullptr) return;
    // A place that lies elsewhere than the text says is another one of the same name.
    if (best_agrees < 0 && best->kind == Kind::entry) {
      choice.reason = fmt::format("the places of this name lie elsewhere than {} says",
                                  words_telling(report_, spans_, spans_[told_by]));
      return;
    }
    if (best->kind == Kind::entry && best_agrees <= 0 && is_strange(span, *best)) {
      choice.reason = "the places of this name lie in countries that the report does not speak of";
      return;
    }
    // The loosest rung: only when one place alone fits, or the text says where it lies.
    if (best->rung == 4 && best_agrees <= 0 && all.size() > 1 && most - second < 1) return;
    choice.place = *best;
    choice.is_in_focus = !knowledge::is_spelt_in_english(best->country) &&
                         scorer_.votes.country(best->country, span.key) >= kFocusShare;
    choice.reason = reason(span, *best, all.size(), best_agrees > 0 ? &spans_[told_by] : nullptr);
  }

  // Of "Atlanta, Georgia": how much of Atlanta lies in the candidate for Georgia, 0 to 1.
  double holds(const PlaceCandidate& c, const std::vector<std::size_t>& mentions) const {
    double most = 0;
    for (const std::size_t i : mentions) {
      if (!spans_[i].behind_comma || i == 0 || spans_[i - 1].parent != static_cast<int>(i))
        continue;
      double inside = 0, largest = 0;
      for (const PlaceCandidate& child : candidates_[i - 1]) {
        const double size = std::log10(1 + child.population);
        largest = std::max(largest, size);
        if (lies_in(spans_[i - 1], child, c)) inside = std::max(inside, size);
      }
      if (largest > 0) most = std::max(most, inside / largest);
    }
    return most;
  }

  // "Oregon and Washington": of one kind with what stands beside it in a list.
  double peers(std::size_t i, const PlaceCandidate& c) const {
    if (c.feature != Feature::admin1 || spans_[i].behind_comma) return 0;
    const auto is_unit = [&](std::size_t k) {
      return choices_[k].place && choices_[k].place->feature == Feature::admin1 &&
             choices_[k].place->country == c.country && !spans_[k].behind_comma;
    };
    if (spans_[i].listed && i > 0 && is_unit(i - 1)) return 1;
    return i + 1 < spans_.size() && spans_[i + 1].listed && is_unit(i + 1) ? 1 : 0;
  }

  // Keeps the best four, best first.
  void rank(PlaceChoice& choice, const PlaceSpan& span, const std::vector<PlaceCandidate>& all,
            PlaceChoice::Rival one) const {
    constexpr std::size_t kKept = 4;
    std::erase_if(one.parts, [](const auto& part) { return part.second == 0; });
    scorer_.score(span, one.place, all, &one.parts);
    auto& ranking = choice.ranking;
    ranking.insert(std::find_if(ranking.begin(), ranking.end(),
                                [&](const auto& other) { return other.points < one.points; }),
                   std::move(one));
    if (ranking.size() > kKept) ranking.pop_back();
  }

  // A village or another name's spelling in a country that the report does not speak of, while it
  // speaks of another one: a namesake.
  bool is_strange(const PlaceSpan& span, const PlaceCandidate& c) const {
    if (scorer_.votes.country(c.country, span.key) >= kNotedShare) return false;
    if (scorer_.votes.country(main_country(), span.key) < kClearShare) return false;
    return !c.main || c.population < kVillage;
  }

  std::string reason(const PlaceSpan& span, const PlaceCandidate& c, std::size_t count,
                     const PlaceSpan* teller) const {
    if (c.kind == Kind::country) return span.people ? "people of the country" : "country by name";
    if (c.kind == Kind::region) return "region by name";
    std::string why = c.rung == 1   ? "name"
                      : c.rung == 2 ? "name but for articles and spaces"
                      : c.rung == 3 ? "name by sound"
                                    : "name but for a letter or its vowels";
    if (c.rung > 1 || text(span) != report_.knowledge.gazetteer.name(c.index))
      why += fmt::format(" ({})", report_.knowledge.gazetteer.name(c.index));
    if (teller != nullptr)
      return why + ", lies where the text says: " + words_telling(report_, spans_, *teller);
    if (count == 1) return why + ", the only place of this name";
    if (scorer_.votes.share(std::string(c.country)) >= kFocusShare)
      return fmt::format("{}, of {} places the one in {}, which the report is about", why, count,
                         c.country);
    return fmt::format("{}, the likeliest of {} places", why, count);
  }

  const ReportView& report_;
  const std::vector<PlaceSpan>& spans_;
  bool ranked_;
  PlaceFinder finder_;
  std::vector<std::vector<PlaceCandidate>> candidates_;
  std::vector<std::size_t> alike_;           // the first span with the same candidates and points
  std::vector<std::vector<double>> scores_;  // of those, since the votes were last counted
  std::vector<PlaceChoice> choices_;
  PlaceScorer scorer_;
};

}  // namespace

std::vector<PlaceChoice> choose_places(const ReportView& report,
                                       const std::vector<PlaceSpan>& spans, bool ranked) {
  return Chooser(report, spans, ranked).run();
}

}  // namespace parley::mention
