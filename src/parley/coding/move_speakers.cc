// Who may speak, and which words only look like a speech act: "the situation demands", "gave no
// indication that", "a resolution condemning X".
#include <algorithm>

#include "parley/coding/move_reader.h"

#include "parley/text/text.h"

namespace parley::coding {
namespace {

using knowledge::Pattern;

bool asks(std::string_view force) { return one_of(force, {"appeal", "demand", "ask"}); }

}  // namespace

// "X is to blame", "X is unacceptable": said by whoever speaks, of the subject.
bool MoveReader::is_about_subject(const Pattern& pattern) {
  for (const auto* places : {&pattern.recipient_at, &pattern.content_at})
    if (std::find(places->begin(), places->end(), "subj") != places->end()) return true;
  return false;
}

// A speech act needs somebody who speaks: not "the situation demands", not "men condemned for a raid".
bool MoveReader::may_speak(Token token, const Pattern& pattern) const {
  const Clause* clause = text_.clause(token);
  if (clause == nullptr) return true;
  if (clause->kind == PredicateKind::participle) return false;
  // "a resolution condemning X": what a text would say if it were adopted.
  if (one_of(text_.at(token).dep, {"acl", "relcl"}) && text_.at(token).tag != "VB" &&
      text_.lexicon.in_class("vote_draft", text_.lemma(text_.at(token).head)))
    return false;
  // "drew criticism", "dismissed the criticism": nobody's, unless it says whose.
  if (clause->kind == PredicateKind::noun && one_of(pattern.gives, {"accuse", "endorse"}) &&
      !one_of(clause->subject_from, {"possessive", "by"}) &&
      std::none_of(clause->modifiers.begin(), clause->modifiers.end(), [&](Token modifier) {
        return context_.mentions.actor_at(modifier).has_value();
      }))
    return false;
  if (pattern.gives == "set_condition" && is_circumstance(token)) return false;
  // "The withdrawal is our condition": who sets it is said elsewhere.
  if (is_named(token, pattern) && text_.negated(text_.at(token).head)) return false;
  if (is_named(token, pattern))
    return !owners_of(token).empty() || parties_.statement_of(token) != nullptr;
  if (is_about_subject(pattern) || says_there_is(token))
    return parties_.statement_of(token) != nullptr;
  const std::vector<Token> doers = parties_.doers(token);
  if (doers.empty() && pattern.gives == "set_condition")
    return parties_.statement_of(token) != nullptr;
  if (doers.empty()) {
    if (pattern.gives == "accuse" && clause->passive) return false;
    return clause->kind != PredicateKind::noun || asks(pattern.gives);
  }
  return std::any_of(doers.begin(), doers.end(), [&](Token head) {
    return is_party(head) || text_.at(head).tag.starts_with("PRP") || text_.at(head).tag == "WP";
  });
}

// "X is the condition", "their demand is X": the noun is said of its content, not of a party.
bool MoveReader::is_named(Token token, const Pattern& pattern) const {
  if (pattern.part != 'n' || !one_of(pattern.gives, {"set_condition", "demand", "appeal"}))
    return false;
  for (const auto& term : pattern.terms)
    if (!term.negative && term.keys.front() == "neg") return false;  // "no role for him"
  if (is_set_as(token)) return true;
  return one_of(text_.at(token).dep, {"attr", "nsubj"}) && text_.clause(token) != nullptr &&
         one_of(text_.at(text_.at(token).head).lemma, {"be", "remain", "become"});
}

// "Set a withdrawal as a condition".
bool MoveReader::is_set_as(Token noun) const {
  return text_.at(noun).dep == "pobj" && text_.at(text_.at(noun).head).lower == "as" &&
         text_.lexicon.in_class("terms", text_.lemma(noun));
}

// "There is no role for him", "there is nothing to discuss".
bool MoveReader::says_there_is(Token token) const {
  if (text_.at(token).dep != "attr" || text_.parse.is_root(token)) return false;
  const auto children = text_.parse.children(text_.at(token).head);
  return std::any_of(children.begin(), children.end(),
                     [&](Token child) { return text_.at(child).dep == "expl"; });
}

// "Their condition", "the rebels' demand", "a demand of the rebels".
std::vector<Token> MoveReader::owners_of(Token noun) const {
  std::vector<Token> out;
  if (is_set_as(noun)) {
    Token verb = text_.at(text_.at(noun).head).head;
    while (!text_.parse.is_root(verb) && !text_.at(verb).tag.starts_with("VB"))
      verb = text_.at(verb).head;
    return parties_.doers(verb);
  }
  for (const Token child : text_.parse.children(noun)) {
    if (text_.at(child).dep == "poss") out.push_back(child);
    if (text_.at(child).lower == "of" || text_.at(child).lower == "by")
      for (const Token head : text_.parse.children(child))
        if (text_.at(head).dep == "pobj" && is_party(head)) out.push_back(head);
  }
  return out;
}

// "Suggesting that it hopes for peace" infers; "suggested that they should meet" proposes.
bool MoveReader::infers(Token token) const {
  if (text_.lemma(token) != "suggest") return false;
  if (text_.at(token).tag == "VBG" && text_.at(token).dep == "advcl") return true;
  const auto children = text_.parse.children(token);
  return std::any_of(children.begin(), children.end(), [&](Token child) {
    return text_.at(child).dep == "ccomp" && is_report_of_fact(child);
  });
}

// "Dropped its demand that": told as given up.
bool MoveReader::is_waived(Token token, const Pattern& pattern) const {
  if (pattern.part != 'n' || text_.parse.is_root(token)) return false;
  const auto* act = best_pattern(text_, text_.at(token).head, text_.lexicon.acts);
  return act != nullptr && act->gives == "waive_condition";
}

// "Wants a settlement", "will seek a dialogue with": says that it is for it; nobody is asked.
bool MoveReader::seeks_for_itself(Token token, const std::vector<ContentHit>& hits) const {
  const std::string lemma = text_.lemma(token);
  if (!one_of(lemma, {"want", "seek"}) || hits.empty() || !fillers(text_, token, "from").empty())
    return false;
  return std::all_of(hits.begin(), hits.end(), [&](const ContentHit& hit) {
    return hit.content == "settle" ||
           (lemma == "seek" && one_of(hit.content, {"talks", "agreement", "plan", "sign"}));
  });
}

// "Create conditions for a dialogue": circumstances, and nobody's terms.
bool MoveReader::is_circumstance(Token noun) const {
  if (text_.lemma(noun) != "condition" || text_.parse.is_root(noun)) return false;
  return text_.lexicon.in_class("makes_circumstances", text_.lemma(text_.at(noun).head));
}

// "Gave no indication that it would accept": it does not.
bool MoveReader::is_doubted(Token token) const {
  for (int steps = 0; steps < 3 && !text_.parse.is_root(token); ++steps) {
    token = text_.at(token).head;
    if (one_of(text_.lemma(token), {"indication", "sign", "hint", "suggestion", "evidence"}))
      return text_.negated(token);
  }
  return false;
}

bool MoveReader::lies_ahead(Token verb) const {
  const auto children = text_.parse.children(verb);
  return std::any_of(children.begin(), children.end(), [&](Token child) {
    return one_of(text_.at(child).lower, {"will", "would", "shall", "'ll", "’ll"});
  });
}

// "Insisted that the deadline stood", "that he would not resign"; "that X must go" asks.
bool MoveReader::is_report_of_fact(Token slot) const {
  if (one_of(text_.at(slot).dep, {"attr", "acomp"})) slot = text_.at(slot).head;
  for (const Token child : text_.parse.children(slot))
    if (text_.at(child).tag == "MD")
      return one_of(text_.at(child).lower, {"would", "will", "could", "wo", "ca", "can", "might"});
  const auto children = text_.parse.children(slot);
  return one_of(text_.at(slot).tag, {"VBD", "VBZ"}) ||
         std::any_of(children.begin(), children.end(), [&](Token child) {
           return text_.at(child).dep == "aux" && one_of(text_.at(child).tag, {"VBD", "VBZ"});
         });
}

// "The truce brokered by X", "which had refused to sign": told in passing, of an act before.
bool MoveReader::is_background(Token token) const {
  const language::Token& word = text_.at(token);
  if (word.dep == "acl") {
    const Clause* clause = text_.clause(token);
    return word.tag == "VBN" && clause != nullptr && clause->passive &&
           context_.mentions.time_in(clause->tokens) == nullptr;
  }
  const bool relative = word.dep == "relcl";
  for (const Token child : text_.parse.children(token)) {
    const std::string_view lower = text_.at(child).lower;
    if (one_of(lower, {"previously", "formerly"})) return true;
    if (relative && lower == "had" && text_.at(child).dep == "aux") return true;
  }
  return false;
}

}  // namespace parley::coding
