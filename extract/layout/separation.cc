#include "extract/layout/separation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "extract/layout/characters.h"
#include "extract/layout/likeness.h"
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
constexpr std::array<double, 3> kStickiness = {0.05, 0.2, 0.5};
constexpr int kMaxRounds = 20;
// A division that leaves one article less of the terms found an odd
// paragraph, not an article.
constexpr double kMinShare = 0.1;

// Log odds of changing the article from one line to the next, by what the
// border looks like. One border in a hundred between finished paragraphs;
// even odds where a sentence is cut off.
constexpr double kSwitchPlain = -4.6;
constexpr double kSwitchHeading = -5.6;  // the line above heads this one
constexpr double kSwitchWord = -6.1;     // the characters at it make a word
constexpr double kSwitchScar = 0.0;

// A roll of names (code points with the sign behind each).
constexpr size_t kMinRollItems = 8;
constexpr size_t kMaxRollItem = 6;

// The decision. Weights: logistic regression over 600 mixtures of two stories
// of corpus/cctv from different days (even days; tested on odd ones) against
// 279 single stories and bundles of briefs; those of scars were set apart,
// because a real page break cuts sentences and the mixtures' may not. At 0 no
// single story of either half is split.
constexpr size_t kMinRuns = 3;
constexpr double kMaxShortRuns = 0.34;
constexpr double kIntercept = -30.8;
constexpr double kRecurrenceWeight = 0.032;  // per nat
constexpr double kMaxRecurrence = 400;
constexpr double kShareWeight = 7.5;
constexpr double kSizeWeight = 3.7;  // of the logarithm of the terms
constexpr double kExclusiveWeight = 5.0;
constexpr double kScarWeight = 2.0;
constexpr size_t kMaxScars = 3;
constexpr double kCleanBorderWeight = -1.0;
// Recurrence grows with the text; beyond this many terms it is taken per
// term, as the mixtures say nothing of longer pages.
constexpr double kUsualTerms = 1000;

struct Border {
  double stay = 0;  // log probabilities
  double change = 0;
  bool scar = false;
};

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

double ScoreOf(const SeparationEvidence& e) {
  const double scale = std::max(1.0, e.terms / kUsualTerms);
  const size_t clean = e.runs - 1 - std::min(e.runs - 1, e.scars);
  return kIntercept +
         kRecurrenceWeight * std::min(kMaxRecurrence, e.recurrence / scale) +
         kShareWeight * e.share +
         kSizeWeight * std::log(std::min(e.terms, kUsualTerms) + 10) +
         kExclusiveWeight * e.exclusive +
         kScarWeight * static_cast<double>(std::min(e.scars, kMaxScars)) +
         kCleanBorderWeight * static_cast<double>(clean);
}

class Separator {
 public:
  Separator(const CleanText& text, const PairCounts& pairs,
            const std::vector<LayoutLine>& lines, const LineGroup& story)
      : text_(text), pairs_(pairs), lines_(lines), story_(story) {}

  std::vector<LineGroup> Separate(SeparationEvidence* evidence) {
    if (!CollectUnits()) return {story_};
    terms_ = CountTerms(vocabulary_);
    SetBorders();
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
    return units_.size() >= kMinLines && 2 * latin < units_.size();
  }

  const LayoutLine& Line(size_t unit) const {
    return lines_[story_[units_[unit]]];
  }

  // An article ends at the unit, or a mark that one goes on lies behind it.
  bool HasMark(size_t unit) const {
    for (size_t i = units_[unit] + 1; i < units_[unit + 1]; ++i) {
      if (lines_[story_[i]].role == LineRole::kContinuation) return true;
    }
    return Line(unit).closing_dateline > 0;
  }

  Border BorderBehind(size_t unit) const {
    double odds = kSwitchPlain;
    bool scar = HasMark(unit);
    if (!scar && Line(unit).is_heading()) {
      odds = kSwitchHeading;
    } else if (!scar && Line(unit).role == LineRole::kBody &&
               !IsClosed(contents_[unit]) && !IsTitleLike(contents_[unit])) {
      scar = !pairs_.MakeWord(LastCodePoint(contents_[unit]),
                              FirstCodePoint(contents_[unit + 1]));
      odds = kSwitchWord;
    }
    if (scar) odds = kSwitchScar;
    const double change = -std::log1p(std::exp(-odds));
    return {change - odds, change, scar};
  }

  void SetBorders() {
    for (size_t i = 0; i + 1 < units_.size(); ++i) {
      borders_.push_back(BorderBehind(i));
    }
  }

  // Tries several first divisions and keeps the one that explains best.
  void Divide() {
    const Likeness likeness(terms_);
    double best = -std::numeric_limits<double>::infinity();
    for (const double stickiness : kStickiness) {
      for (const std::vector<double>& axis : likeness.Divide(stickiness)) {
        Labels labels(units_.size());
        for (size_t i = 0; i < labels.size(); ++i) labels[i] = axis[i] > 0;
        const double score = Refine(&labels);
        if (score <= best) continue;
        best = score;
        labels_ = std::move(labels);
      }
    }
  }

  // Alternates between vocabularies and labels; returns how well they explain
  // the lines.
  double Refine(Labels* labels) const {
    for (int round = 0; round < kMaxRounds; ++round) {
      Labels next = Viterbi(TwoTopics(terms_, *labels).LogOdds());
      if (next == *labels) break;
      *labels = std::move(next);
    }
    const TwoTopics topics(terms_, *labels);
    double score = topics.LogLikelihood();
    for (size_t i = 1; i < labels->size(); ++i) {
      const bool same = (*labels)[i] == (*labels)[i - 1];
      score += same ? borders_[i - 1].stay : borders_[i - 1].change;
    }
    constexpr double kLastResort = -1e9;
    return topics.SmallerShare() < kMinShare ? score + kLastResort : score;
  }

  Labels Viterbi(const std::vector<double>& odds) const {
    const size_t n = odds.size();
    std::vector<std::array<uint8_t, 2>> from(n, {0, 0});
    std::array<double, 2> score = {0, odds[0]};
    for (size_t i = 1; i < n; ++i) {
      std::array<double, 2> next = {0, 0};
      for (uint8_t k = 0; k < 2; ++k) {
        const auto other = static_cast<uint8_t>(1 - k);
        const double stay = score[k] + borders_[i - 1].stay;
        const double change = score[other] + borders_[i - 1].change;
        from[i][k] = stay >= change ? k : other;
        next[k] = std::max(stay, change) + (k == 1 ? odds[i] : 0.0);
      }
      score = next;
    }
    Labels labels(n);
    labels[n - 1] = score[1] > score[0] ? 1 : 0;
    for (size_t i = n - 1; i > 0; --i) labels[i - 1] = from[i][labels[i]];
    return labels;
  }

  void Weigh(SeparationEvidence* evidence) const {
    const TwoTopics topics(terms_, labels_);
    evidence->runs = CountRuns(labels_);
    evidence->recurrence = topics.RecurrenceGain();
    evidence->share = topics.SmallerShare();
    evidence->exclusive = topics.ExclusiveShare();
    evidence->terms = topics.size();
    size_t short_runs = 0;
    for (size_t i = 0; i < labels_.size(); ++i) {
      const bool begins = i == 0 || labels_[i] != labels_[i - 1];
      const bool ends = i + 1 == labels_.size() || labels_[i] != labels_[i + 1];
      short_runs += begins && ends ? 1U : 0U;
      evidence->scars += i > 0 && begins && borders_[i - 1].scar ? 1U : 0U;
    }
    evidence->short_runs =
        static_cast<double>(short_runs) / static_cast<double>(evidence->runs);
    const bool possible = evidence->runs >= kMinRuns &&
                          evidence->short_runs <= kMaxShortRuns &&
                          evidence->recurrence > 0;
    evidence->score = possible ? ScoreOf(*evidence) : kIntercept;
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
  const PairCounts& pairs_;
  const std::vector<LayoutLine>& lines_;
  const LineGroup& story_;
  std::vector<size_t> units_;  // indices into story_
  std::vector<std::string_view> contents_;
  std::vector<std::string_view> vocabulary_;  // contents_, mute lines empty
  TermTable terms_;
  std::vector<Border> borders_;  // behind each unit but the last
  Labels labels_;
};

}  // namespace

std::vector<LineGroup> SeparateArticles(const CleanText& text,
                                        const PairCounts& pairs,
                                        const std::vector<LayoutLine>& lines,
                                        const LineGroup& story,
                                        SeparationEvidence* evidence) {
  return Separator(text, pairs, lines, story).Separate(evidence);
}

}  // namespace zhimai
