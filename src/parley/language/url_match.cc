// Whether spaCy's URL pattern matches a whole chunk, in time linear in the chunk.
// The pattern is [scheme://] [user[:password]@] host [:port] [path], anchored at both ends:
//   scheme    [\w+.-]{2,} and has no ':', so it ends at the chunk's first ':'
//   user      \S+(:\S*)? is any run of characters, so a host may begin behind any '@' but one at
//   the start host      an IPv4 address, or labels "A B{0,62} A ." and a top-level domain
//   "T{2,63}"; none of their characters is
//             one of : / ? # @, so the host ends at the first of these
//   port      ':' and 2 to 5 digits;  path: one of / ? # and anything
// Hosts are asked of the pattern itself in small pieces: a label as "label.com", a top-level domain
// as "a.domain", a short host as it is (that decides addresses, lookaheads included). So no
// character class is written twice. Example: "x@y@news.example:8080/a" - hosts are tried at 0,
// behind each '@'; "news.example" fits, port and path follow.
#include "parley/language/tokenizer_rules.h"
#include "parley/language/unicode.h"
#include "parley/text/text.h"

namespace parley::language {
namespace {

constexpr std::size_t kPatternBytes = 96;    // chunks up to this are given to the pattern whole
constexpr std::size_t kLongestPart = 64;     // code points of a label; a domain has one less
constexpr std::size_t kLongestAddress = 15;  // code points of an IPv4 address

bool ends_host(char c) { return c == ':' || c == '/' || c == '?' || c == '#' || c == '@'; }

// PCRE2's \d, which is Python's: decimal digits of any script.
bool is_decimal(std::string_view text, std::size_t& at, const PyRegex& url, RegexScratch& scratch) {
  const std::size_t begin = at;
  next_code_point(text, at);
  const std::string_view digit = text.substr(begin, at - begin);
  if (digit.size() == 1) return is_ascii_digit(digit[0]);
  std::string probe = "a.com:1";
  return url_matches_pattern(url, scratch, probe.append(digit));
}

// ":8080", "/path", ":8080?q", "": what may stand behind a host.
bool is_port_and_path(const PyRegex& url, RegexScratch& scratch, std::string_view rest) {
  if (rest.empty()) return true;
  if (rest[0] == '@') return false;
  if (rest[0] != ':') return true;  // a path: anything
  std::size_t at = 1;
  unsigned digits = 0;
  while (at < rest.size() && digits <= 5) {
    std::size_t next = at;
    if (!is_decimal(rest, next, url, scratch)) break;
    at = next;
    ++digits;
  }
  if (digits < 2 || digits > 5) return false;
  return at == rest.size() || (ends_host(rest[at]) && rest[at] != ':' && rest[at] != '@');
}

bool is_domain(const PyRegex& url, RegexScratch& scratch, std::string_view host) {
  const std::size_t last_dot = host.rfind('.');
  if (last_dot == host.npos) return false;
  const std::string_view top = host.substr(last_dot + 1);
  if (count_code_points(top) > kLongestPart) return false;
  if (!url_matches_pattern(url, scratch, "a." + std::string(top))) return false;
  std::string_view labels = host.substr(0, last_dot);
  while (true) {
    const std::string_view label = labels.substr(0, labels.find('.'));
    if (label.empty() || count_code_points(label) > kLongestPart) return false;
    if (!url_matches_pattern(url, scratch, std::string(label) + ".com")) return false;
    if (label.size() == labels.size()) return true;
    labels.remove_prefix(label.size() + 1);
  }
}

bool is_host(const PyRegex& url, RegexScratch& scratch, std::string_view host) {
  if (host.empty()) return false;
  if (host.size() <= 4 * kLongestAddress && url_matches_pattern(url, scratch, host)) return true;
  return is_domain(url, scratch, host);
}

// Whether host, port and path fill the chunk from `begin` on.
bool fits_from(const PyRegex& url, RegexScratch& scratch, std::string_view chunk,
               std::size_t begin) {
  std::size_t end = begin;
  while (end < chunk.size() && !ends_host(chunk[end])) ++end;
  // The cheap test first: most candidates fail at what follows.
  if (end < chunk.size() && chunk[end] == '@') return false;
  return is_port_and_path(url, scratch, chunk.substr(end)) &&
         is_host(url, scratch, chunk.substr(begin, end - begin));
}

// Where the host begins when the chunk begins with "scheme://"; npos otherwise.
std::size_t behind_scheme(const PyRegex& url, RegexScratch& scratch, std::string_view chunk) {
  const std::size_t colon = chunk.find(':');
  if (colon == chunk.npos || chunk.substr(colon, 3) != "://") return chunk.npos;
  const std::string_view scheme = chunk.substr(0, colon);
  if (count_code_points(scheme) < 2) return chunk.npos;
  // Asked in pieces of two characters, since a scheme may be as long as it likes.
  for (std::size_t at = 0; at < scheme.size();) {
    const std::size_t begin = at;
    next_code_point(scheme, at);
    std::string probe(scheme.substr(begin, at - begin));
    if (probe == "@" || !url_matches_pattern(url, scratch, probe + probe + "://a.com"))
      return chunk.npos;
  }
  return colon + 3;
}

}  // namespace

bool url_matches_pattern(const PyRegex& url, RegexScratch& scratch, std::string_view chunk) {
  const auto match = url.search(scratch, chunk);
  return match && match->begin == 0;
}

bool url_matches_by_parts(const PyRegex& url, RegexScratch& scratch, std::string_view chunk) {
  if (fits_from(url, scratch, chunk, 0)) return true;
  const std::size_t host = behind_scheme(url, scratch, chunk);
  if (host != chunk.npos && fits_from(url, scratch, chunk, host)) return true;
  for (std::size_t at = chunk.find('@', 1); at != chunk.npos; at = chunk.find('@', at + 1))
    if (fits_from(url, scratch, chunk, at + 1)) return true;
  return false;
}

bool url_matches(const PyRegex& url, RegexScratch& scratch, std::string_view chunk) {
  // Every host has a dot.
  if (chunk.find('.') == chunk.npos) return false;
  return chunk.size() <= kPatternBytes ? url_matches_pattern(url, scratch, chunk)
                                       : url_matches_by_parts(url, scratch, chunk);
}

}  // namespace parley::language
