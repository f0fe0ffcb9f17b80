// mention/coref_syntax.h - what the place of a pronoun in its clause tells of it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parley/knowledge/knowledge.h"
#include "parley/language/parse.h"

namespace parley::mention {

bool is_subject(std::string_view dep);

// "It is clear that", "it was reported that", "it rained", "made it clear": it stands for nothing that acts.
bool is_empty_it(const language::Parse& parse, const knowledge::Knowledge& knowledge,
                 std::uint32_t token);

// The word is the subject of a verb of saying.
bool says(const language::Parse& parse, const knowledge::Cues& cues, std::uint32_t token);

// The subjects of the clause that the word is an object of, through what is joined to the verb and
// through infinitives ("X wants to meet him"): whoever they are, the word is somebody else.
std::vector<std::uint32_t> subjects_beside(const language::Parse& parse, std::uint32_t token);

// Whether the word is the doer of what only people and bodies do: say, accuse, attack.
bool acts_as_party(const language::Parse& parse, const knowledge::Knowledge& knowledge,
                   std::uint32_t token);

}  // namespace parley::mention
