#include "parley/language/py_regex.h"

#include <gtest/gtest.h>

namespace parley::language {
namespace {

struct Case {
  std::string_view pattern, subject, match;  // "-": none
};
constexpr Case kCases[] = {
    {"b+", "abbc", "bb"},
    {"(?u)^\\w{2,}", "é1_-", "é1_"},
    {"[\\w.]+", "-a.é½-", "a.é½"},
    {"^[\\u00e9\\U0001F44D]+", "é👍x", "é👍"},
    {"x\\S*y", "ax\u180Ey", "x\u180Ey"},  // PCRE2's own \S stops at U+180E
    {"(?<=[0-9])km$", "5km", "km"},
    {"a$", "a\n", "a"},  // as Python: also before a last line feed
    {"a$", "a\n\n", "-"},
    {".", "\n", "-"},
    {"[]a]+", "]a]", "]a]"},
    {"[^]a]", "]ab", "b"},
    {"\\\\u0041", "\\u0041", "\\u0041"},  // an escaped backslash is no escape
    {"z", "", "-"},
};

TEST(PyRegex, FindsWhatPythonFinds) {
  RegexScratch scratch;
  for (const Case& c : kCases) {
    const auto regex = PyRegex::compile(c.pattern);
    ASSERT_TRUE(regex.ok()) << c.pattern << ": " << regex.error().text();
    const auto match = regex->search(scratch, c.subject);
    EXPECT_EQ(match ? slice(c.subject, *match) : "-", c.match) << c.pattern;
  }
}

TEST(PyRegex, SeesBehindWhereItStarts) {
  RegexScratch scratch;
  const auto regex = PyRegex::compile("(?<=a)b");
  EXPECT_EQ(regex->search(scratch, "abb", 1), (Span{1, 2}));
  EXPECT_EQ(regex->search(scratch, "abb", 2), std::nullopt);
}

TEST(PyRegex, RefusesWhatIsNoPattern) {
  EXPECT_EQ(PyRegex::compile("(a").error().code, ErrorCode::bad_format);
  EXPECT_EQ(PyRegex::compile("\\").error().code, ErrorCode::bad_format);
}

TEST(PyRegex, GivesUpOnRunawayBacktracking) {
  RegexScratch scratch;
  const auto regex = PyRegex::compile("^(?:a+)+$");
  EXPECT_EQ(regex->search(scratch, std::string(60, 'a') + "b"), std::nullopt);
}

}  // namespace
}  // namespace parley::language
