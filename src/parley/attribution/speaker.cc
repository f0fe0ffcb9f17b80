#include "parley/attribution/speaker.h"

#include <algorithm>

#include "parley/mention/pronouns.h"
#include "parley/text/text.h"

namespace parley::attribution {
namespace {

bool is_pronoun(const Token& token) {
  return one_of(token.tag, {"PRP", "PRP$"}) ||
         one_of(token.lower, {"he", "she", "it", "they", "his", "her", "its", "their"});
}

// The phrase as a name: without article, without what follows a comma.
std::string name_of_phrase(const Scene& scene, TokenIndex head, Range phrase) {
  while (phrase.begin < head && one_of(scene.token(phrase.begin).lower, {"the", "a", "an", "one"}))
    ++phrase.begin;
  for (TokenIndex t = head + 1; t < phrase.end; ++t)
    if (is_punctuation(scene.token(t)) && scene.token(t).text == ",") phrase.end = t;
  if (phrase.size() > 12) phrase = {std::min(scene.token(head).left_edge, head), head + 1};
  return std::string(scene.parse().text_of(phrase));
}

// "Russia on Sunday criticised": the day belongs to the verb.
Range without_day(const Scene& scene, Range phrase) {
  TokenIndex end = phrase.end;
  while (end > phrase.begin + 1 && one_of(scene.token(end - 1).ent_type, {"DATE", "TIME"})) --end;
  if (end < phrase.end && end > phrase.begin + 1 && scene.token(end - 1).dep == "prep") --end;
  return {phrase.begin, end};
}

}  // namespace

bool Speakers::is_outlet(TokenIndex head) const {
  const Token& token = scene_.token(head);
  // Reporters without an outlet are the public.
  if (one_of(token.lower, {"reporters", "journalists", "correspondents"})) return false;
  if (const auto actor = mentions_.actor_at(head)) {
    const auto& sectors = mentions_.at(*actor).sectors;
    if (std::find(sectors.begin(), sectors.end(), "MED") != sectors.end()) return true;
    if (!sectors.empty() || mentions_.at(*actor).kind == "person") return false;
  }
  if (scene_.cues().is("outlet", lemma_of(scene_, head))) return true;
  const Range phrase = phrase_of(scene_.parse(), head, std::nullopt);
  for (TokenIndex t = phrase.begin; t < phrase.end; ++t)
    if (scene_.cues().is("outlet", scene_.token(t).lower)) return true;
  return token.ent_type == "ORG";
}

// "in a statement carried by X".
std::optional<TokenIndex> Speakers::relay_of(const Draft& draft) const {
  if (draft.relay) return draft.relay;
  if (!draft.cue) return std::nullopt;
  const Parse& parse = scene_.parse();
  const auto& sentence = parse.sentence_of(*draft.cue);
  for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
    if (scene_.token(t).tag != "VBN" || scene_.quotation_at(t)) continue;
    if (!scene_.cues().is("relay", lemma_of(scene_, t)) || !is_under(parse, t, *draft.cue))
      continue;
    for (const TokenIndex child : parse.children(t))
      if (one_of(scene_.token(child).lower, {"by", "on"}))
        if (const auto outlet = child_of(parse, child, {"pobj"}); outlet && is_outlet(*outlet))
          return outlet;
  }
  return std::nullopt;
}

// "in an interview with X", "speaking to X by telephone".
std::optional<TokenIndex> Speakers::interview_of(const Draft& draft) const {
  if (!draft.cue) return std::nullopt;
  const Parse& parse = scene_.parse();
  const auto& sentence = parse.sentence_of(*draft.cue);
  for (TokenIndex t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
    if (scene_.quotation_at(t)) continue;
    if (std::any_of(draft.content.begin(), draft.content.end(),
                    [&](Range run) { return run.contains(t); }))
      continue;
    const std::string lemma = lemma_of(scene_, t);
    std::optional<TokenIndex> outlet;
    if (scene_.cues().is("interview", lemma)) {
      outlet = object_of_preposition(parse, t, "with");
      if (!outlet) outlet = object_of_preposition(parse, t, "to");
      // "an interview on Friday with X": the parser may hang "with" on the verb.
      for (TokenIndex w = t + 1; !outlet && w < sentence.tokens.end && w < t + 5; ++w)
        if (one_of(scene_.token(w).lower, {"with", "on", "to", "by"}))
          outlet = child_of(parse, w, {"pobj"});
    } else if (scene_.token(t).tag == "VBG" && (lemma == "speak" || lemma == "talk")) {
      outlet = object_of_preposition(parse, t, "to");
      if (!outlet) outlet = object_of_preposition(parse, t, "with");
    } else if (scene_.token(t).tag == "VBN" && lemma == "quote") {
      outlet = object_of_preposition(parse, t, "by");
    }
    if (outlet && is_outlet(*outlet)) return outlet;
  }
  // "said on state television"
  for (const TokenIndex child : parse.children(*draft.cue)) {
    if (!one_of(scene_.token(child).lower, {"on", "to"}) || scene_.quotation_at(child)) continue;
    const auto place = child_of(parse, child, {"pobj"});
    if (place && scene_.cues().is("outlet", lemma_of(scene_, *place)) && is_outlet(*place))
      return place;
  }
  return std::nullopt;
}

// "he said", "it added": the last subject since the last statement, else who made that; nullopt
// where neither is near.
std::optional<mention::ActorId> Speakers::speaker_before(TokenIndex pronoun) const {
  const Parse& parse = scene_.parse();
  const Token& token = scene_.token(pronoun);
  const bool person = one_of(token.lower, {"he", "she", "his", "her"});
  const bool thing = one_of(token.lower, {"it", "its"});
  if (!person && !thing) return std::nullopt;
  const auto suits = [&](mention::ActorId id) {
    const std::string& kind = mentions_.at(id).kind;
    if (person) return kind == "person" || kind == "role" || kind.empty();
    return kind != "person" && kind != "people";
  };
  const std::uint32_t here = token.sentence;
  const std::uint32_t block = parse.sentences[here].block;
  // A subject of the sentences between goes before the speaker of the last statement.
  const TokenIndex last_cue = said_.empty() ? 0 : said_.back().cue;
  for (std::uint32_t s = here; s-- > 0 && here - s <= 3;) {
    const language::Sentence& sentence = parse.sentences[s];
    if (sentence.block + 1 < block || sentence.tokens.end <= last_cue) break;
    if (sentence.tokens.begin <= last_cue) break;
    if (scene_.quotation_at(sentence.root)) continue;
    const auto subject = child_of(parse, sentence.root, {"nsubj", "nsubjpass"});
    if (!subject || scene_.quotation_at(*subject)) continue;
    auto actor = person_beside(*subject);
    if (!actor) actor = mentions_.actor_at(*subject);
    if (actor && suits(*actor)) return actor;
  }
  if (said_.empty()) return std::nullopt;
  const Said& before = said_.back();
  const auto& sentence = parse.sentence_of(before.cue);
  if (sentence.block + 2 < block || !suits(before.speaker)) return std::nullopt;
  return before.speaker;
}

// "the mission's head, Mongi Hamdi": the name in apposition.
std::optional<mention::ActorId> Speakers::person_beside(TokenIndex head) const {
  for (const TokenIndex child : scene_.parse().children(head)) {
    const Token& token = scene_.token(child);
    if (token.dep != "appos" || token.pos != "PROPN") continue;
    const auto actor = mentions_.actor_at(child);
    if (actor && mentions_.at(*actor).kind == "person") return actor;
  }
  return std::nullopt;
}

// "Turkey, worried about the war spilling over, urged": the party in front of the comma, where the tree takes
// another word for the head.
std::optional<mention::ActorId> Speakers::first_of(Range phrase) const {
  for (TokenIndex comma = phrase.begin + 1; comma < phrase.end; ++comma) {
    if (scene_.token(comma).text != ",") continue;
    for (const mention::Actor& actor : mentions_.actors)
      for (const mention::ActorMention& mention : actor.mentions)
        if (mention.tokens.end == comma && mention.tokens.begin <= phrase.begin + 1)
          return mention::ActorId{static_cast<std::uint32_t>(&actor - mentions_.actors.data())};
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<mention::ActorId> Speakers::actor_for_phrase(TokenIndex head, Range phrase) {
  const Token& token = scene_.token(head);
  if (scene_.author && head != *scene_.author && mention::is_first_person_plural(token))
    return actor_for_phrase(*scene_.author, {*scene_.author, *scene_.author + 1});
  if (is_pronoun(token))
    if (const auto before = speaker_before(head)) return before;
  if (const auto person = person_beside(head)) return person;
  const auto actors = mentions_.actors_of(scene_.parse(), head);
  if (!actors.empty()) return actors.front();
  if (const auto first = first_of(phrase)) return first;
  // "Both said", "many say": nobody that a name could be given to.
  if (phrase.size() == 1 &&
      one_of(token.lower, {"both", "all", "many", "some", "others", "several", "few", "each"}))
    return std::nullopt;
  if (is_pronoun(token)) return said_.empty() ? std::nullopt : std::optional(said_.back().speaker);
  mention::ActorMention mention;
  mention.tokens = phrase;
  mention.head = head;
  mention.span = scene_.parse().span_of(phrase);
  mention.reason = "speaks here";
  return mentions_.add_actor(name_of_phrase(scene_, head, phrase), "role", std::move(mention));
}

// "told this newspaper": the report's own.
std::optional<mention::ActorId> Speakers::this_paper(TokenIndex head, Range phrase) {
  if (!scene_.cues().is("outlet", lemma_of(scene_, head)) ||
      scene_.token(phrase.begin).lower != "this")
    return std::nullopt;
  mention::ActorMention mention;
  mention.tokens = phrase;
  mention.head = head;
  mention.span = scene_.parse().span_of(phrase);
  mention.reason = "the paper itself";
  const std::string& publisher = scene_.report.article.publisher;
  for (std::uint32_t a = 0; a < mentions_.actors.size(); ++a)
    if (!publisher.empty() && mentions_.actors[a].name == publisher) return mention::ActorId{a};
  return mentions_.add_actor(
      publisher.empty() ? std::string(scene_.parse().text_of(phrase)) : publisher, "organisation",
      std::move(mention));
}

std::optional<mention::ActorId> Speakers::actor_of(TokenIndex head, Range phrase) {
  const Token& token = scene_.token(head);
  // "many of the analysts", "one of his aides".
  if (token.pos == "NUM" || one_of(token.lower, {"many", "some", "several", "most", "others"}))
    if (const auto whole = object_of_preposition(scene_.parse(), head, "of"))
      return actor_for_phrase(*whole, phrase);
  return actor_for_phrase(head, phrase);
}

void Speakers::name(const Draft& draft, bool nested, Statement& statement) {
  const Parse& parse = scene_.parse();
  if (draft.source) {
    const Range phrase = without_day(scene_, phrase_of(parse, *draft.source, draft.cue));
    statement.speaker_span = parse.span_of(phrase);
    statement.speaker = actor_of(*draft.source, phrase);
    if (statement.speaker && !nested && draft.cue && !draft.carried)
      said_.push_back({*draft.cue, *statement.speaker});
  }
  if (statement.speaker) statement.on_behalf_of = mentions_.at(*statement.speaker).speaks_for;
  auto told =
      draft.addressee && is_outlet(*draft.addressee) ? draft.addressee : interview_of(draft);
  if (told) {
    const Range phrase = phrase_of(parse, *told, draft.cue);
    statement.told_span = parse.span_of(phrase);
    statement.told = this_paper(*told, phrase);
    if (!statement.told) statement.told = actor_of(*told, phrase);
  }
  if (const auto relay = relay_of(draft))
    if (const auto outlet = actor_of(*relay, phrase_of(parse, *relay, draft.cue)))
      statement.via.push_back(*outlet);
}

void Speakers::carry_addressees(std::vector<Statement>& statements) const {
  const Statement* before = nullptr;
  for (Statement& statement : statements) {
    if (before && before->told && !statement.told && statement.speaker &&
        statement.speaker == before->speaker) {
      statement.told = before->told;
      statement.told_span = before->told_span;
    }
    if (statement.speaker) before = &statement;
  }
}

}  // namespace parley::attribution
