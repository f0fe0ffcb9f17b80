#include "parley/analysis/talks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley::analysis {
namespace {

using testing::SizeIs;

Party party(const std::string& name, const std::string& code = "") { return {name, code, "", {}}; }

LedgerMove move(const std::string& name, Party actor, Party recipient, const std::string& day,
                const std::string& document = "d1", const std::string& item = "m1") {
  LedgerMove made;
  made.move = name;
  made.modality = "actual";
  made.date = day;
  if (!actor.name.empty()) made.actors = {std::move(actor)};
  if (!recipient.name.empty()) made.recipients = {std::move(recipient)};
  made.source = {document, document + ".txt", "", day, item, "words", 0, 5};
  return made;
}

LedgerCondition condition(const std::string& kind, const std::string& role) {
  LedgerCondition made;
  made.kind = kind;
  made.role = role;
  return made;
}

const Party kNorth = party("Northern government", "NORGOV");
const Party kSouth = party("Southern Front", "NORREB");

TEST(SameParty, NamedBodiesOfOneSideAreTwo) {
  Party army = party("National Liberation Army", "NORREB");
  army.aliases = {"NLA"};
  EXPECT_FALSE(same_party(kSouth, army));
  EXPECT_TRUE(same_party(army, party("NLA fighters", "NORREB"))) << "an acronym in common";
  EXPECT_TRUE(same_party(army, party("rebels", "NORREB"))) << "a description of the side";
  EXPECT_TRUE(same_party(party("the Southern Front"), party("Southern Front")));
  EXPECT_TRUE(same_party(party("Lowport", "NORGOV"), kNorth)) << "a state";
  EXPECT_FALSE(same_party(party("gunmen", "UNK"), party("attackers", "UNK")));
}

TEST(GroupTalks, OneOfferToldTwiceIsOneEntry) {
  auto second = move("offer_talks", party("the north", "NORGOV"), kSouth, "2020-03-02", "d2");
  second.source.words = "in other words";
  const auto talks = group_talks({move("offer_talks", kNorth, kSouth, "2020-03-01"), second});
  ASSERT_THAT(talks, SizeIs(1));
  EXPECT_THAT(talks[0].offers, SizeIs(2));
  EXPECT_EQ(talks[0].since, "2020-03-01");
  EXPECT_EQ(talks[0].state, "open");
}

TEST(GroupTalks, AnotherVenueIsAnotherOffer) {
  auto here = move("offer_talks", kNorth, kSouth, "2020-03-01");
  auto there = move("invite", kNorth, kSouth, "2020-03-02", "d2");
  here.venue = "Lowport";
  there.venue = "Highport";
  EXPECT_THAT(group_talks({here, there}), SizeIs(2));
}

TEST(GroupTalks, ARefusalWithAConditionBlocksByTheCondition) {
  auto refusal = move("refuse_talks", kSouth, kNorth, "2020-03-03", "d2", "m4");
  refusal.conditions = {condition("release_prisoners", "precondition"),
                        condition("elections", "outcome_demand")};
  const auto talks = group_talks({move("offer_talks", kNorth, kSouth, "2020-03-01"), refusal});
  ASSERT_THAT(talks, SizeIs(1));
  EXPECT_EQ(talks[0].state, "refused");
  ASSERT_THAT(talks[0].blocks, SizeIs(1))
      << "what must only come out of talks does not block their start";
  EXPECT_EQ(talks[0].blocks[0].what, "release_prisoners");
}

TEST(GroupTalks, TheOtherSidesOfferInTurnIsTheSameEntry) {
  const auto talks = group_talks({move("offer_talks", kNorth, kSouth, "2020-03-01"),
                                  move("offer_talks", kSouth, kNorth, "2020-03-05", "d2")});
  ASSERT_THAT(talks, SizeIs(1));
  ASSERT_THAT(talks[0].offered_by, SizeIs(1));
  EXPECT_EQ(talks[0].offered_by[0].name, "Northern government");
}

TEST(GroupTalks, AReprintIsNoSecondLine) {
  auto reprint = move("offer_talks", kNorth, kSouth, "2020-03-01", "d2");
  const auto talks = group_talks({move("offer_talks", kNorth, kSouth, "2020-03-01"), reprint});
  ASSERT_THAT(talks, SizeIs(1));
  ASSERT_THAT(talks[0].offers, SizeIs(1));
  EXPECT_THAT(talks[0].offers[0].copies, SizeIs(1));
}

TEST(GroupTalks, AnAnswerToSomebodyElseDoesNotBelong) {
  const auto refusal =
      move("refuse_talks", kSouth, party("Eastern League", "EASREB"), "2020-03-03", "d2");
  EXPECT_THAT(group_talks({move("offer_talks", kNorth, kSouth, "2020-03-01"), refusal}), SizeIs(2));
}

TEST(GroupTalks, AnAnnouncedRoundIsAnOfferWhereNoneIsTold) {
  auto round = move("open_round", kNorth, kSouth, "2020-05-01");
  round.modality = "planned";
  round.source.published = "2020-02-28";
  const auto talks = group_talks({round, move("refuse_talks", kSouth, kNorth, "2020-03-03", "d2")});
  ASSERT_THAT(talks, SizeIs(1));
  EXPECT_THAT(talks[0].offers, SizeIs(1));
  EXPECT_EQ(talks[0].state, "refused");
}

TEST(GroupTalks, TheLastAnswerOfAPartyCounts) {
  const auto offer = move("offer_talks", kNorth, kSouth, "2020-03-01");
  const auto refusal = move("refuse_talks", kSouth, kNorth, "2020-03-03", "d2");
  const auto acceptance = move("accept_talks", kSouth, kNorth, "2020-04-03", "d3");
  const auto talks = group_talks({acceptance, offer, refusal});
  ASSERT_THAT(talks, SizeIs(1));
  EXPECT_THAT(talks[0].replies, SizeIs(2));
  EXPECT_EQ(talks[0].state, "accepted");
  EXPECT_TRUE(talks[0].blocks.empty());
}

TEST(GroupTalks, ARefusalOfAnUntoldOfferOpensAnEntry) {
  const auto talks = group_talks({move("refuse_talks", kSouth, kNorth, "2020-03-03")});
  ASSERT_THAT(talks, SizeIs(1));
  EXPECT_TRUE(talks[0].offers.empty());
  EXPECT_EQ(talks[0].state, "refused");
}

TEST(GroupTalks, OffersOfTwoSeasonsAreTwoEntries) {
  const auto spring = move("offer_talks", kNorth, kSouth, "2020-03-01");
  const auto autumn = move("offer_talks", kNorth, kSouth, "2020-10-01", "d2");
  EXPECT_THAT(group_talks({spring, autumn}), SizeIs(2));
}

TEST(GroupTalks, ALateAnswerIsToAnotherOffer) {
  const auto offer = move("offer_talks", kNorth, kSouth, "2020-03-01");
  const auto talks = group_talks({offer, move("refuse_talks", kSouth, kNorth, "2020-12-01", "d2")});
  ASSERT_THAT(talks, SizeIs(2));
  EXPECT_EQ(talks[0].state, "open");
  EXPECT_TRUE(talks[1].offers.empty());
}

TEST(GroupTalks, AnAnswerDoesNotComeBeforeItsOffer) {
  const auto offer = move("offer_talks", kNorth, kSouth, "2020-03-01");
  EXPECT_THAT(group_talks({offer, move("refuse_talks", kSouth, kNorth, "2020-01-10", "d2")}),
              SizeIs(2));
}

TEST(GroupTalks, AReportWithoutADayCouldBeOfAny) {
  const auto offer = move("offer_talks", kNorth, kSouth, "2020-03-01");
  EXPECT_THAT(group_talks({offer, move("refuse_talks", kSouth, kNorth, "", "d2")}), SizeIs(1));
}

TEST(GroupTalks, AReplyToldAgainElsewhereStandsBesideTheFirst) {
  const Party outsider = party("Eastern League", "EASREB");
  const auto offer = move("offer_talks", kNorth, kSouth, "2020-03-01");
  auto tied = move("refuse_talks", outsider, kNorth, "2020-03-02", "d1", "m2");
  tied.in_reply_to = "m1";
  auto again = move("refuse_talks", outsider, kNorth, "2020-03-01", "d2");
  again.source.words = "in other words";
  const auto talks = group_talks({offer, again, tied});
  ASSERT_THAT(talks, SizeIs(1));
  EXPECT_THAT(talks[0].replies, SizeIs(2));
}

TEST(GroupTalks, OneSideSaysYesWhereTheOtherSaysNo) {
  const auto refusal = move("refuse_talks", kNorth, kSouth, "2020-03-01", "d1", "m1");
  const auto acceptance =
      move("accept_talks", kSouth, party("Highland mediators", "HIGGOV"), "2020-03-01", "d1", "m2");
  const auto talks = group_talks({refusal, acceptance});
  ASSERT_THAT(talks, SizeIs(1));
  EXPECT_THAT(talks[0].replies, SizeIs(2));
  EXPECT_EQ(talks[0].state, "refused");
}

TEST(GroupTalks, ARefusedPlanAnswersTermsAndNotAnOfferToMeet) {
  const auto refusal = move("refuse_plan", kSouth, kNorth, "2020-03-03", "d2");
  EXPECT_THAT(group_talks({refusal}), SizeIs(0));
  const auto met = group_talks({move("offer_talks", kNorth, kSouth, "2020-03-01"), refusal});
  ASSERT_THAT(met, SizeIs(1));
  EXPECT_TRUE(met[0].replies.empty());
  EXPECT_EQ(group_talks({move("propose_plan", kNorth, kSouth, "2020-03-01"), refusal})[0].state,
            "refused");
}

TEST(GroupTalks, WhatDidNotTakePlaceCountsForNothing) {
  auto denied = move("offer_talks", kNorth, kSouth, "2020-03-01");
  denied.modality = "denied";
  EXPECT_TRUE(group_talks({denied, move("demand_yield", kNorth, kSouth, "2020-03-01")}).empty());
}

}  // namespace
}  // namespace parley::analysis
