#include "parley/mention/party_people.h"

#include <algorithm>
#include <iterator>

#include "parley/text/text.h"

namespace parley::mention {
namespace {

constexpr std::string_view kEndings[] = {"ist",   "ian",    "eer", "man", "woman",
                                         "child", "person", "er",  "or"};

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
  if (word.pos != "NOUN" || lemma.size() < 5 || lexicon.in_class("@thing", lemma)) return false;
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view end) { return lemma.ends_with(end); });
}

}  // namespace parley::mention
