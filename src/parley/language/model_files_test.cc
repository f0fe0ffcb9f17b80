#include "parley/language/model_files.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace parley::language {
namespace {

using Json = nlohmann::json;

TEST(ParseMeta, GivesTheComponentsThatRun) {
  const auto meta = parse_meta(R"({"lang": "en", "name": "core_web_sm", "version": "3.8.0",
      "pipeline": ["tok2vec", "senter", "ner"], "disabled": ["senter"]})");
  ASSERT_TRUE(meta.ok()) << meta.error().text();
  EXPECT_EQ(meta->name, "en_core_web_sm");
  EXPECT_EQ(meta->components, (std::vector<std::string>{"tok2vec", "ner"}));
}

TEST(ParseMeta, RefusesOtherFiles) {
  for (const char* json :
       {"", "[]", "{", R"({"lang": "de", "pipeline": []})", R"({"lang": "en"})",
        R"({"lang": "en", "pipeline": [1]})", R"({"lang": "en", "pipeline": [], "disabled": 1})"})
    EXPECT_FALSE(parse_meta(json).ok()) << json;
}

constexpr char kConfig[] = R"([nlp]
lang = "en"
tokenizer = {"@tokenizers":"spacy.Tokenizer.v1"}

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tagger]
factory = "tagger"
overwrite = false

[components.parser]
factory = "parser"

[components.lemmatizer]
factory = "lemmatizer"
mode = "rule"
overwrite = false

[components.ner]
factory = "ner"

[components.names]
factory = "entity_ruler"

[components.odd.labels]
list = ["a",
    "b"]
)";

TEST(ParseConfig, ReadsSectionsAndValuesOfSeveralLines) {
  const auto config = parse_config(kConfig);
  ASSERT_TRUE(config.ok()) << config.error().text();
  EXPECT_EQ(config->at("nlp").at("lang"), "\"en\"");
  EXPECT_EQ(config->at("components.odd.labels").at("list"), R"(["a","b"])");
  EXPECT_FALSE(parse_config("lang = 1").ok());
  EXPECT_FALSE(parse_config("[nlp]\nlang").ok());
}

struct PipelineCase {
  std::vector<std::string> components;
  std::string_view from, to;     // change in the config; "" none
  std::string_view refused_for;  // "": accepted
};
const PipelineCase kPipelines[] = {
    {{"tok2vec", "tagger", "parser", "lemmatizer", "ner"}, "", "", ""},
    {{"tok2vec", "ner"}, "", "", ""},
    {{"tok2vec", "names"}, "", "", "\"names\" (factory \"entity_ruler\") is not supported"},
    {{"textcat"}, "", "", "\"textcat\""},
    {{"tok2vec", "ner", "parser"}, "", "", "\"ner\" stands before \"parser\""},
    {{"tagger", "tok2vec"}, "", "", "\"tagger\" stands before \"tok2vec\""},
    {{"tok2vec", "tok2vec"}, "", "", "stands twice"},
    {{"lemmatizer"}, "mode = \"rule\"", "mode = \"lookup\"", "mode = \"rule\""},
    {{"tagger"}, "overwrite = false", "overwrite = true", "overwrite = false"},
    {{"tok2vec"}, "lang = \"en\"", "lang = \"de\"", "not English"},
    {{"tok2vec"}, "spacy.Tokenizer.v1", "mine.v1", "tokenizer"},
};

TEST(CheckPipeline, RefusesByName) {
  for (const PipelineCase& c : kPipelines) {
    std::string text = kConfig;
    if (!c.from.empty()) text.replace(text.find(c.from), c.from.size(), c.to);
    const auto config = parse_config(text);
    ASSERT_TRUE(config.ok());
    const Status error = check_pipeline({"en_x", "1", c.components}, *config);
    EXPECT_EQ(error.has_value(), !c.refused_for.empty()) << testing::PrintToString(c.components);
    const std::string message = error ? error->message : "";
    EXPECT_NE(message.find(c.refused_for), std::string::npos) << message;
  }
}

Result<std::vector<Move>> moves_of(const std::string& json,
                                   const Json& config = {{"neg_key", nullptr}}) {
  const auto bytes = Json::to_msgpack({{"moves", json}, {"cfg", config}});
  return parse_moves({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

TEST(ParseMoves, OrdersClassesAsSpacyDoes) {
  const auto moves = moves_of(R"({"1": {"": 5}, "0": {}, "2": {"b": 3, "a": 3, "c": 7}})");
  ASSERT_TRUE(moves.ok()) << moves.error().text();
  std::string shown;
  for (const Move& move : *moves) shown += std::to_string(move.action) + move.label + " ";
  EXPECT_EQ(shown, "1 2c 2b 2a ");
}

TEST(ParseMoves, RefusesOthers) {
  EXPECT_FALSE(moves_of("[]").ok());
  EXPECT_FALSE(moves_of(R"({"x": {}})").ok());
  EXPECT_FALSE(moves_of(R"({"1": {"a": "b"}})").ok());
  EXPECT_EQ(moves_of(R"({"1": {"a": -1}})").error().code, ErrorCode::unsupported);
  EXPECT_EQ(moves_of("{}", {{"neg_key", "x"}}).error().code, ErrorCode::unsupported);
  EXPECT_FALSE(parse_moves("").ok());
}

TEST(CheckTransitionConfig, RefusesBeamSearch) {
  EXPECT_FALSE(check_transition_config(R"({"beam_width": 1, "learn_tokens": false})"));
  EXPECT_TRUE(check_transition_config(R"({"beam_width": 8})"));
  EXPECT_TRUE(check_transition_config(R"({"learn_tokens": true})"));
  EXPECT_TRUE(check_transition_config("5"));
}

}  // namespace
}  // namespace parley::language
