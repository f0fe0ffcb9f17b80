#include "parley/page/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "parley/page/entries.h"
#include "parley/page/labeller.h"
#include "parley/page/language_id.h"
#include "parley/page/outlet.h"
#include "parley/page/published.h"
#include "parley/page/publisher.h"
#include "parley/text/text.h"

namespace parley::page {
namespace {

void add_once(std::vector<std::string>& list, std::string_view name) {
  if (std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
}

class Filler {
 public:
  Filler(Article& article, const std::vector<Block>& blocks, const std::vector<Facts>& facts,
         const std::vector<Label>& labels, const PageHints& hints)
      : article_(article), blocks_(blocks), facts_(facts), labels_(labels), hints_(hints) {}

  void fill(const ReadOptions& options) {
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      article_.segments.push_back(
          {labels_[i].kind, blocks_[i].span, labels_[i].reason, labels_[i].confidence});
    fill_title();
    if (article_.publisher.empty())
      article_.publisher = find_publisher(article_.text, blocks_, facts_, labels_);
    fill_names();
    fill_dateline();
    fill_told_agencies();
    if (!article_.published.day)
      article_.published = find_published(article_.text, blocks_, facts_, labels_, hints_);
    if (!article_.published.day && options.published)
      article_.published = {options.published, DateBasis::given, "--published"};
    article_.entries = find_entries(article_.text, blocks_, facts_, labels_, hints_.updates);
    if (article_.language.empty()) fill_language();
  }

 private:
  std::string_view text(std::size_t i) const { return slice(article_.text, blocks_[i].span); }
  bool is(std::size_t i, SegmentKind kind) const { return labels_[i].kind == kind; }

  void fill_title() {
    if (!article_.title.empty()) return;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is(i, SegmentKind::headline)) continue;
      if (!article_.title.empty()) article_.title += ' ';
      article_.title += text(i);
    }
  }

  // Bylines, credits and rights lines: people and agencies.
  void fill_names() {
    std::vector<std::string> reporters;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Facts& facts = facts_[i];
      if (is(i, SegmentKind::byline) && facts.byline) {
        for (const std::string& person : facts.byline->people) add_once(article_.bylines, person);
        for (const std::string& agency : facts.byline->agencies)
          add_once(article_.agencies, agency);
        if (article_.dateline.place.empty())
          byline_place_ = byline_place_.empty() ? facts.byline->place : byline_place_;
      }
      // "- REUTERS" after the report credits it, whatever else the line is taken for.
      const bool signs = labels_[i].part != Part::top && facts.only_agency;
      if (is(i, SegmentKind::byline) || is(i, SegmentKind::credit) || signs ||
          has(facts.cues, Cue::copyright))
        if (!is_report_text(labels_[i].kind) && facts.line.words <= 40)
          for (const FoundAgency& found : find_agencies(text(i)))
            add_once(article_.agencies, found.agency.name);
      if (is(i, SegmentKind::credit)) {
        generic_credit_ |= facts.line.flat.find("agencies") != std::string::npos;
        for (const std::string_view lead : {"Reporting by ", "reporting by "}) {
          const std::size_t at = text(i).find(lead);
          if (at == std::string_view::npos) continue;
          const std::string_view rest = text(i).substr(at + lead.size());
          const auto named = read_byline(rest.substr(0, rest.find_first_of(";.(")));
          if (named) reporters.insert(reporters.end(), named->people.begin(), named->people.end());
        }
      }
    }
    if (article_.bylines.empty()) article_.bylines = reporters;
  }

  void fill_dateline() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (is(i, SegmentKind::dateline) && article_.dateline.place.empty()) {
        take_dateline(i);
      } else if (is(i, SegmentKind::paragraph)) {
        if (!facts_[i].dateline) break;
        take_dateline(i);
        break;
      }
    }
    if (article_.dateline.place.empty()) article_.dateline.place = byline_place_;
  }
  void take_dateline(std::size_t i) {
    if (!facts_[i].dateline) {
      article_.dateline.place = std::string(text(i));
      return;
    }
    const FoundDateline& found = *facts_[i].dateline;
    if (article_.dateline.place.empty())
      article_.dateline.place = found.place.substr(0, found.place.find(','));
    if (found.date) article_.dateline.day = found.date->as_day();
    for (const std::string& agency : found.agencies) add_once(article_.agencies, agency);
  }

  // "Ghalioun told AFP": an agency that a source speaks to, when the page credits agencies without
  // naming them, or nobody at all signs it. Only agencies that serve the world's papers: a ministry
  // that tells its own country's agency is quoted by everyone.
  void fill_told_agencies() {
    if (!article_.agencies.empty()) return;
    if (!generic_credit_ && !article_.bylines.empty()) return;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is(i, SegmentKind::paragraph)) continue;
      const std::string_view paragraph = text(i);
      const bool talks = paragraph.find("told") != std::string_view::npos ||
                         paragraph.find("speaking to") != std::string_view::npos ||
                         paragraph.find("spoke to") != std::string_view::npos;
      if (!talks) continue;
      for (const FoundAgency& found : find_agencies(paragraph)) {
        if (!found.agency.wire) continue;
        std::string_view before = paragraph.substr(0, found.span.begin);
        before = trim(before);
        if (before.ends_with(" the")) before = trim(before.substr(0, before.size() - 4));
        const std::string_view after = paragraph.substr(found.span.end, 20);
        const bool told = before.ends_with("told") || before.ends_with("speaking to") ||
                          before.ends_with("spoke to");
        const bool interview = after.starts_with(" in an interview");
        if (told && (!interview)) add_once(article_.agencies, found.agency.name);
      }
    }
  }

  void fill_language() {
    std::string report;
    std::vector<const Line*> lines;
    for (std::size_t i = 0; i < blocks_.size() && report.size() < kLanguageLook; ++i)
      if (is_report_text(labels_[i].kind)) {
        report += text(i);
        report += '\n';
        lines.push_back(&facts_[i].line);
      }
    article_.language = language_of(report, lines);
  }

  Article& article_;
  const std::vector<Block>& blocks_;
  const std::vector<Facts>& facts_;
  const std::vector<Label>& labels_;
  const PageHints& hints_;
  std::string byline_place_;
  bool generic_credit_ = false;
};

}  // namespace

namespace {

// What is known from outside stands before what the page tells.
void take_known(Article& article, const Known& known) {
  if (!known.url.empty()) article.url = known.url;
  if (!known.title.empty()) article.title = known.title;
  if (!known.publisher.empty()) article.publisher = known.publisher;
  if (!known.bylines.empty()) article.bylines = known.bylines;
  if (!known.language.empty()) article.language = known.language;
  if (known.published.day) article.published = known.published;
}

// Lines that the outlet's earlier pages had; counts this page too.
std::vector<int> met_before(const Article& article, const std::vector<Block>& blocks,
                            const std::vector<Facts>& facts, OutletMemory* outlets) {
  if (outlets == nullptr) return {};
  std::string host = host_of(article.url);
  if (host.empty()) host = ascii_lower(article.publisher);
  std::vector<std::string_view> lines;
  std::vector<bool> prose;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    lines.push_back(facts[i].line.flat);
    prose.push_back(facts[i].prose);
  }
  std::vector<int> times = outlets->meet(host, lines, prose);
  // Dates, names and credits recur on an outlet's pages and are each page's own all the same.
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Facts& one = facts[i];
    const bool own = one.only_date || one.only_time || one.only_agency || one.byline ||
                     one.comment_head || has(one.cues, Cue::credit);
    if (own) times[i] = 0;
  }
  return times;
}

}  // namespace

void label_page(Article& article, const std::vector<Block>& blocks, PageHints hints,
                const ReadOptions& options) {
  take_known(article, options.known);
  if (article.title.empty()) article.title = hints.title;
  if (!options.known.title.empty()) hints.titles.insert(hints.titles.begin(), options.known.title);
  const std::vector<Facts> facts = read_facts(article.text, blocks);
  const std::vector<int> met = met_before(article, blocks, facts, options.outlets);
  for (const int times : met) hints.outlet_lines.push_back(times >= OutletMemory::kEnough);
  const auto features = find_features(article.text, blocks, facts, hints);
  std::vector<Label> labels = label_blocks(features);
  for (std::size_t i = 0; i < met.size(); ++i)
    if (met[i] >= OutletMemory::kEnough && labels[i].kind == SegmentKind::furniture)
      labels[i].reason = fmt::format("on {} earlier pages of this outlet", met[i]);
  Filler(article, blocks, facts, labels, hints).fill(options);
  if (options.look) options.look(PageLook{article, blocks, features, labels});
}

}  // namespace parley::page
