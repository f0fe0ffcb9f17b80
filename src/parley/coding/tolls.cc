#include "parley/coding/tolls.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "parley/attribution/clause.h"
#include "parley/coding/toll_kinds.h"
#include "parley/coding/toll_numbers.h"
#include "parley/mention/times.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

using language::Parse;
using language::Token;

// One toll and where it was read.
struct Found {
  Toll toll;
  Quantity quantity;
  TollReading reading;
};

class TollFiller {
 public:
  explicit TollFiller(const Context& context)
      : context_(context), parse_(context.report.parse), mentions_(context.mentions) {}

  Toll fill(const Quantity& quantity, const TollReading& reading) const {
    Toll toll;
    toll.kind = narrowed(context_, reading.kind, quantity);
    toll.lower = rounded(quantity.lower);
    toll.upper = rounded(quantity.upper);
    toll.form = quantity.form;
    toll.stated = std::string(parse_.text_of(quantity.tokens));
    toll.who = who(quantity);
    toll.by_whom = by_whom(reading);
    toll.according_to = according_to(quantity);
    toll.rule = reading.rule;
    toll.token = reading.predicate;
    toll.evidence = {evidence(quantity, reading)};
    fill_time(quantity, reading, toll);
    fill_place(quantity, toll);
    toll.status = status(quantity);
    return toll;
  }

 private:
  const Token& at(std::uint32_t token) const { return parse_.tokens[token]; }

  // Whole numbers stay whole: 0.9 of 1,000 is 900, not 899.99.
  static std::optional<double> rounded(std::optional<double> value) {
    if (!value) return value;
    return std::round(*value * 100) / 100;
  }

  std::string who(const Quantity& quantity) const {
    if (!quantity.noun) return "";
    const std::uint32_t noun = *quantity.noun;
    std::uint32_t begin = std::max(at(noun).left_edge, quantity.tokens.end);
    if (begin > noun) begin = noun;
    while (begin < noun && one_of(at(begin).lower, {"of", "the", ","})) ++begin;
    return std::string(parse_.text_of({begin, noun + 1}));
  }

  std::optional<ActorId> by_whom(const TollReading& reading) const {
    if (!reading.by_whom) return std::nullopt;
    const auto actors = mentions_.actors_of(parse_, *reading.by_whom);
    if (!actors.empty()) return actors.front();
    // "government air raids": the owner of the act.
    for (const std::uint32_t child : parse_.children(*reading.by_whom))
      if (one_of(at(child).dep, {"compound", "amod", "poss", "nmod"}))
        if (const auto actor = mentions_.actor_at(child)) return actor;
    return std::nullopt;
  }

  // The chain of the tightest statement around the number.
  std::vector<ActorId> according_to(const Quantity& quantity) const {
    const attribution::Statement* best = statement_around(quantity);
    if (!best) return {};
    std::vector<ActorId> chain;
    if (best->speaker) chain.push_back(*best->speaker);
    chain.insert(chain.end(), best->via.begin(), best->via.end());
    return chain;
  }
  const attribution::Statement* statement_around(const Quantity& quantity) const {
    const attribution::Statement* best = nullptr;
    std::uint32_t best_size = 0;
    for (const attribution::Statement& statement : context_.statements) {
      std::uint32_t size = 0;
      bool holds = false;
      for (const Range run : statement.content_tokens) {
        size += run.size();
        holds |= run.overlaps(quantity.tokens);
      }
      if (!holds || (best && size >= best_size)) continue;
      best = &statement;
      best_size = size;
    }
    return best;
  }

  // The place in its sentence, what follows the number before what precedes it; else, for what
  // happened once, the last one told of; else the country that the report is about.
  std::string place(const Quantity& quantity) const {
    const std::uint32_t number = quantity.tokens.begin;
    const std::uint32_t sentence = at(number).sentence;
    const mention::Place* best = nullptr;
    std::uint32_t best_distance = 0;
    for (const mention::Place& one : mentions_.places) {
      if (!is_ground(one) || at(one.tokens.begin).sentence != sentence) continue;
      const std::uint32_t from = one.tokens.begin;
      // "Britain-based", and what is named in passing before the count.
      if (one.role == "mention" && from < number) continue;
      if (one.tokens.end + 1 < parse_.tokens.size() && at(one.tokens.end + 1).lower == "based")
        continue;
      const std::uint32_t distance = from > number ? from - number : 2 * (number - from) + 4;
      if (best && distance >= best_distance) continue;
      best = &one;
      best_distance = distance;
    }
    return best ? named(*best) : "";
  }
  std::string named(const mention::Place& place) const {
    return mention::in_one_line(slice(parse_.source, place.span));
  }
  bool is_ground(const mention::Place& place) const {
    return !place.tokens.empty() && place.reading != "government" && place.reading != "people";
  }
  std::string place_before(const Quantity& quantity) const {
    const std::uint32_t number = quantity.tokens.begin;
    const mention::Place* best = nullptr;
    for (const mention::Place& one : mentions_.places)
      if (is_ground(one) && one.tokens.begin < number && one.role == "event" &&
          one.precision != "country")
        best = &one;
    if (!best) return "";
    const auto block = [&](std::uint32_t token) { return parse_.sentence_of(token).block; };
    return block(best->tokens.begin) + 2 >= block(number) ? named(*best) : "";
  }
  void fill_place(const Quantity& quantity, Toll& toll) const {
    toll.place = place(quantity);
    if (!toll.place.empty() || toll.kind.starts_with("aid_")) return;
    if (toll.scope == "incident") toll.place = place_before(quantity);
    if (toll.place.empty()) {
      toll.place = main_country();
      if (toll.scope == "incident" && toll.from && toll.from == toll.to && !toll.place.empty())
        toll.scope = "day";
    }
  }
  // The country most spoken of: places in it and parties of it.
  std::string main_country() const {
    std::map<std::string, std::size_t> weight;
    for (const mention::Place& one : mentions_.places)
      if (!one.country.empty() && one.role != "dateline") ++weight[one.country];
    for (const mention::Actor& actor : mentions_.actors)
      if (!actor.country.empty()) weight[actor.country] += actor.mentions.size();
    const auto most = std::max_element(weight.begin(), weight.end(),
                                       [](auto& a, auto& b) { return a.second < b.second; });
    if (most == weight.end()) return "";
    for (const mention::Place& one : mentions_.places)
      if (one.precision == "country" && one.country == most->first) return one.name;
    for (const mention::Actor& actor : mentions_.actors)
      if (actor.kind == "state" && actor.country == most->first) return actor.name;
    return "";
  }

  // --- when

  void fill_time(const Quantity& quantity, const TollReading& reading, Toll& toll) const {
    const Range sentence = parse_.sentence_of(quantity.tokens.begin).tokens;
    const std::string words = ascii_lower(parse_.text_of(sentence));
    const auto range = mention::day_of_clause(parse_, mentions_, reading.predicate);
    const mention::TimeExpression* time = expression(quantity, reading);
    const std::optional<Day> published = context_.report.article.published.day;
    toll.scope = scope_by_words(words);
    if (toll.scope.empty() && time && time->type == "DURATION") toll.scope = "window";
    if (range) {
      toll.from = range->first;
      toll.to = range->last;
    } else if (time && time->range) {
      toll.from = time->range->first;
      toll.to = time->range->last;
    }
    // "since Monday" is a window, "since March last year" the whole of it.
    const auto recent = std::chrono::days(62);
    if (toll.scope == "cumulative" && toll.from && published && *published - *toll.from < recent)
      toll.scope = "window";
    if (toll.scope == "cumulative" || toll.scope == "register") {
      toll.to = published ? published : toll.to;
      if (toll.scope == "register") toll.from.reset();
    }
    if (!toll.scope.empty()) return;
    if (toll.kind.starts_with("aid_"))
      toll.scope = "window";
    else if (one_of(toll.kind, {"refugees", "refugees_registered", "forces", "besieged"}))
      toll.scope = "register";
    else if (!toll.from && (is_perfect(reading.predicate) ||
                            (reading.rule == "held by noun" && toll.lower.value_or(0) >= 1000)))
      toll.scope = "cumulative";
    else
      toll.scope = "incident";
    if (toll.scope != "incident" && !toll.to) toll.to = published;
  }
  const mention::TimeExpression* expression(const Quantity& quantity,
                                            const TollReading& reading) const {
    if (const auto index = mention::time_of_clause(parse_, mentions_, reading.predicate))
      return &mentions_.times[*index];
    const std::uint32_t edge = at(reading.predicate).right_edge;
    return mentions_.time_in({quantity.tokens.begin, std::max(edge, quantity.tokens.end)});
  }
  std::string scope_by_words(std::string_view sentence) const {
    for (const auto& [words, scope] : context_.report.knowledge.tolls.scopes()) {
      const std::size_t found = sentence.find(words);
      if (found == std::string_view::npos) continue;
      const bool starts = found == 0 || !is_ascii_lower(sentence[found - 1]);
      const std::size_t end = found + words.size();
      if (starts && (end >= sentence.size() || !is_ascii_lower(sentence[end]))) return scope;
    }
    return "";
  }
  // "have died", "have been killed" without a day: so far.
  bool is_perfect(std::uint32_t verb) const {
    for (const std::uint32_t child : parse_.children(verb))
      if (at(child).dep == "aux" && one_of(at(child).lower, {"have", "has", "'ve"})) return true;
    return false;
  }

  std::string status(const Quantity& quantity) const {
    const attribution::Statement* statement = statement_around(quantity);
    if (statement && statement->attitude == "denial") return "denied";
    const Range sentence = parse_.sentence_of(quantity.tokens.begin).tokens;
    const std::string words = ascii_lower(parse_.text_of(sentence));
    for (const std::string_view sign :
         {"expected to rise", "could rise", "likely to rise", "may rise"})
      if (words.find(sign) != std::string::npos) return "preliminary";
    return "";
  }

  Span evidence(const Quantity& quantity, const TollReading& reading) const {
    Range range = quantity.tokens;
    const std::uint32_t noun = quantity.noun.value_or(quantity.top);
    if (parse_.tokens[noun].sentence == at(quantity.tokens.begin).sentence) {
      range.begin = std::min(range.begin, noun);
      range.end = std::max(range.end, noun + 1);
    }
    // The verb too, where it stands near: "160 people killed".
    if (!reading.part && reading.predicate + 12 > range.begin &&
        reading.predicate < range.end + 12) {
      range.begin = std::min(range.begin, reading.predicate);
      range.end = std::max(range.end, reading.predicate + 1);
    }
    return parse_.span_of(range);
  }

  const Context& context_;
  const Parse& parse_;
  const mention::Mentions& mentions_;
};

bool is_same_count(const Toll& a, const Toll& b) {
  return a.kind == b.kind && a.lower == b.lower && a.upper == b.upper;
}

// A headline's or a caption's count is the one that the paragraphs tell with its source.
void add(std::vector<Toll>& tolls, Toll toll) {
  for (Toll& one : tolls) {
    if (!is_same_count(one, toll) || toll.form == "one_or_a" || toll.form == "none") continue;
    const bool same_source = one.according_to == toll.according_to;
    const bool silent = one.according_to.empty() || toll.according_to.empty();
    if (!same_source && !silent) continue;
    if (one.according_to.empty() && !toll.according_to.empty()) {
      std::swap(one, toll);
    }
    one.evidence.insert(one.evidence.end(), toll.evidence.begin(), toll.evidence.end());
    return;
  }
  tolls.push_back(std::move(toll));
}

}  // namespace

std::vector<Toll> find_tolls(const Context& context) {
  const std::vector<Quantity> quantities = find_quantities(context);
  const TollFiller filler(context);
  std::vector<Toll> tolls;
  std::optional<TollReading> before;
  std::size_t whole = 0;  // number of the toll that a part belongs to
  std::uint32_t sentence = 0;
  for (const Quantity& quantity : quantities) {
    const std::uint32_t own = context.report.parse.tokens[quantity.tokens.begin].sentence;
    if (own != sentence) before.reset();
    sentence = own;
    auto reading = read_toll(context, quantity, before ? &*before : nullptr);
    if (!reading) continue;
    Toll toll = filler.fill(quantity, *reading);
    if (reading->part) {
      // A part has the time and place of its whole.
      if (whole < tolls.size()) {
        toll.scope = tolls[whole].scope;
        toll.from = tolls[whole].from;
        toll.to = tolls[whole].to;
        toll.place = tolls[whole].place;
        toll.by_whom = tolls[whole].by_whom;
        toll.token = tolls[whole].token;
      }
      if (whole < tolls.size())
        tolls[whole].relation.push_back("includes t" + std::to_string(tolls.size() + 1));
      tolls.push_back(std::move(toll));
      continue;
    }
    const std::size_t count = tolls.size();
    add(tolls, std::move(toll));
    whole = tolls.size() > count ? tolls.size() - 1 : tolls.size();
    before = std::move(reading);
  }
  return tolls;
}

}  // namespace parley::coding
