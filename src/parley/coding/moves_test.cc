#include "parley/coding/moves.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "parley/attribution/find.h"
#include "parley/coding/votes.h"
#include "parley/knowledge/knowledge_for_test.h"
#include "parley/language/cases_for_test.h"

namespace parley::coding {
namespace {

struct Read {
  Coded coded;
  std::vector<Event> events;
  mention::Mentions mentions;
};

Read read(const std::string& conllu) {
  Read result;
  auto parse = language::parse_from_conllu(conllu);
  if (!parse) {
    ADD_FAILURE() << parse.error().text();
    return result;
  }
  page::Article article;
  article.text = std::string(parse->source);
  std::uint32_t blocks = 0;
  for (const auto& sentence : parse->sentences) blocks = std::max(blocks, sentence.block + 1);
  for (std::uint32_t block = 0; block < blocks; ++block) {
    page::Segment segment;
    for (const auto& sentence : parse->sentences)
      if (sentence.block == block) {
        const Span span = parse->span_of(sentence.tokens);
        segment.span = segment.span.empty() ? span : cover(segment.span, span);
      }
    article.segments.push_back(segment);
  }
  const mention::ReportView view{article, *parse, knowledge::all_knowledge_for_test()};
  result.mentions = mention::find_mentions(view);
  const auto statements = attribution::find_statements(view, result.mentions);
  const Context context{view, result.mentions, statements};
  find_moves(context, result.coded);
  result.events = events_of_moves(context, result.coded.moves);
  result.coded.votes = find_votes(context);
  return result;
}

// "refuse_talks conditional: leave_office/precondition"
std::string shown(const Coded& coded, const Move& move) {
  std::string out = move.move + " " + move.modality;
  std::string conditions;
  for (const auto id : move.conditions)
    conditions += " " + coded.conditions[id.value].kind + "/" + coded.conditions[id.value].role;
  return conditions.empty() ? out : out + ":" + conditions;
}

struct Case {
  const char* name;
  std::vector<std::string> moves;
};

const std::vector<Case> kCases = {
    {"appeal talks", {"appeal_talks actual"}},
    {"call on leader", {"demand_leave_office actual: leave_office/outcome_demand"}},
    {"demand apology", {"demand_yield actual: apology/outcome_demand"}},
    {"offer talks", {"offer_talks actual: no_preconditions/no_preconditions"}},
    {"refuse until", {"refuse_talks actual: leave_office/precondition"}},
    {"quoted refusal", {"refuse_talks actual: venue/red_line"}},
    {"must go", {"demand_leave_office actual: leave_office/outcome_demand"}},
    {"must withdraw", {"demand_yield actual: withdraw_forces/outcome_demand"}},
    {"only if", {"offer_concession conditional: stop_attacks_on_civilians/precondition"}},
    {"conditional talks", {"offer_talks conditional: agenda/precondition venue/precondition"}},
    {"refuse to help", {"refuse_cooperation actual: leave_office/refused_condition"}},
    {"resisted calls",
     {"refuse_cooperation actual: impose_sanctions/refused_condition",
      "appeal_support actual: impose_sanctions/outcome_demand"}},
    {"no demand", {}},      // a situation does not speak
    {"wants itself", {}},   // one's own wish is no demand on anybody
    {"reported fact", {}},  // "insist that" states here
    {"accuse", {"accuse actual"}},
    {"breach", {"allege_breach actual"}},
    {"deny", {"deny actual"}},
    {"deny access", {}},  // "condemned": sentenced
    {"declined", {"decline_comment actual"}},
    {"threat", {"threaten_break_talks actual"}},
    {"sign", {"sign_agreement actual"}},
    {"did not sign", {"refuse_to_sign actual"}},
    {"until signed", {}},
    {"truce broken", {"violate_ceasefire actual"}},
    {"aid pledge", {"pledge_aid actual"}},
    {"aid appeal", {"appeal_aid actual: aid_money/outcome_demand"}},
    {"mediation", {"offer_mediation actual"}},
    {"should meet", {"offer_mediation actual"}},
    {"withdrawal plan", {"withdraw_forces planned: withdraw_forces/deadline"}},
    {"negated content", {"refuse_talks actual"}},
    {"truce by negation", {"declare_ceasefire actual"}},
    {"anaphora",
     {"demand_yield actual: release_prisoners/outcome_demand",
      "refuse_yield actual: release_prisoners/refused_condition"}},
    {"positive response", {"offer_talks actual", "accept_talks actual"}},
    {"imperative", {"appeal_yield actual: stop_attacks_on_civilians/outcome_demand"}},
    {"draft asks",
     {"refuse_plan actual: council_resolution/refused_condition leave_office/refused_condition"}},
    {"suspend", {"suspend_talks actual"}},
    {"boycott", {"boycott actual"}},
    {"waive", {"waive_condition actual: leave_office/waived"}},
    {"judgement", {"accuse actual"}},
    {"us is a state", {"appeal_talks actual"}},
    {"as long as", {"refuse_talks conditional: stop_attacks_on_civilians/precondition"}},
    {"before talks", {"demand_yield actual: disarm/precondition"}},
    {"until agreed", {"refuse_talks conditional: disarm/precondition"}},  // they have not agreed
    {"hosts", {"offer_mediation actual"}},
    {"welcomed act", {"endorse actual", "resume_talks actual"}},
    {"resolved", {"impose_sanctions actual"}},
};

void expect_moves(const std::string& file, const std::vector<Case>& table) {
  const auto cases = language::cases_for_test("src/parley/coding/testdata/" + file);
  for (const Case& one : table) {
    SCOPED_TRACE(one.name);
    const auto found = cases.find(one.name);
    ASSERT_NE(found, cases.end());
    const Read result = read(found->second);
    std::vector<std::string> moves;
    for (const Move& move : result.coded.moves) moves.push_back(shown(result.coded, move));
    EXPECT_EQ(moves, one.moves);
    for (const Move& move : result.coded.moves) EXPECT_FALSE(move.evidence.empty());
  }
}

TEST(FindMoves, GivesTheMovesAndConditionsOfTheCases) { expect_moves("move_cases.conllu", kCases); }

// Other wordings of moves, and the clauses and nouns that name what they hang on.
const std::vector<Case> kWordings = {
    {"door open", {"offer_talks actual"}},
    {"olive branch", {"offer_talks actual"}},
    {"no objection", {"offer_talks actual"}},
    {"provided", {"accept_talks conditional: release_prisoners/precondition"}},
    {"proviso under said", {"offer_talks conditional: ceasefire/precondition"}},
    {"as soon as", {"offer_talks conditional: ceasefire/precondition"}},
    {"in return for", {"offer_concession conditional: guarantees/simultaneous"}},
    {"in exchange", {"offer_concession conditional: release_prisoners/simultaneous"}},
    {"no talks before", {"refuse_talks conditional: release_prisoners/precondition"}},
    {"no talks without", {"refuse_talks conditional: ceasefire/precondition"}},
    {"refuse before", {"refuse_talks actual: disarm/precondition"}},
    {"while they fight", {"refuse_talks conditional: ceasefire/precondition"}},
    {"feared guest", {"threaten_break_talks conditional: exclusion/precondition"}},
    {"not without", {"refuse_yield conditional: guarantees/precondition"}},
    {"passive refusal", {"refuse_yield conditional: release_prisoners/precondition"}},
    {"condition is", {"set_condition actual: ceasefire/precondition"}},
    {"is the condition", {"set_condition actual: release_prisoners/precondition"}},
    {"made a condition", {"set_condition actual: release_hostages/precondition"}},
    {"set as conditions", {"set_condition actual: lift_siege/precondition"}},
    {"not a condition", {}},
    {"dropped demand", {"waive_condition actual: leave_office/waived"}},
    {"wants out first", {"demand_yield actual: withdraw_forces/precondition"}},
    {"insists first", {"demand_yield actual: withdraw_forces/precondition"}},
    {"insisted not", {"refuse_leave_office actual: leave_office/refused_condition"}},
    {"insisted past", {}},
    {"vowed to stay", {"refuse_leave_office actual: leave_office/refused_condition"}},
    {"red line", {"refuse_leave_office actual: leave_office/red_line"}},
    {"no role", {"demand_leave_office actual: no_role_in_transition/red_line"}},
    {"out of the question", {"refuse_reform actual: autonomy/red_line"}},
    {"said no", {"refuse_plan actual"}},
    {"said no to both",
     {"demand_yield actual: release_prisoners/outcome_demand",
      "demand_yield actual: withdraw_forces/outcome_demand",
      "refuse_yield actual: withdraw_forces/refused_condition "
      "release_prisoners/refused_condition"}},
    {"all table", {"demand_talks actual: participation/outcome_demand"}},
    {"kept out", {"demand_talks actual: exclusion/outcome_demand"}},
    {"venue asked", {"demand_talks actual: venue/outcome_demand"}},
    {"by date", {"promise_act actual: timetable/deadline"}},
    {"ultimatum", {"ultimatum actual: disarm/deadline"}},
    {"gave themselves", {}},
    {"called unacceptable", {"refuse_plan actual"}},
    {"called a lie", {"deny actual"}},
    {"had not attacked", {"deny actual"}},
    {"had not given in", {"deny actual"}},
    {"did not decide", {}},
    {"of them breaking", {"allege_breach actual"}},
    {"enemy says broken", {"allege_breach actual"}},
    {"monitors say broken", {"violate_ceasefire actual"}},
    {"broke assurances", {"allege_breach actual"}},
    {"back text", {"refuse_plan actual: council_resolution/refused_condition"}},
    {"text condemning", {}},
    {"rejected calls own", {"refuse_leave_office actual: leave_office/refused_condition"}},
    {"rejected calls other", {"refuse_cooperation actual: leave_office/refused_condition"}},
    {"gave no indication", {"refuse_plan actual"}},
    {"suggesting hopes", {}},
    {"should meet", {"offer_mediation actual"}},
    {"third demand", {"demand_yield actual: amnesty/outcome_demand"}},
    {"guarantees asked", {"demand_yield actual: guarantees/guarantee"}},
    {"assured text", {"refuse_plan actual: agenda/refused_condition"}},
    {"not ruled out", {"consider actual"}},
    {"take steps if", {"threaten_sanctions conditional: withdraw_forces/precondition"}},
    {"unknown party", {"suspend_talks actual"}},
    {"brokered before", {"mediate historical"}},
    {"talks being held", {}},
    {"if they steal", {}},
    {"it would take", {}},
    {"leave or die", {"appeal_yield actual: withdraw_forces/outcome_demand"}},
    {"announced end", {"declare_ceasefire announced"}},
    {"resolved talks", {"suspend_talks actual"}},
    {"turned back", {"refuse_yield actual: humanitarian_access/refused_condition"}},
    {"did not come", {"boycott actual"}},
    {"bought", {}},
    {"wants rain", {}},
    {"wants peace", {}},
    {"wants a settlement", {"offer_to_settle actual"}},
    {"seeks dialogue", {"offer_talks planned"}},
    {"creates conditions", {}},
    {"no peace", {}},
    {"document on", {}},
    {"written promise",
     {"refuse_yield conditional: guarantees/precondition ceasefire/precondition"}},
    {"declared over", {"renounce_agreement actual"}},
    {"over the holiday", {"declare_ceasefire announced"}},
    {"one of several", {}},
    {"split city", {}},
};

TEST(FindMoves, ReadsWordingsAndConditions) { expect_moves("condition_cases.conllu", kWordings); }

// "Security Council fails_veto favour=13 against: Russia, China"
std::string shown(const Read& read, const Vote& vote) {
  std::string out = vote.body + " " + vote.result;
  const auto figure = [&](std::string_view name, const std::optional<int>& count) {
    if (count) out += " " + std::string(name) + "=" + std::to_string(*count);
  };
  const auto states = [&](std::string_view name, const std::vector<ActorId>& list) {
    for (const ActorId actor : list)
      out += " " + std::string(name) + ":" + read.mentions.at(actor).name;
  };
  figure("favour", vote.in_favour_count);
  figure("against", vote.against_count);
  figure("abstained", vote.abstained_count);
  states("against", vote.against);
  states("abstained", vote.abstained);
  return out;
}

TEST(FindVotes, ReadsFiguresStatesAndResults) {
  const std::pair<const char*, std::vector<std::string>> table[] = {
      {"double veto", {"Security Council fails_veto favour=13 against:Russia against:China"}},
      {"abstain",
       {"Security Council adopted favour=11 against=0 abstained:India abstained:Brazil"}},
      {"pair", {"Security Council fails_votes favour=8 against=2"}},
      {"unanimous", {"Security Council adopted_unanimously"}},
      {"parliament", {"parliament adopted favour=120 against=45"}},
      {"no vote", {}},
      {"power", {}},
  };
  const auto cases = language::cases_for_test("src/parley/coding/testdata/vote_cases.conllu");
  for (const auto& [name, expected] : table) {
    SCOPED_TRACE(name);
    const auto found = cases.find(name);
    ASSERT_NE(found, cases.end());
    const Read result = read(found->second);
    std::vector<std::string> votes;
    for (const Vote& vote : result.coded.votes) votes.push_back(shown(result, vote));
    EXPECT_EQ(votes, expected);
  }
}

TEST(CheckVote, SaysWhatTheRulesSay) {
  page::Article article;
  language::Parse parse;
  mention::Mentions mentions;
  const auto add = [&](const char* name, const char* country) {
    mention::Actor actor;
    actor.name = name;
    actor.country = country;
    mentions.actors.push_back(actor);
    return ActorId{static_cast<std::uint32_t>(mentions.actors.size() - 1)};
  };
  const mention::ReportView view{article, parse, knowledge::all_knowledge_for_test()};
  const Context context{view, mentions, {}};
  Vote vote;
  vote.body = "Security Council";
  vote.date = DateRange{*parse_day("2012-02-04"), *parse_day("2012-02-04")};
  vote.in_favour_count = 13;
  vote.against = {add("Russia", "RUS"), add("Norway", "NOR")};
  vote.veto = true;
  EXPECT_EQ(check_vote(context, vote),
            (std::vector<std::string>{"13 in favour: enough (9 needed)",
                                      "veto by a permanent member: Russia",
                                      "no permanent member: Norway", "no member in 2012: Norway"}));
  vote.in_favour_count = 15;
  EXPECT_EQ(check_vote(context, vote).front(), "sum 17 of 15 members");
}

TEST(FindMoves, KnowsWhoseMoveItIs) {
  const auto cases = language::cases_for_test("src/parley/coding/testdata/move_cases.conllu");
  const auto actors = [&](const char* name) {
    const Read result = read(cases.at(name));
    std::vector<std::string> codes;
    for (const Move& move : result.coded.moves) {
      std::string all;
      for (const ActorId actor : move.actors) all += result.mentions.at(actor).code;
      codes.push_back(all);
    }
    return codes;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(actors("us is a state"), (List{"USAGOV"}));     // no "us" of a speaker
  EXPECT_EQ(actors("welcomed act"), (List{"NORGOV", ""}));  // whoever welcomes talks resumes none
}

// The party that has to act, or that is concerned; nobody for how talks are held.
TEST(FindMoves, KnowsWhoHasToMeetACondition) {
  const auto cases = language::cases_for_test("src/parley/coding/testdata/condition_cases.conllu");
  const std::pair<const char*, std::vector<std::string>> table[] = {
      {"kept out", {"Hamas"}},
      {"venue asked", {}},
      {"insists first", {"Russian forces"}},
      {"back text", {}},
  };
  for (const auto& [name, expected] : table) {
    SCOPED_TRACE(name);
    const Read result = read(cases.at(name));
    std::vector<std::string> who;
    for (const Condition& condition : result.coded.conditions)
      for (const ActorId actor : condition.who) who.push_back(result.mentions.at(actor).name);
    EXPECT_EQ(who, expected);
  }
}

TEST(FindMoves, KnowsWhereTheTalksAre) {
  const Read result = read(
      language::cases_for_test("src/parley/coding/testdata/condition_cases.conllu").at("venues"));
  std::vector<std::string> venues;
  for (const Move& move : result.coded.moves) venues.push_back(move.move + " " + move.venue);
  EXPECT_EQ(venues, (std::vector<std::string>{"boycott Doha", "accept_talks Geneva",
                                              "refuse_to_sign Arusha"}));
}

TEST(EventsOfMoves, TakeTypeModeAndStatusFromTheVocabulary) {
  const auto cases = language::cases_for_test("src/parley/coding/testdata/move_cases.conllu");
  const auto told = [&](const char* name) {
    std::vector<std::string> events;
    for (const Event& event : read(cases.at(name)).events)
      events.push_back(event.type + "/" + event.mode + " " + event.cameo + " " + event.status +
                       " " + std::to_string(event.quad));
    return events;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(told("call on leader"), (List{"REQUEST/change 0241 actual 3"}));
  EXPECT_EQ(told("refuse until"), (List{"REJECT/meet 125 actual 3"}));
  EXPECT_EQ(told("conditional talks"), (List{"AGREE/ 036 hypothetical 1"}));
  EXPECT_EQ(told("declined"), List{});  // a statement, which PLOVER drops
}

}  // namespace
}  // namespace parley::coding
