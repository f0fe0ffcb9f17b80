#include "parley/record/json.h"

#include <fmt/format.h>
#include <openssl/sha.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>

#include "parley/text/text.h"

namespace parley::record {
namespace {

using mention::ActorId;

// Writes one reading. Each layer has a function; small ones below write a key with its value.
class Writer {
 public:
  Writer(const Reading& reading, const JsonOptions& options)
      : reading_(reading), options_(options), index_(reading.article.text), json_(buffer_) {}

  std::string write(const Provenance& provenance) {
    json_.StartObject();
    document();
    layer("actors", reading_.mentions.actors,
          [&](const auto& item, std::size_t i) { actor(item, i); });
    layer("places", places(), [&](const auto& item, std::size_t i) { place(*item, i); });
    layer("times", times(), [&](const auto& item, std::size_t) { time(*item); });
    layer("statements", reading_.statements,
          [&](const auto& item, std::size_t i) { statement(item, i); });
    layer("events", reading_.coded.events,
          [&](const auto& item, std::size_t i) { event(item, i); });
    layer("moves", reading_.coded.moves, [&](const auto& item, std::size_t i) { move(item, i); });
    layer("conditions", reading_.coded.conditions,
          [&](const auto& item, std::size_t i) { condition(item, i); });
    layer("votes", reading_.coded.votes, [&](const auto& item, std::size_t i) { vote(item, i); });
    layer("tolls", reading_.coded.tolls, [&](const auto& item, std::size_t i) { toll(item, i); });
    json_.Key("provenance");
    json_.StartObject();
    text("parley", provenance.parley);
    text("model", provenance.model);
    text("knowledge_sha256", provenance.knowledge_sha256);
    text("options", provenance.options);
    json_.EndObject();
    json_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  // --- values
  // ------------------------------------------------------------------------------------------------
  void string(std::string_view value) {
    json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void key(std::string_view name) {
    json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  // Null where the report says nothing.
  void text(std::string_view name, std::string_view value) {
    key(name);
    value.empty() ? static_cast<void>(json_.Null()) : string(value);
  }
  void texts(std::string_view name, const std::vector<std::string>& values) {
    key(name);
    json_.StartArray();
    for (const std::string& value : values) string(value);
    json_.EndArray();
  }
  // Whole numbers without a decimal point.
  void number(std::string_view name, std::optional<double> value) {
    key(name);
    if (!value || !std::isfinite(*value))
      json_.Null();
    else if (*value == std::floor(*value) && std::abs(*value) < 9e15)
      json_.Int64(static_cast<std::int64_t>(*value));
    else
      json_.Double(*value);
  }
  void day(std::string_view name, std::optional<Day> value) {
    text(name, value ? iso(*value) : "");
  }
  void range(std::string_view name, const std::optional<DateRange>& value) {
    text(name, value ? iso(*value) : "");
  }
  void ref(std::string_view name, char prefix, std::optional<std::uint32_t> id) {
    text(name, id ? fmt::format("{}{}", prefix, *id + 1) : "");
  }
  void actor_ref(std::string_view name, std::optional<ActorId> id) {
    ref(name, 'a', id ? std::optional(id->value) : std::nullopt);
  }
  void actor_refs(std::string_view name, const std::vector<ActorId>& ids) {
    key(name);
    json_.StartArray();
    for (const ActorId id : ids) string(fmt::format("a{}", id.value + 1));
    json_.EndArray();
  }
  void offsets(Span span) {
    key("start");
    json_.Uint(index_.code_points_before(span.begin));
    key("end");
    json_.Uint(index_.code_points_before(span.end));
  }
  void span(Span value) {
    json_.StartObject();
    offsets(value);
    text("text", slice(reading_.article.text, value));
    json_.EndObject();
  }
  void spans(std::string_view name, const std::vector<Span>& values) {
    key(name);
    json_.StartArray();
    for (const Span value : values) span(value);
    json_.EndArray();
  }
  void id(char prefix, std::size_t i) { text("id", fmt::format("{}{}", prefix, i + 1)); }

  template <class Items, class Write>
  void layer(std::string_view name, const Items& items, Write write_item) {
    key(name);
    json_.StartArray();
    for (std::size_t i = 0; i < items.size(); ++i) {
      json_.StartObject();
      write_item(items[i], i);
      json_.EndObject();
    }
    json_.EndArray();
  }

  std::vector<const mention::Place*> places() const {
    std::vector<const mention::Place*> kept;
    for (const mention::Place& place : reading_.mentions.places)
      if (options_.all_readings || place.reading == "literal") kept.push_back(&place);
    if (options_.all_readings && !reading_.mentions.place_names.empty()) {
      for (const mention::Place& place : reading_.mentions.place_names) kept.push_back(&place);
      std::stable_sort(kept.begin(), kept.end(),
                       [](const auto* a, const auto* b) { return a->span.begin < b->span.begin; });
    }
    return kept;
  }
  std::vector<const mention::TimeExpression*> times() const {
    std::vector<const mention::TimeExpression*> kept;
    for (const mention::TimeExpression& time : reading_.mentions.times)
      if (options_.all_readings || time.dates) kept.push_back(&time);
    return kept;
  }

  // --- layers, in the contract's order
  // ---------------------------------------------------------------------------
  void document() {
    const page::Article& article = reading_.article;
    key("document");
    json_.StartObject();
    text("id", document_id(article));
    text("source", article.source);
    text("url", article.url);
    text("title", article.title);
    text("publisher", article.publisher);
    texts("agencies", article.agencies);
    texts("bylines", article.bylines);
    key("dateline");
    if (article.dateline.place.empty() && !article.dateline.day) {
      json_.Null();
    } else {
      json_.StartObject();
      text("place", article.dateline.place);
      day("date", article.dateline.day);
      json_.EndObject();
    }
    key("published");
    json_.StartObject();
    day("date", article.published.day);
    text("basis", page::name_of(article.published.basis));
    text("reason", article.published.reason);
    json_.EndObject();
    text("language", article.language);
    if (options_.text) {
      key("text");
      string(article.text);
    }
    text("text_sha256", sha256_hex(article.text));
    layer("segments", article.segments, [&](const page::Segment& segment, std::size_t) {
      text("kind", page::name_of(segment.kind));
      offsets(segment.span);
      text("reason", segment.reason);
    });
    layer("entries", article.entries, [&](const page::Entry& entry, std::size_t) {
      text("kind", entry.comment ? "comment" : "live");
      offsets(entry.span);
      text("author", entry.author);
      day("date", entry.day);
      text("time", entry.time);
    });
    texts("repairs", article.repairs);
    json_.EndObject();
  }

  void actor(const mention::Actor& item, std::size_t i) {
    id('a', i);
    text("name", item.name);
    text("code", item.code);
    text("kind", item.kind);
    text("country", item.country);
    texts("sectors", item.sectors);
    text("role", item.role);
    texts("aliases", item.aliases);
    layer("mentions", item.mentions, [&](const mention::ActorMention& mention, std::size_t) {
      offsets(mention.span);
      text("text", slice(reading_.article.text, mention.span));
    });
  }

  void place(const mention::Place& item, std::size_t i) {
    id('p', i);
    text("text", slice(reading_.article.text, item.span));
    offsets(item.span);
    text("name", item.name);
    text("country", item.country);
    text("admin1", item.admin1);
    number("lat", item.lat);
    number("lon", item.lon);
    number("geonames",
           item.geonames ? std::optional(static_cast<double>(*item.geonames)) : std::nullopt);
    text("precision", item.precision);
    text("reading", item.reading);
    text("role", item.role);
    text("reason", item.reason);
  }

  // TIMEX3 has placeholders for what is not said ("PXD": some days, "PAST_REF": once); the record has null for them.
  static bool is_known(std::string_view timex) {
    return timex.find('X') == std::string_view::npos && !timex.ends_with("_REF");
  }
  void time(const mention::TimeExpression& item) {
    text("text", slice(reading_.article.text, item.span));
    offsets(item.span);
    text("type", item.type);
    text("value", options_.all_readings || is_known(item.value) ? item.value : "");
    day("from", item.range ? std::optional(item.range->first) : std::nullopt);
    day("to", item.range ? std::optional(item.range->last) : std::nullopt);
    text("grain", item.grain);
    text("basis", item.basis);
  }

  void statement(const attribution::Statement& item, std::size_t i) {
    id('s', i);
    actor_ref("speaker", item.speaker);
    text("speaker_text", slice(reading_.article.text, item.speaker_span));
    text("kind", attribution::name_of(item.kind));
    text("cue", slice(reading_.article.text, item.cue));
    spans("content", item.content);
    if (item.told)
      actor_ref("told", item.told);
    else
      text("told", slice(reading_.article.text, item.told_span));
    actor_refs("via", item.via);
    actor_ref("on_behalf_of", item.on_behalf_of);
    text("polarity", item.polarity);
    text("attitude", item.attitude);
    range("date", item.date);
    text("rule", item.rule);
    spans("evidence", item.evidence);
  }

  void event(const coding::Event& item, std::size_t i) {
    id('e', i);
    text("type", item.type);
    text("mode", item.mode);
    texts("context", item.context);
    text("cameo", item.cameo);
    number("goldstein", item.goldstein);
    number("quad", item.quad == 0 ? std::nullopt : std::optional(static_cast<double>(item.quad)));
    actor_refs("actors", item.actors);
    actor_refs("recipients", item.recipients);
    text("place", item.place);
    key("date");
    if (!item.date && item.date_text.empty()) {
      json_.Null();
    } else {
      json_.StartObject();
      day("from", item.date ? std::optional(item.date->first) : std::nullopt);
      day("to", item.date ? std::optional(item.date->last) : std::nullopt);
      text("text", item.date_text);
      json_.EndObject();
    }
    text("status", item.status);
    text("certainty", item.certainty);
    actor_refs("according_to", item.according_to);
    key("tolls");
    json_.StartArray();
    for (const Id<coding::Toll> toll : item.tolls) string(fmt::format("t{}", toll.value + 1));
    json_.EndArray();
    text("rule", item.rule);
    spans("evidence", item.evidence);
  }

  void move(const coding::Move& item, std::size_t i) {
    id('m', i);
    text("move", item.move);
    text("family", item.family);
    actor_refs("actor", item.actors);
    actor_refs("recipient", item.recipients);
    actor_refs("third_party", item.third_parties);
    text("subject", item.subject);
    text("venue", item.venue);
    range("date", item.date);
    text("modality", item.modality);
    ref("in_reply_to", 'm', item.in_reply_to);
    key("conditions");
    json_.StartArray();
    for (const Id<coding::Condition> condition : item.conditions)
      string(fmt::format("c{}", condition.value + 1));
    json_.EndArray();
    text("cameo", item.cameo);
    actor_refs("according_to", item.according_to);
    text("rule", item.rule);
    spans("evidence", item.evidence);
  }

  void condition(const coding::Condition& item, std::size_t i) {
    id('c', i);
    text("kind", item.kind);
    actor_refs("who", item.who);
    text("role", item.role);
    actor_refs("of", item.of);
    ref("for_move", 'm', item.for_move);
    day("deadline", item.deadline);
    spans("evidence", item.evidence);
  }

  void vote(const coding::Vote& item, std::size_t i) {
    id('v', i);
    text("body", item.body);
    text("draft", item.draft);
    range("date", item.date);
    actor_refs("sponsors", item.sponsors);
    number("in_favour", item.in_favour_count);
    actor_refs("in_favour_by", item.in_favour);
    actor_refs("against", item.against);
    actor_refs("abstained", item.abstained);
    number("against_count", item.against_count);
    number("abstained_count", item.abstained_count);
    key("veto");
    json_.Bool(item.veto);
    text("result", item.result);
    texts("checks", item.checks);
    spans("evidence", item.evidence);
  }

  void toll(const coding::Toll& item, std::size_t i) {
    id('t', i);
    text("kind", item.kind);
    number("lower", item.lower);
    number("upper", item.upper);
    text("form", item.form);
    text("stated", item.stated);
    text("scope", item.scope);
    day("from", item.from);
    day("to", item.to);
    text("place", item.place);
    text("who", item.who);
    actor_ref("by_whom", item.by_whom);
    actor_refs("according_to", item.according_to);
    text("counted_how", item.counted_how);
    text("status", item.status);
    texts("relation", item.relation);
    text("rule", item.rule);
    spans("evidence", item.evidence);
  }

  const Reading& reading_;
  const JsonOptions& options_;
  const CodePointIndex index_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  std::string hex;
  for (const unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::string document_id(const page::Article& article) {
  return "d" + sha256_hex(article.text).substr(0, 16);
}

std::string to_json(const Reading& reading, const Provenance& provenance,
                    const JsonOptions& options) {
  return Writer(reading, options).write(provenance);
}

}  // namespace parley::record
