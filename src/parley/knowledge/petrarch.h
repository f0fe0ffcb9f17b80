// knowledge/petrarch.h - actor and agent dictionaries in PETRARCH's form (TABARI's, with dates) as
// knowledge files of ours: `parley dict import`.
// Form     NAME_OF_ACTOR_ [CODE]          a name; underscores are blanks, one at the end is dropped
//          +OTHER_SPELLING_               another spelling of the actor above
//              [CODE >YYMMDD] [CODE <YYMMDD] [CODE YYMMDD-YYMMDD]    codes from, until, between days
//          AGENT_NOUN {PLURAL} [~CODE]    a noun of a role and its sector
//          # and ; begin comments. Two-digit years below 50 are 20xx; YYYYMMDD is read too.
// Codes    country and sectors as CAMEO writes them; INS, SEP -> REB, LEG, PRM -> GOV, JRN -> MED; a
//          part that we have no sector for is left out.
// Lost     verbs, patterns and !noun! markers; each line that gives nothing is named in `skipped`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::knowledge {

struct ImportedActors {
  std::string groups;  // lines of actors/groups.add.tsv: states, bodies, groups, undated
  std::string people;  // lines of actors/people.add.tsv: names of several words with dated codes
  std::string roles;   // lines of actors/roles.add.tsv
  std::vector<std::string> skipped;  // "line 12: no code"
};

// Reads one dictionary; a file may hold actors, agents or both. Text is never an error.
ImportedActors import_petrarch(std::string_view text);

}  // namespace parley::knowledge
