// People and their offices.
#include <algorithm>
#include <set>

#include "parley/knowledge/actors.h"
#include "parley/knowledge/check_report.h"
#include "parley/knowledge/name_key.h"

namespace parley::knowledge {
namespace {

struct Held {
  std::string name, where;
  Term widest;  // "2001" to "2003": 2001-01-01 to 2003-12-31
  Term surest;  // what is certain whatever the days are: 2001-12-31 to 2003-01-01
  bool beside = false;
};

bool meet(const Term& a, const Term& b) {
  return (!a.to || !b.from || *b.from <= *a.to) && (!b.to || !a.from || *a.from <= *b.to);
}

// Both held it on a day: one has not ended before the other began, however the dates are filled up.
// A term with an open side proves nothing.
bool surely_meet(const Term& a, const Term& b) {
  if (!a.from || !a.to || !b.from || !b.to) return false;
  return *a.from < *b.to && *b.from < *a.to && *a.from < *a.to && *b.from < *b.to;
}

class PeopleCheck {
 public:
  explicit PeopleCheck(CheckReport& report) : report_(report), codes_(actor_countries(report)) {
    report_.rows("actors/roles.tsv", [&](const Row& row) {
      for (const std::string_view flag : list_of(row[3]))
        if (flag == "office") single_.insert(name_key(row[0]));
    });
  }

  void run() {
    report_.rows("actors/people.tsv", [&](const Row& row) { person(row); });
  }

 private:
  void person(const Row& row) {
    if (!is_actor_code(row[2], codes_))
      report_.add(row, "unknown code " + std::string(row[2]) +
                           ": a country or region of actors/, then sectors (GOV MIL REB OPP ...)");
    for (const std::size_t field : {4U, 5U})
      if (!row[field].empty() && !first_day(row[field]))
        report_.add(row,
                    "no date: " + std::string(row[field]) + "; write YYYY, YYYY-MM or YYYY-MM-DD");
    if (!is_one(row[6], {"", "likely", "beside"}))
      report_.add(row, "certainty is empty, likely or beside, not " + std::string(row[6]));
    Held held{std::string(row[0]),
              row.where(),
              {first_day(row[4]), last_day(row[5])},
              {last_day(row[4]), first_day(row[5])},
              row[6] == "beside"};
    if (held.widest.from && held.widest.to && *held.widest.to < *held.widest.from)
      report_.add(row, "ends before it begins");
    whole_name(row, row[0]);
    for (const std::string_view alias : list_of(row[1])) whole_name(row, alias);
    for (const std::string_view alias : list_of(row[1]))
      if (alias == row[0])
        report_.add(row, "the alias " + std::string(alias) + " is the name itself");
    overlaps(row, held);
  }

  // Names of several words tell persons apart; surnames alone need not.
  void whole_name(const Row& row, std::string_view name) {
    const std::string key = name_key(name);
    if (key.find(' ') == std::string::npos) return;
    const auto [known, fresh] = bearer_.emplace(key, std::pair(std::string(row[0]), row.where()));
    if (!fresh && known->second.first != row[0])
      report_.add(row, "\"" + std::string(name) + "\" is also " + known->second.first + " at " +
                           known->second.second +
                           "; one person has one name, the other spellings are aliases");
  }

  void overlaps(const Row& row, const Held& held) {
    const std::string office = std::string(row[2]) + "|" + name_key(row[3]);
    // Bodies of many organs have many presidents, and states several vice presidents.
    const bool single = !country_of(row[2]).empty() && single_.contains(name_key(row[3])) &&
                        !row[3].starts_with("vice ") && !row[3].starts_with("deputy ");
    for (const Held& other : offices_[office]) {
      if (other.name == held.name) {
        if (meet(held.widest, other.widest))
          report_.add(row, "the same office overlaps in time with " + other.where +
                               "; join the two lines or mend a date");
      } else if (single && !held.beside && !other.beside &&
                 surely_meet(held.surest, other.surest)) {
        report_.add(row, std::string(row[3]) + " of " + std::string(row[2]) +
                             " at the same time as " + other.name + " at " + other.where +
                             "; mend a date, or write beside behind it");
      }
    }
    offices_[office].push_back(held);
  }

  CheckReport& report_;
  Names codes_;
  std::set<std::string> single_;  // roles with one holder at a time
  std::map<std::string, std::vector<Held>> offices_;
  std::map<std::string, std::pair<std::string, std::string>> bearer_;  // name_key -> person, line
};

}  // namespace

void check_people(CheckReport& report) { PeopleCheck(report).run(); }

}  // namespace parley::knowledge
