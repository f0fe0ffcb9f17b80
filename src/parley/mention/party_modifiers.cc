#include "parley/mention/party_modifiers.h"

#include <algorithm>
#include <array>

namespace parley::mention {
namespace {

using knowledge::PartyNoun;

// Nouns of armed people take the armed sector of a side: "opposition fighters" REB, "opposition
// members" OPP; "government troops" MIL, "government members" GOV.
bool is_armed(const PartyNoun& noun) {
  return noun.sector == "MIL" || noun.sector == "REB" || noun.sector == "UAF" ||
         noun.noun == "forces" || noun.noun == "force" || noun.noun == "commander" ||
         noun.noun == "field commander";
}

// Sectors that a side does not change: "rebel journalist" stays MED.
bool is_firm(std::string_view sector) {
  static constexpr std::array<std::string_view, 8> kFirm = {"MED", "JUD", "COP", "SPY",
                                                            "EDU", "BUS", "REF", "CRM"};
  return std::find(kFirm.begin(), kFirm.end(), sector) != kFirm.end();
}

std::string sector_of(const PartyNoun& noun, const PartyModifiers& found,
                      const std::string& focus) {
  if (is_firm(noun.sector)) return std::string(noun.sector);
  const bool armed = is_armed(noun);
  if (found.side != nullptr && !(found.side->sector.empty() && found.side->forces.empty())) {
    // "pro-government militia": still a militia.
    if (noun.sector == "UAF" && found.side->forces == "MIL") return "UAF";
    if (noun.sector == "CVL" && found.side->sector != "OPP" && found.side->sector != "REB")
      return "CVL";
    // "pro-government gunmen", "pro-government groups": armed for it, not its army.
    const bool for_it = found.side->word.starts_with("pro") && found.side->forces == "MIL";
    if (for_it && noun.sector != "MIL" && noun.noun != "forces" && noun.noun != "force")
      return armed || noun.body ? "UAF" : std::string(noun.sector);
    const std::string_view sector = armed ? found.side->forces : found.side->sector;
    if (!sector.empty()) return std::string(sector);
  }
  for (auto it = found.nouns.rbegin(); it != found.nouns.rend(); ++it) {
    const PartyNoun& modifier = **it;
    if (modifier.sector.empty() || &modifier == &noun) continue;
    const bool wins = noun.sector.empty() || noun.body || noun.sector == "GOV" ||
                      noun.sector == "MIL" || modifier.sector == "REB";
    if (!wins) break;
    // "government forces": armed men of a government are its soldiers.
    if (armed && modifier.sector == "GOV") return "MIL";
    if (armed && modifier.sector == "OPP") return "REB";
    return std::string(modifier.sector);
  }
  if (!noun.sector.empty()) return std::string(noun.sector);
  if (armed && !found.backer.empty()) return found.backer == focus ? "MIL" : "REB";
  if (armed && found.against) return "REB";
  if (armed && (!found.country.empty() || !found.person_code.empty())) return "MIL";
  if (found.against) return "OPP";
  return {};
}

// "Syrian leader", "Turkish side", "US delegation": a nation's bare leader or side is its
// government's.
bool is_of_state(const PartyNoun& noun) {
  return (noun.speaks && noun.body) || noun.noun == "side";
}

}  // namespace

bool is_of_conflict(std::string_view sector) {
  return sector == "REB" || sector == "UAF" || sector == "OPP";
}

std::string compose_code(const PartyNoun& noun, const PartyModifiers& found,
                         const knowledge::ActorBook& actors, const Focus& focus, bool& inherited) {
  inherited = false;
  // "His Egyptian counterpart": of Egypt's government, whoever he is.
  if (noun.apart)
    return found.country.empty() ? found.region : found.country + std::string(noun.sector);
  if (found.body) {
    const auto& body = actors.entries()[*found.body];
    const bool own = !noun.institution || noun.body || noun.sector == "PTY" ||
                     noun.sector == "MIL" || noun.sector == "GOV";
    if (own && noun.sector != "REF" &&
        !(noun.sector == "CVL" && body.kind != knowledge::EntryKind::group))
      return std::string(body.code);
  }
  std::string country = found.country;
  const bool persons = !found.person_code.empty();
  if (country.empty() && persons) {
    country = std::string(knowledge::country_of(found.person_code));
    // "Annan's spokesman", "Garang's fighters": what is a person's is of the person's body, unless
    // the noun says more than the person's office does.
    const bool governs = found.person_code.ends_with("GOV");
    if (country.empty() || !governs || (noun.sector.empty() && !is_armed(noun)))
      return found.person_code;
  }
  if (country.empty()) country = found.side_country;
  std::string sector = sector_of(noun, found, focus.country());
  if (sector.empty() && !country.empty() && is_of_state(noun) && !found.former) sector = "GOV";
  if (country.empty() && !found.region.empty()) return found.region + sector;
  const bool sided = found.side != nullptr && !found.side->sector.empty();
  const bool by_modifier = std::any_of(found.nouns.begin(), found.nouns.end(),
                                       [](const PartyNoun* n) { return n->inherits; });
  if (country.empty() && !sector.empty() && !found.body && found.body_name.empty() &&
      (noun.inherits || sided || by_modifier || !found.backer.empty() || found.against)) {
    country = is_of_conflict(sector) ? focus.conflict() : focus.country();
    inherited = !country.empty();
  }
  // "president of the Example Forum": of a body that we do not know, not of a state.
  if (sector == "GOV" && country.empty() && !found.body_name.empty()) sector.clear();
  if (found.former && sector == "GOV") sector.clear();
  return country + sector;
}

}  // namespace parley::mention
