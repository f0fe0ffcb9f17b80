#include "parley/knowledge/lexicon.h"

#include <optional>

#include "parley/text/text.h"

namespace parley::knowledge {
namespace {

std::vector<std::string> strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

bool is_known(std::string_view value, std::initializer_list<std::string_view> known) {
  for (const std::string_view one : known)
    if (one == value) return true;
  return false;
}

Status load_classes(const Files& files, Lexicon& lexicon) {
  return read_tsv(files, "lexicon/classes.tsv", 2, 2, [&](const Row& row) -> Status {
    if (!row[0].starts_with('@')) return row.error("a class begins with @");
    auto& words = lexicon.classes[std::string(row[0])];
    for (const std::string_view word : list_of(row[1])) {
      if (!word.starts_with('@')) {
        words.emplace(word);
        continue;
      }
      const auto other = lexicon.classes.find(word);
      if (other == lexicon.classes.end()) return row.error("no class of that name above");
      words.insert(other->second.begin(), other->second.end());
    }
    return std::nullopt;
  });
}

Status load_light_verbs(const Files& files, Lexicon& lexicon) {
  return read_tsv(files, "lexicon/light_verbs.tsv", 2, 2, [&](const Row& row) -> Status {
    if (!is_known(row[1], {"actor", "recipient", "none"}))
      return row.error("the subject is actor, recipient or none");
    for (const std::string_view form : list_of(row[0]))
      lexicon.light_verbs[std::string(form)] = {row[1] == "actor", row[1] == "recipient"};
    return std::nullopt;
  });
}

Status load_embeddings(const Files& files, Lexicon& lexicon) {
  return read_tsv(files, "lexicon/embedding.tsv", 4, 5, [&](const Row& row) -> Status {
    if (!is_known(row[1], {"v", "n", "a"})) return row.error("the word is v, n or a");
    if (row[2].find_first_not_of("tigospm") != std::string_view::npos)
      return row.error("scopes are letters of tigospm");
    if (!is_known(row[3], {"actual", "planned", "offered", "demanded", "hypothetical", "negated",
                           "denied", "ended", "reported", "claimed", "factive"}))
      return row.error("no such status");
    for (const std::string_view form : list_of(row[0]))
      lexicon.embeddings[std::string(row[1]) + ':' + std::string(form)].push_back(
          {std::string(row[2]), std::string(row[3]), row[4] == "controls", row.where()});
    return std::nullopt;
  });
}

std::vector<std::string> slots_of(std::string_view list) { return strings(split(list, ',')); }

// "of=@a|@b|from=@a" -> three alternatives.
std::vector<Need> alternatives(std::string_view term) {
  std::vector<Need> needs;
  for (std::string_view part : split(term, '|')) {
    Need need;
    if (part.starts_with('@') && !needs.empty()) {
      need = needs.back();
      need.word_class = part;
    } else {
      need.absent = part.starts_with('!');
      if (need.absent) part.remove_prefix(1);
      const std::size_t at = part.find('=');
      need.other = at != std::string_view::npos && at > 0 && part[at - 1] == '!';
      need.slot = part.substr(0, need.other ? at - 1 : at);
      if (at != std::string_view::npos) need.word_class = part.substr(at + 1);
    }
    needs.push_back(std::move(need));
  }
  return needs;
}

Status read_frame(const Row& row, const Lexicon& lexicon, Act& act) {
  for (const std::string_view term : split(row[6], ' ')) {
    if (term.empty()) continue;
    if (term.starts_with("A:")) {
      act.actor = slots_of(term.substr(2));
    } else if (term.starts_with("R:")) {
      act.recipient = slots_of(term.substr(2));
    } else if (term.starts_with("P:")) {
      act.place = slots_of(term.substr(2));
    } else {
      act.needs.push_back(alternatives(term));
      for (const Need& need : act.needs.back())
        if (need.word_class.starts_with('@') && !lexicon.classes.contains(need.word_class))
          return row.error("no class " + need.word_class + " in lexicon/classes.tsv");
    }
  }
  return std::nullopt;
}

Status read_flags(const Row& row, Act& act) {
  for (const std::string_view flag : split(row[7], ' ')) {
    if (flag.empty()) continue;
    if (!is_known(flag, {"mutual", "result", "borrow", "quiet"}))
      return row.error("no such flag: " + std::string(flag));
    act.mutual = act.mutual || flag == "mutual";
    act.result = act.result || flag == "result";
    act.borrow = act.borrow || flag == "borrow";
    act.quiet = act.quiet || flag == "quiet";
  }
  return std::nullopt;
}

void usual_slots(Act& act) {
  const bool noun = act.pos == 'n';
  if (act.actor.empty())
    act.actor = noun ? std::vector<std::string>{"owner", "by", "modifier", "from"}
                     : std::vector<std::string>{"subject"};
  if (act.recipient.empty())
    act.recipient = noun ? std::vector<std::string>{"object", "on", "against"}
                         : std::vector<std::string>{"object"};
}

Status load_acts(const Files& files, Lexicon& lexicon) {
  std::map<std::string, std::size_t> additions;
  return read_tsv(files, "lexicon/acts.tsv", 3, 8, [&](const Row& row) -> Status {
    Act act;
    if (!is_known(row[1], {"v", "n", "a"})) return row.error("the word is v, n or a");
    act.pos = row[1][0];
    act.type = row[2];
    act.mode = row[3];
    act.cameo = row[4];
    act.context = strings(list_of(row[5]));
    act.where = row.where();
    if (Status problem = read_frame(row, lexicon, act)) return problem;
    if (Status problem = read_flags(row, act)) return problem;
    usual_slots(act);
    for (const std::string_view form : list_of(row[0])) {
      act.form = form;
      auto& readings = lexicon.acts[act.form];
      act.id = act.form + '/' + act.pos;
      if (!readings.empty()) act.id += '.' + std::to_string(readings.size() + 1);
      // The first reading whose needs hold is taken, so what a user adds stands before ours.
      const bool added = row.file.ends_with(".add.tsv");
      readings.insert(added ? readings.begin() + static_cast<std::ptrdiff_t>(additions[act.form]++)
                            : readings.end(),
                      act);
    }
    return std::nullopt;
  });
}

}  // namespace

bool Lexicon::in_class(std::string_view name, std::string_view lemma) const {
  const auto found = classes.find(name);
  return found != classes.end() && found->second.contains(lemma);
}

const Act* Lexicon::act(std::string_view id) const {
  const auto found = acts.find(id.substr(0, id.rfind('/')));
  if (found == acts.end()) return nullptr;
  for (const Act& act : found->second)
    if (act.id == id) return &act;
  return nullptr;
}

const LightVerb* Lexicon::light_verb(std::string_view form) const {
  const auto found = light_verbs.find(form);
  return found == light_verbs.end() ? nullptr : &found->second;
}

const Embedding* Lexicon::embedding(char pos, std::string_view form, char scope) const {
  const auto found = embeddings.find(std::string{pos, ':'}.append(form));
  if (found == embeddings.end()) return nullptr;
  for (const Embedding& one : found->second)
    if (scope == 0 || one.scopes.find(scope) != std::string::npos) return &one;
  return nullptr;
}

Result<Lexicon> Lexicon::load(const Files& files) {
  Lexicon lexicon;
  for (const auto step : {load_classes, load_light_verbs, load_embeddings, load_acts})
    if (Status problem = step(files, lexicon)) return *problem;
  return lexicon;
}

}  // namespace parley::knowledge
