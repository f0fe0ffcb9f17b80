#include "parley/language/msgpack.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::language::msgpack {
namespace {

using namespace std::string_literals;

// A value as text: {"a": 1} -> {a:1}
std::string show(Value value) {
  switch (value.kind()) {
    case Kind::nil:
      return "nil";
    case Kind::boolean:
      return *value.boolean() ? "true" : "false";
    case Kind::unsigned_integer:
      return std::to_string(*value.unsigned_integer());
    case Kind::negative_integer:
      return std::to_string(*value.integer());
    case Kind::real:
      return std::to_string(*value.real());
    case Kind::string:
      return std::string(*value.string());
    case Kind::binary:
      return "b" + std::string(*value.binary());
    case Kind::array: {
      std::string out = "[";
      for (const Value element : value.elements()) out += show(element) + ",";
      return out + "]";
    }
    case Kind::map: {
      std::string out = "{";
      for (const auto& [key, element] : value.pairs()) out += show(key) + ":" + show(element) + ",";
      return out + "}";
    }
  }
  return "?";
}

struct Case {
  std::string bytes;
  std::string_view want;  // "!" and the error's name where it must be refused
};

const Case kCases[] = {
    {"\xC0"s, "nil"},
    {"\xC3"s, "true"},
    {"\x7F"s, "127"},
    {"\xE0"s, "-32"},
    {"\xCC\xFF"s, "255"},
    {"\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, "18446744073709551615"},
    {"\xD0\x80"s, "-128"},
    {"\xD0\x05"s, "5"},
    {"\xD3\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE"s, "-2"},
    {"\xCA\x3F\x80\x00\x00"s, "1.000000"},
    {"\xCB\x40\x00\x00\x00\x00\x00\x00\x00"s, "2.000000"},
    {"\xA2hi"s, "hi"},
    {"\xD9\x02hi"s, "hi"},
    {"\xC4\x02hi"s, "bhi"},
    {"\x93\x01\xC0\xA1x"s, "[1,nil,x,]"},
    {"\x82\xA1"
     "a\x01\xC4\x01"
     "b\x92\x02\x03"s,
     "{a:1,bb:[2,3,],}"},
    {"\x81\x07\xA0"s, "{7:,}"},
    {""s, "!truncated"},
    {"\xA2h"s, "!truncated"},
    {"\xCF\x00"s, "!truncated"},
    {"\x92\x01"s, "!truncated"},
    {"\xDD\xFF\xFF\xFF\xFF\x00"s, "!truncated"},
    {"\xDF\xFF\xFF\xFF\xFF\x00"s, "!truncated"},
    {"\xC6\xFF\xFF\xFF\xFF\x00"s, "!truncated"},
    {"\x01\x02"s, "!bad_format"},
    {"\xC1"s, "!bad_format"},
    {"\xC7\x00\x01"s, "!bad_format"},
    {"\xA2\xC3\x28"s, "!invalid_utf8"},
};

TEST(Msgpack, ReadsEveryKindAndRefusesTheRest) {
  for (const Case& c : kCases) {
    const auto message = Message::read(c.bytes);
    const std::string got =
        message.ok() ? show(message->root()) : "!" + std::string(name_of(message.error().code));
    EXPECT_EQ(got, c.want) << testing::PrintToString(c.bytes);
  }
}

TEST(Msgpack, RefusesEveryTruncation) {
  for (const Case& c : kCases)
    for (std::size_t size = 0; c.want[0] != '!' && size < c.bytes.size(); ++size)
      EXPECT_FALSE(Message::read(std::string_view(c.bytes).substr(0, size)).ok());
}

TEST(Msgpack, LimitsDepthAndCount) {
  EXPECT_EQ(Message::read(std::string(100'000, '\x91')).error().code, ErrorCode::too_deep);
  EXPECT_TRUE(Message::read(std::string(400, '\x91') + '\xC0').ok());
  EXPECT_EQ(Message::read("\x93\x01\x02\x03"s, 3).error().code, ErrorCode::too_large);
}

TEST(Msgpack, FindsKeysOfBothKinds) {
  const std::string bytes = "\x82\xA1"s + "a\x01\xC4\x01" + "b\x02";
  const auto message = Message::read(bytes);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->root().find("b")->unsigned_integer(), 2u);
  EXPECT_FALSE(message->root().find("c"));
  EXPECT_FALSE(message->root().find("a")->find("a"));
}

}  // namespace
}  // namespace parley::language::msgpack
