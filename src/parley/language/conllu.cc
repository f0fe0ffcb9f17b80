#include "parley/language/conllu.h"

#include <algorithm>
#include <vector>

#include "parley/language/visible.h"

namespace parley::language {
namespace {

// What stands in one line or column: no control characters that would end it.
void append_flat(std::string& out, std::string_view text) {
  const std::size_t begin = out.size();
  out += text;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
      [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f'; }, ' ');
}

void append_column(std::string& out, std::string_view text) {
  if (text.empty())
    out += '_';
  else
    append_flat(out, text);
  out += '\t';
}

class ConlluWriter {
 public:
  ConlluWriter(std::string& out, const Model& model, const Doc& doc, std::string_view text)
      : out_(out), model_(model), doc_(doc), text_(text), tokens_(visible_tokens(doc, text)) {}

  void write(std::string_view document_id, std::size_t& sentence_number) {
    for (std::size_t begin = 0; begin < tokens_.size();) {
      std::size_t end = begin + 1;
      while (end < tokens_.size() && !tokens_[end].starts_sentence) ++end;
      if (sentence_number == 0 && !document_id.empty()) {
        out_ += "# newdoc id = ";
        append_flat(out_, document_id);
        out_ += '\n';
      }
      if (begin == 0) out_ += "# newpar\n";
      out_ += "# sent_id = ";
      if (!document_id.empty()) {
        append_flat(out_, document_id);
        out_ += '-';
      }
      out_ += std::to_string(++sentence_number);
      out_ += "\n# text = ";
      append_flat(out_, text_.substr(span(begin).begin, span(end - 1).end - span(begin).begin));
      out_ += '\n';
      for (std::size_t i = begin; i < end; ++i) write_token(i, begin);
      out_ += '\n';
      begin = end;
    }
  }

 private:
  Span span(std::size_t i) const {
    return {doc_.begin[tokens_[i].index], doc_.end[tokens_[i].index]};
  }
  std::string_view string(StringId id) const { return model_.string(doc_, id); }

  void write_token(std::size_t i, std::size_t first) {
    const VisibleToken& token = tokens_[i];
    const std::uint32_t at = token.index;
    out_ += std::to_string(i - first + 1);
    out_ += '\t';
    append_column(out_, slice(text_, span(i)));
    append_column(out_, string(doc_.lemma[at]));
    append_column(out_, string(doc_.pos[at]));
    append_column(out_, string(doc_.tag[at]));
    append_column(out_, string(doc_.morph[at]));
    out_ += token.head == i ? "0" : std::to_string(token.head - first + 1);
    out_ += '\t';
    append_column(out_, string(doc_.dep[at]));
    out_ += "_\t";
    write_misc(token);
    out_ += '\n';
  }

  void write_misc(const VisibleToken& token) {
    const bool is_entity = token.ent_iob != 'O';
    if (token.space_after && !is_entity) out_ += '_';
    if (!token.space_after) out_ += is_entity ? "SpaceAfter=No|" : "SpaceAfter=No";
    if (!is_entity) return;
    out_ += "NER=";
    out_ += token.ent_iob;
    out_ += '-';
    out_ += string(doc_.ent_type[token.index]);
  }

  std::string& out_;
  const Model& model_;
  const Doc& doc_;
  std::string_view text_;
  std::vector<VisibleToken> tokens_;
};

}  // namespace

void write_conllu(std::string& out, const Model& model, const Doc& doc, std::string_view text,
                  std::string_view document_id, std::size_t& sentence_number) {
  ConlluWriter(out, model, doc, text).write(document_id, sentence_number);
}

}  // namespace parley::language
