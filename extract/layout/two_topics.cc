#include "extract/layout/two_topics.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace zhimai {
namespace {

// Additive smoothing; between 0.1 and 0.5 mixtures of news stories are told
// apart equally well.
constexpr double kSmoothing = 0.3;

double Size(const std::vector<uint32_t>& terms) {
  return static_cast<double>(terms.size());
}

}  // namespace

TwoTopics::TwoTopics(const TermTable& terms, const Labels& labels)
    : terms_(terms),
      labels_(labels),
      floor_(kSmoothing * static_cast<double>(terms.size())) {
  for (auto& counts : counts_) counts.assign(terms.size(), 0);
  for (size_t i = 0; i < labels.size(); ++i) {
    for (const uint32_t t : terms.lines[i]) ++counts_[labels[i]][t];
    totals_[labels[i]] += Size(terms.lines[i]);
  }
}

std::vector<double> TwoTopics::LogOdds() const {
  std::vector<double> odds(labels_.size(), 0);
  for (size_t i = 0; i < labels_.size(); ++i) {
    std::array<double, 2> own = {0, 0};
    own[labels_[i]] = 1;
    const double size = Size(terms_.lines[i]);
    const double base = std::log(totals_[1] - own[1] * size + floor_) -
                        std::log(totals_[0] - own[0] * size + floor_);
    for (const uint32_t t : terms_.lines[i]) {
      odds[i] += std::log(counts_[1][t] - own[1] + kSmoothing) -
                 std::log(counts_[0][t] - own[0] + kSmoothing) - base;
    }
  }
  return odds;
}

double TwoTopics::LogLikelihood() const {
  double sum = 0;
  for (size_t i = 0; i < labels_.size(); ++i) {
    const size_t k = labels_[i];
    const double size = Size(terms_.lines[i]);
    sum -= size * std::log(totals_[k] - size + floor_);
    for (const uint32_t t : terms_.lines[i]) {
      sum += std::log(counts_[k][t] - 1 + kSmoothing);
    }
  }
  return sum;
}

double TwoTopics::GainOfRun(size_t begin, size_t end) const {
  std::map<uint32_t, double> run;
  double size = 0;
  for (size_t i = begin; i < end; ++i) {
    for (const uint32_t t : terms_.lines[i]) ++run[t];
    size += Size(terms_.lines[i]);
  }
  const size_t own = labels_[begin];
  if (totals_[own] <= size) return 0;
  const double base = std::log(totals_[own] - size + floor_) -
                      std::log(totals_[0] + totals_[1] - size + floor_);
  double gain = 0;
  for (const auto& [t, n] : run) {
    const double here = counts_[own][t] - n;
    const double anywhere = counts_[0][t] + counts_[1][t] - n;
    if (anywhere <= 0) continue;
    gain += n * (std::log(here + kSmoothing) - std::log(anywhere + kSmoothing) -
                 base);
  }
  return gain;
}

double TwoTopics::RecurrenceGain() const {
  double gain = 0;
  for (size_t begin = 0; begin < labels_.size();) {
    size_t end = begin + 1;
    while (end < labels_.size() && labels_[end] == labels_[begin]) ++end;
    gain += GainOfRun(begin, end);
    begin = end;
  }
  return gain;
}

double TwoTopics::SmallerShare() const {
  return std::min(totals_[0], totals_[1]) / (size() + 1);
}

double TwoTopics::ExclusiveShare() const {
  double exclusive = 0;
  double all = 0;
  for (size_t t = 0; t < terms_.size(); ++t) {
    if (terms_.frequency[t] < 3) continue;
    ++all;
    exclusive += counts_[0][t] <= 0 || counts_[1][t] <= 0 ? 1 : 0;
  }
  return exclusive / (all + 1);
}

size_t CountRuns(const Labels& labels) {
  size_t runs = labels.empty() ? 0 : 1;
  for (size_t i = 1; i < labels.size(); ++i) {
    runs += labels[i] != labels[i - 1] ? 1U : 0U;
  }
  return runs;
}

}  // namespace zhimai
