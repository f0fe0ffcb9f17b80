// analysis/parties.h - the parties of moves from several reports: which mean one, and whether two sides meet.
#pragma once

#include <string>
#include <vector>

namespace parley::analysis {

struct Party {
  std::string name;
  std::string code;  // may be ""
  std::string kind;  // as in the record: person organisation state ...; may be ""
  std::vector<std::string> aliases;
};

// Whether two mentions, of one report or of two, mean one party. A name or alias in common; a state's code; for a person
// or a description ("the rebels") the code of the side. Two named bodies of one side are two: they share a code only.
bool same_party(const Party& one, const Party& other);

// Whether a party of one list is one of the other.
bool meet(const std::vector<Party>& ones, const std::vector<Party>& others);
// Whether the sides do not contradict each other: an unnamed side could be anybody.
bool could_meet(const std::vector<Party>& ones, const std::vector<Party>& others);
// Adds those that are not there yet.
void add_parties(std::vector<Party>& to, const std::vector<Party>& from);

}  // namespace parley::analysis
