#include "parley/coding/clause.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

using language::Parse;

constexpr std::uint32_t kNone = UINT32_MAX;

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_relative_pronoun(const language::Token& token) {
  return one_of(token.tag, {"WDT", "WP", "WP$"}) ||
         (token.lower == "that" && one_of(token.dep, {"nsubj", "nsubjpass", "dobj", "pobj"}));
}

// Builds the clauses of one parse: predicates first, then the roles that hang on each, then what
// each gets from above it.
class Builder {
 public:
  Builder(const Parse& parse, const knowledge::Lexicon& lexicon)
      : parse_(parse), lexicon_(lexicon), of_token_(parse.tokens.size(), kNone) {}

  std::vector<Clause> build() {
    find_predicates();
    for (Clause& clause : clauses_) take_children(clause);
    for (Clause& clause : clauses_) find_governor(clause);
    for (Clause& clause : clauses_) set_voice(clause);
    state_.assign(clauses_.size(), State::fresh);
    for (std::uint32_t i = 0; i < clauses_.size(); ++i) resolve(i);
    for (Clause& clause : clauses_) {
      add_object_obliques(clause);
      set_range(clause);
    }
    return std::move(clauses_);
  }

 private:
  enum class State { fresh, open, done };

  const language::Token& at(Token token) const { return parse_.tokens[token]; }

  // --- predicates

  void find_predicates() {
    for (Token t = 0; t < parse_.tokens.size(); ++t) {
      const auto kind = kind_of(t);
      if (!kind) continue;
      Clause clause;
      clause.kind = *kind;
      clause.predicate = t;
      clause.verb = ascii_lower(at(t).lemma);
      clause.lemma = clause.verb;
      of_token_[t] = static_cast<std::uint32_t>(clauses_.size());
      clauses_.push_back(std::move(clause));
    }
    // "is ready": the adjective speaks for the verb.
    for (Clause& clause : clauses_)
      if (clause.copula) of_token_[*clause.copula] = of_token_[clause.predicate];
    for (Token t = 0; t < parse_.tokens.size(); ++t) {
      if (at(t).dep != "acomp" || of_token_[t] == kNone) continue;
      Clause& adjective = clauses_[of_token_[t]];
      adjective.copula = at(t).head;
      of_token_[at(t).head] = of_token_[t];
    }
  }

  std::optional<PredicateKind> kind_of(Token t) const {
    const language::Token& token = at(t);
    if (token.dep == "acomp" && is_copula_verb(token.head)) return PredicateKind::copula;
    if (token.tag == "NN" || token.tag == "NNS") {
      if (token.pos == "NOUN" || token.pos == "PROPN") return PredicateKind::noun;
      return std::nullopt;
    }
    // "launched a new offensive": an adjective for the tagger, a noun by its place.
    if (token.tag == "JJ" && one_of(token.dep, {"dobj", "pobj", "nsubj", "nsubjpass"}))
      return PredicateKind::noun;
    if (!token.tag.starts_with("VB") || one_of(token.dep, {"aux", "auxpass"})) return std::nullopt;
    if (token.dep == "amod" || token.dep == "compound")
      return token.tag == "VBN" || token.tag == "VBG" ? std::optional(PredicateKind::participle)
                                                      : std::nullopt;
    if (is_copula_verb(t)) {
      for (const Token child : parse_.children(t))
        if (at(child).dep == "acomp") return std::nullopt;  // the adjective is the predicate
      return PredicateKind::copula;
    }
    return PredicateKind::verb;
  }

  bool is_copula_verb(Token t) const {
    return at(t).tag.starts_with("VB") &&
           one_of(at(t).lemma, {"be", "become", "remain", "seem", "appear", "look", "stay", "'s"});
  }

  Clause* clause_of(Token t) { return of_token_[t] == kNone ? nullptr : &clauses_[of_token_[t]]; }

  // --- roles by the children

  void take_children(Clause& clause) {
    if (clause.kind == PredicateKind::participle) {
      // The noun in front of which it stands is what it was done to, or who does it.
      const Token noun = at(clause.predicate).head;
      clause.passive = at(clause.predicate).tag == "VBN";
      (clause.passive ? clause.objects : clause.subjects).push_back(noun);
      if (!clause.passive) clause.subject_from = "own";
    }
    take_children_of(clause, clause.predicate);
    if (const auto quantity = quantity_of(clause)) {
      // "a series of raids by police": what hangs on the number is said of the raids.
      for (const Token child : parse_.children(*quantity))
        if (at(child).dep == "prep" && at(child).lower != "of") take_preposition(clause, child, "");
    }
    if (clause.copula) take_children_of(clause, *clause.copula);
  }

  // The word of quantity that counts the noun: "a series of X", "dozens of X".
  std::optional<Token> quantity_of(const Clause& clause) const {
    if (clause.kind != PredicateKind::noun || at(clause.predicate).dep != "pobj")
      return std::nullopt;
    const Token prep = at(clause.predicate).head;
    const Token up = at(prep).head;
    if (at(prep).lower != "of" || of_token_[up] == kNone) return std::nullopt;
    if (!lexicon_.in_class("@quantity", clauses_[of_token_[up]].verb)) return std::nullopt;
    return up;
  }

  void take_children_of(Clause& clause, Token parent) {
    for (const Token child : parse_.children(parent)) {
      const std::string_view dep = at(child).dep;
      if (clause.kind == PredicateKind::noun) {
        if (dep == "poss") own_subject(clause, child, "possessive");
        if (one_of(dep, {"compound", "amod", "nmod"})) clause.modifiers.push_back(child);
      } else {
        if (dep == "nsubj") own_subject(clause, child, "own");
        if (dep == "nsubjpass") clause.objects.push_back(antecedent(child)), clause.passive = true;
        if (dep == "dobj") clause.objects.push_back(antecedent(child));
        if (dep == "auxpass") clause.passive = true;
        if (dep == "prt" && at(child).head == parent)
          clause.lemma += '_' + std::string(at(child).lower);
        if (dep == "attr" && clause.kind == PredicateKind::copula)
          clause.objects.push_back(antecedent(child));
        if (one_of(dep, {"ccomp", "xcomp"})) clause.complements.push_back(child);
        if (dep == "dative" && parse_.children(child).empty() && at(child).tag != "IN")
          clause.obliques.push_back({"to", child, antecedent(child), false, false});
      }
      if (one_of(dep, {"acl", "relcl"}) && clause.kind == PredicateKind::noun &&
          is_infinitive(child))
        clause.complements.push_back(child);
      if (one_of(dep, {"prep", "agent", "dative"})) take_preposition(clause, child, "");
    }
  }

  void own_subject(Clause& clause, Token token, std::string_view from) {
    if (at(token).dep == "nsubj" && at(token).lower == "there") return;
    clause.subjects.push_back(antecedent(token));
    clause.subject_from = from;
  }

  void take_preposition(Clause& clause, Token prep, const std::string& before) {
    const std::string name = before + std::string(at(prep).lower);
    for (const Token child : parse_.children(prep)) {
      const std::string_view dep = at(child).dep;
      if (dep == "pobj") {
        clause.obliques.push_back({name, prep, antecedent(child), false, false});
        for (const Token other : parse_.children(prep))
          if (at(other).dep == "conj" && one_of(at(other).tag, {"IN", "TO"}))
            take_preposition(clause, other, "");
        if (name == "by" && clause.subjects.empty() && is_agent(clause, prep)) {
          clause.subjects.push_back(antecedent(child));
          clause.subject_from = "by";
        }
      } else if (dep == "pcomp") {
        clause.obliques.push_back({name, prep, child, true, false});
      } else if (dep == "prep") {
        take_preposition(clause, child, name + '_');
      }
    }
  }

  // "by" brings the agent of a passive or of a noun; behind an active verb it is a means or a
  // place.
  bool is_agent(const Clause& clause, Token prep) const {
    return at(prep).dep == "agent" || clause.kind == PredicateKind::noun ||
           clause.kind == PredicateKind::participle || at(clause.predicate).tag == "VBN";
  }

  bool is_infinitive(Token t) const {
    if (at(t).tag != "VB") return false;
    const auto children = parse_.children(t);
    return std::any_of(children.begin(), children.end(),
                       [&](Token child) { return at(child).tag == "TO"; });
  }

  // The noun that a relative pronoun stands for; other tokens are returned as they are.
  Token antecedent(Token token) const {
    if (!is_relative_pronoun(at(token))) return token;
    Token up = token;
    for (int steps = 0; steps < 12 && at(up).dep != "relcl" && !parse_.is_root(up); ++steps)
      up = at(up).head;
    return at(up).dep == "relcl" ? at(up).head : token;
  }

  // --- what stands above

  void find_governor(Clause& clause) {
    const Token own = clause.copula.value_or(clause.predicate);
    clause.marker = marker_of(own);
    if (own != clause.predicate && clause.marker.empty())
      clause.marker = marker_of(clause.predicate);
    if (parse_.is_root(own)) return;
    const std::string_view dep = at(own).dep;
    const Token head = at(own).head;
    if (clause.kind == PredicateKind::noun) {
      find_noun_governor(clause, own);
      return;
    }
    if (dep == "pcomp") {
      set_governor_of_preposition(clause, head);
    } else if (one_of(dep, {"acl", "relcl"})) {
      set_governor(clause, head, is_infinitive(own) ? Relation::complement : Relation::relative);
    } else if (dep == "conj") {
      set_governor(clause, finite_conjunct(own, head), Relation::coordinate);
    } else if (dep == "advcl") {
      set_governor(clause, head, Relation::adverbial);
    } else if (one_of(dep, {"ccomp", "xcomp", "csubj", "csubjpass", "oprd"})) {
      set_governor(clause, head, Relation::complement);
    } else if (dep == "amod" || dep == "compound") {
      set_governor(clause, head, Relation::modifier);
    }
  }

  // A verb with a tense of its own is not joined to an infinitive: "urged X to stop and called on
  // Y".
  Token finite_conjunct(Token own, Token head) const {
    if (!one_of(at(own).tag, {"VBD", "VBZ", "VBP"})) return head;
    for (int steps = 0; steps < 4 && one_of(at(head).tag, {"VB", "VBG"}); ++steps) {
      if (has_own_modal(head) || !one_of(at(head).dep, {"xcomp", "advcl", "acl", "pcomp", "ccomp"}))
        break;
      head = at(head).head;
      if (at(head).dep == "prep") head = at(head).head;
    }
    return head;
  }

  bool has_own_modal(Token verb) const {
    const auto children = parse_.children(verb);
    return std::any_of(children.begin(), children.end(),
                       [&](Token child) { return at(child).tag == "MD"; });
  }

  // `place` is the noun itself, or the word of quantity in front of it.
  void find_noun_governor(Clause& clause, Token place) {
    if (parse_.is_root(place)) return;
    const std::string_view dep = at(place).dep;
    const Token head = at(place).head;
    if (one_of(dep, {"dobj", "attr", "oprd", "nsubjpass"})) {
      set_governor(clause, head, Relation::object);
    } else if (dep == "nsubj") {
      set_governor(clause, head, Relation::subject);
    } else if (dep == "pobj") {
      set_governor_of_preposition(clause, head);
    } else {
      set_governor(clause, head, dep == "conj" ? Relation::coordinate : Relation::modifier);
    }
  }

  void set_governor(Clause& clause, Token head, Relation relation) {
    if (of_token_[head] == kNone) {
      clause.relation = relation;  // hangs on a name or an adjective
      return;
    }
    clause.governor = clauses_[of_token_[head]].predicate;
    clause.relation = relation;
    if (*clause.governor == clause.predicate) clause.governor.reset();
  }

  void set_governor_of_preposition(Clause& clause, Token prep) {
    std::string name(at(prep).lower);
    Token up = at(prep).head;
    while (at(up).dep == "prep" || at(up).dep == "agent") {
      name = std::string(at(up).lower) + '_' + name;
      if (at(up).head == up) break;
      up = at(up).head;
    }
    clause.marker = name;
    // "a series of raids", "dozens of arrests": what is counted stands where the number stands.
    if (quantity_of(clause)) {
      clause.marker.clear();
      find_noun_governor(clause, up);
      return;
    }
    set_governor(clause, up, Relation::oblique);
  }

  std::string marker_of(Token token) const {
    for (const Token child : parse_.children(token)) {
      if (child > token) break;
      if (at(child).dep == "mark" || (at(child).dep == "advmod" && at(child).tag == "WRB"))
        return std::string(at(child).lower);
    }
    return "";
  }

  // --- voice

  // A participle without "have" before it is passive, also where no "be" is written ("troops killed
  // in Homs", "arrested and beaten").
  void set_voice(Clause& clause) {
    if (clause.passive || at(clause.predicate).tag != "VBN") return;
    if (clause.kind != PredicateKind::verb) return;
    bool subject = false, object = false;
    for (const Token child : parse_.children(clause.predicate)) {
      const std::string_view dep = at(child).dep;
      if (one_of(dep, {"aux"}) && one_of(at(child).lemma, {"have", "'ve", "'d", "'s"})) return;
      subject = subject || dep == "nsubj";
      object = object || dep == "dobj";
    }
    if (object || (subject && !clause.objects.empty())) return;
    if (clause.relation == Relation::coordinate && clause.governor) {
      const Clause& first = clauses_[of_token_[*clause.governor]];
      if (first.kind == PredicateKind::verb) {
        clause.passive = first.passive;
        return;
      }
    }
    if (subject) {
      // "to have the firing stopped": what stands before it is what it is done to.
      if (clause.relation == Relation::root || clause.relation == Relation::relative) return;
      clause.objects = clause.subjects;
      clause.subjects.clear();
      clause.subject_from.clear();
    }
    clause.passive = true;
  }

  // --- what comes from above

  void resolve(std::uint32_t index) {
    if (state_[index] != State::fresh) return;
    state_[index] = State::open;
    Clause& clause = clauses_[index];
    if (clause.governor && clause.relation != Relation::relative)
      resolve(of_token_[*clause.governor]);
    if (clause.kind == PredicateKind::noun) {
      resolve_noun(clause);
    } else {
      resolve_verb(clause);
    }
    state_[index] = State::done;
  }

  void resolve_verb(Clause& clause) {
    const Token own = clause.predicate;
    if (clause.relation == Relation::relative && one_of(at(own).dep, {"acl", "relcl"})) {
      take_antecedent(clause, at(own).head);
      return;
    }
    if (clause.relation == Relation::complement && one_of(at(own).dep, {"acl", "relcl"})) {
      take_noun_owner(clause, at(own).head);
      return;
    }
    if (!clause.governor || has_surface_subject(clause)) return;
    const Clause& above = clauses_[of_token_[*clause.governor]];
    if (above.kind == PredicateKind::noun) {
      // "accused of killing": handled by the verb; "the offer of meeting" takes the offer's owner.
      if (clause.relation == Relation::oblique) give(clause, above.subjects, "controlled");
      return;
    }
    if (clause.relation == Relation::coordinate) {
      const std::vector<Token>& surface = above.passive ? above.objects : above.subjects;
      if (at(own).tag == "VBN" || at(own).tag != "VB" || above.kind != PredicateKind::copula)
        give(clause, surface, "shared");
      // "arrested and beaten by police": the agent stands once.
      if (clause.passive && above.passive && clause.subjects.empty() && !above.subjects.empty() &&
          above.subject_from != "by") {
        clause.subjects = above.subjects;
        clause.subject_from = "shared";
      }
    } else {
      give(clause, controller(above, clause), "controlled");
    }
  }

  bool has_surface_subject(const Clause& clause) const {
    return clause.passive ? !clause.objects.empty() : !clause.subjects.empty();
  }

  // The understood subject: of a passive, what it is done to.
  void give(Clause& clause, const std::vector<Token>& who, std::string_view from) {
    if (has_surface_subject(clause) || who.empty()) return;
    if (clause.passive) {
      clause.objects = who;
    } else {
      clause.subjects = who;
      clause.subject_from = from;
    }
  }

  // "urged X to leave": X; "called on X to": X; "promised to": who promised; "was forced to": who
  // was.
  std::vector<Token> controller(const Clause& above, const Clause& below) const {
    if (below.relation == Relation::complement || below.relation == Relation::oblique) {
      if (const Oblique* by = controlling_oblique(above, below)) return {by->head};
      const bool object_first = !above.objects.empty() && above.objects.front() < below.predicate &&
                                above.kind != PredicateKind::copula;
      const bool means =
          below.relation == Relation::oblique &&
          one_of(below.marker, {"by", "after", "before", "in", "without", "while", "since"});
      if (object_first && !means) return above.objects;
    }
    return above.passive ? above.objects : above.subjects;
  }

  const Oblique* controlling_oblique(const Clause& above, const Clause& below) const {
    for (const Oblique& one : above.obliques) {
      if (one.gerund || one.head >= below.predicate) continue;
      const knowledge::Embedding* known = lexicon_.embedding(
          above.kind == PredicateKind::noun ? 'n' : 'v', above.lemma + '_' + one.prep);
      if (known != nullptr && known->controls) return &one;
    }
    return nullptr;
  }

  // A participle or relative clause behind a noun.
  void take_antecedent(Clause& clause, Token noun) {
    if (clause.passive) {
      if (clause.objects.empty()) clause.objects.push_back(noun);
      return;
    }
    if (clause.subjects.empty()) {
      clause.subjects.push_back(noun);
      clause.subject_from = "antecedent";
    } else if (clause.objects.empty() && clause.subjects.front() != noun && !has_wh_word(clause)) {
      clause.objects.push_back(noun);  // "the town they captured"
    }
  }

  bool has_wh_word(const Clause& clause) const {
    for (Token t = at(clause.predicate).left_edge; t < clause.predicate; ++t)
      if (at(t).tag.starts_with("W")) return true;
    return false;
  }

  // "their plan to attack", "an appeal to Syria to stop": whoever owns the noun, or whom it names.
  void take_noun_owner(Clause& clause, Token noun) {
    if (has_surface_subject(clause)) return;
    Clause* above = clause_of(noun);
    if (above == nullptr) {
      give(clause, {noun}, "antecedent");
      return;
    }
    if (const Oblique* by = controlling_oblique(*above, clause)) {
      give(clause, {by->head}, "controlled");
      return;
    }
    if (!above->subjects.empty()) {
      give(clause, above->subjects, "controlled");
      return;
    }
    const bool speaks = lexicon_.embedding('n', above->lemma) != nullptr;
    if (!speaks) give(clause, {noun}, "antecedent");
    if (speaks && above->governor) {
      // "they have the right to return", "made a plan to": the verb's subject.
      const Clause& verb = clauses_[of_token_[*above->governor]];
      if (above->relation == Relation::object && verb.kind != PredicateKind::noun)
        give(clause, verb.subjects, "controlled");
    }
  }

  // --- nouns and their light verbs

  void resolve_noun(Clause& noun) {
    find_light_verb(noun);
    if (noun.light) {
      const Clause& verb = clauses_[of_token_[*noun.light]];
      if (noun.acts_on_subject) {
        for (const Token who : verb.subjects) noun.objects.push_back(who);
      } else if (lexicon_.light_verb(noun.light_form)->subject_is_actor && noun.subjects.empty() &&
                 !verb.subjects.empty() && verb.subjects.front() != noun.predicate) {
        noun.subjects = verb.subjects;
        noun.subject_from = "light verb";
      }
      for (const Oblique& one : verb.obliques)
        if (one.head != noun.predicate && !one.gerund)
          noun.obliques.push_back({one.prep, one.prep_token, one.head, false, true});
    }
    if (noun.relation == Relation::coordinate && noun.governor) {
      // "his arrest and deportation", "launched raids and attacks"
      const Clause& first = clauses_[of_token_[*noun.governor]];
      if (first.kind == PredicateKind::noun && noun.subjects.empty()) {
        noun.subjects = first.subjects;
        noun.subject_from = "shared";
      }
      if (!noun.light && first.kind == PredicateKind::noun) {
        noun.light = first.light;
        noun.light_form = first.light_form;
        noun.acts_on_subject = first.acts_on_subject;
        if (noun.acts_on_subject) noun.objects = first.objects;
      }
    }
  }

  void find_light_verb(Clause& noun) {
    const Token own = noun.predicate;
    // "the attack that they launched", "raids carried out by": the verb hangs on the noun.
    for (const Token child : parse_.children(own)) {
      if (at(child).dep != "relcl" && at(child).dep != "acl") continue;
      Clause* verb = clause_of(child);
      if (verb == nullptr || verb->kind != PredicateKind::verb) continue;
      resolve(of_token_[child]);
      if (!verb->objects.empty() && verb->objects.front() == own &&
          set_light(noun, *verb, verb->lemma))
        return;
    }
    if (!noun.governor) return;
    const Clause& verb = clauses_[of_token_[*noun.governor]];
    if (verb.kind == PredicateKind::noun || verb.predicate == own) return;
    switch (noun.relation) {
      case Relation::object:
        set_light(noun, verb, verb.lemma);
        break;
      case Relation::oblique:
        set_light(noun, verb, verb.lemma + '+' + noun.marker);
        break;
      case Relation::subject:
        set_light(noun, verb, "s:" + verb.lemma);
        break;
      default:
        break;
    }
  }

  bool set_light(Clause& noun, const Clause& verb, const std::string& form) {
    const knowledge::LightVerb* light = lexicon_.light_verb(form);
    if (light == nullptr) return false;
    noun.light = verb.predicate;
    noun.light_form = form;
    noun.acts_on_subject = light->subject_is_recipient;
    return true;
  }

  // --- obliques of objects, extent

  void add_object_obliques(Clause& clause) {
    if (clause.kind == PredicateKind::noun) return;
    for (const Token object : std::vector<Token>(clause.objects)) {
      if (object == clause.predicate) continue;
      const Clause* noun = clause_of(object);
      if (noun == nullptr || noun->kind != PredicateKind::noun) continue;
      for (const Oblique& one : noun->obliques)
        if (!one.of_object && !one.gerund && one.head != clause.predicate && one.prep != "of")
          clause.obliques.push_back({one.prep, one.prep_token, one.head, false, true});
    }
  }

  // A noun phrase without the clauses that follow its head.
  Range noun_phrase(Token head) const {
    Range range{at(head).left_edge, at(head).right_edge + 1};
    for (const Token child : parse_.children(head))
      if (child > head && one_of(at(child).dep, {"relcl", "acl", "appos"}))
        range.end = std::min(range.end, std::max(at(child).left_edge, head + 1));
    while (range.end > head + 1 && at(range.end - 1).pos == "PUNCT") --range.end;
    return range;
  }

  void set_range(Clause& clause) {
    const language::Sentence& sentence = parse_.sentence_of(clause.predicate);
    Range range{clause.predicate, clause.predicate + 1};
    const auto add = [&](Range more) {
      if (more.empty() || !sentence.tokens.overlaps(more)) return;
      range.begin = std::min(range.begin, more.begin);
      range.end = std::max(range.end, more.end);
    };
    const auto add_verb = [&](Token verb) {
      add({verb, verb + 1});
      for (const Token child : parse_.children(verb))
        if (one_of(at(child).dep, {"aux", "auxpass", "neg", "prt", "acomp"}))
          add({child, child + 1});
    };
    add_verb(clause.predicate);
    if (clause.copula) add_verb(*clause.copula);
    if (clause.light) add_verb(*clause.light);
    if (clause.kind == PredicateKind::noun) add(noun_phrase(clause.predicate));
    const bool own = one_of(clause.subject_from, {"own", "by", "possessive", "antecedent"}) ||
                     (clause.subject_from == "light verb");
    if (own)
      for (const Token who : clause.subjects) add(noun_phrase(who));
    for (const Token what : clause.objects)
      if (own || what > clause.predicate || clause.passive) add(noun_phrase(what));
    for (const Oblique& one : clause.obliques)
      if (!one.gerund) add({std::min(one.prep_token, one.head), noun_phrase(one.head).end});
    clause.tokens = range;
  }

  const Parse& parse_;
  const knowledge::Lexicon& lexicon_;
  std::vector<std::uint32_t> of_token_;  // token -> its clause, or kNone
  std::vector<Clause> clauses_;
  std::vector<State> state_;
};

}  // namespace

std::vector<Clause> clauses(const Parse& parse, const knowledge::Lexicon& lexicon) {
  return Builder(parse, lexicon).build();
}

const Clause* clause_at(const std::vector<Clause>& clauses, Token predicate) {
  const auto found =
      std::partition_point(clauses.begin(), clauses.end(),
                           [&](const Clause& clause) { return clause.predicate < predicate; });
  return found != clauses.end() && found->predicate == predicate ? &*found : nullptr;
}

std::vector<Token> conjuncts(const Parse& parse, Token head) {
  std::vector<Token> found{head};
  for (std::size_t i = 0; i < found.size() && found.size() < 64; ++i)
    for (const Token child : parse.children(found[i]))
      if (parse.tokens[child].dep == "conj") found.push_back(child);
  return found;
}

Token content_head(const Parse& parse, Token head, const knowledge::Lexicon& lexicon) {
  for (int steps = 0; steps < 4; ++steps) {
    const language::Token& token = parse.tokens[head];
    if (token.tag != "CD" && token.tag != "DT" && token.tag != "JJS" && token.tag != "JJR" &&
        !lexicon.in_class("@quantity", token.lemma))
      return head;
    Token inner = head;
    for (const Token child : parse.children(head))
      if (parse.tokens[child].dep == "prep" && parse.tokens[child].lower == "of")
        for (const Token noun : parse.children(child))
          if (parse.tokens[noun].dep == "pobj") inner = noun;
    if (inner == head) return head;
    head = inner;
  }
  return head;
}

const Oblique* oblique(const Clause& clause, std::string_view prepositions) {
  for (const bool of_object : {false, true})
    for (const std::string_view wanted : split(prepositions, ';'))
      for (const Oblique& one : clause.obliques)
        if (one.of_object == of_object && one.prep == wanted) return &one;
  return nullptr;
}

bool has_form(const Clause& clause, std::string_view form) {
  if (clause.lemma == form || clause.verb == form) return true;
  if (!form.starts_with(clause.verb) || form.size() <= clause.verb.size() + 1 ||
      form[clause.verb.size()] != '_')
    return false;
  const std::string_view rest = form.substr(clause.verb.size() + 1);
  const std::string_view own = std::string_view(clause.lemma).substr(clause.verb.size());
  const auto ends_with_preposition = [&](std::string_view prep) {
    return std::any_of(clause.obliques.begin(), clause.obliques.end(),
                       [&](const Oblique& one) { return one.prep == prep; });
  };
  if (own.empty()) return ends_with_preposition(rest);
  return rest.starts_with(own.substr(1)) && rest.size() > own.size() &&
         rest[own.size() - 1] == '_' && ends_with_preposition(rest.substr(own.size()));
}

}  // namespace parley::coding
