// page/language_id.h - which language a text is in, by its function words and its script.
#pragma once

#include <string>
#include <string_view>

namespace parley::page {

// "en", "de", "ar" (ISO 639-1); empty when the text is too short or no language stands out.
// Cost: linear in the first 8,000 bytes.
std::string language_of(std::string_view text);

}  // namespace parley::page
