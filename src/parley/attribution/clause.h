// attribution/clause.h - what the finding of sources asks of a parse: children by label, subtrees
// as runs of tokens, the subject that a verb has or inherits.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "parley/language/parse.h"

namespace parley::attribution {

using language::Parse;
using language::Token;
using TokenIndex = std::uint32_t;

bool is_verb(const Token& token);         // by its Penn tag; auxiliaries and modals too
bool is_finite(const Token& token);       // VBD VBP VBZ MD
bool is_punctuation(const Token& token);  // marks, commas, dashes, brackets
bool is_relative_pronoun(const Token& token);

// The first child with one of the labels.
std::optional<TokenIndex> child_of(const Parse& parse, TokenIndex token,
                                   std::initializer_list<std::string_view> labels);
// The object of the token's preposition child: "for" of "call" in "called for talks".
std::optional<TokenIndex> object_of_preposition(const Parse& parse, TokenIndex token,
                                                std::string_view preposition);
bool is_negated(const Parse& parse, TokenIndex verb);
bool is_passive(const Parse& parse, TokenIndex verb);
bool has_to(const Parse& parse, TokenIndex verb);  // a to-infinitive
// Whether `token` hangs, at any depth, on `root` (or is it).
bool is_under(const Parse& parse, TokenIndex token, TokenIndex root);

// The subtree of `root` without those of `left_out`, ascending.
std::vector<TokenIndex> subtree_without(const Parse& parse, TokenIndex root,
                                        const std::vector<TokenIndex>& left_out);
// Ascending tokens as ranges; a gap of punctuation alone does not part them.
std::vector<Range> runs_of(const Parse& parse, const std::vector<TokenIndex>& tokens);
// Takes punctuation, conjunctions that lead nowhere and a leading "that" off the ends; may end up
// empty.
Range trimmed(const Parse& parse, Range range);

// Who says it, by grammar: the token that heads the subject of `verb`, its own or the one it
// shares: of the verb it is joined to, of the verb whose participle or infinitive it is, of the
// noun it describes. For a passive, its agent ("by the UN"). nullopt where there is none.
std::optional<TokenIndex> subject_of(const Parse& parse, TokenIndex verb);

// The noun phrase headed by `head`, from its left edge to the end of what belongs to it; a clause
// inside that holds `cue` is left out.
Range phrase_of(const Parse& parse, TokenIndex head, std::optional<TokenIndex> cue);

}  // namespace parley::attribution
