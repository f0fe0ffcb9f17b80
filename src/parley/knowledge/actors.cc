#include "parley/knowledge/actors.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

constexpr std::string_view kSectors[] = {"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD",
                                         "SPY", "IGO", "NGO", "MED", "CVL", "BUS", "EDU",
                                         "REF", "UAF", "CRM", "ELI", "LEG", "LAB", "REL"};

bool is_acronym(std::string_view spelling) {
  std::size_t upper = 0;
  for (const char c : spelling) {
    if (is_ascii_lower(c) || c == ' ') return false;
    upper += is_ascii_upper(c) ? 1 : 0;
  }
  return upper >= 2 && spelling.size() <= 12;
}

bool has_capital(std::string_view spelling) {
  return std::any_of(spelling.begin(), spelling.end(), [](char c) {
    return is_ascii_upper(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 128;
  });
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The parts of "2011-05-03" that are there; month and day 0 where absent.
struct Parts {
  int year = 0, month = 0, day = 0;
};

std::optional<Parts> parts_of(std::string_view date) {
  const auto fields = split(date, '-');
  if (fields.empty() || fields.size() > 3 || fields[0].size() != 4) return std::nullopt;
  std::array<int, 3> values{};  // year, month, day; 0 where the date does not say
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto value = number(fields[i]);
    if (!value || *value <= 0) return std::nullopt;
    values[i] = *value;
  }
  const Parts parts{values[0], values[1], values[2]};
  if (parts.month > 12) return std::nullopt;
  return parts;
}

Result<Term> term_of(const Row& row, std::size_t from, std::size_t to) {
  Term term{first_day(row[from]), last_day(row[to])};
  if (!row[from].empty() && !term.from) return row.error("no date: " + std::string(row[from]));
  if (!row[to].empty() && !term.to) return row.error("no date: " + std::string(row[to]));
  if (term.from && term.to && *term.to < *term.from) return row.error("ends before it begins");
  return term;
}

bool has_flag(std::string_view field, std::string_view flag) {
  const auto flags = list_of(field);
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

std::string_view last_word(std::string_view key) {
  const std::size_t blank = key.rfind(' ');
  return blank == std::string_view::npos ? key : key.substr(blank + 1);
}

}  // namespace

bool is_sector(std::string_view three) {
  return std::find(std::begin(kSectors), std::end(kSectors), three) != std::end(kSectors);
}

std::string_view country_of(std::string_view code) {
  const std::string_view first = code.substr(0, 3);
  return first.size() == 3 && !is_sector(first) ? first : std::string_view{};
}

std::vector<std::string> sectors_of(std::string_view code) {
  if (code.starts_with("IGO") || code.starts_with("NGO")) return {std::string(code.substr(0, 3))};
  std::vector<std::string> sectors;
  for (std::size_t at = country_of(code).size(); at + 3 <= code.size(); at += 3)
    sectors.emplace_back(code.substr(at, 3));
  return sectors;
}

std::optional<Day> first_day(std::string_view date) {
  const auto parts = parts_of(date);
  if (!parts) return std::nullopt;
  return make_day(parts->year, static_cast<unsigned>(std::max(parts->month, 1)),
                  static_cast<unsigned>(std::max(parts->day, 1)));
}

std::optional<Day> last_day(std::string_view date) {
  const auto parts = parts_of(date);
  if (!parts) return std::nullopt;
  if (parts->day != 0)
    return make_day(parts->year, static_cast<unsigned>(parts->month),
                    static_cast<unsigned>(parts->day));
  using namespace std::chrono;
  const unsigned month_number = parts->month == 0 ? 12U : static_cast<unsigned>(parts->month);
  return sys_days(year(parts->year) / month(month_number) / last);
}

std::uint32_t ActorBook::add_entry(const Row& row, EntryKind kind, std::string_view name,
                                   std::string_view code) {
  ActorEntry entry;
  entry.kind = kind;
  entry.name = name;
  entry.code = code;
  entry.file = row.file;
  entry.line = row.line;
  entries_.push_back(std::move(entry));
  return static_cast<std::uint32_t>(entries_.size() - 1);
}

void ActorBook::add_alias(std::string_view spelling, std::uint32_t entry, AliasKind kind) {
  const std::string key = name_key(spelling);
  if (key.empty()) return;
  std::vector<Alias>& aliases = aliases_[key];
  const bool known = std::any_of(aliases.begin(), aliases.end(), [&](const Alias& alias) {
    return alias.entry == entry && alias.kind == kind;
  });
  if (known) return;
  aliases.push_back({entry, kind, is_acronym(spelling), !has_capital(spelling)});
  const std::size_t blank = key.find(' ');
  const auto words = static_cast<std::uint32_t>(std::count(key.begin(), key.end(), ' ') + 1);
  std::uint32_t& longest = longest_[key.substr(0, blank)];
  longest = std::max(longest, words);
}

void ActorBook::add_list(std::string_view field, std::uint32_t entry, AliasKind kind) {
  for (const std::string_view spelling : list_of(field)) add_alias(spelling, entry, kind);
}

Status ActorBook::load_countries(const Files& files) {
  Status status = read_tsv(files, "actors/countries.tsv", 2, 8, [&](const Row& row) -> Status {
    if (row[0].size() != 3) return row.error("no ISO-3 code");
    const std::uint32_t entry = add_entry(row, EntryKind::state, row[1], row[0]);
    states_.emplace(row[0], entry);
    if (const auto adjectives = list_of(row[3]); !adjectives.empty())
      entries_[entry].adjective = adjectives.front();
    add_alias(row[1], entry, AliasKind::name);
    constexpr AliasKind kColumns[] = {AliasKind::name,    AliasKind::adjective, AliasKind::people,
                                      AliasKind::capital, AliasKind::seat,      AliasKind::former};
    for (std::size_t i = 0; i < std::size(kColumns); ++i) add_list(row[2 + i], entry, kColumns[i]);
    return {};
  });
  if (status) return status;
  return read_tsv(files, "actors/regions.tsv", 2, 4, [&](const Row& row) -> Status {
    const std::uint32_t entry = add_entry(row, EntryKind::region, row[1], row[0]);
    add_alias(row[1], entry, AliasKind::name);
    add_list(row[2], entry, AliasKind::name);
    add_list(row[3], entry, AliasKind::adjective);
    return {};
  });
}

Status ActorBook::load_bodies(const Files& files, std::string_view name, EntryKind kind) {
  return read_tsv(files, name, 2, 7, [&](const Row& row) -> Status {
    const std::uint32_t entry = add_entry(row, kind, row[0], row[1]);
    auto term = term_of(row, 3, 4);
    if (!term) return term.error();
    entries_[entry].term = term.value();
    add_alias(row[0], entry, AliasKind::name);
    add_list(row[2], entry, AliasKind::name);
    add_list(row[5], entry, AliasKind::seat);
    return {};
  });
}

// "King Hussein", "Benedict XVI" have none.
std::string ActorBook::surname_of(std::string_view name) const {
  const std::string key = name_key(name);
  const std::size_t blank = key.find(' ');
  if (blank == std::string::npos) return {};
  const PartyNoun* title = noun(std::string_view(key).substr(0, blank));
  const std::string surname(last_word(key));
  const bool number = surname.find_first_not_of("ivx") == std::string::npos;
  const bool titled =
      title != nullptr && title->title && std::count(key.begin(), key.end(), ' ') == 1;
  return number || titled ? std::string() : surname;
}

Status ActorBook::load_people(const Files& files) {
  std::unordered_map<std::string_view, std::uint32_t> seen;
  Status status = read_tsv(files, "actors/people.tsv", 3, 7, [&](const Row& row) -> Status {
    auto [place, fresh] = seen.emplace(row[0], 0);
    if (fresh) {
      place->second = add_entry(row, EntryKind::person, row[0], {});
      add_alias(row[0], place->second, AliasKind::name);
      const std::string surname = surname_of(row[0]);
      if (!surname.empty()) {
        add_alias(row[0].substr(row[0].rfind(' ') + 1), place->second, AliasKind::surname);
        sounds_[skeleton(surname)].push_back(place->second);
      }
    }
    for (const std::string_view alias : list_of(row[1])) {
      const bool whole = name_key(alias).find(' ') != std::string::npos;
      add_alias(alias, place->second, whole ? AliasKind::name : AliasKind::surname);
    }
    auto term = term_of(row, 4, 5);
    if (!term) return term.error();
    entries_[place->second].offices.push_back({row[2], row[3], term.value()});
    return {};
  });
  const auto begin = [](const Office& office) {
    return office.term.from ? office.term.from : office.term.to;
  };
  for (ActorEntry& entry : entries_)
    std::stable_sort(entry.offices.begin(), entry.offices.end(),
                     [&](const Office& a, const Office& b) { return begin(a) < begin(b); });
  return status;
}

Status ActorBook::load_nouns(const Files& files) {
  for (const std::string_view name : {"actors/roles.tsv", "actors/institutions.tsv"}) {
    Status status = read_tsv(files, name, 1, 4, [&](const Row& row) -> Status {
      const std::string_view flags = row[3];
      PartyNoun noun{row[0],
                     row[1],
                     row.file.find("institutions") != std::string_view::npos,
                     row[2] == "people",
                     has_flag(flags, "title"),
                     has_flag(flags, "speaks"),
                     has_flag(flags, "office"),
                     has_flag(flags, "inherits"),
                     has_flag(flags, "body"),
                     has_flag(flags, "state"),
                     has_flag(flags, "same"),
                     has_flag(flags, "apart"),
                     has_flag(flags, "sent"),
                     row.file,
                     row.line};
      if (!noun.sector.empty() && !is_sector(noun.sector)) return row.error("unknown sector");
      nouns_.insert_or_assign(name_key(row[0]), noun);
      return {};
    });
    if (status) return status;
  }
  Status status = read_tsv(files, "actors/sides.tsv", 1, 5, [&](const Row& row) -> Status {
    sides_.insert_or_assign(name_key(row[0]), Side{row[0], row[1], row[2], row[3],
                                                   has_flag(row[4], "ethnic"), row.file, row.line});
    return {};
  });
  return status;
}

Status ActorBook::load_usage(const Files& files) {
  std::uint32_t line = 0;
  Status status = read_tsv(files, "actors/alike.tsv", 1, 1, [&](const Row& row) -> Status {
    for (const std::string_view noun : list_of(row[0])) classes_[name_key(noun)].push_back(line);
    ++line;
    return {};
  });
  if (status) return status;
  status = read_tsv(files, "actors/conflict.tsv", 1, 1, [&](const Row& row) -> Status {
    conflict_.emplace(name_key(row[0]), true);
    return {};
  });
  if (status) return status;
  status = read_tsv(files, "actors/given_names.tsv", 2, 2, [&](const Row& row) -> Status {
    if (row[1] != "she" && row[1] != "he") return row.error("expected \"she\" or \"he\"");
    given_.emplace(name_key(row[0]), row[1]);
    return {};
  });
  if (status) return status;
  static constexpr std::string_view kUses[] = {"place",    "people", "deal",  "to",
                                               "of_place", "backer", "based", "body"};
  return read_tsv(files, "actors/usage.tsv", 2, 2, [&](const Row& row) -> Status {
    if (std::find(std::begin(kUses), std::end(kUses), row[1]) == std::end(kUses))
      return row.error("unknown use " + std::string(row[1]));
    usage_.emplace(std::string(row[0]) + "\t" + std::string(row[1]), true);
    return {};
  });
}

Result<ActorBook> ActorBook::load(const Files& files) {
  ActorBook book;
  struct Source {
    std::string_view name;
    EntryKind kind;
  };
  constexpr Source kBodies[] = {{"actors/organisations.tsv", EntryKind::organisation},
                                {"actors/groups.tsv", EntryKind::group},
                                {"actors/media.tsv", EntryKind::medium},
                                {"actors/ngos.tsv", EntryKind::ngo}};
  Status status = book.load_countries(files);
  for (const Source& source : kBodies)
    if (!status) status = book.load_bodies(files, source.name, source.kind);
  if (!status) status = book.load_nouns(files);
  if (!status) status = book.load_usage(files);
  if (!status) status = book.load_people(files);
  if (status) return *status;
  return book;
}

std::span<const Alias> ActorBook::named(std::string_view key) const {
  const auto found = aliases_.find(std::string(key));
  if (found == aliases_.end()) return {};
  return found->second;
}

std::uint32_t ActorBook::longest_from(std::string_view first_word) const {
  const auto found = longest_.find(std::string(first_word));
  return found == longest_.end() ? 0 : found->second;
}

std::span<const std::uint32_t> ActorBook::sounding(std::string_view surname_skeleton) const {
  const auto found = sounds_.find(std::string(surname_skeleton));
  if (found == sounds_.end()) return {};
  return found->second;
}

const PartyNoun* ActorBook::noun(std::string_view key) const {
  const auto found = nouns_.find(std::string(key));
  return found == nouns_.end() ? nullptr : &found->second;
}

const Side* ActorBook::side(std::string_view key) const {
  const auto found = sides_.find(std::string(key));
  return found == sides_.end() ? nullptr : &found->second;
}

bool ActorBook::alike(std::string_view one, std::string_view two) const {
  if (one == two) return true;
  const auto a = classes_.find(std::string(one)), b = classes_.find(std::string(two));
  if (a == classes_.end() || b == classes_.end()) return false;
  return std::any_of(a->second.begin(), a->second.end(), [&](std::uint32_t line) {
    return std::find(b->second.begin(), b->second.end(), line) != b->second.end();
  });
}

std::string_view ActorBook::pronoun_of(std::string_view given_name_key) const {
  const auto found = given_.find(std::string(given_name_key));
  return found == given_.end() ? std::string_view() : found->second;
}

bool ActorBook::of_conflict(std::string_view noun) const {
  return conflict_.contains(std::string(noun));
}

bool ActorBook::used_as(std::string_view word, std::string_view what) const {
  return usage_.contains(std::string(word) + "\t" + std::string(what));
}

std::optional<std::uint32_t> ActorBook::state(std::string_view iso3) const {
  const auto found = states_.find(std::string(iso3));
  if (found == states_.end()) return std::nullopt;
  return found->second;
}

const Office* ActorBook::office_at(const ActorEntry& entry, std::optional<Day> day) {
  if (entry.offices.empty()) return nullptr;
  if (day) {
    for (const Office& office : entry.offices)
      if ((office.term.from || office.term.to) && office.term.holds(*day)) return &office;
    const Office* last = nullptr;
    for (const Office& office : entry.offices)
      if (!office.term.from || *office.term.from <= *day) last = &office;
    if (last != nullptr) return last;
    return &entry.offices.front();
  }
  return &entry.offices.back();
}

}  // namespace parley::knowledge
