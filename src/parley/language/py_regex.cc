#define PCRE2_CODE_UNIT_WIDTH 8
#include "parley/language/py_regex.h"

#include <pcre2.h>

#include <array>
#include <string>

namespace parley::language {
namespace {

constexpr std::uint32_t kMatchLimit = 5'000'000;
constexpr std::size_t kJitStackStart = 32 << 10;
constexpr std::size_t kJitStackMost = 1 << 20;

bool is_hex(std::string_view digits) {
  return digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
}

// The escape at `at` (a backslash) in PCRE2's words, appended to `out`; `at` moves past it.
void translate_escape(std::string_view pattern, std::size_t& at, bool in_class, std::string& out) {
  const char letter = at + 1 < pattern.size() ? pattern[at + 1] : '\0';
  const std::size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  const std::string_view hex = pattern.substr(std::min(at + 2, pattern.size()), digits);
  if (digits != 0 && hex.size() == digits && is_hex(hex)) {
    out.append("\\x{").append(hex).append("}");
    at += 2 + digits;
  } else if (letter == 'w') {
    out += in_class ? "\\p{L}\\p{N}_" : "[\\p{L}\\p{N}_]";
    at += 2;
  } else if (letter == 'S' && !in_class) {
    out += "(?s:.)";
    at += 2;
  } else {
    out += pattern.substr(at, 2);
    at += 2;
  }
}

std::string translate(std::string_view pattern) {
  if (pattern.starts_with("(?u)")) pattern.remove_prefix(4);
  std::string out;
  out.reserve(pattern.size() * 2);
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    if (c == '\\') {
      translate_escape(pattern, at, in_class, out);
      continue;
    }
    // "[]a]" and "[^]a]": a bracket right at the start of a class stands for itself.
    if (in_class && c == ']')
      in_class = false;
    else if (!in_class && c == '[') {
      in_class = true;
      const std::size_t first = at + 1 < pattern.size() && pattern[at + 1] == '^' ? at + 2 : at + 1;
      if (first < pattern.size() && pattern[first] == ']') {
        out += pattern.substr(at, first + 1 - at);
        at = first + 1;
        continue;
      }
    }
    out.push_back(c);
    ++at;
  }
  return out;
}

}  // namespace

struct RegexScratch::State {
  pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(kJitStackStart, kJitStackMost, nullptr);

  State() {
    pcre2_set_match_limit(context, kMatchLimit);
    pcre2_jit_stack_assign(context, nullptr, stack);
  }
  ~State() {
    pcre2_jit_stack_free(stack);
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

RegexScratch::RegexScratch() : state_(std::make_unique<State>()) {}
RegexScratch::~RegexScratch() = default;
RegexScratch::RegexScratch(RegexScratch&&) noexcept = default;
RegexScratch& RegexScratch::operator=(RegexScratch&&) noexcept = default;

void PyRegex::Free::operator()(void* code) const {
  pcre2_code_free(static_cast<pcre2_code*>(code));
}

Result<PyRegex> PyRegex::compile(std::string_view python_pattern) {
  const std::string pattern = translate(python_pattern);
  std::unique_ptr<pcre2_compile_context, decltype(&pcre2_compile_context_free)> context(
      pcre2_compile_context_create(nullptr), &pcre2_compile_context_free);
  // As Python: "$" also before a last line feed, "." anything but a line feed.
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  int code = 0;
  PCRE2_SIZE offset = 0;
  PyRegex regex;
  regex.code_.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                  PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset,
                                  context.get()));
  if (!regex.code_) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(code, message.data(), message.size());
    return Error{ErrorCode::bad_format,
                 std::string("pattern: ") + reinterpret_cast<const char*>(message.data()),
                 "character " + std::to_string(offset)};
  }
  // Without JIT (an odd platform) the interpreter gives the same matches.
  pcre2_jit_compile(static_cast<pcre2_code*>(regex.code_.get()), PCRE2_JIT_COMPLETE);
  return regex;
}

std::optional<Span> PyRegex::search(RegexScratch& scratch, std::string_view subject,
                                    std::uint32_t from) const {
  const auto* code = static_cast<const pcre2_code*>(code_.get());
  RegexScratch::State& state = *scratch.state_;
  const int found = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(),
                                from, PCRE2_NO_UTF_CHECK, state.data, state.context);
  if (found < 0) return std::nullopt;
  const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(state.data);
  if (ends[0] > ends[1]) return std::nullopt;  // \K behind a lookahead; Python has no \K
  return Span{static_cast<std::uint32_t>(ends[0]), static_cast<std::uint32_t>(ends[1])};
}

}  // namespace parley::language
