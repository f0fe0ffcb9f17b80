#include "parley/coding/act.h"

#include <algorithm>

#include "parley/text/text.h"

namespace parley::coding {
namespace {

bool has_sector(const mention::Actor& actor, std::initializer_list<std::string_view> sectors) {
  return std::any_of(actor.sectors.begin(), actor.sectors.end(),
                     [&](const std::string& sector) { return one_of(sector, sectors); });
}

}  // namespace

std::string full_lemma(const language::Parse& parse, Token token) {
  std::string lemma = ascii_lower(parse.tokens[token].lemma);
  if (token >= 2 && parse.tokens[token - 1].text == "-" && !parse.tokens[token - 1].space_after &&
      parse.tokens[token - 2].sentence == parse.tokens[token].sentence)
    lemma = std::string(parse.tokens[token - 2].lower) + '-' + lemma;
  return lemma;
}

bool needs_party(const knowledge::Act& act, std::string_view role) {
  for (const auto& alternatives : act.needs)
    if (alternatives.size() == 1 && alternatives[0].slot == role && !alternatives[0].absent)
      return true;
  return false;
}

std::vector<std::string> ActReader::forms(const Clause& clause) const {
  const std::string base = full_lemma(parse_, clause.predicate);
  std::vector<std::string> forms;
  if (clause.kind == PredicateKind::noun) {
    for (auto modifier = clause.modifiers.rbegin(); modifier != clause.modifiers.rend(); ++modifier)
      forms.push_back(ascii_lower(parse_.tokens[*modifier].lemma) + '_' + clause.verb);
    if (base != clause.verb) forms.push_back(base);
    forms.push_back(clause.verb);
    return forms;
  }
  const auto with_prepositions = [&](const std::string& form) {
    for (const Oblique& one : clause.obliques)
      if (!one.when) forms.push_back(form + '_' + one.prep);
  };
  for (const Token child : parse_.children(clause.predicate)) {
    const language::Token& word = parse_.tokens[child];
    if (!one_of(word.dep, {"acomp", "oprd", "dobj", "advmod", "xcomp", "ccomp"})) continue;
    if (word.dep == "xcomp" && word.pos == "VERB") continue;
    const std::string joined = clause.verb + '_' + ascii_lower(word.lemma);
    with_prepositions(joined);
    forms.push_back(joined);
  }
  // "set on fire", "put on alert", "is to blame".
  for (const Oblique& one : clause.obliques)
    if (!one.gerund)
      forms.push_back(clause.verb + '_' + one.prep + '_' +
                      ascii_lower(parse_.tokens[one.head].lemma));
  if (clause.governor && clause.objects.empty() && clause.relation == Relation::complement)
    if (const Clause* above = clause_at(clauses_, *clause.governor);
        above != nullptr && above->lemma == "be")
      forms.push_back("be_to_" + clause.verb);
  with_prepositions(clause.lemma);
  if (clause.lemma != clause.verb) forms.push_back(clause.lemma);
  if (base != clause.verb) forms.push_back(base);
  // A particle changes what the verb says: "blow up" is no kind of "blow".
  if (clause.lemma == clause.verb) forms.push_back(clause.verb);
  return forms;
}

const knowledge::Act* ActReader::read(const Clause& clause, std::vector<Refused>* refused) const {
  const char pos = clause.kind == PredicateKind::noun                      ? 'n'
                   : clause.kind == PredicateKind::copula && clause.copula ? 'a'
                                                                           : 'v';
  for (const std::string& form : forms(clause)) {
    const auto found = lexicon_.acts.find(form);
    if (found == lexicon_.acts.end()) continue;
    for (const knowledge::Act& act : found->second) {
      if (act.pos != pos) continue;
      const auto failed = std::find_if(act.needs.begin(), act.needs.end(),
                                       [&](const auto& need) { return !holds(clause, need); });
      const bool all = failed == act.needs.end();
      const bool is_act = act.type != "-";  // "-": known to be no act
      if (refused != nullptr && !(all && is_act))
        refused->push_back({&act, all ? nullptr : &*failed});
      if (all) return is_act ? &act : nullptr;
    }
  }
  return nullptr;
}

std::vector<Token> ActReader::slot(const Clause& clause, std::string_view name) const {
  if (name == "subject") return clause.subjects;
  if (name == "owner")
    return clause.kind == PredicateKind::noun ? clause.subjects : std::vector<Token>{};
  if (name == "object") return clause.objects;
  if (name == "modifier") return clause.modifiers;
  std::vector<Token> found;
  if (name == "oprd") {
    // "called it a trap": the noun or adjective that is said of the object.
    for (const Token child : parse_.children(clause.predicate)) {
      const language::Token& word = parse_.tokens[child];
      if (word.dep == "oprd" ||
          (one_of(word.dep, {"ccomp", "xcomp"}) && one_of(word.pos, {"NOUN", "ADJ", "PROPN"})))
        found.push_back(child);
    }
    return found;
  }
  if (name.starts_with("complement.") && name != "complement.subject") {
    for (const Token complement : clause.complements)
      if (const Clause* below = clause_at(clauses_, complement)) {
        const std::vector<Token> inner = slot(*below, name.substr(11));
        found.insert(found.end(), inner.begin(), inner.end());
      }
    return found;
  }
  if (name == "complement.subject") {
    for (const Token complement : clause.complements) {
      if (const Clause* below = clause_at(clauses_, complement))
        found.insert(found.end(), below->subjects.begin(), below->subjects.end());
      for (const Token child : parse_.children(complement))
        if (found.empty() && parse_.tokens[child].dep == "nsubj") found.push_back(child);
    }
    return found;
  }
  if (name.ends_with(".owner")) {
    for (const Token object : slot(clause, name.substr(0, name.size() - 6))) {
      const Clause* noun = clause_at(clauses_, object);
      if (noun == nullptr || noun->kind != PredicateKind::noun) continue;
      if (noun->subject_from != "light verb")
        found.insert(found.end(), noun->subjects.begin(), noun->subjects.end());
      for (const Oblique& one : noun->obliques)
        if (one.prep == "of" || one.prep == "by") found.push_back(one.head);
      found.insert(found.end(), noun->modifiers.begin(), noun->modifiers.end());
    }
    return found;
  }
  for (const bool of_object : {false, true})
    for (const Oblique& one : clause.obliques)
      if (one.prep == name && !one.gerund && one.of_object == of_object) found.push_back(one.head);
  return found;
}

bool ActReader::holds(const Clause& clause, const std::vector<knowledge::Need>& needs) const {
  const auto one_holds = [&](const knowledge::Need& need) { return holds(clause, need); };
  // "object!=@a|@b" is neither of them.
  return needs.front().other ? std::all_of(needs.begin(), needs.end(), one_holds)
                             : std::any_of(needs.begin(), needs.end(), one_holds);
}

bool ActReader::holds(const Clause& clause, const knowledge::Need& need) const {
  if (need.slot == "recipient" || need.slot == "actor") return true;  // the caller's
  if (need.slot == "light")
    return need.word_class.empty() ? clause.light.has_value() != need.absent
                                   : clause.light_form == need.word_class;
  if (need.slot == "complement") return clause.complements.empty() == need.absent;
  const std::vector<Token> heads = slot(clause, need.slot);
  if (need.word_class.empty()) return heads.empty() == need.absent;
  // A passive that names nobody says nothing against any doer; with what it was done it would say.
  if (need.slot == "subject" && heads.empty() && clause.passive)
    return need.other || !one_of(need.word_class, {"@aircraft", "@weapon", "@heavy"});
  const bool any = std::any_of(heads.begin(), heads.end(),
                               [&](Token head) { return is_a(head, need.word_class); });
  return any != (need.other || need.absent);
}

bool ActReader::is_a(Token token, std::string_view word_class) const {
  for (const Token one : conjuncts(parse_, token))
    if (one_is_a(one, word_class)) return true;
  return false;
}

// "a news conference" is no conference.
bool ActReader::is_void(Token token) const {
  const Clause* noun = clause_at(clauses_, token);
  if (noun == nullptr || noun->kind != PredicateKind::noun) return false;
  return std::any_of(noun->modifiers.begin(), noun->modifiers.end(), [&](Token modifier) {
    const auto found =
        lexicon_.acts.find(ascii_lower(parse_.tokens[modifier].lemma) + '_' + noun->verb);
    return found != lexicon_.acts.end() && found->second.front().type == "-";
  });
}

bool ActReader::one_is_a(Token token, std::string_view word_class) const {
  if (is_void(token)) return false;
  const Token inner = content_head(parse_, token, lexicon_);
  for (const Token head : {token, inner}) {
    const language::Token& word = parse_.tokens[head];
    if (word.tag == "NN" || word.tag == "NNS" || word.tag.starts_with("PRP") || word.tag == "JJ" ||
        word.tag == "CD" || word.tag == "DT" || word.tag == "NNPS" || word.tag == "NNP") {
      if (lexicon_.in_class(word_class, ascii_lower(word.lemma)) ||
          lexicon_.in_class(word_class, word.lower) ||
          lexicon_.in_class(word_class, full_lemma(parse_, head)))
        return true;
    }
    if (named_is_a(head, word_class)) return true;
  }
  return false;
}

// What the words do not say, entity labels, pronouns and parties do.
bool ActReader::named_is_a(Token token, std::string_view word_class) const {
  const language::Token& word = parse_.tokens[token];
  const std::string_view label = word.ent_type;
  const bool pronoun = word.tag == "PRP" || word.tag == "WP";
  if (word_class == "@place" || word_class == "@town" || word_class == "@country" ||
      word_class == "@camp") {
    if (word.tag == "NNP" && label != "PERSON" && !mentions_.actor_at(token)) return true;
    // What the places know counts for more than the label: towns are taken for people.
    if (const mention::Place* place = mentions_.place_in({token, token + 1});
        place != nullptr && place->reading == "literal")
      return true;
    return label == "GPE" || label == "LOC" || (label == "FAC" && word_class != "@country");
  }
  if (pronoun &&
      one_of(word_class, {"@person", "@official", "@delegation", "@prisoner", "@suspect"}) &&
      word.lower != "it")
    return true;
  if (pronoun && one_of(word_class, {"@group", "@person_or_group", "@government"})) return true;
  if (label == "PERSON" &&
      one_of(word_class, {"@person", "@civilian", "@official", "@delegation", "@prisoner",
                          "@suspect", "@person_or_group", "@leader"}))
    return true;
  if ((label == "ORG" || label == "GPE" || label == "NORP") &&
      one_of(word_class, {"@group", "@person_or_group", "@government", "@coalition"}))
    return true;
  if (label == "NORP" && word_class == "@person") return true;
  const auto actor = mentions_.actor_at(token);
  if (!actor) return false;
  const mention::Actor& party = mentions_.at(*actor);
  if (word_class == "@person") return one_of(party.kind, {"person", "people", "role"});
  if (word_class == "@group") return one_of(party.kind, {"organisation", "state", "group"});
  if (word_class == "@person_or_group") return true;
  if (word_class == "@armed") return has_sector(party, {"MIL", "REB", "COP", "UAF", "SPY"});
  if (word_class == "@soldier") return has_sector(party, {"MIL"});
  if (word_class == "@rebel") return has_sector(party, {"REB", "UAF"});
  if (word_class == "@police") return has_sector(party, {"COP"});
  if (word_class == "@court") return has_sector(party, {"JUD"});
  if (word_class == "@government") return party.kind == "state" || has_sector(party, {"GOV"});
  if (word_class == "@official")
    return one_of(party.kind, {"person", "role"}) || has_sector(party, {"GOV"});
  return false;
}

}  // namespace parley::coding
