#include "parley/mention/time_atoms.h"

#include <algorithm>
#include <string>

#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::Calendar;
using knowledge::TimeClass;
using knowledge::TimeWord;
using language::Parse;
using language::Token;

bool is_letter(char c) {
  return is_ascii_upper(c) || is_ascii_lower(c) || static_cast<unsigned char>(c) >= 0x80;
}

// 0 letters, 1 digits, 2 anything else.
int kind_of(char c) { return is_ascii_digit(c) ? 1 : is_letter(c) ? 0 : 2; }

bool fits(const TimeWord& word, const Token& token, std::string_view text, bool beside_number) {
  if (word.capital && (text.empty() || !is_ascii_upper(text.front()))) return false;
  if (word.noun && !token.tag.starts_with("NN")) return false;
  return !word.name || token.tag.starts_with("NNP") || beside_number;
}

bool digits_at(const Parse& parse, Range sentence, std::uint32_t token) {
  return sentence.contains(token) && is_ascii_digit(parse.tokens[token].text.front());
}

void look_up(const Parse& parse, Range sentence, const Calendar& calendar, Atom& atom) {
  std::string_view key = atom.lower;
  atom.words = calendar.word(key);
  if (atom.words == nullptr && key.size() > 1 && key.back() == '.')
    atom.words = calendar.word(key.substr(0, key.size() - 1));
  if (atom.words == nullptr) return;
  const bool beside_number = digits_at(parse, sentence, atom.token + 1) ||
                             (atom.token > 0 && digits_at(parse, sentence, atom.token - 1));
  for (const TimeWord& word : *atom.words)
    if (fits(word, parse.tokens[atom.token], atom.text, beside_number))
      atom.readings |= std::uint64_t{1} << static_cast<unsigned>(word.cls);
  if (atom.readings == 0) atom.words = nullptr;
}

void read_number(Atom& atom) {
  // Nine digits fit an int; nothing that long is a date.
  if (atom.text.size() > 9) return;
  int value = 0;
  for (const char c : atom.text) value = value * 10 + (c - '0');
  atom.number = value;
}

bool one_word(const Token& token) {
  return std::all_of(token.text.begin(), token.text.end(), [](char c) { return kind_of(c) == 0; });
}

// Cuts a token into runs of letters, runs of digits and single signs.
void cut(const Parse& parse, Range sentence, std::uint32_t number, const Calendar& calendar,
         std::vector<Atom>& out) {
  const Token& token = parse.tokens[number];
  std::size_t at = 0;
  while (at < token.text.size()) {
    const int kind = kind_of(token.text[at]);
    std::size_t end = at + 1;
    if (kind != 2)
      while (end < token.text.size() && kind_of(token.text[end]) == kind) ++end;
    Atom atom;
    atom.token = number;
    atom.span = {token.span.begin + static_cast<std::uint32_t>(at),
                 token.span.begin + static_cast<std::uint32_t>(end)};
    atom.text = token.text.substr(at, end - at);
    atom.lower = token.lower.substr(at, end - at);
    if (kind == 1) read_number(atom);
    if (kind == 0) look_up(parse, sentence, calendar, atom);
    out.push_back(atom);
    at = end;
  }
}

// Joins words into the longest phrase of the knowledge that begins at the atom.
void join_phrase(const Calendar& calendar, std::vector<Atom>& atoms, std::size_t at) {
  Atom& first = atoms[at];
  if (!calendar.begins_phrase(first.lower)) return;
  std::string phrase;
  const std::size_t most = std::min(atoms.size(), at + 2 * calendar.longest_phrase());
  for (std::size_t end = at; end < most; ++end) {
    if (end > at && atoms[end].span.begin > atoms[end - 1].span.end) phrase += ' ';
    for (std::size_t i = 0; i < atoms[end].lower.size(); ++i) {
      // A typographic apostrophe is the plain one of the knowledge files.
      if (atoms[end].lower.substr(i).starts_with("\xE2\x80\x99")) {
        phrase += '\'';
        i += 2;
      } else {
        phrase += atoms[end].lower[i];
      }
    }
    const auto length = static_cast<std::uint32_t>(end - at + 1);
    if (const knowledge::Holiday* holiday = calendar.holiday(phrase);
        holiday != nullptr && is_ascii_upper(first.text.front())) {
      first.holiday = holiday;
      first.length = length;
    }
    if (end == at) continue;
    const std::vector<TimeWord>* words = calendar.word(phrase);
    if (words == nullptr) continue;
    first.phrase = words;
    first.length = length;
  }
}

}  // namespace

void read_atoms(const Parse& parse, Range tokens, const Calendar& calendar,
                std::vector<Atom>& out) {
  out.clear();
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const Token& token = parse.tokens[t];
    if (one_word(token) || calendar.word(token.lower) != nullptr ||
        (token.lower.ends_with('.') && kind_of(token.lower.front()) == 0 &&
         calendar.word(token.lower.substr(0, token.lower.size() - 1)) != nullptr)) {
      Atom atom;
      atom.token = t;
      atom.span = token.span;
      atom.text = token.text;
      atom.lower = token.lower;
      look_up(parse, tokens, calendar, atom);
      out.push_back(atom);
    } else {
      cut(parse, tokens, t, calendar, out);
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) join_phrase(calendar, out, i);
}

const TimeWord* reading(const Atom& atom, TimeClass cls) {
  if ((atom.readings >> static_cast<unsigned>(cls) & 1u) == 0) return nullptr;
  for (const TimeWord& word : *atom.words)
    if (word.cls == cls) return &word;
  return nullptr;
}

}  // namespace parley::mention
