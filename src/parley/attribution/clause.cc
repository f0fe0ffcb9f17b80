#include "parley/attribution/clause.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::attribution {

bool is_verb(const Token& token) { return token.tag.starts_with("VB") || token.tag == "MD"; }

bool is_finite(const Token& token) { return one_of(token.tag, {"VBD", "VBP", "VBZ", "MD"}); }

bool is_punctuation(const Token& token) {
  return token.pos == "PUNCT" || token.dep == "punct" ||
         one_of(token.tag, {"``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "NFP"});
}

bool is_relative_pronoun(const Token& token) {
  return one_of(token.tag, {"WDT", "WP"}) ||
         (token.lower == "that" && token.dep.starts_with("nsubj") && token.pos != "DET");
}

std::optional<TokenIndex> child_of(const Parse& parse, TokenIndex token,
                                   std::initializer_list<std::string_view> labels) {
  for (const TokenIndex child : parse.children(token))
    if (one_of(parse.tokens[child].dep, labels)) return child;
  return std::nullopt;
}

std::optional<TokenIndex> object_of_preposition(const Parse& parse, TokenIndex token,
                                                std::string_view preposition) {
  for (const TokenIndex child : parse.children(token)) {
    const Token& prep = parse.tokens[child];
    if (prep.lower != preposition || !one_of(prep.dep, {"prep", "agent", "dative", "prt"}))
      continue;
    if (const auto object = child_of(parse, child, {"pobj", "pcomp"})) return object;
  }
  return std::nullopt;
}

bool is_negated(const Parse& parse, TokenIndex verb) {
  for (const TokenIndex child : parse.children(verb)) {
    const Token& token = parse.tokens[child];
    if (token.dep == "neg" || one_of(token.lower, {"never", "not", "hardly"})) return true;
  }
  return false;
}

bool is_passive(const Parse& parse, TokenIndex verb) {
  return child_of(parse, verb, {"auxpass", "nsubjpass", "agent"}).has_value();
}

bool has_to(const Parse& parse, TokenIndex verb) {
  for (const TokenIndex child : parse.children(verb))
    if (parse.tokens[child].tag == "TO") return true;
  return false;
}

bool is_under(const Parse& parse, TokenIndex token, TokenIndex root) {
  // A head chain is no longer than its sentence.
  for (std::size_t steps = 0; steps <= parse.tokens.size(); ++steps) {
    if (token == root) return true;
    if (parse.is_root(token)) return false;
    token = parse.tokens[token].head;
  }
  return false;
}

std::vector<TokenIndex> subtree_without(const Parse& parse, TokenIndex root,
                                        const std::vector<TokenIndex>& left_out) {
  std::vector<TokenIndex> found, open{root};
  // A tree has no more nodes than tokens; heads that run in a circle would never end.
  while (!open.empty() && found.size() <= parse.tokens.size()) {
    const TokenIndex at = open.back();
    open.pop_back();
    if (std::find(left_out.begin(), left_out.end(), at) != left_out.end()) continue;
    found.push_back(at);
    for (const TokenIndex child : parse.children(at))
      if (child != at) open.push_back(child);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Range> runs_of(const Parse& parse, const std::vector<TokenIndex>& tokens) {
  std::vector<Range> runs;
  for (const TokenIndex token : tokens) {
    bool joins = !runs.empty();
    for (TokenIndex between = joins ? runs.back().end : token; between < token && joins; ++between)
      joins = is_punctuation(parse.tokens[between]);
    if (joins)
      runs.back().end = token + 1;
    else
      runs.push_back({token, token + 1});
  }
  std::erase_if(runs, [&](Range& run) {
    run = trimmed(parse, run);
    return run.empty();
  });
  return runs;
}

Range trimmed(const Parse& parse, Range range) {
  const auto idle = [&](TokenIndex token) {
    return is_punctuation(parse.tokens[token]) && parse.tokens[token].tag != "$";
  };
  while (!range.empty() && idle(range.end - 1)) --range.end;
  while (!range.empty() &&
         (idle(range.begin) || (parse.tokens[range.begin].lower == "that" &&
                                one_of(parse.tokens[range.begin].dep, {"mark", "det"}) &&
                                parse.tokens[range.begin].tag != "DT")))
    ++range.begin;
  while (!range.empty() && (idle(range.end - 1) || parse.tokens[range.end - 1].tag == "CC"))
    --range.end;
  while (!range.empty() && parse.tokens[range.begin].tag == "CC" && range.size() > 1) ++range.begin;
  return range;
}

namespace {

// The verb or noun that lends its subject to `verb`; nullopt where the verb stands alone.
std::optional<TokenIndex> subject_from_above(const Parse& parse, TokenIndex verb, int depth);

std::optional<TokenIndex> own_subject(const Parse& parse, TokenIndex verb) {
  if (is_passive(parse, verb)) {
    for (const TokenIndex child : parse.children(verb))
      if (parse.tokens[child].dep == "agent")
        if (const auto agent = child_of(parse, child, {"pobj"})) return agent;
    return std::nullopt;
  }
  return child_of(parse, verb, {"nsubj"});
}

// "who", "which", "that": the noun that the relative clause of `verb` describes.
std::optional<TokenIndex> antecedent_of(const Parse& parse, TokenIndex verb) {
  for (int steps = 0; steps < 8 && !parse.is_root(verb); ++steps) {
    if (parse.tokens[verb].dep == "relcl") return parse.tokens[verb].head;
    verb = parse.tokens[verb].head;
  }
  return std::nullopt;
}

std::optional<TokenIndex> subject_at(const Parse& parse, TokenIndex verb, int depth) {
  if (depth > 6) return std::nullopt;
  const bool passive = is_passive(parse, verb);
  if (const auto subject = own_subject(parse, verb)) {
    if (!is_relative_pronoun(parse.tokens[*subject])) return subject;
    const auto noun = antecedent_of(parse, verb);
    return noun ? noun : subject;
  }
  if (passive) return std::nullopt;
  return subject_from_above(parse, verb, depth);
}

// The subject of `verb` as the one that acts or is spoken of: for a passive, what it is done to.
std::optional<TokenIndex> standing_subject(const Parse& parse, TokenIndex verb, int depth) {
  if (const auto subject = child_of(parse, verb, {"nsubj", "nsubjpass"})) {
    if (!is_relative_pronoun(parse.tokens[*subject])) return subject;
    const auto noun = antecedent_of(parse, verb);
    return noun ? noun : subject;
  }
  return subject_from_above(parse, verb, depth);
}

std::optional<TokenIndex> subject_from_above(const Parse& parse, TokenIndex verb, int depth) {
  if (depth > 6 || parse.is_root(verb)) return std::nullopt;
  const Token& token = parse.tokens[verb];
  const TokenIndex head = token.head;
  if (token.dep == "conj" && is_verb(parse.tokens[head])) return subject_at(parse, head, depth + 1);
  if (one_of(token.dep, {"acl", "relcl"}) && token.tag == "VBG") return head;
  if (one_of(token.dep, {"xcomp", "advcl", "ccomp", "dep"}) && is_verb(parse.tokens[head])) {
    if (token.dep == "ccomp" && token.tag != "VBG") return std::nullopt;
    // "urged him to say": the object is the one that would speak.
    if (token.dep == "xcomp")
      if (const auto object = child_of(parse, head, {"dobj"})) return object;
    return standing_subject(parse, head, depth + 1);
  }
  if (token.dep == "pcomp" && !parse.is_root(head)) {
    const TokenIndex above = parse.tokens[head].head;
    if (is_verb(parse.tokens[above])) {
      // "quoted him as saying": the object; "was quoted as saying": the subject.
      if (parse.tokens[head].lower == "as")
        if (const auto object = child_of(parse, above, {"dobj"})) return object;
      return standing_subject(parse, above, depth + 1);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<TokenIndex> subject_of(const Parse& parse, TokenIndex verb) {
  return subject_at(parse, verb, 0);
}

Range phrase_of(const Parse& parse, TokenIndex head, std::optional<TokenIndex> cue) {
  std::vector<TokenIndex> left_out;
  if (cue)
    for (const TokenIndex child : parse.children(head))
      if (child != head && is_under(parse, *cue, child)) left_out.push_back(child);
  const std::vector<TokenIndex> tokens = subtree_without(parse, head, left_out);
  Range phrase{head, head + 1};
  for (const Range run : runs_of(parse, tokens))
    if (run.contains(head)) phrase = run;
  return phrase;
}

}  // namespace parley::attribution
