// knowledge/petrarch.h - actor and agent dictionaries in PETRARCH's form (TABARI's, with dates) as
// knowledge files of ours: `parley dict import`.
// Form     NAME_OF_ACTOR_ [CODE]          a name; underscores are blanks, one at the end is dropped
//          +OTHER_SPELLING_               another spelling of the actor above
//              [CODE >YYMMDD] [CODE <YYMMDD] [CODE YYMMDD-YYMMDD]    codes from, until, between days
//          AGENT_NOUN {PLURAL} [~CODE]    a noun of a role and its sector
//          # and ; begin comments. Two-digit years up to 30 are 20xx, as there; YYYYMMDD is read too.
// Codes    country and sectors as CAMEO writes them; INS, SEP -> REB, LEG, PRM -> GOV, JRN -> MED; a
//          part that we have no sector for is left out.
// Known    nouns, states, bodies and groups that the built-in files have are left to them (`known` counts them);
//          terms of one code that meet are one.
// Lost     verbs, patterns and !noun! markers; each line that gives nothing is named in `skipped`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/knowledge/actors.h"

namespace parley::knowledge {

struct ImportedActors {
  std::string groups;  // lines of actors/groups.add.tsv: states, bodies, groups, undated
  std::string people;  // lines of actors/people.add.tsv: names of several words with dated codes
  std::string roles;   // lines of actors/roles.add.tsv
  std::vector<std::string> skipped;  // "line 12: no code"
  std::size_t known = 0;             // left out: ours have them
};

// Reads one dictionary; a file may hold actors, agents or both. Text is never an error.
ImportedActors import_petrarch(std::string_view text, const ActorBook& actors);

}  // namespace parley::knowledge
