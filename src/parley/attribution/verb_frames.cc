// Frames are tried in the order of kTries; the first that fits gives the content.
#include "parley/attribution/verb_frames.h"

#include <algorithm>

#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::attribution {
namespace {

using knowledge::CueFrame;

class VerbCue {
 public:
  VerbCue(const Scene& scene, TokenIndex verb, CueHere here)
      : scene_(scene), parse_(scene.parse()), verb_(verb), here_(here) {}

  std::optional<Fit> fit() const {
    using Try = std::optional<Fit> (VerbCue::*)() const;
    static constexpr Try kTries[] = {
        &VerbCue::small,      &VerbCue::as_predicate,  &VerbCue::clause,
        &VerbCue::infinitive, &VerbCue::gerund,        &VerbCue::number,
        &VerbCue::object_and, &VerbCue::prepositions,  &VerbCue::parenthesis,
        &VerbCue::object,     &VerbCue::surface_clause};
    for (const Try one : kTries)
      if (auto found = (this->*one)()) return found;
    return std::nullopt;
  }

 private:
  const Token& at(TokenIndex token) const { return parse_.tokens[token]; }
  const CueFrame* frame(std::string_view kind, std::string_view preposition = {}) const {
    return here_.cue->frame(kind, preposition);
  }
  std::vector<Range> runs(TokenIndex root, std::vector<TokenIndex> left_out = {}) const {
    left_out.push_back(verb_);
    std::vector<Range> found = runs_of(parse_, subtree_without(parse_, root, left_out));
    // "a picture that activists say was taken": the pronoun names what stands before it.
    if (found.size() > 1 && found.front().size() == 1 &&
        is_relative_pronoun(at(found.front().begin)))
      found.erase(found.begin());
    return found;
  }
  Fit fit_of(const CueFrame* frame, std::vector<Range> content) const {
    return {frame, std::move(content), addressee(), here_.tokens};
  }

  std::optional<TokenIndex> addressee() const {
    if (here_.cue->has("told")) {
      if (const auto object = child_of(parse_, verb_, {"dobj", "dative"})) {
        const bool to = at(*object).dep == "dative" && at(*object).tag == "IN";
        return to ? child_of(parse_, *object, {"pobj"}) : object;
      }
    }
    return object_of_preposition(parse_, verb_, "to");
  }

  bool has_question_word(TokenIndex root) const {
    const Token& first = at(at(root).left_edge);
    return first.tag == "WP" || first.tag == "WRB" || first.tag == "WDT" || first.tag == "WP$" ||
           one_of(first.lower, {"whether", "if"});
  }

  // "said (that) X did Y", "asked whether ...".
  std::optional<Fit> clause() const {
    if (auto found = prepositions(); found && precedes_clause(found->content)) return found;
    if (auto found = plain_clause()) return found;
    return clause_behind_that();
  }
  // "asked for assurances that they would": the preposition holds the clause.
  bool precedes_clause(const std::vector<Range>& content) const {
    const auto clause = child_of(parse_, verb_, {"ccomp"});
    return clause && *clause > verb_ && content.front().begin < at(*clause).left_edge;
  }
  // "answered from the same stage that ...": the parser hung the clause on a word between.
  std::optional<Fit> clause_behind_that() const {
    const CueFrame* used = frame("clause");
    if (!used || child_of(parse_, verb_, {"ccomp", "dobj", "xcomp"})) return std::nullopt;
    const TokenIndex end = parse_.sentence_of(verb_).tokens.end;
    for (TokenIndex t = verb_ + 1; t < end && t < verb_ + 14; ++t) {
      if (scene_.quotation_at(t) || is_finite(at(t))) break;
      if (at(t).lower != "that" || at(t).dep != "mark") continue;
      const TokenIndex clause = at(t).head;
      if (clause > t && at(clause).left_edge <= t) return fit_of(used, runs(clause));
    }
    return std::nullopt;
  }
  // A clause right behind the cue goes before one in front of it ("It is over; aides say they
  // will go"); a cue between commas has its content on both sides.
  std::optional<Fit> plain_clause() const {
    std::optional<Fit> ahead, behind;
    for (const TokenIndex child : parse_.children(verb_)) {
      if (at(child).dep != "ccomp") continue;
      auto found = clause_at(child);
      if (!found) continue;
      // "some recalled their observers": what goes before is no content of a verb with an object.
      if (child < verb_ && !here_.cue->has("told"))
        if (const auto object = child_of(parse_, verb_, {"dobj"}); object && *object > verb_)
          continue;
      std::optional<Fit>& side = child < verb_ ? ahead : behind;
      if (!side) side = std::move(found);
    }
    if (!ahead || !behind) return ahead ? ahead : behind;
    const bool comma = here_.tokens.end < parse_.tokens.size() && at(here_.tokens.end).text == ",";
    if (!comma) return behind;
    for (const Range run : behind->content) ahead->content.push_back(run);
    return ahead;
  }
  // What a clause says, up to where another begins: "... while the government says", ";".
  std::vector<Range> clause_runs(TokenIndex root) const {
    std::vector<TokenIndex> left_out;
    for (const TokenIndex child : parse_.children(root))
      for (const TokenIndex mark : parse_.children(child))
        if (at(child).dep == "advcl" && at(mark).dep == "mark" &&
            one_of(at(mark).lower, {"while", "whereas"}) && child > verb_)
          left_out.push_back(child);
    std::vector<Range> found = runs(root, std::move(left_out));
    // "said in a statement that ...": what stands before "that" belongs to the cue.
    for (const TokenIndex child : parse_.children(root))
      if (child > verb_ && at(child).dep == "mark" && at(child).lower == "that")
        for (Range& run : found) run.begin = std::max(run.begin, child + 1);
    std::erase_if(found, [](Range run) { return run.empty(); });
    return clipped_at_semicolons(scene_, std::move(found), verb_);
  }
  std::optional<Fit> clause_at(TokenIndex child) const {
    const Token& token = at(child);
    if (!is_verb(token) && !has_subject(child)) {
      if (child < verb_ && frame("clause")) return fit_of(frame("clause"), runs(child));
      return std::nullopt;
    }
    if (token.tag == "VBG" && !has_subject(child) && !child_of(parse_, child, {"aux"}))
      return std::nullopt;
    const CueFrame* used = nullptr;
    if (has_to(parse_, child))
      used = frame("obj_inf") ? frame("obj_inf") : frame("inf") ? frame("inf") : frame("clause");
    else if (has_question_word(child) && child > verb_)
      used = frame("question");
    else
      used = frame("clause") ? frame("clause") : frame("quote");
    if (!used) return std::nullopt;
    return fit_of(used, clause_runs(child));
  }
  // The last resort: a finite clause stands behind a finite cue and the parser has hung it
  // elsewhere.
  std::optional<Fit> surface_clause() const {
    const CueFrame* used = frame("clause");
    if (!used || !is_finite(at(verb_)) || child_of(parse_, verb_, {"ccomp", "xcomp", "dobj"}))
      return std::nullopt;
    TokenIndex begin = here_.tokens.end;
    const TokenIndex end = clause_end();
    for (bool again = true; again && begin < end;) {
      again = false;
      if (!one_of(at(begin).ent_type, {"DATE", "TIME"}) && at(begin).lower != "that" &&
          at(begin).tag != "RB")
        break;
      ++begin;
      again = true;
    }
    if (begin >= end || is_punctuation(at(begin)) || scene_.quotation_at(begin))
      return std::nullopt;
    for (TokenIndex t = begin; t < end; ++t) {
      if (is_punctuation(at(t)) && t < begin + 3) return std::nullopt;
      if (is_finite(at(t)) && (has_subject(t) || has_subject(at(t).head)))
        return fit_of(used, {trimmed(parse_, {begin, end})});
    }
    return std::nullopt;
  }
  bool has_subject(TokenIndex verb) const {
    return child_of(parse_, verb, {"nsubj", "nsubjpass", "expl", "csubj"}).has_value();
  }

  // "promised to go"; "urged them to go": content from the object on.
  std::optional<Fit> infinitive() const {
    for (const TokenIndex child : parse_.children(verb_)) {
      const Token& token = at(child);
      if (!one_of(token.dep, {"xcomp", "ccomp", "advcl", "acl"}) || child < verb_) continue;
      if (!has_to(parse_, child)) continue;
      const auto object = child_of(parse_, verb_, {"dobj", "dative"});
      if (object && *object<child&& * object> verb_) {
        const CueFrame* used = frame("obj_inf");
        if (!used) continue;
        std::vector<Range> content = runs(*object);
        for (const Range run : runs(child)) content.push_back(run);
        return fit_of(used, joined(std::move(content)));
      }
      if (token.dep == "advcl" && !frame("inf")) continue;
      if (const CueFrame* used = party_infinitive(child)) return with_party(used, child);
      const bool passive = is_passive(parse_, verb_);
      if (const CueFrame* used = passive ? frame("obj_inf") : frame("inf"))
        return fit_of(used, runs(child));
      if (token.dep == "xcomp" && frame("obj_inf")) return fit_of(frame("obj_inf"), runs(child));
    }
    // "called on them to go": the infinitive may hang on the party.
    for (const CueFrame& one : here_.cue->frames) {
      if (one.kind != "pinf") continue;
      const auto party = object_of_preposition(parse_, verb_, one.preposition);
      if (!party) continue;
      for (const TokenIndex child : parse_.children(*party))
        if (has_to(parse_, child)) return with_preposition(&one, runs(*party));
    }
    return far_infinitive();
  }
  bool begins_with_for(TokenIndex clause) const { return at(at(clause).left_edge).lower == "for"; }
  // "urged the regime through its envoy to come": the infinitive hangs on a word between.
  std::optional<Fit> far_infinitive() const {
    const CueFrame* used = frame("obj_inf");
    const auto object = child_of(parse_, verb_, {"dobj"});
    if (!used || !object || *object < verb_) return std::nullopt;
    for (TokenIndex t = at(*object).right_edge + 1; t <= at(verb_).right_edge; ++t) {
      if (at(t).tag != "TO" || at(at(t).head).tag != "VB") continue;
      std::vector<Range> content = runs(*object);
      for (const Range run : runs(at(t).head)) content.push_back(run);
      return fit_of(used, joined(std::move(content)));
    }
    return std::nullopt;
  }
  const CueFrame* party_infinitive(TokenIndex infinitive) const {
    for (const CueFrame& one : here_.cue->frames)
      if (one.kind == "pinf")
        if (const auto party = object_of_preposition(parse_, verb_, one.preposition);
            party && *party < infinitive)
          return &one;
    return nullptr;
  }
  Fit with_party(const CueFrame* used, TokenIndex infinitive) const {
    std::vector<Range> content = runs(*object_of_preposition(parse_, verb_, used->preposition));
    for (const Range run : runs(infinitive)) content.push_back(run);
    return with_preposition(used, joined(std::move(content)));
  }
  // What the parser hung on the cue but belongs to what is said: "a fund | to rebuild the region",
  // "the truce | as a step", "an end to it | until elections".
  std::vector<Range> with_adjuncts(std::vector<Range> content) const {
    for (const TokenIndex child : parse_.children(verb_)) {
      if (content.empty() || child < content.back().end) continue;
      if (at(child).left_edge > content.back().end) break;
      const bool phrase =
          at(child).dep == "prep" &&
          one_of(at(child).lower, {"as", "by", "until", "for", "over", "of", "against", "about",
                                   "from", "to", "with", "between"});
      const bool clause = at(child).dep == "advcl" && (has_to(parse_, child) || has_limit(child));
      if (!phrase && !clause) break;
      for (const Range run : runs(child)) content.push_back(run);
      content = joined(std::move(content));
    }
    return content;
  }
  bool has_limit(TokenIndex clause) const {
    for (const TokenIndex child : parse_.children(clause))
      if (one_of(at(child).lower, {"until", "unless", "if"}) && at(child).dep == "mark")
        return true;
    return false;
  }
  Fit with_preposition(const CueFrame* used, std::vector<Range> content) const {
    Fit found = fit_of(used, with_adjuncts(std::move(content)));
    const TokenIndex next = found.cue_tokens.end;
    if (next < parse_.tokens.size() && at(next).lower == used->preposition) ++found.cue_tokens.end;
    return found;
  }
  static std::vector<Range> joined(std::vector<Range> content) {
    std::sort(content.begin(), content.end());
    std::vector<Range> out;
    for (const Range run : content)
      if (!out.empty() && run.begin <= out.back().end)
        out.back().end = std::max(out.back().end, run.end);
      else
        out.push_back(run);
    return out;
  }

  bool is_gerund(TokenIndex verb) const {
    if (at(verb).tag == "VBG") return true;
    for (const TokenIndex child : parse_.children(verb))
      if (at(child).dep.starts_with("aux") && at(child).tag == "VBG") return true;
    return false;
  }
  // "denied having threatened", "suggested meeting".
  std::optional<Fit> gerund() const {
    const CueFrame* used = frame("gerund");
    if (!used) return std::nullopt;
    for (const TokenIndex child : parse_.children(verb_))
      if (child > verb_ && is_gerund(child) &&
          one_of(at(child).dep, {"xcomp", "ccomp", "pcomp", "dobj"}))
        return fit_of(used, runs(child));
    return std::nullopt;
  }

  // "called X a mistake": object and predicate.
  std::optional<Fit> small() const {
    const CueFrame* used = frame("small");
    if (!used) return std::nullopt;
    for (const TokenIndex child : parse_.children(verb_)) {
      const Token& token = at(child);
      if (token.dep == "ccomp" && !is_verb(token) && has_subject(child) && child > verb_)
        return fit_of(used, runs(child));
      if (!one_of(token.dep, {"oprd", "acomp", "attr"}) || child < verb_) continue;
      std::vector<Range> content = runs(child);
      if (const auto object = child_of(parse_, verb_, {"dobj"}); object && *object > verb_)
        for (const Range run : runs(*object)) content.push_back(run);
      return fit_of(used, joined(std::move(content)));
    }
    // "a move that he called a mistake"
    const auto predicate = child_of(parse_, verb_, {"dobj"});
    if (at(verb_).dep == "relcl" && predicate && *predicate > verb_)
      return fit_of(used, runs(*predicate));
    return std::nullopt;
  }

  // "described X as Y", "dismissed it as propaganda".
  std::optional<Fit> as_predicate() const {
    const CueFrame* used = frame("as");
    if (!used) return std::nullopt;
    const auto object = child_of(parse_, verb_, {"dobj"});
    const auto predicate = object_of_preposition(parse_, verb_, "as");
    if (!predicate || (!object && !is_passive(parse_, verb_))) return std::nullopt;
    std::vector<Range> content;
    if (object && *object > verb_) content = runs(*object);
    for (const TokenIndex child : parse_.children(verb_))
      if (at(child).lower == "as" && child > verb_)
        for (const Range run : runs(child)) content.push_back(run);
    return fit_of(used, joined(std::move(content)));
  }

  // The figure stands right behind the verb and the parser has taken it apart.
  std::optional<Fit> figure_behind(const CueFrame* used) const {
    if (is_passive(parse_, verb_)) return std::nullopt;
    const TokenIndex end = clause_end();
    for (TokenIndex t = verb_ + 1; t < end && t < verb_ + 5; ++t) {
      if (is_verb(at(t)) || is_punctuation(at(t))) break;
      if (at(t).tag != "CD") continue;
      const Range rest{verb_ + 1, end};
      bool people = used->kind == "number";
      for (TokenIndex u = rest.begin; u < rest.end && !people; ++u)
        people = one_of(at(u).lower, {"dead", "killed", "wounded", "injured", "deaths"});
      if (people) return fit_of(used, {trimmed(parse_, rest)});
    }
    return std::nullopt;
  }
  // Where what belongs to the verb ends: at the next verb joined to it, a semicolon, the sentence.
  TokenIndex clause_end() const {
    TokenIndex end = parse_.sentence_of(verb_).tokens.end;
    for (const TokenIndex child : parse_.children(verb_))
      if (child > verb_ && at(child).dep == "conj" && is_finite(at(child)))
        end = std::min(end, at(child).left_edge);
    for (TokenIndex t = verb_ + 1; t < end; ++t)
      if (at(t).text == ";" || at(t).text == "—" || at(t).text == "–") end = t;
    return end;
  }

  // "put the dead at 59", "counted 168 dead", "gives nine dead and 14 wounded".
  std::optional<Fit> number() const {
    if (const CueFrame* used = frame("at")) {
      const auto object = child_of(parse_, verb_, {"dobj"});
      const auto figure = object_of_preposition(parse_, verb_, "at");
      if (object && figure && holds_number(*figure)) {
        std::vector<Range> content = runs(*object);
        for (const TokenIndex child : parse_.children(verb_))
          if (at(child).lower == "at")
            for (const Range run : runs(child)) content.push_back(run);
        return fit_of(used, joined(std::move(content)));
      }
    }
    const CueFrame* used = frame("number") ? frame("number") : frame("count");
    if (!used) return std::nullopt;
    const auto object = child_of(parse_, verb_, {"dobj"});
    if (!object || *object < verb_ || !holds_number(*object)) return figure_behind(used);
    // "has" and "gives" say so of dead and wounded alone.
    if (used->kind == "count" && !counts_people(*object)) return std::nullopt;
    return fit_of(used, {trimmed(parse_, {at(*object).left_edge, clause_end()})});
  }
  bool holds_number(TokenIndex head) const {
    for (TokenIndex t = at(head).left_edge; t <= at(head).right_edge; ++t)
      if (at(t).tag == "CD") return true;
    return false;
  }
  bool counts_people(TokenIndex head) const {
    for (TokenIndex t = at(head).left_edge; t <= at(head).right_edge; ++t)
      if (one_of(at(t).lower, {"dead", "killed", "wounded", "injured", "deaths", "missing"}))
        return true;
    return false;
  }

  // "accused X of Y": Y, what stands behind the preposition.
  std::optional<Fit> object_and() const {
    for (const CueFrame& one : here_.cue->frames) {
      if (one.kind != "op") continue;
      const auto object = child_of(parse_, verb_, {"dobj"});
      if (!object && !is_passive(parse_, verb_)) continue;
      auto content = object_of_preposition(parse_, verb_, one.preposition);
      if (!content && object) content = object_of_preposition(parse_, *object, one.preposition);
      if (!content || *content < verb_) continue;
      std::vector<Range> all = runs(*content);
      if (object && *object > verb_)
        for (const Range run : runs(*object)) all.push_back(run);
      return fit_of(&one, joined(std::move(all)));
    }
    return std::nullopt;
  }

  // "called for talks", "spoke of a historic day", "complained about delays".
  std::optional<Fit> prepositions() const {
    for (const CueFrame& one : here_.cue->frames) {
      if (one.kind != "p") continue;
      if (child_of(parse_, verb_, {"dobj"}) && !here_.cue->has("told")) continue;
      const auto object = object_of_preposition(parse_, verb_, one.preposition);
      if (!object || *object < verb_) continue;
      if (one_of(at(*object).lower, {"him", "her", "them", "it", "this", "that"}) ||
          mention::is_first_person(at(*object)))
        continue;
      return with_preposition(&one, runs(*object));
    }
    return std::nullopt;
  }

  // "The truth, he said, is ...", "as he put it": the cue hangs on its content.
  std::optional<Fit> parenthesis() const {
    if (parse_.is_root(verb_)) return std::nullopt;
    const Token& verb = at(verb_);
    const CueFrame* used = frame("clause") ? frame("clause") : frame("quote");
    if (!used || child_of(parse_, verb_, {"ccomp", "dobj"})) return std::nullopt;
    const bool as = verb.dep == "advcl" && starts_with_as();
    if (verb.dep != "parataxis" && !as) return std::nullopt;
    if (!subject_of(parse_, verb_)) return std::nullopt;
    return fit_of(used, runs(verb.head));
  }
  bool starts_with_as() const {
    for (const TokenIndex child : parse_.children(verb_))
      if (at(child).lower == "as" && child < verb_) return true;
    return false;
  }

  // "voiced fears", "denied the charges".
  std::optional<Fit> object() const {
    const CueFrame* used = frame("object");
    if (!used) return std::nullopt;
    const auto object = child_of(parse_, verb_, {"dobj"});
    if (!object) return std::nullopt;
    if (is_relative_pronoun(at(*object)) || *object < verb_) return std::nullopt;
    if (at(*object).pos == "PRON" && !one_of(at(*object).lower, {"it"})) return std::nullopt;
    return fit_of(used, with_adjuncts(runs(*object)));
  }

  const Scene& scene_;
  const Parse& parse_;
  TokenIndex verb_;
  CueHere here_;
};

}  // namespace

std::optional<Fit> fit_of_verb(const Scene& scene, TokenIndex verb, const CueHere& here) {
  return VerbCue(scene, verb, here).fit();
}

}  // namespace parley::attribution
