#include "parley/language/tokenizer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "parley/language/model_for_test.h"
#include "parley/language/model_parts.h"
#include "parley/language/string_id.h"
#include "parley/language/tokenizer_rules.h"

namespace parley::language {
namespace {

using Json = nlohmann::json;

// "a~|b": two tokens, a space behind the first.
std::string show(std::string_view text, const std::vector<TokenRecord>& tokens) {
  std::string out;
  for (const TokenRecord& token : tokens) {
    if (!out.empty()) out += '|';
    out += text.substr(token.begin, token.end - token.begin);
    if (token.space_after) out += '~';
  }
  return out;
}

std::string tokens_of(const Tokenizer& tokenizer, TokenizerState& state, std::string_view text) {
  std::vector<TokenRecord> tokens;
  tokenize(tokenizer, state, text, tokens);
  return show(text, tokens);
}

// --- a small tokenizer of our own ------------------------------------------------------------------

Json small_file() {
  return {{"prefix_search", "^\\(|^\\$|^:"},
          {"suffix_search", "\\)$|\\.\\.+$|(?<=[0-9])km$|:$"},
          {"infix_finditer", "(?<=[a-z])-(?=[a-z])"},
          {"url_match", "^[a-z]+\\.com$"},
          {"token_match", nullptr},
          {"faster_heuristics", true},
          {"exceptions",
           {{"don't", {{{"ORTH", "do"}}, {{"ORTH", "n't"}, {"NORM", "not"}}}},
            {":)", {{{"ORTH", ":)"}}}},
            {"a-b", {{{"ORTH", "a-"}}, {{"ORTH", "b"}}}},
            {"x y", {{{"ORTH", "x y"}}}}}}};
}

Result<Tokenizer> read(const Json& file) {
  const auto bytes = Json::to_msgpack(file);
  return Tokenizer::read({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

struct Case {
  std::string_view text, tokens;
};
constexpr Case kSmallCases[] = {
    {"", ""},
    {"one two", "one~|two"},
    {"(don't)", "(|do|n't|)"},
    {"a  b ", "a~| |b~"},
    {" a", " |a"},
    {"\ta\n", "\t|a|\n"},
    {"$5km...", "$|5|km|..."},
    {"(site.com)", "(|site.com|)"},
    {"well-known", "well|-|known"},
    {"(a-b)", "(|a-|b|)"},  // an exception between affixes
    {"a-b-c", "a-|b|-|c"},  // inside a word too: the phrase pass finds it
    {":)", ":)"},
    {"x:)", "x|:)"},  // put together again by the phrase pass
    {"(((x", "(|(|(|x"},
    {"x y", "x y"},        // an exception may hold a space ...
    {"a - b", "a~|-~|b"},  // ... but one without does not match over it
};

TEST(Tokenizer, SplitsByItsFile) {
  const auto tokenizer = read(small_file());
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.error().text();
  const LexemeTables tables;
  TokenizerState state(*tokenizer, tables, 1 << 20);
  for (int warm = 0; warm < 2; ++warm)
    for (const Case& c : kSmallCases)
      EXPECT_EQ(tokens_of(*tokenizer, state, c.text), c.tokens) << c.text;
}

TEST(Tokenizer, GivesExceptionsTheirNorm) {
  const auto tokenizer = read(small_file());
  const LexemeTables tables;
  TokenizerState state(*tokenizer, tables, 1 << 20);
  std::vector<TokenRecord> tokens;
  tokenize(*tokenizer, state, "don't n't", tokens);
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(state.lexicon()[tokens[1].lexeme].norm, string_id("not"));
  EXPECT_EQ(state.lexicon()[tokens[2].lexeme].norm, string_id("n't"));
}

struct Fault {
  const char* what;
  void (*make)(Json& file);
};
const Fault kFaults[] = {
    {"a broken pattern", [](Json& f) { f["prefix_search"] = "(("; }},
    {"a pattern that is no text", [](Json& f) { f["suffix_search"] = 5; }},
    {"token_match", [](Json& f) { f["token_match"] = "a"; }},
    {"no exceptions", [](Json& f) { f.erase("exceptions"); }},
    {"an exception of other characters",
     [](Json& f) {
       f["exceptions"]["ab"] = {{{"ORTH", "a"}}};
     }},
    {"an empty token",
     [](Json& f) {
       f["exceptions"]["ab"] = {{{"ORTH", "ab"}}, {{"ORTH", ""}}};
     }},
    {"another attribute",
     [](Json& f) {
       f["exceptions"]["ab"] = {{{"ORTH", "ab"}, {"LEMMA", "a"}}};
     }},
};

TEST(Tokenizer, RefusesFilesThatAreNoTokenizer) {
  for (const Fault& fault : kFaults) {
    Json file = small_file();
    fault.make(file);
    EXPECT_FALSE(read(file).ok()) << fault.what;
  }
  EXPECT_FALSE(Tokenizer::read("").ok());
}

// --- the stock model -------------------------------------------------------------------------------

// Recorded from Python spaCy 3.8 on sentences of our own.
constexpr Case kGolden[] = {
    {"The U.N. envoy couldn't reach Port Selim by 6p.m. on Friday.",
     "The~|U.N.~|envoy~|could|n't~|reach~|Port~|Selim~|by~|6|p.m.~|on~|Friday|."},
    {"“We won't talk,” she said; “not now.”",
     "“|We~|wo|n't~|talk|,|”~|she~|said|;~|“|not~|now|.|”"},
    {"(e.g. a cease-fire)...", "(|e.g.~|a~|cease|-|fire|)|..."},
    {"Talks—if any—start at 10:30a.m., 5km away.",
     "Talks|—|if~|any|—|start~|at~|10:30a.m|.|,~|5|km~|away|."},
    {"It's the ministry's plan, isn't it?", "It|'s~|the~|ministry|'s~|plan|,~|is|n't~|it|?"},
    {"C'mon y'all, let's go!", "C'm|on~|y'|all|,~|let|'s~|go|!"},
    {"http://news.example.org/a?b=c#d, see x@y.example or www.example.co.uk.",
     "http://news.example.org/a?b=c#d|,~|see~|x@y.example~|or~|www.example.co.uk|."},
    {"$1,000-a-day vs. US$5 and 3.5% (≈€4)", "$|1,000|-|a|-|day~|vs.~|US$|5~|and~|3.5|%~|(|≈€4|)"},
    {"a  b\t c \n\n d ", "a~| |b|\t |c~|\n\n |d~"},
    {".", "."},
    {"...", "..."},
    {" ", " "},
    {"  lead", "  |lead"},
    {"trail ", "trail~"},
    {"\302\240x\302\240\302\240y", "\302\240|x|\302\240\302\240|y"},
    {"x\034y\302\205z\342\200\250w", "x|\034|y|\302\205|z|\342\200\250|w"},
    {"don’t can’t ’s ‘em", "do|n’t~|ca|n’t~|’s~|‘|em"},
    {"O'Brien's \"quote's\" 'tis", "O'Brien|'s~|\"|quote|'s|\"~|'|tis"},
    {"and/or a:b 1/2 x=y", "and/or~|a|:|b~|1/2~|x|=|y"},
    {"naïve café cafe\314\201 İstanbul ΑΣ", "naïve~|café~|cafe\314\201~|İstanbul~|ΑΣ"},
    {"👍🏽🇺🇸👨\342\200\215👩\342\200\215👧 ok",
     "👍|🏽|🇺|🇸|👨|\342\200\215|👩|\342\200\215|👧~|ok"},
    {"8.8.8.8 10.1.1.1 192.168.0.1:80", "8.8.8.8~|10.1.1.1~|192.168.0.1:80"},
    {":) :-D <3 ;) (:", ":)~|:-D~|<3~|;)~|(:"},
    {"Mr. & Mrs. Doe Ph.D. vs.Ms.X", "Mr.~|&~|Mrs.~|Doe~|Ph.D.~|vs.|Ms.|X"},
    {"U.S.-led U.S.A's Jan. 5th", "U.S.-led~|U.S.A|'s~|Jan.~|5th"},
    {"((a.m.)) [p.m.] \"i.e.\"", "(|(|a.m.|)|)~|[|p.m.|]~|\"|i.e.|\""},
    {"gonna gotta cannot dunno wanna", "gon|na~|got|ta~|can|not~|dunno~|wanna"},
    {"9km² 20°C. 5°F", "9|km²~|20|°|C|.~|5|°|F"},
    {"1990's '90s 20s", "1990|'s~|'|90s~|20s"},
    {"--- -- – —", "---~|--~|–~|—"},
    {"…wait…", "…|wait|…"},
    {"\357\273\277BOM \341\240\216 x", "\357\273\277BOM~|\341\240\216~|x"},
    {"'''a''' ``b''", "''|'|a|''|'~|`|`|b|''"},
    {"Co.Inc. Inc.,Ltd.", "Co.|Inc.~|Inc.|,Ltd|."},
    {"well…no,yes no,1", "well|…|no|,|yes~|no,1"},
    {"a@b@c.example", "a@b@c.example"},
    {"(-: x.y.z x..y", "(-:~|x.y.z~|x|..|y"},
};

TEST(StockTokenizer, SplitsLikePython) {
  PARLEY_MODEL_OR_SKIP(model);
  const Model::Parts& parts = model->parts();
  TokenizerState state(parts.tokenizer, parts.lexemes, 1 << 20);
  for (int warm = 0; warm < 2; ++warm)
    for (const Case& c : kGolden) EXPECT_EQ(tokens_of(parts.tokenizer, state, c.text), c.tokens);
}

TEST(StockTokenizer, GivesTheSameWithFullCaches) {
  PARLEY_MODEL_OR_SKIP(model);
  const Model::Parts& parts = model->parts();
  TokenizerState state(parts.tokenizer, parts.lexemes, 0);
  for (const Case& c : kGolden) {
    EXPECT_EQ(tokens_of(parts.tokenizer, state, c.text), c.tokens);
    const std::uint32_t before = state.generation();
    EXPECT_TRUE(state.clear_when_full());
    EXPECT_NE(state.generation(), before);
  }
}

TEST(StockTokenizer, IsLinearInLongChunks) {
  PARLEY_MODEL_OR_SKIP(model);
  const Model::Parts& parts = model->parts();
  TokenizerState state(parts.tokenizer, parts.lexemes, 64 << 20);
  // A square of these lengths would take hours.
  for (const std::string_view part :
       {"(", "a:", ".", "@", "x@y.", "..a", "'s", "http://a.", "\xF0\x9F\x98\x80"}) {
    std::string text;
    while (text.size() < 200'000) text += part;
    std::vector<TokenRecord> tokens;
    tokenize(parts.tokenizer, state, text, tokens);
    ASSERT_FALSE(tokens.empty());
    EXPECT_EQ(tokens.back().end, text.size()) << part;
  }
}

// The linear URL test and the pattern itself must agree.
TEST(StockTokenizer, DecidesUrlsByPartsAsByThePattern) {
  PARLEY_MODEL_OR_SKIP(model);
  const PyRegex& url = *model->parts().tokenizer.rules().url;
  RegexScratch scratch;
  constexpr const char* kPieces[] = {
      "http", "://", "a",  "news", ".",   ".com",    ".org", "@",    ":",   "80",
      "/",    "?",   "#",  "-",    "_",   "10.",     "8.8.", "1.2",  "172", "é",
      "..",   "x.y", "٣٣", "a-b",  "9.9", "@b.info", ":8",   ":808", "+",   "169.254."};
  std::mt19937 random(7);
  unsigned matches = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string chunk;
    for (unsigned n = 1 + random() % 9; n > 0; --n) chunk += kPieces[random() % std::size(kPieces)];
    const bool want = url_matches_pattern(url, scratch, chunk);
    matches += want ? 1 : 0;
    ASSERT_EQ(url_matches_by_parts(url, scratch, chunk), want) << chunk;
  }
  EXPECT_GT(matches, 1000u);
}

}  // namespace
}  // namespace parley::language
