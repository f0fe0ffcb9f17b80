// language/mend.h - attachments that the parser is known to get wrong, mended for the stages that read a report. `parley
// parse` prints the parser's own.
// Conjuncts  "should condemn the raids ordered by X and call for Y": a bare infinitive joined to a participle that modifies a
//            noun belongs to the verb that the noun is an object of. A participle has no infinitive beside it.
#pragma once

#include "parley/language/parse.h"

namespace parley::language {

// Linear. Edges and children are computed again where something was mended.
void mend(Parse& parse);

}  // namespace parley::language
