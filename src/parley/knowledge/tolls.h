// knowledge/tolls.h - counts of people, things and money: kinds, number words and forms, and the
// words that say what happened to those counted.
// Files tolls/*.tsv (their first lines explain the columns).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/result.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct TollKind {
  std::string id, unit, parent, definition;  // "killed_civilians", "persons", "killed"
};

struct NumberWord {
  double value = 0;
  bool times = false;  // "hundred": multiplies what stands before
};

// "dozens of": a span of numbers.
struct VagueNumber {
  std::string words;
  double lower = 0, upper = 0;
  std::string form;
};

// "at least": how the number is meant.
struct NumberForm {
  std::string words, form;
  bool behind = false;
};

// What a verb does to those counted, or what they do.
struct TollVerb {
  bool subject = false;  // the counted are its subject ("died"), not its object ("killed")
  std::string kind, of;  // "killed", "persons"
};

// "nine deaths" (counted), "a death toll of nine" (holds), "nine dead" (state).
struct TollNoun {
  std::string kind, use;
};

class TollBook {
 public:
  static Result<TollBook> load(const Files& files);

  const TollKind* kind(std::string_view id) const;  // nullptr for a name that is none of ours
  std::optional<NumberWord> number(std::string_view word) const;
  const std::vector<VagueNumber>& vague() const { return vague_; }  // longest words first
  const std::vector<NumberForm>& forms() const { return forms_; }   // longest words first
  // All readings of a verb ("shell out" by lemma and particle), in the file's order.
  const std::vector<TollVerb>& verb(std::string_view lemma) const;
  const TollNoun* noun(std::string_view lemma, std::string_view use) const;
  std::string_view group(std::string_view noun) const;  // "civilians"; "" for a noun of none
  bool is_in(std::string_view noun, std::string_view group) const;  // all groups of the noun
  std::string_view currency(std::string_view word) const;           // "USD"; "" for a word of none
  bool is_no_toll(std::string_view unit) const;                     // "km", "percent", "days"
  // (words, scope), in the file's order.
  const std::vector<std::pair<std::string, std::string>>& scopes() const { return scopes_; }

 private:
  std::unordered_map<std::string, TollKind> kinds_;
  std::unordered_map<std::string, NumberWord> numbers_;
  std::vector<VagueNumber> vague_;
  std::vector<NumberForm> forms_;
  std::unordered_map<std::string, std::vector<TollVerb>> verbs_;
  std::unordered_map<std::string, std::vector<TollNoun>> nouns_;
  std::unordered_map<std::string, std::vector<std::string>> groups_;
  std::unordered_map<std::string, std::string> units_;  // currency code, or "" for no toll
  std::vector<std::pair<std::string, std::string>> scopes_;
};

}  // namespace parley::knowledge
