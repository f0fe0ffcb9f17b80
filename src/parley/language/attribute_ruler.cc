#include "parley/language/attribute_ruler.h"

#include <algorithm>
#include <unordered_map>

#include "parley/language/msgpack.h"
#include "parley/language/string_id.h"

namespace parley::language {

using Condition = AttributeRuler::Condition;
using Effect = AttributeRuler::Effect;
using Pattern = AttributeRuler::Pattern;
using TokenTest = AttributeRuler::TokenTest;

namespace {

constexpr std::size_t kMostPairs = 32;  // one bit each in an outcome

Error bad(std::size_t rule, const std::string& what, ErrorCode code = ErrorCode::bad_format) {
  return {code, "rule " + std::to_string(rule) + ": " + what, ""};
}

}  // namespace

// Reads the list of {patterns, attrs, index}. The first fault is kept in error_.
class RulerReader {
 public:
  RulerReader(StringTable& strings, AttributeRuler& ruler) : strings_(strings), ruler_(ruler) {
    ruler_.word_conditions_.resize(AttributeRuler::kFirstLower);
  }

  Status run(msgpack::Value file) {
    if (file.kind() != msgpack::Kind::array)
      return Error{ErrorCode::bad_format, "no list of rules", ""};
    for (const msgpack::Value rule : file.elements())
      if (!read_rule(rule)) return error_;
    if (ruler_.pairs_.size() > kMostPairs)
      return Error{ErrorCode::unsupported, "more patterns of two tokens than are supported", ""};
    return std::nullopt;
  }

 private:
  bool fail(const std::string& what, ErrorCode code = ErrorCode::bad_format) {
    error_ = bad(ruler_.rules_.size(), what, code);
    return false;
  }
  bool unsupported(const std::string& what) {
    return fail(what + " is not supported", ErrorCode::unsupported);
  }

  bool read_rule(msgpack::Value rule) {
    const auto patterns = rule.find("patterns");
    const auto attributes = rule.find("attrs");
    const auto index = rule.find("index");
    if (!patterns || !attributes || !index || !index->integer())
      return fail("lacks patterns, attrs or index");
    std::size_t shortest = 2;
    for (const msgpack::Value pattern : patterns->elements()) {
      if (!read_pattern(pattern)) return false;
      shortest = std::min(shortest, pattern.size());
    }
    if (*index->integer() < 0 || *index->integer() >= static_cast<std::int64_t>(shortest))
      return unsupported("an index outside of the pattern");
    AttributeRuler::Rule read;
    read.index = static_cast<std::uint32_t>(*index->integer());
    if (!read_effect(*attributes, read.effect)) return false;
    ruler_.rules_.push_back(read);
    return true;
  }

  bool read_pattern(msgpack::Value pattern) {
    if (pattern.size() < 1 || pattern.size() > 2)
      return unsupported("a pattern of more than two tokens");
    Pattern read;
    read.rule = static_cast<std::uint32_t>(ruler_.rules_.size());
    bool is_second = false;
    for (const msgpack::Value token : pattern.elements()) {
      if (!read_token(token, is_second ? read.second.emplace() : read.first)) return false;
      is_second = true;
    }
    (read.second ? ruler_.pairs_ : ruler_.single_).push_back(std::move(read));
    return true;
  }

  bool read_token(msgpack::Value token, TokenTest& test) {
    if (token.kind() != msgpack::Kind::map) return fail("a pattern's token is no map");
    for (const auto& [key, value] : token.pairs()) {
      const std::string name(key.string().value_or(""));
      if (name == "IS_SPACE") {
        if (!value.boolean()) return fail("IS_SPACE is no truth value");
        test.words.push_back(*value.boolean() ? AttributeRuler::kIsSpace
                                              : AttributeRuler::kIsNoSpace);
        continue;
      }
      if (name != "LOWER" && name != "TAG" && name != "DEP")
        return unsupported("the key \"" + name + "\"");
      Condition condition;
      if (!read_condition(value, name == "LOWER", condition)) return false;
      if (name == "LOWER") {
        test.words.push_back(add_word_condition(std::move(condition)));
      } else {
        if (condition.regex) return unsupported("a REGEX on " + name);
        (name == "TAG" ? test.tags : test.deps).push_back(std::move(condition));
      }
    }
    return true;
  }

  std::uint32_t add_word_condition(Condition condition) {
    const auto number = static_cast<std::uint32_t>(ruler_.word_conditions_.size());
    if (condition.kind == Condition::Kind::in) {
      for (const std::uint64_t word : condition.values) ruler_.listing_[word].push_back(number);
    } else {
      ruler_.general_.push_back(number);
    }
    ruler_.word_conditions_.push_back(std::move(condition));
    return number;
  }

  std::uint64_t number_of(std::string_view text, bool is_word) {
    return is_word ? string_id(text) : strings_.add(text);
  }

  // "the", {"IN": [...]}, {"NOT_IN": [...]}, {"REGEX": "..."}
  bool read_condition(msgpack::Value value, bool is_word, Condition& out) {
    if (const auto text = value.string()) {
      out.values = {number_of(*text, is_word)};
      return true;
    }
    if (value.size() != 1 || value.kind() != msgpack::Kind::map)
      return unsupported("a value with several operators");
    const auto pair = *value.pairs().begin();
    const std::string name(pair.key.string().value_or(""));
    if (name == "REGEX") {
      Result<PyRegex> regex = PyRegex::compile(pair.value.string().value_or("("));
      if (!regex.ok()) return fail(regex.error().message);
      out.kind = Condition::Kind::regex;
      out.regex = *std::move(regex);
      return true;
    }
    if (name != "IN" && name != "NOT_IN") return unsupported("the operator \"" + name + "\"");
    out.kind = name == "IN" ? Condition::Kind::in : Condition::Kind::not_in;
    for (const msgpack::Value element : pair.value.elements()) {
      if (!element.string()) return fail("a list holds what is no text");
      out.values.push_back(number_of(*element.string(), is_word));
    }
    return true;
  }

  bool read_effect(msgpack::Value attributes, Effect& effect) {
    for (const auto& [key, value] : attributes.pairs()) {
      const std::string name(key.string().value_or(""));
      if (!value.string()) return fail("sets " + name + " to what is no text");
      const std::string_view text = *value.string();
      if (name == "TAG")
        effect.tag = strings_.add(text);
      else if (name == "POS")
        effect.pos = strings_.add(text);
      else if (name == "LEMMA")
        effect.lemma = strings_.add(text);
      else if (name == "DEP")
        effect.dep = strings_.add(text);
      else if (name == "MORPH")
        effect.morph = strings_.add(text == "_" ? "" : text);
      else
        return unsupported("setting " + name);
    }
    return true;
  }

  StringTable& strings_;
  AttributeRuler& ruler_;
  Error error_;
};

Result<AttributeRuler> AttributeRuler::read(std::string_view bytes, StringTable& strings) {
  const auto message = msgpack::Message::read(bytes);
  if (!message.ok()) return message.error();
  AttributeRuler ruler;
  if (Status error = RulerReader(strings, ruler).run(message->root())) return *std::move(error);
  return ruler;
}

void AttributeRuler::Effect::take(const Effect& later) {
  if (later.tag) tag = later.tag;
  if (later.pos) pos = later.pos;
  if (later.morph) morph = later.morph;
  if (later.lemma) lemma = later.lemma;
  if (later.dep) dep = later.dep;
}

struct OutcomeKey {
  std::uint32_t word_class;
  StringId tag, dep;
  friend bool operator==(const OutcomeKey&, const OutcomeKey&) = default;
};
struct OutcomeKeyHash {
  std::size_t operator()(const OutcomeKey& key) const {
    return (key.word_class * 0x9E3779B97F4A7C15ULL) ^ (key.tag * 0xC2B2AE3D27D4EB4FULL) ^ key.dep;
  }
};

// What the rules say of one (word class, tag, dep).
struct Outcome {
  Effect effect;                     // of all patterns of one token, the later rule winning
  std::vector<std::uint32_t> rules;  // those rules, ascending; for tokens that stand in a pair too
  std::uint32_t first = 0, second = 0;  // bit p: the token can be the first, second of pair p
};

struct RulerState::Memo {
  std::uint32_t generation = 0;
  RegexScratch scratch;
  std::vector<std::uint32_t> class_of;  // by lexeme; 0: not asked yet, else class + 1
  std::unordered_map<std::vector<bool>, std::uint32_t>
      classes;  // which word conditions hold -> class
  std::vector<std::vector<bool>> class_bits;
  std::unordered_map<OutcomeKey, std::uint32_t, OutcomeKeyHash> outcome_of;
  std::vector<Outcome> outcomes;
  std::vector<std::uint32_t> found;  // outcome of each token of the doc at work
};

RulerState::RulerState() : memo_(std::make_unique<Memo>()) {}
RulerState::~RulerState() = default;
RulerState::RulerState(RulerState&&) noexcept = default;
RulerState& RulerState::operator=(RulerState&&) noexcept = default;

namespace {

bool holds(const Condition& condition, std::uint64_t value) {
  const bool listed =
      std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
  return listed == (condition.kind == Condition::Kind::in);
}

class RulerRun {
 public:
  RulerRun(const AttributeRuler& ruler, RulerState::Memo& memo, const TokenizerState& words,
           std::span<const TokenRecord> tokens, Doc& doc)
      : ruler_(ruler), memo_(memo), words_(words), tokens_(tokens), doc_(doc) {}

  void run() {
    if (memo_.generation != words_.generation()) {
      memo_.generation = words_.generation();
      memo_.class_of = std::vector<std::uint32_t>();
    }
    memo_.found.resize(tokens_.size());
    for (std::size_t i = 0; i < tokens_.size(); ++i) memo_.found[i] = outcome_of(i);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Outcome& outcome = memo_.outcomes[memo_.found[i]];
      const bool in_pair = (outcome.first != 0 && i + 1 < tokens_.size() &&
                            (outcome.first & memo_.outcomes[memo_.found[i + 1]].second) != 0) ||
                           (outcome.second != 0 && i > 0 &&
                            (outcome.second & memo_.outcomes[memo_.found[i - 1]].first) != 0);
      apply(i, in_pair ? effect_with_pairs(i) : outcome.effect);
    }
  }

 private:
  std::uint32_t class_of(std::uint32_t lexeme) {
    auto& known = memo_.class_of;
    if (lexeme >= known.size())
      known.resize(std::max<std::size_t>(words_.lexicon().size(), lexeme + std::size_t{1}));
    if (known[lexeme] == 0) known[lexeme] = find_class(words_.lexicon()[lexeme]) + 1;
    return known[lexeme] - 1;
  }

  std::uint32_t find_class(const Lexeme& lexeme) {
    const auto& conditions = ruler_.word_conditions();
    std::vector<bool> bits(conditions.size());
    bits[AttributeRuler::kIsSpace] = lexeme.is_space;
    bits[AttributeRuler::kIsNoSpace] = !lexeme.is_space;
    if (const auto* listing = ruler_.listing(lexeme.lower_id))
      for (const std::uint32_t i : *listing) bits[i] = true;
    for (const std::uint32_t i : ruler_.general())
      bits[i] = conditions[i].regex
                    ? conditions[i].regex->search(memo_.scratch, lexeme.lower).has_value()
                    : holds(conditions[i], lexeme.lower_id);
    const auto [found, is_new] =
        memo_.classes.try_emplace(bits, static_cast<std::uint32_t>(memo_.class_bits.size()));
    if (is_new) memo_.class_bits.push_back(bits);
    return found->second;
  }

  std::uint32_t outcome_of(std::size_t i) {
    const OutcomeKey key{class_of(tokens_[i].lexeme), doc_.tag[i], doc_.dep[i]};
    const auto [found, is_new] = memo_.outcome_of.try_emplace(key, 0);
    if (is_new) {
      found->second = static_cast<std::uint32_t>(memo_.outcomes.size());
      memo_.outcomes.push_back(work_out(key.word_class, key.tag, key.dep));
    }
    return found->second;
  }

  bool passes(const TokenTest& test, const std::vector<bool>& word, StringId tag,
              StringId dep) const {
    return std::all_of(test.words.begin(), test.words.end(),
                       [&](std::uint32_t bit) { return word[bit]; }) &&
           std::all_of(test.tags.begin(), test.tags.end(),
                       [&](const Condition& c) { return holds(c, tag); }) &&
           std::all_of(test.deps.begin(), test.deps.end(),
                       [&](const Condition& c) { return holds(c, dep); });
  }

  Outcome work_out(std::uint32_t word_class, StringId tag, StringId dep) const {
    const std::vector<bool>& word = memo_.class_bits[word_class];
    Outcome outcome;
    for (const Pattern& pattern : ruler_.single()) {
      if (!passes(pattern.first, word, tag, dep)) continue;
      outcome.rules.push_back(pattern.rule);
      outcome.effect.take(ruler_.rules()[pattern.rule].effect);
    }
    for (std::size_t p = 0; p < ruler_.pairs().size(); ++p) {
      const Pattern& pattern = ruler_.pairs()[p];
      if (passes(pattern.first, word, tag, dep)) outcome.first |= 1u << p;
      if (passes(*pattern.second, word, tag, dep)) outcome.second |= 1u << p;
    }
    return outcome;
  }

  // The token stands in a pair: its rules of both kinds, in their order.
  Effect effect_with_pairs(std::size_t i) const {
    const Outcome& outcome = memo_.outcomes[memo_.found[i]];
    std::vector<std::uint32_t> rules = outcome.rules;
    const auto add = [&](std::uint32_t pairs, std::uint32_t place) {
      for (std::size_t p = 0; p < ruler_.pairs().size(); ++p) {
        const std::uint32_t rule = ruler_.pairs()[p].rule;
        if ((pairs >> p & 1u) != 0 && ruler_.rules()[rule].index == place) rules.push_back(rule);
      }
    };
    if (i + 1 < tokens_.size()) add(outcome.first & memo_.outcomes[memo_.found[i + 1]].second, 0);
    if (i > 0) add(outcome.second & memo_.outcomes[memo_.found[i - 1]].first, 1);
    std::sort(rules.begin(), rules.end());
    Effect effect;
    for (const std::uint32_t rule : rules) effect.take(ruler_.rules()[rule].effect);
    return effect;
  }

  void apply(std::size_t i, const Effect& effect) {
    if (effect.tag) doc_.tag[i] = *effect.tag;
    if (effect.pos) doc_.pos[i] = *effect.pos;
    if (effect.morph) doc_.morph[i] = *effect.morph;
    if (effect.lemma) doc_.lemma[i] = *effect.lemma;
    if (effect.dep) doc_.dep[i] = *effect.dep;
  }

  const AttributeRuler& ruler_;
  RulerState::Memo& memo_;
  const TokenizerState& words_;
  std::span<const TokenRecord> tokens_;
  Doc& doc_;
};

}  // namespace

void apply_ruler(const AttributeRuler& ruler, RulerState& state, const TokenizerState& words,
                 std::span<const TokenRecord> tokens, Doc& doc) {
  RulerRun(ruler, state.memo(), words, tokens, doc).run();
}

}  // namespace parley::language
