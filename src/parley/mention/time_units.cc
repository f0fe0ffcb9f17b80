#include "parley/mention/time_units.h"

#include <fmt/format.h>

#include <cmath>

namespace parley::mention {

using knowledge::Grain;
using std::chrono::days;

namespace {

std::string number_text(double value) {
  return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
}

}  // namespace

Grain grain_of(std::string_view unit) {
  if (unit == "S" || unit == "MIN" || unit == "H") return Grain::hour;
  if (unit == "W" || unit == "W2") return Grain::week;
  if (unit == "WE") return Grain::weekend;
  if (unit == "M") return Grain::month;
  if (unit == "Q") return Grain::quarter;
  if (unit == "Y") return Grain::year;
  if (unit == "DE") return Grain::decade;
  if (unit == "CE" || unit == "ML") return Grain::century;
  return Grain::day;
}

Day moved_by(Day day, std::string_view unit, double count) {
  const double sign = count < 0 ? -1 : 1;
  const double size = std::abs(count);
  const auto whole = [&](double x) { return static_cast<int>(sign * std::floor(x + 0.5)); };
  if (unit == "H") return day + days{whole(size / 24)};
  if (unit == "MIN" || unit == "S") return day;
  if (unit == "W2") return day + days{whole(size * 14)};
  if (unit == "W") return day + days{whole(size * 7)};
  if (unit == "Y") return knowledge::moved(day, Grain::month, whole(size * 12));
  if (unit == "DE") return knowledge::moved(day, Grain::year, whole(size * 10));
  if (unit == "CE") return knowledge::moved(day, Grain::year, whole(size * 100));
  return knowledge::moved(day, grain_of(unit), whole(size));
}

std::string period_value(const TimePhrase& phrase) {
  std::string unit(phrase.unit);
  double count = phrase.count;
  if (unit == "W2") {
    unit = "W";
    count *= 2;
  }
  if (unit == "NI") unit = "D";
  if (unit == "ML") {
    unit = "CE";
    count *= 10;
  }
  if (unit == "Q") {
    unit = "M";
    count *= 3;
  }
  if (unit == "DE" || unit == "CE") {
    count *= unit == "DE" ? 10 : 100;
    unit = "Y";
  }
  if (unit == "Y" && count > 1 && count != std::floor(count))
    return fmt::format("P{:.0f}Y{:.0f}M", std::floor(count), (count - std::floor(count)) * 12);
  const bool clock = unit == "H" || unit == "MIN" || unit == "S";
  if (unit == "MIN") unit = "M";
  const bool unsaid = phrase.count < 0 || (phrase.vague && phrase.count < 0);
  return (clock ? "PT" : "P") + (unsaid ? std::string("X") : number_text(count)) + unit;
}

int direction(std::string_view which) {
  if (which == "last" || which == "past" || which == "recent") return -1;
  return which == "next" ? 1 : 0;
}

}  // namespace parley::mention
