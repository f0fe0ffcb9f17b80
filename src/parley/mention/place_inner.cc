// Names of places inside other names: for those who count toponyms rather than places.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/knowledge/name_key.h"
#include "parley/mention/place_spans.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

constexpr std::uint32_t kMostWords = 4;

class InnerFinder {
 public:
  InnerFinder(const ReportView& report, const std::vector<PlaceSpan>& spans)
      : report_(report), parse_(report.parse), covered_(report.parse.tokens.size(), false) {
    for (const PlaceSpan& span : spans) {
      if (!span.people) keys_.insert(span.key);
      for (std::uint32_t t = span.tokens.begin; t < span.tokens.end; ++t) covered_[t] = true;
    }
    for (const language::Entity& entity : parse_.entities)
      if (entity.label == "PERSON" && entity.tokens.size() > 1)
        surnames_.insert(token(entity.tokens.end - 1).lower);
    for (const language::Entity& entity : parse_.entities)
      if (entity.label == "PERSON" || entity.label == "DATE" || entity.label == "TIME")
        for (std::uint32_t t = entity.tokens.begin; t < entity.tokens.end; ++t)
          covered_[t] = covered_[t] || !(is_party_mark(t) || is_told_apart(entity, t));
  }

  std::vector<PlaceSpan> run() {
    std::vector<PlaceSpan> found;
    for (const language::Sentence& sentence : parse_.sentences)
      for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end;) {
        const auto span = span_at(t, sentence.tokens.end);
        if (!span) {
          ++t;
          continue;
        }
        t = span->tokens.end;
        found.push_back(*span);
      }
    return found;
  }

 private:
  const language::Token& token(std::uint32_t t) const { return parse_.tokens[t]; }

  bool is_name(std::uint32_t t) const {
    return !covered_[t] && !token(t).text.empty() && is_ascii_upper(token(t).text[0]) &&
           token(t).tag.starts_with("NNP");
  }

  // "Sen. X, D-Plymouth": where a member of parliament comes from.
  bool is_party_mark(std::uint32_t t) const {
    return t >= 2 && token(t - 1).text == "-" && !token(t - 1).space_after &&
           (token(t - 2).text == "D" || token(t - 2).text == "R" || token(t - 2).text == "I");
  }

  // What the model takes for a person, though the report has a place of that name: "Avondale Mayor X".
  bool is_told_apart(const language::Entity& entity, std::uint32_t t) const {
    if (entity.label != "PERSON" || t != entity.tokens.begin ||
        !keys_.contains(knowledge::folded_name(token(t).text)))
      return false;
    if (entity.tokens.size() == 1) return true;
    // "Ordham Fire Chief X"
    for (std::uint32_t k = t + 1; k < std::min(entity.tokens.end, t + 4); ++k)
      if (report_.knowledge.places.is(token(k).lower, knowledge::PlaceClass::person_noun))
        return true;
    return false;
  }

  std::optional<PlaceSpan> span_at(std::uint32_t t, std::uint32_t limit) const {
    if (!is_name(t)) return std::nullopt;
    std::uint32_t end = t;
    while (end < limit && end - t < kMostWords && is_name(end)) ++end;
    for (; end > t; --end) {
      PlaceSpan span;
      span.tokens = span.name = {t, end};
      span.key = knowledge::folded_name(parse_.text_of(span.name));
      span.sentence = token(t).sentence;
      span.inner = true;
      const std::string_view text = parse_.text_of(span.name);
      span.capitals = std::none_of(text.begin(), text.end(), is_ascii_lower);
      if (fits(span, limit)) return span;
    }
    return std::nullopt;
  }

  bool fits(const PlaceSpan& span, std::uint32_t limit) const {
    const std::uint32_t t = span.name.begin, end = span.name.end;
    const knowledge::PlaceTables& tables = report_.knowledge.places;
    if (is_country(span)) return !is_last_of_body(t, end);
    if (span.key.size() < 3 || is_party(span)) return false;
    const bool known = keys_.contains(span.key);
    if (span.name.size() == 1 && surnames_.contains(token(t).lower) && !is_party_mark(t))
      return false;
    // "Matthew Arnold School": the second word of a name that began before.
    if (span.name.size() == 1 && !known && t > 0 && is_name(t - 1) && token(t - 1).space_after)
      return false;
    if (span.name.size() == 1 && (tables.is(token(t).lower, knowledge::PlaceClass::blocked) ||
                                  tables.is(token(t).lower, knowledge::PlaceClass::partitive) ||
                                  tables.is(token(t).lower, knowledge::PlaceClass::noun)))
      return false;
    if (known) return true;
    if (!report_.knowledge.gazetteer.has('1', span.key)) return false;
    if (is_party_mark(t) || token(end - 1).lower == "county" || token(end - 1).lower == "parish")
      return true;
    return end < limit && token(end).tag.starts_with("NN") && !token(t).ent_type.empty();
  }

  // "United Russia", "Norvex North America"
  bool is_last_of_body(std::uint32_t t, std::uint32_t end) const {
    return t > 0 && is_name(t - 1) && token(t - 1).space_after && token(t - 1).ent_type == "ORG" &&
           token(t).ent_type == "ORG" && (end >= parse_.tokens.size() || !is_name(end));
  }

  // "U.S. Department of Health"
  bool is_country(const PlaceSpan& span) const {
    const auto found = report_.knowledge.places.find(span.key);
    return std::any_of(found.begin(), found.end(), [&](const knowledge::KnownPlace& place) {
      return place.kind == knowledge::KnownPlace::Kind::country &&
             (!place.capitals || span.capitals);
    });
  }

  // "Hamas", "Reuters": known as a body by this name.
  bool is_party(const PlaceSpan& span) const {
    const auto found =
        report_.knowledge.actors.named(knowledge::name_key(parse_.text_of(span.name)));
    return std::any_of(found.begin(), found.end(), [&](const knowledge::Alias& alias) {
      const auto kind = report_.knowledge.actors.entries()[alias.entry].kind;
      return kind != knowledge::EntryKind::state && kind != knowledge::EntryKind::region &&
             kind != knowledge::EntryKind::person;
    });
  }

  const ReportView& report_;
  const language::Parse& parse_;
  std::unordered_set<std::string_view> surnames_;
  std::vector<bool> covered_;
  std::unordered_set<std::string> keys_;
};

}  // namespace

std::vector<PlaceSpan> find_inner_spans(const ReportView& report,
                                        const std::vector<PlaceSpan>& spans) {
  return InnerFinder(report, spans).run();
}

}  // namespace parley::mention
