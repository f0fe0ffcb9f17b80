#include "parley/coding/event_implied.h"

#include <algorithm>
#include <map>

#include "parley/coding/event_addressee.h"
#include "parley/coding/event_parties.h"
#include "parley/mention/times.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

class Implied {
 public:
  Implied(const Context& context, std::vector<Event>& events)
      : context_(context),
        parse_(context.report.parse),
        events_(events),
        addressees_(context, events) {}

  void add() {
    find_enemies();
    for (std::size_t i = 0; i < events_.size(); ++i) {
      Event& event = events_[i];
      std::erase_if(event.recipients, [&](ActorId one) {
        return std::find(event.actors.begin(), event.actors.end(), one) != event.actors.end();
      });
      if (is_speech(event)) settle_speech(event);
      if (event.actors.empty()) continue;
      if (is_fight(event)) {
        add_enemy(event);
        add_townspeople(event);
      } else if (event.recipients.empty() && EventAddressees::speaks(event) && !is_joint(event)) {
        if (const auto other = addressees_.of(i)) event.recipients = {*other};
      } else if (event.recipients.empty() && event.type == "CONSULT") {
        if (const auto host = host_of(event)) event.recipients = {*host};
      } else if (event.recipients.empty() && event.type == "SANCTION") {
        if (const auto owner = addressees_.owner_of_object(event)) event.recipients = {*owner};
      } else if (event.recipients.empty() && event.mode == "withdraw" && event.type == "RETREAT" &&
                 event.status == "actual") {
        if (const auto enemy = enemy_of(event.actors[0])) event.recipients = {*enemy};
      }
    }
    carry_days();
    carry_places();
  }

 private:
  const mention::Actor& party(ActorId id) const { return context_.mentions.at(id); }

  // --- a day told once holds for what is told next

  // "On Monday X did A. Y did B": an act in the simple past without a time of its own is of the day that
  // the sentences before it gave.
  void carry_days() {
    constexpr std::uint32_t kSentences = 4;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      Event& event = events_[i];
      if (event.date || !event.date_text.empty() || event.status != "actual" ||
          !in_simple_past(event.token))
        continue;
      const std::uint32_t sentence = parse_.tokens[event.token].sentence;

      for (std::size_t back = i; back-- > 0;) {
        const Event& before = events_[back];
        const std::uint32_t its = parse_.tokens[before.token].sentence;
        if (its + kSentences < sentence) break;
        if (!before.date || before.date->first != before.date->last || before.status != "actual" ||
            lies_ahead(before) || !in_simple_past(before.token))
          continue;
        event.date = before.date;
        break;
      }
    }
  }

  // A fight without a place of its own is where the one just told is.
  void carry_places() {
    constexpr std::uint32_t kSentences = 2;
    for (std::size_t i = 1; i < events_.size(); ++i) {
      Event& event = events_[i];
      const Event& before = events_[i - 1];
      if (!event.place.empty() || before.place.empty() || !is_fight(event) || !is_fight(before) ||
          is_aside(event.token) || is_aside(before.token))
        continue;
      const std::uint32_t sentence = parse_.tokens[event.token].sentence;
      if (parse_.tokens[before.token].sentence + kSentences >= sentence) event.place = before.place;
    }
  }

  // "Menaka, which they seized in April": a relative clause tells of other days.
  bool is_aside(Token predicate) const {
    for (Token up = predicate; !parse_.is_root(up); up = parse_.tokens[up].head)
      if (parse_.tokens[up].dep == "relcl") return true;
    return false;
  }

  bool in_simple_past(Token predicate) const {
    const auto is_perfect = [&](Token verb) {
      const auto children = parse_.children(verb);
      return std::any_of(children.begin(), children.end(), [&](Token child) {
        return parse_.tokens[child].dep == "aux" && parse_.tokens[child].lemma == "have";
      });
    };
    if (is_perfect(predicate) || is_aside(predicate)) return false;
    Token verb = predicate;
    for (int steps = 0; steps < 4 && !parse_.is_root(verb); ++steps) {
      if (parse_.tokens[verb].tag == "VBD") break;
      verb = parse_.tokens[verb].head;
    }
    if (parse_.tokens[verb].tag == "VBD") return true;
    // "were killed"
    for (const Token child : parse_.children(verb))
      if (parse_.tokens[child].dep == "auxpass" && parse_.tokens[child].tag == "VBD") return true;
    return false;
  }

  // --- words are acts of the day they are spoken

  // "The two sides agreed": with each other.
  bool is_joint(const Event& event) const {
    return one_of(event.type, {"AGREE", "CONCEDE"}) && event.actors.size() > 1;
  }

  static bool is_speech(const Event& event) {
    return EventAddressees::speaks(event) || event.type == "SUPPORT";
  }

  bool lies_ahead(const Event& event) const {
    const auto published = context_.report.article.published.day;
    return published && event.date && event.date->first > *published;
  }

  void settle_speech(Event& event) const {
    if (event.status == "planned") event.status = "actual";
    // "Agreed to come on Friday": the day is that of what is spoken of.
    if (event.status == "actual" && lies_ahead(event)) event.date.reset();
    if (event.date) return;
    for (const attribution::Statement& statement : context_.statements) {
      const bool around =
          std::any_of(statement.content_tokens.begin(), statement.content_tokens.end(),
                      [&](Range range) { return range.contains(event.token); });
      if (!around) continue;
      event.date = statement.date;
      if (!event.date && statement.cue_token) set_day(event, *statement.cue_token);
      if (event.date) return;
    }
    // "X said on Monday it refused": the day stands with the verb above.
    Token up = event.token;
    for (int steps = 0; steps < 6 && !parse_.is_root(up) && !event.date; ++steps) {
      const std::string_view dep = parse_.tokens[up].dep;
      if (!one_of(dep, {"ccomp", "xcomp", "conj", "advcl", "dobj", "pobj", "prep", "pcomp"}))
        return;
      up = parse_.tokens[up].head;
      set_day(event, up);
    }
  }

  void set_day(Event& event, Token predicate) const {
    const auto time = mention::time_of_clause(parse_, context_.mentions, predicate);
    if (!time) return;
    event.date = mention::day_of_clause(parse_, context_.mentions, predicate);
    event.date_text = slice(parse_.source, context_.mentions.times[*time].span);
  }

  static bool is_fight(const Event& event) {
    const bool seize = event.type == "COERCE" && event.mode == "seize";
    return event.type == "ASSAULT" || seize;
  }

  bool has_sector(ActorId id, std::initializer_list<std::string_view> sectors) const {
    const auto& own = party(id).sectors;
    return std::any_of(own.begin(), own.end(),
                       [&](const std::string& sector) { return one_of(sector, sectors); });
  }

  bool unknown(const std::vector<ActorId>& parties) const {
    return parties.empty() || (parties.size() == 1 && party(parties[0]).code == "UNK");
  }

  // --- who fights whom

  // Of each code the enemy met most often; the first pair stands for fights without names.
  void find_enemies() {
    std::map<std::pair<std::string, std::string>, int> count;
    std::map<std::string, ActorId> by_code;
    for (const Event& event : events_) {
      if (!is_fight(event) || unknown(event.actors) || unknown(event.recipients)) continue;
      const ActorId a = event.actors[0], b = event.recipients[0];
      if (!fights(a) || !fights(b) || party(a).code == party(b).code) continue;
      by_code.try_emplace(party(a).code, a);
      by_code.try_emplace(party(b).code, b);
      ++count[{party(a).code, party(b).code}];
      ++count[{party(b).code, party(a).code}];
    }
    std::map<std::string, int> best;
    for (const auto& [pair, times] : count) {
      if (times <= best[pair.first]) continue;
      best[pair.first] = times;
      enemy_.insert_or_assign(pair.first, by_code.at(pair.second));
    }
  }

  bool fights(ActorId id) const {
    return !party(id).code.empty() && has_sector(id, {"MIL", "REB", "UAF", "COP", "GOV"});
  }

  std::optional<ActorId> enemy_of(ActorId id) const {
    const auto found = enemy_.find(party(id).code);
    return found == enemy_.end() ? std::nullopt : std::optional(found->second);
  }

  void add_enemy(Event& event) const {
    const knowledge::Act* act = context_.report.knowledge.lexicon.act(event.rule);
    if (act != nullptr && act->mutual && act->pos == 'n') face(event);
    if (!unknown(event.recipients) || unknown(event.actors)) return;
    if (act == nullptr || !(act->mutual || act->type == "COERCE" || act->form == "offensive"))
      return;
    auto enemy = enemy_of(event.actors[0]);
    if (!enemy) enemy = counterpart(context_.mentions, event.actors[0], true);
    if (enemy) event.recipients = {*enemy};
  }

  // An airfield, a depot, "positions": no townspeople.
  bool hits_forces(const Event& event) const {
    const knowledge::Lexicon& lexicon = context_.report.knowledge.lexicon;
    const Range words = parse_.tokens_in(event.evidence.front());
    for (Token token = words.begin; token < words.end; ++token) {
      const std::string_view lemma = parse_.tokens[token].lemma;
      if (token == event.token) continue;
      if (one_of(lemma, {"airport", "airfield", "airbase", "base", "depot", "barracks", "position",
                         "headquarters", "checkpoint", "militant", "military"}) ||
          (lexicon.in_class("@rebel", lemma) && parse_.tokens[token].tag.starts_with("NN")))
        return true;
    }
    return false;
  }

  // "Government planes bombed the town of X": the people there.
  void add_townspeople(Event& event) const {
    if (!unknown(event.recipients) || unknown(event.actors) ||
        !one_of(event.mode, {"aerial", "heavy-weapons"}) || event.place.empty() ||
        !has_sector(event.actors[0], {"MIL", "GOV"}) || hits_forces(event))
      return;
    for (const mention::Place& place : context_.mentions.places)
      if (mention::in_one_line(slice(parse_.source, place.span)) == event.place &&
          place.precision != "country" && place.country == party(event.actors[0]).country) {
        event.recipients = {civilians_of(context_, place.country)};
        return;
      }
  }

  // A fight between unnamed sides is the one that the report is about; of a fight that both sides are
  // in, the state's side stands first.
  void face(Event& event) const {
    if (unknown(event.actors) && unknown(event.recipients)) {
      if (const auto rebels = most_named({"REB", "UAF"}))
        if (const auto army = counterpart(context_.mentions, *rebels, true)) {
          event.actors = {*army};
          event.recipients = {*rebels};
        }
      return;
    }
    if (unknown(event.actors) || unknown(event.recipients)) return;
    const bool rebels_first = has_sector(event.actors[0], {"REB", "UAF", "OPP"}) &&
                              has_sector(event.recipients[0], {"MIL", "GOV", "COP"}) &&
                              party(event.actors[0]).country == party(event.recipients[0]).country;
    if (rebels_first) std::swap(event.actors, event.recipients);
  }

  std::optional<ActorId> most_named(std::initializer_list<std::string_view> sectors) const {
    std::optional<ActorId> best;
    std::size_t most = 0;
    for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i) {
      const ActorId id{i};
      if (party(id).code.size() < 6 || !has_sector(id, sectors) ||
          party(id).mentions.size() <= most)
        continue;
      most = party(id).mentions.size();
      best = id;
    }
    return best;
  }

  // Who visits a foreign capital meets its government, where the report speaks of it.
  std::optional<ActorId> host_of(const Event& event) const {
    if (event.place.empty()) return std::nullopt;
    for (const mention::Place& place : context_.mentions.places) {
      if (mention::in_one_line(slice(parse_.source, place.span)) != event.place ||
          place.country.empty())
        continue;
      if (place.country == party(event.actors[0]).country) return std::nullopt;
      for (std::uint32_t i = 0; i < context_.mentions.actors.size(); ++i)
        if (party(ActorId{i}).code == place.country + "GOV") return ActorId{i};
      return std::nullopt;
    }
    return std::nullopt;
  }

  const Context& context_;
  const language::Parse& parse_;
  std::vector<Event>& events_;
  EventAddressees addressees_;
  std::map<std::string, ActorId> enemy_;
};

}  // namespace

void add_implied(const Context& context, std::vector<Event>& events) {
  Implied(context, events).add();
}

}  // namespace parley::coding
