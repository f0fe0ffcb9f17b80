#include "parley/language/lemmatizer.h"

#include <algorithm>

#include "parley/language/msgpack.h"
#include "parley/language/string_id.h"
#include "parley/language/unicode.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

Error bad(std::string what) { return {ErrorCode::bad_format, std::move(what), ""}; }

// The value of a feature in "Number=Sing|Person=3"; "" where the word has none.
std::string_view feature(std::string_view morph, std::string_view name) {
  while (!morph.empty()) {
    const std::string_view pair = morph.substr(0, morph.find('|'));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
    morph.remove_prefix(std::min(pair.size() + 1, morph.size()));
  }
  return {};
}

// EnglishLemmatizer.is_base_form. `pos` in lower case.
bool is_base_form(std::string_view pos, std::string_view morph) {
  const std::string_view verb_form = feature(morph, "VerbForm");
  if (pos == "noun" && feature(morph, "Number") == "Sing") return true;
  if (pos == "verb" && verb_form == "Fin" && feature(morph, "Tense") == "Pres" &&
      feature(morph, "Number").empty())
    return true;
  return verb_form == "Inf" || verb_form == "None" || feature(morph, "Degree") == "Pos";
}

}  // namespace

class LemmaTablesReader {
 public:
  LemmaTablesReader(StringTable& strings, Lemmatizer& lemmatizer)
      : strings_(strings), lemmatizer_(lemmatizer) {}

  Status run(msgpack::Value file) {
    const auto rules = file.find("lemma_rules");
    if (!rules) return bad("no table lemma_rules");
    if (Status error = each(*rules, &LemmaTablesReader::read_rules)) return error;
    if (const auto exceptions = file.find("lemma_exc"))
      if (Status error = each(*exceptions, &LemmaTablesReader::read_exceptions)) return error;
    if (const auto index = file.find("lemma_index"))
      if (Status error = each(*index, &LemmaTablesReader::read_index)) return error;
    return std::nullopt;
  }

 private:
  using Table = Lemmatizer::Table;

  // Calls `read` for each part of speech of a table.
  Status each(msgpack::Value table, bool (LemmaTablesReader::*read)(msgpack::Value, Table&)) {
    if (table.kind() != msgpack::Kind::map) return bad("a table of lemmas is no map");
    for (const auto& [pos, value] : table.pairs()) {
      if (!pos.unsigned_integer()) return bad("a table of lemmas has a key that is no number");
      if (!(this->*read)(value, lemmatizer_.tables_[*pos.unsigned_integer()]))
        return bad("a table of lemmas is malformed");
    }
    return std::nullopt;
  }

  bool read_rules(msgpack::Value rules, Table& table) {
    if (rules.kind() != msgpack::Kind::array) return false;
    for (const msgpack::Value rule : rules.elements()) {
      if (rule.size() != 2 || rule.kind() != msgpack::Kind::array) return false;
      auto side = rule.elements().begin();
      const auto ending = (*side).string();
      const auto instead = (*++side).string();
      if (!ending || !instead) return false;
      table.rules.emplace_back(*ending, *instead);
    }
    return true;
  }

  bool read_exceptions(msgpack::Value exceptions, Table& table) {
    if (exceptions.kind() != msgpack::Kind::map) return false;
    for (const auto& [word, lemmas] : exceptions.pairs()) {
      if (!word.string()) return false;
      std::vector<StringId>& list = table.exceptions[strings_.add(*word.string())];
      for (const msgpack::Value lemma : lemmas.elements()) {
        if (!lemma.string()) return false;
        list.push_back(strings_.add(*lemma.string()));
      }
    }
    return true;
  }

  bool read_index(msgpack::Value index, Table& table) {
    if (index.kind() != msgpack::Kind::array || indexes_ == 8) return false;
    table.index_bit = static_cast<std::uint8_t>(1u << indexes_++);
    table.has_index = index.size() != 0;
    for (const msgpack::Value word : index.elements()) {
      if (!word.string()) return false;
      const StringId id = strings_.add(*word.string());
      auto& index_of = lemmatizer_.index_of_;
      if (id >= index_of.size())
        index_of.resize(std::max<std::size_t>(id + 1, index_of.size() * 2));
      index_of[id] |= table.index_bit;
    }
    return true;
  }

  StringTable& strings_;
  Lemmatizer& lemmatizer_;
  unsigned indexes_ = 0;
};

Result<Lemmatizer> Lemmatizer::read(std::string_view lookups, StringTable& strings) {
  const auto message = msgpack::Message::read(lookups);
  if (!message.ok()) return message.error();
  Lemmatizer lemmatizer;
  if (Status error = LemmaTablesReader(strings, lemmatizer).run(message->root()))
    return *std::move(error);
  return lemmatizer;
}

bool Lemmatizer::in_index(const Table& table, std::string_view form,
                          const StringTable& strings) const {
  const auto id = strings.find(form);
  return id && *id < index_of_.size() && (index_of_[*id] & table.index_bit) != 0;
}

std::string Lemmatizer::lemma_of(std::string_view text, std::string_view lower,
                                 std::string_view pos, std::string_view morph,
                                 const StringTable& strings) const {
  const std::string small_pos = unicode::lower(pos);
  if (small_pos.empty() || small_pos == "eol" || small_pos == "space" ||
      is_base_form(small_pos, morph))
    return std::string(lower);
  const auto table = tables_.find(string_id(small_pos));
  const bool has_table =
      table != tables_.end() && (table->second.has_index || !table->second.exceptions.empty() ||
                                 !table->second.rules.empty());
  if (!has_table) return std::string(small_pos == "propn" ? text : lower);
  return apply_rules(table->second, text, lower, strings);
}

// spaCy builds the list `forms` and takes its first element: what is inserted at the front last
// wins. So the order of precedence is: the last exception that no rule gave; the last form found in
// the word list; the first form that is no plain word; the first form of any kind; the word itself.
std::string Lemmatizer::apply_rules(const Table& table, std::string_view text,
                                    std::string_view lower, const StringTable& strings) const {
  std::vector<std::string> forms;
  std::vector<std::string> unknown;
  for (const auto& [ending, instead] : table.rules) {
    if (!lower.ends_with(ending)) continue;
    std::string form(lower.substr(0, lower.size() - ending.size()));
    form += instead;
    if (form.empty()) continue;
    if (in_index(table, form, strings))
      forms.insert(forms.begin(), std::move(form));
    else if (!unicode::all_alpha(form))
      forms.push_back(std::move(form));
    else
      unknown.push_back(std::move(form));
  }
  const auto word = strings.find(lower);
  const auto found = word ? table.exceptions.find(*word) : table.exceptions.end();
  if (found != table.exceptions.end()) {
    for (const StringId lemma : found->second) {
      const std::string_view form = strings[lemma];
      if (std::find(forms.begin(), forms.end(), form) == forms.end())
        forms.emplace(forms.begin(), form);
    }
  }
  if (!forms.empty()) return forms.front();
  return unknown.empty() ? std::string(text) : unknown.front();
}

char Lemmatizer::kind_of(std::string_view lower, const StringTable& strings) const {
  static const std::uint64_t kNoun = string_id("noun");
  const auto word = strings.find(lower);
  char kind = 0;
  for (const auto& [pos, table] : tables_) {
    bool known = in_index(table, lower, strings) || (word && table.exceptions.contains(*word));
    for (const auto& [ending, instead] : table.rules) {
      if (known) break;
      if (!lower.ends_with(ending) || lower.size() <= ending.size()) continue;
      known = in_index(table, std::string(lower.substr(0, lower.size() - ending.size())) + instead,
                       strings);
    }
    if (!known) continue;
    if (pos != kNoun) return 'w';
    kind = 'n';
  }
  return kind;
}

struct LemmatizerState::Memo {
  struct Entry {
    std::uint32_t lexeme;
    StringId pos, morph;
    StringId known;     // number in the model's table; kOwn where it lacks the lemma
    std::uint32_t own;  // then: index in `texts`
    StringId in_doc;    // and its number in the doc at work ...
    std::uint64_t doc;  // ... if that is this one
  };
  static constexpr StringId kOwn = 0xFFFFFFFFu;
  static constexpr std::uint32_t kFree = 0xFFFFFFFFu;

  explicit Memo(std::size_t bytes) : most_bytes(bytes) { clear(); }

  void clear() {
    entries = std::vector<Entry>();
    texts = std::vector<std::string>();
    slots.assign(1024, kFree);
    slots.shrink_to_fit();
    text_bytes = 0;
  }
  std::size_t bytes() const {
    return entries.capacity() * sizeof(Entry) + texts.capacity() * sizeof(std::string) +
           text_bytes + slots.size() * sizeof(std::uint32_t);
  }
  static std::size_t hash(std::uint32_t lexeme, StringId pos, StringId morph) {
    std::uint64_t h = lexeme * 0x9E3779B97F4A7C15ULL ^ pos * 0xC2B2AE3D27D4EB4FULL ^
                      morph * 0x165667B19E3779F9ULL;
    return h ^ h >> 32;
  }
  // The slot of the entry, or the free one where it belongs.
  std::size_t slot_of(std::uint32_t lexeme, StringId pos, StringId morph) const {
    const std::size_t mask = slots.size() - 1;
    std::size_t slot = hash(lexeme, pos, morph) & mask;
    for (; slots[slot] != kFree; slot = (slot + 1) & mask) {
      const Entry& entry = entries[slots[slot]];
      if (entry.lexeme == lexeme && entry.pos == pos && entry.morph == morph) break;
    }
    return slot;
  }
  void grow() {
    slots.assign(slots.size() * 2, kFree);
    for (std::uint32_t i = 0; i < entries.size(); ++i)
      slots[slot_of(entries[i].lexeme, entries[i].pos, entries[i].morph)] = i;
  }

  std::size_t most_bytes;
  std::uint32_t generation = 0;
  std::uint64_t doc = 0;  // serial number of the doc at work
  std::vector<Entry> entries;
  std::vector<std::string> texts;
  std::vector<std::uint32_t> slots;
  std::size_t text_bytes = 0;
};

LemmatizerState::LemmatizerState(std::size_t cache_bytes)
    : memo_(std::make_unique<Memo>(cache_bytes)) {}
LemmatizerState::~LemmatizerState() = default;
LemmatizerState::LemmatizerState(LemmatizerState&&) noexcept = default;
LemmatizerState& LemmatizerState::operator=(LemmatizerState&&) noexcept = default;

namespace {

class LemmaRun {
 public:
  LemmaRun(const Lemmatizer& lemmatizer, LemmatizerState::Memo& memo, const StringTable& strings,
           const TokenizerState& words, Doc& doc)
      : lemmatizer_(lemmatizer), memo_(memo), strings_(strings), words_(words), doc_(doc) {
    if (memo_.generation != words.generation() || memo_.bytes() > memo_.most_bytes) {
      memo_.clear();
      memo_.generation = words.generation();
    }
    ++memo_.doc;
  }

  StringId lemma(std::uint32_t lexeme, StringId pos, StringId morph) {
    std::size_t slot = memo_.slot_of(lexeme, pos, morph);
    if (memo_.slots[slot] == LemmatizerState::Memo::kFree) slot = add(lexeme, pos, morph);
    LemmatizerState::Memo::Entry& entry = memo_.entries[memo_.slots[slot]];
    if (entry.known != LemmatizerState::Memo::kOwn) return entry.known;
    if (entry.doc != memo_.doc) {
      entry.doc = memo_.doc;
      entry.in_doc = static_cast<StringId>(strings_.size() + doc_.own_strings.size());
      doc_.own_strings.push_back(memo_.texts[entry.own]);
    }
    return entry.in_doc;
  }

 private:
  std::size_t add(std::uint32_t lexeme, StringId pos, StringId morph) {
    if ((memo_.entries.size() + 1) * 2 > memo_.slots.size()) memo_.grow();
    const Lexeme& word = words_.lexicon()[lexeme];
    std::string text =
        lemmatizer_.lemma_of(word.text, word.lower, strings_[pos], strings_[morph], strings_);
    LemmatizerState::Memo::Entry entry{lexeme, pos, morph, LemmatizerState::Memo::kOwn, 0, 0, 0};
    if (const auto known = strings_.find(text)) {
      entry.known = *known;
    } else {
      entry.own = static_cast<std::uint32_t>(memo_.texts.size());
      memo_.text_bytes += text.capacity();
      memo_.texts.push_back(std::move(text));
    }
    const std::size_t slot = memo_.slot_of(lexeme, pos, morph);
    memo_.slots[slot] = static_cast<std::uint32_t>(memo_.entries.size());
    memo_.entries.push_back(entry);
    return slot;
  }

  const Lemmatizer& lemmatizer_;
  LemmatizerState::Memo& memo_;
  const StringTable& strings_;
  const TokenizerState& words_;
  Doc& doc_;
};

}  // namespace

void lemmatize(const Lemmatizer& lemmatizer, LemmatizerState& state, const StringTable& strings,
               const TokenizerState& words, std::span<const TokenRecord> tokens, Doc& doc) {
  LemmaRun run(lemmatizer, state.memo(), strings, words, doc);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (doc.lemma[i] == 0) doc.lemma[i] = run.lemma(tokens[i].lexeme, doc.pos[i], doc.morph[i]);
}

}  // namespace parley::language
