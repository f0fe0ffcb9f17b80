#include "parley/mention/coref_quotes.h"

#include "parley/text/text.h"

namespace parley::mention {
namespace {

// The mark that closes a quotation which this one opens; "" for other words.
std::string_view partner_of(std::string_view mark) {
  return mark == "“" ? "”" : mark == "``" ? "''" : mark == "«" ? "»" : mark == "‘" ? "’" : "";
}

}  // namespace

Quotes::Quotes(const language::Parse& parse, const knowledge::Cues& cues)
    : parse_(parse), cues_(cues) {
  mark();
}

void Quotes::mark() {
  quote_of_.assign(parse_.tokens.size(), 0);
  constexpr std::uint32_t kClosed = UINT32_MAX;
  std::uint32_t begin = kClosed, block = UINT32_MAX;
  std::string_view partner;
  std::vector<Range> quotes;
  const auto close = [&](std::uint32_t end) {
    if (begin != kClosed) quotes.push_back({begin, end});
    begin = kClosed;
  };
  for (std::uint32_t t = 0; t < parse_.tokens.size(); ++t) {
    const std::uint32_t here = parse_.sentence_of(t).block;
    if (here != block) close(t);
    block = here;
    const language::Token& token = parse_.tokens[t];
    if (const std::string_view closing = partner_of(token.text); !closing.empty()) {
      if (begin == kClosed) {
        begin = t;
        partner = closing;
      }
    } else if (begin != kClosed && token.text == partner && token.tag != "POS") {
      close(t);
    } else if (token.text == "\"") {
      if (begin == kClosed) {
        begin = t;
        partner = token.text;
      }
    }
  }
  close(static_cast<std::uint32_t>(parse_.tokens.size()));
  for (std::uint32_t q = 0; q < quotes.size(); ++q)
    for (std::uint32_t t = quotes[q].begin; t < quotes[q].end; ++t) quote_of_[t] = q + 1;
  for (const Range quote : quotes) sayers_.push_back(find_sayer(quote));
}

std::optional<std::uint32_t> Quotes::find_sayer(Range quote) const {
  const std::uint32_t last = quote.end - 1;
  const std::uint32_t first_sentence = parse_.tokens[quote.begin].sentence;
  std::uint32_t last_sentence = parse_.tokens[last].sentence;
  // '"We shall go." X said.': the mark ends the sentence for the splitter.
  if (quote.end < parse_.tokens.size() &&
      parse_.sentence_of(quote.end).block == parse_.sentence_of(last).block)
    last_sentence = parse_.tokens[quote.end].sentence;
  std::optional<std::uint32_t> found;
  std::uint32_t nearest = UINT32_MAX;
  for (std::uint32_t t = parse_.sentences[first_sentence].tokens.begin;
       t < parse_.sentences[last_sentence].tokens.end; ++t) {
    const language::Token& verb = parse_.tokens[t];
    if (quote_of_[t] != 0 || !verb.tag.starts_with("VB")) continue;
    const knowledge::Cue* cue = cues_.find(knowledge::CuePart::verb, ascii_lower(verb.lemma));
    if (cue == nullptr || !cue->has("quote")) continue;
    const std::uint32_t distance = t < quote.begin ? quote.begin - t : t - last;
    if (distance >= nearest) continue;
    for (const std::uint32_t child : parse_.children(t)) {
      if (parse_.tokens[child].dep != "nsubj" || quote_of_[child] != 0) continue;
      nearest = distance;
      found = child;
    }
  }
  return found;
}

std::optional<std::uint32_t> Quotes::sayer(std::uint32_t token) const {
  return holds(token) ? sayers_[quote_of_[token] - 1] : std::nullopt;
}

}  // namespace parley::mention
