#include "parley/mention/actors.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "parley/mention/coref.h"
#include "parley/mention/focus.h"
#include "parley/mention/metonym.h"
#include "parley/mention/name_matches.h"
#include "parley/mention/party.h"
#include "parley/mention/party_chains.h"
#include "parley/mention/report_words.h"

namespace parley::mention {
namespace {

using knowledge::AliasKind;
using knowledge::EntryKind;

// All parties in text order, then the nations' adjectives that no party holds.
std::vector<Party> read_parties(const ReportView& report, const PartyReader& reader,
                                const std::vector<NameMatch>& names, const Mentions& mentions) {
  std::vector<Party> parties;
  std::vector<bool> inside(report.parse.tokens.size(), false);
  for (std::uint32_t t = 0; t < report.parse.tokens.size(); ++t) {
    if (!reader.is_phrase_head(t) || mentions.time_in({t, t + 1}) != nullptr) continue;
    auto party = reader.read(t);
    if (!party) continue;
    for (std::uint32_t i = party->tokens.begin; i < party->tokens.end; ++i) inside[i] = true;
    parties.push_back(std::move(*party));
  }
  const auto& entries = report.knowledge.actors.entries();
  for (const NameMatch& name : names) {
    if (name.aliases.empty() || inside[name.tokens.end - 1]) continue;
    const auto* chosen = reader.choose(name, {});
    if (chosen == nullptr) continue;
    const auto& alias = *chosen;
    const auto& entry = entries[alias.entry];
    const std::uint32_t head = head_token(report.parse, name.tokens);
    if (alias.kind == AliasKind::capital ||
        stands_as_place(report.parse, name.tokens, report.knowledge.actors))
      continue;
    Party party;
    party.tokens = name.tokens;
    party.head = head;
    party.form = PartyForm::adjective;
    party.entry = alias.entry;
    party.name = std::string(entry.name);
    party.code = std::string(entry.code) + (entry.kind == EntryKind::state ? "GOV" : "");
    party.kind = entry.kind == EntryKind::state || entry.kind == EntryKind::region ? "state"
                 : entry.kind == EntryKind::person                                 ? "person"
                                                                                   : "organisation";
    if (entry.kind == EntryKind::person) {
      const auto* office = knowledge::ActorBook::office_at(entry, report.article.published.day);
      if (office != nullptr) party.code = std::string(office->code);
    }
    party.reason = alias.kind == AliasKind::adjective ? "adjective" : "name before a noun";
    parties.push_back(std::move(party));
  }
  // "government air raids", "rebel attack", "army shelling": whose acts they are.
  for (std::uint32_t t = 0; t < report.parse.tokens.size(); ++t) {
    const language::Token& token = report.parse.tokens[t];
    if (inside[t] || (token.dep != "compound" && token.dep != "amod" && token.dep != "nmod"))
      continue;
    // The last word of "UN Security Council" in "a UN Security Council draft" is no council of its own.
    if (const NameMatch* name = reader.name_at(t);
        name != nullptr && name->tokens.size() > 1 && !name->aliases.empty())
      continue;
    auto party = reader.read_modifier(t);
    if (!party) continue;
    inside[t] = true;
    parties.push_back(std::move(*party));
  }
  std::stable_sort(parties.begin(), parties.end(),
                   [](const Party& a, const Party& b) { return a.head < b.head; });
  return parties;
}

class ActorWriter {
 public:
  ActorWriter(const ReportView& report, Mentions& mentions, const std::vector<Party>& parties,
              const PartyChains& chains)
      : report_(report), mentions_(mentions), parties_(parties), chains_(chains) {}

  void write(const std::vector<PronounLink>& links) {
    std::unordered_set<std::uint32_t> pairs;  // "both sides" is no third party
    for (const PronounLink& link : links)
      if (link.parties.size() > 1) pairs.insert(link.token);
    for (std::uint32_t i = 0; i < parties_.size(); ++i) {
      const Party& party = parties_[i];
      if (pairs.contains(party.head)) continue;
      ActorMention& mention = add_mention(actor_of(i), party.tokens, party.head, party.reason);
      mention.entry = party.entry;
      mention.body = party.body_entry;
      mention.noun = party.noun;
    }
    for (const PronounLink& link : links)
      for (const std::uint32_t party : link.parties)
        add_mention(actor_of(party), link.tokens, link.token, link.reason);
    for (std::uint32_t i = 0; i < parties_.size(); ++i)
      if (!pairs.contains(parties_[i].head)) link_body(i);
    take_own_spelling();
    for (Actor& actor : mentions_.actors) finish(actor);
  }

 private:
  ActorId actor_of(std::uint32_t party) {
    const std::uint32_t root = chains_.root(party);
    const auto [found, fresh] =
        ids_.emplace(root, static_cast<std::uint32_t>(mentions_.actors.size()));
    if (fresh) {
      const Party& best = chains_.best(root);
      Actor actor;
      // "The X-Y government" is the state; a phrase is no name of it.
      const bool state = best.kind == "state" && best.entry;
      actor.name = in_one_line(state ? report_.knowledge.actors.entries()[*best.entry].name
                                     : std::string_view(best.name));
      actor.code = best.code.empty() ? best.past_country : best.code;
      actor.kind = best.kind;
      actor.country = std::string(knowledge::country_of(actor.code));
      actor.sectors = knowledge::sectors_of(actor.code);
      actor.role = best.role;
      mentions_.actors.push_back(std::move(actor));
      if (best.entry) of_entry_.emplace(*best.entry, found->second);
    }
    return {found->second};
  }

  ActorMention& add_mention(ActorId actor, Range tokens, std::uint32_t head,
                            const std::string& reason) {
    auto& mentions = mentions_.at(actor).mentions;
    mentions.push_back({report_.parse.span_of(tokens), tokens, head, reason});
    return mentions.back();
  }

  static bool is_private(const Actor& actor) {
    static constexpr std::string_view kSectors[] = {"CVL", "REF", "BUS", "EDU", "MED",
                                                    "CRM", "OPP", "REB", "UAF", "NGO"};
    return std::any_of(actor.sectors.begin(), actor.sectors.end(), [](const std::string& sector) {
      return std::find(std::begin(kSectors), std::end(kSectors), sector) != std::end(kSectors);
    });
  }

  // A minister, envoy or spokesman stands for a body: the report's own where it names it, else one
  // without mentions.
  void link_body(std::uint32_t party) {
    const Party& best = chains_.best(party);
    if (best.kind != "person" && best.kind != "role") return;
    Actor& actor = mentions_.at(actor_of(party));
    if (actor.speaks_for || best.plural) return;
    std::optional<std::uint32_t> body = best.body_entry;
    // "A Canadian engineer" is his nation's, and does not speak for it.
    if (body && report_.knowledge.actors.entries()[*body].kind == EntryKind::state &&
        is_private(actor))
      body.reset();
    if (!body && actor.code == actor.country + "GOV" && !actor.country.empty())
      body = report_.knowledge.actors.state(actor.country);
    if (body) {
      const auto found = of_entry_.find(*body);
      std::uint32_t id = 0;
      if (found != of_entry_.end()) {
        id = found->second;
      } else {
        const auto& entry = report_.knowledge.actors.entries()[*body];
        Actor made;
        made.name = std::string(entry.name);
        made.code = std::string(entry.code) + (entry.kind == EntryKind::state ? "GOV" : "");
        made.kind = entry.kind == EntryKind::state ? "state" : "organisation";
        made.country = std::string(knowledge::country_of(made.code));
        made.sectors = knowledge::sectors_of(made.code);
        id = static_cast<std::uint32_t>(mentions_.actors.size());
        of_entry_.emplace(*body, id);
        mentions_.actors.push_back(std::move(made));
      }
      mentions_.at(actor_of(party)).speaks_for = ActorId{id};
      return;
    }
    if (best.body_name.empty()) return;
    for (std::uint32_t a = 0; a < mentions_.actors.size(); ++a)
      if (mentions_.actors[a].name == best.body_name && mentions_.actors[a].kind == "organisation")
        actor.speaks_for = ActorId{a};
  }

  // The report's own whole spelling of a person or body goes before the knowledge's, which becomes
  // an alias: what is read is what the report says.
  void take_own_spelling() {
    for (std::uint32_t i = 0; i < parties_.size(); ++i) {
      const Party& party = parties_[i];
      if (!ids_.contains(chains_.root(i))) continue;
      if (party.form != PartyForm::name || party.surname_only || party.own_name.empty()) continue;
      Actor& actor = mentions_.at(actor_of(i));
      if (actor.kind != "person" && actor.kind != "organisation") continue;
      const auto words = [](const std::string& name) {
        return std::count(name.begin(), name.end(), ' ') + 1;
      };
      std::string& own = own_[actor_of(i).value];
      if (words(party.own_name) > 1 && words(party.own_name) > words(own))
        own = in_one_line(party.own_name);
    }
    for (auto& [id, own] : own_) {
      Actor& actor = mentions_.actors[id];
      if (own.empty() || own == actor.name) continue;
      actor.aliases.push_back(actor.name);
      actor.name = own;
    }
  }

  void finish(Actor& actor) {
    std::stable_sort(
        actor.mentions.begin(), actor.mentions.end(),
        [](const ActorMention& a, const ActorMention& b) { return a.span.begin < b.span.begin; });
    for (const ActorMention& mention : actor.mentions) {
      const std::string text = in_one_line(slice(report_.parse.source, mention.span));
      const bool pronoun = report_.parse.tokens[mention.head].pos == "PRON";
      if (pronoun || mention.reason == "adjective" || text == actor.name) continue;
      if (std::find(actor.aliases.begin(), actor.aliases.end(), text) == actor.aliases.end())
        actor.aliases.push_back(text);
    }
  }

  const ReportView& report_;
  Mentions& mentions_;
  const std::vector<Party>& parties_;
  const PartyChains& chains_;
  std::unordered_map<std::uint32_t, std::uint32_t> ids_, of_entry_;
  std::map<std::uint32_t, std::string> own_;
};

}  // namespace

void find_actors(const ReportView& report, Mentions& mentions) {
  const ReportWords words(report.parse);
  const std::vector<NameMatch> names = find_names(report.parse, words, report.knowledge.actors);
  const Focus focus(report, names, mentions.places);
  const PartyReader reader(report, words, names, focus, mentions.places);
  std::vector<Party> parties = read_parties(report, reader, names, mentions);
  PartyChains chains(report, words, parties);
  const std::vector<PronounLink> links = resolve_references(report, focus, parties, chains);
  ActorWriter(report, mentions, parties, chains).write(links);
}

}  // namespace parley::mention
