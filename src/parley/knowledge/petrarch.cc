#include "parley/knowledge/petrarch.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "parley/base/date.h"
#include "parley/knowledge/check_report.h"
#include "parley/knowledge/name_key.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

struct DatedCode {
  std::string code, from, to;
  std::string problem = {};  // of its dates
  bool undated() const { return from.empty() && to.empty(); }
};

struct Entry {
  std::size_t line = 0;
  std::string name;
  std::vector<std::string> spellings;
  std::vector<DatedCode> codes;
  bool agent = false;
};

// "KOFI_ANNAN_" -> "Kofi Annan"; short words in capitals stay: "UN_", "FARC_".
std::string readable(std::string_view written) {
  std::string name;  // a tab would end the field
  for (const char c : written) name += static_cast<unsigned char>(c) <= ' ' ? '_' : c;
  std::string out;
  for (const std::string_view bare : split(name, '_')) {
    if (bare.empty()) continue;
    if (!out.empty()) out += ' ';
    out += bare[0];
    out += ascii_lower(bare.substr(1));
  }
  const bool one = out.find(' ') == std::string::npos;
  if (!one || out.size() > 5) return out;
  std::string upper(trim(name));
  std::erase(upper, '_');
  return upper;
}

// "000718", "20000718" -> "2000-07-18"; "" for anything else.
std::string iso_day(std::string_view digits) {
  if (!std::all_of(digits.begin(), digits.end(), is_ascii_digit)) return {};
  std::string date(digits);
  if (date.size() == 6) date = (date < "31" ? "20" : "19") + date;
  if (date.size() != 8) return {};
  const std::string day = date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2);
  return parse_day(day) ? day : std::string();
}

// CAMEO's code as ours; unknown sectors are left out.
std::string our_code(std::string_view cameo) {
  std::string code;
  for (std::size_t at = 0; at + 3 <= cameo.size(); at += 3) {
    std::string part(cameo.substr(at, 3));
    if (part == "INS" || part == "SEP") part = "REB";
    if (part == "LEG" || part == "PRM") part = "GOV";
    if (part == "JRN") part = "MED";
    const bool first = at == 0;
    const bool body = code.starts_with("IGO") || code.starts_with("NGO");
    if (first || (body && code.size() < 6) || (!body && is_sector(part) && code.size() < 6))
      code += part;
  }
  return code;
}

// The codes of "[SYRGOV >000717] [SYR]" in the line.
std::vector<DatedCode> codes_of(std::string_view line) {
  std::vector<DatedCode> found;
  for (std::size_t open = line.find('['); open != std::string_view::npos;
       open = line.find('[', open + 1)) {
    const std::size_t close = line.find(']', open);
    if (close == std::string_view::npos) break;
    const std::string_view inside = trim(line.substr(open + 1, close - open - 1));
    const std::size_t blank = inside.find_first_of(" \t");
    DatedCode code{std::string(inside.substr(0, blank)), "", ""};
    const std::string_view limit =
        blank == std::string_view::npos ? std::string_view{} : trim(inside.substr(blank));
    const std::size_t dash = limit.find('-');
    if (limit.starts_with('>'))
      code.from = iso_day(limit.substr(1));
    else if (limit.starts_with('<'))
      code.to = iso_day(limit.substr(1));
    else if (dash != std::string_view::npos) {
      code.from = iso_day(trim(limit.substr(0, dash)));
      code.to = iso_day(trim(limit.substr(dash + 1)));
    }
    const bool range = dash != std::string_view::npos;
    if (!limit.empty() && (range ? code.from.empty() || code.to.empty() : code.undated()))
      code.problem = "no date: " + std::string(limit);
    else if (range && code.to < code.from)
      code.problem = "ends before it begins: " + std::string(limit);
    found.push_back(std::move(code));
  }
  return found;
}

std::string joined(const std::vector<std::string>& spellings) {
  std::string out;
  for (const std::string& spelling : spellings) out += (out.empty() ? "" : ";") + spelling;
  return out;
}

// The terms of one code, those that meet joined: a code without days holds always.
std::vector<DatedCode> joined_terms(std::vector<DatedCode> codes) {
  std::stable_sort(codes.begin(), codes.end(), [](const DatedCode& a, const DatedCode& b) {
    return std::tie(a.code, a.from) < std::tie(b.code, b.from);
  });
  std::vector<DatedCode> terms;
  for (DatedCode& code : codes) {
    if (terms.empty() || terms.back().code != code.code ||
        (!terms.back().to.empty() && terms.back().to < code.from)) {
      terms.push_back(std::move(code));
      continue;
    }
    DatedCode& last = terms.back();  // begins earlier, and meets this one
    if (code.to.empty() || last.to.empty())
      last.to.clear();
    else
      last.to = std::max(last.to, code.to);
  }
  return terms;
}

class ActorImport {
 public:
  explicit ActorImport(const ActorBook& actors) : actors_(actors) {
    for (const ActorEntry& entry : actors.entries())
      if (entry.kind == EntryKind::state || entry.kind == EntryKind::region)
        countries_.emplace(entry.code);
  }

  ImportedActors run(std::string_view text) {
    Entry entry;
    std::size_t number = 0;
    for (const std::string_view raw : split(text, '\n')) {
      ++number;
      const std::string_view line = trim(raw.substr(0, std::min(raw.find('#'), raw.find(';'))));
      if (line.empty() || line.starts_with("<!") || line.starts_with('!')) continue;
      const std::string_view words = trim(line.substr(0, line.find_first_of("[{")));
      if (line.starts_with('+')) {
        entry.spellings.push_back(readable(words.substr(1)));
      } else if (!line.starts_with('[')) {
        write(std::exchange(
            entry, {number, readable(words), {}, {}, line.find('~') != std::string_view::npos}));
      }
      for (DatedCode& code : codes_of(line)) {
        if (!code.problem.empty())
          skip(number, code.problem);
        else
          entry.codes.push_back(std::move(code));
      }
    }
    write(std::move(entry));
    return std::move(out_);
  }

 private:
  void skip(std::size_t line, std::string_view why) {
    out_.skipped.push_back(fmt::format("line {}: {}", line, why));
  }

  void write(Entry entry) {
    if (entry.name.empty()) return;
    if (entry.codes.empty()) return skip(entry.line, "no code");
    std::erase(entry.spellings, entry.name);
    if (entry.agent) return write_agent(entry);
    write_actor(std::move(entry));
  }

  void write_agent(const Entry& entry) {
    std::string code = entry.codes.front().code;
    std::erase(code, '~');
    const std::string sector = our_code("XXX" + code).substr(3);
    if (sector.size() != 3) return skip(entry.line, "no sector for " + code);
    const std::string noun = ascii_lower(entry.name);
    if (!nouns_.insert(name_key(noun)).second || actors_.noun(name_key(noun)) != nullptr) {
      ++out_.known;
      return;
    }
    out_.roles += fmt::format("{}\t{}\tperson\n", noun, sector);
  }

  void write_actor(Entry entry) {
    for (DatedCode& code : entry.codes) {
      const std::string written = code.code;
      code.code = our_code(written);
      if (!is_actor_code(code.code, countries_)) {
        skip(entry.line, "no country, region or sector of ours: " + written);
        code.code.clear();
      }
    }
    std::erase_if(entry.codes, [](const DatedCode& code) { return code.code.empty(); });
    if (entry.codes.empty()) return;
    if (!names_.insert(entry.name).second) return skip(entry.line, entry.name + " stands already");
    const bool dated = !std::all_of(entry.codes.begin(), entry.codes.end(),
                                    [](const DatedCode& code) { return code.undated(); });
    const std::string spellings = joined(entry.spellings);
    if (dated && entry.name.find(' ') != std::string::npos) {
      for (const DatedCode& code : joined_terms(entry.codes))
        out_.people += fmt::format("{}\t{}\t{}\t\t{}\t{}\n", entry.name, spellings, code.code,
                                   code.from, code.to);
      return;
    }
    if (is_known(entry)) {
      ++out_.known;
      return;
    }
    out_.groups += fmt::format("{}\t{}\t{}\n", entry.name, entry.codes.front().code, spellings);
  }

  // A state, body or group that the built-in files name so, with days and spellings of their own.
  bool is_known(const Entry& entry) const {
    for (const Alias& alias : actors_.named(name_key(entry.name))) {
      const ActorEntry& known = actors_.entries()[alias.entry];
      if (known.kind != EntryKind::person &&
          country_of(known.code) == country_of(entry.codes.front().code))
        return true;
    }
    return false;
  }

  const ActorBook& actors_;
  Names countries_;
  std::set<std::string> names_, nouns_;
  ImportedActors out_;
};

}  // namespace

ImportedActors import_petrarch(std::string_view text, const ActorBook& actors) {
  return ActorImport(actors).run(text);
}

}  // namespace parley::knowledge
