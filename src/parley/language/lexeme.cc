#include "parley/language/lexeme.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "parley/language/msgpack.h"
#include "parley/language/string_id.h"
#include "parley/language/unicode.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

// BASE_NORMS of spacy/lang/norm_exceptions.py: they stand in spaCy's code, not in the model.
constexpr std::pair<std::string_view, std::string_view> kBaseNorms[] = {
    {"'s", "'s"},    {"'S", "'s"},    {"’s", "'s"},    {"’S", "'s"},    {"’", "'"},
    {"‘", "'"},      {"´", "'"},      {"`", "'"},      {"”", "\""},     {"“", "\""},
    {"''", "\""},    {"``", "\""},    {"´´", "\""},    {"„", "\""},     {"»", "\""},
    {"«", "\""},     {"‘‘", "\""},    {"’’", "\""},    {"\uFF1F", "?"}, {"\uFF01", "!"},
    {"\uFF0C", ","}, {"\uFF1B", ";"}, {"\uFF1A", ":"}, {"\u3002", "."}, {"\u0964", "."},
    {"…", "..."},    {"—", "-"},      {"–", "-"},      {"--", "-"},     {"---", "-"},
    {"——", "-"},     {"€", "$"},      {"£", "$"},      {"¥", "$"},      {"\u0E3F", "$"},
    {"US$", "$"},    {"C$", "$"},     {"A$", "$"},     {"\u20BA", "$"}, {"\u20B9", "$"},
    {"\u09F3", "$"}, {"\u20A9", "$"}, {"Mex$", "$"},   {"\u20A3", "$"}, {"E£", "$"},
};

constexpr std::size_t kLongestBaseNorm = 6;  // bytes: two typographic quotation marks
constexpr std::size_t kLongShape = 100;      // code points from which every shape is "LONG"
constexpr unsigned kShapeRun = 4;            // equal characters kept in a shape
constexpr std::size_t kBlockBytes = 64 << 10;
constexpr std::uint32_t kFree = 0xFFFFFFFFu;

std::string_view first_code_point(std::string_view text) {
  std::size_t end = 0;
  if (!text.empty()) next_code_point(text, end);
  return text.substr(0, std::min(end, text.size()));
}

std::string_view last_code_points(std::string_view text, unsigned count) {
  std::size_t begin = text.size();
  while (begin > 0 && count > 0) {
    do {
      --begin;
    } while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
    --count;
  }
  return text.substr(begin);
}

// spacy/lang/lex_attrs.py, word_shape.
std::string shape_of(std::string_view text) {
  if (text.size() >= kLongShape && count_code_points(text) >= kLongShape) return "LONG";
  std::string shape;
  char32_t last = 0xFFFFFFFFu;
  unsigned run = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    if (unicode::is_alpha(c))
      c = unicode::is_upper(c) ? U'X' : U'x';
    else if (unicode::is_digit(c))
      c = U'd';
    run = c == last ? run + 1 : 0;
    last = c;
    if (run < kShapeRun) append_utf8(shape, c);
  }
  return shape;
}

}  // namespace

Result<LexemeTables> LexemeTables::read(std::string_view lookups) {
  const auto message = msgpack::Message::read(lookups);
  if (!message.ok()) return message.error();
  LexemeTables tables;
  const auto norms = message->root().find("lexeme_norm");
  if (message->root().kind() != msgpack::Kind::map ||
      (norms && norms->kind() != msgpack::Kind::map))
    return Error{ErrorCode::bad_format, "no table of norms", ""};
  if (!norms) return tables;
  tables.lexeme_norm.reserve(norms->size());
  for (const auto& [key, value] : norms->pairs()) {
    const auto id = key.unsigned_integer();
    const auto norm = value.string();
    if (!id || !norm)
      return Error{ErrorCode::bad_format, "lexeme_norm holds what is no id and norm", ""};
    tables.lexeme_norm.insert_or_assign(*id, std::string(*norm));
  }
  return tables;
}

std::string LexemeTables::norm_of(std::string_view text, std::string_view lower) const {
  if (const auto found = lexeme_norm.find(string_id(text)); found != lexeme_norm.end())
    return found->second;
  if (text.size() <= kLongestBaseNorm)
    for (const auto& [word, norm] : kBaseNorms)
      if (word == text) return std::string(norm);
  return std::string(lower);
}

Lexicon::Lexicon(const LexemeTables& tables) : tables_(&tables) { clear(); }

void Lexicon::clear() {
  lexemes_ = std::vector<Lexeme>();
  keys_ = std::vector<std::uint64_t>();
  slots_.assign(1024, kFree);
  slots_.shrink_to_fit();
  blocks_.clear();
  block_used_ = block_size_ = 0;
  bytes_ = slots_.size() * sizeof(std::uint32_t);
}

std::uint32_t Lexicon::intern(std::string_view text, std::optional<std::string_view> norm) {
  std::uint64_t key = murmur64a(text, 1);
  if (norm) key = murmur64a(*norm, key);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = key & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t number = slots_[slot];
    if (number == kFree) return add(text, norm, key);
    if (keys_[number] == key && lexemes_[number].text == text) return number;
  }
}

std::uint32_t Lexicon::add(std::string_view text, std::optional<std::string_view> norm,
                           std::uint64_t key) {
  if ((lexemes_.size() + 1) * 2 > slots_.size()) grow();
  Lexeme lexeme{};
  lexeme.text = keep(text);
  const std::string lower = unicode::lower(text);
  lexeme.lower = lower == text ? lexeme.text : keep(lower);
  lexeme.orth = string_id(text);
  lexeme.lower_id = string_id(lower);
  // An exception's empty NORM counts as none, as in Token.norm.
  lexeme.norm = string_id(norm && !norm->empty() ? *norm : tables_->norm_of(text, lower));
  lexeme.prefix = string_id(first_code_point(text));
  lexeme.suffix = string_id(last_code_points(text, 3));
  lexeme.shape = string_id(shape_of(text));
  lexeme.is_space = unicode::all_space(text);
  const auto number = static_cast<std::uint32_t>(lexemes_.size());
  lexemes_.push_back(lexeme);
  keys_.push_back(key);
  bytes_ += sizeof(Lexeme) + sizeof key;
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = key & mask;
  while (slots_[slot] != kFree) slot = (slot + 1) & mask;
  slots_[slot] = number;
  return number;
}

std::string_view Lexicon::keep(std::string_view text) {
  if (text.empty()) return {};
  if (block_size_ - block_used_ < text.size()) {
    block_size_ = std::max(kBlockBytes, text.size());
    block_used_ = 0;
    blocks_.push_back(std::make_unique<char[]>(block_size_));
    bytes_ += block_size_;
  }
  char* const begin = blocks_.back().get() + block_used_;
  std::memcpy(begin, text.data(), text.size());
  block_used_ += text.size();
  return {begin, text.size()};
}

void Lexicon::grow() {
  bytes_ += slots_.size() * sizeof(std::uint32_t);
  slots_.assign(slots_.size() * 2, kFree);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < keys_.size(); ++number) {
    std::size_t slot = keys_[number] & mask;
    while (slots_[slot] != kFree) slot = (slot + 1) & mask;
    slots_[slot] = number;
  }
}

}  // namespace parley::language
