// record/json.h - the record as JSON, contract v1 (docs/record.md, docs/record.schema.json).
// Offsets become code points of document.text here and nowhere else. Keys come in the contract's
// order; the same reading gives the same bytes.
#pragma once

#include <string>

#include "parley/record/reading.h"

namespace parley::record {

struct Provenance {
  std::string parley;  // version of the program
  std::string model;   // "en_core_web_sm 3.8.0"
  std::string knowledge_sha256;
  std::string options;  // the options that change what is read: "published=2012-12-29"
};

struct JsonOptions {
  bool text = true;  // document.text is written
  // Also places read as governments or peoples ("Moscow said", "the Syrians") and times that date nothing ("for two
  // days"), and TIMEX3's placeholders for values that are not said; without it `places` holds the places themselves
  // and `times` what dates something.
  bool all_readings = false;
};

// SHA-256 of the bytes, in hex.
std::string sha256_hex(std::string_view bytes);
// The document's id: "d" and the first 16 digits of its text's SHA-256.
std::string document_id(const page::Article& article);

// One object, one line, no line break at the end.
std::string to_json(const Reading& reading, const Provenance& provenance,
                    const JsonOptions& options = {});

}  // namespace parley::record
