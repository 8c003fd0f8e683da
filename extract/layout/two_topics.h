// Two vocabularies over the lines of a page.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "extract/layout/terms.h"

namespace zhimai {

// 0 or 1 for each line.
using Labels = std::vector<uint8_t>;

// How the terms of two articles are spread, given which line is whose. Naive
// Bayes with terms as independent draws; every probability of a line (or of a
// run of lines) leaves its own terms out of the counts, so a division cannot
// praise itself. Immutable; `terms` must outlive it.
class TwoTopics {
 public:
  TwoTopics(const TermTable& terms, const Labels& labels);

  // For each line, the log odds of article 1 against article 0.
  std::vector<double> LogOdds() const;
  // Log likelihood of each line under its own article, summed.
  double LogLikelihood() const;
  // Nats by which runs of lines are likelier under the other runs of their
  // own article than under all other runs of the page: what it gains to tell
  // two articles apart. Terms that only the run has do not count.
  double RecurrenceGain() const;
  // Share of the smaller article in the terms of all lines.
  double SmallerShare() const;
  // Share of the terms of three lines or more that only one article has.
  double ExclusiveShare() const;
  // Terms of all lines, as often as lines have them.
  double size() const { return totals_[0] + totals_[1]; }

 private:
  double GainOfRun(size_t begin, size_t end) const;

  const TermTable& terms_;
  Labels labels_;
  std::array<std::vector<double>, 2> counts_;  // by article and term
  std::array<double, 2> totals_ = {0, 0};
  double floor_;  // added to totals by smoothing
};

// Number of stretches of equal labels.
size_t CountRuns(const Labels& labels);

}  // namespace zhimai
