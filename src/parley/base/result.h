// base/result.h - a value, or why there is none.
// Files, models and stores give a Result; text never fails, it has absences (std::optional).
// C++20 has no std::expected; this is the part of it that we need.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace parley {

// Stable codes: they are printed on stderr and counted in refusals, so a name once given stays.
enum class ErrorCode {
  not_found,      // no such file
  no_permission,  // may not be read
  is_folder,      // a folder where a file was meant
  empty_input,    // no bytes, or only white space
  invalid_utf8,   // not UTF-8 where UTF-8 is asked for
  bad_format,     // well-formed bytes that are not what they claim to be
  bad_model,      // a language model that we do not know or whose bytes are others
  too_large,      // past a size limit of base/limits.def
  too_deep,       // past a nesting limit
  bad_ratio,      // unpacks to suspiciously much
  timed_out,      // past a time limit
  truncated,      // ends in the middle
  unsupported,    // known, and not read by us
  storage,        // the store refused
  usage,          // called wrongly
  failed          // anything else
};

// The code's name as printed: "invalid_utf8".
constexpr std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::no_permission:
      return "no_permission";
    case ErrorCode::is_folder:
      return "is_folder";
    case ErrorCode::empty_input:
      return "empty_input";
    case ErrorCode::invalid_utf8:
      return "invalid_utf8";
    case ErrorCode::bad_format:
      return "bad_format";
    case ErrorCode::bad_model:
      return "bad_model";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::too_deep:
      return "too_deep";
    case ErrorCode::bad_ratio:
      return "bad_ratio";
    case ErrorCode::timed_out:
      return "timed_out";
    case ErrorCode::truncated:
      return "truncated";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::storage:
      return "storage";
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::failed:
      return "failed";
  }
  return "failed";
}

struct Error {
  ErrorCode code = ErrorCode::failed;
  std::string message;  // what is wrong and what to do, without a full stop
  std::string where;    // "actors.tsv:120", "page.html", "report.txt: byte 17"; may be empty

  // "actors.tsv:120: bad_format: expected 3 tab-separated fields"
  std::string text() const {
    std::string line = where.empty() ? "" : where + ": ";
    line += name_of(code);
    return message.empty() ? line : line + ": " + message;
  }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // The value; only where ok().
  T& value() & {
    assert(ok());
    return std::get<0>(state_);
  }
  const T& value() const& {
    assert(ok());
    return std::get<0>(state_);
  }
  T&& value() && {
    assert(ok());
    return std::get<0>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // The error; only where !ok().
  const Error& error() const {
    assert(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

// For what gives nothing but can fail: an empty Status is success.
using Status = std::optional<Error>;

}  // namespace parley
