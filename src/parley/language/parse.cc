#include "parley/language/parse.h"

#include <algorithm>
#include <charconv>

#include "parley/text/text.h"

namespace parley::language {
namespace {

// White space as Python's str.isspace sees it, for whole tokens.
bool all_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool space = (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 ||
                       c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
                       c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
    if (!space) return false;
  }
  return true;
}

// The token's own characters where they have no capital, else a lower-cased copy kept in the parse.
std::string_view lower_of(Parse& parse, std::string_view text) {
  if (std::none_of(text.begin(), text.end(), is_ascii_upper)) return text;
  return parse.own_strings.emplace_back(ascii_lower(text));
}

// Appends the tokens of one block's doc, whose text began at byte `offset` of the report.
class Joiner {
 public:
  Joiner(Parse& parse, const Model& model) : parse_(parse), model_(model) {}

  void add(const Doc& doc, std::uint32_t block, std::uint32_t offset) {
    number_of_.assign(doc.size(), 0);
    const std::uint32_t first = static_cast<std::uint32_t>(parse_.tokens.size());
    std::uint32_t next = first;
    for (std::uint32_t i = 0; i < doc.size(); ++i) {
      kept_ = text_of(doc, i, offset);
      number_of_[i] = all_space(kept_) ? UINT32_MAX : next++;
    }
    bool starts = true;
    char open = 'O';
    for (std::uint32_t i = 0; i < doc.size(); ++i) {
      starts = starts || doc.sent_start[i] != 0;
      if (number_of_[i] == UINT32_MAX) {
        if (!parse_.tokens.empty() && parse_.tokens.size() > first)
          parse_.tokens.back().space_after = true;
        // A white-space token inside an entity does not end it; at its start the next token begins
        // it.
        if (doc.ent_iob[i] == 'B') open = 'B';
        continue;
      }
      if (starts)
        parse_.sentences.push_back({{number_of_[i], number_of_[i]}, number_of_[i], block});
      starts = false;
      parse_.tokens.push_back(token(doc, i, offset));
      Token& added = parse_.tokens.back();
      if (open == 'B' && added.ent_iob == 'I') added.ent_iob = 'B';
      open = 'O';
      added.sentence = static_cast<std::uint32_t>(parse_.sentences.size() - 1);
      parse_.sentences.back().tokens.end = number_of_[i] + 1;
    }
  }

 private:
  std::string_view text_of(const Doc& doc, std::uint32_t i, std::uint32_t offset) const {
    return slice(parse_.source, {doc.begin[i] + offset, doc.end[i] + offset});
  }

  std::string_view lasting(const Doc& doc, StringId id) {
    const std::string_view text = model_.string(doc, id);
    const bool own = !doc.own_strings.empty() &&
                     std::any_of(doc.own_strings.begin(), doc.own_strings.end(),
                                 [&](const std::string& s) { return s.data() == text.data(); });
    return own ? std::string_view(parse_.own_strings.emplace_back(text)) : text;
  }

  Token token(const Doc& doc, std::uint32_t i, std::uint32_t offset) {
    Token token;
    token.span = {doc.begin[i] + offset, doc.end[i] + offset};
    token.text = text_of(doc, i, offset);
    token.lower = lower_of(parse_, token.text);
    token.lemma = lasting(doc, doc.lemma[i]);
    token.tag = model_.string(doc, doc.tag[i]);
    token.pos = model_.string(doc, doc.pos[i]);
    token.dep = model_.string(doc, doc.dep[i]);
    token.morph = model_.string(doc, doc.morph[i]);
    token.ent_type = model_.string(doc, doc.ent_type[i]);
    token.ent_iob = doc.ent_iob[i];
    token.space_after = doc.space_after[i] != 0;
    // A head that is white space gives way to its own head; one that leads nowhere makes a root.
    std::uint32_t head = doc.head[i];
    for (int steps = 0; steps < 64 && number_of_[head] == UINT32_MAX && doc.head[head] != head;
         ++steps)
      head = doc.head[head];
    token.head = number_of_[head] == UINT32_MAX ? number_of_[i] : number_of_[head];
    return token;
  }

  Parse& parse_;
  const Model& model_;
  std::vector<std::uint32_t> number_of_;
  std::string_view kept_;
};

void find_roots(Parse& parse) {
  for (Sentence& sentence : parse.sentences) {
    sentence.root = sentence.tokens.begin;
    for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      if (parse.tokens[t].head != t) continue;
      sentence.root = t;
      break;
    }
  }
}

void find_entities(Parse& parse) {
  parse.entities.clear();
  for (std::uint32_t t = 0; t < parse.tokens.size(); ++t) {
    const Token& token = parse.tokens[t];
    const bool goes_on = token.ent_iob == 'I' && !parse.entities.empty() &&
                         parse.entities.back().tokens.end == t &&
                         parse.entities.back().label == token.ent_type;
    if (goes_on)
      ++parse.entities.back().tokens.end;
    else if (token.ent_iob != 'O')
      parse.entities.push_back({{t, t + 1}, token.ent_type});
  }
}

}  // namespace

Range Parse::tokens_in(Span span) const {
  const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.span.end <= span.begin;
  });
  const auto last = std::partition_point(
      first, tokens.end(), [&](const Token& token) { return token.span.begin < span.end; });
  return {static_cast<std::uint32_t>(first - tokens.begin()),
          static_cast<std::uint32_t>(last - tokens.begin())};
}

void index_children(Parse& parse) {
  const std::uint32_t count = static_cast<std::uint32_t>(parse.tokens.size());
  parse.child_begin.assign(count + 1, 0);
  for (std::uint32_t t = 0; t < count; ++t)
    if (parse.tokens[t].head != t) ++parse.child_begin[parse.tokens[t].head + 1];
  for (std::uint32_t t = 0; t < count; ++t) parse.child_begin[t + 1] += parse.child_begin[t];
  parse.child_list.assign(parse.child_begin[count], 0);
  std::vector<std::uint32_t> next(parse.child_begin.begin(), parse.child_begin.end() - 1);
  for (std::uint32_t t = 0; t < count; ++t)
    if (parse.tokens[t].head != t) parse.child_list[next[parse.tokens[t].head]++] = t;

  for (std::uint32_t t = 0; t < count; ++t)
    parse.tokens[t].left_edge = parse.tokens[t].right_edge = t;
  // Widen each ancestor; a chain longer than the sentence (a cycle in foreign input) is left alone.
  for (std::uint32_t t = 0; t < count; ++t) {
    std::uint32_t up = parse.tokens[t].head;
    for (std::uint32_t steps = 0; steps < count && parse.tokens[up].head != up; ++steps) {
      parse.tokens[up].left_edge = std::min(parse.tokens[up].left_edge, t);
      parse.tokens[up].right_edge = std::max(parse.tokens[up].right_edge, t);
      up = parse.tokens[up].head;
    }
    parse.tokens[up].left_edge = std::min(parse.tokens[up].left_edge, t);
    parse.tokens[up].right_edge = std::max(parse.tokens[up].right_edge, t);
  }
}

Result<Parse> parse_blocks(Worker& worker, std::string_view text, std::span<const Span> blocks) {
  std::vector<std::string_view> texts;
  texts.reserve(blocks.size());
  for (const Span block : blocks) texts.push_back(slice(text, block));
  std::vector<Doc> docs(texts.size());
  if (Status problem = worker.parse(texts, docs)) return *problem;

  Parse parse;
  parse.source = text;
  Joiner joiner(parse, worker.model());
  for (std::uint32_t block = 0; block < docs.size(); ++block)
    joiner.add(docs[block], block, blocks[block].begin);
  find_roots(parse);
  find_entities(parse);
  index_children(parse);
  return parse;
}

// --- CoNLL-U
// ---------------------------------------------------------------------------------------------------

namespace {

struct ConlluToken {
  std::string_view field[10];
  std::size_t line = 0;
};

Error conllu_error(std::size_t line, std::string message) {
  return {ErrorCode::bad_format, std::move(message), "CoNLL-U line " + std::to_string(line)};
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || stop != text.data() + text.size() || text.empty())
    return std::nullopt;
  return value;
}

std::string_view misc_value(std::string_view misc, std::string_view key) {
  for (const std::string_view part : split(misc, '|'))
    if (part.starts_with(key) && part.size() > key.size() && part[key.size()] == '=')
      return part.substr(key.size() + 1);
  return {};
}

std::string_view or_empty(std::string_view field) {
  return field == "_" ? std::string_view{} : field;
}

// Lays one sentence's tokens into the parse; `text` is its "# text" line, which stands at `offset`
// of the source.
Status add_sentence(Parse& parse, const std::vector<ConlluToken>& rows, std::string_view text,
                    std::uint32_t offset, std::uint32_t block) {
  const std::uint32_t first = static_cast<std::uint32_t>(parse.tokens.size());
  const std::uint32_t number = static_cast<std::uint32_t>(parse.sentences.size());
  std::size_t at = 0;
  for (const ConlluToken& row : rows) {
    const std::size_t found = text.find(row.field[1], at);
    if (found == std::string_view::npos)
      return conllu_error(row.line, "the form does not stand in the \"# text\" line at its place");
    at = found + row.field[1].size();
    const auto head = whole_number(row.field[6]);
    if (!head || *head > rows.size())
      return conllu_error(row.line, "HEAD is no token of the sentence");
    const std::uint32_t own = static_cast<std::uint32_t>(parse.tokens.size());
    Token token;
    token.span = {offset + static_cast<std::uint32_t>(found),
                  offset + static_cast<std::uint32_t>(at)};
    token.text = slice(parse.source, token.span);
    token.lower = lower_of(parse, token.text);
    token.lemma = parse.own_strings.emplace_back(row.field[2]);
    token.pos = parse.own_strings.emplace_back(row.field[3]);
    token.tag = parse.own_strings.emplace_back(row.field[4]);
    token.morph = parse.own_strings.emplace_back(or_empty(row.field[5]));
    token.dep = parse.own_strings.emplace_back(row.field[7]);
    token.head = *head == 0 ? own : first + *head - 1;
    token.space_after = misc_value(row.field[9], "SpaceAfter") != "No";
    token.sentence = number;
    if (const std::string_view entity = misc_value(row.field[9], "NER"); entity.size() > 2) {
      token.ent_iob = entity[0];
      token.ent_type = parse.own_strings.emplace_back(entity.substr(2));
    }
    parse.tokens.push_back(token);
  }
  parse.sentences.push_back(
      {{first, static_cast<std::uint32_t>(parse.tokens.size())}, first, block});
  return std::nullopt;
}

}  // namespace

Result<Parse> parse_from_conllu(std::string_view conllu) {
  struct Block {
    std::string_view text;
    std::vector<ConlluToken> rows;
    std::uint32_t paragraph = 0;
  };
  std::vector<Block> blocks(1);
  std::size_t number = 0;
  std::uint32_t paragraph = 0;
  for (std::string_view line : split(conllu, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) {
      if (!blocks.back().rows.empty()) blocks.emplace_back();
      blocks.back().paragraph = paragraph;
    } else if (line.starts_with("# text = ")) {
      blocks.back().text = line.substr(9);
    } else if (line.starts_with("# newpar")) {
      if (number > 1) ++paragraph;
      blocks.back().paragraph = paragraph;
    } else if (line.front() != '#') {
      const auto fields = split(line, '\t');
      if (fields.size() != 10) return conllu_error(number, "expected 10 tab-separated columns");
      if (!whole_number(fields[0])) continue;  // multiword ranges and empty nodes
      ConlluToken row;
      std::copy(fields.begin(), fields.end(), row.field);
      row.line = number;
      blocks.back().rows.push_back(row);
    }
  }
  if (blocks.back().rows.empty()) blocks.pop_back();

  Parse parse;
  std::string source;
  std::vector<std::uint32_t> offsets;
  for (const Block& block : blocks) {
    offsets.push_back(static_cast<std::uint32_t>(source.size()));
    source.append(block.text).push_back('\n');
  }
  parse.source = parse.own_strings.emplace_back(std::move(source));
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (Status problem =
            add_sentence(parse, blocks[i].rows, blocks[i].text, offsets[i], blocks[i].paragraph))
      return *problem;
  find_roots(parse);
  find_entities(parse);
  index_children(parse);
  return parse;
}

}  // namespace parley::language
