#include "parley/analysis/talks.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

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

// --- parties
// -----------------------------------------------------------------------------------------------------

std::string_view without_article(std::string_view name) {
  return name.starts_with("the ") ? name.substr(4) : name;
}

// A name or alias of one is a name of the other, or a word of it ("FARC rebels", "FARC").
bool share_a_name(const Party& one, const Party& other) {
  const auto names_of = [](const Party& party) {
    std::vector<std::string> names{levelled(party.name)};
    for (const std::string& alias : party.aliases) names.push_back(levelled(alias));
    return names;
  };
  const auto is_acronym = [](std::string_view word) {
    return word.size() >= 2 && std::all_of(word.begin(), word.end(), is_ascii_upper);
  };
  const std::vector<std::string> others = names_of(other);
  for (const std::string& name : names_of(one))
    for (const std::string& same : others)
      if (without_article(name) == without_article(same)) return true;
  for (const auto& [party, names] : {std::pair(&one, others), std::pair(&other, names_of(one))})
    for (const std::string_view word : split(party->name, ' '))
      if (is_acronym(word) && std::find(names.begin(), names.end(), levelled(word)) != names.end())
        return true;
  return false;
}

// "National Liberation Army" and "FARC rebels" name a body; "the rebels" and a person stand for a side.
bool is_named_body(const Party& party) {
  if (party.kind == "person") return false;
  const auto words = split(party.name, ' ');
  const auto capitals = [](std::string_view word) {
    return std::count_if(word.begin(), word.end(), is_ascii_upper);
  };
  return (!words.back().empty() && is_ascii_upper(words.back().front())) ||
         std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return capitals(word) >= 2; });
}

bool meet(const std::vector<Party>& ones, const std::vector<Party>& others) {
  return std::any_of(ones.begin(), ones.end(), [&](const Party& one) {
    return std::any_of(others.begin(), others.end(),
                       [&](const Party& other) { return same_party(one, other); });
  });
}

void add_parties(std::vector<Party>& to, const std::vector<Party>& from) {
  for (const Party& party : from)
    if (!meet(to, {party})) to.push_back(party);
}

// --- reading the store
// -------------------------------------------------------------------------------------------

std::vector<std::string> list_of_texts(const std::optional<std::string>& json) {
  std::vector<std::string> texts;
  rapidjson::Document list;
  if (!json || list.Parse(json->c_str()).HasParseError() || !list.IsArray()) return texts;
  for (const auto& item : list.GetArray())
    if (item.IsString()) texts.emplace_back(item.GetString(), item.GetStringLength());
  return texts;
}

struct Documents {
  std::map<std::string, Source> source;                         // by document number
  std::map<std::pair<std::string, std::string>, Party> party;   // by document number and actor id
  std::map<std::pair<std::string, std::string>, Source> words;  // by document number and item id

  std::vector<Party> parties(const std::string& document,
                             const std::optional<std::string>& ids) const {
    std::vector<Party> found;
    for (const std::string& id : list_of_texts(ids))
      if (const auto at = party.find({document, id}); at != party.end())
        found.push_back(at->second);
    return found;
  }
  Source source_of(const std::string& document, const std::string& item) const {
    Source found = source.at(document);
    found.item = item;
    if (const auto at = words.find({document, item}); at != words.end()) {
      found.words = at->second.words;
      found.start = at->second.start;
      found.end = at->second.end;
    }
    return found;
  }
};

// A condition told twice in one move is one.
void add_condition(std::vector<LedgerCondition>& conditions, const LedgerCondition& condition) {
  for (const LedgerCondition& known : conditions)
    if (known.kind == condition.kind && known.role == condition.role &&
        known.source.words == condition.source.words)
      return;
  conditions.push_back(condition);
}

Result<Documents> read_documents(record::Store& store) {
  Documents documents;
  const auto text = [](const std::optional<std::string>& value) { return value.value_or(""); };
  Status problem = store.query("SELECT number, id, source, title, published FROM documents", {},
                               [&](const record::StoreRow& row) {
                                 Source source;
                                 source.document = text(row[1]);
                                 source.report = text(row[2]);
                                 source.title = text(row[3]);
                                 source.published = text(row[4]);
                                 documents.source[text(row[0])] = source;
                               });
  if (!problem)
    problem = store.query("SELECT document, id, name, code, kind, aliases FROM actors", {},
                          [&](const record::StoreRow& row) {
                            documents.party[{text(row[0]), text(row[1])}] = {
                                text(row[2]), text(row[3]), text(row[4]), list_of_texts(row[5])};
                          });
  if (!problem)
    problem =
        store.query("SELECT document, item, text, start, \"end\" FROM evidence WHERE number = 1",
                    {}, [&](const record::StoreRow& row) {
                      Source source;
                      source.words = text(row[2]);
                      source.start = std::stoll(row[3].value_or("0"));
                      source.end = std::stoll(row[4].value_or("0"));
                      documents.words[{text(row[0]), text(row[1])}] = source;
                    });
  if (problem) return *problem;
  return documents;
}

// --- grouping
// ----------------------------------------------------------------------------------------------------

bool venues_agree(std::string_view one, std::string_view other) {
  return one.empty() || other.empty() || levelled(one) == levelled(other);
}

std::string day_of(const LedgerMove& move) {
  return move.date.empty() ? move.source.published : move.date.substr(0, 10);
}

// Whether the sides do not contradict each other: an unnamed side could be anybody.
bool could_meet(const std::vector<Party>& ones, const std::vector<Party>& others) {
  return ones.empty() || others.empty() || meet(ones, others);
}

// How well `offer` is another telling of the entry, or the other side's offer in turn; 0 not at all.
int same_offer(const Talks& talks, const LedgerMove& offer) {
  if (!venues_agree(talks.venue, offer.venue)) return 0;
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
  if (!venues_agree(talks.venue, move.venue)) return 0;
  const bool plan = std::any_of(talks.offers.begin(), talks.offers.end(),
                                [](const LedgerMove& offer) { return among(kPlans, offer.move); });
  if (among(kPlanAnswers, move.move) && !plan) return 0;
  // Both sides of the answer must be able to be sides of these talks.
  std::vector<Party> sides = talks.offered_by;
  add_parties(sides, talks.offered_to);
  add_parties(sides, talks.mediators);
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
  if (score == 0 && talks.offers.empty() && known) score = 2;
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

bool same_party(const Party& one, const Party& other) {
  if (share_a_name(one, other)) return true;
  if (one.code.empty() || one.code != other.code || one.code == "UNK") return false;
  if (one.code.size() == 3 || one.code.ends_with("GOV")) return true;
  return !is_named_body(one) || !is_named_body(other);
}

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

Result<std::vector<LedgerMove>> ledger_moves(record::Store& store) {
  const auto documents = read_documents(store);
  if (!documents) return documents.error();
  const auto text = [](const std::optional<std::string>& value) { return value.value_or(""); };
  std::vector<LedgerMove> moves;
  std::map<std::pair<std::string, std::string>, std::vector<LedgerCondition>> conditions;
  std::map<std::pair<std::string, std::string>, LedgerCondition> condition_of;
  Status problem =
      store.query("SELECT document, id, kind, role, who, of, for_move, deadline FROM conditions",
                  {}, [&](const record::StoreRow& row) {
                    LedgerCondition condition;
                    condition.kind = text(row[2]);
                    condition.role = text(row[3]);
                    condition.who = documents->parties(text(row[0]), row[4]);
                    condition.of = documents->parties(text(row[0]), row[5]);
                    condition.deadline = text(row[7]);
                    condition.source = documents->source_of(text(row[0]), text(row[1]));
                    condition_of[{text(row[0]), text(row[1])}] = condition;
                  });
  if (problem) return *problem;
  problem = store.query(
      "SELECT m.document, m.id, m.move, m.family, m.actor, m.recipient, m.third_party, m.subject, "
      "m.venue, m.date, "
      "m.modality, m.in_reply_to, m.conditions FROM moves m JOIN documents d ON d.number = "
      "m.document "
      "ORDER BY d.published IS NULL, d.published, m.document, m.number",
      {}, [&](const record::StoreRow& row) {
        LedgerMove move;
        const std::string document = text(row[0]);
        move.move = text(row[2]);
        move.family = text(row[3]);
        move.actors = documents->parties(document, row[4]);
        move.recipients = documents->parties(document, row[5]);
        move.third_parties = documents->parties(document, row[6]);
        move.subject = text(row[7]);
        move.venue = text(row[8]);
        move.date = text(row[9]);
        move.modality = text(row[10]);
        move.in_reply_to = row[11];
        for (const std::string& id : list_of_texts(row[12]))
          if (const auto at = condition_of.find({document, id}); at != condition_of.end())
            add_condition(move.conditions, at->second);
        move.source = documents->source_of(document, text(row[1]));
        moves.push_back(std::move(move));
      });
  if (problem) return *problem;
  return moves;
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
  for (const LedgerMove& move : moves)
    if (const auto answer = answer_of(move); answer && !announced.contains(&move))
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
