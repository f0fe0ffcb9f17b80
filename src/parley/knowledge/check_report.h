// knowledge/check_report.h - what the checks of the knowledge files share. Inside `check` only.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parley/knowledge/check.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

using Names = std::set<std::string, std::less<>>;

class CheckReport {
 public:
  explicit CheckReport(const Files& files) : files_(files) {}

  const Files& files() const { return files_; }
  // Each row of the file (and its additions) that has as many fields as the file has columns; the others are problems
  // that the check of columns names.
  void rows(std::string_view name, const std::function<void(const Row&)>& take) const;
  // The first field of each row.
  Names column(std::string_view name, std::size_t field = 0) const;
  void add(const Row& row, std::string message) { add(row.where(), std::move(message)); }
  void add(std::string where, std::string message) {
    problems_.push_back({std::move(where), std::move(message)});
  }
  std::vector<Problem> take();

 private:
  const Files& files_;
  std::vector<Problem> problems_;
};

// A name that may stand once: says where it stood before. Where a user's additions replace our lines of
// the same name (`replaced`), these may stand beside them.
class Once {
 public:
  explicit Once(CheckReport& report, bool replaced = false)
      : report_(report), replaced_(replaced) {}
  // False, and a problem, where the key was there before. `shown`: what the message calls it.
  bool first(const Row& row, std::string key, std::string_view shown);

 private:
  CheckReport& report_;
  bool replaced_;
  std::map<std::string, std::string> seen_;
};

// How many columns each file has, at least and at most; nullptr for a file that no table has.
struct Columns {
  std::string_view file;
  std::size_t least, most;
};
const Columns* columns_of(std::string_view file);

bool is_number(std::string_view text);
bool is_whole(std::string_view text);
bool is_one(std::string_view value, std::initializer_list<std::string_view> known);

// --- the checks; each looks at some of the files
void check_every_file(CheckReport& report);  // check_tables.cc
void check_actors(CheckReport& report);      // check_actors.cc
void check_people(CheckReport& report);      // check_people.cc
void check_places(CheckReport& report);      // check_places.cc
void check_lexicon(CheckReport& report);     // check_lexicon.cc
void check_moves(CheckReport& report);       // check_moves.cc
void check_vocabulary(CheckReport& report);  // check_vocabulary.cc
void check_landmarks(CheckReport& report);   // check_landmarks.cc
void check_words(CheckReport& report);       // check_words.cc: cues, tolls, time

// "SYRREB": a known country or region, then sectors; "IGOUNO", "NGO": the kind, then letters.
bool is_actor_code(std::string_view code, const Names& countries);
// ISO-3 codes and regions that actors may have.
Names actor_countries(const CheckReport& report);

}  // namespace parley::knowledge
