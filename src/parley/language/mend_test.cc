#include "parley/language/mend.h"

#include <gtest/gtest.h>

namespace parley::language {
namespace {

struct Case {
  const char* name;
  const char* conllu;
  const char *token, *head;  // where the token hangs in the end
};

// Own sentences, as the stock model parses them.
constexpr const char* kMisread =
    "# text = must condemn killings ordered by X and accept peace\n"
    "1\tmust\tmust\tAUX\tMD\t_\t2\taux\t_\t_\n"
    "2\tcondemn\tcondemn\tVERB\tVB\t_\t0\tROOT\t_\t_\n"
    "3\tkillings\tkilling\tNOUN\tNNS\t_\t2\tdobj\t_\t_\n"
    "4\tordered\torder\tVERB\tVBN\t_\t3\tacl\t_\t_\n"
    "5\tby\tby\tADP\tIN\t_\t4\tagent\t_\t_\n"
    "6\tX\tX\tPROPN\tNNP\t_\t5\tpobj\t_\t_\n"
    "7\tand\tand\tCCONJ\tCC\t_\t4\tcc\t_\t_\n"
    "8\taccept\taccept\tVERB\tVB\t_\t4\tconj\t_\t_\n"
    "9\tpeace\tpeace\tNOUN\tNN\t_\t8\tdobj\t_\t_\n\n";

// Two participles are rightly joined.
constexpr const char* kJoined =
    "# text = condemn killings ordered and paid by X\n"
    "1\tcondemn\tcondemn\tVERB\tVB\t_\t0\tROOT\t_\t_\n"
    "2\tkillings\tkilling\tNOUN\tNNS\t_\t1\tdobj\t_\t_\n"
    "3\tordered\torder\tVERB\tVBN\t_\t2\tacl\t_\t_\n"
    "4\tand\tand\tCCONJ\tCC\t_\t3\tcc\t_\t_\n"
    "5\tpaid\tpay\tVERB\tVBN\t_\t3\tconj\t_\t_\n"
    "6\tby\tby\tADP\tIN\t_\t5\tagent\t_\t_\n"
    "7\tX\tX\tPROPN\tNNP\t_\t6\tpobj\t_\t_\n\n";

// No infinitive stands above: where it belongs is not known.
constexpr const char* kFinite =
    "# text = condemned killings ordered and accept peace\n"
    "1\tcondemned\tcondemn\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
    "2\tkillings\tkilling\tNOUN\tNNS\t_\t1\tdobj\t_\t_\n"
    "3\tordered\torder\tVERB\tVBN\t_\t2\tacl\t_\t_\n"
    "4\tand\tand\tCCONJ\tCC\t_\t3\tcc\t_\t_\n"
    "5\taccept\taccept\tVERB\tVB\t_\t3\tconj\t_\t_\n"
    "6\tpeace\tpeace\tNOUN\tNN\t_\t5\tdobj\t_\t_\n\n";

class Mend : public testing::TestWithParam<Case> {};

TEST_P(Mend, HangsOn) {
  auto parse = parse_from_conllu(GetParam().conllu);
  ASSERT_TRUE(parse) << parse.error().text();
  mend(*parse);
  for (std::uint32_t t = 0; t < parse->tokens.size(); ++t) {
    if (parse->tokens[t].text != GetParam().token) continue;
    const std::uint32_t head = parse->tokens[t].head;
    EXPECT_EQ(parse->tokens[head].text, GetParam().head);
    const auto children = parse->children(head);
    EXPECT_NE(std::find(children.begin(), children.end(), t), children.end());
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, Mend,
    testing::Values(Case{"ABareInfinitiveOnTheInfinitiveAbove", kMisread, "accept", "condemn"},
                    Case{"AndItsAnd", kMisread, "and", "condemn"},
                    Case{"TheRestStays", kMisread, "peace", "accept"},
                    Case{"AParticipleOnAParticiple", kJoined, "paid", "ordered"},
                    Case{"NothingAbove", kFinite, "accept", "ordered"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(MendEdges, AreThoseOfTheNewHeads) {
  auto parse = parse_from_conllu(kMisread);
  ASSERT_TRUE(parse) << parse.error().text();
  mend(*parse);
  EXPECT_EQ(parse->tokens[3].right_edge, 5U);  // "ordered by X"
  EXPECT_EQ(parse->tokens[1].right_edge, 8U);
}

}  // namespace
}  // namespace parley::language
