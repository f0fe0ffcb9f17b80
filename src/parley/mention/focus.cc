#include "parley/mention/focus.h"

#include <algorithm>

namespace parley::mention {
namespace {

using knowledge::Alias;
using knowledge::AliasKind;
using knowledge::EntryKind;

constexpr double kHeadline = 3, kLead = 2;  // the first sentences tell what the report is about
constexpr std::uint32_t kLeadSentences = 4;
constexpr double kConflict = 2;              // "the Syrian uprising"
constexpr std::uint32_t kConflictWords = 3;  // how far behind the nation its noun stands
constexpr double kGroup = 2;                 // an armed group or opposition body has its war there
constexpr double kBodyShare = 0.3;           // an international body that the report names
constexpr double kPlace = 1.5;               // a town named is where it happens

double weight_of(EntryKind kind, AliasKind alias) {
  switch (kind) {
    case EntryKind::state:
      return alias == AliasKind::capital || alias == AliasKind::seat ? 0.5 : 1;
    case EntryKind::group:
      return kGroup;
    case EntryKind::person:
      return 0.5;
    default:
      return 0;
  }
}

// The key of most weight, of equal ones the first by the alphabet; "" of none.
std::string heaviest(const std::unordered_map<std::string, double>& weights) {
  std::string found;
  double best = 0;
  for (const auto& [country, weight] : weights)
    if (weight > best || (weight == best && country < found)) {
      best = weight;
      found = country;
    }
  return found;
}

}  // namespace

Focus::Focus(const ReportView& report, const std::vector<NameMatch>& names,
             const std::vector<Place>& places) {
  const auto& entries = report.knowledge.actors.entries();
  const auto& parse = report.parse;
  const auto& segments = report.article.segments;
  const auto factor_at = [&](std::uint32_t token) {
    const language::Sentence& sentence = parse.sentence_of(token);
    if (sentence.block < segments.size() &&
        segments[sentence.block].kind == page::SegmentKind::headline)
      return kHeadline;
    return parse.tokens[token].sentence < kLeadSentences ? kLead : 1.0;
  };
  std::unordered_map<std::string, double> fought_over, happens;
  const auto add_conflict = [&](std::string_view country, double weight) {
    if (country.size() == 3) fought_over[std::string(country)] += weight;
  };
  const auto add = [&](std::string_view country, double weight) {
    if (country.size() != 3 || weight <= 0) return;
    weight_[std::string(country)] += weight;
    sum_ += weight;
  };
  for (const NameMatch& name : names) {
    if (name.aliases.empty()) continue;
    const Alias& alias = name.aliases.front();
    const auto& entry = entries[alias.entry];
    // A surname or a short form may be another's: what it means hangs on the country, not the
    // country on it.
    if (alias.kind == AliasKind::surname || (alias.acronym && entry.kind == EntryKind::group))
      continue;
    if (entry.kind == EntryKind::organisation) bodies_.insert(std::string(entry.code));
    const std::string_view code = entry.kind == EntryKind::person && !entry.offices.empty()
                                      ? entry.offices.back().code
                                      : entry.code;
    if (entry.kind == EntryKind::state)
      for (std::uint32_t t = name.tokens.end;
           t < parse.tokens.size() && t < name.tokens.end + kConflictWords; ++t)
        if (report.knowledge.actors.of_conflict(parse.tokens[t].lemma)) {
          add(entry.code, kConflict * factor_at(t));
          add_conflict(entry.code, kConflict);
          break;
        }
    if (code.ends_with("REB") || code.ends_with("OPP") || code.ends_with("UAF"))
      add_conflict(knowledge::country_of(code), kGroup);
    add(knowledge::country_of(code),
        weight_of(entry.kind, alias.kind) * factor_at(name.tokens.begin));
  }
  for (const Place& place : places) {
    if (place.precision == "country" || place.country.empty()) continue;
    const bool dateline = place.role == "dateline";
    if (dateline || place.tokens.empty()) continue;
    add(place.country, kPlace * factor_at(place.tokens.begin));
    if (place.reading == "literal") happens[place.country] += 1;
  }
  country_ = heaviest(weight_);
  conflict_ = heaviest(fought_over);
  if (conflict_.empty()) conflict_ = heaviest(happens);
}

double Focus::share(std::string_view iso3) const {
  if (bodies_.contains(std::string(iso3))) return kBodyShare;
  const auto found = weight_.find(std::string(iso3));
  return found == weight_.end() || sum_ <= 0 ? 0 : found->second / sum_;
}

}  // namespace parley::mention
