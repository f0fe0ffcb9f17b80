#include "parley/language/spacy_json.h"

#include "parley/text/text.h"

namespace parley::language {
namespace {

void append_json_string(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte >= 0x20) {
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 0x0F];
    }
  }
  out += '"';
}

class JsonWriter {
 public:
  JsonWriter(std::string& out, const Model& model, const Doc& doc, std::string_view text)
      : out_(out), model_(model), doc_(doc), text_(text), code_points_(text) {}

  void write() {
    out_ += "{\"text\":";
    append_json_string(out_, text_);
    out_ += ",\"ents\":[";
    write_entities();
    out_ += "],\"sents\":[";
    write_sentences();
    out_ += "],\"tokens\":[";
    for (std::size_t i = 0; i < doc_.size(); ++i) write_token(i);
    out_ += "]}";
  }

 private:
  void write_number(const char* key, std::uint64_t value) {
    out_ += key;
    out_ += std::to_string(value);
  }
  void write_string(const char* key, StringId id) {
    out_ += key;
    append_json_string(out_, model_.string(doc_, id));
  }

  // {"start":0,"end":5 of tokens [first, end); the caller closes it.
  void write_span(std::size_t first, std::size_t end) {
    if (out_.back() == '}') out_ += ',';
    write_number("{\"start\":", code_points_.code_points_before(doc_.begin[first]));
    write_number(",\"end\":", code_points_.code_points_before(doc_.end[end - 1]));
  }

  void write_entities() {
    for (std::size_t first = 0; first < doc_.size(); ++first) {
      if (doc_.ent_iob[first] != 'B') continue;
      std::size_t end = first + 1;
      while (end < doc_.size() && doc_.ent_iob[end] == 'I') ++end;
      write_span(first, end);
      write_string(",\"label\":", doc_.ent_type[first]);
      out_ += '}';
    }
  }

  void write_sentences() {
    for (std::size_t first = 0; first < doc_.size();) {
      std::size_t end = first + 1;
      while (end < doc_.size() && doc_.sent_start[end] == 0) ++end;
      write_span(first, end);
      out_ += '}';
      first = end;
    }
  }

  void write_token(std::size_t i) {
    if (i != 0) out_ += ',';
    write_number("{\"id\":", i);
    write_number(",\"start\":", code_points_.code_points_before(doc_.begin[i]));
    write_number(",\"end\":", code_points_.code_points_before(doc_.end[i]));
    write_string(",\"tag\":", doc_.tag[i]);
    write_string(",\"pos\":", doc_.pos[i]);
    write_string(",\"morph\":", doc_.morph[i]);
    write_string(",\"lemma\":", doc_.lemma[i]);
    write_string(",\"dep\":", doc_.dep[i]);
    write_number(",\"head\":", doc_.head[i]);
    out_ += '}';
  }

  std::string& out_;
  const Model& model_;
  const Doc& doc_;
  std::string_view text_;
  CodePointIndex code_points_;
};

}  // namespace

void write_spacy_json(std::string& out, const Model& model, const Doc& doc, std::string_view text) {
  JsonWriter(out, model, doc, text).write();
}

}  // namespace parley::language
