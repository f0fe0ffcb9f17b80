#include "parley/attribution/days.h"

#include <algorithm>

#include "parley/mention/times.h"

namespace parley::attribution {
namespace {

constexpr std::uint32_t kSentences = 6;
// The lead: where the day of the news stands.
constexpr std::uint32_t kLead = 3;

bool is_perfect(const Parse& parse, TokenIndex verb) {
  const auto children = parse.children(verb);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
    return parse.tokens[child].dep == "aux" && parse.tokens[child].lemma == "have";
  });
}

// "said", "was told": not "had said", "says", "saying".
bool is_simple_past(const Parse& parse, TokenIndex verb) {
  if (is_perfect(parse, verb)) return false;
  if (parse.tokens[verb].tag == "VBD") return true;
  const auto children = parse.children(verb);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
    return parse.tokens[child].dep == "auxpass" && parse.tokens[child].tag == "VBD";
  });
}

// "Menaka, which he said ...": of other days.
bool is_aside(const Parse& parse, TokenIndex token) {
  for (TokenIndex up = token; !parse.is_root(up); up = parse.tokens[up].head)
    if (parse.tokens[up].dep == "relcl") return true;
  return false;
}

class ToldDays {
 public:
  ToldDays(const Scene& scene, const std::vector<Statement>& statements) : scene_(scene) {
    const Parse& parse = scene.parse();
    days_.resize(parse.sentences.size());
    for (std::uint32_t s = 0; s < days_.size(); ++s)
      if (!is_summary(s)) days_[s] = day_of(parse.sentences[s].root);
    for (const Statement& one : statements)
      if (one.cue_token && one.date && one.date->single() && is_simple_past(parse, *one.cue_token))
        if (auto& day = days_[parse.tokens[*one.cue_token].sentence]; !day)
          day = past(one.date->first);
  }

  std::optional<Day> before(std::uint32_t sentence) const {
    for (std::uint32_t back = 0; back <= kSentences && back <= sentence; ++back)
      if (days_[sentence - back]) return days_[sentence - back];
    std::uint32_t seen = 0;
    for (std::uint32_t s = 0; s < sentence && seen < kLead; ++s) {
      if (is_summary(s)) continue;
      if (days_[s]) return days_[s];
      ++seen;
    }
    return std::nullopt;
  }

 private:
  bool is_summary(std::uint32_t sentence) const {
    const auto& segments = scene_.report.article.segments;
    const std::uint32_t block = scene_.parse().sentences[sentence].block;
    return block < segments.size() && segments[block].kind != page::SegmentKind::paragraph;
  }

  std::optional<Day> past(Day day) const {
    const auto published = scene_.report.article.published.day;
    return !published || day <= *published ? std::optional(day) : std::nullopt;
  }

  // Of what happens in the main clause, or in what is said in it.
  std::optional<Day> day_of(TokenIndex root) const {
    const Parse& parse = scene_.parse();
    if (!is_simple_past(parse, root)) return std::nullopt;
    auto days = mention::day_of_clause(parse, scene_.mentions, root);
    for (const TokenIndex child : parse.children(root))
      if (!days && parse.tokens[child].dep == "ccomp" && is_simple_past(parse, child))
        days = mention::day_of_clause(parse, scene_.mentions, child);
    if (!days || !days->single()) return std::nullopt;
    return past(days->first);
  }

  const Scene& scene_;
  std::vector<std::optional<Day>> days_;  // of each sentence
};

}  // namespace

void carry_days(const Scene& scene, std::vector<Statement>& statements) {
  const ToldDays told(scene, statements);
  for (Statement& statement : statements) {
    if (statement.date || !statement.cue_token) continue;
    const TokenIndex cue = *statement.cue_token;
    if (!is_simple_past(scene.parse(), cue) || is_aside(scene.parse(), cue)) continue;
    if (const auto day = told.before(scene.token(cue).sentence))
      statement.date = DateRange{*day, *day};
  }
}

}  // namespace parley::attribution
