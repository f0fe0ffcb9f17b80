#include "parley/language/parse.h"

#include <gtest/gtest.h>

namespace parley::language {
namespace {

constexpr char kTwoSentences[] =
    "# newpar\n"
    "# text = Arland's envoy met rebels.\n"
    "1\tArland\tArland\tPROPN\tNNP\tNumber=Sing\t3\tposs\t_\tSpaceAfter=No|NER=B-GPE\n"
    "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_\n"
    "3\tenvoy\tenvoy\tNOUN\tNN\tNumber=Sing\t4\tnsubj\t_\t_\n"
    "4\tmet\tmeet\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\tROOT\t_\t_\n"
    "5\trebels\trebel\tNOUN\tNNS\tNumber=Plur\t4\tdobj\t_\tSpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# text = They left.\n"
    "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
    "2\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n";

TEST(ParseFromConllu, GivesTokensOverTheJoinedText) {
  const auto parse = parse_from_conllu(kTwoSentences);
  ASSERT_TRUE(parse) << parse.error().text();
  ASSERT_EQ(parse->tokens.size(), 9u);
  EXPECT_EQ(parse->source, "Arland's envoy met rebels.\nThey left.\n");
  EXPECT_EQ(parse->text_of({0, 3}), "Arland's envoy");
  EXPECT_EQ(parse->tokens[0].lower, "arland");
  ASSERT_EQ(parse->entities.size(), 1u);
  EXPECT_EQ(parse->entities[0].label, "GPE");
  ASSERT_EQ(parse->sentences.size(), 2u);
  EXPECT_EQ(parse->sentences[1].root, 7u);
  EXPECT_EQ(parse->subtree(2), (Range{0, 3}));
  EXPECT_EQ(parse->subtree(3), (Range{0, 6}));
  ASSERT_EQ(parse->children(3).size(), 3u);
  EXPECT_EQ(parse->children(3)[1], 4u);
  EXPECT_EQ(parse->tokens_in({9, 14}), (Range{2, 3}));
}

TEST(ParseFromConllu, NamesTheLineThatIsWrong) {
  const auto short_row = parse_from_conllu("# text = a\n1\ta\ta\n");
  ASSERT_FALSE(short_row);
  EXPECT_EQ(short_row.error().where, "CoNLL-U line 2");
  EXPECT_FALSE(parse_from_conllu("# text = a\n1\ta\ta\tX\tX\t_\t7\tdep\t_\t_\n"));
  EXPECT_FALSE(parse_from_conllu("# text = b\n1\ta\ta\tX\tX\t_\t0\tdep\t_\t_\n"));
}

TEST(ParseFromConllu, RefusesHeadsThatRunInACircle) {
  EXPECT_FALSE(parse_from_conllu(
      "# text = a b\n1\ta\ta\tX\tX\t_\t2\tdep\t_\t_\n2\tb\tb\tX\tX\t_\t1\tdep\t_\t_\n"));
}

}  // namespace
}  // namespace parley::language
