#include "parley/mention/coref_syntax.h"

#include <algorithm>
#include <array>

#include "parley/text/text.h"

namespace parley::mention {
namespace {

using language::Parse;
using language::Token;

bool has_child(const Parse& parse, std::uint32_t token,
               std::initializer_list<std::string_view> deps) {
  const auto children = parse.children(token);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t child) {
    return std::find(deps.begin(), deps.end(), parse.tokens[child].dep) != deps.end();
  });
}

bool is_empty_with_be(const Parse& parse, const knowledge::Lexicon& lexicon, std::uint32_t verb) {
  // "It is ready to talk", "it was concerned"
  for (const std::uint32_t child : parse.children(verb))
    if (parse.tokens[child].dep == "acomp" &&
        lexicon.in_class("@of_parties", parse.tokens[child].lower))
      return false;
  // "It is to send troops": a plan.
  return !has_child(parse, verb, {"xcomp"}) || has_child(parse, verb, {"acomp", "attr"});
}

}  // namespace

bool is_subject(std::string_view dep) { return dep == "nsubj" || dep == "nsubjpass"; }

bool is_empty_it(const Parse& parse, const knowledge::Knowledge& knowledge, std::uint32_t token) {
  const Token& it = parse.tokens[token];
  if (it.lower != "it") return false;
  if (it.dep == "expl") return true;
  if (!is_subject(it.dep)) return false;
  const Token& verb = parse.tokens[it.head];
  if (verb.pos == "ADJ") return true;  // "made it clear", "found it hard"
  if (verb.lemma == "be") return is_empty_with_be(parse, knowledge.lexicon, it.head);
  if (knowledge.lexicon.in_class("@of_nobody", verb.lemma))
    return !has_child(parse, it.head, {"xcomp", "oprd"});
  // "It took months to agree".
  if (verb.lemma == "take") return has_child(parse, it.head, {"xcomp", "advcl", "npadvmod"});
  // "It was reported that", "it is feared"; "it was told", "it is expected to come" mean somebody.
  const bool passive = it.dep == "nsubjpass" || has_child(parse, it.head, {"auxpass"});
  if (!passive || verb.lemma == "tell" || has_child(parse, it.head, {"xcomp", "oprd", "agent"}))
    return false;
  const knowledge::Cue* cue =
      knowledge.cues.find(knowledge::CuePart::verb, ascii_lower(verb.lemma));
  return cue != nullptr && cue->has("clause");
}

bool says(const Parse& parse, const knowledge::Cues& cues, std::uint32_t token) {
  if (parse.tokens[token].dep != "nsubj") return false;
  const Token& verb = parse.tokens[parse.tokens[token].head];
  const knowledge::Cue* cue = cues.find(knowledge::CuePart::verb, ascii_lower(verb.lemma));
  return cue != nullptr && cue->has("quote");
}

std::vector<std::uint32_t> subjects_beside(const Parse& parse, std::uint32_t token) {
  // "Arrested eleven of them": as the eleven stand.
  while (parse.tokens[token].dep == "pobj" &&
         parse.tokens[parse.tokens[token].head].lower == "of" &&
         parse.tokens[parse.tokens[parse.tokens[token].head].head].pos == "NUM")
    token = parse.tokens[parse.tokens[token].head].head;
  std::uint32_t verb = token;
  const std::string_view dep = parse.tokens[token].dep;
  if (dep == "dobj" || dep == "dative") {
    verb = parse.tokens[token].head;
  } else if (dep == "pobj") {
    verb = parse.tokens[parse.tokens[token].head].head;
    if (parse.tokens[parse.tokens[token].head].dep == "agent") verb = token;
  }
  std::vector<std::uint32_t> subjects;
  if (verb == token) return subjects;
  for (int steps = 0; steps < 6; ++steps) {
    if (!parse.tokens[verb].tag.starts_with("VB")) break;
    for (const std::uint32_t child : parse.children(verb))
      if (is_subject(parse.tokens[child].dep)) subjects.push_back(child);
    if (!subjects.empty()) break;
    const std::string_view up = parse.tokens[verb].dep;
    if (up == "pcomp") {  // "apologised for failing to save him"
      verb = parse.tokens[parse.tokens[verb].head].head;
      continue;
    }
    if (up != "conj" && up != "xcomp" && up != "advcl") break;
    // "Told X to free him": the object does it.
    if (up == "xcomp")
      for (const std::uint32_t child : parse.children(parse.tokens[verb].head))
        if (parse.tokens[child].dep == "dobj" && child < verb) subjects.push_back(child);
    if (!subjects.empty()) break;
    verb = parse.tokens[verb].head;
  }
  return subjects;
}

namespace {

constexpr std::array<std::string_view, 6> kDoers = {"@person",   "@group",  "@armed",
                                                    "@official", "@troops", "@government"};

}  // namespace

bool acts_as_party(const Parse& parse, const knowledge::Knowledge& knowledge, std::uint32_t token) {
  const Token& word = parse.tokens[token];
  std::uint32_t verb = word.head;
  if (word.dep == "pobj" && parse.tokens[verb].dep == "agent")
    verb = parse.tokens[verb].head;
  else if (word.dep != "nsubj")
    return false;
  const std::string lemma = ascii_lower(parse.tokens[verb].lemma);
  const knowledge::Cue* cue = knowledge.cues.find(knowledge::CuePart::verb, lemma);
  if (cue != nullptr && (cue->has("clause") || cue->has("quote") || cue->has("obj_inf")))
    return true;
  const auto readings = knowledge.lexicon.acts.find(lemma);
  if (readings == knowledge.lexicon.acts.end()) return false;
  return std::any_of(
      readings->second.begin(), readings->second.end(), [&](const knowledge::Act& act) {
        return std::any_of(act.needs.begin(), act.needs.end(), [&](const auto& alternatives) {
          return std::any_of(alternatives.begin(), alternatives.end(), [&](const auto& need) {
            return need.slot == "subject" && !need.other && one_of(need.word_class, kDoers);
          });
        });
      });
}

}  // namespace parley::mention
