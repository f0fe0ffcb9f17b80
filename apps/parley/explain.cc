#include "apps/parley/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "apps/parley/explain_parts.h"
#include "apps/parley/output.h"
#include "parley/mention/find.h"
#include "parley/text/text.h"

namespace parley::app {
namespace {

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return line;
}

std::size_t width_of(const std::string& text) { return count_code_points(text); }

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t own = width_of(text);
  return own < width ? text + std::string(width - own, ' ') : text;
}

// Items that have the same facts, none below them: one line each, in columns.
std::string columns(const TraceSection& section) {
  std::vector<std::size_t> width;
  for (const TraceItem& item : section.items) {
    width.resize(std::max(width.size(), item.facts.size() + 1));
    width[0] = std::max(width[0], width_of(item.head));
    for (std::size_t i = 0; i < item.facts.size(); ++i)
      width[i + 1] = std::max(width[i + 1], width_of(item.facts[i].second));
  }
  std::string out;
  for (const TraceItem& item : section.items) {
    std::string line = "    " + padded(item.head, width[0]);
    for (std::size_t i = 0; i < item.facts.size(); ++i)
      line += "  " + padded(item.facts[i].second, width[i + 1]);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

void write(const TraceItem& item, std::size_t depth, std::string& out) {
  constexpr std::size_t kNameWidth = 12;
  const std::string indent(4 + 4 * depth, ' ');
  out += indent + item.head + "\n";
  for (const auto& [name, value] : item.facts)
    out += fmt::format("{}  {} {}\n", indent, padded(name, kNameWidth), value);
  for (const TraceItem& below : item.under) write(below, depth + 1, out);
}

// Facts that an item may have several of: a list in JSON, however many there are.
constexpr std::string_view kLists[] = {"rival", "content", "words",   "force", "composed", "not",
                                       "check", "for",     "against", "why",   "abstained"};

std::string json_of(const TraceItem& item) {
  std::string out = "{\"what\": " + json_string(item.head);
  std::map<std::string, std::string> lists;
  for (const auto& [name, value] : item.facts) {
    if (std::find(std::begin(kLists), std::end(kLists), name) == std::end(kLists)) {
      out += ", " + json_string(name) + ": " + json_string(value);
      continue;
    }
    std::string& list = lists[name];
    list += (list.empty() ? "" : ", ") + json_string(value);
  }
  for (const auto& [name, list] : lists) out += ", " + json_string(name) + ": [" + list + "]";
  if (!item.under.empty()) {
    out += ", \"under\": [";
    for (std::size_t i = 0; i < item.under.size(); ++i)
      out += (i > 0 ? ", " : "") + json_of(item.under[i]);
    out += "]";
  }
  return out + "}";
}

}  // namespace

std::string TraceContext::quoted(Span span) const {
  if (span.empty()) return {};
  return "\"" + one_line(slice(reading.article.text, span)) + "\"";
}

std::string TraceContext::name(std::optional<mention::ActorId> actor) const {
  if (!actor || actor->value >= reading.mentions.actors.size()) return {};
  const mention::Actor& party = reading.mentions.at(*actor);
  return party.code.empty() ? party.name : party.name + " [" + party.code + "]";
}

std::string TraceContext::names(const std::vector<mention::ActorId>& actors) const {
  std::string all;
  for (const mention::ActorId actor : actors) all += (all.empty() ? "" : "; ") + name(actor);
  return all;
}

// Rules name their line ("lexicon/forces.tsv:12"), their act ("kill/v") or themselves ("imperative").
std::string TraceContext::rule(std::string_view rule) const {
  if (const knowledge::Act* act = knowledge.lexicon.act(rule))
    return std::string(rule) + " at " + act->where;
  return std::string(rule);
}

std::string TraceContext::days(const std::optional<DateRange>& range) const {
  if (!range) return {};
  return range->single() ? iso(range->first) : iso(range->first) + " to " + iso(range->last);
}

bool TraceContext::in(Range sentence, Span span) const {
  const Span all = parse().span_of(sentence);
  return all.begin <= span.begin && span.begin < all.end;
}

std::vector<SentenceTrace> explain(const record::Reading& reading,
                                   const knowledge::Knowledge& knowledge) {
  const TraceContext context{reading, knowledge};
  const PlaceTrace places(context);
  const CodingTrace coding(context);
  std::vector<SentenceTrace> traces;
  for (const language::Sentence& sentence : reading.parse.sentences) {
    const Range tokens = sentence.tokens;
    SentenceTrace trace;
    trace.text = one_line(reading.parse.text_of(tokens));
    for (TraceSection section :
         {words_of(context, tokens), actors_of(context, tokens), places.of(tokens),
          times_of(context, tokens), statements_of(context, tokens), coding.events(tokens),
          coding.moves(tokens), votes_of(context, tokens), tolls_of(context, tokens),
          coding.silent(tokens)})
      if (!section.items.empty()) trace.sections.push_back(std::move(section));
    traces.push_back(std::move(trace));
  }
  return traces;
}

std::string trace_text(const std::vector<SentenceTrace>& trace) {
  std::string out;
  for (const SentenceTrace& sentence : trace) {
    out += (out.empty() ? "" : "\n") + bold(sentence.text) + "\n";
    for (const TraceSection& section : sentence.sections) {
      out += "  " + bold(section.name) + "\n";
      if (section.name == "words") {
        out += columns(section);
        continue;
      }
      for (const TraceItem& item : section.items) write(item, 0, out);
    }
  }
  return out;
}

std::string trace_jsonl(const std::vector<SentenceTrace>& trace) {
  std::string out;
  for (const SentenceTrace& sentence : trace) {
    out += "{\"sentence\": " + json_string(sentence.text);
    for (const TraceSection& section : sentence.sections) {
      out += ", " + json_string(section.name) + ": [";
      for (std::size_t i = 0; i < section.items.size(); ++i)
        out += (i > 0 ? ", " : "") + json_of(section.items[i]);
      out += "]";
    }
    out += "}\n";
  }
  return out;
}

}  // namespace parley::app
