#include "parley/knowledge/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace parley::knowledge {
namespace {

class OwnFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / "parley_files_test";
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  std::filesystem::path folder_;
};

TEST_F(OwnFolder, AdditionsComeAfterOursAndReplacementsInstead) {
  ASSERT_FALSE(built_in_files().empty());
  const std::string ours(built_in_files()[0].name);
  std::filesystem::create_directories((folder_ / ours).parent_path());
  const std::string stem = ours.substr(0, ours.size() - 4);
  write(stem + ".add.tsv", "added\n");
  const auto added = Files::with_folder(folder_);
  ASSERT_TRUE(added) << added.error().text();
  ASSERT_EQ(added->named(ours).size(), 2u);
  EXPECT_EQ(added->named(ours)[1].text, "added\n");
  write(ours, "mine\n");
  const auto replaced = Files::with_folder(folder_);
  ASSERT_TRUE(replaced);
  EXPECT_EQ(replaced->named(ours)[0].text, "mine\n");
  EXPECT_NE(replaced->sha256(), Files().sha256());
}

TEST_F(OwnFolder, ErrorsNameTheFileAndTheLine) {
  write("no_such_name.tsv", "x\n");
  const auto unknown = Files::with_folder(folder_);
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().where.find("no_such_name.tsv"), std::string::npos);
  EXPECT_TRUE(read_tsv(Files(), "no_such_name.tsv", 1, 1, [](const Row&) { return Status(); }));

  const std::string ours(built_in_files()[0].name);
  std::filesystem::remove(folder_ / "no_such_name.tsv");
  std::filesystem::create_directories((folder_ / ours).parent_path());
  write(ours, "# a comment\n\none\ttwo\tthree\n");
  const auto files = Files::with_folder(folder_);
  ASSERT_TRUE(files);
  const Status wrong = read_tsv(*files, ours, 1, 2, [](const Row&) { return Status(); });
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->where, ours + ":3");
}

}  // namespace
}  // namespace parley::knowledge
