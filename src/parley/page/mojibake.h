// page/mojibake.h - UTF-8 that was once read as windows-1252: "donâ€™t" -> "don’t". For pages whose text
// we make ourselves; plain text is kept as given.
// Method  a run of characters that windows-1252 can write and whose bytes are well-formed UTF-8 of two
//         bytes or more is what those bytes say (the idea of ftfy, Speer 2019).
// Cost    linear.
#pragma once

#include <cstddef>
#include <string>

namespace parley::page {

// Mends the text in place; how many places were mended. A text with fewer than two such places stays:
// one may be meant.
std::size_t mend_mojibake(std::string& text);

}  // namespace parley::page
