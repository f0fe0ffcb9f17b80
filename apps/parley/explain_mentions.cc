// Who, where, when and who says so, with the line of the knowledge or the rule that each comes from.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "apps/parley/explain_parts.h"
#include "parley/knowledge/name_key.h"
#include "parley/mention/find.h"
#include "parley/mention/place_choice.h"
#include "parley/mention/place_spans.h"
#include "parley/text/text.h"

namespace parley::app {
namespace {

std::string line_of(std::string_view file, std::size_t line) {
  return fmt::format("{}:{}", file, line);
}

// The lines that a mention was read by: the name's own, or those of its noun and of its body.
std::string knowledge_of(const TraceContext& context, const mention::ActorMention& mention) {
  const knowledge::ActorBook& book = context.knowledge.actors;
  std::string lines;
  const auto add = [&](const std::string& line) { lines += (lines.empty() ? "" : " + ") + line; };
  if (!mention.noun.empty())
    if (const auto* noun = book.noun(knowledge::name_key(mention.noun)))
      add(fmt::format("{} ({})", line_of(noun->file, noun->line), mention.noun));
  for (const auto& entry : {mention.entry, mention.body})
    if (entry && (entry == mention.entry || !mention.entry)) {
      const knowledge::ActorEntry& known = book.entries()[*entry];
      add(fmt::format("{} ({})", line_of(known.file, known.line), known.name));
    }
  if (!mention.noun.empty() && !mention.entry)
    for (std::uint32_t t = mention.tokens.begin; t < mention.tokens.end; ++t) {
      const language::Token& token = context.parse().tokens[t];
      const knowledge::Side* side = t == mention.head ? nullptr : book.side(token.lower);
      if (side != nullptr) add(fmt::format("{} ({})", line_of(side->file, side->line), side->word));
    }
  if (lines.empty() && mention.reason == "name") return "none: a name that only the report tells";
  return lines;
}

// The office that gave a known person's code, with its dates.
std::string office_of(const TraceContext& context, const mention::ActorMention& mention) {
  if (!mention.entry) return {};
  const knowledge::ActorEntry& entry = context.knowledge.actors.entries()[*mention.entry];
  const auto day = context.reading.article.published.day;
  const knowledge::Office* office = knowledge::ActorBook::office_at(entry, day);
  if (office == nullptr) return {};
  const auto text = [](const std::optional<Day>& when) { return when ? iso(*when) : "?"; };
  return fmt::format("{} {} ({} to {}){}", office->code, office->title, text(office->term.from),
                     text(office->term.to),
                     !day                       ? ", day of the report not known"
                     : office->term.holds(*day) ? ""
                                                : ", not held on the day of the report");
}

// The line of the cue, by the part of speech and the frame that the rule names ("verb clause"); with the
// particle where the cue has one.
std::string cue_line(const TraceContext& context, const attribution::Statement& statement) {
  if (!statement.cue_token) return {};
  const std::size_t blank = statement.rule.find(' ');
  const std::string part = statement.rule.substr(0, blank);
  const std::string kind = blank == std::string::npos ? "" : statement.rule.substr(blank + 1);
  const std::string whole = ascii_lower(slice(context.reading.article.text, statement.cue));
  const std::string lemma = ascii_lower(context.parse().tokens[*statement.cue_token].lemma);
  const std::size_t rest = whole.find(' ');
  const std::string longer = rest == std::string::npos ? lemma : lemma + whole.substr(rest);
  using knowledge::CuePart;
  for (const std::string& words : {longer, lemma, whole})
    for (const auto& [name, cue_part] :
         {std::pair("verb", CuePart::verb), std::pair("noun", CuePart::noun),
          std::pair("adjective", CuePart::adjective), std::pair("phrase", CuePart::phrase)}) {
      const knowledge::Cue* cue = context.knowledge.cues.find(cue_part, words);
      if (part != name || cue == nullptr || cue->frames.empty()) continue;
      const knowledge::CueFrame* frame = cue->frame(kind);
      return (frame == nullptr ? cue->frames.front() : *frame).where + " (" + cue->lemma + ")";
    }
  return {};
}

std::string place_name(const knowledge::Knowledge& known, const mention::PlaceCandidate& place) {
  using Kind = mention::PlaceCandidate::Kind;
  if (place.kind == Kind::country) return known.places.countries()[place.index].name;
  if (place.kind == Kind::region) return known.places.regions()[place.index].name;
  std::string name(known.gazetteer.name(place.index));
  if (place.admin1 < known.gazetteer.entries().size())
    name += ", " + std::string(known.gazetteer.name(place.admin1));
  name += fmt::format(", {}, GeoNames {}", place.country, known.gazetteer.at(place.index).geonames);
  if (place.population > 0) name += fmt::format(", population {:.0f}", place.population);
  return name;
}

// "size 3.4, its country in the report 2.1, distance -0.2"
std::string parts_of(const mention::PlaceParts& parts) {
  std::string text;
  for (const auto& [why, points] : parts)
    text += fmt::format("{}{} {:.1f}", text.empty() ? "" : ", ", why, points);
  return text;
}

}  // namespace

TraceSection words_of(const TraceContext& context, Range sentence) {
  TraceSection section{"words", {}};
  const language::Parse& parse = context.parse();
  for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
    const language::Token& token = parse.tokens[t];
    TraceItem item{std::string(token.text), {}, {}};
    item.facts = {{"lemma", std::string(token.lemma)},
                  {"tag", std::string(token.tag)},
                  {"label", std::string(token.dep)},
                  {"head", parse.is_root(t) ? "-" : std::string(parse.tokens[token.head].text)},
                  {"entity", std::string(token.ent_type)}};
    section.items.push_back(std::move(item));
  }
  return section;
}

TraceSection actors_of(const TraceContext& context, Range sentence) {
  struct Found {
    std::uint32_t actor = 0;
    const mention::ActorMention* mention = nullptr;
  };
  std::vector<Found> found;
  const auto& actors = context.reading.mentions.actors;
  for (std::uint32_t i = 0; i < actors.size(); ++i)
    for (const mention::ActorMention& mention : actors[i].mentions)
      if (context.in(sentence, mention.span)) found.push_back({i, &mention});
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return a.mention->span.begin < b.mention->span.begin;
  });
  TraceSection section{"actors", {}};
  for (const auto& [id, mention] : found) {
    const mention::Actor& actor = actors[id];
    TraceItem item{context.quoted(mention->span), {}, {}};
    item.add("is", actor.name);
    item.add("code", actor.code.empty() ? "none: the words do not tell" : actor.code);
    item.add("kind", actor.kind + (actor.role.empty() ? "" : ", " + actor.role));
    item.add("why", mention->reason.empty() ? "composed of its noun and what stands around it"
                                            : mention->reason);
    item.add("knowledge", knowledge_of(context, *mention));
    item.add("office", office_of(context, *mention));
    if (actor.speaks_for) item.add("speaks for", context.name(actor.speaks_for));
    section.items.push_back(std::move(item));
  }
  return section;
}

PlaceTrace::PlaceTrace(const TraceContext& context) : context_(context) {
  const mention::ReportView view{context.reading.article, context.parse(), context.knowledge};
  std::vector<mention::PlaceSpan> spans = mention::find_place_spans(view);
  mention::relate_places(view, spans);
  const std::vector<mention::PlaceChoice> choices = mention::choose_places(view, spans, true);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    TraceItem item;
    bool chosen =
        choices[i].place.has_value();  // the first of the ranking, where one was good enough
    for (const auto& [place, points, parts] : choices[i].ranking) {
      item.add(std::exchange(chosen, false) ? "chosen" : "rival",
               fmt::format("{:.1f}  {}: {}", points, place_name(context.knowledge, place),
                           parts_of(parts)));
    }
    made_.emplace_back(spans[i].tokens, std::move(item));
  }
}

TraceSection PlaceTrace::of(Range sentence) const {
  TraceSection section{"places", {}};
  for (const mention::Place& place : context_.reading.mentions.places) {
    if (!context_.in(sentence, place.span)) continue;
    TraceItem item{context_.quoted(place.span), {}, {}};
    item.add("is", place.name + (place.country.empty() ? "" : ", " + place.country));
    if (place.lat && place.lon)
      item.add("at", fmt::format("{:.4f} {:.4f}", *place.lat, *place.lon));
    item.add("precision", place.precision);
    item.add("reading", place.reading + ", " + place.role);
    item.add("why", place.reason);
    for (const auto& [tokens, more] : made_)
      if (tokens == place.tokens)
        item.facts.insert(item.facts.end(), more.facts.begin(), more.facts.end());
    section.items.push_back(std::move(item));
  }
  return section;
}

TraceSection times_of(const TraceContext& context, Range sentence) {
  TraceSection section{"times", {}};
  for (const mention::TimeExpression& time : context.reading.mentions.times) {
    if (!context.in(sentence, time.span)) continue;
    TraceItem item{context.quoted(time.span), {}, {}};
    item.add("type", time.type);
    item.add("value", time.value.empty() ? "unresolved" : time.value);
    item.add("days", context.days(time.range));
    item.add("rule", std::string(time.rule));
    item.add("counted from", time.basis);
    if (!time.dates) item.add("dates", "nothing: it measures or repeats");
    section.items.push_back(std::move(item));
  }
  return section;
}

TraceSection statements_of(const TraceContext& context, Range sentence) {
  TraceSection section{"statements", {}};
  for (const attribution::Statement& statement : context.reading.statements) {
    const Span begin = statement.cue.empty() ? statement.evidence.front() : statement.cue;
    if (!context.in(sentence, begin)) continue;
    TraceItem item{
        statement.cue.empty() ? std::string("(no cue)") : context.quoted(statement.cue), {}, {}};
    item.add("speaker",
             statement.speaker ? context.name(statement.speaker) : std::string("not told"));
    item.add("named as", context.quoted(statement.speaker_span));
    for (const Span content : statement.content) item.add("content", context.quoted(content));
    item.add("kind", std::string(attribution::name_of(statement.kind)) + ", " + statement.attitude +
                         ", " + statement.polarity);
    item.add("told", context.name(statement.told));
    item.add("via", context.names(statement.via));
    item.add("on behalf", context.name(statement.on_behalf_of));
    item.add("rule", statement.rule);
    item.add("knowledge", cue_line(context, statement));
    section.items.push_back(std::move(item));
  }
  return section;
}

TraceSection votes_of(const TraceContext& context, Range sentence) {
  TraceSection section{"votes", {}};
  for (const coding::Vote& vote : context.reading.coded.votes) {
    if (!context.in(sentence, vote.evidence.front())) continue;
    TraceItem item{context.quoted(vote.evidence.front()), {}, {}};
    const auto count = [](const std::optional<int>& number) {
      return number ? std::to_string(*number) : std::string();
    };
    item.add("body", vote.body);
    item.add("draft", vote.draft);
    item.add("day", context.days(vote.date));
    item.add("sponsors", context.names(vote.sponsors));
    item.add("for", count(vote.in_favour_count));
    item.add("for", context.names(vote.in_favour));
    item.add("against", count(vote.against_count));
    item.add("against", context.names(vote.against));
    item.add("abstained", count(vote.abstained_count));
    item.add("abstained", context.names(vote.abstained));
    if (vote.veto) item.add("veto", "yes");
    item.add("result", vote.result);
    for (const std::string& check : vote.checks)
      item.add("check", check + " (vocabulary/body_rules.tsv, unsc/members.tsv)");
    section.items.push_back(std::move(item));
  }
  return section;
}

TraceSection tolls_of(const TraceContext& context, Range sentence) {
  TraceSection section{"tolls", {}};
  for (const coding::Toll& toll : context.reading.coded.tolls) {
    if (!context.in(sentence, toll.evidence.front())) continue;
    TraceItem item{"\"" + toll.stated + "\"", {}, {}};
    const auto number = [](const std::optional<double>& value) {
      return value ? fmt::format("{}", *value) : std::string("?");
    };
    item.add("kind", toll.kind);
    item.add("number", number(toll.lower) + " to " + number(toll.upper) + ", " + toll.form);
    item.add("scope", toll.scope);
    item.add("who", toll.who);
    item.add("by", context.name(toll.by_whom));
    item.add("place", toll.place);
    item.add("source", context.names(toll.according_to));
    item.add("status", toll.status);
    item.add("rule", toll.rule);
    item.add("words", context.quoted(toll.evidence.front()));
    section.items.push_back(std::move(item));
  }
  return section;
}

}  // namespace parley::app
