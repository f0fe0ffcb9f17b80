#include "parley/coding/code.h"

#include <algorithm>
#include <iterator>

#include "parley/coding/event.h"
#include "parley/coding/event_days.h"
#include "parley/coding/event_implied.h"
#include "parley/coding/event_tolls.h"
#include "parley/coding/event_where.h"
#include "parley/coding/moves.h"
#include "parley/coding/tolls.h"
#include "parley/coding/votes.h"

namespace parley::coding {

namespace {

// A headline, standfirst or caption sums up what the paragraphs tell: what it says of a party that they
// speak of, too, is no further act, even where they put it otherwise.
template <class Item>
void drop_summaries(const Context& context, std::vector<Item>& items) {
  const auto is_summary = [&](const Item& item) {
    const auto& segments = context.report.article.segments;
    const std::uint32_t block = context.report.parse.sentence_of(item.token).block;
    return block < segments.size() && segments[block].kind != page::SegmentKind::paragraph;
  };
  const auto same = [&](ActorId a, ActorId b) {
    const std::string& code = context.mentions.at(a).code;
    return a == b || (!code.empty() && code == context.mentions.at(b).code);
  };
  const auto shares_actor = [&](const Item& a, const Item& b) {
    return std::any_of(a.actors.begin(), a.actors.end(), [&](ActorId x) {
      return std::any_of(b.actors.begin(), b.actors.end(), [&](ActorId y) { return same(x, y); });
    });
  };
  std::vector<bool> told(items.size(), false);
  for (std::size_t i = 0; i < items.size(); ++i)
    told[i] = is_summary(items[i]) && std::any_of(items.begin(), items.end(), [&](const Item& one) {
                return !is_summary(one) && shares_actor(one, items[i]);
              });
  std::size_t at = 0;
  std::erase_if(items, [&](const Item&) { return told[at++]; });
}

// Whom a move is addressed to without its words saying so is found with its event, among what else
// the report tells.
void give_back_implied(const mention::Mentions& mentions, Coded& coded) {
  // A move is the body's for whom the event's person acts.
  const auto body = [&](ActorId actor) {
    const mention::Actor& one = mentions.at(actor);
    return one.speaks_for && one.kind == "person" ? *one.speaks_for : actor;
  };
  for (Move& move : coded.moves) {
    const auto event =
        std::find_if(coded.events.begin(), coded.events.end(), [&](const Event& one) {
          return one.token == move.token && one.rule.starts_with("move ") && !one.actors.empty() &&
                 std::find(move.actors.begin(), move.actors.end(), body(one.actors.front())) !=
                     move.actors.end();
        });
    if (event == coded.events.end()) continue;
    if (move.recipients.empty())
      for (const ActorId recipient : event->recipients) move.recipients.push_back(body(recipient));
    if (!move.date) move.date = event->date;
  }
}

}  // namespace

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
  // Nor is a refusal to comment any act.
  std::erase_if(acts, [&](const Event& act) {
    return std::any_of(coded.moves.begin(), coded.moves.end(), [&](const Move& move) {
      return move.token == act.token && move.move == "decline_comment";
    });
  });
  coded.events.insert(coded.events.end(), std::make_move_iterator(acts.begin()),
                      std::make_move_iterator(acts.end()));
  coded.events = merge_events(context, std::move(coded.events));
  drop_summaries(context, coded.events);
  add_places(context, coded.events);
  add_implied(context, coded.events);
  link_tolls(context, coded);  // before acts without a place get a country
  settle_days(context, coded.events);
  settle_places(context, coded.events);
  give_back_implied(context.mentions, coded);
  return coded;
}

}  // namespace parley::coding
