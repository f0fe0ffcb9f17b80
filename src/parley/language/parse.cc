#include "parley/language/parse.h"

#include <algorithm>
#include <charconv>

#include "parley/language/model_parts.h"
#include "parley/language/visible.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

// The token's own characters where they have no capital, else a lower-cased copy kept in the parse.
std::string_view lower_of(Parse& parse, std::string_view text) {
  if (std::none_of(text.begin(), text.end(), is_ascii_upper)) return text;
  return parse.own_strings.emplace_back(ascii_lower(text));
}

// Appends the tokens of one block's doc, whose text began at byte `offset` of the report.
class Joiner {
 public:
  Joiner(Parse& parse, const Model& model) : parse_(parse), model_(model) {}

  void add(const Doc& doc, std::string_view text, std::uint32_t block, std::uint32_t offset) {
    own_.assign(doc.own_strings.size(), {});
    const auto first = static_cast<std::uint32_t>(parse_.tokens.size());
    for (const VisibleToken& visible : visible_tokens(doc, text)) {
      const auto number = static_cast<std::uint32_t>(parse_.tokens.size());
      if (visible.starts_sentence) parse_.sentences.push_back({{number, number}, number, block});
      parse_.sentences.back().tokens.end = number + 1;
      parse_.tokens.push_back(token(doc, visible, first, offset));
    }
  }

 private:
  // The model's strings last as long as the parse; the doc's own are kept in it, each once.
  std::string_view lasting(const Doc& doc, StringId id) {
    const std::uint32_t known = model_.parts().strings.size();
    if (id < known) return model_.string(doc, id);
    std::string_view& kept = own_[id - known];
    if (kept.empty()) kept = parse_.own_strings.emplace_back(model_.string(doc, id));
    return kept;
  }

  Token token(const Doc& doc, const VisibleToken& visible, std::uint32_t first,
              std::uint32_t offset) {
    const std::uint32_t i = visible.index;
    Token token;
    token.span = {doc.begin[i] + offset, doc.end[i] + offset};
    token.text = slice(parse_.source, token.span);
    token.lower = lower_of(parse_, token.text);
    token.lemma = lasting(doc, doc.lemma[i]);
    token.tag = lasting(doc, doc.tag[i]);
    token.pos = lasting(doc, doc.pos[i]);
    token.dep = lasting(doc, doc.dep[i]);
    token.morph = lasting(doc, doc.morph[i]);
    token.ent_type = lasting(doc, doc.ent_type[i]);
    token.ent_iob = visible.ent_iob;
    token.space_after = visible.space_after;
    token.head = first + visible.head;
    token.sentence = static_cast<std::uint32_t>(parse_.sentences.size() - 1);
    return token;
  }

  Parse& parse_;
  const Model& model_;
  std::vector<std::string_view> own_;  // of the doc at work: its own strings as kept in the parse
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

// All tokens that hang on a root, each behind its head.
std::vector<std::uint32_t> from_the_roots(const Parse& parse) {
  std::vector<std::uint32_t> order;
  order.reserve(parse.tokens.size());
  for (std::uint32_t t = 0; t < parse.tokens.size(); ++t)
    if (parse.is_root(t)) order.push_back(t);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto children = parse.children(order[i]);
    order.insert(order.end(), children.begin(), children.end());
  }
  return order;
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
  // From the leaves up. Tokens that no root reaches (a circle in foreign input) keep their own
  // edges.
  const std::vector<std::uint32_t> order = from_the_roots(parse);
  for (auto t = order.rbegin(); t != order.rend(); ++t) {
    const Token& token = parse.tokens[*t];
    Token& head = parse.tokens[token.head];
    head.left_edge = std::min(head.left_edge, token.left_edge);
    head.right_edge = std::max(head.right_edge, token.right_edge);
  }
}

Result<Parse> parse_blocks(Worker& worker, std::string_view text, std::span<const Span> blocks,
                           std::span<const std::uint32_t> numbers) {
  std::vector<std::string_view> texts;
  texts.reserve(blocks.size());
  for (const Span block : blocks) texts.push_back(slice(text, block));
  std::vector<Doc> docs(texts.size());
  if (Status problem = worker.parse(texts, docs)) return *problem;

  Parse parse;
  parse.source = text;
  parse.model = worker.model().shared_from_this();
  Joiner joiner(parse, worker.model());
  for (std::uint32_t block = 0; block < docs.size(); ++block)
    joiner.add(docs[block], texts[block], numbers.empty() ? block : numbers[block],
               blocks[block].begin);
  find_roots(parse);
  find_entities(parse);
  index_children(parse);
  return parse;
}

// --- CoNLL-U ------------------------------------------------------------------------------------

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
    const std::string_view entity = misc_value(row.field[9], "NER");
    if (entity.starts_with("B-") || entity.starts_with("I-")) {
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
  if (from_the_roots(parse).size() != parse.tokens.size())
    return Error{ErrorCode::bad_format, "the HEADs of a sentence run in a circle", "CoNLL-U"};
  return parse;
}

}  // namespace parley::language
