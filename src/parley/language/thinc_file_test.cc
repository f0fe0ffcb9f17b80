#include "parley/language/thinc_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

namespace parley::language {
namespace {

using Json = nlohmann::json;

Json binary(const std::vector<std::uint8_t>& bytes) { return Json::binary(bytes); }
Json packed(const Json& value) { return binary(Json::to_msgpack(value)); }

Json array(const std::vector<std::uint32_t>& shape, const std::vector<float>& values) {
  std::vector<std::uint8_t> bytes(values.size() * sizeof(float));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return {{"nd", true},
          {"type", "<f4"},
          {"kind", binary({})},
          {"shape", shape},
          {"data", binary(bytes)}};
}

// A container and a linear layer of 2 outputs and 3 inputs.
Json sound_file() {
  const Json nodes = {{{"index", 0},
                       {"name", "with_array(linear)"},
                       {"dims", {{"nO", 2}, {"nI", nullptr}}},
                       {"refs", {{"out", 1}}}},
                      {{"index", 1},
                       {"name", "linear"},
                       {"dims", {{"nO", 2}, {"nI", 3}}},
                       {"refs", Json::object()}}};
  const Json attributes = {
      {{"pad", packed(4)}},
      {{"columns", packed({"NORM", "SHAPE"})}, {"rate", packed(0.5)}, {"on", packed(true)}}};
  const Json params = {Json::object(),
                       {{"W", array({2, 3}, {1, 2, 3, 4, 5, 6})}, {"b", array({2}, {7, 8})}}};
  return {{"nodes", nodes},
          {"attrs", attributes},
          {"params", params},
          {"shims", {Json::array(), Json::array()}}};
}

Result<ThincFile> read(const Json& file) {
  const auto bytes = Json::to_msgpack(file);
  return ThincFile::read({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

TEST(ThincFile, GivesLayersWithTheirWeights) {
  const auto file = read(sound_file());
  ASSERT_TRUE(file.ok()) << file.error().text();
  ASSERT_EQ(file->nodes.size(), 2u);
  EXPECT_EQ(file->first("with_array(")->integer("pad"), 4);
  ASSERT_EQ(file->named("linear").size(), 1u);
  const ThincNode& linear = *file->named("linear")[0];
  EXPECT_EQ(linear.dim("nI"), 3u);
  EXPECT_EQ(linear.tensor("W")->data, (std::vector<float>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(linear.tensor("b")->shape, (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(*linear.strings("columns"), (std::vector<std::string>{"NORM", "SHAPE"}));
  EXPECT_EQ(linear.integer("rate"), std::nullopt);
  EXPECT_EQ(linear.tensor("G"), nullptr);
}

struct Fault {
  const char* what;
  void (*make)(Json& file);
  std::string_view message;
};
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
const Fault kFaults[] = {
    {"unknown layer", [](Json& f) { f["nodes"][1]["name"] = "lstm"; }, "is not known"},
    {"other dtype", [](Json& f) { f["params"][1]["W"]["type"] = "<f8"; }, "32-bit"},
    {"other shape",
     [](Json& f) {
       f["params"][1]["W"] = array({3, 2}, {1, 2, 3, 4, 5, 6});
     },
     "shape"},
    {"shape unlike dims", [](Json& f) { f["nodes"][1]["dims"]["nO"] = 4; }, "shape"},
    {"too few bytes", [](Json& f) { f["params"][1]["b"] = array({2}, {7}); }, "bytes"},
    {"not finite",
     [](Json& f) {
       f["params"][1]["b"] = array({2}, {7, kNan});
     },
     "finite"},
    {"missing weight", [](Json& f) { f["params"][1].erase("b"); }, "lacks b"},
    {"nil weight", [](Json& f) { f["params"][1]["b"] = nullptr; }, "no array"},
    {"unknown weight",
     [](Json& f) {
       f["params"][1]["c"] = array({2}, {7, 8});
     },
     "not known"},
    {"container with weights",
     [](Json& f) {
       f["params"][0]["b"] = array({2}, {7, 8});
     },
     "container"},
    {"missing dim", [](Json& f) { f["nodes"][1]["dims"].erase("nI"); }, "shape"},
    {"lists of other lengths", [](Json& f) { f["attrs"].push_back(Json::object()); }, "lengths"},
    {"reference to nowhere", [](Json& f) { f["nodes"][0]["refs"]["out"] = 9; }, "not there"},
    {"a shim", [](Json& f) { f["shims"][0] = {1}; }, "another framework"},
    {"no list", [](Json& f) { f.erase("params"); }, "not a thinc model"},
};

TEST(ThincFile, RefusesWhatTheNetworkCouldNotIndex) {
  for (const Fault& fault : kFaults) {
    Json file = sound_file();
    fault.make(file);
    const auto got = read(file);
    ASSERT_FALSE(got.ok()) << fault.what;
    EXPECT_NE(got.error().message.find(fault.message), std::string::npos)
        << fault.what << ": " << got.error().text();
  }
}

}  // namespace
}  // namespace parley::language
