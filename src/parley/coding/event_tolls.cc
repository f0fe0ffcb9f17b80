#include "parley/coding/event_tolls.h"

#include <algorithm>

namespace parley::coding {
namespace {

constexpr int kMostSteps = 8;

class Links {
 public:
  Links(const Context& context, Coded& coded) : parse_(context.report.parse), coded_(coded) {}

  void make() {
    for (std::uint32_t number = 0; number < coded_.tolls.size(); ++number)
      if (Event* event = event_of(coded_.tolls[number])) link(*event, number);
  }

 private:
  // Acts that do people or things harm, and so are counted.
  static bool is_force(const Event& event) {
    return event.type == "ASSAULT" || event.type == "COERCE" || event.type == "PROTEST";
  }

  Event* force_at(std::uint32_t token) {
    for (Event& event : coded_.events)
      if (event.token == token && is_force(event)) return &event;
    return nullptr;
  }

  // Whether `token` hangs on `above`, a few steps up.
  bool is_under(std::uint32_t token, std::uint32_t above) const {
    for (int step = 0; step < kMostSteps && !parse_.is_root(token); ++step) {
      token = parse_.tokens[token].head;
      if (token == above) return true;
    }
    return false;
  }

  static bool share_words(const std::vector<Span>& one, const std::vector<Span>& two) {
    return std::any_of(one.begin(), one.end(), [&](Span a) {
      return std::any_of(two.begin(), two.end(), [&](Span b) { return a.overlaps(b); });
    });
  }

  Event* event_of(const Toll& toll) {
    std::uint32_t token = toll.token;
    for (int step = 0; step < kMostSteps; ++step) {
      if (Event* event = force_at(token)) return event;
      if (parse_.is_root(token)) break;
      token = parse_.tokens[token].head;
    }
    for (Event& event : coded_.events)
      if (is_force(event) && is_under(event.token, toll.token)) return &event;
    // Told several times: by the same words.
    for (Event& event : coded_.events)
      if (is_force(event) && share_words(event.evidence, toll.evidence)) return &event;
    return nullptr;
  }

  void link(Event& event, std::uint32_t number) {
    const Id<Toll> id{number};
    if (std::find(event.tolls.begin(), event.tolls.end(), id) == event.tolls.end())
      event.tolls.push_back(id);
    Toll& toll = coded_.tolls[number];
    if (toll.scope == "incident" && !event.place.empty()) toll.place = event.place;
  }

  const language::Parse& parse_;
  Coded& coded_;
};

}  // namespace

void link_tolls(const Context& context, Coded& coded) { Links(context, coded).make(); }

}  // namespace parley::coding
