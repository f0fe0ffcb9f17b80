#include "parley/coding/toll_numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "parley/attribution/clause.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

using attribution::child_of;
using attribution::object_of_preposition;
using knowledge::TollBook;
using language::Parse;
using language::Token;

// "45,000", "2.3", "1bn", "24564"; nullopt for "B-52" or "2012-13".
std::optional<double> digits_of(const TollBook& book, std::string_view text) {
  std::string plain;
  std::size_t at = 0;
  while (at < text.size() && (is_ascii_digit(text[at]) || text[at] == ',' || text[at] == '.')) {
    if (text[at] != ',') plain += text[at];
    ++at;
  }
  if (plain.empty() || !is_ascii_digit(plain[0])) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  if (at == text.size()) return value;
  const auto unit = book.number(ascii_lower(text.substr(at)));
  if (!unit || !unit->times) return std::nullopt;
  return value * unit->value;
}

class QuantityFinder {
 public:
  explicit QuantityFinder(const Context& context)
      : parse_(context.report.parse),
        book_(context.report.knowledge.tolls),
        mentions_(context.mentions) {}

  std::vector<Quantity> run() {
    for (const language::Sentence& sentence : parse_.sentences) {
      sentence_ = sentence.tokens;
      for (std::uint32_t at = sentence_.begin; at < sentence_.end;) {
        auto found = read(at);
        if (!found) {
          ++at;
          continue;
        }
        at = std::max(found->tokens.end, at + 1);
        if (is_countable(*found)) found_.push_back(std::move(*found));
      }
    }
    return std::move(found_);
  }

 private:
  const Token& at(std::uint32_t token) const { return parse_.tokens[token]; }
  bool inside(std::uint32_t token) const { return token < sentence_.end; }

  std::optional<Quantity> read(std::uint32_t from) {
    if (auto found = between(from)) return found;
    if (auto found = vague(from)) return found;
    if (auto found = number(from)) return found;
    if (auto found = none(from)) return found;
    return single(from);
  }

  // --- the value

  struct Value {
    double value = 0;
    std::uint32_t end = 0;  // behind its last token
  };

  std::optional<Value> value_at(std::uint32_t from) const {
    double total = 0, current = 0;
    std::uint32_t t = from;
    bool any = false, digits = false;
    while (inside(t)) {
      if (const auto value = digits_of(book_, at(t).text); value && !any) {
        current = *value;
        digits = any = true;
        ++t;
        continue;
      }
      const auto word = book_.number(at(t).lower);
      if (!word || (word->value == 0.5)) break;
      if (word->times) {
        if (!any && !is_article_before(t)) break;
        current = (any ? current : 1) * word->value;
        if (word->value >= 1000) {
          total += current;
          current = 0;
        }
        any = true;
      } else {
        if (digits || (any && current != 0 && std::fmod(current, 100) < 20)) break;
        current += word->value;
        any = true;
      }
      ++t;
      // "twenty-five", "two hundred and fifty"
      if (inside(t + 1) && one_of(at(t).text, {"-", "and"}) && !digits) {
        const auto next = book_.number(at(t + 1).lower);
        if (next && !next->times && next->value < (at(t).text == "-" ? 10 : 100) &&
            (at(t).text == "-" || word->times))
          ++t;
      }
    }
    if (!any) return std::nullopt;
    return Value{total + current, t};
  }
  bool is_article_before(std::uint32_t t) const {
    return t > sentence_.begin && one_of(at(t - 1).lower, {"a", "an", "one"});
  }

  std::optional<Quantity> number(std::uint32_t from) const {
    const bool article = one_of(at(from).lower, {"a", "an"}) && inside(from + 1);
    if (article) {
      const auto unit = book_.number(at(from + 1).lower);
      if (!unit || !unit->times || at(from + 1).lower.size() < 4) return std::nullopt;
    }
    const std::uint32_t start = article ? from + 1 : from;
    if (!article && at(from).tag != "CD" && !digits_of(book_, at(from).text) &&
        !is_count_word(from))
      return std::nullopt;
    const auto value = value_at(start);
    if (!value) return std::nullopt;
    // "31-year-old", "six-point plan", "48-hour"
    if (inside(value->end + 1) && at(value->end).text == "-" &&
        !digits_of(book_, at(value->end + 1).text))
      return std::nullopt;
    Quantity found;
    found.tokens = {from, value->end};
    found.lower = found.upper = value->value;
    found.form = value->value == 1 && at(from).lower == "one" ? "one_or_a" : "exact";
    if (const auto upper = range_end(*value)) {
      found.upper = upper->value;
      found.tokens.end = upper->end;
      found.form = "range";
    }
    return finish(std::move(found), start);
  }
  // "Thirty-five" that the tagger took for a name.
  bool is_count_word(std::uint32_t token) const {
    const auto word = book_.number(at(token).lower);
    return word && !word->times && word->value >= 2 && at(token).lower != "both";
  }
  // "20 to 30", "three or four", "20-30".
  std::optional<Value> range_end(Value first) const {
    if (!inside(first.end + 1)) return std::nullopt;
    const std::string_view between = at(first.end).text;
    if (!one_of(between, {"to", "or", "-", "–"})) return std::nullopt;
    const auto second = value_at(first.end + 1);
    if (!second || second->value <= first.value) return std::nullopt;
    return second;
  }

  std::optional<Quantity> between(std::uint32_t from) const {
    if (!one_of(at(from).lower, {"between", "from"}) || !inside(from + 3)) return std::nullopt;
    const std::string_view link = at(from).lower == "between" ? "and" : "to";
    const auto first = value_at(from + 1);
    if (!first || !inside(first->end + 1) || at(first->end).lower != link) return std::nullopt;
    const auto second = value_at(first->end + 1);
    if (!second || second->value <= first->value) return std::nullopt;
    Quantity found;
    found.tokens = {from, second->end};
    found.lower = first->value;
    found.upper = second->value;
    found.form = "range";
    return finish(std::move(found), second->end - 1);
  }

  std::uint32_t spelled(std::uint32_t from, std::string_view words) const {
    std::uint32_t count = 0;
    for (const std::string_view word : split(words, ' ')) {
      if (!inside(from + count) || at(from + count).lower != word) return 0;
      ++count;
    }
    return count;
  }

  std::optional<Quantity> vague(std::uint32_t from) const {
    for (const knowledge::VagueNumber& one : book_.vague()) {
      const std::uint32_t count = spelled(from, one.words);
      if (count == 0) continue;
      const std::uint32_t last = from + count - 1;
      if (at(last).tag == "VBZ") continue;  // "he scores"
      if (one.form == "several" && at(last).lower == "number" && !is_before(last, "of")) continue;
      Quantity found;
      found.tokens = {from, from + count};
      found.lower = one.lower;
      found.upper = one.upper;
      found.form = one.form;
      return finish(std::move(found), last);
    }
    return std::nullopt;
  }
  bool is_before(std::uint32_t token, std::string_view word) const {
    return inside(token + 1) && at(token + 1).lower == word;
  }

  // "nobody", "no civilians".
  std::optional<Quantity> none(std::uint32_t from) const {
    const bool alone = one_of(at(from).lower, {"nobody"}) || spelled(from, "no one") != 0;
    if (!alone && at(from).lower != "no") return std::nullopt;
    Quantity found;
    found.lower = found.upper = 0;
    found.form = "none";
    if (alone) {
      found.tokens = {from, from + (at(from).lower == "nobody" ? 1u : 2u)};
      found.top = found.tokens.end - 1;
      return found;
    }
    if (at(from).dep != "det" || at(from).head <= from) return std::nullopt;
    found.tokens = {from, from + 1};
    found.top = at(from).head;
    found.noun = found.top;
    return found;
  }

  // "a soldier": one, where the noun is a person.
  std::optional<Quantity> single(std::uint32_t from) const {
    if (!one_of(at(from).lower, {"a", "an", "another"}) || at(from).dep != "det")
      return std::nullopt;
    const std::uint32_t noun = at(from).head;
    if (noun <= from || noun > from + 6 || at(noun).tag != "NN") return std::nullopt;
    const std::string_view group = book_.group(ascii_lower(at(noun).lemma));
    if (group.empty() || one_of(group, {"buildings", "weapons", "attacks", "lives", "bodies"}))
      return std::nullopt;
    Quantity found;
    found.tokens = {from, from + 1};
    found.lower = found.upper = 1;
    found.form = "one_or_a";
    found.top = noun;
    found.noun = noun;
    return found;
  }

  // --- how it is meant, and what it counts

  Quantity finish(Quantity found, std::uint32_t number) const {
    attach(found, number);
    std::uint32_t begin = found.tokens.begin;
    if (begin > sentence_.begin && !book_.currency(at(begin - 1).lower).empty()) {
      found.currency = book_.currency(at(begin - 1).lower);
      --begin;
    } else if (begin > sentence_.begin + 1 && at(begin - 1).text == "$") {
      found.currency = "USD";
      --begin;
    }
    found.tokens.begin = begin;
    if (found.currency.empty() && found.noun) {
      found.currency = book_.currency(ascii_lower(at(*found.noun).lemma));
    }
    for (const knowledge::NumberForm& form : book_.forms())
      if (read_form(form, found)) break;
    return found;
  }
  bool read_form(const knowledge::NumberForm& form, Quantity& found) const {
    const auto count =
        static_cast<std::uint32_t>(std::count(form.words.begin(), form.words.end(), ' ') + 1);
    if (form.behind) {
      if (spelled(found.tokens.end, form.words) != count) return false;
      found.tokens.end += count;
    } else {
      std::uint32_t begin = found.tokens.begin;
      // "at least another 12", "more than a million"
      while (begin > sentence_.begin &&
             one_of(at(begin - 1).lower, {"a", "an", "another", "the"}) &&
             spelled_before(begin - 1, form.words, count))
        --begin;
      if (!spelled_before(begin, form.words, count)) return false;
      found.tokens.begin = begin - count;
    }
    apply(form.form, found);
    return true;
  }
  bool spelled_before(std::uint32_t end, std::string_view words, std::uint32_t count) const {
    return end >= sentence_.begin + count && spelled(end - count, words) == count;
  }
  static void apply(const std::string& form, Quantity& found) {
    if (found.form != "exact" && found.form != "one_or_a" && form == "about") return;
    if (form == "at_least") {
      found.upper.reset();
    } else if (form == "more_than") {
      found.lower = *found.lower + 1;
      found.upper.reset();
    } else if (form == "at_most") {
      found.lower.reset();
    } else if (form == "about") {
      found.upper = *found.upper * 1.1;
      found.lower = *found.lower * 0.9;
    }
    found.form = form;
  }

  void attach(Quantity& found, std::uint32_t number) const {
    std::uint32_t top = number;
    const Range own{found.tokens.begin, found.tokens.end};
    for (int steps = 0; steps < 6 && own.contains(at(top).head) && !parse_.is_root(top); ++steps)
      top = at(top).head;
    if (one_of(at(top).dep, {"nummod", "quantmod", "amod", "compound", "det", "predet", "nmod"}) &&
        at(top).head > top && at(top).head < top + 8) {
      found.top = at(top).head;
      found.noun = found.top;
      // The number of a number: "2.3 million": climb on.
      if (at(found.top).tag == "CD" && at(found.top).head > found.top &&
          at(found.top).dep == "nummod") {
        found.top = at(found.top).head;
        found.noun = found.top;
      }
    } else {
      found.top = top;
    }
    if (const auto of = object_of_preposition(parse_, top, "of"); !found.noun && of) {
      found.noun = of;
    }
  }

  // What a toll can be counted in.
  bool is_countable(const Quantity& found) const {
    const Token& first = at(found.tokens.end - 1);
    if (found.form == "none" || found.form == "one_or_a") return true;
    if (!found.currency.empty()) return true;
    if (found.noun) {
      const std::string lemma = ascii_lower(at(*found.noun).lemma);
      if (book_.is_no_toll(lemma) && book_.group(lemma).empty()) return false;
      if (one_of(at(*found.noun).ent_type, {"PERCENT"})) return false;
      if (!book_.group(lemma).empty() && at(*found.noun).tag.ends_with("S")) return true;
    }
    // "the dead at around 20", which the tagger takes for a year of age.
    if (found.tokens.begin >= sentence_.begin + 2 && at(found.tokens.begin - 1).lower == "at" &&
        book_.noun(at(found.tokens.begin - 2).lower, "holds"))
      return true;
    // The day or year of a date, whatever noun follows.
    if (const auto* time = mentions_.time_in({found.tokens.end - 1, found.tokens.end});
        time && time->type != "DURATION" && time->type != "SET")
      return false;
    if (one_of(first.ent_type, {"DATE", "TIME", "PERCENT", "ORDINAL"})) return false;
    const std::uint32_t next = found.tokens.end;
    if (inside(next) && (book_.is_no_toll(at(next).lower) || at(next).text == "%")) return false;
    // "Resolution 2254", "aged 15": the number names or describes what stands before it.
    if (!found.noun && at(found.top).dep == "nummod" && at(found.top).head < found.top)
      return false;
    if (found.tokens.begin > sentence_.begin && at(found.tokens.begin - 1).lower == "aged")
      return false;
    // A year: "in 2008", "the 2008 raid".
    if (found.noun && at(*found.noun).tag == "NN" &&
        book_.group(ascii_lower(at(*found.noun).lemma)).empty() && first.text.size() == 4 &&
        (first.text.starts_with("19") || first.text.starts_with("20")))
      return false;
    return found.noun || !found.lower || !found.upper || *found.lower < 1900 ||
           *found.lower > 2100 || found.form != "exact";
  }

  const Parse& parse_;
  const TollBook& book_;
  const mention::Mentions& mentions_;
  Range sentence_;
  std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> find_quantities(const Context& context) {
  return QuantityFinder(context).run();
}

}  // namespace parley::coding
