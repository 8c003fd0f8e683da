#include "extract/layout/separation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "extract/layout/assignment.h"
#include "extract/layout/characters.h"
#include "extract/layout/joins.h"
#include "extract/layout/likeness.h"
#include "extract/layout/seams.h"
#include "extract/layout/terms.h"
#include "extract/layout/two_topics.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// A page holds at most this much; longer files are not pages, and the work is
// quadratic in the lines.
constexpr size_t kMaxPageBytes = size_t{256} << 10;
// Less text cannot tell two articles from one that changes its subject.
constexpr size_t kMinLines = 8;

// How strongly neighbouring lines draw each other in the first divisions.
constexpr std::array<double, 3> kStickiness = {0.0, 0.1, 0.5};
// Chances of a change of article from line to line, before it is measured.
constexpr std::array<double, 2> kFirstChanges = {0.15, 0.6};
constexpr int kMaxRounds = 12;
// Weight of a term: neighbouring pairs of characters come together.
constexpr double kTopicWeight = 0.5;
// A division that leaves one article less of the terms found an odd
// paragraph, not an article.
constexpr double kMinShare = 0.05;

// A roll of names (code points with the sign behind each).
constexpr size_t kMinRollItems = 8;
constexpr size_t kMaxRollItem = 6;

constexpr size_t kMinRuns = 3;
constexpr size_t kMinArticle = 3;  // lines
constexpr double kImpossible = -99;
// Titles stand out where most lines end as paragraphs do.
constexpr double kMostOpenTitled = 0.3;

// A page with a sign between items for every so many code points is a roll.
constexpr size_t kMaxRollPage = 9;

// A roll of names shares its words with other rolls, not with the article
// that it stands in; it goes with its neighbours.
bool IsRoll(std::string_view text) {
  size_t items = 1;
  for (size_t pos = 0; pos < text.size();) {
    items += IsIn(DecodeUtf8(text, &pos), U"、 ") ? 1U : 0U;
  }
  return items >= kMinRollItems &&
         CountCodePoints(text) <= kMaxRollItem * items;
}

bool IsRollPage(const std::vector<std::string_view>& lines) {
  size_t points = 0;
  size_t signs = 0;
  for (const std::string_view line : lines) {
    for (size_t pos = 0; pos < line.size(); ++points) {
      signs += IsIn(DecodeUtf8(line, &pos), U"、 ") ? 1U : 0U;
    }
  }
  return signs * kMaxRollPage > points;
}

class Separator {
 public:
  Separator(const CleanText& text, const PageKnowledge& knowledge,
            const std::vector<LayoutLine>& lines, const LineGroup& story)
      : text_(text), knowledge_(knowledge), lines_(lines), story_(story) {}

  std::vector<LineGroup> Separate(SeparationEvidence* evidence) {
    if (knowledge_.pairs.empty() || !CollectUnits()) return {story_};
    terms_ = CountTerms(knowledge_, vocabulary_);
    seams_ = Seams(knowledge_.pairs, SeamLines());
    Divide();
    Weigh(evidence);
    evidence->groups = Groups();
    if (evidence->score <= 0) return {story_};
    return evidence->groups;
  }

 private:
  // The lines with text, whose labels are sought. False when the story is too
  // small or too large to be a mixed page.
  bool CollectUnits() {
    size_t bytes = 0;
    for (size_t i = 0; i < story_.size(); ++i) {
      const LayoutLine& line = lines_[story_[i]];
      if (line.is_furniture() || line.text.empty()) continue;
      units_.push_back(i);
      contents_.push_back(line.text.In(text_.text));
      // All datelines of a page are alike.
      const bool mute =
          line.closing_dateline == line.text.size() || IsRoll(contents_.back());
      vocabulary_.push_back(mute ? std::string_view() : contents_.back());
      bytes += line.text.size();
      if (bytes > kMaxPageBytes || units_.size() > kMaxLikenessLines) {
        return false;
      }
    }
    // Measured on Chinese only; English lists and code look cut everywhere.
    size_t latin = 0;
    for (size_t i = 0; i < units_.size(); ++i) {
      latin += Line(i).script == Script::kLatin ? 1U : 0U;
    }
    return units_.size() >= kMinLines && 2 * latin < units_.size() &&
           !IsRollPage(contents_);
  }

  const LayoutLine& Line(size_t unit) const {
    return lines_[story_[units_[unit]]];
  }

  // A mark that an article goes on or begins stands behind the unit.
  bool HasMark(size_t unit) const {
    if (unit + 1 == units_.size()) return false;
    for (size_t i = units_[unit] + 1; i < units_[unit + 1]; ++i) {
      if (lines_[story_[i]].role == LineRole::kContinuation) return true;
    }
    return false;
  }

  std::vector<SeamLine> SeamLines() const {
    std::vector<SeamLine> lines(units_.size());
    for (size_t i = 0; i < lines.size(); ++i) {
      lines[i].text = contents_[i];
      lines[i].opens_article = Line(i).opening_dateline > 0;
      lines[i].closes_article = Line(i).closing_dateline > 0;
      lines[i].heads = Line(i).is_heading();
      lines[i].mark_behind = HasMark(i);
    }
    return lines;
  }

  // Tries several first divisions and keeps the one that explains best.
  void Divide() {
    double best = -std::numeric_limits<double>::infinity();
    const auto attempt = [&](const Labels& first) {
      for (const double change : kFirstChanges) {
        Labels labels = first;
        const double score = Refine(change, &labels);
        if (score <= best) continue;
        best = score;
        labels_ = std::move(labels);
      }
    };
    const size_t n = units_.size();
    const Likeness likeness(terms_);
    for (const double stickiness : kStickiness) {
      for (const std::vector<double>& axis : likeness.Divide(stickiness)) {
        Labels labels(n);
        for (size_t i = 0; i < n; ++i) labels[i] = axis[i] > 0;
        attempt(labels);
      }
    }
    Labels alternate(n);
    for (size_t i = 0; i < n; ++i) alternate[i] = i % 2;
    attempt(alternate);
    for (const double change : kFirstChanges) {
      attempt(BestLabels(std::vector<double>(n, 0.0), seams_, change));
    }
  }

  // Alternates between vocabularies and labels; returns how well they explain
  // the lines.
  double Refine(double change, Labels* labels) const {
    for (int round = 0; round < kMaxRounds; ++round) {
      std::vector<double> odds = TwoTopics(terms_, *labels).LogOdds();
      for (double& x : odds) x *= kTopicWeight;
      Labels next = BestLabels(odds, seams_, change);
      const auto runs = static_cast<double>(CountRuns(next));
      change = runs / static_cast<double>(next.size() + 1);
      if (next == *labels) break;
      *labels = std::move(next);
    }
    return Explain(*labels);
  }

  double Explain(const Labels& labels) const {
    const TwoTopics topics(terms_, labels);
    constexpr double kLastResort = -1e9;
    return kTopicWeight * topics.LogLikelihood() + SeamsOf(seams_, labels) +
           LogPriorOf(labels) +
           (topics.SmallerShare() < kMinShare ? kLastResort : 0.0);
  }

  // The line ends as no paragraph does.
  bool IsOpen(size_t unit) const {
    return !Line(unit).is_heading() && Line(unit).closing_dateline == 0 &&
           !IsClosed(contents_[unit]);
  }

  void SetForm(SeparationEvidence* evidence) const {
    size_t open = 0;
    for (size_t i = 0; i < units_.size(); ++i) open += IsOpen(i) ? 1U : 0U;
    evidence->open =
        static_cast<double>(open) / static_cast<double>(units_.size());
    const auto other =
        std::find(labels_.begin(), labels_.end(), 1 - labels_[0]);
    const auto second = static_cast<size_t>(other - labels_.begin());
    const auto heads = [&](size_t unit) {
      return Line(unit).is_heading() || IsOpen(unit);
    };
    evidence->titled = evidence->open <= kMostOpenTitled &&
                       second < units_.size() && heads(0) && heads(second);
  }

  void Weigh(SeparationEvidence* evidence) const {
    const TwoTopics topics(terms_, labels_);
    const Labels one(labels_.size(), 0);
    evidence->lines = labels_.size();
    evidence->runs = CountRuns(labels_);
    evidence->likeness = topics.SubjectLikeness();
    evidence->border = topics.BorderLikeness();
    evidence->recurrence = topics.RecurrenceGain();
    evidence->reprise = topics.SubjectRecurrence();
    evidence->ties = topics.BorderTies();
    SetForm(evidence);
    evidence->share = topics.SmallerShare();
    evidence->exclusive = topics.ExclusiveShare();
    evidence->terms = topics.size();
    const TwoTopics whole(terms_, one);
    evidence->topics = topics.LogLikelihood() - whole.LogLikelihood();
    evidence->subjects = topics.SubjectLikelihood() - whole.SubjectLikelihood();
    evidence->seams = SeamsOf(seams_, labels_) - SeamsOf(seams_, one);
    evidence->prior = LogPriorOf(labels_);
    const auto ones = static_cast<size_t>(
        std::count(labels_.begin(), labels_.end(), uint8_t{1}));
    const bool possible = evidence->runs >= kMinRuns &&
                          evidence->share >= kMinShare &&
                          std::min(ones, labels_.size() - ones) >= kMinArticle;
    evidence->score =
        possible ? knowledge_.verdict.Score(*evidence) : kImpossible;
  }

  // Furniture goes with the line before it.
  std::vector<LineGroup> Groups() const {
    LineGroup first;
    LineGroup second;
    size_t unit = 0;
    for (size_t i = 0; i < story_.size(); ++i) {
      while (unit + 1 < units_.size() && units_[unit + 1] <= i) ++unit;
      const bool is_first = labels_[unit] == labels_[0];
      (is_first ? first : second).push_back(story_[i]);
    }
    return {std::move(first), std::move(second)};
  }

  const CleanText& text_;
  const PageKnowledge& knowledge_;
  const std::vector<LayoutLine>& lines_;
  const LineGroup& story_;
  std::vector<size_t> units_;  // indices into story_
  std::vector<std::string_view> contents_;
  std::vector<std::string_view> vocabulary_;  // contents_, mute lines empty
  TermTable terms_;
  Seams seams_;
  Labels labels_;
};

}  // namespace

std::vector<LineGroup> SeparateArticles(const CleanText& text,
                                        const PageKnowledge& knowledge,
                                        const std::vector<LayoutLine>& lines,
                                        const LineGroup& story,
                                        SeparationEvidence* evidence) {
  return Separator(text, knowledge, lines, story).Separate(evidence);
}

}  // namespace zhimai
