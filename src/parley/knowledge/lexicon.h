// knowledge/lexicon.h - what words do: predicates and the acts they name, light verbs, what a
// governing word makes of the act under it, classes of words. Files: knowledge/lexicon/*.tsv.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

// "!object", "object=@troops", "object!=@thing", "recipient", "light": what a reading asks of its
// clause.
struct Need {
  std::string slot;
  bool absent = false;     // "!object"
  bool other = false;      // "object!=@thing"
  std::string word_class;  // "@troops"; "" where the slot need only be there
};

// lexicon/acts.tsv: one reading of one predicate. The file's head says what the slots are.
struct Act {
  std::string id;    // "shell/v", "seize/v.2": what Event::rule names
  std::string form;  // lemma, with particle or preposition: "shell", "blow_up", "fire_on"
  char pos = 'v';    // v verb or participle, n noun, a adjective behind "be"
  std::vector<std::string> actor, recipient, place;  // slots in order of preference
  std::vector<std::vector<Need>> needs;              // all must hold; of each, one alternative
  std::string type, mode, cameo;
  std::vector<std::string> context;
  bool mutual = false, result = false, borrow = false, quiet = false;
  std::string where;  // "lexicon/acts.tsv:12"
};

// lexicon/light_verbs.tsv: a verb that lends a noun its subject and tense.
struct LightVerb {
  bool subject_is_actor = false;      // "launch"; neither: "report", "cause", "s:erupt"
  bool subject_is_recipient = false;  // "come under"
};

// lexicon/embedding.tsv: what a governing predicate makes of the act under it.
struct Embedding {
  std::string scopes;  // t that-clause, i infinitive, g gerund, o object, s subject, p noun or
                       // gerund behind the preposition of the form, m modifier ("ceasefire offer")
  std::string status;  // actual factive planned offered demanded hypothetical negated denied ended
                       // reported claimed
  bool controls = false;  // the noun behind its preposition does the infinitive: "call_on X to"
  std::string where;      // "lexicon/embedding.tsv:12"
};

struct Lexicon {
  // form -> its readings, in the order of the file.
  std::map<std::string, std::vector<Act>, std::less<>> acts;
  // "carry_out" for an object, "come+under" for a noun behind a preposition.
  std::map<std::string, LightVerb, std::less<>> light_verbs;
  // "v:urge", "n:plan", "a:ready" -> readings with different scopes.
  std::map<std::string, std::vector<Embedding>, std::less<>> embeddings;
  // "@troops" -> lemmas. lexicon/classes.tsv
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> classes;

  bool in_class(std::string_view name, std::string_view lemma) const;
  // The reading of that id ("seize/v.2"); nullptr for what is no act's.
  const Act* act(std::string_view id) const;
  const LightVerb* light_verb(std::string_view form) const;
  // Its reading for that scope, or any of its readings where scope is 0; nullptr where none is
  // known.
  const Embedding* embedding(char pos, std::string_view form, char scope = 0) const;

  static Result<Lexicon> load(const Files& files);
};

}  // namespace parley::knowledge
