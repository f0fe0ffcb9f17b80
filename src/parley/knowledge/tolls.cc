#include "parley/knowledge/tolls.h"

#include <algorithm>
#include <charconv>

namespace parley::knowledge {
namespace {

std::optional<double> value_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

template <class Item>
void longest_first(std::vector<Item>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.words.size() > b.words.size(); });
}

template <class Map>
auto* found_in(const Map& map, std::string_view key) {
  const auto at = map.find(std::string(key));
  return at == map.end() ? nullptr : &at->second;
}

}  // namespace

Result<TollBook> TollBook::load(const Files& files) {
  TollBook book;
  const auto each = [&](std::string_view name, std::size_t least, std::size_t most,
                        const std::function<Status(const Row&)>& take) {
    return read_tsv(files, name, least, most, take);
  };
  Status error = each("tolls/kinds.tsv", 4, 4, [&](const Row& row) -> Status {
    book.kinds_[std::string(row[0])] = {std::string(row[0]), std::string(row[1]),
                                        std::string(row[2]), std::string(row[3])};
    return std::nullopt;
  });
  const auto known = [&](const Row& row, std::string_view kind) -> Status {
    if (book.kind(kind)) return std::nullopt;
    return row.error("'" + std::string(kind) + "' is no kind of tolls/kinds.tsv");
  };
  if (!error)
    error = each("tolls/numbers.tsv", 3, 3, [&](const Row& row) -> Status {
      const auto value = value_of(row[1]);
      if (!value) return row.error("no number");
      book.numbers_[std::string(row[0])] = {*value, row[2] == "times"};
      return std::nullopt;
    });
  if (!error)
    error = each("tolls/vague.tsv", 4, 4, [&](const Row& row) -> Status {
      const auto lower = value_of(row[1]), upper = value_of(row[2]);
      if (!lower || !upper) return row.error("no number");
      book.vague_.push_back({std::string(row[0]), *lower, *upper, std::string(row[3])});
      return std::nullopt;
    });
  if (!error)
    error = each("tolls/forms.tsv", 3, 3, [&](const Row& row) -> Status {
      for (const std::string_view words : list_of(row[0]))
        book.forms_.push_back({std::string(words), std::string(row[1]), row[2] == "behind"});
      return std::nullopt;
    });
  if (!error)
    error = each("tolls/verbs.tsv", 4, 4, [&](const Row& row) -> Status {
      for (const std::string_view lemma : list_of(row[0]))
        book.verbs_[std::string(lemma)].push_back(
            {row[1] == "subject", std::string(row[2]), std::string(row[3])});
      return known(row, row[2]);
    });
  if (!error)
    error = each("tolls/nouns.tsv", 3, 3, [&](const Row& row) -> Status {
      for (const std::string_view noun : list_of(row[0]))
        book.nouns_[std::string(noun)].push_back({std::string(row[1]), std::string(row[2])});
      return known(row, row[1]);
    });
  if (!error)
    error = each("tolls/persons.tsv", 2, 2, [&](const Row& row) -> Status {
      for (const std::string_view noun : list_of(row[0]))
        book.groups_[std::string(noun)].push_back(std::string(row[1]));
      return std::nullopt;
    });
  if (!error)
    error = each("tolls/scopes.tsv", 2, 2, [&](const Row& row) -> Status {
      for (const std::string_view words : list_of(row[0]))
        book.scopes_.emplace_back(std::string(words), std::string(row[1]));
      return std::nullopt;
    });
  if (!error)
    error = each("tolls/units.tsv", 2, 3, [&](const Row& row) -> Status {
      for (const std::string_view word : list_of(row[0]))
        book.units_.emplace(std::string(word), std::string(row[2]));
      return std::nullopt;
    });
  if (error) return *error;
  longest_first(book.vague_);
  longest_first(book.forms_);
  return book;
}

const TollKind* TollBook::kind(std::string_view id) const { return found_in(kinds_, id); }

std::optional<NumberWord> TollBook::number(std::string_view word) const {
  const NumberWord* found = found_in(numbers_, word);
  return found ? std::optional(*found) : std::nullopt;
}

const std::vector<TollVerb>& TollBook::verb(std::string_view lemma) const {
  static const std::vector<TollVerb> kNone;
  const auto* found = found_in(verbs_, lemma);
  return found ? *found : kNone;
}

const TollNoun* TollBook::noun(std::string_view lemma, std::string_view use) const {
  if (const auto* found = found_in(nouns_, lemma))
    for (const TollNoun& noun : *found)
      if (noun.use == use) return &noun;
  return nullptr;
}

std::string_view TollBook::group(std::string_view noun) const {
  const auto* found = found_in(groups_, noun);
  return found ? std::string_view(found->front()) : std::string_view{};
}

bool TollBook::is_in(std::string_view noun, std::string_view group) const {
  const auto* found = found_in(groups_, noun);
  return found && std::find(found->begin(), found->end(), group) != found->end();
}

std::string_view TollBook::currency(std::string_view word) const {
  const std::string* found = found_in(units_, word);
  return found ? std::string_view(*found) : std::string_view{};
}

bool TollBook::is_no_toll(std::string_view unit) const {
  const std::string* found = found_in(units_, unit);
  return found && found->empty();
}

}  // namespace parley::knowledge
