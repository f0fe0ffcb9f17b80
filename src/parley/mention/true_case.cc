#include "parley/mention/true_case.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "parley/knowledge/gazetteer_keys.h"
#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using page::SegmentKind;

constexpr std::size_t kLeastLetters = 12;        // fewer are a slogan, an abbreviation, a dateline
constexpr std::size_t kLongestPlace = 4;         // words of a place's name
constexpr std::uint32_t kKnownPlace = 50'000;    // people: a place that a noun may be taken for
constexpr std::uint32_t kPlaceOfWords = 20'000;  // people: a place of several words

// Latin letters outside ASCII whose other case has as many bytes: U+00C0..U+00DE.
bool is_accented_upper(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  return at + 1 < text.size() && byte(at) == 0xC3 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9E &&
         byte(at + 1) != 0x97;
}

void lower_at(std::string& text, std::size_t at) {
  if (is_ascii_upper(text[at])) text[at] = static_cast<char>(text[at] + 32);
  if (is_accented_upper(text, at)) text[at + 1] = static_cast<char>(text[at + 1] + 32);
}

// Lead bytes 0xE2 and up bring quotation marks and scripts without case.
bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_ascii_upper(c) || is_ascii_lower(c) || (byte >= 0xC3 && byte <= 0xE1);
}
bool is_inside_word(char c) {
  return is_letter(c) || is_ascii_digit(c) || (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

struct Word {
  Span span;
  std::string_view text;
  std::string lower;
  bool first = false;  // of its sentence
};

// Runs of letters and digits, with an apostrophe or dots inside ("O'BRIEN", "U.S.").
std::vector<Word> words_of(std::string_view text, Span block) {
  std::vector<Word> words;
  bool first = true;
  for (std::uint32_t at = block.begin; at < block.end;) {
    if (!is_letter(text[at])) {
      if (text[at] == '.' || text[at] == '!' || text[at] == '?' || text[at] == ':') first = true;
      ++at;
      continue;
    }
    std::uint32_t end = at;
    const auto more = [&](std::uint32_t i) { return i < block.end && is_inside_word(text[i]); };
    const auto mark_at = [&](std::uint32_t i) -> std::uint32_t {  // bytes of an inner mark
      const std::string_view rest = text.substr(i, block.end - i);
      const bool dot = rest.starts_with('.') && i - at <= 3;
      const std::uint32_t size = rest.starts_with("’") ? 3 : dot || rest.starts_with('\'') ? 1 : 0;
      return size != 0 && rest.size() > size && is_letter(rest[size]) ? size : 0;
    };
    while (more(end) || mark_at(end) != 0) end += more(end) ? 1 : mark_at(end);
    // "U.S." keeps its last dot; so does no other word.
    if (end < block.end && text[end] == '.' &&
        text.substr(at, end - at).find('.') != std::string_view::npos)
      ++end;
    const std::string_view word = text.substr(at, end - at);
    std::string lower(word);
    for (std::size_t i = 0; i < lower.size(); ++i) lower_at(lower, i);
    words.push_back({{at, end}, word, std::move(lower), first});
    first = false;
    at = end;
  }
  return words;
}

bool has_lower(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_ascii_lower);
}
bool has_vowel(std::string_view lower) {
  return lower.find_first_of("aeiouy\xC3") != std::string_view::npos;
}

enum class Style { sentence, capitals, title };

Style style_of(std::string_view text, const page::Segment& segment) {
  std::size_t upper = 0, lower = 0, long_words = 0, capital = 0;
  for (const char c : slice(text, segment.span)) {
    upper += is_ascii_upper(c);
    lower += is_ascii_lower(c);
  }
  if (upper + lower < kLeastLetters) return Style::sentence;
  if (upper > 9 * lower) return Style::capitals;
  if (segment.kind != SegmentKind::headline && segment.kind != SegmentKind::subhead)
    return Style::sentence;
  for (const Word& word : words_of(text, segment.span)) {
    if (word.first || word.text.size() < 4) continue;
    ++long_words;
    capital += is_ascii_upper(word.text[0]) && has_lower(word.text);
  }
  return long_words >= 3 && capital * 10 >= long_words * 8 ? Style::title : Style::sentence;
}

class Caser {
 public:
  Caser(const page::Article& article, const knowledge::Knowledge& knowledge,
        const WordKind& kind_of)
      : article_(article), knowledge_(knowledge), kind_of_(kind_of) {}

  std::string run() {
    std::vector<std::pair<const page::Segment*, Style>> again;
    for (const page::Segment& segment : article_.segments) {
      if (!page::is_report_text(segment.kind)) continue;
      const Style style = style_of(article_.text, segment);
      if (style == Style::sentence) {
        learn(segment);
      } else {
        again.push_back({&segment, style});
      }
    }
    if (again.empty()) return "";
    out_ = article_.text;
    for (const auto& [segment, style] : again)
      if (style == Style::capitals) learn_brackets(slice(article_.text, segment->span));
    for (const auto& [segment, style] : again) write(*segment, style);
    return std::move(out_);
  }

 private:
  // How the report writes a word inside its sentences.
  void learn(const page::Segment& segment) {
    for (const Word& word : words_of(article_.text, segment.span)) {
      if (word.first && has_lower(word.text)) {
        starts_.insert(word.lower);
        continue;
      }
      auto& forms = written_[word.lower];
      const auto same = std::find_if(forms.begin(), forms.end(),
                                     [&](const auto& form) { return form.first == word.text; });
      if (same == forms.end()) {
        forms.push_back({word.text, 1});
      } else {
        ++same->second;
      }
    }
  }

  // "[FMLN]", "(ELN)": abbreviations, wherever they stand again.
  void learn_brackets(std::string_view text) {
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
      if (text[at] != '(' && text[at] != '[') continue;
      const std::size_t end = text.find_first_of(")]- ", at + 1);
      if (end == std::string_view::npos || end - at > 8 || end - at < 3) continue;
      const std::string_view word = text.substr(at + 1, end - at - 1);
      if (std::all_of(word.begin(), word.end(), is_ascii_upper) && kind_of_(ascii_lower(word)) == 0)
        written_[ascii_lower(word)] = {{word, 1}};
    }
  }

  void write(const page::Segment& segment, Style style) {
    const std::vector<Word> words = words_of(article_.text, segment.span);
    for (std::size_t w = 0; w < words.size();) {
      if (style == Style::title && !is_ascii_upper(words[w].text[0])) {
        ++w;
        continue;
      }
      std::size_t taken = style == Style::capitals ? known_name(words, w) : title_name(words, w);
      if (taken == 0) {
        word(words, w, style);
        taken = 1;
      }
      w += taken;
    }
  }

  // --- names of several words, and single ones that no word of the language is

  std::string key_of(const std::vector<Word>& words, std::size_t begin, std::size_t end) const {
    const Span span{words[begin].span.begin, words[end - 1].span.end};
    return std::string(slice(article_.text, span));
  }

  // Only blanks, a hyphen or an apostrophe between them.
  bool joined(const std::vector<Word>& words, std::size_t w) const {
    const std::string_view between =
        slice(article_.text, Span{words[w - 1].span.end, words[w].span.begin});
    return !between.empty() && between.size() <= 4 &&
           between.find_first_not_of(" \t\r\n-") == std::string_view::npos;
  }

  // Words of the longest name that starts here, written with its capitals; 0 for none.
  std::size_t known_name(const std::vector<Word>& words, std::size_t w) {
    std::size_t most = 1;
    while (w + most < words.size() && most < 8 && joined(words, w + most)) ++most;
    for (std::size_t size = most; size > 0; --size) {
      const std::string name = key_of(words, w, w + size);
      if (size == 1 && is_plain(words[w].lower)) return 0;
      bool capitals = false;
      if (!is_actor(name, size, words[w].lower, capitals) && !is_place(name, size, words[w].lower))
        continue;
      for (std::size_t i = w; i < w + size; ++i)
        if (!capitals && !(i > w && is_function(words[i].lower)))
          capitalise(words[i]);
        else if (!capitals)
          lower(words[i]);
      return size;
    }
    return 0;
  }

  // A known name in a Headline Of Capitals stays as it is.
  std::size_t title_name(const std::vector<Word>& words, std::size_t w) {
    std::size_t most = 1;
    while (w + most < words.size() && most < 8 && joined(words, w + most)) ++most;
    for (std::size_t size = most; size > 0; --size) {
      const std::string name = key_of(words, w, w + size);
      bool capitals = false;
      if (size == 1 && (is_plain(words[w].lower) || words[w].first)) return 0;
      if (is_actor(name, size, words[w].lower, capitals) || is_place(name, size, words[w].lower))
        return size;
    }
    return 0;
  }

  bool is_function(std::string_view lower) const {
    std::string plain(lower);
    if (const std::size_t mark = plain.find("’"); mark != std::string::npos)
      plain.replace(mark, 3, "'");
    return knowledge_.lexicon.in_class("@function", plain) ||
           (plain.ends_with("'s") &&
            knowledge_.lexicon.in_class("@function", plain.substr(0, plain.size() - 2)));
  }

  // The report has the word with a capital, if only at the start of sentences, and never small.
  bool is_only_capital(std::string_view lower) const {
    return starts_.contains(std::string(lower)) && !written_.contains(std::string(lower));
  }

  // A word that the report itself writes small, or one of grammar.
  bool is_plain(std::string_view lower) const {
    if (is_function(lower)) return true;
    const auto form = own_form(lower);
    return !form.empty() && form == lower;
  }

  bool is_actor(std::string_view name, std::size_t size, std::string_view lower,
                bool& capitals) const {
    using knowledge::AliasKind;
    for (const knowledge::Alias& alias : knowledge_.actors.named(knowledge::name_key(name))) {
      if (alias.lower_case) return false;
      if (size > 1) {
        capitals = alias.acronym;
        return true;
      }
      const char kind = kind_of_(lower);
      // "CAR" is a car; "FARC" in a list of nouns is still the FARC.
      if (alias.acronym && (kind == 'w' || (kind == 'n' && lower.size() < 4))) continue;
      const bool sure = alias.kind == AliasKind::adjective || alias.kind == AliasKind::people ||
                        (alias.kind == AliasKind::name && kind != 'w') ||
                        alias.kind == AliasKind::capital || kind == 0 || alias.acronym ||
                        is_only_capital(lower);
      if (!sure) continue;
      capitals = alias.acronym;
      return true;
    }
    return false;
  }

  bool is_place(std::string_view name, std::size_t size, std::string_view lower) const {
    if (size > kLongestPlace || (size == 1 && kind_of_(lower) == 'w')) return false;
    if (size == 1 && kind_of_(lower) == 0) return false;  // a capital in any case
    std::vector<knowledge::Gazetteer::Candidate> found;
    knowledge_.gazetteer.find('1', knowledge::folded_name(name), found);
    const std::uint32_t least = size == 1 ? kKnownPlace : kPlaceOfWords;
    return std::any_of(found.begin(), found.end(), [&](const auto& one) {
      const auto& entry = knowledge_.gazetteer.at(one.entry);
      return one.main && (entry.population >= least || entry.feature == knowledge::Feature::admin1);
    });
  }

  // --- single words

  // The form that the report writes most; "" where it does not.
  std::string_view own_form(std::string_view lower) const {
    const auto found = written_.find(std::string(lower));
    if (found == written_.end()) return {};
    const auto best =
        std::max_element(found->second.begin(), found->second.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return best->first;
  }

  void word(const std::vector<Word>& words, std::size_t w, Style style) {
    const Word& word = words[w];
    if (word.text == "US" || word.text == "I") return;
    if (word.text.find('.') != std::string_view::npos) return;  // "U.S.", "NO.4"
    // NOLINTBEGIN(bugprone-branch-clone): the first rule that fits decides; some decide alike.
    if (is_function(word.lower) && has_lower(word.text)) {
      lower(word);
    } else if (style == Style::title && !has_lower(word.text) && word.text.size() > 1) {
      return;  // "UN"
    } else if (const std::string_view own = own_form(word.lower); !own.empty()) {
      for (std::size_t i = 0; i < own.size(); ++i) out_[word.span.begin + i] = own[i];
    } else if (is_function(word.lower)) {
      lower(word);
    } else if (is_day_or_month(words, w)) {
      capitalise(word);
    } else if (kind_of_(word.lower) != 0) {
      lower(word);
    } else if (style == Style::title || is_abbreviation(word)) {
      return;
    } else {
      capitalise(word);
    }
    // NOLINTEND(bugprone-branch-clone)
    if (word.first && is_ascii_lower(out_[word.span.begin]))
      out_[word.span.begin] = static_cast<char>(out_[word.span.begin] - 32);
  }

  bool is_abbreviation(const Word& word) const {
    const bool digit = std::any_of(word.text.begin(), word.text.end(), is_ascii_digit);
    return digit || (word.text.size() <= 5 && !has_vowel(word.lower));
  }

  // "MAY" and "MARCH" are months beside a number.
  bool is_day_or_month(const std::vector<Word>& words, std::size_t w) const {
    const auto* readings = knowledge_.calendar.word(words[w].lower);
    if (readings == nullptr) return false;
    const bool named = std::any_of(readings->begin(), readings->end(), [](const auto& reading) {
      return reading.cls == knowledge::TimeClass::weekday ||
             reading.cls == knowledge::TimeClass::month;
    });
    if (!named) return false;
    if (words[w].lower != "may" && words[w].lower != "march") return true;
    const std::string_view text = article_.text;
    const auto digit_at = [&](std::size_t at) {
      return at < text.size() && is_ascii_digit(text[at]);
    };
    const std::size_t begin = words[w].span.begin;
    return digit_at(words[w].span.end + 1) || (begin >= 2 && digit_at(begin - 2));
  }

  void lower(const Word& word) {
    for (std::size_t at = word.span.begin; at < word.span.end; ++at) lower_at(out_, at);
  }

  // The first letter stays, and that behind an apostrophe: "O'Brien"; not "Assad's".
  void capitalise(const Word& word) {
    for (std::size_t at = word.span.begin + 1; at < word.span.end; ++at) {
      const bool mark = out_[at - 1] == '\'' || out_[at - 1] == '\x99';  // of "’"
      const bool behind_mark = mark && word.span.end - at > 2;
      if (!behind_mark && !(at == word.span.begin + 1 && !is_ascii_upper(out_[at - 1])))
        lower_at(out_, at);
    }
  }

  const page::Article& article_;
  const knowledge::Knowledge& knowledge_;
  const WordKind& kind_of_;
  // Word in small letters -> its forms inside the report's sentences, with their counts.
  std::unordered_map<std::string, std::vector<std::pair<std::string_view, int>>> written_;
  std::unordered_set<std::string> starts_;  // words with a capital at the start of a sentence
  std::string out_;
};

}  // namespace

std::string true_cased(const page::Article& article, const knowledge::Knowledge& knowledge,
                       const WordKind& kind_of) {
  return Caser(article, knowledge, kind_of).run();
}

}  // namespace parley::mention
