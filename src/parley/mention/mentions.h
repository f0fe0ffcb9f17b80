// mention/mentions.h - who, where and when the report means.
// Actors    one entry for each party, with every mention of it ("he", "the ministry", "the group"
// resolved). Places    one entry for each mention of a place. Times: one for each time expression
// (TIMEX3). Later stages look actors up by token; they may add actors of their own (a speaker that
// no rule knew).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.h"
#include "parley/base/span.h"
#include "parley/language/parse.h"

namespace parley::mention {

struct ActorMention {
  Span span;  // bytes of the report's text: the name or noun phrase without its article
  Range tokens;
  std::uint32_t head = 0;  // the head token of the phrase
  std::string reason;  // "name", "surname of ...", "he: last person named", "apposition", "metonym:
                       // capital"
  // Of the words that name it here, in the ActorBook: the entry (or the body that the noun is of) and the noun;
  // absent for pronouns and unknown names.
  std::optional<std::uint32_t> entry = {}, body = {};
  std::string noun = {};  // "ministry"
};

struct Actor {
  std::string
      name;  // the best name of the report or of the knowledge: "Sergei Lavrov", "Free Syrian Army"
  std::string code;  // ISO-3 + PLOVER sectors: "RUSGOV", "SYRREB", "IGOUNO"; unknown parts stay
                     // out; may be ""
  std::string
      kind;  // person organisation state group people role (a described one: "a senior official")
  std::string country;               // ISO-3 or ""
  std::vector<std::string> sectors;  // "GOV", "MIL" ...
  std::string role;                  // "foreign minister"
  std::vector<std::string> aliases;
  std::vector<ActorMention> mentions;   // in text order
  std::optional<Id<Actor>> speaks_for;  // the body that a spokesman, minister or envoy stands for
};
using ActorId = Id<Actor>;

struct Place {
  Span span;
  Range tokens;
  std::string name;     // canonical: "Aleppo"
  std::string country;  // ISO-3
  std::string admin1;
  std::optional<double> lat, lon;  // WGS 84 degrees
  std::optional<std::uint64_t> geonames;
  std::string precision;  // point, place, admin1, country, region, unknown
  std::string reading;    // literal, government, people; name (of place_names)
  std::string role;       // event, dateline, mention
  std::string reason;     // why this one of the candidates
};

struct TimeExpression {
  Span span;
  Range tokens;
  std::string type;   // DATE TIME DURATION SET
  std::string value;  // TIMEX3: "2012-12-29", "P3D", "PAST_REF", "XXXX-WXX-5"; "" where unresolved
  std::optional<DateRange> range;  // the days it names; absent where it names none
  std::string grain;               // day week month season quarter year decade hour ...
  bool dates = true;  // false where it only measures or repeats ("three weeks", "daily", "now")
  std::string basis;  // what it was resolved against: "published", "dateline", "previous: on
                      // Monday", "none"
  std::string_view rule =
      {};  // which form of expression it is: "weekday", "shifted" (time_grammar.h)
};

// The words with every run of white space as one blank: a name may run over a line end.
std::string in_one_line(std::string_view words);

struct Mentions {
  std::vector<Actor> actors;
  std::vector<Place> places;  // in text order
  // Names of places inside other names or before nouns ("Concord Police", "a Gainesville man"), for those
  // who count names; reading "name", in text order. No stage takes them for places.
  std::vector<Place> place_names;
  std::vector<TimeExpression> times;  // in text order

  Actor& at(ActorId id) { return actors[id.value]; }
  const Actor& at(ActorId id) const { return actors[id.value]; }

  // The actor whose mention has `token` as its head, else the one with the smallest mention around
  // it.
  std::optional<ActorId> actor_at(std::uint32_t token) const;
  // The actors that the noun phrase headed by `token` means: the token's own, and those joined to
  // it by "and"/","
  // ("Russia and China" -> two); a relative pronoun stands for its antecedent. Empty when none is
  // known.
  std::vector<ActorId> actors_of(const language::Parse& parse, std::uint32_t token) const;
  // Adds a mention of a new actor with this name and kind. A surname alone is a mention of the one person who bears it.
  ActorId add_actor(const std::string& name, std::string kind, ActorMention mention);
  // Rebuilds the look-up after mentions were changed by hand.
  void index(std::size_t token_count);

  // The first time expression / place that touches the range; nullptr where none does.
  const TimeExpression* time_in(Range tokens) const;
  const Place* place_in(Range tokens) const;

 private:
  std::vector<std::uint32_t>
      head_of_;  // token -> actor index + 1 of the mention headed there, 0 none
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      more_heads_;  // token, actor index: further actors headed there ("both sides"), ascending
  std::vector<std::uint32_t>
      inside_;  // token -> actor index + 1 of the smallest mention around it, 0 none
};

}  // namespace parley::mention
