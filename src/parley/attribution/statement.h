// attribution/statement.h - who says what, to whom, through whom: source, cue, content (PARC3 /
// PolNeAR).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.h"
#include "parley/base/span.h"
#include "parley/mention/mentions.h"

namespace parley::attribution {

enum class StatementKind { direct, mixed, indirect };  // whole content in marks, part of it, none
std::string_view name_of(StatementKind kind);

struct Statement {
  StatementKind kind = StatementKind::indirect;
  std::optional<mention::ActorId> speaker;
  Span speaker_span;  // the words that name the speaker here ("he", "the ministry"); may be empty
  std::optional<std::uint32_t> cue_token;
  Span cue;  // "said", "according to"; empty where the words are brought in without one
  std::vector<Span> content;          // without the marks; split quotations have several
  std::vector<Range> content_tokens;  // tokens of each content span
  Span told_span;                     // the outlet or person spoken to; empty when not said
  std::optional<mention::ActorId> told;
  std::vector<mention::ActorId>
      via;  // sources between the speaker and the report, nearest to the fact first
  std::optional<mention::ActorId> on_behalf_of;
  std::string polarity;  // positive, negative ("denied that ...")
  std::string attitude;  // claim, belief, demand, promise, denial, expectation, question ...
  std::optional<DateRange> date;  // the day it was said, where known
  std::vector<Span> evidence;     // speaker, cue and content together; never empty
  std::string rule;               // which rule read it
};

}  // namespace parley::attribution
