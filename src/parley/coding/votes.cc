#include "parley/coding/votes.h"

#include <fmt/format.h>

#include <algorithm>

#include "parley/coding/vote_reader.h"

namespace parley::coding {
namespace {

constexpr std::string_view kCouncil = "Security Council";
constexpr std::uint32_t kSentencesApart = 2;

bool is_council(const Vote& vote) {
  return vote.body.find(kCouncil) != std::string::npos || vote.body == "Council";
}

void add(std::vector<ActorId>& list, const std::vector<ActorId>& more) {
  for (const ActorId actor : more)
    if (std::find(list.begin(), list.end(), actor) == list.end()) list.push_back(actor);
}

bool differ(const std::optional<int>& a, const std::optional<int>& b) { return a && b && *a != *b; }

bool overlap(const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  return a.empty() || b.empty() || std::any_of(a.begin(), a.end(), [&](ActorId actor) {
           return std::find(b.begin(), b.end(), actor) != b.end();
         });
}

bool same_vote(const VotePart& a, const VotePart& b) {
  const Vote& x = a.vote;
  const Vote& y = b.vote;
  if (differ(x.in_favour_count, y.in_favour_count) || differ(x.against_count, y.against_count) ||
      differ(x.abstained_count, y.abstained_count))
    return false;
  if (x.date && y.date && *x.date != *y.date) return false;
  if (!x.result.empty() && !y.result.empty() && x.result != y.result) return false;
  if (!overlap(x.against, y.against)) return false;
  for (const ActorId actor : y.against)
    if (std::find(x.abstained.begin(), x.abstained.end(), actor) != x.abstained.end()) return false;
  if (b.sentence - a.sentence <= kSentencesApart) return true;
  // Further on, the same figures or the same veto are told again.
  if (x.in_favour_count && x.against_count && x.in_favour_count == y.in_favour_count &&
      x.against_count == y.against_count)
    return true;
  return x.veto && y.veto && !x.against.empty() && !y.against.empty();
}

void merge(VotePart& into, VotePart&& part) {
  Vote& x = into.vote;
  Vote& y = part.vote;
  if (x.draft.empty() || (!into.named && part.named)) x.draft = y.draft;
  if (x.body.empty() || (!is_council(x) && is_council(y))) x.body = y.body;
  if (!x.date) x.date = y.date;
  add(x.sponsors, y.sponsors);
  add(x.in_favour, y.in_favour);
  add(x.against, y.against);
  add(x.abstained, y.abstained);
  if (!x.in_favour_count) x.in_favour_count = y.in_favour_count;
  if (!x.against_count) x.against_count = y.against_count;
  if (!x.abstained_count) x.abstained_count = y.abstained_count;
  x.veto = x.veto || y.veto;
  if (x.result.empty() || y.result == "fails_veto") x.result = y.result;
  x.evidence.insert(x.evidence.end(), y.evidence.begin(), y.evidence.end());
  into.sentence = part.sentence;
}

// What the figures alone decide, where the report does not say.
std::string result_of(const Vote& vote) {
  constexpr int kNeeded = 9;  // of the Council's fifteen; which of its members may veto: check_vote
  if (!vote.in_favour_count) return "";
  if (is_council(vote)) return *vote.in_favour_count >= kNeeded ? "adopted" : "fails_votes";
  if (!vote.against_count) return "";
  return *vote.in_favour_count > *vote.against_count ? "adopted" : "fails_votes";
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

}  // namespace

std::vector<Vote> find_votes(const Context& context) {
  const auto& knowledge = context.report.knowledge;
  const std::vector<Clause> all = clauses(context.report.parse, knowledge.lexicon);
  const MoveText text{context.report.parse, all, context.mentions, knowledge.move_lexicon,
                      knowledge.lexicon};
  const MoveParties parties(context, text);
  std::vector<VotePart> parts;
  for (std::uint32_t sentence = 0; sentence < context.report.parse.sentences.size(); ++sentence) {
    auto part = read_vote(context, text, parties, sentence);
    if (!part) continue;
    const auto same = std::find_if(parts.rbegin(), parts.rend(),
                                   [&](const VotePart& one) { return same_vote(one, *part); });
    if (same == parts.rend()) {
      parts.push_back(*std::move(part));
    } else {
      merge(*same, *std::move(part));
    }
  }
  std::vector<Vote> votes;
  for (VotePart& part : parts) {
    if (!part.stands_alone()) continue;
    if (part.vote.result.empty()) part.vote.result = result_of(part.vote);
    part.vote.checks = check_vote(context, part.vote);
    votes.push_back(std::move(part.vote));
  }
  return votes;
}

std::vector<std::string> check_vote(const Context& context, const Vote& vote) {
  std::vector<std::string> checks;
  const auto& vocabulary = context.report.knowledge.vocabulary;
  const knowledge::BodyRule* rule = is_council(vote) ? vocabulary.body(kCouncil) : nullptr;
  if (rule == nullptr) return checks;
  const auto count = [](const std::optional<int>& told, const std::vector<ActorId>& named) {
    return told.value_or(static_cast<int>(named.size()));
  };
  const int sum = count(vote.in_favour_count, vote.in_favour) +
                  count(vote.against_count, vote.against) +
                  count(vote.abstained_count, vote.abstained);
  if (sum > rule->members)
    checks.push_back(fmt::format("sum {} of {} members", sum, rule->members));
  const bool enough = vote.in_favour_count && *vote.in_favour_count >= rule->needed;
  if (vote.in_favour_count)
    checks.push_back(fmt::format("{} in favour: {} ({} needed)", *vote.in_favour_count,
                                 enough ? "enough" : "not enough", rule->needed));
  const int year = vote.date ? year_of(vote.date->first) : 0;
  const knowledge::CouncilYear* council = vocabulary.council(year);
  bool permanent_against = false;
  for (const ActorId actor : vote.against) {
    const mention::Actor& state = context.mentions.at(actor);
    const bool permanent =
        std::find(rule->veto.begin(), rule->veto.end(), state.name) != rule->veto.end() ||
        (council != nullptr && std::find(council->permanent.begin(), council->permanent.end(),
                                         state.country) != council->permanent.end());
    permanent_against = permanent_against || permanent;
    if (vote.veto)
      checks.push_back((permanent ? "veto by a permanent member: " : "no permanent member: ") +
                       state.name);
  }
  if (vote.result == "adopted" && permanent_against)
    checks.push_back("adopted against a permanent member: only on procedure");
  if (council != nullptr)
    for (const auto* side : {&vote.in_favour, &vote.against, &vote.abstained})
      for (const ActorId actor : *side) {
        const mention::Actor& state = context.mentions.at(actor);
        if (state.country.empty()) continue;
        const auto member = [&](const std::vector<std::string>& list) {
          return std::find(list.begin(), list.end(), state.country) != list.end();
        };
        if (!member(council->permanent) && !member(council->elected))
          checks.push_back(fmt::format("no member in {}: {}", year, state.name));
      }
  return checks;
}

}  // namespace parley::coding
