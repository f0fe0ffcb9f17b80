#include "parley/story/fingerprint.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>

#include "parley/knowledge/name_key.h"
#include "parley/mention/times.h"

namespace parley::story {
namespace {

// A window of five words is the usual unit of text reuse: four repeat by chance, seven miss edited copy.
constexpr std::size_t kPassageWords = 5;

template <typename T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

bool is_word(const language::Token& token) { return token.pos != "PUNCT" && token.pos != "SYM"; }

std::vector<std::uint64_t> passages_of(const language::Parse& parse) {
  std::vector<std::uint64_t> words, passages;
  for (const language::Token& token : parse.tokens)
    if (is_word(token)) words.push_back(std::hash<std::string_view>{}(token.lower));
  for (std::size_t at = 0; at + kPassageWords <= words.size(); ++at) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kPassageWords; ++k)
      hash = (hash ^ words[at + k]) * 0x9E3779B97F4A7C15u + (hash >> 29);
    passages.push_back(hash);
  }
  sort_unique(passages);
  return passages;
}

std::vector<std::string> people_of(const mention::Mentions& mentions) {
  std::vector<std::string> people;
  for (const mention::Actor& actor : mentions.actors) {
    if (actor.kind != "person") continue;
    const std::string_view name = actor.name;
    const std::string_view surname = name.substr(name.find_last_of(' ') + 1);
    if (std::string key = knowledge::name_key(surname); key.size() > 1)
      people.push_back(std::move(key));
  }
  sort_unique(people);
  return people;
}

// The weekday of an expression that names one and no date.
std::optional<WeekdayWord> weekday_in(const mention::ReportView& report,
                                      const mention::TimeExpression& time) {
  const knowledge::Calendar& calendar = report.knowledge.calendar;
  std::optional<WeekdayWord> found;
  bool night = false;
  for (std::uint32_t at = time.tokens.begin; at < time.tokens.end; ++at) {
    const std::string_view word = report.parse.tokens[at].lower;
    if (report.parse.tokens[at].pos == "NUM") return std::nullopt;
    const std::vector<knowledge::TimeWord>* readings = calendar.word(word);
    if (readings == nullptr) continue;
    for (const knowledge::TimeWord& reading : *readings) {
      if (reading.cls == knowledge::TimeClass::weekday)
        found = WeekdayWord{static_cast<unsigned>(reading.value)};
      if (reading.cls == knowledge::TimeClass::part)
        night = night || reading.code == "NI" || reading.code == "EV";
    }
  }
  if (!found) return std::nullopt;
  found->night = night;
  found->ahead =
      mention::tense_at(report.parse, calendar, mention::head_of(report.parse, time.tokens)) ==
      mention::Tense::future;
  return found;
}

}  // namespace

Fingerprint fingerprint_of(const mention::ReportView& report, const mention::Mentions& mentions) {
  Fingerprint print;
  print.source = report.article.source;
  print.published = report.article.published;
  print.passages = passages_of(report.parse);
  print.people = people_of(mentions);
  for (const mention::TimeExpression& time : mentions.times)
    if (const auto weekday = weekday_in(report, time)) print.weekdays.push_back(*weekday);
  return print;
}

}  // namespace parley::story
