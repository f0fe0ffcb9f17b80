// attribution/drafts.h - statements as grammar alone shows them, before quotation marks, speakers
// and neighbours are looked at. Inside the folder only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/attribution/clause.h"
#include "parley/attribution/quotations.h"
#include "parley/mention/find.h"

namespace parley::attribution {

struct Draft {
  std::optional<TokenIndex> cue;  // none: carried over from before, or a headline's colon
  Range cue_tokens;
  std::optional<TokenIndex> source;       // head of the phrase that names the speaker
  std::optional<TokenIndex> addressee;    // head of the one spoken to
  std::optional<TokenIndex> relay;        // head of the outlet that carried it
  std::vector<Range> content;             // ascending
  std::vector<std::uint32_t> quotations;  // those that give the content, by number
  std::string attitude;
  bool negative = false;
  bool may_quote = false;  // the cue can bring in words in marks
  bool carried = false;    // the speaker comes from an earlier statement
  bool whole = false;      // a paragraph of somebody's words without marks, brought in by "said:"
  std::string rule;
};

// Everything the finders read.
struct Scene {
  const mention::ReportView& report;
  const mention::Mentions& mentions;
  const std::vector<Quotation>& quotations;
  std::vector<std::uint32_t> quotation_of;  // token -> number of the quotation around it + 1
  std::optional<TokenIndex> author;  // who says "we" where the whole text is one party's statement

  const Parse& parse() const { return report.parse; }
  const knowledge::Cues& cues() const { return report.knowledge.cues; }
  const Token& token(TokenIndex at) const { return report.parse.tokens[at]; }
  // The number of the quotation around the token; nullopt outside marks.
  std::optional<std::uint32_t> quotation_at(TokenIndex at) const {
    if (quotation_of[at] == 0) return std::nullopt;
    return quotation_of[at] - 1;
  }
};
Scene make_scene(const mention::ReportView& report, const mention::Mentions& mentions,
                 const std::vector<Quotation>& quotations);

// The lower-case lemma of a token; capitalised headline words are brought to their verb.
std::string lemma_of(const Scene& scene, TokenIndex token);

// The runs cut at the semicolons, outside marks, between them and the cue.
std::vector<Range> clipped_at_semicolons(const Scene& scene, std::vector<Range> runs,
                                         TokenIndex cue);

// Whether the phrase headed by `subject` can speak, think or want: persons, bodies, documents;
// not "the violence", "the move".
bool can_speak(const Scene& scene, TokenIndex subject);

void find_verb_cues(const Scene& scene, std::vector<Draft>& drafts);
std::optional<TokenIndex> author_of(const Scene& scene);
void add_own_voice(const Scene& scene, std::vector<Draft>& drafts);
void find_misread_cues(const Scene& scene, std::vector<Draft>& drafts);  // verbs taken for nouns
void find_noun_cues(const Scene& scene, std::vector<Draft>& drafts);
void find_phrase_cues(const Scene& scene, std::vector<Draft>& drafts);  // "according to"
void find_colon_cues(const Scene& scene, std::vector<Draft>& drafts);   // "Russia: Syria ready"

// Gives each quotation that is speech to the cue that brings it in, joins the halves of split
// ones, and carries speakers over paragraphs. May add drafts without a cue.
void place_quotations(const Scene& scene, std::vector<Draft>& drafts);

}  // namespace parley::attribution
