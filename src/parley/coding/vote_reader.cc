#include "parley/coding/vote_reader.h"

#include <algorithm>
#include <charconv>

#include "parley/coding/status.h"
#include "parley/text/text.h"

namespace parley::coding {
namespace {

constexpr int kMostVotes = 700;  // no body is larger; greater numbers are years or sums

std::optional<int> number_of(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "zero",     "one",     "two",     "three",     "four",     "five",     "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  for (int i = 0; i < 21; ++i)
    if (word == kWords[i]) return i;
  if (word == "none" || word == "nil") return 0;
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size() || value > kMostVotes)
    return std::nullopt;
  return value;
}

class SentenceVote {
 public:
  SentenceVote(const Context& context, const MoveText& text, const MoveParties& parties,
               std::uint32_t sentence)
      : context_(context),
        text_(text),
        parties_(parties),
        range_(text.parse.sentences[sentence].tokens) {
    part_.sentence = sentence;
  }

  std::optional<VotePart> read() {
    for (Token token = range_.begin; token < range_.end; ++token) {
      read_word(token);
      read_figures(token);
    }
    if (!part_.cast) return std::nullopt;
    name_body_and_draft();
    if (part_.vote.veto) {
      part_.vote.result = "fails_veto";
      if (part_.vote.body.empty()) part_.vote.body = "Security Council";
    }
    if (const auto* time = context_.mentions.time_in(range_); time != nullptr && time->range)
      part_.vote.date = time->range;
    part_.vote.evidence.push_back(text_.parse.span_of(range_));
    return std::move(part_);
  }

 private:
  bool in_class(std::string_view name, Token token) const {
    return text_.lexicon.in_class(name, text_.lemma(token));
  }

  bool happened(Token token) const {
    const Clause* clause = text_.clause(token);
    if (clause == nullptr) return true;
    const ClauseStatus status = status_of(text_.parse, text_.clauses, *clause, text_.words);
    return status.status == "actual" && !status.negated;
  }

  void read_word(Token token) {
    const std::string lemma = text_.lemma(token);
    const language::Token& word = text_.at(token);
    const bool verb = word.tag.starts_with("VB") && !one_of(word.dep, {"aux", "auxpass"});
    Vote& vote = part_.vote;
    if (lemma == "veto" && happened(token)) {
      const std::vector<ActorId> who = vetoers(token, verb);
      const bool states = std::any_of(who.begin(), who.end(), [&](ActorId actor) {
        return !context_.mentions.at(actor).country.empty();
      });
      if (!states) return;
      add(vote.against, who);
      vote.veto = true;
      part_.cast = true;
    } else if (lemma == "strike" && verb && happened(token) &&
               !fillers(text_, token, "obj").empty() &&
               in_class("vote_draft", fillers(text_, token, "obj").front())) {
      const std::vector<ActorId> who = parties_.bodies(parties_.doers(token));
      if (!is_struck_down(token, who)) return;
      add(vote.against, who);
      vote.veto = true;
      part_.cast = true;
    } else if (lemma == "abstain" && verb && happened(token)) {
      add(vote.abstained, named_in_front(token));
      part_.cast = true;
    } else if (lemma == "vote" && verb && happened(token)) {
      read_voting(token);
    } else if (word.lower == "unanimously") {
      const Clause* clause = text_.clause(word.head);
      if (clause == nullptr || !happened(word.head)) return;
      if (!in_class("vote_adopt", word.head) && text_.lemma(word.head) != "vote") return;
      vote.result = "adopted_unanimously";
      part_.cast = true;
    } else if (verb && in_class("vote_adopt", token) && is_by_vote(token) && happened(token)) {
      if (vote.result.empty()) vote.result = "adopted";
      part_.cast = true;
    } else if (verb && in_class("vote_fail", token) && is_by_vote(token) && happened(token)) {
      if (vote.result.empty()) vote.result = "fails_votes";
      part_.cast = true;
    }
  }

  // "India and Brazil abstained", "four (Algeria, Brazil, China and the United States) abstained"
  std::vector<ActorId> named_in_front(Token verb) const {
    std::vector<ActorId> who;
    bool inside = false;
    for (Token at = verb; at-- > range_.begin;) {
      if (text_.at(at).text == ")") inside = true;
      if (text_.at(at).text == "(") break;
      if (!inside && at + 2 < verb) break;
      if (inside)
        if (const auto actor = context_.mentions.actor_at(at)) add(who, {*actor});
    }
    return who.empty() ? parties_.bodies(parties_.doers(verb)) : who;
  }

  // A draft "struck down" by a state that can do so.
  bool is_struck_down(Token token, const std::vector<ActorId>& who) const {
    if (fillers(text_, token, "prt").empty()) return false;
    const auto* rule = context_.report.knowledge.vocabulary.body("Security Council");
    return rule != nullptr && std::any_of(who.begin(), who.end(), [&](ActorId actor) {
             return std::find(rule->veto.begin(), rule->veto.end(),
                              context_.mentions.at(actor).name) != rule->veto.end();
           });
  }

  // "vetoed", "cast vetoes", "joined China in a double veto", "the Russian veto of": whose.
  std::vector<ActorId> vetoers(Token token, bool verb) const {
    std::vector<ActorId> who = parties_.bodies(parties_.doers(token));
    if (verb) return who;
    const Clause* clause = text_.clause(token);
    if (clause == nullptr || !clause->governor) return {};
    const Clause* above = text_.clause(*clause->governor);
    if (above == nullptr) return {};
    if (text_.lemma(above->predicate) == "join") add(who, parties_.bodies(above->objects));
    const bool casts = one_of(text_.lemma(above->predicate),
                              {"cast", "join", "use", "wield", "exercise", "issue", "face"});
    return casts || clause->relation == Relation::subject ? who : std::vector<ActorId>{};
  }

  void read_voting(Token token) {
    Vote& vote = part_.vote;
    const std::vector<ActorId> who = parties_.bodies(parties_.doers(token));
    const auto has = [&](std::string_view key) { return !fillers(text_, token, key).empty(); };
    bool favour = false;
    for (const Token what : fillers(text_, token, "in"))
      favour = favour || one_of(text_.at(what).lower, {"favour", "favor"});
    const bool single =
        std::none_of(who.begin(), who.end(), [&](ActorId actor) { return is_body(actor); });
    if (has("against")) {
      if (single) add(vote.against, who);
      part_.cast = part_.cast || !who.empty();
    } else if (favour || has("for")) {
      if (single) add(vote.in_favour, who);
      part_.cast = true;
    } else if (!who.empty() && !single) {
      part_.cast = true;
    }
  }

  bool is_body(ActorId actor) const {
    for (const std::string_view word :
         {"Council", "Assembly", "Parliament", "Senate", "Congress", "League"})
      if (context_.mentions.at(actor).name.find(word) != std::string::npos) return true;
    return false;
  }

  // A text passed by a body, or by so many votes; not "the government approved a plan".
  bool is_by_vote(Token token) const {
    bool draft = false, body = false;
    for (const Token object : fillers(text_, token, "obj"))
      draft = draft || in_class("vote_draft", object);
    for (const Token subject : fillers(text_, token, "subj"))
      body = body || in_class("vote_body", subject) || in_class("vote_draft", subject);
    for (Token at = range_.begin; at < range_.end; ++at)
      if (text_.lemma(at) == "vote" || text_.at(at).lower == "unanimously") return draft || body;
    return draft && body && text_.lemma(token) == "adopt";
  }

  // "13 to 2", "15-0", "11 members in favour", "by 9 votes to 4", "with two abstentions".
  void read_figures(Token token) {
    const auto number = number_of(text_.at(token).lower);
    if (number) {
      read_pair(token, *number);
      read_counted(token, *number);
      return;
    }
    // One token "15-0" or "11-2-2".
    const std::string_view word = text_.at(token).text;
    const auto dash = word.find_first_of("-\xE2");
    if (dash == std::string_view::npos || dash == 0) return;
    const auto first = number_of(word.substr(0, dash));
    const auto rest = word.find_first_of("0123456789", dash);
    if (!first || rest == std::string_view::npos) return;
    const auto second =
        number_of(word.substr(rest, word.find_first_not_of("0123456789", rest) - rest));
    if (second) take_pair(*first, *second);
  }

  bool near_vote(Token token) const {
    for (Token at = token > range_.begin + 12 ? token - 12 : range_.begin;
         at < std::min(range_.end, token + 12); ++at)
      if (one_of(text_.lemma(at), {"vote", "adopt", "unanimously", "veto", "ballot"})) return true;
    return false;
  }

  void read_pair(Token token, int first) {
    if (!near_vote(token) || token + 2 >= range_.end) return;
    Token link = token + 1;
    if (one_of(text_.lemma(link), {"vote"})) ++link;
    if (link + 1 >= range_.end) return;
    if (!one_of(text_.at(link).lower, {"to", "-", "–", "against"})) return;
    if (const auto second = number_of(text_.at(link + 1).lower)) take_pair(first, *second);
  }

  void take_pair(int in_favour, int against) {
    if (in_favour + against < 3) return;
    part_.vote.in_favour_count = in_favour;
    part_.vote.against_count = against;
    part_.cast = true;
  }

  // What stands behind the number within the same phrase decides: "in favour", "against".
  void read_counted(Token token, int number) {
    // "58 of the 75 members who cast a ballot"
    const Token before = token > range_.begin + 1 && text_.at(token - 1).lower == "the" ? 2 : 1;
    if (token >= range_.begin + before && text_.at(token - before).lower == "of") return;
    Vote& vote = part_.vote;
    bool counted = false;
    for (Token at = token + 1; at < std::min(range_.end, token + 14); ++at) {
      const std::string_view word = text_.at(at).lower;
      if (number_of(word) || one_of(word, {";"})) {
        if (text_.at(at - 1).lower == "the" && at > 1 && text_.at(at - 2).lower == "of") continue;
        return;  // the next figure's words
      }
      counted = counted || in_class("vote_member", at);
      const bool close = at <= token + 2;
      if ((word == "favour" || word == "favor") && (counted || close || voted(token, at))) {
        vote.in_favour_count = number, part_.cast = true;
        return add(vote.in_favour, named_beside(token, at));
      }
      if (word == "against" && (counted || close || voted(token, at))) {
        vote.against_count = number, part_.cast = part_.cast || near_vote(token);
        return add(vote.against, named_beside(token, at));
      }
      if (word.starts_with("abst") && (counted || close)) {
        vote.abstained_count = number, part_.cast = true;
        return add(vote.abstained, named_beside(token, at));
      }
      if (counted && supports_draft(at) && in_class("vote_member", token + 1)) {
        vote.in_favour_count = number, part_.cast = true;
        return add(vote.in_favour, named_beside(token, at));
      }
    }
    if (wins_votes(token)) vote.in_favour_count = number, part_.cast = true;
  }

  // "141 countries backed a resolution", "the other members agreed"
  bool supports_draft(Token verb) const {
    if (!text_.at(verb).tag.starts_with("VB") || !in_class("vote_support", verb)) return false;
    if (text_.lemma(verb) == "agree") return true;
    const std::vector<Token> objects = fillers(text_, verb, "obj");
    return std::any_of(objects.begin(), objects.end(),
                       [&](Token object) { return in_class("vote_draft", object); });
  }

  // "won only eight votes", "receiving 12 votes"
  bool wins_votes(Token number) const {
    const Token votes = text_.at(number).head;
    if (text_.lemma(votes) != "vote" || text_.at(votes).dep != "dobj") return false;
    return in_class("vote_win", text_.at(votes).head);
  }

  // Who is named beside a count, from its number to the word that tells the side: "three abstentions (China,
  // Russia and Pakistan)", "seven, including Belarus and North Korea, voted against".
  std::vector<ActorId> named_beside(Token number, Token side) const {
    std::vector<ActorId> who;
    bool open = false;
    for (Token at = number + 1; at < range_.end; ++at) {
      const std::string_view word = text_.at(at).lower;
      const bool begins = word == "(" || word == "including";
      const bool ends = word == ")" || (open && text_.at(at).tag.starts_with("VB") && at > side);
      if (ends || (begins && at > side + 1)) break;
      if (begins) {
        open = true;
      } else if (open && text_.at(at).tag.starts_with("NN")) {
        if (const auto actor = context_.mentions.actor_at(at); actor && is_state(*actor))
          add(who, {*actor});
      } else if (!open && at > side) {
        break;
      }
    }
    return who;
  }
  bool is_state(ActorId actor) const { return !context_.mentions.at(actor).country.empty(); }

  bool voted(Token from, Token to) const {
    for (Token at = from; at < to; ++at)
      if (text_.lemma(at) == "vote" || text_.lemma(at) == "be") return true;
    return false;
  }

  static void add(std::vector<ActorId>& list, const std::vector<ActorId>& more) {
    for (const ActorId actor : more)
      if (std::find(list.begin(), list.end(), actor) == list.end()) list.push_back(actor);
  }

  void name_body_and_draft() {
    for (Token token = range_.begin; token < range_.end; ++token) {
      if (!text_.at(token).tag.starts_with("NN")) continue;
      const bool compound = text_.at(token).dep == "compound";  // "draft resolution"
      if (part_.vote.draft.empty() && !compound && in_class("vote_draft", token)) {
        part_.vote.draft = std::string(trim_end(text_.parse.text_of(text_.parse.subtree(token))));
        part_.named = true;
        name_sponsors(token);
      }
      if (part_.vote.body.empty() && in_class("vote_body", token)) {
        Token first = token;
        while (first > range_.begin && text_.at(first - 1).tag.starts_with("NNP")) --first;
        part_.vote.body = std::string(text_.parse.text_of({first, token + 1}));
      }
    }
  }

  static std::string_view trim_end(std::string_view phrase) {
    const std::size_t last = phrase.find_last_not_of(" ,;.");
    return phrase.substr(0, last == std::string_view::npos ? 0 : last + 1);
  }

  // "a draft submitted by Russia", "a US-drafted text", "Britain, which drafted the text"
  void name_sponsors(Token draft) {
    std::vector<ActorId>& sponsors = part_.vote.sponsors;
    for (const Token child : text_.parse.children(draft)) {
      if (!in_class("vote_sponsor", child)) continue;
      for (const Token part : text_.parse.children(child)) {
        const bool by = text_.at(part).dep == "agent";
        const bool compound = text_.at(part).dep == "npadvmod" || text_.at(part).dep == "compound";
        if (compound) add_state(sponsors, part);
        for (const Token doer : text_.parse.children(part))
          if (by) add_state(sponsors, doer);
      }
    }
    const Token above = text_.at(draft).head;
    if (above != draft && text_.at(draft).dep == "dobj" && in_class("vote_sponsor", above) &&
        happened(above))
      add(sponsors, parties_.bodies(parties_.doers(above)));
  }
  void add_state(std::vector<ActorId>& list, Token token) const {
    for (const ActorId actor : context_.mentions.actors_of(text_.parse, token))
      if (is_state(actor)) add(list, {actor});
  }

  const Context& context_;
  const MoveText& text_;
  const MoveParties& parties_;
  const Range range_;
  VotePart part_;
};

}  // namespace

std::optional<VotePart> read_vote(const Context& context, const MoveText& text,
                                  const MoveParties& parties, std::uint32_t sentence) {
  return SentenceVote(context, text, parties, sentence).read();
}

}  // namespace parley::coding
