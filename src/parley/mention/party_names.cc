#include "parley/mention/party.h"

#include <algorithm>
#include <chrono>

#include "parley/mention/metonym.h"
#include "parley/text/text.h"

namespace parley::mention {
namespace {

using knowledge::ActorEntry;
using knowledge::Alias;
using knowledge::AliasKind;
using knowledge::EntryKind;
using knowledge::PartyNoun;
using language::Token;

constexpr std::uint32_t kDatelineWords = 9;  // ", April 12 (Reuters) -" and a word more
constexpr std::chrono::days kStale{90};  // how long after its end an office still names its holder

bool is_of_one(const NameMatch& name, const Alias& alias) {
  return std::all_of(name.aliases.begin(), name.aliases.end(),
                     [&](const Alias& other) { return other.entry == alias.entry; });
}

bool is_loose(const NameMatch& name) {
  return std::all_of(name.aliases.begin(), name.aliases.end(),
                     [](const Alias& alias) { return alias.kind == AliasKind::surname; });
}

std::string kind_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::state:
    case EntryKind::region:
      return "state";
    case EntryKind::person:
      return "person";
    default:
      return "organisation";
  }
}

}  // namespace

// The most likely entry behind a name: the one that the report's day and country fit.
const Alias* PartyReader::choose(const NameMatch& name, std::string_view nation) const {
  const Alias* best = nullptr;
  double best_fit = -1;
  for (const Alias& alias : name.aliases) {
    const ActorEntry& entry = actors_.entries()[alias.entry];
    double fit = 1;
    std::string_view code = entry.code;
    if (entry.kind == EntryKind::person) {
      const auto* office = knowledge::ActorBook::office_at(entry, report_.article.published.day);
      if (office != nullptr) {
        code = office->code;
        if (report_.article.published.day && (office->term.from || office->term.to) &&
            !office->term.holds(*report_.article.published.day))
          fit -= 0.6;
      }
    } else if (report_.article.published.day && !entry.term.holds(*report_.article.published.day)) {
      fit -= 0.6;
    }
    const std::string_view country = knowledge::country_of(code);
    const double share = focus_.share(country.empty() ? code : country);
    fit += share;
    if (!nation.empty() && country == nation) fit += 1;  // "Jordan's King Abdullah"
    // A surname alone, or a group's short form, is known only where the report speaks of the
    // country or body.
    // Four letters that one group alone bears are its own anywhere.
    const bool own_letters = name.key.size() > 3 && is_of_one(name, alias);
    const bool loose = alias.kind == AliasKind::surname ||
                       (alias.acronym && entry.kind == EntryKind::group && !own_letters);
    if (loose && share <= 0 && !is_sole_bearer(name, alias)) continue;
    if (alias.kind == AliasKind::surname && parse_.tokens[name.tokens.begin].pos != "PROPN")
      continue;
    // "Sharm El-Sheikh" is nobody's surname.
    if (alias.kind == AliasKind::surname && is_inside_place(name.tokens)) continue;
    if (fit > best_fit) {
      best_fit = fit;
      best = &alias;
    }
  }
  return best;
}

bool PartyReader::is_inside_place(Range name) const {
  const Place* place = place_at(name.begin);
  return place != nullptr && place->tokens.size() > name.size() &&
         place->tokens.begin <= name.begin && name.end <= place->tokens.end;
}

// A surname that one person alone of all we know bears, who holds an office on the day of the report,
// in the place of a name: "Merkel will meet".
bool PartyReader::is_sole_bearer(const NameMatch& name, const Alias& alias) const {
  const ActorEntry& entry = actors_.entries()[alias.entry];
  if (alias.kind != AliasKind::surname || entry.kind != EntryKind::person) return false;
  if (!is_of_one(name, alias)) return false;
  const Token& token = parse_.tokens[name.tokens.begin];
  const bool acts = token.dep == "nsubj" || token.dep == "nsubjpass";
  if (token.tag != "NNP" || (!acts && token.ent_type != "PERSON") || located_.contains(name.key))
    return false;
  // Somebody else of that surname has the whole name in the report.
  if (std::any_of(names_.begin(), names_.end(), [&](const NameMatch& other) {
        return other.person && other.key.ends_with(' ' + name.key);
      }))
    return false;
  return !person_code(entry).empty();
}

// "" where the report is of a day on which the person held none of the offices that we know.
std::string PartyReader::person_code(const ActorEntry& entry) const {
  const auto day = report_.article.published.day;
  const auto* office = knowledge::ActorBook::office_at(entry, day);
  if (office == nullptr) return {};
  const bool over = day && office->term.to && *office->term.to + kStale < *day;
  const bool ahead = day && office->term.from && *day + kStale < *office->term.from;
  return over || ahead ? std::string() : std::string(office->code);
}

std::string PartyReader::past_code(const ActorEntry& entry) const {
  const auto* office = knowledge::ActorBook::office_at(entry, report_.article.published.day);
  return office == nullptr ? std::string() : std::string(office->code);
}

std::optional<Party> PartyReader::read_known(Party party, const NameMatch& name,
                                             const Alias& alias) const {
  const ActorEntry& entry = actors_.entries()[alias.entry];
  party.form = PartyForm::name;
  party.entry = alias.entry;
  party.name = std::string(entry.name);
  party.code = std::string(entry.code);
  party.kind = kind_of(entry.kind);
  party.reason = "name";
  if (alias.kind == AliasKind::name && !alias.acronym)
    party.own_name = std::string(parse_.text_of(name.tokens));
  switch (entry.kind) {
    case EntryKind::person: {
      party.code = person_code(entry);
      party.past_country = std::string(knowledge::country_of(past_code(entry)));
      party.surname_only = alias.kind == AliasKind::surname;
      if (party.surname_only) party.reason = "surname of a person known in this country";
      const auto* office = knowledge::ActorBook::office_at(entry, report_.article.published.day);
      if (office != nullptr && !party.code.empty()) party.role = std::string(office->title);
      party.weak_code =
          office != nullptr && !report_.article.published.day && office->term.to.has_value();
      break;
    }
    case EntryKind::state:
      // "the Russians said" in a report on another country: their government.
      if (alias.kind == AliasKind::people && entry.code != focus_.country() &&
          name.tokens.begin > 0 && parse_.tokens[name.tokens.begin - 1].lower == "the" &&
          party.tokens.begin == name.tokens.begin) {
        party.code += "GOV";
        party.reason = "people for their government";
        break;
      }
      if (alias.kind == AliasKind::people) {
        party.entry.reset();
        party.name = std::string(parse_.text_of(name.tokens));
        party.kind = "people";
        party.code += "CVL";
        party.reason = "people of a country";
        party.noun = "people";
        return party;
      }
      if (alias.kind == AliasKind::adjective && !reads_as_government(parse_, name.tokens, actors_))
        return std::nullopt;
      if (alias.kind == AliasKind::capital && !reads_as_government(parse_, name.tokens, actors_))
        return std::nullopt;
      if (stands_as_place(parse_, name.tokens, actors_)) return std::nullopt;
      if (alias.kind == AliasKind::capital && is_dateline(name.tokens)) return std::nullopt;
      party.code += "GOV";
      if (alias.kind == AliasKind::capital) party.reason = "metonym: capital";
      if (alias.kind == AliasKind::seat) party.reason = "metonym: seat of government";
      break;
    case EntryKind::region:
      if (alias.kind == AliasKind::adjective || stands_as_place(parse_, name.tokens, actors_))
        return std::nullopt;
      break;
    default:
      if (alias.kind == AliasKind::seat) {
        if (!reads_as_government(parse_, name.tokens, actors_)) return std::nullopt;
        party.reason = "metonym: seat";
      }
  }
  return party;
}

// "COLOMBO, April 12 (Reuters) -": the first word of a paragraph with a dash soon behind it.
bool PartyReader::is_dateline(Range name) const {
  const std::uint32_t block = parse_.sentence_of(name.begin).block;
  if (name.begin > 0 && parse_.sentence_of(name.begin - 1).block == block) return false;
  for (std::uint32_t t = name.end; t < name.end + kDatelineWords && t < parse_.tokens.size(); ++t) {
    const std::string_view text = parse_.tokens[t].text;
    if (parse_.sentence_of(t).block != block) return false;
    if (text == "-" || text == "--" || text == "–" || text == "—") return true;
  }
  return false;
}

// A name that the knowledge has not: a person or body, with what its titles say of it.
std::optional<Party> PartyReader::read_unknown(Party party, const NameMatch& name) const {
  party.form = PartyForm::name;
  party.name = std::string(parse_.text_of(name.tokens));
  party.kind = name.person ? "person" : "organisation";
  party.reason = "name";
  if (name.person) {
    party.surname_only = name.key.find(' ') == std::string::npos;
    return party;
  }
  // Of a body its own words tell something: "Liberation and Justice Movement", "Syrian Network".
  const NounFound found = noun_at(name.tokens, head_token(parse_, name.tokens));
  const PartyModifiers inside = modifiers(name.tokens, party.head);
  const PartyNoun none{"", "", true};
  bool inherited = false;
  party.code =
      compose_code(found.noun == nullptr ? none : *found.noun, inside, actors_, focus_, inherited);
  if (inherited || party.code.size() <= 3) party.code.clear();
  return party;
}

// "Foreign Minister", "rebel spokesman" before a name: role, and a code where the name has none.
void PartyReader::add_titles(Party& party, Range left) const {
  if (left.empty()) return;
  for (std::uint32_t t = left.begin; t < left.end; ++t) {
    const NounFound found = noun_from(t, left.end - 1);
    if (found.noun == nullptr || found.noun->institution || found.tokens.end != left.end) continue;
    const bool honorific = found.noun->sector.empty() && !found.noun->speaks && !found.noun->body;
    if (!honorific) party.role = std::string(found.noun->noun);
    if (party.kind == "organisation" && !party.entry) party.kind = "person";
    const PartyModifiers before = modifiers({left.begin, t}, left.end - 1);
    bool inherited = false;
    std::string code = compose_code(*found.noun, before, actors_, focus_, inherited);
    const bool own_nation = party.weak_code && (!before.country.empty() || before.body);
    if ((party.code.empty() || own_nation) && !before.former) {
      if (code.empty() || knowledge::country_of(code).empty()) {
        // "Foreign Minister X" alone: of the country the report is about.
        if (code == "GOV" || code == "MIL" || code == "COP" || code == "JUD") {
          code.insert(0, focus_.country());
          inherited = true;
        }
      }
      party.code = code;
      party.inherits_country = inherited;
    }
    take_body(party, before);
    if (!honorific) party.noun = party.role;
    return;
  }
  // "Al Jazeera's Anita McNaught", "Human Rights Watch's Nadim Houry".
  const PartyModifiers owner = modifiers(left, left.end);
  if (!owner.body || !party.code.empty() || party.kind != "person") return;
  const ActorEntry& body = actors_.entries()[*owner.body];
  party.code = std::string(body.code);
  party.role = body.kind == EntryKind::medium ? "correspondent" : "";
  party.noun = party.role;
  take_body(party, owner);
}

std::optional<Party> PartyReader::read_name(std::uint32_t head) const {
  const NameMatch* name = name_at(head);
  const Token& token = parse_.tokens[head];
  Party party;
  party.head = head;
  party.tokens = phrase(head);
  const Alias* alias = nullptr;
  if (name != nullptr)
    alias = choose(*name, modifiers({party.tokens.begin, name->tokens.begin}, head).country);
  // A surname that is nobody's here, and that the model marks as no name, is like a word unknown.
  const bool nobody = name != nullptr && alias == nullptr && !name->person && !name->organisation &&
                      is_loose(*name);
  if (name == nullptr || nobody) {
    // A capitalised subject that nobody knows: a body or a person of this report.
    const bool acts = token.dep == "nsubj" || token.dep == "nsubjpass" ||
                      (token.dep == "pobj" && parse_.tokens[token.head].dep == "agent");
    if (token.pos != "PROPN" || place_at(head) != nullptr || token.ent_type == "DATE")
      return std::nullopt;
    NameMatch own{party.tokens, {}, false, true, words_.key_of(party.tokens)};
    if (own.key.empty() || located_.contains(own.key)) return std::nullopt;
    if (!acts && !persons_.contains(own.key)) return std::nullopt;
    // One capitalised word without an article, no short form: a person rather than a body.
    const bool bare =
        head == 0 || parse_.tokens[party.tokens.begin > 0 ? party.tokens.begin - 1 : 0].tag != "DT";
    const bool short_form = std::none_of(token.text.begin(), token.text.end(),
                                         [](char c) { return is_ascii_lower(c); });
    own.person = persons_.contains(own.key) || (own.tokens.size() == 1 && bare && !short_form);
    return read_unknown(std::move(party), own);
  }
  const Range left{party.tokens.begin, name->tokens.begin};
  std::optional<Party> read;
  if (alias != nullptr) {
    read = read_known(std::move(party), *name, *alias);
  } else if (name->person || name->organisation) {
    const bool subject = token.dep == "nsubj" || token.dep == "nsubjpass";
    if (place_at(head) != nullptr && (!name->person || !subject)) return std::nullopt;
    // "near Menaka": one word behind such a preposition, here or elsewhere in the report, is a
    // place, whatever the model says.
    if (located_.contains(name->key)) return std::nullopt;
    // One word that never acts and bears no title ("to isolate Raqqah") is hardly a person.
    if (name->person && name->key.find(' ') == std::string::npos && !persons_.contains(name->key))
      return std::nullopt;
    read = read_unknown(std::move(party), *name);
  }
  if (read && (read->kind == "person" || !read->entry)) add_titles(*read, left);
  if (read && read->form == PartyForm::name && read->kind != "state")
    drop_lower_case(*read, name->tokens.begin);
  return read;
}

// "the rebel spokesman Jihad X" is mentioned as Jihad X; "Foreign Minister X" keeps its title.
void PartyReader::drop_lower_case(Party& party, std::uint32_t name) const {
  std::uint32_t begin = name;
  const auto capital = [&](std::uint32_t t) {
    const std::string_view text = parse_.tokens[t].text;
    return !text.empty() && (is_ascii_upper(text[0]) || text == "-" || text == "’s" ||
                             text == "'s" || text == "of" || text == "for" || text == ".");
  };
  while (begin > party.tokens.begin && capital(begin - 1)) --begin;
  party.tokens.begin = begin;
}

}  // namespace parley::mention
