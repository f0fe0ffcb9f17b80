#include "parley/mention/landmarks.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace parley::mention {
namespace {

using knowledge::TimeClass;

bool remembers(const ReportView& report, Range tokens) {
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t)
    if (const auto* readings = report.knowledge.calendar.word(report.parse.tokens[t].lower))
      for (const knowledge::TimeWord& reading : *readings)
        if (reading.cls == TimeClass::memory) return true;
  return false;
}

constexpr std::uint32_t kMostWords = 70;  // marks counted

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::vector<LandmarkInText> landmarks_in(const ReportView& report, std::uint32_t sentence) {
  std::vector<LandmarkInText> found;
  const Range tokens = report.parse.sentences[sentence].tokens;
  if (tokens.size() > kMostWords || remembers(report, tokens)) return found;
  std::vector<std::string_view> words;
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t)
    words.push_back(report.parse.tokens[t].text);
  for (const auto& told : report.knowledge.landmarks.told_in(words))
    found.push_back({sentence, told.landmark, told.named, told.rare_names, told.rare_words});
  return found;
}

std::optional<Day> earliest_by_resolutions(const ReportView& report) {
  constexpr std::uint32_t kListed = 8;  // "resolutions 2118, 2139 and 2254"
  std::optional<Day> earliest;
  const auto& tokens = report.parse.tokens;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    if (tokens[t].lemma != "resolution" && tokens[t].lower != "resolution" &&
        tokens[t].lower != "resolutions" && tokens[t].lower != "unscr")
      continue;
    for (std::uint32_t n = t + 1; n < tokens.size() && n <= t + kListed; ++n) {
      const bool between = tokens[n].text == "," || tokens[n].tag == "CC";
      const auto number = number_in(tokens[n].text);
      if (!number && !between) break;
      if (!number) continue;
      if (const auto days = report.knowledge.landmarks.resolution(*number))
        earliest = std::max(earliest.value_or(days->first), days->first);
    }
  }
  return earliest;
}

}  // namespace parley::mention
