#include "parley/page/features.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "parley/page/publisher.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

struct FeatureName {
  std::string_view name, words;
};

constexpr FeatureName kNames[] = {
#define FEATURE(name, words) {#name, words},
#include "parley/page/features.def"
#undef FEATURE
};

// Words with a capital letter, levelled: what a text is about, roughly.
constexpr std::size_t kMostBetweenProse = 8;  // lines between two paragraphs of one run
constexpr std::size_t kBlocksOfReport = 3;
constexpr int kWordsOfReport = 120;
constexpr std::size_t kLinesOfHead = 20;  // between a headline and its report, at most
constexpr int kTimesBefore = 4;  // the report is so many times the prose of the page's head

using NameSet = std::unordered_set<std::string>;

void add_names(std::string_view text, NameSet& names) {
  bool sentence_start = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && (is_ascii_lower(text[at]) || is_ascii_upper(text[at]) ||
                                static_cast<unsigned char>(text[at]) >= 0x80))
      ++at;
    if (at == begin) {
      if (text[at] == '.' || text[at] == '!' || text[at] == '?') sentence_start = true;
      ++at;
      continue;
    }
    const std::string_view word = text.substr(begin, at - begin);
    if (word.size() >= 4 && is_ascii_upper(word.front()) && !sentence_start)
      names.insert(ascii_lower(word));
    sentence_start = false;
  }
}

std::unordered_set<std::string> content_words(const Line& line) {
  std::unordered_set<std::string> words;
  for (std::size_t i = 0; i < line.tokens.size(); ++i)
    if (line.token(i).size() >= 4) words.emplace(line.token(i));
  return words;
}

// "Minister Ellwood said:"
bool says_colon(const Line& it) {
  if (!it.ends_colon || it.tokens.size() < 2) return false;
  const std::size_t last =
      it.token(it.tokens.size() - 1) == ":" ? it.tokens.size() - 2 : it.tokens.size() - 1;
  for (const std::string_view verb : {"said", "says", "told", "added", "wrote", "statement",
                                      "continued", "reads", "read", "follows"})
    if (it.token(last) == verb) return true;
  return false;
}

// "we", "our", "your" twice or more, and nobody who says it.
bool speaks_to_readers(const Line& it) {
  int own = 0;
  for (std::size_t i = 0; i < it.tokens.size(); ++i) {
    const std::string_view token = it.token(i);
    if (token == "said" || token == "says" || token == "told" || token == "added") return false;
    own += token == "we" || token == "our" || token == "us" || token == "you" || token == "your"
               ? 1
               : 0;
  }
  return own >= 2 && !it.starts_quote;
}

// "Words of a caption. Words of a caption."
bool doubled(std::string_view flat) {
  if (flat.size() < 40) return false;
  const std::size_t half = flat.size() / 2;
  for (std::size_t middle = half - std::min<std::size_t>(half, 2);
       middle <= half + 2 && middle < flat.size(); ++middle) {
    std::string_view second = flat.substr(middle);
    if (second.starts_with(' ')) second.remove_prefix(1);
    std::string_view first = flat.substr(0, middle);
    if (first.ends_with(' ')) first.remove_suffix(1);
    if (first == second) return true;
  }
  return false;
}

// "THE HARBOUR GAZETTE", "Doha Evening Mail": a few words with capital letters, one of an outlet.
bool names_outlet(const Line& it) {
  if (it.words < 2 || it.words > 6 || it.ends_sentence || it.separators > 0 ||
      it.capitalised + it.function_words < it.words)
    return false;
  for (std::size_t i = 0; i < it.tokens.size(); ++i)
    if (outlet_word(it.token(i))) return true;
  return false;
}

class PageReader {
 public:
  PageReader(std::string_view text, const std::vector<Block>& blocks,
             const std::vector<Facts>& facts, const PageHints& hints)
      : text_(text), blocks_(blocks), facts_(facts), hints_(hints), found_(blocks.size()) {}

  std::vector<std::vector<Feature>> read() {
    survey();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      now_ = &found_[i];
      add(Feature::bias);
      add_shape(facts_[i].line);
      add_cues(facts_[i]);
      add_fields(i);
      add_place(i);
      add_page_hints(i);
      for (const std::uint16_t feature : blocks_[i].markup) add(static_cast<Feature>(feature));
      std::sort(now_->begin(), now_->end());
      now_->erase(std::unique(now_->begin(), now_->end()), now_->end());
    }
    return std::move(found_);
  }

 private:
  void add(Feature feature) { now_->push_back(feature); }
  void add_if(bool yes, Feature feature) {
    if (yes) now_->push_back(feature);
  }
  const Line& line(std::size_t i) const { return facts_[i].line; }
  bool cue(std::size_t i, Cue which) const { return has(facts_[i].cues, which); }
  bool is_prose(std::size_t i) const {
    return facts_[i].prose && line(i).words >= 15 && !furniture_words(i);
  }
  bool furniture_words(std::size_t i) const {
    for (const Cue which : {Cue::subscribe, Cue::appeal, Cue::cookie, Cue::legal, Cue::copyright,
                            Cue::media, Cue::share, Cue::nav, Cue::more, Cue::comments_off})
      if (cue(i, which)) return true;
    return false;
  }
  bool date_or_byline(std::size_t i) const {
    const Facts& facts = facts_[i];
    return facts.only_date || facts.only_agency || (facts.byline && line(i).words <= 14);
  }
  bool title_like(std::size_t i) const {
    const Line& it = line(i);
    return it.words >= 4 && it.words <= 24 && !it.ends_colon && it.separators == 0 &&
           !facts_[i].only_date && !furniture_words(i) && !cue(i, Cue::photo) &&
           !(facts_[i].byline && facts_[i].byline->introduced) && !it.starts_lower &&
           !(it.ends_sentence && it.words > 12) && !cue(i, Cue::related) && !cue(i, Cue::tagline) &&
           !cue(i, Cue::comments);
  }

  // Where the report may begin: past the sentences of banners and menus, when a run of prose comes
  // that is many times what stood before it. Lines of comments run too, and are none.
  std::size_t start_of_report() const {
    std::size_t begin = 0, last = 0, blocks = 0;
    int words = 0, before = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const bool of_comment = facts_[i].comment_head || (i > 0 && facts_[i - 1].comment_head);
      if (of_comment) return 0;
      if (!is_prose(i)) continue;
      if (words > 0 && i - last > kMostBetweenProse) {
        before += words;
        words = 0;
        blocks = 0;
      }
      if (words == 0) begin = i;
      words += line(i).words;
      last = i;
      if (++blocks >= kBlocksOfReport && words >= kTimesBefore * before && words >= kWordsOfReport)
        return before > 0 ? begin : 0;
    }
    return 0;
  }

  // The headline of a page that does not name it: the first line like one whose words the report
  // takes up, among the last before it; else the first of all.
  void find_first_title() {
    const bool tagged = !blocks_.empty() && !blocks_.front().markup.empty();
    const std::size_t from = first_prose_ - std::min(first_prose_, kLinesOfHead);
    if (!tagged && first_prose_ < blocks_.size() && from > 0) {
      const std::unordered_set<std::string> taken_up = words_of_report();
      for (std::size_t i = from; i < first_prose_; ++i) {
        if (!title_like(i)) continue;
        std::size_t again = 0;
        const std::unordered_set<std::string> own = content_words(line(i));
        for (const std::string& word : own) again += taken_up.contains(word) ? 1 : 0;
        if (again < 2 || again * 2 < own.size()) continue;
        first_title_ = i;
        return;
      }
    }
    for (std::size_t i = 0; i < blocks_.size() && i <= first_prose_; ++i)
      if (title_like(i) &&
          !((names_outlet(line(i)) || (line(i).sentences >= 2 && line(i).words <= 9)) && i < 4)) {
        first_title_ = i;
        return;
      }
  }

  std::unordered_set<std::string> words_of_report() const {
    std::unordered_set<std::string> words;
    int paragraphs = 0;
    for (std::size_t i = first_prose_; i < blocks_.size() && paragraphs < 12; ++i)
      if (is_prose(i)) {
        ++paragraphs;
        words.merge(content_words(line(i)));
      }
    return words;
  }

  // Looks over the page once: where its prose stands, what repeats, what it is about.
  void survey() {
    first_prose_ = last_prose_ = blocks_.size();
    int words = 0, capitals = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      words += line(i).words;
      capitals += line(i).capitals;
    }
    in_capitals_ = words > 30 && capitals * 10 >= words * 7;
    const std::size_t report_starts = start_of_report();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      ++times_[line(i).flat];
      if (doubled(line(i).flat))
        halves_.insert(std::string(trim(line(i).flat.substr(0, line(i).flat.size() / 2))));
      if (!is_prose(i)) continue;
      if (first_prose_ == blocks_.size() && i >= report_starts) first_prose_ = i;
      last_prose_ = i;
      // What a report is about stands in its first paragraphs; what comes late may be another's.
      if (++prose_blocks_ <= 12) add_names(slice(text_, blocks_[i].span), names_);
    }
    find_first_title();
    if (first_title_ < blocks_.size()) title_words_ = content_words(line(first_title_));
  }

  void add_shape(const Line& it) {
    const int words = it.words;
    add(words <= 1    ? Feature::words_1
        : words <= 3  ? Feature::words_2_3
        : words <= 7  ? Feature::words_4_7
        : words <= 14 ? Feature::words_8_14
        : words <= 24 ? Feature::words_15_24
        : words <= 49 ? Feature::words_25_49
                      : Feature::words_50);
    add_if(it.letters == 0, Feature::no_letters);
    add(it.ends_sentence ? Feature::ends_sentence : Feature::ends_open);
    add_if(it.ends_colon, Feature::ends_colon);
    add_if(it.sentences >= 2, Feature::sentences_2);
    // On a page that is all in capitals they tell nothing.
    add_if(!in_capitals_ && words >= 3 && it.capitalised * 3 >= words * 2, Feature::title_case);
    add_if(!in_capitals_ && it.letters >= 3 && it.capitals * 4 >= words * 3, Feature::all_capitals);
    add_if(it.starts_lower, Feature::starts_lower);
    add_if(it.starts_quote, Feature::starts_quote);
    add_if((it.separators >= 2 && words <= 60) || (it.separators >= 1 && words <= 10),
           Feature::separators);
    add_if(it.has_address && words <= 30, Feature::address);
    add_if(words >= 4 && it.function_words * 10 < words, Feature::few_function_words);
    add_if(words >= 8 && it.function_words * 10 >= words * 3, Feature::many_function_words);
    const bool prose = reads_as_prose(it);
    add_if(prose, Feature::prose);
    add_if(prose && words >= 30, Feature::prose_long);
    add_if(words >= 1 && it.numbers * 2 > words, Feature::numbers_many);
    add_if(!it.flat.empty() && it.flat.find(';') != std::string::npos, Feature::semicolon);
    add_if(
        it.ends_sentence && words >= 4 && words <= 14 && !it.starts_lower && it.function_words >= 1,
        Feature::short_sentence);
    add_if(says_colon(it), Feature::says_colon);
    add_if(speaks_to_readers(it), Feature::we_and_you);
    add_if(it.sentences >= 2 && words <= 9, Feature::motto_like);
    add_if(doubled(it.flat), Feature::doubled);
  }

  void add_cues(const Facts& facts) {
    for (std::size_t c = 0; c < kCueCount; ++c)
      add_if(facts.cues[c],
             static_cast<Feature>(static_cast<std::size_t>(Feature::cue_related) + c));
    bool furniture = false;
    for (const Cue which :
         {Cue::related, Cue::share, Cue::subscribe, Cue::appeal, Cue::cookie, Cue::nav, Cue::legal,
          Cue::more, Cue::media, Cue::comments_off, Cue::tags, Cue::signature})
      furniture |= has(facts.cues, which);
    add_if(furniture && facts.line.words <= 25, Feature::cue_furniture_short);
  }

  void add_fields(std::size_t i) {
    const Facts& facts = facts_[i];
    const Line& it = facts.line;
    const std::string_view text = slice(text_, blocks_[i].span);
    bool full = false;
    for (const FoundDate& date : facts.dates) full |= date.year != 0;
    add_if(facts.only_date, Feature::only_date);
    add_if(full, Feature::has_date);
    add_if(!facts.dates.empty() && facts.dates.front().span.begin == 0, Feature::date_at_start);
    if (facts.byline) {
      add_if(!facts.byline->people.empty() && facts.byline->introduced, Feature::byline_named);
      add_if(facts.byline->people.empty(), Feature::byline_desk);
    }
    add_if(facts.person, Feature::person_name);
    add_if(facts.only_agency, Feature::only_agency);
    add_if(facts.only_time, Feature::only_time);
    add_if(names_outlet(it) && i < 6, Feature::outlet_name);
    add_if(has(facts.cues, Cue::copyright) && it.words <= 30 && !find_agencies(text).empty(),
           Feature::agency_rights);
    const bool head_near =
        (i > 0 && (facts_[i - 1].only_date || title_like(i - 1) || i - 1 == first_title_)) ||
        (i + 1 < blocks_.size() && facts_[i + 1].only_date);
    add_if(facts.byline && !facts.byline->introduced && !facts.byline->people.empty() &&
               it.words <= 10 && head_near && i < first_prose_,
           Feature::byline_beside);
    add_if(facts.dateline.has_value(),
           it.words >= 15 ? Feature::dateline_start : Feature::dateline_alone);
    add_if(it.words <= 12 && !find_agencies(text.substr(0, 200)).empty(), Feature::agency_short);
    add_if(facts.comment_head, Feature::comment_head);
    const bool dated_end = full && !facts.only_date && it.words >= 5 && it.words <= 25 &&
                           facts.dates.back().span.end + 2 >= text.size() &&
                           facts.dates.back().span.begin > 20;
    add_if(dated_end, Feature::dated_story_line);
    add_if(text.size() > 2 && (text.front() == '(' || text.front() == '[') &&
               (text.back() == ')' || text.back() == ']'),
           Feature::bracketed);
    add_if(has(facts.cues, Cue::photo) && it.words >= 4 && it.words <= 70, Feature::photo_at_end);
    const std::size_t colon = text.find(':');
    const bool named =
        colon != std::string_view::npos && colon < 60 && colon + 6 < text.size() && colon > 1;
    if (named) {
      const Line head = read_line(text.substr(0, colon));
      add_if(head.words >= 1 && head.words <= 6, Feature::colon_name);
    }
    const bool beside =
        (i > 0 && date_or_byline(i - 1)) || (i + 1 < blocks_.size() && date_or_byline(i + 1));
    add_if(beside && i < first_prose_ && it.words <= 3 && it.capitalised == it.words &&
               it.letters >= 3 && !facts.only_date && !facts.only_agency && !facts.person &&
               !facts.byline && !furniture_words(i),
           Feature::place_alone);
  }

  void add_place(std::size_t i) {
    const std::size_t count = blocks_.size();
    add_if(i == 0, Feature::first_block);
    add_if(i < 5, Feature::in_first_5);
    add_if(i < first_prose_, Feature::before_prose);
    add_if(i + 1 == first_prose_, Feature::right_before_prose);
    add_if(last_prose_ < count && i > last_prose_, Feature::after_prose);
    add_if(first_prose_ < count && i > first_prose_ && i < last_prose_ && !is_prose(i),
           Feature::between_prose);
    const bool prose_before = i > 0 && is_prose(i - 1),
               prose_after = i + 1 < count && is_prose(i + 1);
    add_if(prose_before && prose_after, Feature::beside_prose);
    add_if(blocks_[i].blank_before, Feature::blank_before);
    add_if(blocks_[i].blank_before && (i + 1 == count || blocks_[i + 1].blank_before),
           Feature::blank_both);
    const bool sentence = line(i).ends_sentence && line(i).words >= 3 && !furniture_words(i) &&
                          !cue(i, Cue::credit) && !facts_[i].comment_head;
    running_ = is_prose(i) || (running_ && sentence);
    add_if(running_ && !is_prose(i), Feature::after_running_text);
    if (appeal_near_ > 0) {
      add(Feature::near_appeal);
      --appeal_near_;
    }
    if (cue(i, Cue::appeal)) appeal_near_ = 2;
    if (tail_) add(Feature::tail_seen);
    if (related_) add(Feature::related_seen);
    if (comments_) add(Feature::comments_seen);
    add_if(i > 0 && facts_[i - 1].comment_head, Feature::after_comment_head);
    add_if(i + 1 < count && date_or_byline(i + 1), Feature::before_date_or_byline);
    add_if(i > 0 && date_or_byline(i - 1), Feature::after_date_or_byline);
    add_if(title_like(i), Feature::title_like);
    add_if(i == first_title_, Feature::first_title_like);
    add_if(i > 0 && first_title_ < count && i == first_title_ + 1, Feature::after_title_like);
    add_if(count == 1, Feature::single_line_page);
    const bool short_before = i > 0 && line(i - 1).words <= 12,
               short_after = i + 1 < count && line(i + 1).words <= 12;
    add_if(short_before && short_after && line(i).words <= 12, Feature::in_list_of_short);
    if (line(i).words >= 2) {
      add_if(times_[line(i).flat] > 1, Feature::repeated);
      add_if(line(i).words >= 5 && halves_.contains(line(i).flat), Feature::half_of_double);
      add_if(!seen_.insert(line(i).flat).second, Feature::repeats_before);
    }
    note_ends(i);
  }

  // Lines that end the report, once a part of it has been read.
  void note_ends(std::size_t i) {
    const bool body_read = first_prose_ < blocks_.size() && i > first_prose_;
    if (!body_read) return;
    const bool short_line = line(i).words <= 12;
    // "Related: a story" stands for itself; a head alone has stories under it.
    if (cue(i, Cue::related) && line(i).words <= 5) related_ = tail_ = true;
    // What comes after the comments is not theirs.
    if (comments_ && line(i).words <= 6 &&
        (cue(i, Cue::related) || cue(i, Cue::media) || cue(i, Cue::tags) || cue(i, Cue::legal)))
      comments_ = false;
    if (short_line && (cue(i, Cue::comments) || cue(i, Cue::comments_off)))
      comments_ = tail_ = true;
    if (line(i).words <= 30 &&
        (cue(i, Cue::copyright) || cue(i, Cue::signature) || cue(i, Cue::tags)))
      tail_ = true;
    if (cue(i, Cue::appeal) || (short_line && cue(i, Cue::share))) tail_ = true;
    if (short_line && cue(i, Cue::credit)) tail_ = true;
  }

  void add_page_hints(std::size_t i) {
    const Line& it = line(i);
    if (it.words >= 3 && prose_blocks_ >= 3) {
      NameSet here;
      add_names(slice(text_, blocks_[i].span).substr(0, 2000), here);
      std::size_t shared = 0;
      for (const std::string& name : here) shared += names_.contains(name) ? 1 : 0;
      add_if(shared > 0, Feature::shares_names);
      add_if(shared == 0 && here.size() >= 2, Feature::shares_no_names);
    }
    if (i != first_title_ && !title_words_.empty()) {
      std::size_t shared = 0;
      for (std::size_t t = 0; t < it.tokens.size(); ++t)
        shared +=
            it.token(t).size() >= 4 && title_words_.contains(std::string(it.token(t))) ? 1 : 0;
      add_if(shared >= 2, Feature::shares_title_words);
    }
    add_if(is_title(it), Feature::is_title);
    if (!hints_.description.empty() && it.words >= 5 && it.flat == hints_description())
      add(Feature::is_description);
    if (i < hints_.outlet_lines.size() && hints_.outlet_lines[i]) add(Feature::outlet_line);
  }

  // Equal to a wording of the page's own title, or so long a start of it that the rest is a suffix.
  bool is_title(const Line& it) {
    if (it.words < 2 || it.words > 40) return false;
    if (flat_titles_.empty()) {
      for (const std::string& title : hints_.titles) flat_titles_.push_back(token_form(title));
      if (flat_titles_.empty()) flat_titles_.push_back(token_form(hints_.title));
    }
    for (const std::string& title : flat_titles_) {
      if (title.empty()) continue;
      if (it.flat == title) return true;
      if (it.words >= 4 && title.starts_with(it.flat) && it.flat.size() * 3 >= title.size() * 2)
        return true;
      if (it.words >= 4 && it.flat.starts_with(title) && title.size() * 3 >= it.flat.size() * 2)
        return true;
    }
    return false;
  }
  const std::string& hints_description() {
    if (flat_description_.empty()) flat_description_ = token_form(hints_.description);
    return flat_description_;
  }

  std::string_view text_;
  const std::vector<Block>& blocks_;
  const std::vector<Facts>& facts_;
  const PageHints& hints_;
  std::vector<std::vector<Feature>> found_;
  std::vector<Feature>* now_ = nullptr;

  bool in_capitals_ = false;  // most of its words are
  std::size_t first_prose_ = 0, last_prose_ = 0, first_title_ = static_cast<std::size_t>(-1);
  int prose_blocks_ = 0;
  std::unordered_map<std::string_view, int> times_;
  std::unordered_set<std::string_view> seen_;
  NameSet names_;
  std::unordered_set<std::string> title_words_;
  std::vector<std::string> flat_titles_;
  std::string flat_description_;
  std::unordered_set<std::string> halves_;
  bool running_ = false;
  int appeal_near_ = 0;
  bool tail_ = false, related_ = false, comments_ = false;
};

}  // namespace

std::string_view name_of(Feature feature) { return kNames[static_cast<std::size_t>(feature)].name; }
std::string_view words_of(Feature feature) {
  return kNames[static_cast<std::size_t>(feature)].words;
}

std::optional<Feature> feature_named(std::string_view name) {
  static const std::unordered_map<std::string_view, Feature> kByName = [] {
    std::unordered_map<std::string_view, Feature> by_name;
    for (std::size_t i = 0; i < kFeatureCount; ++i)
      by_name.emplace(kNames[i].name, static_cast<Feature>(i));
    return by_name;
  }();
  const auto at = kByName.find(name);
  if (at == kByName.end()) return std::nullopt;
  return at->second;
}

std::vector<std::vector<Feature>> find_features(std::string_view text,
                                                const std::vector<Block>& blocks,
                                                const std::vector<Facts>& facts,
                                                const PageHints& hints) {
  return PageReader(text, blocks, facts, hints).read();
}

}  // namespace parley::page
