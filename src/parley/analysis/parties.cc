#include "parley/analysis/parties.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::analysis {
namespace {

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

}  // namespace

bool same_party(const Party& one, const Party& other) {
  if (share_a_name(one, other)) return true;
  if (one.code.empty() || one.code != other.code || one.code == "UNK") return false;
  if (one.code.size() == 3 || one.code.ends_with("GOV")) return true;
  return !is_named_body(one) || !is_named_body(other);
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

bool could_meet(const std::vector<Party>& ones, const std::vector<Party>& others) {
  return ones.empty() || others.empty() || meet(ones, others);
}

}  // namespace parley::analysis
