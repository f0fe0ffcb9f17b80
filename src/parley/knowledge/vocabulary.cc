#include "parley/knowledge/vocabulary.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace parley::knowledge {
namespace {

std::vector<std::string> strings_of(std::string_view field) {
  const auto parts = list_of(field);
  return {parts.begin(), parts.end()};
}

std::optional<int> number_of(std::string_view field) {
  int value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size()) return std::nullopt;
  return value;
}

}  // namespace

const std::string& ConditionType::code(ContentForce force) const {
  switch (force) {
    case ContentForce::appeal:
      return appeal;
    case ContentForce::demand:
      return demand;
    case ContentForce::promise:
      return promise;
    case ContentForce::kept:
      return kept;
    case ContentForce::refusal:
      return refusal;
  }
  return appeal;
}

Result<Vocabulary> Vocabulary::load(const Files& files) {
  Vocabulary vocabulary;
  if (auto error = vocabulary.read_types(files)) return *error;
  if (auto error = vocabulary.read_names(files)) return *error;
  return vocabulary;
}

Status Vocabulary::read_types(const Files& files) {
  const auto add_move = [&](const Row& row, MoveType move) -> Status {
    if (move.id.empty()) return row.error("a move without a name");
    if (!move_at_.emplace(move.id, moves_.size()).second)
      return row.error("the move '" + move.id + "' stands twice");
    moves_.push_back(std::move(move));
    return std::nullopt;
  };
  if (auto error = read_tsv(files, "vocabulary/moves.tsv", 3, 10, [&](const Row& row) {
        return add_move(
            row, {std::string(row[0]), std::string(row[1]), std::string(row[2]), strings_of(row[4]),
                  std::string(row[5]), std::string(row[6]), std::string(row[7])});
      }))
    return error;
  if (auto error = read_tsv(files, "vocabulary/unsc_actions.tsv", 2, 4, [&](const Row& row) {
        return add_move(row, {std::string(row[0]), "council", std::string(row[1]),
                              strings_of(row[3]), "", "", ""});
      }))
    return error;
  return read_tsv(files, "vocabulary/conditions.tsv", 10, 10, [&](const Row& row) -> Status {
    if (!condition_at_.emplace(std::string(row[0]), conditions_.size()).second)
      return row.error("the condition '" + std::string(row[0]) + "' stands twice");
    conditions_.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2]),
                           std::string(row[4]), std::string(row[5]), std::string(row[6]),
                           std::string(row[7]), std::string(row[8]), std::string(row[9])});
    return std::nullopt;
  });
}

Status Vocabulary::read_names(const Files& files) {
  const auto names = [](std::vector<std::string>& into) {
    return [&into](const Row& row) -> Status {
      into.emplace_back(row[0]);
      return std::nullopt;
    };
  };
  if (auto error = read_tsv(files, "vocabulary/condition_roles.tsv", 1, 3, names(roles_)))
    return error;
  if (auto error = read_tsv(files, "vocabulary/modality.tsv", 1, 2, names(modalities_)))
    return error;
  if (auto error =
          read_tsv(files, "vocabulary/body_rules.tsv", 4, 4, [&](const Row& row) -> Status {
            const auto members = number_of(row[1]), needed = number_of(row[2]);
            if (!members || !needed) return row.error("members and needed are whole numbers");
            bodies_.push_back({std::string(row[0]), *members, *needed, strings_of(row[3])});
            return std::nullopt;
          }))
    return error;
  return read_tsv(files, "unsc/members.tsv", 3, 3, [&](const Row& row) -> Status {
    const auto year = number_of(row[0]);
    if (!year) return row.error("the year is a whole number");
    council_[*year] = {strings_of(row[1]), strings_of(row[2])};
    return std::nullopt;
  });
}

const MoveType* Vocabulary::move(std::string_view id) const {
  const auto found = move_at_.find(std::string(id));
  return found == move_at_.end() ? nullptr : &moves_[found->second];
}

const ConditionType* Vocabulary::condition(std::string_view id) const {
  const auto found = condition_at_.find(std::string(id));
  return found == condition_at_.end() ? nullptr : &conditions_[found->second];
}

const BodyRule* Vocabulary::body(std::string_view name) const {
  for (const BodyRule& body : bodies_)
    if (body.body == name) return &body;
  return nullptr;
}

const CouncilYear* Vocabulary::council(int year) const {
  const auto found = council_.find(year);
  return found == council_.end() ? nullptr : &found->second;
}

bool Vocabulary::contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace parley::knowledge
