#include "extract/layout/assignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace zhimai {
namespace {

constexpr size_t kReach = Seams::kReach;
constexpr double kNever = -std::numeric_limits<double>::infinity();

// Of a line: its article, and how many lines ago the other article had one; 0
// when it had none within reach.
struct State {
  uint8_t label = 0;
  uint8_t lag = 0;
};

using Scores = std::array<std::array<double, kReach + 1>, 2>;
using Origins = std::array<std::array<State, kReach + 1>, 2>;

void Offer(double score, State from, State to, Scores* scores,
           Origins* origins) {
  double& best = (*scores)[to.label][to.lag];
  if (score <= best) return;
  best = score;
  (*origins)[to.label][to.lag] = from;
}

class Decoder {
 public:
  Decoder(const std::vector<double>& odds, const Seams& seams, double change)
      : odds_(odds),
        seams_(seams),
        change_(std::log(change)),
        stay_(std::log1p(-change)) {}

  Labels Decode() {
    const size_t n = odds_.size();
    Clear(&scores_);
    scores_[0][0] = 0;
    scores_[1][0] = odds_[0];
    origins_.resize(n);
    for (size_t i = 1; i < n; ++i) Step(i);
    State state = Last();
    Labels labels(n);
    for (size_t i = n; i-- > 0;) {
      labels[i] = state.label;
      if (i > 0) state = origins_[i][state.label][state.lag];
    }
    return labels;
  }

 private:
  static void Clear(Scores* scores) {
    for (auto& of_label : *scores) of_label.fill(kNever);
  }

  void Step(size_t i) {
    Scores next;
    Clear(&next);
    const double stay = stay_ + seams_.at(i - 1, i);
    for (uint8_t label = 0; label < 2; ++label) {
      const auto other = static_cast<uint8_t>(1 - label);
      const double own_odds = label == 1 ? odds_[i] : 0;
      const double other_odds = other == 1 ? odds_[i] : 0;
      for (uint8_t lag = 0; lag <= kReach; ++lag) {
        const double score = scores_[label][lag];
        if (score == kNever) continue;
        const State from = {label, lag};
        const bool paused = lag == 0 || lag == kReach;
        const auto next_lag = static_cast<uint8_t>(paused ? 0 : lag + 1);
        Offer(score + stay + own_odds, from, {label, next_lag}, &next,
              &origins_[i]);
        const double seam = paused ? 0 : seams_.at(i - 1 - lag, i);
        Offer(score + change_ + seam + other_odds, from, {other, 1}, &next,
              &origins_[i]);
      }
    }
    scores_ = next;
  }

  State Last() const {
    State best;
    for (uint8_t label = 0; label < 2; ++label) {
      for (uint8_t lag = 0; lag <= kReach; ++lag) {
        if (scores_[label][lag] > scores_[best.label][best.lag]) {
          best = {label, lag};
        }
      }
    }
    return best;
  }

  const std::vector<double>& odds_;
  const Seams& seams_;
  double change_;
  double stay_;
  Scores scores_ = {};
  std::vector<Origins> origins_;
};

}  // namespace

Labels BestLabels(const std::vector<double>& odds, const Seams& seams,
                  double change) {
  return Decoder(odds, seams, change).Decode();
}

double SeamsOf(const Seams& seams, const Labels& labels) {
  constexpr size_t kNone = std::numeric_limits<size_t>::max();
  std::array<size_t, 2> last = {kNone, kNone};
  double sum = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    size_t& before = last[labels[i]];
    if (before != kNone && i - before <= kReach) sum += seams.at(before, i);
    before = i;
  }
  return sum;
}

double LogPriorOf(const Labels& labels) {
  const size_t borders = labels.size() - 1;
  const size_t changes = CountRuns(labels) - 1;
  double cost = std::log(static_cast<double>(borders) + 1);
  for (size_t i = 1; i <= changes; ++i) {
    cost += std::log(static_cast<double>(borders - changes + i) /
                     static_cast<double>(i));
  }
  return -cost;
}

}  // namespace zhimai
