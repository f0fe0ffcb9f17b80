#include "parley/knowledge/landmarks.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <map>
#include <mutex>
#include <unordered_map>

#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

// Groups of signs are bits of a mask; the one past the last is for names.
constexpr std::size_t kGroups = 31;
// A sign of no more than one landmark in this many is rare.
constexpr std::size_t kRare = 150;

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "2015-12-18" or "2015".
std::optional<DateRange> days_of(std::string_view text) {
  if (const auto day = parse_day(text)) return DateRange{*day, *day};
  const auto year = number_of(text);
  if (!year || text.size() != 4) return std::nullopt;
  return DateRange{*make_day(*year, 1, 1), *make_day(*year, 12, 31)};
}

bool is_capital(std::string_view word) {
  return !is_ascii_lower(word.front()) && !is_ascii_digit(word.front());
}

// "IS", "UN": not the verb, not the article.
bool is_acronym(std::string_view word) {
  return word.size() < 5 && is_capital(word) &&
         std::none_of(word.begin(), word.end(), is_ascii_lower);
}

using Classes = std::unordered_map<std::string_view, std::vector<std::string_view>>;

}  // namespace

// --- the lines as they stand

struct Landmarks::Lines {
  struct Line {
    Landmark landmark;
    std::string_view names, signs;
    std::size_t groups = 0;  // of signs
  };
  std::vector<Line> lines;
  Classes classes;
  std::vector<std::pair<int, DateRange>> resolutions;  // ascending

  std::once_flag once;
  std::unique_ptr<Index> index;

  Status add(const Row& row);
};

Status Landmarks::Lines::add(const Row& row) {
  const auto first = parse_day(row[0]);
  const auto last = row[1].empty() ? first : parse_day(row[1]);
  if (!first || !last) return row.error("a day is written 2015-12-18");
  if (*last < *first) return row.error("the last day lies before the first");
  Line line{{{*first, *last}, row[2], row[3], row[7] == "likely"}, row[4], row[5], 0};
  line.groups = list_of(line.signs).size();
  for (std::size_t at = line.signs.find('@'); at != line.signs.npos;
       at = line.signs.find('@', at + 1)) {
    const std::string_view sign = line.signs.substr(at, line.signs.find_first_of("|;", at) - at);
    if (!classes.contains(trim(sign)))
      return row.error(std::string(sign) + " is no class of time/landmark_words.tsv");
  }
  if (line.groups > kGroups) return row.error("more than 31 groups of signs");
  if (line.groups < 2 && line.names.empty())
    return row.error("needs a name or two groups of signs");
  lines.push_back(line);
  return std::nullopt;
}

// --- words and where they stand in the lines

class Landmarks::Index {
 public:
  explicit Index(const Lines& book) : landmarks_(book.lines.size()) {
    for (std::uint32_t number = 0; number < book.lines.size(); ++number) {
      for (const std::string_view name : list_of(book.lines[number].names))
        add(name, {number, kGroups});
      std::uint32_t group = 0;
      for (const std::string_view alternatives : list_of(book.lines[number].signs)) {
        for (const std::string_view part : split(alternatives, '|'))
          add_group_word(book, trim(part), {number, group});
        ++group;
      }
    }
  }

  // What the words hold of one landmark: a bit for each group.
  struct Seen {
    std::uint32_t groups = 0, rare_names = 0, rare_words = 0;
  };
  using AllSeen = std::map<std::uint32_t, Seen>;

  AllSeen seen_in(std::span<const std::string_view> written) const {
    AllSeen seen;
    const Sentence sentence(written);
    for (std::size_t at = 0; at < sentence.words.size(); ++at) {
      const Word& word = sentence.words[at];
      for (std::size_t count = 1; count <= longest_ && at + count <= sentence.words.size(); ++count)
        if (const auto found = by_key_.find(sentence.key(at, count)); found != by_key_.end())
          for (const std::uint32_t sign : found->second) take(signs_[sign], word, seen);
    }
    return seen;
  }

 private:
  struct Posting {
    std::uint32_t landmark = 0, group = 0;
  };
  struct Sign {
    std::string key;
    bool capital = false, acronym = false, number = false;
    std::vector<Posting> postings;
  };
  struct Word {
    std::size_t begin = 0, size = 0;  // of Sentence::keys
    bool capital = false, acronym = false;
  };
  // The name_keys of the words with a blank between.
  struct Sentence {
    explicit Sentence(std::span<const std::string_view> written) {
      for (const std::string_view text : written) {
        const std::string key = name_key(text);
        if (key.empty()) continue;
        for (const std::string_view part : split(key, ' ')) {
          words.push_back({keys.size(), part.size(), is_capital(text), is_acronym(text)});
          (keys += part) += ' ';
        }
      }
    }
    std::string_view key(std::size_t at, std::size_t count) const {
      const Word& last = words[at + count - 1];
      return std::string_view(keys).substr(words[at].begin,
                                           last.begin + last.size - words[at].begin);
    }
    std::string keys;
    std::vector<Word> words;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  void add_group_word(const Lines& book, std::string_view sign, Posting posting) {
    if (sign.empty()) return;
    if (!sign.starts_with('@')) return add(sign, posting);
    for (const std::string_view word : book.classes.at(sign)) add(word, posting);
  }

  void add(std::string_view written, Posting posting) {
    const auto [known, fresh] = written_.try_emplace(written, signs_.size());
    if (fresh) add_sign(written);
    signs_[known->second].postings.push_back(posting);
  }

  void add_sign(std::string_view written) {
    const auto number = static_cast<std::uint32_t>(signs_.size());
    signs_.push_back({name_key(written),
                      is_capital(written),
                      is_acronym(written),
                      is_ascii_digit(written.front()),
                      {}});
    const std::string& key = signs_.back().key;
    by_key_[key].push_back(number);
    const auto words = static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1;
    longest_ = std::max(longest_, words);
  }

  void take(const Sign& sign, const Word& word, AllSeen& seen) const {
    if ((sign.capital && !word.capital) || (sign.acronym && !word.acronym)) return;
    const bool rare = sign.postings.size() * kRare <= landmarks_;
    for (const Posting& posting : sign.postings) {
      Seen& one = seen[posting.landmark];
      one.groups |= std::uint32_t{1} << posting.group;
      if (rare && !sign.number)
        (sign.capital ? one.rare_names : one.rare_words) |= std::uint32_t{1} << posting.group;
    }
  }

  std::size_t landmarks_;
  std::vector<Sign> signs_;
  std::unordered_map<std::string_view, std::size_t> written_;  // as written -> sign
  Map<std::vector<std::uint32_t>> by_key_;
  std::size_t longest_ = 1;
};

// --- the book

Landmarks::Landmarks() : lines_(std::make_unique<Lines>()) {}
Landmarks::~Landmarks() = default;
Landmarks::Landmarks(Landmarks&&) noexcept = default;
Landmarks& Landmarks::operator=(Landmarks&&) noexcept = default;

Result<Landmarks> Landmarks::load(const Files& files) {
  Landmarks book;
  Classes& classes = book.lines_->classes;
  Status error = read_tsv(files, "time/landmark_words.tsv", 2, 2, [&](const Row& row) -> Status {
    if (!row[0].starts_with('@')) return row.error("a class is written @name");
    for (const std::string_view word : split(row[1], '|'))
      if (!trim(word).empty()) classes[row[0]].push_back(trim(word));
    return std::nullopt;
  });
  if (!error)
    error = read_tsv(files, "time/landmarks.tsv", 6, 8,
                     [&](const Row& row) { return book.lines_->add(row); });
  if (!error)
    error = read_tsv(files, "unsc/resolutions.tsv", 2, 3, [&](const Row& row) -> Status {
      const auto number = number_of(row[0]);
      const auto days = days_of(row[1]);
      if (!number) return row.error("no number of a resolution");
      if (!days) return row.error("a day is written 2015-12-18, a year 2015");
      book.lines_->resolutions.emplace_back(*number, *days);
      return std::nullopt;
    });
  if (error) return *error;
  std::sort(book.lines_->resolutions.begin(), book.lines_->resolutions.end());
  return book;
}

std::vector<ToldLandmark> Landmarks::told_in(std::span<const std::string_view> words) const {
  std::call_once(lines_->once, [this] { lines_->index = std::make_unique<Index>(*lines_); });
  std::vector<ToldLandmark> told;
  for (const auto& [number, seen] : lines_->index->seen_in(words)) {
    const Lines::Line& line = lines_->lines[number];
    const std::uint32_t all = (std::uint32_t{1} << line.groups) - 1;
    const bool named = (seen.groups >> kGroups) != 0;
    if (!named && (line.groups < 2 || (seen.groups & all) != all)) continue;
    told.push_back({&line.landmark, named, std::popcount(seen.rare_names & all),
                    std::popcount(seen.rare_words & all & ~seen.rare_names)});
  }
  return told;
}

std::optional<DateRange> Landmarks::resolution(int number) const {
  const auto& known = lines_->resolutions;
  const auto above =
      std::lower_bound(known.begin(), known.end(), number,
                       [](const auto& entry, int wanted) { return entry.first < wanted; });
  if (above == known.end()) return std::nullopt;
  if (above->first == number) {
    DateRange days = above->second;
    for (auto same = above; same != known.end() && same->first == number; ++same)
      if (same->second.single()) days = same->second;
    return days;
  }
  if (above == known.begin()) return std::nullopt;
  return DateRange{std::prev(above)->second.first, above->second.last};
}

}  // namespace parley::knowledge
