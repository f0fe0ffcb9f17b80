#include "parley/coding/event.h"

#include <gtest/gtest.h>

#include "parley/coding/clause.h"
#include "parley/coding/event_cases.h"
#include "parley/knowledge/knowledge_for_test.h"

namespace parley::coding {
namespace {

// A report of one sentence, its parties given by the case.
struct Report {
  explicit Report(const Case& one, const knowledge::Knowledge& knowledge)
      : parse(*language::parse_from_conllu(one.conllu)), view{article, parse, knowledge} {
    for (const auto& actor : one.actors) {
      mention::Actor party;
      party.name = actor.at(0);
      party.code = actor.at(1);
      party.country = party.code.substr(0, 3);
      party.kind = "group";
      party.sectors = {party.code.substr(3)};
      for (Token token = 0; token < parse.tokens.size(); ++token) {
        if (parse.tokens[token].text != party.name || !party.mentions.empty()) continue;
        party.mentions.push_back({parse.tokens[token].span, {token, token + 1}, token, "given"});
      }
      mentions.actors.push_back(std::move(party));
    }
    mentions.index(parse.tokens.size());
  }

  std::string names(const std::vector<ActorId>& parties) const {
    std::string joined;
    for (const ActorId id : parties) {
      const mention::Actor& party = mentions.at(id);
      joined += (joined.empty() ? "" : " ") + (party.code == "UNK" ? party.code : party.name);
    }
    return joined;
  }

  page::Article article;
  language::Parse parse;
  mention::ReportView view;
  mention::Mentions mentions;
};

TEST(Events, GoldenCases) {
  for (const Case& one :
       read_cases(PARLEY_SOURCE_DIR "/src/parley/coding/testdata/events.conllu")) {
    SCOPED_TRACE(one.text);
    if (one.actors.empty()) continue;
    Report report(one, knowledge::all_knowledge_for_test());
    const std::vector<attribution::Statement> statements;
    const Context context{report.view, report.mentions, statements};
    std::vector<std::string> wanted, found;
    for (const auto& fields : one.events)
      wanted.push_back(fields.at(0) + " | " + fields.at(1) + " | " + fields.at(2) + " | " +
                       fields.at(3) + " | " + fields.at(4));
    for (const Event& event : find_events(context, {})) {
      // Acts that stand for moves are the moves' concern.
      if (event.cameo == "020" || event.cameo == "120" || event.status == "negated") continue;
      found.push_back(event.type + " | " + event.mode + " | " + report.names(event.actors) + " | " +
                      report.names(event.recipients) + " | " + event.status);
      EXPECT_FALSE(event.evidence.empty());
      EXPECT_NE(report.view.knowledge.lexicon.act(event.rule), nullptr) << event.rule;
      EXPECT_GT(event.quad, 0);
    }
    EXPECT_EQ(found, wanted);
  }
}

}  // namespace
}  // namespace parley::coding
