#include "parley/analysis/talks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "parley/base/date.h"
#include "parley/text/text.h"

namespace parley::analysis {
namespace {

constexpr std::array<std::string_view, 6> kOffers = {"offer_talks",     "invite",
                                                     "offer_mediation", "propose_plan",
                                                     "counter_propose", "offer_to_settle"};
constexpr std::array<std::string_view, 8> kAcceptances = {
    "accept_talks",    "accept_in_principle", "accept_mediation", "accept_plan",
    "name_delegation", "resume_talks",        "open_round",       "negotiate"};
constexpr std::array<std::string_view, 8> kRefusals = {
    "refuse_talks", "refuse_mediation", "refuse_plan",    "boycott",
    "walk_out",     "suspend_talks",    "refuse_to_sign", "cancel_meeting"};
// Answers to terms that somebody put forward; with no such terms on record they say nothing about talks.
constexpr std::array<std::string_view, 3> kPlanAnswers = {"accept_plan", "refuse_plan",
                                                          "refuse_to_sign"};
constexpr std::array<std::string_view, 3> kPlans = {"propose_plan", "counter_propose",
                                                    "offer_to_settle"};

constexpr std::array<std::string_view, 7> kMeetings = {
    "negotiate",      "open_round",           "accept_talks",    "resume_talks",
    "indirect_talks", "multilateral_meeting", "meet_third_place"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A move that did not take place offers and answers nothing.
bool stands(const LedgerMove& move) {
  return move.modality != "negated" && move.modality != "denied" && move.modality != "rumoured";
}

std::optional<Answer> answer_of(const LedgerMove& move) {
  if (!stands(move)) return std::nullopt;
  if (move.move == "postpone_meeting") return Answer::delays;
  if (move.move == "set_condition") return Answer::sets_conditions;
  if (among(kRefusals, move.move)) return Answer::refuses;
  if (among(kAcceptances, move.move) && move.modality != "hypothetical") return Answer::accepts;
  return std::nullopt;
}

bool is_offer(const LedgerMove& move) { return stands(move) && among(kOffers, move.move); }

// Talks that are announced and have not begun.
bool is_announced_round(const LedgerMove& move) {
  const bool ahead =
      move.modality == "planned" || move.modality == "announced" || move.modality == "offered";
  return ahead && among(kMeetings, move.move) && !move.actors.empty() && !move.recipients.empty();
}

// --- grouping
// ----------------------------------------------------------------------------------------------------

bool venues_agree(std::string_view one, std::string_view other) {
  return one.empty() || other.empty() || levelled(one) == levelled(other);
}

std::string day_of(const LedgerMove& move) {
  return move.date.empty() ? move.source.published : move.date.substr(0, 10);
}

// Offers of one pair of sides that lie further apart are two attempts at talks.
constexpr std::chrono::days kOneOffer{45};
// An answer comes within a season of the offer; a report that dates the offer late lets it come a little before.
constexpr std::chrono::days kAnswerBefore{7}, kAnswerAfter{90};

// When the move was made: what lies ahead was announced when it was told, at the latest.
std::optional<Day> made_on(const LedgerMove& move) {
  const std::string day = day_of(move);
  const std::string& told = move.source.published;
  return parse_day(told.empty() || day < told ? day : told);
}

// The days of the entry's offers and, where they are none, of its replies; nullopt where no move has one.
std::optional<DateRange> days_of(const Talks& talks) {
  std::optional<DateRange> range;
  const auto add = [&](const LedgerMove& move) {
    const std::optional<Day> day = made_on(move);
    if (!day) return;
    if (!range) range = DateRange{*day, *day};
    range->first = std::min(range->first, *day);
    range->last = std::max(range->last, *day);
  };
  for (const LedgerMove& offer : talks.offers) add(offer);
  if (talks.offers.empty())
    for (const Reply& reply : talks.replies) add(reply.move);
  return range;
}

// Whether the move's day lies so near the entry's; what has no day could be of any.
bool in_time(const Talks& talks, const LedgerMove& move, std::chrono::days before,
             std::chrono::days after) {
  const std::optional<DateRange> days = days_of(talks);
  const std::optional<Day> day = made_on(move);
  return !days || !day || (*day >= days->first - before && *day <= days->last + after);
}

// How well `offer` is another telling of the entry, or the other side's offer in turn; 0 not at all.
int same_offer(const Talks& talks, const LedgerMove& offer) {
  if (!venues_agree(talks.venue, offer.venue) || !in_time(talks, offer, kOneOffer, kOneOffer))
    return 0;
  const bool again =
      meet(talks.offered_by, offer.actors) && could_meet(talks.offered_to, offer.recipients);
  const bool in_turn =
      meet(talks.offered_to, offer.actors) && meet(talks.offered_by, offer.recipients);
  if (!again && !in_turn) return 0;
  return (meet(talks.offered_to, offer.recipients) || in_turn ? 2 : 1) +
         (!talks.venue.empty() && !offer.venue.empty() ? 1 : 0);
}

// How well `move` answers the entry's offer; 0 not at all.
int answers(const Talks& talks, const LedgerMove& move) {
  for (const LedgerMove& offer : talks.offers)
    if (move.in_reply_to && offer.source.document == move.source.document &&
        offer.source.item == *move.in_reply_to)
      return 10;
  if (!venues_agree(talks.venue, move.venue) || !in_time(talks, move, kAnswerBefore, kAnswerAfter))
    return 0;
  const bool plan = std::any_of(talks.offers.begin(), talks.offers.end(),
                                [](const LedgerMove& offer) { return among(kPlans, offer.move); });
  if (among(kPlanAnswers, move.move) && !plan) return 0;
  // One side says yes in the report where the other says no: both answer the offer that it does not tell.
  const bool beside =
      talks.offers.empty() && among(kAcceptances, move.move) &&
      std::any_of(talks.replies.begin(), talks.replies.end(), [&](const Reply& reply) {
        return reply.move.source.document == move.source.document;
      });
  // Both sides of the answer must be able to be sides of these talks.
  std::vector<Party> sides = talks.offered_by;
  add_parties(sides, talks.offered_to);
  add_parties(sides, talks.mediators);
  if (beside && meet(sides, move.actors)) return 2;
  if (!could_meet(sides, move.recipients)) return 0;
  int score = 0;
  if (meet(talks.offered_to, move.actors)) score += 3;
  if (meet(talks.offered_by, move.recipients)) score += 3;
  if (meet(talks.offered_by, move.actors) && meet(talks.offered_to, move.recipients)) score += 2;
  if (meet(talks.mediators, move.recipients) || meet(talks.mediators, move.third_parties))
    score += 1;
  if (!move.venue.empty() && !talks.venue.empty()) score += 2;
  const bool known =
      std::any_of(talks.replies.begin(), talks.replies.end(), [&](const Reply& reply) {
        return meet(reply.move.actors, move.actors) && meet(reply.move.recipients, move.recipients);
      });
  if (known) score = std::max(score, 2);
  return score;
}

template <class Score>
Talks* best_of(std::vector<Talks>& entries, Score score) {
  Talks* best = nullptr;
  int highest = 0;
  for (Talks& talks : entries) {
    const int value = score(talks);
    if (value > highest) {
      highest = value;
      best = &talks;
    }
  }
  return best;
}

// True where `move` is one of `known` in other words' place: a reprint. Its report is noted there.
bool is_copy(LedgerMove& known, const LedgerMove& move) {
  if (known.move != move.move || known.source.document == move.source.document) return false;
  const std::optional<Day> one = made_on(known), other = made_on(move);
  if (one && other && std::chrono::abs(*one - *other) > kOneOffer) return false;
  if (levelled(known.source.words) != levelled(move.source.words) ||
      !could_meet(known.actors, move.actors))
    return false;
  known.copies.push_back(move.source);
  if (known.date.empty()) known.date = move.date;
  return true;
}

void add_offer(std::vector<Talks>& entries, const LedgerMove& offer) {
  for (Talks& talks : entries)
    for (LedgerMove& known : talks.offers)
      if (is_copy(known, offer)) return;
  Talks* talks = best_of(entries, [&](const Talks& entry) { return same_offer(entry, offer); });
  if (talks == nullptr) talks = &entries.emplace_back();
  const bool in_turn =
      meet(talks->offered_to, offer.actors) && !meet(talks->offered_by, offer.actors);
  add_parties(talks->offered_by, in_turn ? offer.recipients : offer.actors);
  add_parties(talks->offered_to, in_turn ? offer.actors : offer.recipients);
  add_parties(talks->mediators, offer.third_parties);
  if (talks->venue.empty()) talks->venue = offer.venue;
  if (talks->subject.empty()) talks->subject = offer.subject;
  talks->offers.push_back(offer);
}

void add_reply(std::vector<Talks>& entries, const LedgerMove& move, Answer answer) {
  for (Talks& talks : entries)
    for (Reply& known : talks.replies)
      if (is_copy(known.move, move)) return;
  Talks* talks = best_of(entries, [&](const Talks& entry) { return answers(entry, move); });
  if (talks == nullptr) {
    // A round of talks that nobody refused needs no entry, nor do terms that nobody put forward.
    if (answer == Answer::accepts || among(kPlanAnswers, move.move)) return;
    talks = &entries.emplace_back();
    talks->offered_to = move.actors;
    add_parties(talks->offered_by, move.recipients);
    talks->venue = move.venue;
    talks->subject = move.subject;
  }
  talks->replies.push_back({answer, move});
}

std::string named(const LedgerCondition& condition) {
  std::string names;
  for (const Party& party : condition.who) names += (names.empty() ? "" : ", ") + party.name;
  return names.empty() ? condition.kind : fmt::format("{} ({})", condition.kind, names);
}

// Conditions that keep a meeting from taking place; what must only come out of talks does not.
bool keeps_from_talks(const LedgerCondition& condition) {
  return condition.role == "precondition" || condition.role == "red_line" ||
         condition.role == "simultaneous" || condition.role == "refused_condition";
}

void add_condition_blocks(Talks& talks, const LedgerMove& move, std::set<std::string>& seen) {
  for (const LedgerCondition& condition : move.conditions) {
    if (!keeps_from_talks(condition)) continue;
    const std::vector<Party>& by = condition.of.empty() ? move.actors : condition.of;
    std::string key = named(condition);
    for (const Party& party : by)
      key += "|" + (party.code.empty() ? levelled(party.name) : party.code);
    if (seen.insert(key).second)
      talks.blocks.push_back(
          {condition.role == "refused_condition" ? "refused condition" : "condition",
           named(condition), by, condition.source});
  }
}

void settle(Talks& talks) {
  std::stable_sort(talks.replies.begin(), talks.replies.end(),
                   [](const Reply& a, const Reply& b) { return day_of(a.move) < day_of(b.move); });
  for (const LedgerMove& offer : talks.offers)
    if (const std::string day = day_of(offer);
        !day.empty() && (talks.since.empty() || day < talks.since))
      talks.since = day;
  if (talks.since.empty() && !talks.replies.empty())
    talks.since = day_of(talks.replies.front().move);

  // The last answer of each party counts; earlier ones stay on the list.
  const auto superseded = [&](std::size_t i) {
    const auto later = talks.replies.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    return std::any_of(later, talks.replies.end(), [&](const Reply& reply) {
      return meet(reply.move.actors, talks.replies[i].move.actors);
    });
  };
  std::set<std::string> seen;
  bool refused = false, delayed = false, accepted = false;
  for (std::size_t i = 0; i < talks.replies.size(); ++i) {
    const Reply& reply = talks.replies[i];
    const bool current = !superseded(i);
    if (reply.answer == Answer::sets_conditions || current)
      add_condition_blocks(talks, reply.move, seen);
    if (!current) continue;
    accepted = accepted || reply.answer == Answer::accepts;
    if (reply.answer == Answer::refuses && reply.move.conditions.empty()) {
      refused = true;
      talks.blocks.push_back({"refusal", reply.move.move, reply.move.actors, reply.move.source});
    } else if (reply.answer == Answer::refuses) {
      refused = true;
    } else if (reply.answer == Answer::delays) {
      delayed = true;
      talks.blocks.push_back({"delay", reply.move.move, reply.move.actors, reply.move.source});
    }
  }
  for (const LedgerMove& offer : talks.offers) add_condition_blocks(talks, offer, seen);
  talks.state = refused                 ? "refused"
                : !talks.blocks.empty() ? (delayed ? "delayed" : "blocked")
                : accepted              ? "accepted"
                                        : "open";
}

bool touches(const std::vector<Party>& parties, const std::string& wanted) {
  return std::any_of(parties.begin(), parties.end(), [&](const Party& party) {
    return levelled(party.name).find(wanted) != std::string::npos ||
           ascii_lower(party.code) == wanted;
  });
}

bool passes(const Talks& talks, const TalksFilter& filter) {
  if (!filter.actor.empty()) {
    const std::string wanted = levelled(filter.actor);
    bool found = touches(talks.offered_by, wanted) || touches(talks.offered_to, wanted) ||
                 touches(talks.mediators, wanted);
    for (const Reply& reply : talks.replies) found = found || touches(reply.move.actors, wanted);
    if (!found) return false;
  }
  if (filter.since.empty() && filter.until.empty()) return true;
  const auto within = [&](const LedgerMove& move) {
    const std::string day = day_of(move);
    return !day.empty() && (filter.since.empty() || day >= filter.since) &&
           (filter.until.empty() || day <= filter.until);
  };
  return std::any_of(talks.offers.begin(), talks.offers.end(), within) ||
         std::any_of(talks.replies.begin(), talks.replies.end(),
                     [&](const Reply& reply) { return within(reply.move); });
}

}  // namespace

std::string_view name_of(Answer answer) {
  switch (answer) {
    case Answer::accepts:
      return "accepted";
    case Answer::refuses:
      return "refused";
    case Answer::sets_conditions:
      return "conditions set";
    case Answer::delays:
      return "delayed";
  }
  return "";
}

std::vector<Talks> group_talks(const std::vector<LedgerMove>& moves) {
  std::vector<Talks> entries;
  for (const LedgerMove& move : moves)
    if (is_offer(move) && !move.actors.empty()) add_offer(entries, move);
  // A round that is announced between sides that no offer names is the offer; between sides that one names, it says yes.
  std::set<const LedgerMove*> announced;
  for (const LedgerMove& move : moves) {
    if (is_offer(move) || !is_announced_round(move)) continue;
    const bool known = std::any_of(entries.begin(), entries.end(), [&](const Talks& talks) {
      return std::none_of(talks.offers.begin(), talks.offers.end(),
                          [](const LedgerMove& offer) { return !is_offer(offer); }) &&
             answers(talks, move) > 0;
    });
    if (known) continue;
    announced.insert(&move);
    add_offer(entries, move);
  }
  // Replies that a report ties to their offer come first: another report's telling of them finds them there.
  for (const bool tied : {true, false})
    for (const LedgerMove& move : moves)
      if (const auto answer = answer_of(move);
          answer && move.in_reply_to.has_value() == tied && !announced.contains(&move))
        add_reply(entries, move, *answer);
  for (Talks& talks : entries) settle(talks);
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Talks& a, const Talks& b) { return a.since < b.since; });
  return entries;
}

Result<std::vector<Talks>> find_talks(record::Store& store, const TalksFilter& filter) {
  const auto moves = ledger_moves(store);
  if (!moves) return moves.error();
  std::vector<Talks> found = group_talks(*moves);
  std::erase_if(found, [&](const Talks& talks) { return !passes(talks, filter); });
  return found;
}

}  // namespace parley::analysis
