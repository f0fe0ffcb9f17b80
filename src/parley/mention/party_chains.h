// mention/party_chains.h - which parties of a report are one. Union-find over the noun phrases;
// each pass ("sieve", Lee et al. 2013) joins what it is surest of, the surest first:
//   1 same entry or same name    2 bracketed short forms    3 apposition, "known as"
//   4 parts of a body's name     5 surnames and spellings   6 same description
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/mention/party.h"

namespace parley::mention {

class PartyChains {
 public:
  PartyChains(const ReportView& report, const ReportWords& words, std::vector<Party>& parties);

  std::uint32_t root(std::uint32_t party) const;
  // Joins the chains; the reason is kept for the later party. False where they cannot be one (two
  // known entries, a person and a state).
  bool unite(std::uint32_t earlier, std::uint32_t later, std::string reason);
  // What the whole chain is: the best of its parties.
  const Party& best(std::uint32_t party) const { return parties_[best_[root(party)]]; }
  // The chain has a person's name.
  bool is_named(std::uint32_t party) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(parties_.size()); }
  // The party headed by the token; nullptr when none.
  const std::uint32_t* at(std::uint32_t token) const;

 private:
  void join_same_names();
  void join_short_forms();
  void join_appositions();
  void join_surnames();
  void join_name_parts();
  void join_same_descriptions();
  void describe(std::uint32_t name, std::uint32_t description);
  int worth(const Party& party) const;

  const ReportView& report_;
  const ReportWords& words_;
  std::vector<Party>& parties_;
  std::vector<std::uint32_t> parent_, best_;
  std::unordered_map<std::uint32_t, std::uint32_t> by_head_;
};

}  // namespace parley::mention
