// Countries, bodies, and the nouns and sides that make parties of them.
#include <algorithm>
#include <array>

#include "parley/knowledge/actors.h"
#include "parley/knowledge/check_report.h"
#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

constexpr std::string_view kBodies[] = {"actors/organisations.tsv", "actors/groups.tsv",
                                        "actors/media.tsv", "actors/ngos.tsv"};

bool meet(const Term& a, const Term& b) {
  const bool a_first = !a.to || !b.from || *b.from <= *a.to;
  const bool b_first = !b.to || !a.from || *a.from <= *b.to;
  return a_first && b_first;
}

void check_dates(CheckReport& report, const Row& row, std::size_t from, std::size_t to) {
  for (const std::size_t field : {from, to})
    if (!row[field].empty() && !first_day(row[field]))
      report.add(row,
                 "no date: " + std::string(row[field]) + "; write YYYY, YYYY-MM or YYYY-MM-DD");
  const auto begin = first_day(row[from]), end = last_day(row[to]);
  if (begin && end && *end < *begin) report.add(row, "ends before it begins");
}

class ActorCheck {
 public:
  explicit ActorCheck(CheckReport& report) : report_(report), codes_(actor_countries(report)) {}

  void run() {
    countries();
    for (const std::string_view name : kBodies) bodies(name);
    for (const std::string_view name : {"actors/roles.tsv", "actors/institutions.tsv"}) nouns(name);
    sides();
    small_lists();
    if (auto book = ActorBook::load(report_.files())) spellings(*book);
  }

 private:
  void countries() {
    Once codes(report_);
    std::map<std::string, Row> by_name;
    for (const std::string_view name : {"actors/countries.tsv", "actors/regions.tsv"})
      report_.rows(name, [&](const Row& row) {
        codes.first(row, std::string(row[0]), "code " + std::string(row[0]));
        if (row[0].size() != 3 || !std::all_of(row[0].begin(), row[0].end(), is_ascii_upper))
          report_.add(row, "no code of three capitals: " + std::string(row[0]));
        by_name.emplace(name_key(row[1]), row);
      });
    // A is what B was called, and B what A was called.
    report_.rows("actors/countries.tsv", [&](const Row& row) {
      for (const std::string_view former : list_of(row[7])) {
        const auto other = by_name.find(name_key(former));
        if (other == by_name.end()) continue;
        if (other->second.line == row.line && other->second.file == row.file)
          report_.add(row, "the former name " + std::string(former) + " is the name itself");
        for (const std::string_view back : list_of(other->second[7]))
          if (name_key(back) == name_key(row[1]))
            report_.add(row, "former names in a circle with " + other->second.where());
      }
    });
  }

  struct Seen {
    Term term;
    std::string where, code;
  };

  void bodies(std::string_view name) {
    std::map<std::string, std::vector<Seen>> seen;
    report_.rows(name, [&](const Row& row) {
      if (!is_actor_code(row[1], codes_))
        report_.add(row,
                    "unknown code " + std::string(row[1]) +
                        ": a country or region of actors/, then sectors (GOV MIL REB OPP ...)");
      check_dates(report_, row, 3, 4);
      if (!is_one(row[6], {"", "likely"}))
        report_.add(row, "certainty is empty or likely, not " + std::string(row[6]));
      const Term term{first_day(row[3]), last_day(row[4])};
      for (const Seen& other : seen[name_key(row[0])])
        if (meet(term, other.term) && country_of(other.code) == country_of(row[1]))
          report_.add(row, std::string(row[0]) + " stands already at " + other.where +
                               " for the same days");
      seen[name_key(row[0])].push_back({term, row.where(), std::string(row[1])});
      for (const std::string_view alias : list_of(row[2]))
        if (alias == row[0])
          report_.add(row, "the alias " + std::string(alias) + " is the name itself");
    });
  }

  void nouns(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kFlags = {
        "title", "speaks", "office", "inherits", "body", "state", "same", "apart", "sent"};
    Once once(report_, true);
    report_.rows(name, [&](const Row& row) {
      once.first(row, name_key(row[0]), row[0]);
      if (!row[1].empty() && !is_sector(row[1]))
        report_.add(row, "unknown sector " + std::string(row[1]));
      for (const std::string_view flag : list_of(row[3]))
        if (std::find(kFlags.begin(), kFlags.end(), flag) == kFlags.end())
          report_.add(row, "unknown flag " + std::string(flag));
      if (!is_one(row[2], {"person", "people", "organisation"}))
        report_.add(row,
                    "unknown kind " + std::string(row[2]) + ": person, people or organisation");
    });
  }

  void sides() {
    Once once(report_, true);
    report_.rows("actors/sides.tsv", [&](const Row& row) {
      once.first(row, name_key(row[0]), row[0]);
      for (const std::size_t field : {1U, 3U})
        if (!row[field].empty() && !is_sector(row[field]))
          report_.add(row, "unknown sector " + std::string(row[field]));
      if (!row[2].empty() && !codes_.contains(row[2]))
        report_.add(row, "unknown country " + std::string(row[2]));
      if (!is_one(row[4], {"", "ethnic"})) report_.add(row, "unknown flag " + std::string(row[4]));
    });
  }

  // A class of nouns must be of nouns that we know, else it says nothing.
  void small_lists() {
    Names nouns;
    for (const std::string_view name : {"actors/roles.tsv", "actors/institutions.tsv"})
      report_.rows(name, [&](const Row& row) { nouns.insert(name_key(row[0])); });
    report_.rows("actors/alike.tsv", [&](const Row& row) {
      std::set<std::string> seen;
      for (const std::string_view noun : list_of(row[0])) {
        if (!nouns.contains(name_key(noun)))
          report_.add(row, std::string(noun) + " is no noun of actors/roles.tsv; add it there");
        if (!seen.insert(name_key(noun)).second)
          report_.add(row, std::string(noun) + " stands twice in its class");
      }
    });
    Once conflict(report_), given(report_);
    report_.rows("actors/conflict.tsv",
                 [&](const Row& row) { conflict.first(row, name_key(row[0]), row[0]); });
    report_.rows("actors/given_names.tsv", [&](const Row& row) {
      given.first(row, name_key(row[0]), row[0]);
      if (row[1] != "she" && row[1] != "he") report_.add(row, "expected \"she\" or \"he\"");
    });
  }

  // A whole name that two bodies of one country bear at the same time cannot be told apart.
  void spellings(const ActorBook& book) {
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
          report_.add(std::string(b.file) + ":" + std::to_string(b.line),
                      "\"" + key + "\" also names " + std::string(a.name) + " at " +
                          std::string(a.file) + ":" + std::to_string(a.line));
        }
    }
  }

  CheckReport& report_;
  Names codes_;
};

}  // namespace

Names actor_countries(const CheckReport& report) {
  Names codes = report.column("actors/countries.tsv");
  codes.merge(report.column("actors/regions.tsv"));
  return codes;
}

bool is_actor_code(std::string_view code, const Names& countries) {
  if (code.empty() || code.size() % 3 != 0) return false;
  if (!std::all_of(code.begin(), code.end(), is_ascii_upper)) return false;
  if (code.starts_with("IGO") || code.starts_with("NGO")) return code.size() <= 9;
  std::size_t at = countries.contains(code.substr(0, 3)) ? 3 : 0;
  for (; at < code.size(); at += 3)
    if (!is_sector(code.substr(at, 3))) return false;
  return true;
}

void check_actors(CheckReport& report) { ActorCheck(report).run(); }

}  // namespace parley::knowledge
