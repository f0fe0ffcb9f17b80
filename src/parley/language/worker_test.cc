#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include "parley/base/limits.h"
#include "parley/language/engine.h"
#include "parley/language/kernels.h"
#include "parley/language/model_for_test.h"

namespace parley::language {
namespace {

// Everything in a doc, as text.
std::string show(const Model& model, const Doc& doc) {
  std::string out;
  for (std::size_t i = 0; i < doc.size(); ++i) {
    out += std::to_string(doc.begin[i]) + "-" + std::to_string(doc.end[i]) +
           (doc.space_after[i] != 0 ? "_" : "");
    for (const StringId id :
         {doc.tag[i], doc.pos[i], doc.morph[i], doc.lemma[i], doc.dep[i], doc.ent_type[i]})
      out.append(" ").append(model.string(doc, id));
    out.append(" ").append(std::to_string(doc.head[i]));
    out += doc.sent_start[i] != 0 ? " start " : " ";
    out += doc.ent_iob[i];
    out += '\n';
  }
  return out;
}

std::vector<std::string> parse_all(Worker& worker, const std::vector<std::string>& texts,
                                   std::size_t at_a_time) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<std::string> shown;
  for (std::size_t from = 0; from < views.size(); from += at_a_time) {
    const std::size_t n = std::min(at_a_time, views.size() - from);
    std::vector<Doc> docs(n);
    const Status status = worker.parse(std::span(views).subspan(from, n), docs);
    EXPECT_FALSE(status.has_value());
    for (const Doc& doc : docs) shown.push_back(show(worker.model(), doc));
  }
  return shown;
}

// Sentences put together from parts, and stranger ones.
std::vector<std::string> made_texts() {
  const std::vector<std::string> who = {
      "The foreign minister", "A spokesman for the rebels",  "Mr. Tarn", "They",
      "Arland's army",        "The U.N. envoy in Port Selim"};
  const std::vector<std::string> what = {"said on Friday that", "denied",
                                         "refused to accept",   "shelled the town after",
                                         "will meet",           "hasn't answered whether"};
  const std::vector<std::string> whom = {"talks with the council had begun.",
                                         "12 people were killed!",
                                         "the offer (made in May 2011) was \"a joke\".",
                                         "him, her and the others",
                                         "\n\nthe two sides agreed to a cease-fire.",
                                         "nothing.  "};
  std::mt19937 random(1);
  std::vector<std::string> texts = {
      "", " ", "\n", "A", "I agree.", "  x  y\t", "\xF0\x9F\x98\x80 ok", std::string(300, '.')};
  for (int i = 0; i < 120; ++i) {
    std::string text;
    for (std::size_t n = random() % 9; n-- > 0;)
      text += who[random() % 6] + " " + what[random() % 6] + " " + whom[random() % 6] +
              (n != 0 ? " " : "");
    texts.push_back(text);
  }
  return texts;
}

TEST(Worker, ParsesASentence) {
  PARLEY_MODEL_OR_SKIP(model);
  Worker worker(model);
  EXPECT_FALSE(worker.kernels().empty());
  // As Python spaCy 3.8 with en_core_web_sm 3.8.0 answers.
  const auto shown = parse_all(
      worker, {"Mr. Tarn's envoys didn't meet the U.N. Security Council in Geneva on 3 May."}, 1);
  EXPECT_EQ(shown[0],
            "0-3_ NNP PROPN Number=Sing Mr. compound  1 start O\n"
            "4-8 NNP PROPN Number=Sing Tarn poss PERSON 3 B\n"
            "8-10_ POS PART  's case  1 O\n"
            "11-17_ NNS NOUN Number=Plur envoy nsubj  6 O\n"
            "18-21 VBD AUX Tense=Past|VerbForm=Fin do aux  6 O\n"
            "21-24_ RB PART Polarity=Neg not neg  6 O\n"
            "25-29_ VB VERB VerbForm=Inf meet ROOT  6 O\n"
            "30-33_ DT DET Definite=Def|PronType=Art the det ORG 10 B\n"
            "34-38_ NNP PROPN Number=Sing U.N. compound ORG 10 I\n"
            "39-47_ NNP PROPN Number=Sing Security compound ORG 10 I\n"
            "48-55_ NNP PROPN Number=Sing Council dobj ORG 6 I\n"
            "56-58_ IN ADP  in prep  10 O\n"
            "59-65_ NNP PROPN Number=Sing Geneva pobj GPE 11 B\n"
            "66-68_ IN ADP  on prep  6 O\n"
            "69-70_ CD NUM NumType=Card 3 nummod DATE 15 B\n"
            "71-74 NNP PROPN Number=Sing May pobj DATE 13 I\n"
            "74-75 . PUNCT PunctType=Peri . punct  6 O\n");
}

TEST(Worker, GivesTheSameParseInAnyBatch) {
  PARLEY_MODEL_OR_SKIP(model);
  const std::vector<std::string> texts = made_texts();
  for (const Kernels* kernels : available_kernels()) {
    if (kernels->name == "reference") continue;
    const EngineOptions options{.kernels = std::string(kernels->name)};
    Worker one(model, options), many(model, options),
        small(model, {.cache_bytes = 1 << 16, .kernels = options.kernels});
    const auto want = parse_all(one, texts, 1);
    EXPECT_EQ(parse_all(many, texts, texts.size()), want) << kernels->name;
    EXPECT_EQ(parse_all(many, texts, 7), want) << kernels->name;
    // Caches that are cleared all the time.
    EXPECT_EQ(parse_all(small, texts, 3), want) << kernels->name;
  }
}

TEST(Worker, GivesTheSameParseInAnyThread) {
  PARLEY_MODEL_OR_SKIP(model);
  const std::vector<std::string> texts = made_texts();
  Worker worker(model);
  const auto want = parse_all(worker, texts, 16);
  std::vector<std::string> got[2];
  std::vector<std::thread> threads;
  for (auto& mine : got)
    threads.emplace_back([&] {
      Worker own(model);
      mine = parse_all(own, texts, 16);
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(got[0], want);
  EXPECT_EQ(got[1], want);
}

TEST(Worker, AllKernelsAgreeOnPlainText) {
  PARLEY_MODEL_OR_SKIP(model);
  std::vector<std::string> texts = made_texts();
  texts.resize(40);
  Worker reference(model, {.kernels = "reference"});
  const auto want = parse_all(reference, texts, 8);
  for (const Kernels* kernels : available_kernels()) {
    Worker worker(model, {.kernels = std::string(kernels->name)});
    EXPECT_EQ(worker.kernels(), kernels->name);
    EXPECT_EQ(parse_all(worker, texts, 8), want) << kernels->name;
  }
}

// Random text out of what is hard: white space of all kinds, marks, emoji with joiners, directions, exceptions glued.
std::string odd_text(std::mt19937& random) {
  const std::vector<std::string> parts = {"word",
                                          "Word",
                                          "a.m.",
                                          "don't",
                                          "can't",
                                          "'s",
                                          ":)",
                                          "http://x.y/z",
                                          "a@b.c",
                                          "3.5",
                                          "$",
                                          "--",
                                          "...",
                                          "\"",
                                          "(",
                                          "]",
                                          "||",
                                          "X",
                                          "_",
                                          "PERSON",
                                          " ",
                                          "  ",
                                          "\n",
                                          "\t",
                                          "\r",
                                          "\x1c",
                                          "\xC2\x85",
                                          "\xC2\xA0",
                                          "\xE1\xA0\x8E",
                                          "\xE2\x80\xA8",
                                          "\xEF\xBB\xBF",
                                          std::string(1, '\0'),
                                          "\xF0\x9F\x91\xA9",
                                          "\xE2\x80\x8D",
                                          "\xF0\x9F\x87\xBA",
                                          "\xE2\x80\xAE",
                                          "e\xCC\x81",
                                          "\xC4\xB0",
                                          "\xE1\xBA\x9E",
                                          "\xCE\xA3",
                                          "\xC2\xB2",
                                          "\xE2\x85\xA7",
                                          "\xEF\xBC\x81",
                                          "\xE4\xB8\xAD",
                                          "\xD9\x85"};
  std::string text;
  for (std::size_t n = random() % 60; n-- > 0;) text += parts[random() % parts.size()];
  return text;
}

void expect_sound(const Model& model, const Doc& doc, std::string_view text) {
  std::string restored;
  for (std::size_t i = 0; i < doc.size(); ++i) {
    ASSERT_LT(doc.begin[i], doc.end[i]);
    ASSERT_LE(doc.end[i], text.size());
    ASSERT_EQ(doc.begin[i], restored.size());
    restored += text.substr(doc.begin[i], doc.end[i] - doc.begin[i]);
    if (doc.space_after[i] != 0) restored += ' ';
    ASSERT_LT(doc.head[i], doc.size());
    ASSERT_TRUE(doc.ent_iob[i] == 'O' || !model.string(doc, doc.ent_type[i]).empty());
    ASSERT_TRUE(doc.ent_iob[i] != 'I' || (i > 0 && doc.ent_iob[i - 1] != 'O'));
    ASSERT_FALSE(model.string(doc, doc.tag[i]).empty());
    ASSERT_FALSE(model.string(doc, doc.dep[i]).empty());
  }
  ASSERT_EQ(restored, text);
  if (doc.size() != 0) {
    ASSERT_EQ(doc.sent_start[0], 1);
  }
}

TEST(Worker, StaysSoundOnOddTexts) {
  PARLEY_MODEL_OR_SKIP(model);
  std::mt19937 random(8);
  std::vector<std::string> texts(600);
  for (std::string& text : texts) text = odd_text(random);
  for (const std::string_view run : {"a:", ".", "x", "\n", "( ", "of the ", "\xC2\xA0"}) {
    texts.emplace_back();
    for (int i = 0; i < 3000; ++i) texts.back() += run;
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<Doc> docs(texts.size());
  Worker worker(model);
  const Status status = worker.parse(views, docs);
  ASSERT_FALSE(status.has_value());
  for (std::size_t i = 0; i < texts.size(); ++i) expect_sound(*model, docs[i], texts[i]);
}

TEST(Worker, RefusesWhatItCannotDo) {
  PARLEY_MODEL_OR_SKIP(model);
  std::vector<Doc> docs(1);
  Worker wrong(model, {.kernels = "mmx"});
  EXPECT_EQ(wrong.kernels(), "");
  const std::string_view short_text = "Hello.";
  EXPECT_EQ(wrong.parse({&short_text, 1}, docs)->code, ErrorCode::usage);

  Worker worker(model);
  const std::string text(kMaxParseCodePoints + 1, 'x');
  const std::string_view too_long = text;
  EXPECT_EQ(worker.parse({&too_long, 1}, docs)->code, ErrorCode::too_large);
  const std::string_view broken = "caf\xC3 closed";
  EXPECT_EQ(worker.parse({&broken, 1}, docs)->code, ErrorCode::invalid_utf8);
  EXPECT_EQ(worker.parse({&short_text, 1}, {})->code, ErrorCode::usage);
  EXPECT_FALSE(worker.parse({}, {}).has_value());
  // It goes on working after an error.
  EXPECT_FALSE(worker.parse({&short_text, 1}, docs).has_value());
  EXPECT_EQ(docs[0].size(), 2U);
}

TEST(Worker, CountsItsWork) {
  PARLEY_MODEL_OR_SKIP(model);
  Worker worker(model);
  parse_all(worker, {"One text.", "Another one."}, 2);
  EXPECT_EQ(worker.counters().texts, 2U);
  EXPECT_EQ(worker.counters().tokens, 6U);
  EXPECT_GT(worker.counters().multiply_adds, 0U);
  EXPECT_GT(worker.counters().plain_multiply_adds, worker.counters().multiply_adds);
}

}  // namespace
}  // namespace parley::language
