#include "parley/knowledge/cues.h"

#include <algorithm>

namespace parley::knowledge {
namespace {

std::optional<CuePart> part_of(std::string_view name) {
  if (name == "verb") return CuePart::verb;
  if (name == "noun") return CuePart::noun;
  if (name == "adjective") return CuePart::adjective;
  if (name == "phrase") return CuePart::phrase;
  return std::nullopt;
}

std::string key_of(CuePart part, std::string_view lemma) {
  static constexpr char kLetters[] = {'v', 'n', 'a', 'p'};
  std::string key(1, kLetters[static_cast<std::size_t>(part)]);
  key += ' ';
  key += lemma;
  return key;
}

CueFrame frame_of(std::string_view written, const Row& row) {
  CueFrame frame;
  const std::size_t colon = written.find(':');
  frame.kind = written.substr(0, colon);
  if (colon != std::string_view::npos) frame.preposition = written.substr(colon + 1);
  frame.attitude = row[3];
  frame.negative = row[4] == "negative";
  frame.where = row.where();
  return frame;
}

}  // namespace

const CueFrame* Cue::frame(std::string_view kind, std::string_view preposition) const {
  for (const CueFrame& frame : frames)
    if (frame.kind == kind && (preposition.empty() || frame.preposition == preposition))
      return &frame;
  return nullptr;
}

const Cue* Cues::find(CuePart part, std::string_view lemma) const {
  const auto found = by_lemma.find(key_of(part, lemma));
  return found == by_lemma.end() ? nullptr : &all[found->second];
}

bool Cues::is(std::string_view kind, std::string_view word) const {
  std::string key(kind);
  key += ' ';
  key += word;
  return words.count(key) != 0;
}

std::vector<std::string_view> Cues::phrases() const {
  std::vector<std::string_view> found;
  for (const Cue& cue : all)
    if (cue.part == CuePart::phrase) found.push_back(cue.lemma);
  std::sort(found.begin(), found.end(), [](std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return found;
}

Result<Cues> load_cues(const Files& files) {
  Cues cues;
  const auto take_cue = [&](const Row& row) -> Status {
    const auto part = part_of(row[1]);
    if (!part) return row.error("no part of speech '" + std::string(row[1]) + "'");
    if (row[4] != "positive" && row[4] != "negative")
      return row.error("polarity is positive or negative");
    for (const std::string_view lemma : list_of(row[0])) {
      const auto [at, fresh] =
          cues.by_lemma.emplace(key_of(*part, lemma), static_cast<std::uint32_t>(cues.all.size()));
      if (fresh) cues.all.push_back({std::string(lemma), *part, {}});
      for (const std::string_view frame : list_of(row[2]))
        cues.all[at->second].frames.push_back(frame_of(frame, row));
    }
    return std::nullopt;
  };
  if (auto error = read_tsv(files, "attribution/cues.tsv", 5, 5, take_cue)) return *error;
  const auto take_word = [&](const Row& row) -> Status {
    for (const std::string_view word : list_of(row[1])) {
      std::string key(row[0]);
      key += ' ';
      key += word;
      cues.words.insert(std::move(key));
    }
    return std::nullopt;
  };
  if (auto error = read_tsv(files, "attribution/words.tsv", 2, 2, take_word)) return *error;
  return cues;
}

}  // namespace parley::knowledge
