#include "parley/coding/toll_kinds.h"

#include <fmt/format.h>

#include <algorithm>

#include "parley/attribution/clause.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

using attribution::child_of;
using attribution::is_verb;
using attribution::subject_of;
using knowledge::TollVerb;
using language::Parse;
using language::Token;

class TollReader {
 public:
  TollReader(const Context& context, const Quantity& quantity, const TollReading* before)
      : context_(context),
        parse_(context.report.parse),
        book_(context.report.knowledge.tolls),
        quantity_(quantity),
        before_(before) {}

  std::optional<TollReading> read() const {
    if (!quantity_.currency.empty()) return money();
    if (auto found = part()) return found;
    if (auto found = state()) return found;
    if (auto found = participle()) return found;
    if (auto found = governed()) {
      const bool harm = found->kind.starts_with("killed") || found->kind == "injured" ||
                        found->kind == "detained" || found->kind == "missing";
      if (quantity_.form == "none" && !harm) return std::nullopt;
      return found;
    }
    if (auto found = held()) return found;
    if (quantity_.form == "one_or_a" || quantity_.form == "none") return std::nullopt;
    return counted();
  }

 private:
  const Token& at(std::uint32_t token) const { return parse_.tokens[token]; }
  std::string lemma(std::uint32_t token) const { return ascii_lower(at(token).lemma); }

  static TollReading reading(std::string kind, std::uint32_t predicate, std::string rule) {
    TollReading found;
    found.kind = std::move(kind);
    found.predicate = predicate;
    found.rule = std::move(rule);
    return found;
  }

  // --- what is counted

  bool counts(std::string_view what) const {
    if (what == "money") return !quantity_.currency.empty();
    if (!quantity_.noun)
      return (what == "persons" && quantity_.form != "one_or_a") ||
             (what == "fighters" && quantity_.form == "none");
    const std::uint32_t noun = *quantity_.noun;
    const std::string name = lemma(noun);
    if (what == "fighters")
      return one_of(book_.group(name), {"government_forces", "rebels", "foreign_forces"}) ||
             name == "man";
    if (what != "persons") return book_.is_in(name, what);
    if (one_of(at(noun).pos, {"PRON"})) return true;
    const std::string_view group = book_.group(name);
    if (!group.empty())
      return !one_of(group, {"buildings", "weapons", "attacks", "lives", "bodies"});
    // "Syrians", "Shiites"; and any plural that is no thing we know.
    if (at(noun).ent_type == "NORP" || at(noun).tag == "NNPS") return true;
    return one_of(at(noun).lower, {"dead", "wounded", "injured"});
  }

  // --- "nine dead", "14 wounded"

  std::optional<TollReading> state() const {
    std::uint32_t next = quantity_.tokens.end;
    const std::uint32_t end = parse_.sentence_of(quantity_.tokens.begin).tokens.end;
    if (next < end && one_of(at(next).lower, {"others", "more", "people", "were"})) {
      if (at(next).lower == "were" || next + 1 >= end) return std::nullopt;
      ++next;
    }
    if (next >= end) return std::nullopt;
    if (at(next).lower == "critically" || at(next).lower == "seriously") ++next;
    if (next >= end) return std::nullopt;
    const auto* noun = book_.noun(at(next).lower, "state");
    // "people wounded at least ...": a verb with an object of its own.
    if (!noun || child_of(parse_, next, {"dobj"})) return std::nullopt;
    // "14 wounded people": the noun goes on.
    if (quantity_.noun && *quantity_.noun > next && at(*quantity_.noun).pos != "VERB" &&
        at(next).tag == "VBN")
      return reading(noun->kind, next, "state");
    TollReading found = reading(noun->kind, next, "state");
    if (at(next - 1).lower == "critically") found.kind = "critically_injured";
    return found;
  }

  // --- "160 people killed", "young men rounded up by the army"

  std::optional<TollReading> participle() const {
    const std::uint32_t noun = quantity_.noun.value_or(quantity_.top);
    for (const std::uint32_t base : {noun, quantity_.top}) {
      for (const std::uint32_t child : parse_.children(base)) {
        const Token& verb = at(child);
        if (child < base || !one_of(verb.dep, {"acl", "relcl"})) continue;
        // "six soldiers they said were killed": the clause below is the one about them.
        std::uint32_t clause = child;
        const auto below = child_of(parse_, child, {"ccomp"});
        if (below && attribution::is_passive(parse_, *below) &&
            !child_of(parse_, *below, {"nsubj", "nsubjpass"}))
          clause = *below;
        const bool passive =
            (at(clause).tag == "VBN" || agent_of(clause)) && !child_of(parse_, clause, {"nsubj"});
        if (const auto kind = kind_of_verb(clause, !passive)) {
          TollReading found = reading(*kind, clause, "participle");
          if (passive) found.by_whom = agent_of(clause);
          return found;
        }
      }
    }
    return std::nullopt;
  }
  std::optional<std::uint32_t> agent_of(std::uint32_t verb) const {
    for (const std::uint32_t child : parse_.children(verb))
      if (at(child).lower == "by") return child_of(parse_, child, {"pobj"});
    return std::nullopt;
  }

  // The kind that the verb gives to those in that role; with particle or object where that makes
  // another verb ("round up", "leave prison").
  std::optional<std::string> kind_of_verb(std::uint32_t verb, bool subject) const {
    const std::string name = lemma(verb);
    for (const std::uint32_t child : parse_.children(verb)) {
      if (!one_of(at(child).dep, {"prt", "dobj", "oprd", "acomp", "advmod", "xcomp"})) continue;
      if (auto kind = kind_in(book_.verb(name + " " + lemma(child)), subject)) return kind;
    }
    return kind_in(book_.verb(name), subject);
  }
  std::optional<std::string> kind_in(const std::vector<TollVerb>& readings, bool subject) const {
    for (const TollVerb& one : readings)
      if (one.subject == subject && counts(one.of)) return one.kind;
    return std::nullopt;
  }

  // --- by the verb above

  struct Place {
    std::uint32_t token = 0;  // whose relation counts, after joined ones
    std::uint32_t head = 0;
  };
  Place climb() const {
    std::uint32_t t = quantity_.top;
    for (int steps = 0; steps < 6 && !parse_.is_root(t); ++steps) {
      const Token& token = at(t);
      const bool joined = one_of(token.dep, {"conj", "appos"}) && !is_verb(at(token.head));
      const bool inner = one_of(token.dep, {"nummod", "quantmod", "nmod", "compound"});
      if (!joined && !inner) break;
      t = token.head;
    }
    return {t, at(t).head};
  }

  std::optional<TollReading> governed() const {
    const Place place = climb();
    if (place.token == place.head) return std::nullopt;
    const std::string_view dep = at(place.token).dep;
    if (dep == "pobj") return behind_preposition(place.head);
    if (!is_verb(at(place.head))) return std::nullopt;
    const bool passive = attribution::is_passive(parse_, place.head);
    // A noun joined to a verb is what the parser left of a list of objects.
    const bool object = one_of(dep, {"dobj", "nsubjpass", "oprd", "attr", "dative"}) ||
                        (dep == "conj" && quantity_.noun && quantity_.form != "one_or_a");
    const bool subject = dep == "nsubj" || dep == "nsubjpass";
    if (!object && !subject) return std::nullopt;
    return at_verb(place.head, subject, object, passive || dep == "nsubjpass");
  }
  std::optional<TollReading> at_verb(std::uint32_t verb, bool subject, bool object,
                                     bool passive) const {
    // "the death toll reached 112"
    if (const auto holder = child_of(parse_, verb, {"nsubj"}); object && holder)
      if (const auto* noun = book_.noun(lemma(*holder), "holds");
          noun && one_of(noun->kind, {"killed", "refugees"}) && quantity_.form != "one_or_a")
        return reading(noun->kind, *holder, "held by noun");
    if (object) {
      if (const auto kind = kind_of_verb(verb, false)) {
        TollReading found = reading(*kind, verb, "object");
        found.by_whom = subject_of(parse_, verb);
        return found;
      }
    }
    if (subject && !passive)
      if (const auto kind = kind_of_verb(verb, true)) return reading(*kind, verb, "subject");
    for (const std::uint32_t child : parse_.children(verb)) {
      const Token& token = at(child);
      // "were feared dead", "left 3 people dead"
      if (one_of(token.dep, {"oprd", "acomp", "attr", "ccomp"}) && child > verb)
        if (const auto* noun = book_.noun(token.lower, "state"))
          return reading(noun->kind, child, "predicate");
      // "are thought to have fled", "had to be evacuated"
      if (token.dep == "xcomp" && subject) {
        const bool done_to = attribution::is_passive(parse_, child);
        if (auto found = at_verb(child, !done_to, done_to, done_to)) return found;
      }
    }
    if (subject && lacks(verb)) return reading("without_food_or_water", verb, "without");
    return std::nullopt;
  }
  // "remain without access to the water supply"
  bool lacks(std::uint32_t verb) const {
    bool without = one_of(lemma(verb), {"lack"});
    bool supply = false;
    for (std::uint32_t t = verb; t <= at(verb).right_edge; ++t) {
      without |= at(t).lower == "without";
      supply |= one_of(at(t).lower, {"water", "food", "electricity", "power", "medicine"});
    }
    return without && supply && counts("persons");
  }

  // "the deaths of 48 people", "the lives of 129 loyalists", "attacks on"; "by", "among".
  std::optional<TollReading> behind_preposition(std::uint32_t preposition) const {
    if (at(preposition).lower != "of" || parse_.is_root(preposition)) return std::nullopt;
    const std::uint32_t noun = at(preposition).head;
    if (lemma(noun) == "life" && !parse_.is_root(noun)) {
      const std::string verb = lemma(at(noun).head);
      if (one_of(verb, {"claim", "cost", "take"})) return reading("killed", noun, "lives");
      return std::nullopt;
    }
    static constexpr std::string_view kOfPersons[] = {"counted"};
    for (const std::string_view use : kOfPersons)
      if (const auto* found = book_.noun(lemma(noun), use); found && counts("persons"))
        return reading(found->kind, noun, "noun of");
    return std::nullopt;
  }

  // --- "a death toll of nine", "put the dead at 59", "the toll stood at 447"

  std::optional<TollReading> held() const {
    if (quantity_.form == "one_or_a" || quantity_.form == "none") return std::nullopt;
    if (quantity_.noun && counts("buildings")) return std::nullopt;
    if (auto found = held_beside()) return found;
    const std::uint32_t begin = parse_.sentence_of(quantity_.tokens.begin).tokens.begin;
    const Place place = climb();
    if (at(place.token).dep != "pobj" && at(place.token).dep != "attr" &&
        at(place.token).dep != "dobj")
      return std::nullopt;
    std::uint32_t above = place.head;
    std::string_view preposition;
    if (at(place.token).dep == "pobj") {
      preposition = at(above).lower;
      if (!one_of(preposition, {"at", "of", "to"})) return std::nullopt;
      above = at(above).head;
    }
    // The noun that holds the number: what the preposition hangs on, or subject or object of the
    // verb.
    for (std::uint32_t t = quantity_.tokens.begin; t-- > begin;) {
      const auto* noun = book_.noun(lemma(t), "holds");
      if (!noun) noun = book_.noun(at(t).lower, "holds");
      if (!noun || one_of(noun->kind, {"aid_asked", "aid_pledged", "damage_cost"})) continue;
      const bool linked = t == above || at(t).head == above || at(at(t).head).head == above;
      if (!linked) continue;
      if (noun->kind == "refugees" || preposition == "at" || t == above || preposition == "to" ||
          lemma(above) == "be")
        return reading(noun->kind, t, "held by noun");
    }
    return std::nullopt;
  }

  // "the army's dead at around 20": side by side, however the parser joined them.
  std::optional<TollReading> held_beside() const {
    const std::uint32_t begin = parse_.sentence_of(quantity_.tokens.begin).tokens.begin;
    const std::uint32_t first = quantity_.tokens.begin;
    if (first < begin + 2 || !one_of(at(first - 1).lower, {"at", "of", "to"})) return std::nullopt;
    const std::uint32_t holder = first - 2;
    const auto* noun = book_.noun(at(holder).lower, "holds");
    if (!noun || one_of(noun->kind, {"aid_asked", "aid_pledged", "damage_cost"}))
      return std::nullopt;
    if (at(first - 1).lower == "of" && quantity_.noun) return std::nullopt;
    return reading(noun->kind, holder, "held by noun");
  }

  // --- "nine deaths", "2.3 million refugees"

  std::optional<TollReading> counted() const {
    if (!quantity_.noun) return std::nullopt;
    const std::uint32_t noun = *quantity_.noun;
    const auto* found = book_.noun(lemma(noun), "counted");
    if (!found) return std::nullopt;
    const double size = quantity_.lower.value_or(quantity_.upper.value_or(0));
    if (found->kind == "attacks" && size < 3) return std::nullopt;
    if (found->kind == "forces" && size < 40) return std::nullopt;
    if (found->kind == "detained" && size < 10) return std::nullopt;
    TollReading toll = reading(found->kind, noun, "noun");
    return toll;
  }

  // --- "eight of them children", "including 7,014 children", "among them 14 women"

  std::optional<TollReading> part() const {
    if (!before_ || !before_->kind.starts_with("killed")) return std::nullopt;
    const std::uint32_t begin = parse_.sentence_of(quantity_.tokens.begin).tokens.begin;
    const std::uint32_t first = quantity_.tokens.begin, next = quantity_.tokens.end;
    bool part = false;
    if (next + 1 < parse_.tokens.size() && at(next).lower == "of")
      part = one_of(at(next + 1).lower, {"them", "whom"});
    for (std::uint32_t t = first; t-- > begin && t + 8 > first;) {
      if (is_verb(at(t)) && at(t).lower != "including") break;
      part |= at(t).lower == "including" ||
              (at(t).lower == "among" && one_of(at(t + 1).lower, {"them", "whom"}));
      if (at(t).lower == "of" && t + 1 < first && at(t + 1).lower == "whom") part = true;
    }
    if (!part || quantity_.form == "one_or_a") return std::nullopt;
    // "12 of them have not been identified" is no toll; "of whom 126 had died" is.
    if (narrowed(context_, "killed", quantity_) == "killed") {
      const auto own = governed();
      if (!own || !own->kind.starts_with("killed")) return std::nullopt;
    }
    TollReading found = *before_;
    found.kind = "killed";
    found.part = true;
    found.rule = "part";
    return found;
  }

  // "will provide", "to provide": promised, not paid.
  bool is_to_come(std::uint32_t verb) const {
    for (const std::uint32_t child : parse_.children(verb))
      if (one_of(at(child).lower, {"will", "would", "to", "'ll"}) && child < verb) return true;
    return false;
  }

  // --- money: the nearest noun or verb above that says what for

  std::optional<TollReading> money() const {
    if (quantity_.tokens.begin > 0 && at(quantity_.tokens.begin - 1).text == "(")
      return std::nullopt;
    std::uint32_t t = quantity_.top;
    for (int steps = 0; steps < 7; ++steps) {
      const std::string name = lemma(t);
      if (t != quantity_.top || !quantity_.noun || book_.currency(name).empty()) {
        const auto* noun = book_.noun(name, "holds");
        if (noun && book_.kind(noun->kind)->unit == "money" && !is_verb(at(t)))
          return reading(noun->kind, t, "money noun");
      }
      if (is_verb(at(t)))
        for (const bool subject : {false, true})
          if (const auto kind = kind_in(book_.verb(name), subject);
              kind && book_.kind(*kind)->unit == "money") {
            TollReading found = reading(*kind, t, "money verb");
            if (found.kind == "aid_paid" && is_to_come(t)) found.kind = "aid_pledged";
            found.by_whom = subject_of(parse_, t);
            return found;
          }
      if (parse_.is_root(t)) break;
      t = at(t).head;
    }
    return std::nullopt;
  }

  const Context& context_;
  const Parse& parse_;
  const knowledge::TollBook& book_;
  const Quantity& quantity_;
  const TollReading* before_;
};

// The group by the words before the noun: "rebel fighters", "government troops", "aid workers".
std::string_view group_of(const Context& context, std::uint32_t noun) {
  const Parse& parse = context.report.parse;
  const knowledge::TollBook& book = context.report.knowledge.tolls;
  const std::string name = ascii_lower(parse.tokens[noun].lemma);
  std::string_view group = book.group(name);
  for (const std::uint32_t child : parse.children(noun)) {
    const Token& token = parse.tokens[child];
    if (child > noun || !one_of(token.dep, {"amod", "compound", "nmod"})) continue;
    const std::string word = ascii_lower(token.lemma);
    if (const auto both = book.group(fmt::format("{} {}", word, name)); !both.empty()) return both;
    if (one_of(group, {"persons", "rebels", ""})) {
      if (one_of(word, {"government", "army", "pro-government", "regime", "security", "state"}))
        return "government_forces";
      if (one_of(group, {"persons"}))
        if (const auto own = book.group(word); !own.empty() && own != "persons") group = own;
    }
    if (one_of(word, {"foreign"})) return "foreign_forces";
  }
  return group;
}

// "the army's dead", "soldiers' lives": those whose they are.
std::string_view group_of_owner(const Context& context, const Quantity& quantity,
                                std::uint32_t noun) {
  const Parse& parse = context.report.parse;
  const std::uint32_t begin = parse.sentence_of(noun).tokens.begin;
  const std::uint32_t from = std::min(noun, quantity.tokens.begin);
  for (std::uint32_t t = from; t-- > begin && t + 5 > from;) {
    if (parse.tokens[t].tag != "POS" || t == begin) continue;
    const std::string owner = ascii_lower(parse.tokens[t - 1].lemma);
    if (one_of(owner, {"army", "police", "government", "military"})) return "government_forces";
    return context.report.knowledge.tolls.group(owner);
  }
  for (const std::uint32_t child : parse.children(noun))
    if (parse.tokens[child].dep == "poss")
      return context.report.knowledge.tolls.group(ascii_lower(parse.tokens[child].lemma));
  return {};
}

}  // namespace

std::optional<TollReading> read_toll(const Context& context, const Quantity& quantity,
                                     const TollReading* before) {
  return TollReader(context, quantity, before).read();
}

std::string narrowed(const Context& context, const std::string& kind, const Quantity& quantity) {
  if (kind != "killed") return kind;
  std::uint32_t noun = quantity.noun.value_or(quantity.top);
  const Parse& parse = context.report.parse;
  // "eight of them children": the noun stands behind the pronoun.
  if (parse.tokens[noun].pos == "PRON" || !quantity.noun) {
    const std::uint32_t end = parse.sentence_of(noun).tokens.end;
    for (std::uint32_t t = quantity.tokens.end; t < end && t < quantity.tokens.end + 4; ++t)
      if (!context.report.knowledge.tolls.group(ascii_lower(parse.tokens[t].lemma)).empty()) {
        noun = t;
        break;
      } else if (is_verb(parse.tokens[t])) {
        break;
      }
  }
  std::string_view group = group_of(context, noun);
  if (one_of(group, {"", "lives"})) group = group_of_owner(context, quantity, noun);
  std::string narrow = kind + "_";
  narrow += group;
  return context.report.knowledge.tolls.kind(narrow) ? narrow : kind;
}

}  // namespace parley::coding
