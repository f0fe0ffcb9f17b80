#include "parley/language/mend.h"

#include <algorithm>
#include <optional>

namespace parley::language {
namespace {

bool has_child(const Parse& parse, std::uint32_t token, auto is) {
  const auto children = parse.children(token);
  return std::any_of(children.begin(), children.end(),
                     [&](std::uint32_t child) { return is(parse.tokens[child]); });
}

// "call": not "to call", "will call", "X call".
bool is_bare(const Parse& parse, std::uint32_t token) {
  return parse.tokens[token].tag == "VB" && !has_child(parse, token, [](const Token& child) {
           return child.tag == "TO" || child.tag == "MD" || child.dep == "nsubj" ||
                  child.dep == "aux";
         });
}

// The infinitive above a participle's noun: "condemn" of "condemn the raids ordered by X".
std::optional<std::uint32_t> infinitive_above(const Parse& parse, std::uint32_t participle) {
  constexpr int kMostSteps = 4;
  std::uint32_t above = participle;
  for (int step = 0; step < kMostSteps && !parse.is_root(above); ++step) {
    above = parse.tokens[above].head;
    if (parse.tokens[above].tag.starts_with("VB"))
      return parse.tokens[above].tag == "VB" ? std::optional(above) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void mend(Parse& parse) {
  bool mended = false;
  for (std::uint32_t token = 0; token < parse.tokens.size(); ++token) {
    const std::uint32_t participle = parse.tokens[token].head;
    if (parse.tokens[token].dep != "conj" || parse.tokens[participle].dep != "acl" ||
        parse.tokens[participle].tag != "VBN" || token < participle || !is_bare(parse, token))
      continue;
    const auto verb = infinitive_above(parse, participle);
    if (!verb) continue;
    for (const std::uint32_t joint : parse.children(participle))
      if (joint > participle && joint < token && parse.tokens[joint].dep == "cc")
        parse.tokens[joint].head = *verb;
    parse.tokens[token].head = *verb;
    mended = true;
  }
  if (mended) index_children(parse);
}

}  // namespace parley::language
