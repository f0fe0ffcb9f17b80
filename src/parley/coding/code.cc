#include "parley/coding/code.h"

#include <algorithm>
#include <iterator>

#include "parley/coding/event.h"
#include "parley/coding/event_implied.h"
#include "parley/coding/moves.h"
#include "parley/coding/tolls.h"
#include "parley/coding/votes.h"

namespace parley::coding {

Coded code_report(const mention::ReportView& report, mention::Mentions& mentions,
                  const std::vector<attribution::Statement>& statements) {
  const Context context{report, mentions, statements};
  Coded coded;
  coded.tolls = find_tolls(context);
  coded.votes = find_votes(context);
  find_moves(context, coded);
  coded.events = events_of_moves(context, coded.moves);
  std::vector<Event> acts = find_events(context, coded.moves);
  // Where a move says what a predicate means, its own reading stands.
  std::erase_if(acts, [&](const Event& act) {
    return std::any_of(coded.events.begin(), coded.events.end(), [&](const Event& event) {
      return event.token == act.token && event.type != act.type;
    });
  });
  coded.events.insert(coded.events.end(), std::make_move_iterator(acts.begin()),
                      std::make_move_iterator(acts.end()));
  coded.events = merge_events(context, std::move(coded.events));
  add_places(context, coded.events);
  add_implied(context, coded.events);
  return coded;
}

}  // namespace parley::coding
