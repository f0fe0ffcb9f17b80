#include "parley/coding/moves.h"

#include <algorithm>
#include <map>

#include "parley/coding/conditions.h"
#include "parley/coding/move_reader.h"
#include "parley/mention/times.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

bool share(const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  return std::any_of(a.begin(), a.end(), [&](ActorId actor) {
    return std::find(b.begin(), b.end(), actor) != b.end();
  });
}

bool share_content(const MoveReading& a, const MoveReading& b) {
  if (a.contents.empty() || b.contents.empty()) return true;
  for (const ContentHit& x : a.contents)
    for (const ContentHit& y : b.contents)
      if (x.content == y.content) return true;
  return false;
}

// A report older by more than a month is history (gold guide's "historical").
constexpr int kHistoricalAfterDays = 31;

class MoveJoiner {
 public:
  MoveJoiner(const Context& context, const MoveText& text) : context_(context), text_(text) {}

  // Groups of readings that tell one move; the fullest first.
  std::vector<std::vector<MoveReading>> join(std::vector<MoveReading> readings) const {
    std::vector<std::vector<MoveReading>> groups;
    for (const bool headline : {false, true}) {
      for (MoveReading& reading : readings) {
        if (reading.headline != headline) continue;
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
          return std::any_of(group.begin(), group.end(),
                             [&](const MoveReading& one) { return is_same(one, reading); });
        });
        if (same == groups.end()) {
          groups.push_back({std::move(reading)});
        } else {
          same->push_back(std::move(reading));
        }
      }
    }
    drop_summaries(groups);
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
      return a.front().token < b.front().token;
    });
    return groups;
  }

 private:
  // What a headline alone says of a party whose moves the paragraphs tell is one of those, put otherwise.
  static void drop_summaries(std::vector<std::vector<MoveReading>>& groups) {
    std::vector<bool> told;
    told.reserve(groups.size());
    for (const auto& group : groups)
      told.push_back(group.front().headline &&
                     std::any_of(groups.begin(), groups.end(), [&](const auto& other) {
                       return !other.front().headline &&
                              share(other.front().actors, group.front().actors);
                     }));
    std::size_t at = 0;
    std::erase_if(groups, [&](const auto&) { return told[at++]; });
  }

  bool is_same(const MoveReading& a, const MoveReading& b) const {
    if (a.move != b.move) return false;
    if (a.headline != b.headline) return true;  // a headline says again what the body says
    // "the decision to halt the mission" tells again that the mission was halted.
    if (!a.object.empty() && a.object == b.object && (a.borrowed || b.borrowed)) return true;
    const bool one_unknown = a.actors.empty() || b.actors.empty();
    const bool same_sentence = text_.at(a.token).sentence == text_.at(b.token).sentence;
    if (same_sentence) return one_unknown || share(a.actors, b.actors);
    // "after signing the accord": the signing that was told
    if (a.move == "sign_agreement" && (one_unknown || a.borrowed || b.borrowed))
      return same_day(a, b);
    if (!share(a.actors, b.actors)) return false;
    if (!share_content(a, b)) return false;
    const bool one_sided = a.recipients.empty() || b.recipients.empty();
    // Reproaches and visits are many; those to the same party are told again.
    if (one_of(a.move, {"visit", "consult"}) && a.recipients.empty() && b.recipients.empty())
      return same_day(a, b);
    if (one_of(a.move, {"accuse", "deny", "endorse", "visit", "consult"}))
      return !one_sided && share(a.recipients, b.recipients);
    return one_sided || share(a.recipients, b.recipients);
  }

  // Not told of different days.
  bool same_day(const MoveReading& a, const MoveReading& b) const {
    const auto* x = context_.mentions.time_in(a.tokens);
    const auto* y = context_.mentions.time_in(b.tokens);
    return x == nullptr || y == nullptr || !x->range || !y->range || *x->range == *y->range;
  }

  const Context& context_;
  const MoveText& text_;
};

// "The Doha talks", "the Geneva conference": where the talks are that a move is about.
std::string named_for_its_place(const Context& context, const MoveText& text,
                                const MoveReading& reading) {
  std::vector<Token> nouns = fillers(text, reading.token, "obj");
  for (const ContentHit& hit : reading.contents) nouns.push_back(hit.token);
  for (const Token noun : nouns) {
    if (!text.lexicon.in_class("sitting", text.lemma(noun))) continue;
    for (const Token child : text.parse.children(noun))
      if (text.at(child).dep == "compound")
        if (const auto* place = context.mentions.place_in({child, child + 1}))
          return mention::in_one_line(slice(text.parse.source, place->span));
  }
  return "";
}

// The place and the day of a move: of its own clause before those of its content.
void place_and_date(const Context& context, const MoveText& text, const MoveReading& reading,
                    Move& move) {
  const Clause* clause = text.clause(reading.token);
  move.date = mention::day_of_clause(text.parse, context.mentions, reading.token);
  if (!move.date && clause != nullptr && clause->light)
    move.date = mention::day_of_clause(text.parse, context.mentions, *clause->light);
  std::vector<const Clause*> tell{clause};
  // "refused to sign in Arusha": where it was to be signed
  if (reading.move == "refuse_to_sign")
    for (const ContentHit& hit : reading.contents) tell.push_back(text.clause(hit.token));
  for (const Clause* where : tell) {
    if (where == nullptr || !move.venue.empty()) continue;
    for (const Oblique& oblique : where->obliques)
      if (one_of(oblique.prep, {"in", "at"}))
        if (const auto* place = context.mentions.place_in({oblique.head, oblique.head + 1}))
          move.venue = mention::in_one_line(slice(text.parse.source, place->span));
  }
  if (move.venue.empty()) move.venue = named_for_its_place(context, text, reading);
  if (!move.date || !context.report.article.published.day) return;
  const auto age = *context.report.article.published.day - move.date->last;
  if (age.count() > kHistoricalAfterDays && move.modality == "actual") move.modality = "historical";
}

std::string modality_of(const MoveReading& reading) {
  if (reading.modality == "planned" &&
      one_of(reading.force, {"appeal", "demand", "accuse", "refuse"}))
    return "planned";
  // "We will sign", "they would negotiate": said now, whenever it is done.
  if (reading.force == "will" && reading.modality == "planned") return "actual";
  // A truce declared is not yet one kept.
  if (reading.move == "declare_ceasefire" && reading.modality == "actual") return "announced";
  return reading.modality;
}

Move make_move(const Context& context, const MoveText& text, const MoveParties& parties,
               const std::vector<MoveReading>& group) {
  const MoveReading& best = group.front();
  Move move;
  move.move = best.move == "veto" && best.actors.size() > 1 ? "double_veto" : best.move;
  if (const auto* type = context.report.knowledge.vocabulary.move(move.move))
    move.family = type->family;
  move.cameo = best.cameo;
  move.modality = modality_of(best);
  move.rule = best.rule;
  move.token = best.token;
  for (const MoveReading& reading : group) {
    if (move.actors.empty()) move.actors = reading.actors;
    if (move.recipients.empty()) move.recipients = reading.recipients;
    const Span span = text.parse.span_of(reading.tokens);
    if (std::find(move.evidence.begin(), move.evidence.end(), span) == move.evidence.end())
      move.evidence.push_back(span);
  }
  if (!best.contents.empty())
    move.subject = std::string(text.parse.text_of(text.parse.subtree(best.contents.front().token)));
  move.according_to = parties.chain(best.token);
  place_and_date(context, text, best, move);
  return move;
}

// A demand is addressed to whoever has to act.
void address_to_who_acts(const Coded& coded, Move& move) {
  if (!move.recipients.empty() || !one_of(move.family, {"appeal", "demand"})) return;
  for (const auto id : move.conditions)
    if (coded.conditions[id.value].role != "precondition")
      for (const ActorId who : coded.conditions[id.value].who)
        if (std::find(move.actors.begin(), move.actors.end(), who) == move.actors.end() &&
            std::find(move.recipients.begin(), move.recipients.end(), who) == move.recipients.end())
          move.recipients.push_back(who);
}

// Acts in a council are addressed to it.
void address_to_council(const Context& context, Move& move) {
  if (!move.recipients.empty() ||
      !one_of(move.move, {"veto", "double_veto", "abstain", "circulate_draft"}))
    return;
  const auto& actors = context.mentions.actors;
  for (std::uint32_t i = 0; i < actors.size(); ++i) {
    if (actors[i].name.find("Security Council") == std::string::npos) continue;
    move.recipients.push_back(ActorId{i});
    return;
  }
}

// Both sides of a quarrel are told of again and again: the party with which this one deals most often
// in the report is the other side of a move that names none.
void address_to_the_other_side(const mention::Mentions& mentions, std::vector<Move>& moves,
                               std::size_t first) {
  constexpr std::string_view kOpen[] = {"refuse", "accept", "offer", "demand", "agreement"};
  const std::vector<Move> told(moves.begin() + static_cast<std::ptrdiff_t>(first), moves.end());
  for (std::size_t i = first; i < moves.size(); ++i) {
    Move& move = moves[i];
    if (!move.recipients.empty() || move.actors.size() != 1 ||
        std::find(std::begin(kOpen), std::end(kOpen), move.family) == std::end(kOpen))
      continue;
    std::map<ActorId, int> dealings;
    for (const Move& other : told) {
      if (share(other.actors, move.actors))
        for (const ActorId actor : other.recipients) ++dealings[actor];
      if (share(other.recipients, move.actors))
        for (const ActorId actor : other.actors) ++dealings[actor];
    }
    // Nor is a ministry another side than its government.
    const std::string& own = mentions.at(move.actors.front()).code;
    std::erase_if(dealings, [&](const auto& one) {
      return one.first == move.actors.front() ||
             (own.size() >= 6 && mentions.at(one.first).code == own);
    });
    const auto most =
        std::max_element(dealings.begin(), dealings.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != dealings.end()) move.recipients.push_back(most->first);
  }
}

// An answer belongs to the last open offer, appeal or demand of the other side.
void link_answers(std::vector<Move>& moves, std::size_t first) {
  for (std::size_t i = first; i < moves.size(); ++i) {
    if (!one_of(moves[i].family, {"accept", "refuse"})) continue;
    for (std::size_t j = i; j-- > first;) {
      if (!one_of(moves[j].family, {"offer", "appeal", "demand"})) continue;
      if (share(moves[j].actors, moves[i].actors)) continue;
      const bool addressed = share(moves[j].recipients, moves[i].actors);
      const bool answered = share(moves[j].actors, moves[i].recipients);
      if (!addressed && !answered) continue;
      moves[i].in_reply_to = static_cast<std::uint32_t>(j);
      // Two who agree agree with each other.
      if (moves[i].recipients.empty() && moves[i].actors.size() == 1)
        moves[i].recipients = moves[j].actors;
      break;
    }
  }
}

}  // namespace

void find_moves(const Context& context, Coded& coded) {
  const auto& knowledge = context.report.knowledge;
  const std::vector<Clause> all = clauses(context.report.parse, knowledge.lexicon);
  const MoveText text{context.report.parse, all, context.mentions, knowledge.move_lexicon,
                      knowledge.lexicon};
  const MoveParties parties(context, text);
  MoveReader reader(context, text);
  const auto groups = MoveJoiner(context, text).join(reader.read());
  const std::size_t first = coded.moves.size();
  for (const auto& group : groups) {
    const auto number = static_cast<std::uint32_t>(coded.moves.size());
    coded.moves.push_back(make_move(context, text, parties, group));
    Move& move = coded.moves.back();
    for (Condition& condition : conditions_of(context, text, parties, group, coded, move)) {
      condition.for_move = number;
      move.conditions.push_back({static_cast<std::uint32_t>(coded.conditions.size())});
      coded.conditions.push_back(std::move(condition));
    }
    address_to_who_acts(coded, move);
    address_to_council(context, move);
  }
  link_answers(coded.moves, first);
  address_to_the_other_side(context.mentions, coded.moves, first);
}

}  // namespace parley::coding
