// coding/items.h - what was done, to whom, by whose account: events, moves with conditions, votes,
// tolls. Names of types, moves, conditions, tolls, forms, scopes, roles, modality: knowledge/
// (PLOVER, CAMEO, our vocabulary). An absent field means "not said". Evidence: one span for each
// place that tells it, the fullest first; never empty.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/base/date.h"
#include "parley/base/span.h"
#include "parley/mention/mentions.h"

namespace parley::coding {

using mention::ActorId;

struct Toll {
  std::string kind;                    // "killed", "refugees", "aid_asked" ...
  std::optional<double> lower, upper;  // both bounds included; money in units of `currency`
  std::string form;    // exact at_least more_than at_most about range several tens ...
  std::string stated;  // the words of the report: "at least 160"
  std::string scope;   // incident day window campaign cumulative register
  std::optional<Day> from, to;
  std::string place;  // as named
  std::string who;    // "civilians"
  std::optional<ActorId> by_whom;
  std::vector<ActorId> according_to;  // nearest to the fact first; empty: the report itself
  std::string counted_how, status;    // "hospital records"; preliminary updated final ... denied
  std::vector<std::string> relation;  // "includes t3"
  std::string rule;
  std::uint32_t token = 0;  // the predicate; of a part, that of its whole
  std::vector<Span> evidence;
};

struct Event {
  std::string type;                  // PLOVER: "ASSAULT"
  std::string mode;                  // "aerial"; "" none
  std::vector<std::string> context;  // "military"
  std::string cameo;                 // "195"; "" where CAMEO has none
  std::optional<double> goldstein;
  int quad =
      0;  // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  std::vector<ActorId> actors, recipients;
  std::string place;  // as named
  std::optional<DateRange> date;
  std::string date_text;  // the words that date it
  std::string status;     // actual planned offered demanded hypothetical negated denied historical
  std::string certainty;  // confirmed reported claimed disputed
  std::vector<ActorId> according_to;
  std::vector<Id<Toll>> tolls;
  std::string rule;
  std::uint32_t token = 0;  // the predicate
  std::vector<Span> evidence;
};

struct Condition {
  std::string kind;                       // "leave_office"
  std::vector<ActorId> who;               // the party that must act
  std::string role;                       // precondition red_line ...
  std::vector<ActorId> of;                // whose condition it is
  std::optional<std::uint32_t> for_move;  // index of the move
  std::optional<Day> deadline;
  std::vector<Span> evidence;
};

struct Move {
  std::string move, family;  // "refuse_talks", "refuse"
  std::vector<ActorId> actors, recipients, third_parties;
  std::string subject, venue;
  std::optional<DateRange> date;
  std::string modality;  // actual announced planned offered conditional hypothetical denied negated
                         // rumoured historical
  std::optional<std::uint32_t> in_reply_to;  // index of a move
  std::vector<Id<Condition>> conditions;
  std::string cameo;
  std::vector<ActorId> according_to;
  std::string rule;
  std::uint32_t token = 0;
  std::vector<Span> evidence;
};

struct Vote {
  std::string body, draft;
  std::optional<DateRange> date;
  std::vector<ActorId> sponsors, in_favour, against, abstained;
  std::optional<int> in_favour_count, against_count, abstained_count;
  bool veto = false;
  std::string result;               // adopted fails_veto fails_majority ...
  std::vector<std::string> checks;  // what the body's rules say of the figures
  std::vector<Span> evidence;
};

struct Coded {
  std::vector<Event> events;
  std::vector<Move> moves;
  std::vector<Condition> conditions;
  std::vector<Vote> votes;
  std::vector<Toll> tolls;
};

}  // namespace parley::coding
