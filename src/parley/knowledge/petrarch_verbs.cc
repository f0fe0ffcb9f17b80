#include "parley/knowledge/petrarch_verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "parley/knowledge/petrarch_pattern.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

// Where PETRARCH looks for a target: anywhere behind the verb.
constexpr std::string_view kTargets =
    "R:object,object.owner,to,with,against,on,at,from,for,into,toward,of,in";

struct Verb {
  std::string form;  // "beef_up", "re-examine"
  std::string code;
  std::size_t line = 0;
};

struct Numbered {
  VerbPattern pattern;
  std::size_t line = 0;
};

struct Block {
  std::string code;
  std::vector<Verb> verbs;
  std::vector<Numbered> patterns;
};

// "046:046": whose side each is for; "" none.
struct Code {
  std::string code;
  bool mutual = false, reversed = false, pair = false;
};

Code code_of(std::string_view written) {
  const std::size_t colon = written.find(':');
  if (colon == written.npos) return {std::string(trim(written)), false, false, false};
  const std::string first(trim(written.substr(0, colon))), second(trim(written.substr(colon + 1)));
  if (first.empty()) return {second, false, true, false};
  return {first, first == second, false, !second.empty()};
}

// The line without its comment; "" for a line that is one.
std::string_view without_comment(std::string_view line) {
  line = line.substr(0, std::min({line.find('#'), line.find(';'), line.find('<')}));
  return trim(line);
}

class VerbImport {
 public:
  VerbImport(const Ontology& ontology, const Vocabulary& vocabulary) : ontology_(ontology) {
    for (const MoveType& move : vocabulary.moves())
      if (!move.cameo.empty()) move_of_.emplace(move.cameo.front(), move.id);
  }

  ImportedVerbs run(std::string_view text) {
    const bool blocks = text.find("\n---") != text.npos || text.starts_with("---");
    std::size_t number = 0;
    for (const std::string_view raw : split(text, '\n')) {
      ++number;
      const std::string_view line = without_comment(raw);
      if (line.empty()) continue;
      if (line.starts_with("---")) {
        write();
        block_.code = bracketed(line);
        set_.clear();
      } else if (line.starts_with('&')) {
        set_ = std::string(line);
        while (set_.ends_with('_')) set_.pop_back();  // says that the words have no plural
        sets_[set_];
      } else if (line.starts_with('-')) {
        add_pattern(line.substr(1), number);
      } else if (line.starts_with('~')) {
        skip(number,
             "a transformation of one verb under another, which our clauses tell by themselves");
      } else if (line.starts_with('+') && !set_.empty()) {
        add_word(line.substr(1), number);
      } else {
        if (!blocks && !block_.patterns.empty()) write();
        set_.clear();
        add_verb(line, number);
      }
    }
    write();
    write_acts();
    for (const auto& [name, words] : used_classes_)
      out_.classes += fmt::format("{}\t{}\n", name, words);
    return std::move(out_);
  }

 private:
  void skip(std::size_t line, std::string_view why) {
    out_.skipped.push_back(fmt::format("line {}: {}", line, why));
  }

  static std::string bracketed(std::string_view line) {
    const std::size_t open = line.find('[');
    const std::size_t close = line.find(']', open == line.npos ? 0 : open);
    if (open == line.npos || close == line.npos) return {};
    return std::string(trim(line.substr(open + 1, close - open - 1)));
  }

  // --- reading

  void add_word(std::string_view word, std::size_t line) {
    std::string plain;
    for (const char c : word) plain += c == '_' || c == '\t' ? ' ' : c;
    const std::string_view bare = trim(plain);
    for (const std::string_view part : split(bare, ' '))
      if (!part.empty() && !is_plain_word(part.substr(part.starts_with('&') ? 1 : 0)))
        return skip(line, fmt::format("no word: {}", part));
    if (bare.starts_with('&')) {
      const auto inner = sets_.find(std::string(bare));
      if (inner == sets_.end()) return skip(line, "an undefined synonym set");
      sets_[set_].insert(inner->second.begin(), inner->second.end());
      return;
    }
    if (bare.empty()) return;
    if (bare.find(' ') != bare.npos)
      skip(line, "several words in a synonym set: patterns of moves take them, acts do not");
    sets_[set_].insert(ascii_lower(bare));
  }

  // "RE_+EXAMINE" -> re-examine, "+BEEF_UP" -> beef_up.
  void add_verb(std::string_view line, std::size_t number) {
    const std::string_view word = trim(line.substr(0, line.find_first_of(" \t{[")));
    if (word.empty() || !std::all_of(word.begin(), word.end(), [](char c) {
          return is_ascii_upper(c) || c == '_' || c == '+' || c == '-' || c == '\'';
        }))
      return skip(number, "no verb, pattern or synonym");
    ++out_.verbs;
    std::string form = ascii_lower(word);
    while (form.ends_with('_')) form.pop_back();
    if (const std::size_t plus = form.find('+'); plus != form.npos) {
      std::replace(form.begin(), form.begin() + static_cast<std::ptrdiff_t>(plus), '_', '-');
      form.erase(plus, 1);
    }
    const std::string own = bracketed(line);
    if (const auto [place, fresh] = verb_lines_.emplace(form, number); !fresh)
      return skip(number, fmt::format("{} stands already at line {}", form, place->second));
    block_.verbs.push_back({std::move(form), own.empty() ? block_.code : own, number});
  }

  void add_pattern(std::string_view line, std::size_t number) {
    ++out_.patterns;
    VerbPattern pattern = read_verb_pattern(line);
    if (!pattern.problem.empty()) return skip(number, pattern.problem);
    for (const std::string& set : sets_in(pattern))
      if (!sets_.contains(set)) return skip(number, "the synonym set " + set + " is not defined");
    block_.patterns.push_back({std::move(pattern), number});
  }

  static std::vector<std::string> sets_in(const VerbPattern& pattern) {
    std::vector<std::string> found;
    const auto look = [&](const VerbPhrase& phrase) {
      for (const std::string& word : phrase.modifiers)
        if (word.starts_with('&')) found.push_back(word);
      if (phrase.head.starts_with('&')) found.push_back(phrase.head);
    };
    look(pattern.subject);
    look(pattern.object);
    for (const auto& [preposition, phrase] : pattern.behind) look(phrase);
    return found;
  }

  // --- writing

  void write() {
    Block block = std::exchange(block_, {});
    std::map<std::string, std::size_t> seen;  // frame -> index of the pattern that stands for it
    std::vector<Numbered> patterns;
    for (Numbered& one : block.patterns) {
      if (block.verbs.empty()) {
        skip(one.line, "a pattern of no verb");
        continue;
      }
      const auto [other, fresh] = seen.emplace(frame_of(one.pattern), patterns.size());
      if (fresh) {
        patterns.push_back(std::move(one));
        continue;
      }
      // As in PETRARCH, the later of two codes stands.
      Numbered& before = patterns[other->second];
      if (before.pattern.code == one.pattern.code)
        ++out_.patterns_used;
      else
        skip(before.line,
             fmt::format("line {} has the same pattern with another code, which stands", one.line));
      before = std::move(one);
    }
    bool any = false;
    for (const Numbered& one : patterns) {
      if (!write_reading(block.verbs, one.pattern, one.pattern.code, one.line)) continue;
      ++out_.patterns_used;
      any = true;
    }
    std::map<std::string, std::vector<Verb>> by_code;
    for (const Verb& verb : block.verbs) by_code[verb.code].push_back(verb);
    for (const auto& [code, verbs] : by_code) {
      const bool coded =
          code != "---" && !code.empty() && write_reading(verbs, {}, code, verbs.front().line);
      if (coded || any) out_.verbs_used += verbs.size();
    }
  }

  bool write_reading(const std::vector<Verb>& verbs, const VerbPattern& pattern,
                     std::string_view written, std::size_t line) {
    const Code code = code_of(written);
    out_.pairs += code.pair ? 1 : 0;
    if (code.code == "---") return write_act(verbs, pattern, code, nullptr, line);
    const auto known = ontology_.cameo.find(code.code);
    if (known == ontology_.cameo.end()) {
      skip(line, fmt::format("{} is no code of CAMEO 1.1b3", written));
      return false;
    }
    if (!known->second.plover_type.empty())
      return write_act(verbs, pattern, code, &known->second, line);
    const auto move = move_of_.find(code.code);
    if (move == move_of_.end()) {
      skip(line, fmt::format("{} has no type in PLOVER and no move in our vocabulary", code.code));
      return false;
    }
    return write_move(verbs, pattern, move->second, line);
  }

  bool write_act(const std::vector<Verb>& verbs, const VerbPattern& pattern, const Code& code,
                 const CameoCode* known, std::size_t line) {
    const std::string needs = needs_of(pattern);
    ActRow row;
    row.line = line;
    row.count = static_cast<std::size_t>(std::count(needs.begin(), needs.end(), ' ')) +
                (needs.empty() ? 0 : 1);
    row.needs = needs;
    for (const Verb& verb : verbs)
      row.forms.push_back(pattern.particle.empty() ? verb.form
                                                   : verb.form + '_' + pattern.particle);
    std::string frame;
    if (known != nullptr)
      frame = code.reversed            ? "A:- R:subject"
              : pattern.target.empty() ? std::string(kTargets)
                                       : "R:" + pattern.target;
    if (!needs.empty()) frame += (frame.empty() ? "" : " ") + needs;
    row.rest = fmt::format("v\t{}\t{}\t{}\t{}\t{}\t{}", known == nullptr ? "-" : known->plover_type,
                           known == nullptr ? "" : known->mode, known == nullptr ? "" : code.code,
                           known == nullptr ? "" : known->context, frame,
                           known != nullptr && (code.mutual || pattern.mutual) ? "mutual" : "");
    rows_.push_back(std::move(row));
    return true;
  }

  // Of one verb the reading that asks for most goes first, as PETRARCH takes the longest match.
  void write_acts() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const ActRow& a, const ActRow& b) { return a.count > b.count; });
    std::map<std::string, std::size_t> seen;
    for (const ActRow& row : rows_) {
      std::string forms;
      for (const std::string& form : row.forms) {
        const auto [place, fresh] = seen.emplace(form + ' ' + row.needs, row.line);
        if (fresh)
          forms += (forms.empty() ? "" : ";") + form;
        else if (place->second != row.line)
          skip(row.line, fmt::format("{}: line {} reads the same words", form, place->second));
      }
      if (!forms.empty()) out_.acts += forms + '\t' + row.rest + '\n';
    }
  }

  // "object=@word_aid to=@word_border": each word in a class of its own.
  std::string needs_of(const VerbPattern& pattern) {
    std::set<std::string> needs;
    const auto add = [&](const std::string& slot, const VerbPhrase& phrase) {
      for (const std::string& word : phrase.modifiers)
        needs.insert(slot + ".owner=" + class_of(word));
      needs.insert(phrase.empty() ? slot : slot + '=' + class_of(phrase.head));
    };
    if (!pattern.subject.empty()) add("subject", pattern.subject);
    if (!pattern.object.empty() || pattern.target == "object") add("object", pattern.object);
    for (const auto& [preposition, phrase] : pattern.behind) add(preposition, phrase);
    return fmt::format("{}", fmt::join(needs, " "));
  }

  std::string class_of(const std::string& word) {
    const bool set = word.starts_with('&');
    std::string name =
        "@" + (set ? "set_" + ascii_lower(std::string_view(word).substr(1)) : "word_" + word);
    std::string& words = used_classes_[name];
    if (!words.empty()) return name;
    if (set) {
      for (const std::string& one : sets_[word])
        if (one.find(' ') == one.npos) words += (words.empty() ? "" : ";") + one;
    } else {
      words = word;
    }
    if (words.empty()) words = "-";  // a set of phrases alone
    return name;
  }

  // Patterns of moves hold words themselves, phrases among them; "" where they would be too many.
  std::string terms_of(const VerbPattern& pattern) {
    constexpr std::size_t kMostChoices = 2000;
    std::string terms;
    bool too_many = false;
    const auto add = [&](std::string_view key, const VerbPhrase& phrase) {
      terms += (terms.empty() ? "" : " ") + std::string(key) + "=";
      if (phrase.empty()) {
        terms += "#any";
        return;
      }
      std::vector<std::string> choices = {""};
      std::vector<std::string> parts = phrase.modifiers;
      parts.push_back(phrase.head);
      for (const std::string& part : parts) {
        const std::set<std::string> words =
            part.starts_with('&') ? sets_[part] : std::set<std::string>{part};
        too_many = too_many || choices.size() * words.size() > kMostChoices;
        if (too_many) return;
        std::vector<std::string> longer;
        for (const std::string& before : choices)
          for (std::string word : words) {
            std::replace(word.begin(), word.end(), ' ', '_');
            longer.push_back(before.empty() ? word : fmt::format("{}_{}", before, word));
          }
        choices = std::move(longer);
      }
      terms += fmt::format("{}", fmt::join(choices, "|"));
    };
    if (!pattern.subject.empty()) add("subj", pattern.subject);
    if (!pattern.particle.empty()) add("prt", {pattern.particle, {}});
    if (!pattern.object.empty()) add("obj", pattern.object);
    for (const auto& [preposition, phrase] : pattern.behind) add(preposition, phrase);
    return too_many ? std::string() : terms;
  }

  // "beef_up": the verb and what must stand by it.
  bool write_move(const std::vector<Verb>& verbs, const VerbPattern& pattern,
                  const std::string& move, std::size_t line) {
    const std::string own = terms_of(pattern);
    if (own.empty() && !frame_of(pattern).empty()) {
      skip(line, "a phrase of synonym sets with too many ways to say it");
      return false;
    }
    std::map<std::string, std::string> lemmas;  // further terms -> verbs
    for (const Verb& verb : verbs) {
      const auto parts = split(verb.form, '_');
      std::string terms;
      for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::string_view part = parts[i];
        terms +=
            (terms.empty() ? "" : " ") + (is_particle(part)           ? "prt=" + std::string(part)
                                          : is_preposition_word(part) ? std::string(part) + "=#any"
                                                                      : "obj=" + std::string(part));
      }
      if (!own.empty()) terms += (terms.empty() ? "" : " ") + own;
      const std::string lemma(parts.front());
      const auto [place, fresh] = moves_.emplace(fmt::format("{} {} {}", move, lemma, terms), line);
      if (!fresh) continue;
      std::string& list = lemmas[terms];
      list += (list.empty() ? "" : ";") + lemma;
    }
    for (const auto& [terms, list] : lemmas)
      out_.moves += fmt::format("{}\tv\t{}\t{}\n", move, list, terms);
    return true;
  }

  // What tells one pattern of a block from another; "" for one that asks for nothing.
  static std::string frame_of(const VerbPattern& pattern) {
    std::string frame;
    const auto add = [&](std::string_view slot, const VerbPhrase& phrase) {
      frame += fmt::format("{}({} {})", slot, fmt::join(phrase.modifiers, " "), phrase.head);
    };
    if (!pattern.subject.empty()) add("subject", pattern.subject);
    if (!pattern.particle.empty()) frame += pattern.particle;
    if (!pattern.object.empty() || pattern.target == "object") add("object", pattern.object);
    for (const auto& [preposition, phrase] : pattern.behind) add(preposition, phrase);
    return frame;
  }

  struct ActRow {
    std::vector<std::string> forms;
    std::string rest, needs;
    std::size_t count = 0, line = 0;  // needs; of the dictionary
  };

  const Ontology& ontology_;
  std::map<std::string, std::string> move_of_;  // CAMEO -> move
  ImportedVerbs out_;
  Block block_;
  std::vector<ActRow> rows_;
  std::map<std::string, std::size_t> moves_;
  std::string set_;  // the synonym set that is being read
  std::map<std::string, std::set<std::string>> sets_;
  std::map<std::string, std::size_t> verb_lines_;
  std::map<std::string, std::string> used_classes_;
};

}  // namespace

bool is_verb_dictionary(std::string_view text) {
  for (const std::string_view raw : split(text, '\n')) {
    const std::string_view line = trim(raw);
    if (line.starts_with("---")) return true;
    if (line.starts_with("-") && line.find('*') != line.npos && line.find('[') != line.npos)
      return true;
  }
  return false;
}

ImportedVerbs import_verbs(std::string_view text, const Ontology& ontology,
                           const Vocabulary& vocabulary) {
  return VerbImport(ontology, vocabulary).run(text);
}

}  // namespace parley::knowledge
