#include "parley/record/reading.h"

#include <fmt/format.h>

#include "parley/attribution/find.h"
#include "parley/coding/code.h"
#include "parley/language/mend.h"
#include "parley/mention/find.h"
#include "parley/mention/true_case.h"

namespace parley::record {
namespace {

// Where the sentence begins behind a dateline inside a paragraph: "BEIRUT, March 3 (Agency) - The army said ...".
// Parsed with it, a dateline becomes the subject of the first clause, and the report's first event is lost.
std::uint32_t behind_dateline(const page::Article& article, Span block) {
  constexpr std::size_t kLongest = 100;
  const std::string_view text = slice(article.text, block);
  if (article.dateline.place.empty() || !text.starts_with(article.dateline.place))
    return block.begin;
  for (const std::string_view dash : {" - ", " -- ", " \xE2\x80\x94 ", " \xE2\x80\x93 "})
    if (const std::size_t at = text.find(dash); at <= kLongest)
      return block.begin + static_cast<std::uint32_t>(at + dash.size());
  return block.begin;
}

// The texts to parse, and the number of the segment that each is of: a dateline apart from its paragraph's sentences.
struct Blocks {
  std::vector<Span> spans;
  std::vector<std::uint32_t> segments;
};

Blocks blocks_of(const page::Article& article) {
  Blocks blocks;
  for (std::uint32_t number = 0; number < article.segments.size(); ++number) {
    const page::Segment& segment = article.segments[number];
    if (!page::is_report_text(segment.kind)) continue;
    const std::uint32_t sentence = behind_dateline(article, segment.span);
    for (const Span part : {Span{segment.span.begin, sentence}, Span{sentence, segment.span.end}}) {
      if (part.empty()) continue;
      blocks.spans.push_back(part);
      blocks.segments.push_back(number);
    }
  }
  return blocks;
}

class Checker {
 public:
  explicit Checker(const Reading& reading) : reading_(reading) {}

  void evidence(std::string_view layer, std::size_t number, const std::vector<Span>& spans) {
    if (spans.empty()) problem(layer, number, "no evidence");
    for (const Span span : spans)
      if (span.empty() || span.end > reading_.article.text.size())
        problem(layer, number, "evidence outside the text");
  }
  void actors(std::string_view layer, std::size_t number,
              const std::vector<mention::ActorId>& ids) {
    for (const mention::ActorId id : ids)
      if (id.value >= reading_.mentions.actors.size())
        problem(layer, number, "an actor that is not there");
  }
  void problem(std::string_view layer, std::size_t number, std::string_view what) {
    found.push_back(fmt::format("{}[{}]: {}", layer, number, what));
  }
  std::vector<std::string> found;

 private:
  const Reading& reading_;
};

}  // namespace

Result<std::unique_ptr<Reading>> read_report(page::Article article, language::Worker& worker,
                                             const knowledge::Knowledge& knowledge) {
  auto reading = std::make_unique<Reading>();
  reading->article = std::move(article);
  const Blocks blocks = blocks_of(reading->article);
  reading->cased = mention::true_cased(reading->article, knowledge, [&](std::string_view lower) {
    return worker.model().kind_of_word(lower);
  });
  const std::string& text = reading->cased.empty() ? reading->article.text : reading->cased;
  auto parse = language::parse_blocks(worker, text, blocks.spans, blocks.segments);
  if (!parse) return Error{parse.error().code, parse.error().message, reading->article.source};
  reading->parse = std::move(*parse);
  language::mend(reading->parse);
  const mention::ReportView view{reading->article, reading->parse, knowledge};
  reading->mentions = mention::find_mentions(view);
  reading->statements = attribution::find_statements(view, reading->mentions);
  reading->coded = coding::code_report(view, reading->mentions, reading->statements);
  return reading;
}

std::vector<std::string> check_reading(const Reading& reading) {
  Checker check(reading);
  const coding::Coded& coded = reading.coded;
  for (std::size_t i = 0; i < reading.statements.size(); ++i) {
    check.evidence("statements", i, reading.statements[i].evidence);
    check.evidence("statements.content", i, reading.statements[i].content);
    check.actors("statements", i, reading.statements[i].via);
    if (reading.statements[i].speaker)
      check.actors("statements", i, {*reading.statements[i].speaker});
  }
  for (std::size_t i = 0; i < coded.events.size(); ++i) {
    const coding::Event& event = coded.events[i];
    check.evidence("events", i, event.evidence);
    for (const auto* ids : {&event.actors, &event.recipients, &event.according_to})
      check.actors("events", i, *ids);
    for (const Id<coding::Toll> toll : event.tolls)
      if (toll.value >= coded.tolls.size()) check.problem("events", i, "a toll that is not there");
  }
  for (std::size_t i = 0; i < coded.moves.size(); ++i) {
    const coding::Move& move = coded.moves[i];
    check.evidence("moves", i, move.evidence);
    for (const auto* ids :
         {&move.actors, &move.recipients, &move.third_parties, &move.according_to})
      check.actors("moves", i, *ids);
    if (move.in_reply_to && *move.in_reply_to >= coded.moves.size())
      check.problem("moves", i, "a reply to no move");
    for (const Id<coding::Condition> condition : move.conditions)
      if (condition.value >= coded.conditions.size())
        check.problem("moves", i, "a condition that is not there");
  }
  for (std::size_t i = 0; i < coded.conditions.size(); ++i) {
    check.evidence("conditions", i, coded.conditions[i].evidence);
    check.actors("conditions", i, coded.conditions[i].who);
    check.actors("conditions", i, coded.conditions[i].of);
    if (coded.conditions[i].for_move && *coded.conditions[i].for_move >= coded.moves.size())
      check.problem("conditions", i, "for a move that is not there");
  }
  for (std::size_t i = 0; i < coded.votes.size(); ++i) {
    check.evidence("votes", i, coded.votes[i].evidence);
    for (const auto* ids : {&coded.votes[i].sponsors, &coded.votes[i].in_favour,
                            &coded.votes[i].against, &coded.votes[i].abstained})
      check.actors("votes", i, *ids);
  }
  for (std::size_t i = 0; i < coded.tolls.size(); ++i) {
    check.evidence("tolls", i, coded.tolls[i].evidence);
    check.actors("tolls", i, coded.tolls[i].according_to);
    if (coded.tolls[i].by_whom) check.actors("tolls", i, {*coded.tolls[i].by_whom});
  }
  return std::move(check.found);
}

}  // namespace parley::record
