// parley talks: the talks ledger of a store.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "apps/parley/command.h"
#include "apps/parley/output.h"
#include "parley/analysis/talks.h"

namespace parley::app {
namespace {

using analysis::LedgerCondition;
using analysis::LedgerMove;
using analysis::Party;
using analysis::Source;
using analysis::Talks;

struct TalksCommand {
  std::string store = "parley.db";
  analysis::TalksFilter filter;
  OutputOptions output;
};

std::string names_of(const std::vector<Party>& parties) {
  std::string names;
  for (std::size_t i = 0; i < parties.size(); ++i)
    names += (i == 0 ? "" : i + 1 == parties.size() ? " and " : ", ") + parties[i].name;
  return names;
}

std::string report_of(const Source& source) {
  const std::size_t slash = source.report.find_last_of('/');
  const std::string name =
      slash == std::string::npos ? source.report : source.report.substr(slash + 1);
  return source.published.empty() ? name : fmt::format("{}, {}", name, source.published);
}

// "  refused     Arland Front (2012-03-04): “we will not come” [report.txt, 2012-03-04]"
std::string line_of(const std::string& label, const std::string& what, const Source& source,
                    const std::vector<Source>& copies = {}) {
  std::string reports = report_of(source);
  for (const Source& copy : copies) reports += "; " + report_of(copy);
  return fmt::format("  {:<15} {}: “{}” [{}]", label, what, shortened(source.words, 160), reports);
}

std::string move_text(const LedgerMove& move) {
  std::string text = move.actors.empty() ? "(not told)" : names_of(move.actors);
  if (!move.recipients.empty()) text += " to " + names_of(move.recipients);
  if (!move.venue.empty()) text += ", venue " + move.venue;
  if (!move.date.empty()) text += ", " + move.date;
  if (move.modality != "actual" && !move.modality.empty()) text += ", " + move.modality;
  return text;
}

std::string condition_text(const LedgerCondition& condition) {
  std::string text = condition.kind;
  if (!condition.who.empty()) text += " (" + names_of(condition.who) + ")";
  text += ", " + condition.role;
  if (!condition.deadline.empty()) text += ", by " + condition.deadline;
  if (!condition.of.empty()) text += ", set by " + names_of(condition.of);
  return text;
}

void print_move(const std::string& label, const LedgerMove& move) {
  std::puts(line_of(label, move_text(move), move.source, move.copies).c_str());
  for (const LedgerCondition& condition : move.conditions)
    std::puts(line_of("  condition", condition_text(condition), condition.source).c_str());
}

std::string title_of(const Talks& talks) {
  std::string title = talks.offers.empty() ? "Talks, the offer itself not told"
                                           : "Talks offered by " + names_of(talks.offered_by);
  if (talks.offers.empty() && !talks.offered_by.empty())
    title += ", with " + names_of(talks.offered_by);
  if (!talks.offered_to.empty())
    title += (talks.offers.empty() ? "; asked: " : " to ") + names_of(talks.offered_to);
  if (!talks.venue.empty()) title += " in " + talks.venue;
  if (!talks.mediators.empty()) title += ", through " + names_of(talks.mediators);
  return title;
}

void print_text(const std::vector<Talks>& all) {
  if (all.empty()) std::puts("No offer of talks on record.");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Talks& talks = all[i];
    std::puts(bold(fmt::format("{}{}. {}  [{}]{}", i == 0 ? "" : "\n", i + 1, title_of(talks),
                               talks.state, talks.since.empty() ? "" : "  since " + talks.since))
                  .c_str());
    for (const LedgerMove& offer : talks.offers)
      print_move(offer.move == "offer_talks" ? "offered" : offer.move, offer);
    for (const analysis::Reply& reply : talks.replies)
      print_move(std::string(name_of(reply.answer)), reply.move);
    for (const analysis::Block& block : talks.blocks)
      std::puts(line_of("blocked by",
                        fmt::format("{} {}{}", block.reason, block.what,
                                    block.by.empty() ? "" : ", " + names_of(block.by)),
                        block.source)
                    .c_str());
    if (talks.blocks.empty()) std::puts("  blocked by      nothing on record");
  }
}

// One row for each offer, reply, condition and block.
Table table_of(const std::vector<Talks>& all) {
  Table table;
  table.columns = {"talks", "state", "line",   "kind",     "by",   "to",    "venue", "date",
                   "role",  "words", "report", "document", "item", "start", "end"};
  table.raw = {true,  false, false, false, false, false, false, false,
               false, false, false, false, false, true,  true};
  const auto cell = [](const std::string& text) { return text.empty() ? Cell() : Cell(text); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Talks& talks = all[i];
    const auto row = [&](const std::string& line, const std::string& kind,
                         const std::vector<Party>& by, const std::vector<Party>& to,
                         const std::string& venue, const std::string& date, const std::string& role,
                         const Source& source) {
      table.rows.push_back({std::to_string(i + 1), talks.state, line, kind, cell(names_of(by)),
                            cell(names_of(to)), cell(venue), cell(date), cell(role), source.words,
                            source.report, source.document, source.item,
                            std::to_string(source.start), std::to_string(source.end)});
    };
    const auto move_rows = [&](const std::string& line, const LedgerMove& move) {
      row(line, move.move, move.actors, move.recipients, move.venue, move.date, move.modality,
          move.source);
      for (const LedgerCondition& condition : move.conditions)
        row("condition", condition.kind, condition.of, condition.who, "", condition.deadline,
            condition.role, condition.source);
    };
    for (const LedgerMove& offer : talks.offers) move_rows("offer", offer);
    for (const analysis::Reply& reply : talks.replies)
      move_rows(std::string(name_of(reply.answer)), reply.move);
    for (const analysis::Block& block : talks.blocks)
      row("blocked by", block.what, block.by, {}, "", "", block.reason, block.source);
  }
  return table;
}

int run(const TalksCommand& command) {
  auto store = record::Store::open(command.store, record::Store::Mode::read);
  if (!store) return complain(store.error()), kStorageError;
  const auto talks = analysis::find_talks(*store, command.filter);
  if (!talks) return complain(talks.error()), kStorageError;
  if (command.output.format() == Format::text)
    print_text(*talks);
  else
    print(table_of(*talks), command.output.format());
  return kAllRead;
}

}  // namespace

void add_talks(CLI::App& program, int& exit_code) {
  auto command = std::make_shared<TalksCommand>();
  CLI::App* talks = program.add_subcommand(
      "talks", "What stands between the parties and talks: offers, answers, conditions, blocks");
  talks->add_option("--store", command->store, "The store to look into")
      ->capture_default_str()
      ->type_name("FILE");
  talks->add_option("--actor", command->filter.actor,
                    "Only talks with this party: part of a name, or a code");
  talks->add_option("--since", command->filter.since, "Only talks with a line on or after this day")
      ->type_name("YYYY-MM-DD");
  talks
      ->add_option("--until", command->filter.until, "Only talks with a line on or before this day")
      ->type_name("YYYY-MM-DD");
  add_output_options(*talks, command->output);
  talks->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace parley::app
