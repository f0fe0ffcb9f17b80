#include "parley/language/tokenizer.h"

#include <algorithm>
#include <array>

#include "parley/language/msgpack.h"
#include "parley/language/tokenizer_rules.h"
#include "parley/language/unicode.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

// Longer chunks are not cached: they do not come again, and few of them would fill the cache.
constexpr std::size_t kLongestCachedChunk = 128;

Error bad(std::string what) { return {ErrorCode::bad_format, std::move(what), ""}; }

// A pattern of the file; empty where the file says nil.
Result<std::optional<PyRegex>> read_pattern(msgpack::Value file, std::string_view name) {
  const auto value = file.find(name);
  if (!value || value->is_nil()) return std::optional<PyRegex>();
  const auto text = value->string();
  if (!text) return bad(std::string(name) + " is no pattern");
  Result<PyRegex> pattern = PyRegex::compile(*text);
  if (!pattern.ok()) return bad(std::string(name) + ": " + pattern.error().message);
  return std::optional<PyRegex>(*std::move(pattern));
}

Result<SpecialPiece> read_piece(msgpack::Value spec, const std::string& chunk) {
  constexpr std::uint64_t kOrth = 65, kNorm = 67;  // spacy.attrs
  SpecialPiece piece;
  for (const auto& [key, value] : spec.pairs()) {
    const auto text = value.string();
    if (!text) return bad("exception \"" + chunk + "\" has an attribute that is no text");
    if (key.unsigned_integer() == kOrth || key.string() == "ORTH") {
      piece.text = *text;
    } else if (key.unsigned_integer() == kNorm || key.string() == "NORM") {
      piece.norm = std::string(*text);
    } else {
      return bad("exception \"" + chunk + "\" sets more than ORTH and NORM");
    }
  }
  if (piece.text.empty()) return bad("exception \"" + chunk + "\" has an empty token");
  return piece;
}

Status read_specials(msgpack::Value exceptions, Tokenizer::Rules& rules) {
  for (const auto& [key, value] : exceptions.pairs()) {
    if (!key.string() || key.string()->empty()) return bad("an exception has no text");
    const std::string chunk(*key.string());
    Special special;
    std::string together;
    for (const msgpack::Value spec : value.elements()) {
      Result<SpecialPiece> piece = read_piece(spec, chunk);
      if (!piece.ok()) return piece.error();
      together += piece->text;
      special.push_back(*std::move(piece));
    }
    if (together != chunk)
      return bad("exception \"" + chunk + "\" has other characters than its tokens");
    rules.longest_special = std::max(rules.longest_special, chunk.size());
    rules.specials.insert_or_assign(chunk, std::move(special));
  }
  return std::nullopt;
}

// Calls `chunk(begin, end, space_follows)` for each run of characters that are all white space or
// all not. A U+0020 between two runs belongs to the flag of the run before it.
template <class OnChunk>
void for_each_chunk(std::string_view text, OnChunk&& chunk) {
  // By byte: 0 a letter or the like, 1 white space, 2 a lead byte of a longer character.
  static constexpr auto kClass = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned c = 0x09; c <= 0x0D; ++c) table[c] = 1;
    for (unsigned c = 0x1C; c <= 0x20; ++c) table[c] = 1;
    for (unsigned c = 0x80; c <= 0xFF; ++c) table[c] = 2;
    return table;
  }();
  std::size_t start = 0;
  bool in_space = false;
  std::size_t at = 0;
  bool first = true;
  while (at < text.size()) {
    const std::size_t begin = at;
    const std::uint8_t byte_class = kClass[static_cast<unsigned char>(text[at])];
    bool is_space = byte_class == 1;
    if (byte_class == 2)
      is_space = unicode::is_space(next_code_point(text, at));
    else
      ++at;
    if (first) {
      in_space = is_space;
      first = false;
    }
    if (is_space == in_space) continue;
    const bool is_blank = text[begin] == ' ';
    if (start < begin) chunk(start, begin, is_blank);
    start = is_blank ? begin + 1 : begin;
    in_space = is_space;
  }
  if (start < text.size()) chunk(start, text.size(), false);
}

// spacy/tokenizer.pyx add_special_case: which exceptions must be looked for in the whole text.
void add_phrases(Tokenizer::Rules& rules, bool only_with_affixes) {
  RegexScratch scratch;
  std::vector<ChunkToken> tokens;
  const auto finds = [&](const std::optional<PyRegex>& pattern, std::string_view text) {
    const auto match = pattern ? pattern->search(scratch, text) : std::nullopt;
    return match && !match->empty();
  };
  for (const auto& entry : rules.specials) {
    const std::string_view text = entry.first;
    const bool wanted = !only_with_affixes || finds(rules.prefix, text) ||
                        finds(rules.suffix, text) || finds(rules.infix, text) ||
                        text.find(' ') != text.npos;
    if (!wanted) continue;
    std::vector<std::string_view> words;
    for_each_chunk(text, [&](std::size_t begin, std::size_t end, bool) {
      const std::string_view chunk = text.substr(begin, end - begin);
      tokens.clear();
      split_chunk(rules, scratch, chunk, false, tokens);
      for (const ChunkToken& token : tokens)
        words.push_back(chunk.substr(token.begin, token.end - token.begin));
    });
    rules.phrases.add(words);
  }
}

// The chunks seen, each with its tokens.
class ChunkCache {
 public:
  struct Word {
    std::uint32_t lexeme;
    std::uint32_t size;  // bytes
  };

  ChunkCache() { clear(); }

  void clear() {
    entries_ = std::vector<Entry>();
    words_ = std::vector<Word>();
    texts_ = std::string();
    slots_.assign(1024, kFree);
    slots_.shrink_to_fit();
  }

  std::size_t bytes() const {
    return entries_.capacity() * sizeof(Entry) + words_.capacity() * sizeof(Word) +
           texts_.capacity() + slots_.capacity() * sizeof(std::uint32_t);
  }

  // The chunk's tokens; empty where it is not known (a chunk has one token at least).
  std::pair<const Word*, std::uint32_t> find(std::string_view chunk, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot] != kFree; slot = (slot + 1) & mask) {
      const Entry& entry = entries_[slots_[slot]];
      if (entry.hash == hash && entry.text_size == chunk.size() &&
          std::char_traits<char>::compare(texts_.data() + entry.text, chunk.data(), chunk.size()) ==
              0)
        return {words_.data() + entry.first, entry.count};
    }
    return {nullptr, 0};
  }

  void add(std::string_view chunk, std::uint64_t hash, const std::vector<Word>& words) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    entries_.push_back(
        {hash, static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(words_.size()),
         static_cast<std::uint32_t>(chunk.size()), static_cast<std::uint32_t>(words.size())});
    texts_.append(chunk);
    words_.insert(words_.end(), words.begin(), words.end());
    place(static_cast<std::uint32_t>(entries_.size() - 1));
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFFu;
  struct Entry {
    std::uint64_t hash;
    std::uint32_t text, first, text_size, count;
  };

  void place(std::uint32_t entry) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = entries_[entry].hash & mask;
    while (slots_[slot] != kFree) slot = (slot + 1) & mask;
    slots_[slot] = entry;
  }
  void grow() {
    slots_.assign(slots_.size() * 2, kFree);
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) place(entry);
  }

  std::vector<Entry> entries_;
  std::vector<Word> words_;
  std::string texts_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace

struct TokenizerState::Caches {
  Caches(const LexemeTables& tables, std::size_t bytes) : lexicon(tables), most_bytes(bytes) {}

  Lexicon lexicon;
  std::size_t most_bytes;
  std::uint32_t generation = 0;
  ChunkCache chunks;
  RegexScratch scratch;
  std::vector<std::uint8_t> starts_phrase;  // by lexeme: 0 not asked, 1 no, 2 yes
  std::vector<ChunkToken> chunk_tokens;
  std::vector<ChunkCache::Word> words;

  std::size_t bytes() const { return lexicon.bytes() + chunks.bytes() + starts_phrase.capacity(); }
};

TokenizerState::TokenizerState(const Tokenizer&, const LexemeTables& tables,
                               std::size_t cache_bytes)
    : caches_(std::make_unique<Caches>(tables, cache_bytes)) {}
TokenizerState::~TokenizerState() = default;
TokenizerState::TokenizerState(TokenizerState&&) noexcept = default;
TokenizerState& TokenizerState::operator=(TokenizerState&&) noexcept = default;

const Lexicon& TokenizerState::lexicon() const { return caches_->lexicon; }
std::uint32_t TokenizerState::generation() const { return caches_->generation; }

bool TokenizerState::clear_when_full() {
  if (caches_->bytes() <= caches_->most_bytes) return false;
  caches_->lexicon.clear();
  caches_->chunks.clear();
  caches_->starts_phrase = std::vector<std::uint8_t>();
  ++caches_->generation;
  return true;
}

Tokenizer::Tokenizer(std::unique_ptr<const Rules> rules) : rules_(std::move(rules)) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

Result<Tokenizer> Tokenizer::read(std::string_view bytes) {
  const auto message = msgpack::Message::read(bytes);
  if (!message.ok()) return message.error();
  const msgpack::Value file = message->root();
  if (file.kind() != msgpack::Kind::map) return bad("not a tokenizer file");
  auto rules = std::make_unique<Rules>();
  const std::pair<std::string_view, std::optional<PyRegex>*> patterns[] = {
      {"prefix_search", &rules->prefix},
      {"suffix_search", &rules->suffix},
      {"infix_finditer", &rules->infix},
      {"url_match", &rules->url}};
  for (const auto& [name, slot] : patterns) {
    auto pattern = read_pattern(file, name);
    if (!pattern.ok()) return pattern.error();
    *slot = *std::move(pattern);
  }
  if (const auto token_match = file.find("token_match"); token_match && !token_match->is_nil())
    return Error{ErrorCode::unsupported, "token_match patterns are not supported", ""};
  const auto exceptions = file.find("exceptions");
  if (!exceptions || exceptions->kind() != msgpack::Kind::map) return bad("no map of exceptions");
  if (Status error = read_specials(*exceptions, *rules)) return *std::move(error);
  const auto heuristics = file.find("faster_heuristics");
  add_phrases(*rules, !heuristics || heuristics->boolean().value_or(true));
  return Tokenizer(std::move(rules));
}

namespace {

class Run {
 public:
  Run(const Tokenizer::Rules& rules, TokenizerState::Caches& caches, std::string_view text,
      std::vector<TokenRecord>& out)
      : rules_(rules), caches_(caches), text_(text), out_(out), first_(out.size()) {}

  void run() {
    for_each_chunk(text_, [&](std::size_t begin, std::size_t end, bool space_follows) {
      add_chunk(static_cast<std::uint32_t>(begin), text_.substr(begin, end - begin));
      out_.back().space_after = space_follows;
    });
    replace_phrases();
  }

 private:
  struct PhraseMatch {
    std::uint32_t begin, end;  // tokens
  };

  void add_chunk(std::uint32_t begin, std::string_view chunk) {
    const std::uint64_t hash = murmur64a(chunk, 1);
    auto [words, count] = caches_.chunks.find(chunk, hash);
    if (count == 0) {
      split(chunk);
      if (chunk.size() <= kLongestCachedChunk) caches_.chunks.add(chunk, hash, caches_.words);
      words = caches_.words.data();
      count = static_cast<std::uint32_t>(caches_.words.size());
    }
    for (std::uint32_t i = 0; i < count; ++i) {
      out_.push_back({begin, begin + words[i].size, words[i].lexeme, false});
      begin += words[i].size;
    }
  }

  void split(std::string_view chunk) {
    caches_.chunk_tokens.clear();
    caches_.words.clear();
    split_chunk(rules_, caches_.scratch, chunk, true, caches_.chunk_tokens);
    for (const ChunkToken& token : caches_.chunk_tokens) {
      const std::string_view word = chunk.substr(token.begin, token.end - token.begin);
      caches_.words.push_back({intern(word, token.norm), token.end - token.begin});
    }
  }

  std::uint32_t intern(std::string_view word, const std::string* norm) {
    return caches_.lexicon.intern(word,
                                  norm ? std::optional<std::string_view>(*norm) : std::nullopt);
  }

  bool starts_phrase(std::uint32_t lexeme) {
    auto& known = caches_.starts_phrase;
    if (lexeme >= known.size())
      known.resize(std::max<std::size_t>(caches_.lexicon.size(), known.size() * 2));
    if (known[lexeme] == 0)
      known[lexeme] = rules_.phrases.next(PhraseTrie::kRoot, caches_.lexicon[lexeme].orth) ? 2 : 1;
    return known[lexeme] == 2;
  }

  std::vector<PhraseMatch> find_phrases() {
    std::vector<PhraseMatch> matches;
    for (std::size_t begin = first_; begin < out_.size(); ++begin) {
      if (!starts_phrase(out_[begin].lexeme)) continue;
      std::uint32_t node = PhraseTrie::kRoot;
      for (std::size_t at = begin; at < out_.size(); ++at) {
        const auto next = rules_.phrases.next(node, caches_.lexicon[out_[at].lexeme].orth);
        if (!next) break;
        node = *next;
        if (rules_.phrases.ends_phrase(node))
          matches.push_back(
              {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at + 1)});
      }
    }
    return matches;
  }

  // _filter_special_spans: the longest first, of equal ones the earliest; a match whose first or
  // last token was seen in another, taken or not, falls out. The rest in text order.
  std::vector<PhraseMatch> choose(std::vector<PhraseMatch> matches) const {
    std::sort(matches.begin(), matches.end(), [](const PhraseMatch& a, const PhraseMatch& b) {
      const std::uint32_t size_a = a.end - a.begin;
      const std::uint32_t size_b = b.end - b.begin;
      return size_a != size_b ? size_a > size_b : a.begin < b.begin;
    });
    std::vector<bool> seen(out_.size());
    std::vector<PhraseMatch> chosen;
    for (const PhraseMatch& match : matches) {
      if (!seen[match.begin] && !seen[match.end - 1]) chosen.push_back(match);
      for (std::uint32_t i = match.begin; i < match.end; ++i) seen[i] = true;
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const PhraseMatch& a, const PhraseMatch& b) { return a.begin < b.begin; });
    return chosen;
  }

  // _apply_special_cases: a match whose characters (white space included) are an exception becomes
  // its tokens.
  void replace_phrases() {
    const std::vector<PhraseMatch> matches = find_phrases();
    if (matches.empty()) return;
    const std::vector<PhraseMatch> chosen = choose(matches);
    std::vector<TokenRecord> replaced;
    std::size_t at = first_;
    for (const PhraseMatch& match : chosen) {
      const std::uint32_t begin = out_[match.begin].begin;
      const TokenRecord last = out_[match.end - 1];
      const Special* special = rules_.special(text_.substr(begin, last.end - begin));
      if (!special) continue;
      replaced.insert(replaced.end(), out_.begin() + static_cast<std::ptrdiff_t>(at),
                      out_.begin() + static_cast<std::ptrdiff_t>(match.begin));
      std::uint32_t offset = begin;
      for (const SpecialPiece& piece : *special) {
        const auto end = static_cast<std::uint32_t>(offset + piece.text.size());
        replaced.push_back(
            {offset, end, intern(piece.text, piece.norm ? &*piece.norm : nullptr), false});
        offset = end;
      }
      replaced.back().space_after = last.space_after;
      at = match.end;
    }
    if (at == first_) return;
    replaced.insert(replaced.end(), out_.begin() + static_cast<std::ptrdiff_t>(at), out_.end());
    out_.resize(first_);
    out_.insert(out_.end(), replaced.begin(), replaced.end());
  }

  const Tokenizer::Rules& rules_;
  TokenizerState::Caches& caches_;
  std::string_view text_;
  std::vector<TokenRecord>& out_;
  std::size_t first_;
};

}  // namespace

void tokenize(const Tokenizer& tokenizer, TokenizerState& state, std::string_view text,
              std::vector<TokenRecord>& out) {
  Run(tokenizer.rules(), state.caches(), text, out).run();
}

}  // namespace parley::language
