// knowledge/vocabulary.h - the names that moves and conditions are given, and their codes.
// A code that neither CAMEO nor PLOVER has stays empty. Files: knowledge/vocabulary/*.tsv.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct MoveType {
  std::string id, family, definition;  // "refuse_talks", "refuse"; Council acts: family "council"
  std::vector<std::string> cameo;      // the usual code first
  std::string plover_type, plover_mode, plover_context;  // "" where PLOVER has no place for it
};

// What force a content is put with: the column of the CAMEO code.
enum class ContentForce { appeal, demand, promise, kept, refusal };

struct ConditionType {
  std::string id, group, definition, met_when;         // "leave_office", "leadership"
  std::string appeal, demand, promise, kept, refusal;  // CAMEO

  const std::string& code(ContentForce force) const;
};

struct BodyRule {
  std::string body;  // "Security Council"
  int members = 0, needed = 0;
  std::vector<std::string> veto;  // members that can stop a text alone
};

// The Security Council in one year, ISO-3.
struct CouncilYear {
  std::vector<std::string> permanent, elected;
};

class Vocabulary {
 public:
  static Result<Vocabulary> load(const Files& files);

  // nullptr for a name that is none of ours.
  const MoveType* move(std::string_view id) const;
  const ConditionType* condition(std::string_view id) const;
  const BodyRule* body(std::string_view name) const;
  // nullptr for a year that the table does not hold.
  const CouncilYear* council(int year) const;
  bool has_role(std::string_view role) const { return contains(roles_, role); }
  bool has_modality(std::string_view modality) const { return contains(modalities_, modality); }

  const std::vector<MoveType>& moves() const { return moves_; }
  const std::vector<ConditionType>& conditions() const { return conditions_; }

 private:
  static bool contains(const std::vector<std::string>& names, std::string_view name);
  Status read_types(const Files& files);
  Status read_names(const Files& files);

  std::vector<MoveType> moves_;
  std::vector<ConditionType> conditions_;
  std::vector<BodyRule> bodies_;
  std::vector<std::string> roles_, modalities_;
  std::unordered_map<std::string, std::size_t> move_at_, condition_at_;
  std::map<int, CouncilYear> council_;
};

}  // namespace parley::knowledge
