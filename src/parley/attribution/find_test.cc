#include "parley/attribution/find.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "parley/knowledge/knowledge.h"
#include "parley/language/cases_for_test.h"

namespace parley::attribution {
namespace {

// Names and places are the mentions' own test; here the words of attribution alone are read.
knowledge::Knowledge words_alone() {
  knowledge::Knowledge knowledge;
  auto cues = knowledge::load_cues(knowledge::Files());
  EXPECT_TRUE(cues.ok());
  if (cues) knowledge.cues = std::move(*cues);
  return knowledge;
}

page::Article article_of(const language::Parse& parse, page::SegmentKind kind) {
  page::Article article;
  article.text = std::string(parse.source);
  std::uint32_t blocks = 0;
  for (const auto& sentence : parse.sentences) blocks = std::max(blocks, sentence.block + 1);
  article.segments.resize(blocks);
  for (const auto& sentence : parse.sentences) {
    page::Segment& segment = article.segments[sentence.block];
    const Span span = parse.span_of(sentence.tokens);
    segment.span = segment.span.empty() ? span : cover(segment.span, span);
    segment.kind = kind;
  }
  return article;
}

// "kind|speaker|cue|content|told|via" for each statement; halves of a content joined by " … ".
std::string shown(const Statement& statement, const language::Parse& parse,
                  const mention::Mentions& mentions) {
  std::ostringstream out;
  out << name_of(statement.kind) << '|' << slice(parse.source, statement.speaker_span) << '|'
      << slice(parse.source, statement.cue) << '|';
  for (std::size_t i = 0; i < statement.content.size(); ++i)
    out << (i ? " … " : "") << slice(parse.source, statement.content[i]);
  out << '|' << (statement.told ? mentions.at(*statement.told).name : "") << '|';
  for (const auto& link : statement.via) out << mentions.at(link).name;
  return out.str();
}

struct Case {
  const char* name;
  std::vector<std::string> statements;
  page::SegmentKind kind = page::SegmentKind::paragraph;
};

const Case kCases[] = {
    {"said that", {"indirect|The minister|said|the talks would resume on Monday||"}},
    {"quotation, told", {"direct|Ana Torva|told|We will not sign,|Radio Lumen|"}},
    {"split quotation", {"direct|Vesk|said|The road is closed, … Nobody will pass.||"}},
    {"two paragraphs",
     {"direct|Ilan Vesk|said|We came in peace.||", "direct|Ilan Vesk|said|We leave in peace,||"}},
    {"scare quotes", {}},
    {"title", {}},
    {"according to",
     {"indirect|the Norland Red Crescent|according to|At least 12 people were killed||"}},
    {"nested",
     {"indirect|Ilan Vesk|said|the ministry had told him that the border was open||",
      "indirect|the ministry|told|the border was open||Ilan Vesk"}},
    {"mixed", {"mixed|The envoy|said|the plan was “simply dead” after the raid||"}},
    {"denied having", {"indirect|The army|denied|having shelled the market||"}},
    {"declined to say", {}},
    {"did not say", {}},  // what was not said is no statement
    {"accused of", {"indirect|The rebels|accused|the army … breaking the truce||"}},
    {"noun", {"indirect|The envoy’s|call|new talks||"}},
    {"headline colon",
     {"indirect|Norland|:|Rebels ready to talk peace||"},
     page::SegmentKind::headline},
    {"single marks", {"direct|the rebels’ spokesman|said|Not for a week,||"}},
    {"opening mark lost", {"direct|Ana Torva|said|We have no water,||"}},
    {"said and a paragraph",
     {"direct|Minister Ana Torva|said|The border is open again.\nWe thank the mediators.||"}},
    {"guillemets", {"direct|Amin Ould|said|We did not sign||"}},
    {"put at", {"indirect|The watchdog|put|the dead at 59||"}},
    {"no speaker", {}},  // violence does not speak
    {"carried by", {"indirect|Ana Torva|said|the border was open||Lumen Television"}},
    {"name behind", {"direct|Ana Torva|—|We will stay in the valley as long as we must.||"}},
    {"own voice",
     {"indirect|The United States|condemns|the attack on the market of Lumen||",
      "indirect|The United States||We will continue to help the people of the valley||",
      "indirect|The United States||Our aid reaches nine villages every month||"}},
    {"semicolon",
     {"indirect|The army|said|it had not fired||",
      "indirect|the rebels|said|they had lost two men||"}},
};

TEST(FindStatements, ReadsEachCase) {
  const knowledge::Knowledge knowledge = words_alone();
  const auto cases = language::cases_for_test("src/parley/attribution/testdata/cases.conllu");
  for (const Case& one : kCases) {
    ASSERT_TRUE(cases.contains(one.name)) << one.name;
    const auto parse = language::parse_from_conllu(cases.at(one.name));
    ASSERT_TRUE(parse) << one.name << ": " << parse.error().text();
    const page::Article article = article_of(*parse, one.kind);
    mention::Mentions mentions;
    mentions.index(parse->tokens.size());
    std::vector<std::string> found;
    for (const Statement& statement : find_statements({article, *parse, knowledge}, mentions)) {
      found.push_back(shown(statement, *parse, mentions));
      ASSERT_FALSE(statement.evidence.empty()) << one.name;
      EXPECT_EQ(statement.content.size(), statement.content_tokens.size()) << one.name;
    }
    EXPECT_EQ(found, one.statements) << one.name;
  }
}

TEST(FindStatements, SaysHowItIsMeant) {
  const knowledge::Knowledge knowledge = words_alone();
  const auto cases = language::cases_for_test("src/parley/attribution/testdata/cases.conllu");
  const auto first = [&](const char* name) {
    const auto parse = language::parse_from_conllu(cases.at(name));
    const page::Article article = article_of(*parse, page::SegmentKind::paragraph);
    mention::Mentions mentions;
    mentions.index(parse->tokens.size());
    const auto statements = find_statements({article, *parse, knowledge}, mentions);
    return statements.empty() ? Statement{} : statements.front();
  };
  EXPECT_EQ(first("denied having").polarity, "negative");
  EXPECT_EQ(first("denied having").attitude, "denial");
  EXPECT_EQ(first("said that").polarity, "positive");
  EXPECT_EQ(first("accused of").attitude, "accusation");
}

}  // namespace
}  // namespace parley::attribution
