// When a clause happens as its grammar says.
#include <algorithm>

#include "parley/mention/times.h"

namespace parley::mention {
namespace {

using language::Parse;
using language::Token;

constexpr int kMostSteps = 12;  // a head chain longer than this is a broken parse

bool has(const Token& token, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), token.lower) != words.end();
}

bool is_verb(const Token& token) { return token.tag.starts_with("VB") || token.tag == "MD"; }

bool is_of(const knowledge::Calendar& calendar, std::string_view word, knowledge::TimeClass cls) {
  const auto* readings = calendar.word(word);
  return readings != nullptr &&
         std::any_of(readings->begin(), readings->end(),
                     [&](const auto& reading) { return reading.cls == cls; });
}

struct Auxiliaries {
  bool modal = false, have = false, had = false, was = false, is = false, to = false;
};

Auxiliaries auxiliaries(const Parse& parse, std::uint32_t verb) {
  Auxiliaries found;
  for (const std::uint32_t child : parse.children(verb)) {
    const Token& token = parse.tokens[child];
    if (!token.dep.starts_with("aux")) continue;
    if (token.tag == "MD") found.modal = true;
    if (token.tag == "TO") found.to = true;
    if (has(token, {"have", "has", "'ve", "having"})) found.have = true;
    if (has(token, {"had", "'d"}) && token.tag != "MD") found.had = true;
    if (has(token, {"was", "were"})) found.was = true;
    if (has(token, {"is", "are", "am", "'s", "'re", "be", "being"})) found.is = true;
  }
  return found;
}

}  // namespace

Tense tense_at(const Parse& parse, const knowledge::Calendar& calendar, std::uint32_t token) {
  std::uint32_t at = token;
  for (int step = 0; step < kMostSteps; ++step) {
    const Token& here = parse.tokens[at];
    // What lies ahead by its meaning, whatever its tense: "is due on Friday", "was scheduled for".
    if (at != token && is_of(calendar, here.lower, knowledge::TimeClass::future_word))
      return Tense::future;
    if (is_verb(here)) {
      const Auxiliaries aux = auxiliaries(parse, at);
      if (aux.modal) return aux.have ? Tense::past : Tense::future;
      if (aux.to && here.tag == "VB") {
        if (aux.have) return Tense::past;
        if (parse.is_root(at)) return Tense::future;
        // "agreed to leave" lies ahead, "managed to leave" happened.
        if (!is_of(calendar, parse.tokens[here.head].lemma, knowledge::TimeClass::implicative))
          return Tense::future;
        at = here.head;
        continue;
      }
      if (here.tag == "VBD" || aux.have || aux.had || aux.was) return Tense::past;
      if (here.tag == "VBN") {
        if (aux.is) return Tense::present;
        return Tense::past;
      }
      if (here.tag == "VBZ" || here.tag == "VBP") return Tense::present;
      if (here.tag == "VBG" && aux.is) return Tense::present;
      if (here.tag == "MD") return Tense::future;
    }
    if (parse.is_root(at)) break;
    at = here.head;
  }
  return Tense::unknown;
}

std::uint32_t head_of(const Parse& parse, Range tokens) {
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t)
    if (parse.is_root(t) || !tokens.contains(parse.tokens[t].head)) return t;
  return tokens.begin;
}

}  // namespace parley::mention
