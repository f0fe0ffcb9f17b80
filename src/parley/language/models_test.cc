#include "parley/language/models.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "parley/language/model_for_test.h"
#include "parley/language/model_table.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

namespace fs = std::filesystem;

// An empty folder that goes with the test.
class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() / ("parley-models-test-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

void write(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(ModelTable, IsWellFormed) {
  std::ifstream file(PARLEY_SOURCE_DIR "/knowledge/models.sha256.tsv");
  std::string line;
  std::size_t rows = 0;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    ++rows;
    const auto fields = split(line, '\t');
    ASSERT_EQ(fields.size(), 5u) << line;
    EXPECT_EQ(fields[4].size(), 64u) << line;
    EXPECT_EQ(fields[4].find_first_not_of("0123456789abcdef"), fields[4].npos) << line;
    EXPECT_TRUE(fields[3] == "-" || fields[3].find_first_not_of("0123456789") == fields[3].npos)
        << line;
  }
  EXPECT_EQ(known_files().size(), rows);
  EXPECT_EQ(rows_of("en_core_web_sm", "3.8.0", "meta.json").size(), 2u);
  EXPECT_EQ(listed_files("en_core_web_sm", "3.8.0").size(), 22u);
}

TEST(ModelTable, KnowsAReuploadByItsName) {
  EXPECT_EQ(known_model("en_core_web_sm", "3.8.0")->name, "en_core_web_sm");
  EXPECT_EQ(known_model("en_core_web_sm_other", "3.8.0")->name, "en_core_web_sm");
  EXPECT_FALSE(known_model("en_core_web_small", "3.8.0"));
  EXPECT_FALSE(known_model("en_core_web_sm", "3.7.0"));
}

TEST(ModelTable, ComparesBytes) {
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const KnownFile row{"m", "1", "f", 3,
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"};
  EXPECT_FALSE(check_bytes({&row, 1}, "abc"));
  EXPECT_TRUE(check_bytes({&row, 1}, "abd"));
  EXPECT_TRUE(check_bytes({&row, 1}, "abcd"));
  EXPECT_FALSE(check_bytes({}, "anything"));
}

TEST(FindModel, SaysWhereItLooked) {
  const auto found = find_model("no_such_model");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::not_found);
  EXPECT_NE(found.error().message.find("share/parley/models"), std::string::npos);
  EXPECT_FALSE(find_model("/no/such/folder").ok());
  EXPECT_FALSE(find_model("../..").ok());
}

constexpr char kMeta[] =
    R"({"lang": "en", "name": "core_web_sm", "version": "3.8.0", "pipeline": ["tok2vec"]})";

TEST(AddModel, RefusesWhatIsNoKnownModel) {
  const Folder folder;
  EXPECT_EQ(add_model(folder / "none.whl", folder / "to").error().code, ErrorCode::not_found);
  write(folder / "text.whl", "not an archive");
  EXPECT_EQ(add_model(folder / "text.whl", folder / "to").error().code, ErrorCode::bad_format);
  EXPECT_EQ(add_model(folder / "", folder / "to").error().code, ErrorCode::not_found);
  write(folder / "own/meta.json",
        R"({"lang": "en", "name": "mine", "version": "1", "pipeline": []})");
  write(folder / "own/config.cfg", "");
  EXPECT_EQ(add_model(folder / "own", folder / "to").error().code, ErrorCode::bad_model);
  // The right name and other bytes: the file is named, nothing is left behind.
  write(folder / "own/meta.json", kMeta);
  for (const std::string_view name : listed_files("en_core_web_sm", "3.8.0"))
    if (name != "meta.json") write(folder / ("own/" + std::string(name)), "x");
  const auto added = add_model(folder / "own", folder / "to");
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().where, "attribute_ruler/patterns");
  EXPECT_TRUE(!fs::exists(folder / "to") || fs::is_empty(folder / "to"));
}

void write_zip(const fs::path& path,
               const std::vector<std::pair<std::string, std::string>>& files) {
  zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, bytes] : files)
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0),
                 0);
  zip_close(archive);
}

TEST(AddModel, ReadsWheelsWithLimits) {
  const Folder folder;
  write_zip(folder / "other.whl", {{"a/b.txt", "x"}});
  EXPECT_EQ(add_model(folder / "other.whl", folder / "to").error().code, ErrorCode::bad_model);
  // Unpacks to a hundred thousand times its size.
  write_zip(folder / "bomb.whl",
            {{"m/meta.json", std::string(300 << 20, ' ')}, {"m/config.cfg", "x"}});
  EXPECT_EQ(add_model(folder / "bomb.whl", folder / "to").error().code, ErrorCode::bad_ratio);
  write_zip(folder / "bytes.whl", {{"m/meta.json", kMeta}, {"m/config.cfg", "x"}});
  EXPECT_EQ(add_model(folder / "bytes.whl", folder / "to").error().code, ErrorCode::bad_model);
}

TEST(AddModel, CopiesAStockModelWhole) {
  PARLEY_MODEL_OR_SKIP(model);
  const Folder folder;
  const auto added = add_model(model->info().folder, folder / "models");
  ASSERT_TRUE(added.ok()) << added.error().text();
  EXPECT_EQ(*added, folder / "models/en_core_web_sm");
  EXPECT_FALSE(verify_model(*added));
  EXPECT_TRUE(fs::exists(*added / "LICENSE"));
  EXPECT_EQ(check_model(*added)->verified.size(), 22u);
  // Adding again replaces it.
  std::ofstream(*added / "tokenizer", std::ios::app) << 'x';
  const Status wrong = verify_model(*added);
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->where, (*added / "tokenizer").string());
  EXPECT_FALSE(load_model(added->string()).ok());
  EXPECT_TRUE(add_model(model->info().folder, folder / "models").ok());
  EXPECT_FALSE(verify_model(*added));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "models"), fs::directory_iterator()), 1);
}

TEST(LoadModel, NamesTheFileThatIsMissingOrBroken) {
  PARLEY_MODEL_OR_SKIP(model);
  const Folder folder;
  const fs::path copy = folder / "copy";
  for (const std::string_view name : listed_files("en_core_web_sm", "3.8.0")) {
    if (name == "vocab/strings.json" || name == "vocab/vectors.cfg")
      continue;  // not needed to parse
    if (name.starts_with("senter/") || name == "tok2vec/cfg" || name == "tagger/cfg") continue;
    fs::remove_all(copy);
    fs::copy(model->info().folder, copy, fs::copy_options::recursive);
    fs::remove(copy / name);
    const auto missing = Model::load(copy);
    ASSERT_FALSE(missing.ok()) << name;
    EXPECT_EQ(missing.error().where, (copy / name).string());
    write(copy / name, "\xC1");
    const auto broken = Model::load(copy);
    ASSERT_FALSE(broken.ok()) << name;
    EXPECT_EQ(broken.error().where, (copy / name).string()) << broken.error().text();
    EXPECT_EQ(broken.error().code, ErrorCode::bad_model) << broken.error().text();
  }
}

}  // namespace
}  // namespace parley::language
