#include "parley/mention/mentions.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::mention {

std::string in_one_line(std::string_view words) {
  std::string out;
  for (const char c : words) {
    const bool space = is_ascii_space(c);
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::optional<ActorId> Mentions::actor_at(std::uint32_t token) const {
  for (const auto* table : {&head_of_, &inside_})
    if (token < table->size() && (*table)[token] != 0) return ActorId{(*table)[token] - 1};
  return std::nullopt;
}

std::vector<ActorId> Mentions::actors_of(const language::Parse& parse, std::uint32_t token) const {
  std::vector<ActorId> found;
  const auto add = [&](std::uint32_t at) {
    if (const auto actor = actor_at(at);
        actor && std::find(found.begin(), found.end(), *actor) == found.end())
      found.push_back(*actor);
    for (auto more = std::lower_bound(more_heads_.begin(), more_heads_.end(), std::pair{at, 0U});
         more != more_heads_.end() && more->first == at; ++more)
      found.push_back(ActorId{more->second});
  };
  const language::Token& first = parse.tokens[token];
  const bool relative =
      first.tag == "WDT" || first.tag == "WP" || (first.lower == "that" && first.dep == "nsubj");
  if (relative && !actor_at(token)) {
    // who/which/that: the noun that its clause hangs on.
    std::uint32_t clause = first.head;
    for (int steps = 0; steps < 8 && parse.tokens[clause].dep != "relcl" && !parse.is_root(clause);
         ++steps)
      clause = parse.tokens[clause].head;
    if (parse.tokens[clause].dep == "relcl") token = parse.tokens[clause].head;
  }
  // "Colombia's government and FARC rebels": the tree hangs the first party on the noun of the second.
  for (const std::uint32_t child : parse.children(token)) {
    const std::string_view dep = parse.tokens[child].dep;
    if (child > token || (dep != "nmod" && dep != "compound") || child >= head_of_.size() ||
        head_of_[child] == 0)
      continue;
    const auto below = parse.children(child);
    if (std::any_of(below.begin(), below.end(),
                    [&](std::uint32_t word) { return parse.tokens[word].dep == "cc"; }))
      add(child);
  }
  std::vector<std::uint32_t> open{token};
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    add(at);
    for (const std::uint32_t child : parse.children(at))
      if (parse.tokens[child].dep == "conj") open.push_back(child);
  }
  return found;
}

namespace {

// The one person whose surname `name` is; nothing where nobody or more than one bears it.
std::optional<std::uint32_t> bearer_of(const std::vector<Actor>& actors, std::string_view name) {
  if (name.empty() || !is_ascii_upper(name.front()) || name.find(' ') != std::string_view::npos)
    return std::nullopt;
  std::optional<std::uint32_t> found;
  for (std::uint32_t a = 0; a < actors.size(); ++a) {
    const std::string_view whole = actors[a].name;
    if (actors[a].kind != "person" || whole.size() <= name.size() || !whole.ends_with(name))
      continue;
    if (whole[whole.size() - name.size() - 1] != ' ') continue;
    if (found) return std::nullopt;
    found = a;
  }
  return found;
}

}  // namespace

ActorId Mentions::add_actor(const std::string& name, std::string kind, ActorMention mention) {
  std::uint32_t at = static_cast<std::uint32_t>(actors.size());
  if (const auto bearer = bearer_of(actors, name)) {
    at = *bearer;
  } else {
    Actor actor;
    actor.name = in_one_line(name);
    actor.kind = std::move(kind);
    actors.push_back(std::move(actor));
  }
  auto& mentions = actors[at].mentions;
  const auto place =
      std::upper_bound(mentions.begin(), mentions.end(), mention.span,
                       [](Span span, const ActorMention& other) { return span < other.span; });
  const ActorMention& added = *mentions.insert(place, std::move(mention));
  const std::uint32_t number = at + 1;
  const auto mark = [&](std::vector<std::uint32_t>& table, std::uint32_t token) {
    if (token >= table.size()) table.resize(token + 1, 0);
    if (table[token] == 0) table[token] = number;
  };
  mark(head_of_, added.head);
  for (std::uint32_t token = added.tokens.begin; token < added.tokens.end; ++token)
    mark(inside_, token);
  return ActorId{at};
}

void Mentions::index(std::size_t token_count) {
  head_of_.assign(token_count, 0);
  inside_.assign(token_count, 0);
  more_heads_.clear();
  std::vector<std::uint32_t> width(token_count, UINT32_MAX);
  for (std::uint32_t a = 0; a < actors.size(); ++a) {
    for (const ActorMention& mention : actors[a].mentions) {
      if (mention.head < token_count && mention.tokens.contains(mention.head)) {
        if (head_of_[mention.head] == 0)
          head_of_[mention.head] = a + 1;
        else if (head_of_[mention.head] != a + 1)
          more_heads_.emplace_back(mention.head, a);
      }
      for (std::uint32_t t = mention.tokens.begin; t < mention.tokens.end && t < token_count; ++t) {
        if (mention.tokens.size() >= width[t]) continue;
        width[t] = mention.tokens.size();
        inside_[t] = a + 1;
      }
    }
  }
  std::sort(more_heads_.begin(), more_heads_.end());
}

const TimeExpression* Mentions::time_in(Range tokens) const {
  for (const TimeExpression& time : times)
    if (time.tokens.overlaps(tokens)) return &time;
  return nullptr;
}

const Place* Mentions::place_in(Range tokens) const {
  for (const Place& place : places)
    if (place.tokens.overlaps(tokens)) return &place;
  return nullptr;
}

}  // namespace parley::mention
