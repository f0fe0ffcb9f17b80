#include "parley/knowledge/move_lexicon.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

constexpr std::string_view kBare[] = {"passive", "active", "neg", "plural", "own"};

using Classes = std::unordered_map<std::string, std::vector<std::string>>;

std::vector<std::string> strings_of(std::vector<std::string_view> parts) {
  return {parts.begin(), parts.end()};
}

// "@talks|meet" -> the words of the class and "meet".
Result<std::vector<std::string>> open_words(const Row& row, std::string_view field,
                                            const Classes& classes) {
  std::vector<std::string> words;
  for (const std::string_view part : split(field, '|')) {
    if (!part.starts_with('@')) {
      words.emplace_back(part);
      continue;
    }
    const auto found = classes.find(std::string(part.substr(1)));
    if (found == classes.end()) return row.error("no class '" + std::string(part) + "'");
    words.insert(words.end(), found->second.begin(), found->second.end());
  }
  return words;
}

Result<PatternTerm> read_term(const Row& row, std::string_view text, const Classes& classes) {
  PatternTerm term;
  if (text.starts_with('!')) {
    term.negative = true;
    text.remove_prefix(1);
  }
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) {
    if (std::find(std::begin(kBare), std::end(kBare), text) == std::end(kBare))
      return row.error("no term '" + std::string(text) + "'");
    term.keys.emplace_back(text);
    return term;
  }
  term.keys = strings_of(split(text.substr(0, equals), '/'));
  auto words = open_words(row, text.substr(equals + 1), classes);
  if (!words) return words.error();
  term.words = *std::move(words);
  return term;
}

// The patterns of a row "gives, part, lemma;lemma, terms, ...".
Status read_patterns(const Row& row, const Classes& classes, PatternTable& table) {
  Pattern base;
  base.gives = row[0];
  base.where = row.where();
  if (row[1].size() != 1 || std::string_view("vna").find(row[1][0]) == std::string_view::npos)
    return row.error("the part of speech is v, n or a");
  base.part = row[1][0];
  for (const std::string_view text : split(row[3], ' ')) {
    if (text.empty()) continue;
    auto term = read_term(row, text, classes);
    if (!term) return term.error();
    base.terms.push_back(*std::move(term));
  }
  base.content_at = strings_of(list_of(row[4]));
  base.recipient_at = strings_of(list_of(row[5]));
  for (const std::string_view listed : list_of(row[2])) {
    auto words = open_words(row, listed, classes);
    if (!words) return words.error();
    for (const std::string& word : *words) {
      Pattern pattern = base;
      const auto parts = split(word, '_');
      pattern.lemma = parts.back();
      pattern.before.assign(parts.begin(), parts.end() - 1);
      table.add(std::move(pattern));
    }
  }
  return std::nullopt;
}

}  // namespace

void PatternTable::add(Pattern pattern) {
  by_lemma_[pattern.lemma].push_back(patterns_.size());
  patterns_.push_back(std::move(pattern));
}

void PatternTable::sort() {
  const auto weight = [this](std::size_t i) {
    return patterns_[i].terms.size() + patterns_[i].before.size();
  };
  for (auto& [lemma, list] : by_lemma_)
    std::stable_sort(list.begin(), list.end(),
                     [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
}

const std::vector<std::size_t>& PatternTable::with_lemma(std::string_view lemma) const {
  static const std::vector<std::size_t> kNone;
  const auto found = by_lemma_.find(std::string(lemma));
  return found == by_lemma_.end() ? kNone : found->second;
}

Result<MoveLexicon> MoveLexicon::load(const Files& files) {
  MoveLexicon lexicon;
  if (auto error =
          read_tsv(files, "lexicon/contents_words.tsv", 2, 2, [&](const Row& row) -> Status {
            auto& words = lexicon.classes[std::string(row[0])];
            for (const std::string_view part : list_of(row[1])) {
              if (!part.starts_with('@')) {
                words.emplace_back(part);
                continue;
              }
              const auto found = lexicon.classes.find(std::string(part.substr(1)));
              if (found == lexicon.classes.end() || &found->second == &words)
                return row.error("no class '" + std::string(part) + "' above");
              words.insert(words.end(), found->second.begin(), found->second.end());
            }
            return std::nullopt;
          }))
    return *error;
  const auto read = [&](std::string_view name, PatternTable& table) {
    auto error = read_tsv(files, name, 3, 7, [&](const Row& row) {
      return read_patterns(row, lexicon.classes, table);
    });
    table.sort();
    return error;
  };
  if (auto error = read("lexicon/forces.tsv", lexicon.forces)) return *error;
  if (auto error = read("lexicon/contents.tsv", lexicon.contents)) return *error;
  if (auto error = read("lexicon/forces_acts.tsv", lexicon.acts)) return *error;
  if (auto error = read_tsv(files, "lexicon/forces_composition.tsv", 3, 4, [&](const Row& row) {
        lexicon.compositions.push_back({std::string(row[0]), std::string(row[1]),
                                        std::string(row[2]), std::string(row[3]), row.where()});
        return Status{};
      }))
    return *error;
  return lexicon;
}

const Composition* MoveLexicon::compose(std::string_view force, std::string_view content,
                                        std::string_view group) const {
  const std::string by_group = "group:" + std::string(group);
  for (const std::string_view key : {content, std::string_view(by_group), std::string_view("*")})
    for (const Composition& composition : compositions)
      if (composition.force == force && composition.content == key) return &composition;
  // "will" is a weak promise, "ask" a weak appeal.
  if (force == "will") return compose("promise", content, group);
  if (force == "ask") return compose("appeal", content, group);
  return nullptr;
}

bool MoveLexicon::in_class(std::string_view name, std::string_view word) const {
  const auto found = classes.find(std::string(name));
  return found != classes.end() &&
         std::find(found->second.begin(), found->second.end(), word) != found->second.end();
}

}  // namespace parley::knowledge
