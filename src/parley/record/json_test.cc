#include "parley/record/json.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

namespace parley::record {
namespace {

// What the page layer found beside the report: comments, live entries and repairs, offsets in code
// points.
TEST(Json, EntriesAndRepairsOfTheDocument) {
  Reading reading;
  reading.article.source = "live.html";
  reading.article.text = "Caf\xC3\xA9 shelled\n11:02\nThe mayor spoke.\nRana: No!";
  reading.article.entries = {
      {false, {14, 36}, "", parse_day("2021-03-05"), "11:02"},
      {true, {37, 46}, "Rana", std::nullopt, ""},
  };
  reading.article.repairs = {"1 places of UTF-8 read as windows-1252"};
  rapidjson::Document record;
  record.Parse(to_json(reading, {"0", "test", "0", ""}).c_str());
  ASSERT_FALSE(record.HasParseError());
  const auto& document = record["document"];
  ASSERT_EQ(document["entries"].Size(), 2u);
  const auto& live = document["entries"][0];
  EXPECT_STREQ(live["kind"].GetString(), "live");
  EXPECT_EQ(live["start"].GetUint(), 13u);
  EXPECT_EQ(live["end"].GetUint(), 35u);
  EXPECT_TRUE(live["author"].IsNull());
  EXPECT_STREQ(live["date"].GetString(), "2021-03-05");
  EXPECT_STREQ(live["time"].GetString(), "11:02");
  const auto& comment = document["entries"][1];
  EXPECT_STREQ(comment["kind"].GetString(), "comment");
  EXPECT_STREQ(comment["author"].GetString(), "Rana");
  EXPECT_TRUE(comment["date"].IsNull());
  EXPECT_TRUE(comment["time"].IsNull());
  ASSERT_EQ(document["repairs"].Size(), 1u);
  EXPECT_STREQ(document["repairs"][0].GetString(), "1 places of UTF-8 read as windows-1252");
}

}  // namespace
}  // namespace parley::record
