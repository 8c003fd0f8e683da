// Whether a page is of two articles.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/layout/stories.h"
#include "graph/base/result.h"

namespace zhimai {

// What speaks for two articles; for tests and measurements.
struct SeparationEvidence {
  size_t lines = 0;
  size_t runs = 0;                // stretches of one article
  double topics = 0;              // nats: two vocabularies against one
  double subjects = 0;            // nats: the part of it that subjects have
  double seams = 0;               // nats: lines of each article against all
  double prior = 0;               // nats: LogPriorOf, below 0
  double recurrence = 0;          // TwoTopics::RecurrenceGain
  double reprise = 0;             // TwoTopics::SubjectRecurrence
  double likeness = 0;            // TwoTopics::SubjectLikeness
  double border = 0;              // TwoTopics::BorderLikeness
  double ties = 0;                // TwoTopics::BorderTies
  double share = 0;               // TwoTopics::SmallerShare
  double exclusive = 0;           // TwoTopics::ExclusiveShare
  double terms = 0;               // TwoTopics::size
  double open = 0;                // share of the lines that are cut off
  bool titled = false;            // each article begins with a title
  double score = 0;               // of all of these; above 0: two articles
  std::vector<LineGroup> groups;  // the best division, taken or not
};

inline constexpr size_t kVerdictFeatures = 15;
extern const std::array<std::string_view, kVerdictFeatures> kVerdictNames;
// What the verdict weighs, in the order of the names.
std::array<double, kVerdictFeatures> VerdictFeaturesOf(
    const SeparationEvidence& evidence);
// Most lines are cut off as those of columns are: another kind of page.
bool IsCut(const SeparationEvidence& evidence);

// Weighs the evidence, one way for pages of whole paragraphs and one for those
// of cut lines. Read from data/layout; tests/eval/separation_weights.py learned
// it. Immutable after Parse; thread-safe.
class Verdict {
 public:
  // Never finds two articles.
  Verdict() = default;

  // Lines of a kind of page (whole, cut), the name of a feature, its weight;
  // the feature `one` is always 1. Errors: kInvalidInput with the line.
  static Result<Verdict> Parse(std::string_view text);

  // Above 0: two articles.
  double Score(const SeparationEvidence& evidence) const;

 private:
  struct Model {
    double one = -1;
    std::array<double, kVerdictFeatures> weights = {};
  };
  std::array<Model, 2> models_;  // whole, cut
};

}  // namespace zhimai
