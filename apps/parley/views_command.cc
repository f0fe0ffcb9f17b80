// parley events|moves|conditions|statements|tolls|votes|actors|places|times|documents: the layers
// of a store as tables.
#include <fmt/format.h>
#include <rapidjson/document.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>

#include "apps/parley/command.h"
#include "apps/parley/output.h"
#include "parley/record/store.h"

namespace parley::app {
namespace {

struct View {
  std::string name;
  std::string help;
  std::vector<std::string> columns;  // of the terminal's table; the other formats give all
  std::string type_column;           // what --type filters on
};

const View kViews[] = {
    {"events",
     "What was done, to whom, by whose account",
     {"date", "type", "mode", "actors", "recipients", "place", "status", "according_to", "words"},
     "type"},
    {"moves",
     "Offers, demands, acceptances, refusals, meetings",
     {"date", "move", "actor", "recipient", "venue", "modality", "words"},
     "move"},
    {"conditions",
     "Conditions of moves",
     {"kind", "role", "who", "of", "for_move", "words"},
     "kind"},
    {"statements",
     "Who says what, to whom, through whom",
     {"speaker", "kind", "cue", "told", "words"},
     "kind"},
    {"tolls",
     "Counts of dead, wounded, displaced, money, each by its source",
     {"kind", "lower", "upper", "form", "scope", "place", "according_to", "words"},
     "kind"},
    {"votes",
     "Votes of councils and assemblies",
     {"body", "draft", "against", "abstained", "veto", "result", "words"},
     "result"},
    {"actors", "The parties", {"name", "code", "kind", "country", "role"}, "kind"},
    {"places",
     "The places, each with what it was resolved to and why",
     {"text", "name", "country", "precision", "lat", "lon", "role", "reason"},
     "country"},
    {"times", "The time expressions", {"text", "type", "value", "basis"}, "type"},
};

struct ViewCommand {
  std::string store = "parley.db";
  std::string actor, type, since, until, place;
  OutputOptions output;
};

bool is_actor_column(std::string_view column) {
  for (const std::string_view name :
       {"actors", "recipients", "actor", "recipient", "third_party", "who", "of", "speaker", "told",
        "via", "on_behalf_of", "according_to", "by_whom", "sponsors", "in_favour_by", "against",
        "abstained"})
    if (name == column) return true;
  return false;
}

using ActorNames = std::map<std::pair<std::string, std::string>, std::string>;

// "a3" or ["a3","a4"] -> the actors' names, joined.
std::string with_names(const std::string& value, const std::string& document,
                       const ActorNames& names) {
  const auto name = [&](const std::string& id) {
    const auto found = names.find({document, id});
    return found == names.end() ? id : found->second;
  };
  rapidjson::Document list;
  if (value.empty() || value.front() != '[' || list.Parse(value.c_str()).HasParseError() ||
      !list.IsArray())
    return name(value);
  std::string text;
  for (const auto& item : list.GetArray())
    if (item.IsString()) text += (text.empty() ? "" : "; ") + name(item.GetString());
  return text;
}

// A date column as text: "A/B" of {from, to, text}.
std::string date_text(const std::string& value) {
  rapidjson::Document object;
  if (value.empty() || value.front() != '{' || object.Parse(value.c_str()).HasParseError())
    return value;
  const auto part = [&](const char* key) {
    return object.HasMember(key) && object[key].IsString() ? std::string(object[key].GetString())
                                                           : std::string();
  };
  const std::string from = part("from"), to = part("to");
  return from.empty() ? part("text") : from == to || to.empty() ? from : from + "/" + to;
}

Result<ActorNames> actor_names(record::Store& store) {
  ActorNames names;
  Status problem =
      store.query("SELECT document, id, name FROM actors", {}, [&](const record::StoreRow& row) {
        names[{row[0].value_or(""), row[1].value_or("")}] = row[2].value_or("");
      });
  if (problem) return *problem;
  return names;
}

struct Filtered {
  std::string where;
  std::vector<std::string> parameters;
};

Filtered filter_of(const View& view, const ViewCommand& command,
                   const std::vector<std::string_view>& columns) {
  Filtered filter;
  const auto add = [&](const std::string& clause, std::initializer_list<std::string> values) {
    filter.where += (filter.where.empty() ? " WHERE " : " AND ") + clause;
    filter.parameters.insert(filter.parameters.end(), values);
  };
  const auto has = [&](std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  if (!command.type.empty()) add(fmt::format("t.\"{}\" = ?", view.type_column), {command.type});
  if (!command.place.empty() && has("place")) add("t.place LIKE ?", {"%" + command.place + "%"});
  // Days: the item's own where it has one, else the report's. {"from":"2012-12-29" stands at a
  // fixed place in an event.
  const std::string day = view.name == "events"
                              ? "coalesce(json_extract(t.date, '$.from'), d.published)"
                          : has("date") ? "coalesce(substr(t.date, 1, 10), d.published)"
                                        : "d.published";
  if (!command.since.empty()) add(day + " >= ?", {command.since});
  if (!command.until.empty()) add(day + " <= ?", {command.until});
  if (!command.actor.empty()) {
    std::string any;
    for (const std::string_view column : columns)
      if (is_actor_column(column))
        any +=
            fmt::format("{}instr(coalesce(t.\"{}\", ''), '\"' || a.id || '\"') OR t.\"{}\" = a.id",
                        any.empty() ? "" : " OR ", column, column);
    if (view.name == "actors")
      add("(t.name LIKE ? OR t.code = ?)", {"%" + command.actor + "%", command.actor});
    else if (!any.empty())
      add("EXISTS (SELECT 1 FROM actors a WHERE a.document = t.document AND (a.name LIKE ? OR "
          "a.code = ?) AND (" +
              any + "))",
          {"%" + command.actor + "%", command.actor});
  }
  return filter;
}

int run(const View& view, const ViewCommand& command) {
  auto store = record::Store::open(command.store, record::Store::Mode::read);
  if (!store) return complain(store.error()), kStorageError;
  const auto names = actor_names(*store);
  if (!names) return complain(names.error()), kStorageError;
  const auto& tables = record::store_tables();
  const auto table = std::find_if(tables.begin(), tables.end(),
                                  [&](const auto& t) { return t.name == view.name; });
  const bool with_words =
      std::find(table->columns.begin(), table->columns.end(), "id") != table->columns.end();
  std::string sql = "SELECT t.document, d.source, d.published";
  for (const std::string_view column : table->columns) sql += fmt::format(", t.\"{}\"", column);
  sql += with_words ? ", (SELECT text FROM evidence e WHERE e.document = t.document AND e.item = "
                      "t.id AND e.number = 1)"
                    : ", NULL";
  const Filtered filter = filter_of(view, command, table->columns);
  sql += fmt::format(
      " FROM {} t JOIN documents d ON d.number = t.document{} ORDER BY t.document, t.number",
      view.name, filter.where);

  Table all;
  all.columns = {"report", "published"};
  all.raw = {false, false};
  for (const std::string_view column : table->columns) {
    all.columns.emplace_back(column);
    all.raw.push_back(false);
  }
  all.columns.emplace_back("words");
  all.raw.push_back(false);
  Status problem = store->query(sql, filter.parameters, [&](const record::StoreRow& row) {
    std::vector<Cell>& line = all.rows.emplace_back();
    line.push_back(row[1]);
    line.push_back(row[2]);
    for (std::size_t i = 3; i < row.size(); ++i) {
      const std::string& column = all.columns[i - 1];
      if (row[i] && is_actor_column(column))
        line.emplace_back(with_names(*row[i], *row[0], *names));
      else if (row[i] && column == "date")
        line.emplace_back(date_text(*row[i]));
      else
        line.push_back(row[i]);
    }
  });
  if (problem) return complain(*problem), kStorageError;
  if (command.output.format() != Format::text) return print(all, command.output.format()), kAllRead;

  Table narrow;
  std::vector<std::size_t> picked;
  for (const std::string& column : view.columns) {
    narrow.columns.push_back(column);
    picked.push_back(static_cast<std::size_t>(
        std::find(all.columns.begin(), all.columns.end(), column) - all.columns.begin()));
  }
  narrow.columns.emplace_back("report");
  picked.push_back(0);
  for (const auto& row : all.rows) {
    auto& line = narrow.rows.emplace_back();
    for (const std::size_t at : picked) line.push_back(row[at]);
  }
  print(narrow, Format::text);
  return kAllRead;
}

}  // namespace

void add_views(CLI::App& program, int& exit_code) {
  for (const View& view : kViews) {
    auto command = std::make_shared<ViewCommand>();
    CLI::App* app = program.add_subcommand(view.name, view.help);
    app->add_option("--store", command->store, "The store to look into")
        ->capture_default_str()
        ->type_name("FILE");
    app->add_option("--actor", command->actor,
                    "Only items that name this party: part of a name, or a code");
    app->add_option("--type", command->type, "Only items of this " + view.type_column);
    app->add_option("--place", command->place, "Only items at this place");
    app->add_option("--since", command->since, "Only items on or after this day")
        ->type_name("YYYY-MM-DD");
    app->add_option("--until", command->until, "Only items on or before this day")
        ->type_name("YYYY-MM-DD");
    add_output_options(*app, command->output);
    app->callback([command, &view, &exit_code] { exit_code = run(view, *command); });
  }
}

}  // namespace parley::app
