// mention/pronouns.h - pronouns that lower-casing alone misreads.
#pragma once

#include "parley/language/parse.h"

namespace parley::mention {

// "we", "us", "our", "I", "me", "my" ...: whoever speaks. "US" in capitals is a country; WHY not the
// tag: taggers take "US" before a verb for the pronoun.
bool is_first_person(const language::Token& token);

// Of these, the ones of more than one speaker: "we", "us", "our".
bool is_first_person_plural(const language::Token& token);

}  // namespace parley::mention
