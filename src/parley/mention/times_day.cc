// Which time expression dates a predicate.
#include <algorithm>

#include "parley/mention/times.h"

namespace parley::mention {
namespace {

using language::Parse;
using language::Token;

constexpr int kMostSteps = 6;

bool is_verb(const Token& token) { return token.tag.starts_with("VB"); }

// A clause of its own starts here: what is inside dates that clause.
bool opens_clause(const Token& token) {
  return token.dep == "ccomp" || token.dep == "advcl" || token.dep == "relcl" ||
         token.dep == "acl" || token.dep == "xcomp" || token.dep == "parataxis" ||
         token.dep == "csubj" || token.dep == "pcomp" || (token.dep == "conj" && is_verb(token));
}

// The predicate that the token belongs to: up through nouns and prepositions to the first verb or
// to `wanted`.
std::uint32_t predicate_of(const Parse& parse, std::uint32_t token, std::uint32_t wanted) {
  std::uint32_t at = token;
  while (!parse.is_root(at)) {
    if (at != token && (at == wanted || is_verb(parse.tokens[at]))) return at;
    // An expression may be a clause's own root ("Earlier Friday, ...").
    at = parse.tokens[at].head;
  }
  return at;
}

// The predicate that an expression dates, where the parse is known to err:
// "said on Sunday it would leave": the verb right in front of it has it;
// "Rebels raided X, on Monday, activists said": what is said has it, when it stands behind that and
// before the speaker.
std::uint32_t owner_of(const Parse& parse, const TimeExpression& time, std::uint32_t wanted) {
  const std::uint32_t owner = predicate_of(parse, head_of(parse, time.tokens), wanted);
  std::uint32_t front = time.tokens.begin;
  if (front > 0 && parse.tokens[front - 1].tag == "IN") --front;
  const std::uint32_t first = parse.sentences[parse.tokens[owner].sentence].tokens.begin;
  if (front > first && is_verb(parse.tokens[front - 1])) return front - 1;
  for (const std::uint32_t child : parse.children(owner)) {
    const Token& said = parse.tokens[child];
    const bool before =
        said.dep == "ccomp" && child < time.tokens.begin && time.tokens.end <= owner;
    if (!before) continue;
    const bool speaker_behind = std::any_of(
        parse.children(owner).begin(), parse.children(owner).end(), [&](std::uint32_t other) {
          return parse.tokens[other].dep == "nsubj" && other >= time.tokens.end;
        });
    if (speaker_behind) return child;
  }
  return owner;
}

// Something that dates by days, or may do so once it is resolved.
bool dates(const TimeExpression& time) {
  return time.dates && time.type != "SET" && !time.tokens.empty();
}

std::optional<std::size_t> own_time(const Parse& parse, const Mentions& mentions,
                                    std::uint32_t predicate) {
  std::optional<std::size_t> best;
  std::uint32_t nearest = 0;
  const std::uint32_t sentence = parse.tokens[predicate].sentence;
  for (std::size_t i = 0; i < mentions.times.size(); ++i) {
    const TimeExpression& time = mentions.times[i];
    if (!dates(time) || parse.tokens[time.tokens.begin].sentence != sentence) continue;
    if (time.tokens.contains(predicate)) continue;
    if (owner_of(parse, time, predicate) != predicate) continue;
    const std::uint32_t head = head_of(parse, time.tokens);
    const std::uint32_t gap = head > predicate ? head - predicate : predicate - head;
    if (!best || gap < nearest) {
      best = i;
      nearest = gap;
    }
  }
  return best;
}

// Where a predicate without a time of its own takes it from: the verb it is joined to, or the one
// whose participle, result or argument it is. Not from a verb of saying down into what is said.
std::optional<std::uint32_t> lender(const Parse& parse, std::uint32_t predicate) {
  const Token& token = parse.tokens[predicate];
  if (parse.is_root(predicate)) return std::nullopt;
  if (token.dep == "conj") return token.head;
  if (!is_verb(token)) {
    // "the raid took place on Monday", "in the raid, which ..."
    std::uint32_t at = predicate;
    for (int step = 0; step < kMostSteps && !parse.is_root(at); ++step) {
      if (opens_clause(parse.tokens[at])) return std::nullopt;
      at = parse.tokens[at].head;
      if (is_verb(parse.tokens[at])) return at;
    }
    return std::nullopt;
  }
  const bool participle = token.tag == "VBG" || token.tag == "VBN";
  if (participle && (token.dep == "advcl" || token.dep == "pcomp" || token.dep == "dep"))
    return token.head;
  if (token.dep == "pcomp") return parse.tokens[token.head].head;
  return std::nullopt;
}

bool leads(const Parse& parse, const TimeExpression& time, std::uint32_t sentence) {
  const Range tokens = parse.sentences[sentence].tokens;
  return time.tokens.begin <= tokens.begin + 2;
}

}  // namespace

std::optional<std::size_t> time_of_clause(const Parse& parse, const Mentions& mentions,
                                          std::uint32_t predicate) {
  std::uint32_t at = predicate;
  for (int step = 0; step < kMostSteps; ++step) {
    if (const auto own = own_time(parse, mentions, at)) return own;
    const auto next = lender(parse, at);
    if (!next) break;
    at = *next;
  }
  const std::uint32_t sentence = parse.tokens[predicate].sentence;
  if (at != parse.sentences[sentence].root) return std::nullopt;
  for (std::size_t i = 0; i < mentions.times.size(); ++i) {
    const TimeExpression& time = mentions.times[i];
    if (dates(time) && parse.tokens[time.tokens.begin].sentence == sentence &&
        leads(parse, time, sentence))
      return i;
  }
  return std::nullopt;
}

std::optional<DateRange> day_of_clause(const Parse& parse, const Mentions& mentions,
                                       std::uint32_t predicate) {
  const auto found = time_of_clause(parse, mentions, predicate);
  if (!found) return std::nullopt;
  const TimeExpression& time = mentions.times[*found];
  if (!time.range) return std::nullopt;
  DateRange range = *time.range;
  // "between Friday and Sunday", "from 3 to 5 May": the neighbour is the other end.
  const auto word_before = [&](const TimeExpression& t) -> std::string_view {
    return t.tokens.begin > 0 ? parse.tokens[t.tokens.begin - 1].lower : std::string_view{};
  };
  const auto pair = [&](const TimeExpression& a, const TimeExpression& b) {
    if (!a.range || !b.range || a.tokens.empty() || b.tokens.begin != a.tokens.end + 1) return;
    const std::string_view first = word_before(a), joint = word_before(b);
    if (!(first == "between" && joint == "and") &&
        !(first == "from" && (joint == "to" || joint == "until" || joint == "till")))
      return;
    if (a.range->first <= b.range->last) range = {a.range->first, b.range->last};
  };
  if (*found + 1 < mentions.times.size()) pair(time, mentions.times[*found + 1]);
  if (*found > 0) pair(mentions.times[*found - 1], time);
  return range;
}

}  // namespace parley::mention
