// knowledge/petrarch_verbs.h - verb dictionaries of PETRARCH (CAMEO.2.0) and TABARI (.verbs) as knowledge files of
// ours: `parley dict import`.
// Form     --- BLOCK [code] ---     verbs and patterns that belong together; TABARI has none: a verb behind patterns
//                                   begins the next block
//          VERB {FORMS} [code]      its lemma counts, FORMS are ours to know; "+BEEF_UP" has the verb behind the +
//          - PATTERN [code]         petrarch_pattern.h
//          &SET, +WORD, +TWO_WORDS  synonym sets
//          # ; <!-- --> comments.   Codes: CAMEO; "046:046" both sides, ":173" done to the subject, "---" no event.
// Becomes  a code with a PLOVER type: a reading in lexicon/acts.add.tsv, longest patterns first, its words as classes
//          in lexicon/classes.add.tsv; a code that PLOVER drops: the move of the vocabulary that has it, in
//          lexicon/forces_acts.add.tsv.
// Lost     transformations (~), words of tense and negation before the verb, targets before it, phrases of several
//          words in synonym sets; each line that gives nothing is named in `skipped` with its reason.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/knowledge/ontology.h"
#include "parley/knowledge/vocabulary.h"

namespace parley::knowledge {

struct ImportedVerbs {
  std::string acts, classes, moves;             // lines of the three files
  std::vector<std::string> skipped;             // "line 12: the target stands before the verb"
  std::size_t verbs = 0, verbs_used = 0;        // with a code of their own or of a pattern
  std::size_t patterns = 0, patterns_used = 0;  // read and expressed
  std::size_t pairs = 0;  // of codes for both sides: the first is kept where they differ
};

// Whether the text is a verb dictionary rather than one of actors or agents: it has patterns or blocks.
bool is_verb_dictionary(std::string_view text);

// Text is never an error.
ImportedVerbs import_verbs(std::string_view text, const Ontology& ontology,
                           const Vocabulary& vocabulary);

}  // namespace parley::knowledge
