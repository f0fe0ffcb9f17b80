// analysis/talks.h - the talks ledger: each offer of talks, who answered it how, on which
// conditions, what blocks it. An offer told in several reports is one entry (same offerer, no
// contradiction in addressee or venue, told within 45 days of each other). A reply comes within 90
// days. A refusal or a condition that answers no offer on record
// opens an entry of its own: the offer is then "not told". Source   the moves and conditions of the
// store; every line keeps its report and its words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/analysis/parties.h"
#include "parley/record/store.h"

namespace parley::analysis {

// The words that say so, and where they stand.
struct Source {
  std::string document;  // id
  std::string report;    // document.source
  std::string title;
  std::string published;  // "YYYY-MM-DD" or ""
  std::string item;       // "m3"
  std::string words;
  std::int64_t start = 0, end = 0;  // code points
};

struct LedgerCondition {
  std::string kind, role;
  std::vector<Party> who;  // who must act
  std::vector<Party> of;   // whose condition it is
  std::string deadline;
  Source source;
};

struct LedgerMove {
  std::string move, family, modality, date, venue, subject;
  std::vector<Party> actors, recipients, third_parties;
  std::vector<LedgerCondition> conditions;
  std::optional<std::string> in_reply_to;  // "m2" of the same document
  Source source;
  std::vector<Source> copies;  // other reports with the same words
};

// What an answer does to the talks.
enum class Answer { accepts, refuses, sets_conditions, delays };
std::string_view name_of(Answer answer);

struct Reply {
  Answer answer;
  LedgerMove move;
};

struct Block {
  std::string reason;  // "refusal", "condition", "delay"
  std::string what;    // "leave_office (Bashar al-Assad)", "refuse_talks"
  std::vector<Party> by;
  Source source;
};

struct Talks {
  std::vector<Party> offered_by, offered_to, mediators;
  std::string venue, subject;
  std::string since;               // day of the first offer or report of it; "" unknown
  std::vector<LedgerMove> offers;  // each telling of the offer
  std::vector<Reply> replies;      // by day, then by report
  std::vector<Block> blocks;       // empty: nothing on record stands in the way
  std::string state;               // open, accepted, refused, blocked, delayed
};

struct TalksFilter {
  std::string actor;  // part of a name, or a code; any party of the entry
  std::string since,
      until;  // "YYYY-MM-DD" on the moves' days (the report's where the move has none)
};

// Every move of the store with its conditions, in the order of the reports.
Result<std::vector<LedgerMove>> ledger_moves(record::Store& store);
// Pure: groups the moves into entries, oldest first.
std::vector<Talks> group_talks(const std::vector<LedgerMove>& moves);
Result<std::vector<Talks>> find_talks(record::Store& store, const TalksFilter& filter);

}  // namespace parley::analysis
