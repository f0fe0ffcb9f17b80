// Every record that the program prints validates against docs/record.schema.json, and keeps its
// promises beyond it: evidence stands where it says, references lead to items. Read: the examples,
// and the shared reports where present.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "parley/language/models.h"
#include "parley/page/read.h"
#include "parley/record/json.h"
#include "parley/record/reading.h"
#include "parley/text/text.h"

// RapidJSON 1.1 leaks 49 bytes where it compiles a schema's regular expressions.
#if defined(__SANITIZE_ADDRESS__)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:rapidjson::internal::"; }
#endif

namespace parley::record {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

const rapidjson::SchemaDocument& schema() {
  static const rapidjson::SchemaDocument* const kSchema = [] {
    rapidjson::Document text;
    text.Parse(bytes_of(fs::path(PARLEY_SOURCE_DIR) / "docs/record.schema.json").c_str());
    EXPECT_FALSE(text.HasParseError());
    return new rapidjson::SchemaDocument(text);
  }();
  return *kSchema;
}

// "" when valid, else where and against which keyword.
std::string schema_problem(const rapidjson::Value& record) {
  rapidjson::SchemaValidator validator(schema());
  if (record.Accept(validator)) return "";
  rapidjson::StringBuffer place, rule;
  validator.GetInvalidDocumentPointer().StringifyUriFragment(place);
  validator.GetInvalidSchemaPointer().StringifyUriFragment(rule);
  return std::string(place.GetString()) + " breaks " + validator.GetInvalidSchemaKeyword() +
         " of " + rule.GetString();
}

// Every {start, end, text} of the record says what stands there.
void check_spans(const rapidjson::Value& value, const std::string& text,
                 const CodePointIndex& index) {
  if (value.IsArray()) {
    for (const auto& item : value.GetArray()) check_spans(item, text, index);
  } else if (value.IsObject()) {
    if (value.HasMember("start") && value.HasMember("end") && value.HasMember("text") &&
        value["text"].IsString()) {
      const std::uint32_t begin = index.byte_of(value["start"].GetUint()),
                          end = index.byte_of(value["end"].GetUint());
      ASSERT_LE(begin, end);
      EXPECT_EQ(text.substr(begin, end - begin), value["text"].GetString());
    }
    for (const auto& field : value.GetObject()) check_spans(field.value, text, index);
  }
}

std::vector<fs::path> reports() {
  std::vector<fs::path> files;
  const fs::path root(PARLEY_SOURCE_DIR);
  for (const fs::path& folder : {root / "examples", root / "../shared/seeds",
                                 root / "../shared/gold/dev", root / "../shared/gold/real"}) {
    if (!fs::is_directory(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Records : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder = language::find_model("");
    if (!folder) GTEST_SKIP() << "no language model: " << folder.error().text();
    auto model = language::Model::load(*folder);
    ASSERT_TRUE(model) << model.error().text();
    model_ = *model;
    auto knowledge = knowledge::Knowledge::load({});
    ASSERT_TRUE(knowledge) << knowledge.error().text();
    knowledge_ = std::make_unique<knowledge::Knowledge>(std::move(*knowledge));
    worker_ = std::make_unique<language::Worker>(model_);
  }
  std::string record_of(const fs::path& file, std::vector<std::string>* problems = nullptr) {
    auto reading = read_report(page::read_text_page(file.filename(), bytes_of(file), {}), *worker_,
                               *knowledge_);
    EXPECT_TRUE(reading) << reading.error().text();
    if (problems != nullptr) *problems = check_reading(**reading);
    return to_json(**reading, {"0", "test", std::string(64, '0'), ""});
  }
  std::shared_ptr<const language::Model> model_;
  std::unique_ptr<knowledge::Knowledge> knowledge_;
  std::unique_ptr<language::Worker> worker_;
};

TEST_F(Records, ValidateAgainstTheSchema) {
  ASSERT_GE(reports().size(), 5u);
  for (const fs::path& file : reports()) {
    SCOPED_TRACE(file.string());
    std::vector<std::string> problems;
    const std::string json = record_of(file, &problems);
    EXPECT_THAT(problems, testing::IsEmpty());
    rapidjson::Document record;
    record.Parse(json.c_str());
    ASSERT_FALSE(record.HasParseError());
    EXPECT_EQ(schema_problem(record), "");
    const std::string text = record["document"]["text"].GetString();
    check_spans(record, text, CodePointIndex(text));
  }
}

TEST_F(Records, AreTheSameBytesEachTime) {
  for (const fs::path& file : reports()) EXPECT_EQ(record_of(file), record_of(file)) << file;
}

// The sentence behind a dateline begins with its own subject.
TEST_F(Records, ADatelineIsNoPartOfTheSentence) {
  const std::string text =
      "Army shells port town\n\n"
      "LOWPORT, Arland, 4 March 2022 (Agency) - The army shelled the harbour of Lowport on Friday "
      "and "
      "killed at least six people, officials and residents of the town said.\n\n"
      "The rebels said they would not leave the town, which they have held since the winter, and "
      "called on the "
      "government to open talks without delay.\n";
  auto reading = read_report(page::read_text_page("port.txt", text, {}), *worker_, *knowledge_);
  ASSERT_TRUE(reading) << reading.error().text();
  ASSERT_EQ((*reading)->article.dateline.place, "LOWPORT");
  std::vector<std::string> starts;
  for (const auto& sentence : (*reading)->parse.sentences)
    starts.emplace_back((*reading)->parse.tokens[sentence.tokens.begin].text);
  EXPECT_THAT(starts, testing::Contains("The"));
}

TEST(Schema, RefusesWhatTheContractDoesNotKnow) {
  rapidjson::Document record;
  record.Parse(R"({"document": {}, "surprise": 1})");
  EXPECT_NE(schema_problem(record), "");
}

}  // namespace
}  // namespace parley::record
