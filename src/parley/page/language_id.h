// page/language_id.h - which language a text is in, by its function words and its script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/page/line.h"

namespace parley::page {

inline constexpr std::size_t kLanguageLook = 8000;  // bytes that tell it

// "en", "de", "ar" (ISO 639-1); empty when the text is too short or no language stands out. `lines`
// are the text's, read already. Cost: linear in the lines and the first kLanguageLook bytes.
std::string language_of(std::string_view text, const std::vector<const Line*>& lines);

}  // namespace parley::page
