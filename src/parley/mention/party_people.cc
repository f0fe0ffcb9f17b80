#include "parley/mention/party_people.h"

#include <algorithm>
#include <iterator>

#include "parley/text/text.h"

namespace parley::mention {
namespace {

constexpr std::string_view kEndings[] = {"ist",   "ian",    "eer", "man", "woman",
                                         "child", "person", "er",  "or"};
// Things that end so, too. Longer words that end in one of them are things as well ("newspaper").
constexpr std::string_view kThings[] = {
    "paper",     "number",     "order",    "power",    "matter",  "letter",   "water",
    "river",     "border",     "center",   "computer", "weather", "corner",   "sector",
    "factor",    "error",      "terror",   "horror",   "motor",   "tower",    "trailer",
    "tanker",    "bomber",     "quarter",  "disaster", "barrier", "career",   "server",
    "ladder",    "layer",      "chapter",  "poster",   "fiber",   "filter",   "shelter",
    "container", "helicopter", "frontier", "corridor", "door",    "floor",    "winter",
    "summer",    "answer",     "launcher", "thrower",  "carrier", "cruiser",  "destroyer",
    "freighter", "mortar",     "charter",  "cluster",  "counter", "danger",   "hunger",
    "anger",     "finger",     "shoulder", "master",   "meter",   "offer",    "other",
    "over",      "under",      "paver",    "pier",     "reactor", "register", "roller",
    "sewer",     "silver",     "super",    "theater",  "timer",   "trigger",  "type",
    "user",      "manner",     "monitor",  "mirror",   "favor",   "labor",    "harbor"};

bool is_thing(std::string_view lemma) {
  return std::any_of(std::begin(kThings), std::end(kThings),
                     [&](std::string_view thing) { return lemma.ends_with(thing); });
}

}  // namespace

bool means_people(const language::Parse& parse, const knowledge::Lexicon& lexicon,
                  std::uint32_t token) {
  const language::Token& word = parse.tokens[token];
  const std::string lemma = ascii_lower(word.lemma);
  if (word.ent_type == "PERSON" || lexicon.in_class("@person", lemma)) return true;
  for (const std::uint32_t child : parse.children(token))
    if (parse.tokens[child].dep == "relcl")
      for (const std::uint32_t under : parse.children(child))
        if (parse.tokens[under].lower == "who") return true;
  if (word.pos != "NOUN" || lemma.size() < 5 || is_thing(lemma)) return false;
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view end) { return lemma.ends_with(end); });
}

}  // namespace parley::mention
