// mention/actors.h - the parties of a report, each with all its mentions.
// Names     from knowledge/actors/*.tsv and the language model's PERSON and ORG; what neither knows
//           is a party too when it acts. A government is meant by a state's name, its capital or
//           seat where the sentence reads so (mention/metonym.h), by "the government", "the regime".
// Codes     composed (mention/party_modifiers.h); dated offices on the day of publication.
// Learned   apposition, titles before names, short forms in brackets (mention/party_chains.h).
// Resolved  surnames, spellings, descriptions, he/she/it/they, both sides (mention/coref.h).
// Every     noun phrase that can act is a party: "residents", "a senior official", "gunmen".
// Adjectives of nations before other nouns ("Russian support") are mentions with reason "adjective".
// Cost      about linear in tokens; pronouns look a few sentences back.
#pragma once

#include "parley/mention/find.h"

namespace parley::mention {

// Fills mentions.actors; reads mentions.places and mentions.times, which are there already. The
// caller builds the index.
void find_actors(const ReportView& report, Mentions& mentions);

}  // namespace parley::mention
