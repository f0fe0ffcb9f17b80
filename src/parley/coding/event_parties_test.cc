// Who did it, to whom: whole sentences through mentions and coding, on the parse of the stock model.
#include "parley/coding/event_parties.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "parley/coding/code.h"
#include "parley/language/model_for_test.h"
#include "parley/mention/report_for_test.h"

namespace parley::coding {
namespace {

struct Case {
  const char* text;
  const char* event;  // "TYPE actor -> recipient", the names joined by "+", "-" for none
};

// Own sentences; each event must be among those that its sentence gives.
constexpr Case kCases[] = {
    // A thing speaks for whoever made it.
    {"An Amnesty International report accused the Nigerian army of torture.",
     "ACCUSE Amnesty International -> Nigerian army"},
    // The country before a noun of attack is where it was, with what it hit who did it.
    {"A Saudi-led strike on rebels in Yemen killed nine.", "ASSAULT Saudi Arabia -> rebels"},
    // What the accused did is theirs, wherever the tree hangs it.
    {"The rebels accused the army of shelling a hospital in Syria, killing 60 civilians.",
     "ASSAULT Syrian army -> civilians"},
    // A nation's private people do not stand for it.
    {"Colombian guerrillas freed a Canadian engineer on Friday.",
     "RETREAT Colombian guerrillas -> Canadian engineer"},
    // Each other.
    {"Norway and Sweden accused each other of spying.", "ACCUSE Norway -> Sweden"},
    {"Norway and Sweden accused each other of spying.", "ACCUSE Sweden -> Norway"},
    // Whose matter it is.
    {"Norway rejected a proposal by Sweden.", "REJECT Norway -> Sweden"},
    // People by the ending of their noun.
    {"Gunmen in Kenya abducted two beekeepers.", "ASSAULT Gunmen -> beekeepers"},
    // "Against" and "by" hang on the participle.
    {"The murder committed by FARC guerrillas against a judge shocked Colombia.",
     "ASSAULT FARC guerrillas -> judge"},
    // Deeds of other kinds are events of their own.
    {"Boko Haram fighters killed two soldiers and kidnapped five girls in Nigeria.",
     "ASSAULT Boko Haram fighters -> girls"},
    // A court finds guilty whom the small clause names.
    {"A court in Kenya found a policeman guilty of murder.", "ACCUSE court -> policeman"},
};

std::string names(const mention::Mentions& mentions, const std::vector<ActorId>& parties) {
  std::string joined;
  for (const ActorId id : parties) joined += (joined.empty() ? "" : "+") + mentions.at(id).name;
  return joined.empty() ? "-" : joined;
}

TEST(EventParties, WhoDidItToWhom) {
  PARLEY_MODEL_OR_SKIP(model);
  language::Worker worker(model);
  for (const Case& one : kCases) {
    const auto report = mention::read_for_test(worker, one.text);
    std::vector<std::string> found;
    for (const Event& event : code_report(report->view(), report->mentions, {}).events)
      found.push_back(event.type + ' ' + names(report->mentions, event.actors) + " -> " +
                      names(report->mentions, event.recipients));
    EXPECT_NE(std::find(found.begin(), found.end(), one.event), found.end())
        << one.text << "\nwanted " << one.event << "\nfound  " << ::testing::PrintToString(found);
  }
}

}  // namespace
}  // namespace parley::coding
