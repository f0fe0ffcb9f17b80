#include "parley/knowledge/check.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "parley/knowledge/actors.h"
#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

bool meet(const Term& a, const Term& b) {
  const bool a_first = !a.to || !b.from || *b.from <= *a.to;
  const bool b_first = !b.to || !a.from || *a.from <= *b.to;
  return a_first && b_first;
}

class Checker {
 public:
  explicit Checker(const Files& files) : files_(files) {}

  std::vector<Problem> run() {
    auto book = ActorBook::load(files_);
    if (!book) {
      problems_.push_back({book.error().where, book.error().message});
      return std::move(problems_);
    }
    read_codes();
    for (const std::string_view name :
         {"actors/organisations.tsv", "actors/groups.tsv", "actors/media.tsv", "actors/ngos.tsv"})
      check_bodies(name);
    check_people();
    for (const std::string_view name : {"actors/roles.tsv", "actors/institutions.tsv"})
      check_nouns(name);
    check_sides();
    check_spellings(*book);
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const Problem& a, const Problem& b) { return file(a) < file(b); });
    return std::move(problems_);
  }

 private:
  static std::string file(const Problem& problem) {
    return problem.where.substr(0, problem.where.find(':'));
  }

  void add(const Row& row, std::string message) {
    problems_.push_back({row.where(), std::move(message)});
  }

  void read_codes() {
    std::map<std::string, std::string> seen;
    for (const std::string_view name : {"actors/countries.tsv", "actors/regions.tsv"}) {
      (void)read_tsv(files_, name, 2, 8, [&](const Row& row) -> Status {
        const auto [place, fresh] = seen.emplace(row[0], row.where());
        if (!fresh) add(row, "code " + std::string(row[0]) + " stands already at " + place->second);
        codes_.emplace(row[0]);
        return {};
      });
    }
  }

  // "SYRREB": a known country or region, then sectors; "IGOUNO", "NGO": the kind, then anything of
  // three letters.
  bool is_code(std::string_view code) const {
    if (code.empty() || code.size() % 3 != 0) return false;
    if (!std::all_of(code.begin(), code.end(), is_ascii_upper)) return false;
    if (code.starts_with("IGO") || code.starts_with("NGO")) return code.size() <= 9;
    std::size_t at = codes_.contains(std::string(code.substr(0, 3))) ? 3 : 0;
    for (; at < code.size(); at += 3)
      if (!is_sector(code.substr(at, 3))) return false;
    return true;
  }

  struct Seen {
    Term term;
    std::string where;
    std::string_view code;
  };

  void check_bodies(std::string_view name) {
    std::map<std::string, std::vector<Seen>> seen;
    (void)read_tsv(files_, name, 2, 6, [&](const Row& row) -> Status {
      if (!is_code(row[1])) add(row, "unknown code " + std::string(row[1]));
      const Term term{first_day(row[3]), last_day(row[4])};
      for (const Seen& other : seen[name_key(row[0])])
        if (meet(term, other.term) && country_of(other.code) == country_of(row[1]))
          add(row,
              std::string(row[0]) + " stands already at " + other.where + " for the same days");
      seen[name_key(row[0])].push_back({term, row.where(), row[1]});
      for (const std::string_view alias : list_of(row[2]))
        if (alias == row[0]) add(row, "the alias " + std::string(alias) + " is the name itself");
      return {};
    });
  }

  void check_people() {
    struct Held {
      std::string title;
      Seen seen;
    };
    std::map<std::string, std::vector<Held>> held;
    (void)read_tsv(files_, "actors/people.tsv", 3, 6, [&](const Row& row) -> Status {
      if (!is_code(row[2])) add(row, "unknown code " + std::string(row[2]));
      const Term term{first_day(row[4]), last_day(row[5])};
      std::vector<Held>& offices = held[std::string(row[0])];
      for (const Held& office : offices) {
        if (office.title != row[3] || office.seen.code != row[2]) continue;
        if (meet(term, office.seen.term))
          add(row, "the same office overlaps in time with " + office.seen.where);
      }
      offices.push_back({std::string(row[3]), {term, row.where(), row[2]}});
      return {};
    });
  }

  void check_nouns(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kFlags = {
        "title", "speaks", "office", "inherits", "body", "state", "same", "apart", "sent"};
    std::map<std::string, std::string> seen;
    (void)read_tsv(files_, name, 1, 4, [&](const Row& row) -> Status {
      const auto [place, fresh] = seen.emplace(name_key(row[0]), row.where());
      if (!fresh) add(row, std::string(row[0]) + " stands already at " + place->second);
      for (const std::string_view flag : list_of(row[3]))
        if (std::find(kFlags.begin(), kFlags.end(), flag) == kFlags.end())
          add(row, "unknown flag " + std::string(flag));
      if (row[2] != "person" && row[2] != "people" && row[2] != "organisation")
        add(row, "unknown kind " + std::string(row[2]));
      return {};
    });
  }

  void check_sides() {
    std::map<std::string, std::string> seen;
    (void)read_tsv(files_, "actors/sides.tsv", 1, 5, [&](const Row& row) -> Status {
      const auto [place, fresh] = seen.emplace(name_key(row[0]), row.where());
      if (!fresh) add(row, std::string(row[0]) + " stands already at " + place->second);
      for (const std::size_t field : {1U, 3U})
        if (!row[field].empty() && !is_sector(row[field]))
          add(row, "unknown sector " + std::string(row[field]));
      if (!row[2].empty() && !codes_.contains(std::string(row[2])))
        add(row, "unknown country " + std::string(row[2]));
      return {};
    });
  }

  // A whole name that two bodies of one country bear at the same time cannot be told apart.
  void check_spellings(const ActorBook& book) {
    const auto& entries = book.entries();
    std::set<std::string> keys;
    for (const ActorEntry& entry : entries) keys.insert(name_key(entry.name));
    for (const std::string& key : keys) {
      const auto aliases = book.named(key);
      for (std::size_t i = 0; i < aliases.size(); ++i)
        for (std::size_t j = i + 1; j < aliases.size(); ++j) {
          const ActorEntry& a = entries[aliases[i].entry];
          const ActorEntry& b = entries[aliases[j].entry];
          const bool bodies = a.kind != EntryKind::person && b.kind != EntryKind::person &&
                              a.kind != EntryKind::state && b.kind != EntryKind::state;
          if (!bodies || aliases[i].entry == aliases[j].entry || !meet(a.term, b.term)) continue;
          if (country_of(a.code) != country_of(b.code)) continue;
          problems_.push_back({std::string(b.file) + ":" + std::to_string(b.line),
                               "\"" + key + "\" also names " + std::string(a.name) + " at " +
                                   std::string(a.file) + ":" + std::to_string(a.line)});
        }
    }
  }

  const Files& files_;
  std::set<std::string> codes_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_actor_files(const Files& files) { return Checker(files).run(); }

}  // namespace parley::knowledge
