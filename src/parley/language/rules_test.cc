#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "parley/language/attribute_ruler.h"
#include "parley/language/lemmatizer.h"
#include "parley/language/model_for_test.h"
#include "parley/language/model_parts.h"
#include "parley/language/string_id.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

using Json = nlohmann::json;

std::string packed(const Json& json) {
  const auto bytes = Json::to_msgpack(json);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A tokenizer that splits at white space alone.
Tokenizer plain_tokenizer() { return *Tokenizer::read(packed({{"exceptions", Json::object()}})); }

struct Word {
  std::string_view tag, dep;
};

// Runs the rules over a text's words and shows "tag/pos/morph/lemma/dep" of each.
class RulesTest : public testing::Test {
 protected:
  std::string run(const Json& rules, std::string_view text, const std::vector<Word>& words) {
    const auto ruler = AttributeRuler::read(packed(rules), strings_);
    if (!ruler.ok()) return ruler.error().text();
    RulerState ruler_state;
    std::vector<TokenRecord> tokens;
    tokenize(tokenizer_, state_, text, tokens);
    Doc doc;
    start_doc(doc, tokens);
    for (std::size_t i = 0; i < words.size(); ++i) {
      doc.tag[i] = strings_.add(words[i].tag);
      doc.dep[i] = strings_.add(words[i].dep);
    }
    apply_ruler(*ruler, ruler_state, state_, tokens, doc);
    std::string out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      for (const StringId id : {doc.tag[i], doc.pos[i], doc.morph[i], doc.lemma[i], doc.dep[i]})
        out.append(strings_[id]) += '/';
      out.back() = ' ';
    }
    return out;
  }

  StringTable strings_;
  Tokenizer tokenizer_ = plain_tokenizer();
  LexemeTables tables_;
  TokenizerState state_{tokenizer_, tables_, 1 << 20};
};

Json rule(const Json& pattern, const Json& attributes, int index = 0) {
  return {{"patterns", {pattern}}, {"attrs", attributes}, {"index", index}};
}

TEST_F(RulesTest, LaterRuleWins) {
  const Json rules = {rule({{{"TAG", "NN"}}}, {{"POS", "NOUN"}, {"MORPH", "Number=Sing"}}),
                      rule({{{"TAG", "NN"}, {"LOWER", "talk"}}}, {{"POS", "VERB"}, {"MORPH", "_"}}),
                      rule({{{"TAG", {{"NOT_IN", {"NN", ""}}}}}}, {{"POS", "X"}})};
  EXPECT_EQ(run(rules, "Talk envoy x y", {{"NN", ""}, {"NN", ""}, {"", ""}, {"VB", ""}}),
            "NN/VERB/// NN/NOUN/Number=Sing// //// VB/X/// ");
}

TEST_F(RulesTest, MatchesOnTheAttributesBeforeTheRuler) {
  const Json rules = {rule({{{"TAG", "A"}}}, {{"TAG", "B"}}),
                      rule({{{"TAG", "B"}}}, {{"POS", "X"}})};
  EXPECT_EQ(run(rules, "w", {{"A", ""}}), "B//// ");
}

TEST_F(RulesTest, MatchesPairsOfNeighbours) {
  const Json rules = {
      rule({{{"LOWER", "got"}}, {{"LOWER", "ta"}}}, {{"LEMMA", "to"}}, 1),
      rule({{{"LOWER", {{"REGEX", "^y'?$"}}}}, {{"LOWER", "all"}}}, {{"LEMMA", "you"}}),
      rule({{{"LOWER", "ta"}}}, {{"LEMMA", "ta"}, {"POS", "X"}})};
  EXPECT_EQ(run(rules, "got ta", {}),
            "//// /X//ta/ ");  // the rule for "ta" stands behind the pair's
  EXPECT_EQ(run(rules, "y' all Y all", {}), "///you/ //// ///you/ //// ");
  EXPECT_EQ(run(rules, "got x ta", {}), "//// //// /X//ta/ ");
}

TEST_F(RulesTest, KnowsWhiteSpace) {
  const Json rules = {rule({{{"IS_SPACE", true}, {"DEP", {{"NOT_IN", {""}}}}}}, {{"DEP", "dep"}}),
                      rule({{{"IS_SPACE", true}}}, {{"TAG", "_SP"}}),
                      rule({{{"IS_SPACE", false}}}, {{"POS", "X"}})};
  EXPECT_EQ(run(rules, "a\nb", {{"", ""}, {"NN", "ROOT"}, {"", ""}}), "/X/// _SP////dep /X/// ");
}

TEST_F(RulesTest, RefusesWhatItDoesNotKnow) {
  const Json refused[] = {
      rule({{{"SHAPE", "x"}}}, {{"POS", "X"}}),
      rule({{{"OP", "+"}}}, {{"POS", "X"}}),
      rule({{{"LOWER", {{"FUZZY", "x"}}}}}, {{"POS", "X"}}),
      rule({{{"LOWER", {{"REGEX", "("}}}}}, {{"POS", "X"}}),
      rule({{{"LOWER", "a"}}, {{"LOWER", "b"}}, {{"LOWER", "c"}}}, {{"POS", "X"}}),
      rule({{{"LOWER", "a"}}}, {{"POS", "X"}}, 1),
      rule({{{"LOWER", "a"}}}, {{"NORM", "X"}}),
      {{"attrs", Json::object()}},
  };
  for (const Json& one : refused)
    EXPECT_FALSE(AttributeRuler::read(packed({one}), strings_).ok()) << one;
  EXPECT_FALSE(AttributeRuler::read("", strings_).ok());
}

// --- the lemmatizer on tables of our own -----------------------------------------------------------

// nlohmann writes keys as text only, the file has spaCy's ids of "noun" and so on: written by hand.
std::string number_keyed(const std::vector<std::pair<std::string_view, Json>>& table) {
  std::string out(1, static_cast<char>(0x80 + table.size()));
  for (const auto& [pos, value] : table) {
    const std::uint64_t id = string_id(pos);
    out += '\xCF';
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(id >> shift);
    out += packed(value);
  }
  return out;
}

std::string lemma_tables() {
  // As text, since nlohmann would take a list of pairs for an object.
  const Json noun_rules = Json::parse(R"([["s", ""], ["ves", "f"], ["men", "man"]])");
  const Json verb_rules = Json::parse(R"([["ed", "e"], ["ed", ""], ["ing", ""]])");
  std::string out = "\x83";
  out += packed("lemma_rules") + number_keyed({{"noun", noun_rules}, {"verb", verb_rules}});
  out += packed("lemma_exc") + number_keyed({{"noun", {{"mice", {"mouse", "mousse"}}}}});
  out +=
      packed("lemma_index") + number_keyed({{"noun", {"wolf", "talk"}}, {"verb", {"hop", "hope"}}});
  return out;
}

struct LemmaCase {
  std::string_view text, pos, morph, lemma;
};
constexpr LemmaCase kLemmaCases[] = {
    {"Talks", "NOUN", "Number=Plur", "talk"},
    {"Talks", "NOUN", "Number=Sing", "talks"},  // a base form
    {"Wolves", "NOUN", "Number=Plur", "wolf"},  // the form in the list before the one that is not
    {"mice", "NOUN", "Number=Plur", "mousse"},  // the last exception wins
    {"hoped", "VERB", "Tense=Past|VerbForm=Fin", "hop"},  // of two in the list the last
    {"zaped", "VERB", "Tense=Past", "zape"},              // of two unknown ones the first
    {"x-ed", "VERB", "Tense=Past", "x-e"},                // no plain word: before unknown ones
    {"ed", "VERB", "", "e"},
    {"Walk", "VERB", "", "Walk"},  // no rule fits: as it stands
    {"Walk", "VERB", "Tense=Pres|VerbForm=Fin", "walk"},
    {"Walks", "VERB", "Number=Sing|Tense=Pres|VerbForm=Fin", "Walks"},
    {"Selim", "PROPN", "Number=Sing", "Selim"},
    {"The", "DET", "", "the"},
    {"BIG", "ADJ", "Degree=Pos", "big"},
    {"X", "", "", "x"},
    {"\n", "SPACE", "", "\n"},
};

TEST(Lemmatizer, FollowsSpacysOrder) {
  StringTable strings;
  const auto lemmatizer = Lemmatizer::read(lemma_tables(), strings);
  ASSERT_TRUE(lemmatizer.ok()) << lemmatizer.error().text();
  for (const LemmaCase& c : kLemmaCases)
    EXPECT_EQ(lemmatizer->lemma_of(c.text, ascii_lower(c.text), c.pos, c.morph, strings), c.lemma)
        << c.text << ' ' << c.pos << ' ' << c.morph;
}

TEST(Lemmatizer, RefusesOtherTables) {
  StringTable strings;
  EXPECT_FALSE(Lemmatizer::read("", strings).ok());
  EXPECT_FALSE(Lemmatizer::read("\x80", strings).ok());
  EXPECT_FALSE(Lemmatizer::read("\x81" + packed("lemma_rules") + packed(5), strings).ok());
  EXPECT_FALSE(
      Lemmatizer::read("\x81" + packed("lemma_rules") + number_keyed({{"noun", {{"a"}}}}), strings)
          .ok());
}

// --- the stock model -------------------------------------------------------------------------------

struct RuleCase {
  std::string_view word, tag, dep, pos, morph, lemma;
};
// Recorded from Python spaCy 3.8: one word with this tag and label through ruler and lemmatizer.
constexpr RuleCase kGolden[] = {
    {"is", "VBZ", "ROOT", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "be"},
    {"has", "VBZ", "aux", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "have"},
    {"met", "VBD", "ROOT", "VERB", "Tense=Past|VerbForm=Fin", "meet"},
    {"refused", "VBN", "acl", "VERB", "Aspect=Perf|Tense=Past|VerbForm=Part", "refuse"},
    {"talks", "NNS", "nsubj", "NOUN", "Number=Plur", "talk"},
    {"Talks", "NNS", "nsubj", "NOUN", "Number=Plur", "talk"},
    {"envoys", "NNS", "dobj", "NOUN", "Number=Plur", "envoy"},
    {"Syrians", "NNPS", "nsubj", "PROPN", "Number=Plur", "Syrians"},
    {"Moscow", "NNP", "pobj", "PROPN", "Number=Sing", "Moscow"},
    {"better", "JJR", "amod", "ADJ", "Degree=Cmp", "well"},
    {"best", "RBS", "advmod", "ADV", "Degree=Sup", "well"},
    {"worst", "JJS", "amod", "ADJ", "Degree=Sup", "bad"},
    {"that", "IN", "mark", "SCONJ", "", "that"},
    {"that", "WDT", "nsubj", "PRON", "PronType=Rel", "that"},
    {"that", "DT", "det", "DET", "Number=Sing|PronType=Dem", "that"},
    {"that", "DT", "nsubj", "PRON", "Number=Sing|PronType=Dem", "that"},
    {"but", "CC", "advmod", "ADV", "ConjType=Cmp", "but"},
    {"not", "RB", "neg", "PART", "Polarity=Neg", "not"},
    {"n't", "RB", "neg", "PART", "Polarity=Neg", "not"},
    {"'s", "POS", "case", "PART", "", "'s"},
    {"'s", "VBZ", "aux", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "be"},
    {"ca", "MD", "aux", "AUX", "VerbType=Mod", "can"},
    {"wo", "MD", "aux", "AUX", "VerbType=Mod", "will"},
    {"her", "PRP$", "poss", "PRON", "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs", "her"},
    {"her", "PRP", "dobj", "PRON", "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs", "she"},
    {"it", "PRP", "nsubj", "PRON", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", "it"},
    {"it", "PRP", "dobj", "PRON", "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs", "it"},
    {"did", "VBD", "ROOT", "VERB", "Tense=Past|VerbForm=Fin", "do"},
    {"did", "VBD", "aux", "AUX", "Tense=Past|VerbForm=Fin", "do"},
    {"to", "TO", "aux", "PART", "", "to"},
    {"something", "NN", "dobj", "PRON", "Number=Sing|PronType=Ind", "something"},
    {"once", "IN", "mark", "SCONJ", "", "once"},
    {"leaving", "VBG", "pcomp", "VERB", "Aspect=Prog|Tense=Pres|VerbForm=Part", "leave"},
    {"dying", "VBG", "pcomp", "VERB", "Aspect=Prog|Tense=Pres|VerbForm=Part", "die"},
    {"lies", "VBZ", "ROOT", "VERB", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "lie"},
    {"lay", "VBD", "ROOT", "VERB", "Tense=Past|VerbForm=Fin", "lie"},
    {"wolves", "NNS", "nsubj", "NOUN", "Number=Plur", "wolf"},
    {"criteria", "NNS", "nsubj", "NOUN", "Number=Plur", "criterion"},
    {"men", "NNS", "nsubj", "NOUN", "Number=Plur", "man"},
    {"1990s", "NNS", "pobj", "NOUN", "Number=Plur", "1990"},
    {"“", "``", "punct", "PUNCT", "PunctSide=Ini|PunctType=Quot", "\""},
    {",", ",", "punct", "PUNCT", "PunctType=Comm", ","},
    {"two", "CD", "nummod", "NUM", "NumType=Card", "two"},
    {"quickly", "RB", "advmod", "ADV", "", "quickly"},
    {"UNSCs", "NNS", "pobj", "NOUN", "Number=Plur", "unsc"},
    {"blitzed", "VBD", "ROOT", "VERB", "Tense=Past|VerbForm=Fin", "blitz"},
    {"got", "VBD", "ROOT", "VERB", "Tense=Past|VerbForm=Fin", "get"},
    {"i", "PRP", "dobj", "PRON", "Case=Acc|Number=Sing|Person=1|PronType=Prs", "I"},
    {"\n", "NN", "ROOT", "SPACE", "", "\n"},
    {"x", "_SP", "dep", "X", "", "x"},
    {"earlier", "RBR", "advmod", "ADV", "Degree=Cmp", "early"},
};

TEST(StockRules, TagAndLemmatizeLikePython) {
  PARLEY_MODEL_OR_SKIP(model);
  const Model::Parts& parts = model->parts();
  TokenizerState state(parts.tokenizer, parts.lexemes, 1 << 20);
  RulerState ruler_state;
  LemmatizerState lemma_state(1 << 20);
  for (int warm = 0; warm < 2; ++warm)
    for (const RuleCase& c : kGolden) {
      std::vector<TokenRecord> tokens;
      tokenize(parts.tokenizer, state, c.word, tokens);
      ASSERT_EQ(tokens.size(), 1u) << c.word;
      Doc doc;
      start_doc(doc, tokens);
      doc.tag[0] = *parts.strings.find(c.tag);
      doc.dep[0] = *parts.strings.find(c.dep);
      apply_ruler(*parts.ruler, ruler_state, state, tokens, doc);
      lemmatize(*parts.lemmatizer, lemma_state, parts.strings, state, tokens, doc);
      EXPECT_EQ(model->string(doc, doc.pos[0]), c.pos) << c.word << ' ' << c.tag;
      EXPECT_EQ(model->string(doc, doc.morph[0]), c.morph) << c.word << ' ' << c.tag;
      EXPECT_EQ(model->string(doc, doc.lemma[0]), c.lemma) << c.word << ' ' << c.tag;
    }
}

}  // namespace
}  // namespace parley::language
