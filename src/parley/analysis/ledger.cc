// The moves of a store with their parties, conditions and words.
#include <rapidjson/document.h>

#include <map>
#include <utility>

#include "parley/analysis/talks.h"

namespace parley::analysis {
namespace {

std::vector<std::string> list_of_texts(const std::optional<std::string>& json) {
  std::vector<std::string> texts;
  rapidjson::Document list;
  if (!json || list.Parse(json->c_str()).HasParseError() || !list.IsArray()) return texts;
  for (const auto& item : list.GetArray())
    if (item.IsString()) texts.emplace_back(item.GetString(), item.GetStringLength());
  return texts;
}

struct Documents {
  std::map<std::string, Source> source;                         // by document number
  std::map<std::pair<std::string, std::string>, Party> party;   // by document number and actor id
  std::map<std::pair<std::string, std::string>, Source> words;  // by document number and item id

  std::vector<Party> parties(const std::string& document,
                             const std::optional<std::string>& ids) const {
    std::vector<Party> found;
    for (const std::string& id : list_of_texts(ids))
      if (const auto at = party.find({document, id}); at != party.end())
        found.push_back(at->second);
    return found;
  }
  Source source_of(const std::string& document, const std::string& item) const {
    Source found = source.at(document);
    found.item = item;
    if (const auto at = words.find({document, item}); at != words.end()) {
      found.words = at->second.words;
      found.start = at->second.start;
      found.end = at->second.end;
    }
    return found;
  }
};

// A condition told twice in one move is one.
void add_condition(std::vector<LedgerCondition>& conditions, const LedgerCondition& condition) {
  for (const LedgerCondition& known : conditions)
    if (known.kind == condition.kind && known.role == condition.role &&
        known.source.words == condition.source.words)
      return;
  conditions.push_back(condition);
}

Result<Documents> read_documents(record::Store& store) {
  Documents documents;
  const auto text = [](const std::optional<std::string>& value) { return value.value_or(""); };
  Status problem = store.query("SELECT number, id, source, title, published FROM documents", {},
                               [&](const record::StoreRow& row) {
                                 Source source;
                                 source.document = text(row[1]);
                                 source.report = text(row[2]);
                                 source.title = text(row[3]);
                                 source.published = text(row[4]);
                                 documents.source[text(row[0])] = source;
                               });
  if (!problem)
    problem = store.query("SELECT document, id, name, code, kind, aliases FROM actors", {},
                          [&](const record::StoreRow& row) {
                            documents.party[{text(row[0]), text(row[1])}] = {
                                text(row[2]), text(row[3]), text(row[4]), list_of_texts(row[5])};
                          });
  if (!problem)
    problem =
        store.query("SELECT document, item, text, start, \"end\" FROM evidence WHERE number = 1",
                    {}, [&](const record::StoreRow& row) {
                      Source source;
                      source.words = text(row[2]);
                      source.start = std::stoll(row[3].value_or("0"));
                      source.end = std::stoll(row[4].value_or("0"));
                      documents.words[{text(row[0]), text(row[1])}] = source;
                    });
  if (problem) return *problem;
  return documents;
}

}  // namespace

Result<std::vector<LedgerMove>> ledger_moves(record::Store& store) {
  const auto documents = read_documents(store);
  if (!documents) return documents.error();
  const auto text = [](const std::optional<std::string>& value) { return value.value_or(""); };
  std::vector<LedgerMove> moves;
  std::map<std::pair<std::string, std::string>, std::vector<LedgerCondition>> conditions;
  std::map<std::pair<std::string, std::string>, LedgerCondition> condition_of;
  Status problem =
      store.query("SELECT document, id, kind, role, who, of, for_move, deadline FROM conditions",
                  {}, [&](const record::StoreRow& row) {
                    LedgerCondition condition;
                    condition.kind = text(row[2]);
                    condition.role = text(row[3]);
                    condition.who = documents->parties(text(row[0]), row[4]);
                    condition.of = documents->parties(text(row[0]), row[5]);
                    condition.deadline = text(row[7]);
                    condition.source = documents->source_of(text(row[0]), text(row[1]));
                    condition_of[{text(row[0]), text(row[1])}] = condition;
                  });
  if (problem) return *problem;
  problem = store.query(
      "SELECT m.document, m.id, m.move, m.family, m.actor, m.recipient, m.third_party, m.subject, "
      "m.venue, m.date, "
      "m.modality, m.in_reply_to, m.conditions FROM moves m JOIN documents d ON d.number = "
      "m.document "
      "ORDER BY d.published IS NULL, d.published, m.document, m.number",
      {}, [&](const record::StoreRow& row) {
        LedgerMove move;
        const std::string document = text(row[0]);
        move.move = text(row[2]);
        move.family = text(row[3]);
        move.actors = documents->parties(document, row[4]);
        move.recipients = documents->parties(document, row[5]);
        move.third_parties = documents->parties(document, row[6]);
        move.subject = text(row[7]);
        move.venue = text(row[8]);
        move.date = text(row[9]);
        move.modality = text(row[10]);
        move.in_reply_to = row[11];
        for (const std::string& id : list_of_texts(row[12]))
          if (const auto at = condition_of.find({document, id}); at != condition_of.end())
            add_condition(move.conditions, at->second);
        move.source = documents->source_of(document, text(row[1]));
        moves.push_back(std::move(move));
      });
  if (problem) return *problem;
  return moves;
}

}  // namespace parley::analysis
