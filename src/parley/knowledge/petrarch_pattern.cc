#include "parley/knowledge/petrarch_pattern.h"

#include <fmt/format.h>

#include <algorithm>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

// Words that say whether and when something happens: the status of a clause, which patterns cannot ask for.
bool is_status_word(std::string_view word) {
  return one_of(
      word, {"not",   "no",   "never",  "n't",   "will",  "would", "should", "could", "may",
             "might", "must", "can",    "has",   "have",  "had",   "was",    "were",  "is",
             "are",   "be",   "been",   "did",   "do",    "does",  "said",   "to",    "indicated",
             "wo",    "ca",   "cannot", "being", "about", "if",    "unless"});
}

bool is_filler(std::string_view word) {
  return one_of(word,
                {"a", "an", "the", "its", "his", "her", "their", "our", "own", "this", "that"});
}

// "{", "}", "(", ")" apart from the words; "_" at the edge of the verb dropped ("IN_*", "*_OUT").
std::vector<std::string> tokens_of(std::string_view line) {
  std::string spaced;
  for (const char c : line) {
    if (std::string_view("{}()*").find(c) != std::string_view::npos) {
      spaced += ' ';
      spaced += c;
      spaced += ' ';
    } else {
      spaced += c == '\t' ? ' ' : c;
    }
  }
  std::vector<std::string> tokens;
  for (std::string_view token : split(spaced, ' ')) {
    while (token.starts_with('_')) token.remove_prefix(1);
    while (token.ends_with('_')) token.remove_suffix(1);
    if (!token.empty()) tokens.emplace_back(token);
  }
  return tokens;
}

class PatternReader {
 public:
  explicit PatternReader(std::string_view line) {
    const std::size_t open = line.rfind('[');
    const std::size_t close = line.find(']', open == line.npos ? 0 : open);
    if (open == line.npos || close == line.npos) {
      fail("no code");
      return;
    }
    pattern_.code = trim(line.substr(open + 1, close - open - 1));
    tokens_ = tokens_of(line.substr(0, open));
  }

  VerbPattern read() {
    if (!pattern_.problem.empty()) return pattern_;
    const auto verb = std::find(tokens_.begin(), tokens_.end(), "*");
    if (verb == tokens_.end()) {
      fail("no *: where the verb stands is not said");
      return pattern_;
    }
    before({tokens_.begin(), verb});
    behind({verb + 1, tokens_.end()});
    return pattern_;
  }

 private:
  void fail(std::string why) {
    if (pattern_.problem.empty()) pattern_.problem = std::move(why);
  }

  // Adds the words of a token ("PEACE_TALKS") to the phrase; the last one becomes its head.
  void add(VerbPhrase& phrase, std::string_view token) {
    for (const std::string_view part : split(token, '_')) {
      if (part.empty()) continue;
      const bool set = part.starts_with('&');
      if (!is_plain_word(set ? part.substr(1) : part)) fail(fmt::format("no word: {}", part));
      const std::string word = set ? std::string(part) : ascii_lower(part);
      if (is_filler(word)) continue;
      if (one_of(word, {"no", "not", "never"}))
        fail("asks for a negation, which belongs to the status of a clause");
      if (!phrase.head.empty()) phrase.modifiers.push_back(std::move(phrase.head));
      phrase.head = word;
    }
  }

  void before(const std::vector<std::string>& tokens) {
    for (const std::string& token : tokens) {
      const std::string word = ascii_lower(token);
      if (token == "$" || token == "^" || token == "{" || token == "}") continue;
      if (token == "%") {
        pattern_.mutual = true;
        continue;
      }
      if (token == "+") fail("the target stands before the verb");
      if (token == "(" || is_preposition_word(word)) fail("a prepositional phrase before the verb");
      if (is_status_word(word))
        fail(fmt::format("words before the verb that are no subject: {}", token));
      add(pattern_.subject, token);
    }
  }

  void behind(const std::vector<std::string>& tokens) {
    VerbPhrase* phrase = &pattern_.object;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string& token = tokens[i];
      const std::string word = ascii_lower(token);
      if (one_of(token, {"{", "}", "^", ")"})) continue;
      if (token == "(") {
        if (i + 1 < tokens.size()) phrase = open(tokens[++i]);
        continue;
      }
      const bool first =
          phrase == &pattern_.object && pattern_.object.empty() && pattern_.particle.empty();
      if (first && is_particle(word) && (!is_preposition_word(word) || i + 1 == tokens.size())) {
        pattern_.particle = word;
      } else if (is_preposition_word(word)) {
        phrase = open(token);
      } else if (token == "+") {
        take_target(*phrase);
      } else if (token == "$") {
        if (phrase == &pattern_.object || pattern_.behind.back().first != "by")
          fail("the source stands behind the verb");
      } else if (token == "%") {
        fail("source and target together stand behind the verb");
      } else if (token == "*") {
        fail("two verbs");
      } else {
        add(*phrase, token);
      }
    }
  }

  VerbPhrase* open(std::string_view preposition) {
    const std::string word = ascii_lower(preposition);
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != word.npos)
      fail(fmt::format("no preposition: {}", preposition));
    pattern_.behind.push_back({word, {}});
    return &pattern_.behind.back().second;
  }

  void take_target(const VerbPhrase& phrase) {
    if (!pattern_.target.empty()) fail("two targets");
    pattern_.target = &phrase == &pattern_.object ? "object" : pattern_.behind.back().first;
  }

  std::vector<std::string> tokens_;
  VerbPattern pattern_;
};

}  // namespace

bool is_plain_word(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return is_ascii_upper(c) || is_ascii_lower(c) || is_ascii_digit(c) || c == '-' || c == '\'' ||
           c == '.' || static_cast<unsigned char>(c) >= 128;
  });
}

bool is_particle(std::string_view word) {
  return one_of(word, {"out", "off", "up", "down", "back", "away", "forward", "ahead", "apart",
                       "aside", "along", "together", "around", "over", "in", "on", "through"});
}

bool is_preposition_word(std::string_view word) {
  return one_of(
      word, {"about",  "above", "across", "after",   "against",    "along",  "among",  "around",
             "as",     "at",    "before", "behind",  "between",    "beyond", "by",     "despite",
             "during", "for",   "from",   "in",      "inside",     "into",   "near",   "of",
             "on",     "onto",  "over",   "through", "throughout", "to",     "toward", "towards",
             "under",  "until", "upon",   "via",     "with",       "within", "without"});
}

VerbPattern read_verb_pattern(std::string_view line) { return PatternReader(line).read(); }

}  // namespace parley::knowledge
