#include "parley/coding/event_where.h"

#include <gtest/gtest.h>

#include "parley/coding/event_days.h"
#include "parley/knowledge/knowledge_for_test.h"
#include "parley/mention/time_for_test.h"

namespace parley::coding {
namespace {

// A report whose lines are paragraphs, with what the finders would have found in it.
struct Scene {
  std::unique_ptr<mention::TestReport> report;
  mention::Mentions mentions;
  std::vector<attribution::Statement> statements;
  std::vector<Event> events;
  mention::ReportView view;

  explicit Scene(const char* lines, const char* published = "2012-01-31")
      : report(mention::test_report(lines, published)),
        view{report->article, report->parse, knowledge::all_knowledge_for_test()} {
    for (const language::Sentence& sentence : report->parse.sentences) {
      page::Segment paragraph;
      paragraph.span = report->parse.span_of(sentence.tokens);
      report->article.segments.push_back(paragraph);
    }
  }

  std::uint32_t token(std::string_view word) const {
    for (std::uint32_t t = 0; t < report->parse.tokens.size(); ++t)
      if (report->parse.tokens[t].text == word) return t;
    ADD_FAILURE() << "no token " << word;
    return 0;
  }
  void place(std::string_view name, const char* country, const char* role = "event") {
    mention::Place place;
    place.tokens = {token(name), token(name) + 1};
    place.span = report->parse.span_of(place.tokens);
    place.name = name;
    place.country = country;
    place.reading = "literal";
    place.role = role;
    mentions.places.push_back(place);
  }
  ActorId actor(const char* country) {
    mention::Actor actor;
    actor.country = country;
    mentions.actors.push_back(actor);
    return ActorId{static_cast<std::uint32_t>(mentions.actors.size() - 1)};
  }
  Event& event(const char* type, std::string_view predicate) {
    Event event;
    event.type = type;
    event.status = "actual";
    event.token = token(predicate);
    events.push_back(event);
    return events.back();
  }
  std::string place_found() {
    settle_places(context(), events);
    return events[0].place;
  }
  Context context() { return {view, mentions, statements}; }
};

TEST(EventWhere, ForceIsInTheCountryOfTheReport) {
  Scene scene("Shells/NNS hit/VBD Homs/NNP ./.\nTroops/NNS killed/VBD five/CD ./.");
  scene.place("Homs", "SYR");
  scene.event("ASSAULT", "killed").actors = {scene.actor("SYR")};
  EXPECT_EQ(scene.place_found(), "Syria");
}

TEST(EventWhere, NotWhereNoPartyBelongsToIt) {
  Scene scene("Shells/NNS hit/VBD Homs/NNP ./.\nTroops/NNS killed/VBD five/CD ./.");
  scene.place("Homs", "SYR");
  scene.event("ASSAULT", "killed").actors = {scene.actor("FRA")};
  EXPECT_EQ(scene.place_found(), "");
}

TEST(EventWhere, WithoutAnyPlaceTheVictimsCountry) {
  Scene scene("Troops/NNS killed/VBD five/CD ./.");
  Event& event = scene.event("ASSAULT", "killed");
  event.actors = {scene.actor("ISR")};
  event.recipients = {scene.actor("LBN")};
  EXPECT_EQ(scene.place_found(), "Lebanon");
}

TEST(EventWhere, TheCapitalIsThatOfTheScene) {
  Scene scene("Shells/NNS hit/VBD Homs/NNP ./.\nRebels/NNS raided/VBD the/DT capital/NN ./.");
  auto& parse = scene.report->parse;
  const std::uint32_t capital = scene.token("capital");
  parse.tokens[capital].head = scene.token("raided");
  parse.tokens[capital - 1].head = capital;
  language::index_children(parse);
  scene.place("Homs", "SYR");
  scene.event("ASSAULT", "raided").actors = {scene.actor("SYR")};
  EXPECT_EQ(scene.place_found(), "Damascus");
}

TEST(EventWhere, AMeetingIsWhereItsParagraphOpens) {
  Scene scene("In/IN Geneva/NNP they/PRP spoke/VBD ./.\nThey/PRP met/VBD envoys/NNS ./.");
  scene.report->parse.sentences[1].block = 0;
  scene.place("Geneva", "CHE");
  scene.event("CONSULT", "met");
  EXPECT_EQ(scene.place_found(), "Geneva");
}

TEST(EventWhere, OrInTheLeadWhereTheReportIsDated) {
  for (const bool lead : {true, false}) {
    Scene scene(lead ? "DOHA/NNP Envoys/NNS met/VBD rebels/NNS ./."
                     : "DOHA/NNP It/PRP rained/VBD ./.\nHe/PRP ate/VBD ./.\nShe/PRP sang/VBD "
                       "./.\nEnvoys/NNS met/VBD rebels/NNS ./.");
    scene.place("DOHA", "QAT", "dateline");
    scene.event("CONSULT", "met");
    EXPECT_EQ(scene.place_found(), lead ? "DOHA" : "");
  }
}

TEST(EventWhere, WordsHaveNoPlaceOfTheirOwn) {
  Scene scene("Shells/NNS hit/VBD Homs/NNP ./.\nIt/PRP refused/VBD ./.");
  scene.place("Homs", "SYR");
  scene.event("REJECT", "refused").actors = {scene.actor("SYR")};
  EXPECT_EQ(scene.place_found(), "");
}

DateRange days(const char* first, const char* last) {
  return {*parse_day(first), *parse_day(last)};
}

TEST(EventDays, WhatHappenedDidSoByTheDayOfPublication) {
  const struct {
    const char* status;
    DateRange told;
    const char* want;
  } cases[] = {
      {"actual", days("2012-01-30", "2012-02-05"), "2012-01-30/2012-01-31"},
      {"planned", days("2012-01-30", "2012-02-05"), "2012-01-30/2012-02-05"},
      {"actual", days("2012-02-03", "2012-02-03"), "2012-02-03"},
  };
  for (const auto& c : cases) {
    Scene scene("They/PRP met/VBD this/DT week/NN ./.");
    Event& event = scene.event("CONSULT", "met");
    event.status = c.status;
    event.date = c.told;
    settle_days(scene.context(), scene.events);
    EXPECT_EQ(iso(*scene.events[0].date), c.want) << c.status;
  }
}

TEST(EventDays, ACueIsOfTheDayOfItsWords) {
  Scene scene("He/PRP appealed/VBD for/IN calm/NN ./.");
  scene.event("REQUEST", "appealed");
  attribution::Statement statement;
  statement.cue_token = scene.token("appealed");
  statement.date = days("2012-01-30", "2012-01-30");
  scene.statements.push_back(statement);
  settle_days(scene.context(), scene.events);
  ASSERT_TRUE(scene.events[0].date);
  EXPECT_EQ(iso(*scene.events[0].date), "2012-01-30");
}

}  // namespace
}  // namespace parley::coding
