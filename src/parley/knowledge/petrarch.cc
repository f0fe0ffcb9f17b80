#include "parley/knowledge/petrarch.h"

#include <fmt/format.h>

#include <algorithm>

#include "parley/base/date.h"
#include "parley/knowledge/actors.h"
#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

struct DatedCode {
  std::string code, from, to;
};

struct Entry {
  std::size_t line = 0;
  std::string name;
  std::vector<std::string> spellings;
  std::vector<DatedCode> codes;
  bool agent = false;
};

// "KOFI_ANNAN_" -> "Kofi Annan"; short words in capitals stay: "UN_", "FARC_".
std::string readable(std::string_view name) {
  std::string out;
  for (const std::string_view word : split(name, '_')) {
    const std::string_view bare = trim(word);
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
  if (date.size() == 6) date = (date < "50" ? "20" : "19") + date;
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
    if (limit.starts_with('>'))
      code.from = iso_day(limit.substr(1));
    else if (limit.starts_with('<'))
      code.to = iso_day(limit.substr(1));
    else if (const std::size_t dash = limit.find('-'); dash != std::string_view::npos) {
      code.from = iso_day(trim(limit.substr(0, dash)));
      code.to = iso_day(trim(limit.substr(dash + 1)));
    }
    found.push_back(std::move(code));
  }
  return found;
}

std::string joined(const std::vector<std::string>& spellings) {
  std::string out;
  for (const std::string& spelling : spellings) out += (out.empty() ? "" : ";") + spelling;
  return out;
}

void write(const Entry& entry, ImportedActors& out) {
  if (entry.name.empty()) return;
  if (entry.codes.empty()) {
    out.skipped.push_back(fmt::format("line {}: no code", entry.line));
    return;
  }
  if (entry.agent) {
    std::string code = entry.codes.front().code;
    std::erase(code, '~');
    const std::string sector = our_code("XXX" + code).substr(3);
    if (sector.size() != 3)
      out.skipped.push_back(fmt::format("line {}: no sector for {}", entry.line, code));
    else
      out.roles += fmt::format("{}\t{}\tperson\n", ascii_lower(entry.name), sector);
    return;
  }
  const bool dated = std::any_of(entry.codes.begin(), entry.codes.end(), [](const DatedCode& code) {
    return !code.from.empty() || !code.to.empty();
  });
  const std::string spellings = joined(entry.spellings);
  if (dated && entry.name.find(' ') != std::string::npos) {
    for (const DatedCode& code : entry.codes)
      out.people += fmt::format("{}\t{}\t{}\t\t{}\t{}\n", entry.name, spellings,
                                our_code(code.code), code.from, code.to);
    return;
  }
  out.groups +=
      fmt::format("{}\t{}\t{}\n", entry.name, our_code(entry.codes.front().code), spellings);
}

}  // namespace

ImportedActors import_petrarch(std::string_view text) {
  ImportedActors out;
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
      write(entry, out);
      entry = {number, readable(words), {}, {}, line.find('~') != std::string_view::npos};
    }
    for (DatedCode& code : codes_of(line)) entry.codes.push_back(std::move(code));
  }
  write(entry, out);
  return out;
}

}  // namespace parley::knowledge
