// language/py_regex.h - a pattern written for Python's re, run by PCRE2 with JIT.
// Differences taken out when compiling: \uXXXX and \UXXXXXXXX are written \x{...}, (?u) is dropped,
// \w becomes
// [\p{L}\p{N}_] (PCRE2 10.43 widens its own) and \S becomes any character, because PCRE2 counts
// U+180E as space: so \S is right only on a subject without white space, which a tokenizer's chunk
// is. PyRegex       constant, shared by all threads. RegexScratch  one thread's match data and JIT
// stack, for any number of patterns. Subjects      valid UTF-8, not checked again. Limits        a
// match that backtracks past kMatchLimit gives no match; callers keep subjects short where a
//               pattern is not linear.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "parley/base/result.h"
#include "parley/base/span.h"

namespace parley::language {

class RegexScratch {
 public:
  RegexScratch();
  ~RegexScratch();
  RegexScratch(RegexScratch&&) noexcept;
  RegexScratch& operator=(RegexScratch&&) noexcept;

 private:
  friend class PyRegex;
  struct State;
  std::unique_ptr<State> state_;
};

class PyRegex {
 public:
  // Errors: bad_format with PCRE2's message.
  static Result<PyRegex> compile(std::string_view python_pattern);

  // The leftmost match at or behind byte `from`, as Python's pattern.search(subject, from);
  // lookbehinds see what stands before `from`.
  std::optional<Span> search(RegexScratch& scratch, std::string_view subject,
                             std::uint32_t from = 0) const;

 private:
  struct Free {
    void operator()(void* code) const;
  };
  std::unique_ptr<void, Free> code_;  // pcre2_code
};

}  // namespace parley::language
