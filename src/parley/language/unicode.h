// language/unicode.h - what Python 3.11's str methods say of characters: the tokenizer's and the
// lexemes' notion of letter, digit, upper case and white space. Tables: tools/generate_unicode.py.
// Texts are valid UTF-8. Constant time a character.
#pragma once

#include <string>
#include <string_view>

namespace parley::language::unicode {

bool is_alpha(char32_t c);  // str.isalpha: any category L*
bool is_upper(char32_t c);  // Uppercase property
bool is_digit(char32_t c);  // Numeric_Type decimal or digit: also a superscript two
bool is_space(char32_t c);  // str.isspace: the 29 characters, U+001C to U+001F among them

// str.isalpha of a text: not empty, and letters only.
bool all_alpha(std::string_view text);
// str.isspace of a text: not empty, and white space only.
bool all_space(std::string_view text);
// str.lower, in full: U+0130 becomes two characters, a sigma at a word's end the final one.
std::string lower(std::string_view text);
// Appends lower(text) to `out`.
void append_lower(std::string_view text, std::string& out);

}  // namespace parley::language::unicode
