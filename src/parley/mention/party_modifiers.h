// mention/party_modifiers.h - what stands beside the noun of a party and tells whose it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/knowledge/actors.h"
#include "parley/mention/focus.h"

namespace parley::mention {

struct PartyModifiers {
  std::string country;       // of a nation's name, adjective or capital: "Syrian", "Damascus's"
  std::string side_country;  // of a side ("Houthi") or of a place ("residents of Homs")
  std::string region;        // "WST"
  std::string backer;        // "Kiev-backed": ISO-3
  std::optional<std::uint32_t> body;    // entry of an organisation, group, outlet
  std::optional<std::uint32_t> person;  // entry: "Assad's government"
  std::string person_code;
  std::string body_name;                           // of a body that the knowledge has not
  std::vector<const knowledge::PartyNoun*> nouns;  // "foreign ministry", "army"
  const knowledge::Side* side = nullptr;
  bool against = false;    // "anti-X"
  bool in_favour = false;  // "pro-X"
  bool former = false;
  bool any = false;  // some modifier that tells
};

// Writes code, country part first; what is not known stays out.
std::string compose_code(const knowledge::PartyNoun& noun, const PartyModifiers& found,
                         const knowledge::ActorBook& actors, const Focus& focus, bool& inherited);

// Rebels, armed men and opposition are those of the conflict, wherever the report is about.
bool is_of_conflict(std::string_view sector);

}  // namespace parley::mention
