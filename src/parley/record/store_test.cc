#include "parley/record/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace parley::record {
namespace {

constexpr char kRecord[] =
    R"({"document": {"id": "d0000000000000001", "source": "a.txt", "url": null, "title": "T",
  "publisher": null, "agencies": [], "bylines": ["A. B."], "dateline": null,
  "published": {"date": "2020-03-01", "basis": "stated", "reason": "March 1"}, "language": "en", "text": "They met.",
  "text_sha256": "ab", "segments": []},
  "actors": [{"id": "a1", "name": "They", "code": null, "mentions": []}],
  "events": [{"id": "e1", "type": "CONSULT", "actors": ["a1"], "goldstein": 1.5,
              "evidence": [{"start": 0, "end": 9, "text": "They met."}]}],
  "provenance": {"parley": "0"}})";

class StoreFile : public testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::path(testing::TempDir()) / "parley_store_test.db";
    std::filesystem::remove(file_);
  }
  std::string value(Store& store, const std::string& sql) {
    std::string found;
    const Status problem =
        store.query(sql, {}, [&](const StoreRow& row) { found += row[0].value_or("NULL") + ";"; });
    return problem ? problem->text() : found;
  }
  std::filesystem::path file_;
};

TEST_F(StoreFile, ReadingTheSameTextTwiceChangesNothing) {
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store) << store.error().text();
  EXPECT_TRUE(*store->add(kRecord));
  EXPECT_FALSE(*store->add(kRecord));
  EXPECT_EQ(value(*store, "SELECT count(*) FROM events"), "1;");
  EXPECT_EQ(value(*store, "SELECT actors FROM events"), "[\"a1\"];");
  EXPECT_EQ(value(*store, "SELECT goldstein FROM events"), "1.5;");
  EXPECT_EQ(value(*store, "SELECT mode FROM events"), "NULL;");
  EXPECT_EQ(value(*store, "SELECT text FROM evidence WHERE item = 'e1'"), "They met.;");
  EXPECT_EQ(value(*store, "SELECT published FROM documents"), "2020-03-01;");
}

TEST_F(StoreFile, KeepsWhatWasCommitted) {
  {
    auto store = Store::open(file_, Store::Mode::write);
    ASSERT_TRUE(store);
    ASSERT_FALSE(store->begin());
    ASSERT_TRUE(*store->add(kRecord));
    ASSERT_FALSE(store->commit());
    ASSERT_FALSE(store->begin());
    std::string other(kRecord);
    other.replace(other.find("d0000000000000001"), 17, "d0000000000000002");
    other.replace(other.find("\"ab\""), 4, "\"cd\"");
    ASSERT_TRUE(*store->add(other));
  }  // not committed
  auto store = Store::open(file_, Store::Mode::read);
  ASSERT_TRUE(store) << store.error().text();
  EXPECT_EQ(value(*store, "SELECT id FROM documents"), "d0000000000000001;");
}

TEST_F(StoreFile, RefusesFilesThatAreNotOurs) {
  EXPECT_EQ(Store::open(file_, Store::Mode::read).error().code, ErrorCode::not_found);
  std::ofstream(file_) << "this is no database, and long enough to be looked at";
  EXPECT_EQ(Store::open(file_, Store::Mode::write).error().code, ErrorCode::storage);
  EXPECT_EQ(Store::open(testing::TempDir(), Store::Mode::write).error().code, ErrorCode::storage);
}

TEST_F(StoreFile, RefusesARecordWithoutAnId) {
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store);
  EXPECT_EQ(store->add("{}").error().code, ErrorCode::bad_format);
  EXPECT_EQ(store->add("not json").error().code, ErrorCode::bad_format);
}

}  // namespace
}  // namespace parley::record
