#include "parley/language/conllu.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "parley/language/model_for_test.h"
#include "parley/language/parse.h"
#include "parley/language/spacy_json.h"
#include "parley/language/visible.h"

namespace parley::language {
namespace {

// A doc over "a b c": one letter a word, every other byte a space or other white space; all columns bare.
Doc doc_of(std::string_view text, const std::vector<Span>& tokens) {
  Doc doc;
  for (const Span span : tokens) {
    doc.begin.push_back(span.begin);
    doc.end.push_back(span.end);
    doc.space_after.push_back(span.end < text.size() && text[span.end] == ' ' ? 1 : 0);
  }
  for (auto* column : {&doc.tag, &doc.pos, &doc.morph, &doc.lemma, &doc.dep, &doc.ent_type})
    column->assign(tokens.size(), 0);
  doc.head.resize(tokens.size());
  doc.sent_start.assign(tokens.size(), 0);
  doc.ent_iob.assign(tokens.size(), 'O');
  return doc;
}

std::string show(const std::vector<VisibleToken>& tokens) {
  std::string out;
  for (const VisibleToken& token : tokens) {
    out += std::to_string(token.index) + ">" + std::to_string(token.head) + token.ent_iob;
    out += token.starts_sentence ? "^" : "";
    out += token.space_after ? "~ " : " ";
  }
  return out;
}

TEST(VisibleTokens, LeavesWhiteSpaceOutAndRenumbers) {
  // 0 "\n", 1 a, 2 "\n", 3 b, 4 "\n", 5 c
  const std::string_view text = "\na\nb\nc";
  Doc doc = doc_of(text, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}});
  doc.sent_start = {1, 0, 0,
                    0, 1, 0};     // the first sentence begins with white space, the second too
  doc.head = {1, 1, 0, 2, 4, 4};  // b hangs on a by way of two spaces; c on a space that is a root
  doc.ent_iob = {'O', 'O', 'B', 'I', 'O', 'O'};
  EXPECT_EQ(show(visible_tokens(doc, text)), "1>0O^~ 3>0B~ 5>2O^ ");
}

TEST(VisibleTokens, OfNothingAreNone) {
  EXPECT_TRUE(visible_tokens(Doc(), "").empty());
  Doc doc = doc_of("\n", {{0, 1}});
  EXPECT_TRUE(visible_tokens(doc, "\n").empty());
}

constexpr std::string_view kTexts[] = {
    "The envoy of Arland met Orlo Dane in Port Selim on Friday.\n\nShe didn't say when.",
    "\n\"We won't,\" she said.\t(No comment.) ",
    "",
    " \n ",
    "Café\u00A0“Zürich”—closed… 👍🏽",
};

TEST(Conllu, IsReadBackAsTheSameParse) {
  PARLEY_MODEL_OR_SKIP(model);
  Worker worker(model);
  for (const std::string_view text : kTexts) {
    std::vector<Doc> docs(1);
    ASSERT_FALSE(worker.parse({&text, 1}, docs));
    std::string conllu;
    std::size_t sentences = 0;
    write_conllu(conllu, *model, docs[0], text, "report", sentences);
    const auto read = parse_from_conllu(conllu);
    ASSERT_TRUE(read.ok()) << read.error().text() << '\n' << conllu;
    const Span whole{0, static_cast<std::uint32_t>(text.size())};
    const auto direct = parse_blocks(worker, text, {&whole, 1});
    ASSERT_TRUE(direct.ok());
    ASSERT_EQ(read->tokens.size(), direct->tokens.size());
    EXPECT_EQ(read->sentences.size(), sentences);
    EXPECT_EQ(read->entities.size(), direct->entities.size());
    for (std::size_t i = 0; i < read->tokens.size(); ++i) {
      const Token& a = read->tokens[i];
      const Token& b = direct->tokens[i];
      EXPECT_EQ(
          std::tie(a.text, a.lemma, a.tag, a.pos, a.dep, a.morph, a.head, a.ent_iob, a.ent_type),
          std::tie(b.text, b.lemma, b.tag, b.pos, b.dep, b.morph, b.head, b.ent_iob, b.ent_type));
      EXPECT_EQ(std::tie(a.left_edge, a.right_edge, a.sentence, a.space_after),
                std::tie(b.left_edge, b.right_edge, b.sentence, b.space_after));
    }
  }
}

TEST(Conllu, NumbersTheSentencesOfADocument) {
  PARLEY_MODEL_OR_SKIP(model);
  Worker worker(model);
  const std::string_view texts[] = {"He left. She stayed.", "They met."};
  std::vector<Doc> docs(2);
  ASSERT_FALSE(worker.parse(texts, docs));
  std::string out;
  std::size_t sentences = 0;
  for (std::size_t i = 0; i < 2; ++i) write_conllu(out, *model, docs[i], texts[i], "r1", sentences);
  EXPECT_EQ(sentences, 3u);
  EXPECT_TRUE(out.starts_with(
      "# newdoc id = r1\n# newpar\n# sent_id = r1-1\n# text = He left.\n1\tHe\the\tPRON\tPRP\t"))
      << out;
  EXPECT_NE(out.find("\n\n# newpar\n# sent_id = r1-3\n# text = They met.\n"), out.npos) << out;
  EXPECT_EQ(out.find("newdoc", 10), out.npos);
}

TEST(SpacyJson, HasEveryTokenAndCodePointOffsets) {
  PARLEY_MODEL_OR_SKIP(model);
  Worker worker(model);
  for (const std::string_view text : kTexts) {
    std::vector<Doc> docs(1);
    ASSERT_FALSE(worker.parse({&text, 1}, docs));
    std::string out;
    write_spacy_json(out, *model, docs[0], text);
    const auto json = nlohmann::json::parse(out);
    EXPECT_EQ(json["text"], text);
    ASSERT_EQ(json["tokens"].size(), docs[0].size());
    std::size_t end = 0;
    for (const auto& token : json["tokens"]) {
      EXPECT_GE(token["start"], end);
      EXPECT_LE(token["start"], end + 1);
      end = token["end"];
      EXPECT_LT(token["head"], docs[0].size());
    }
    EXPECT_EQ(json["sents"].empty(), docs[0].size() == 0);
  }
  const std::string_view text = "Ö\x01\"\\\t";
  std::vector<Doc> docs(1);
  ASSERT_FALSE(worker.parse({&text, 1}, docs));
  std::string out;
  write_spacy_json(out, *model, docs[0], text);
  EXPECT_TRUE(out.starts_with("{\"text\":\"Ö\\u0001\\\"\\\\\\t\",\"ents\":[")) << out;
}

}  // namespace
}  // namespace parley::language
