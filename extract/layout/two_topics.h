// Two vocabularies over the lines of a page.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "extract/layout/terms.h"

namespace zhimai {

// 0 or 1 for each line.
using Labels = std::vector<uint8_t>;

// How the terms of two articles are spread, given which line is whose. A line
// draws its terms independently from those of the other lines of its article,
// near ones before far ones, since an article moves from subject to subject;
// and, by a Dirichlet prior, from what is usual in any text. No line counts its
// own terms, so a division cannot praise itself. With one label for all lines,
// one article. Immutable; `terms` must outlive
// it.
class TwoTopics {
 public:
  TwoTopics(const TermTable& terms, const Labels& labels);

  // For each line, the log odds of article 1 against article 0.
  std::vector<double> LogOdds() const;
  // Log likelihood of each line under its own article, summed.
  double LogLikelihood() const;
  // The part of it that the subjects have.
  double SubjectLikelihood() const;
  // Cosine of the subjects of the two articles.
  double SubjectLikeness() const;
  // Mean cosine of the subjects of lines where one article changes to the
  // other, by how much tells them; in one text neighbours are alike.
  double BorderLikeness() const;
  // Terms that such lines share, by how unusual they are (nats), a border.
  double BorderTies() const;
  // Nats by which runs of lines are likelier under the other runs of their own
  // article than under the other article: near 0 or below it when what comes
  // back is no subject that was there.
  double RecurrenceGain() const;
  // The same of the subjects, by their cosines, a run on average.
  double SubjectRecurrence() const;
  // Share of the smaller article in the terms of all lines.
  double SmallerShare() const;
  // Share of the terms of three lines or more that only one article has,
  // weighed by how unusual they are.
  double ExclusiveShare() const;
  // Terms of all lines, as often as lines have them.
  double size() const { return totals_[0] + totals_[1]; }

 private:
  using PerArticle = std::array<double, 2>;

  double GainOfRun(size_t begin, size_t end) const;
  std::array<SubjectVector, 2> SubjectSums() const;
  void Count();
  void Sweep(const std::vector<size_t>& order);
  void AddTerms(size_t line);
  void AddSubject(size_t line);

  const TermTable& terms_;
  Labels labels_;
  std::vector<PerArticle> likelihood_;         // log, by line and article
  std::vector<PerArticle> subject_;            // part of it
  std::vector<std::vector<PerArticle>> near_;  // by line and term: weights
  std::vector<PerArticle> near_size_;          // by line: of all terms
  // By line and article: sum of the subjects near it.
  std::vector<std::array<SubjectVector, 2>> near_subject_;
  std::array<std::vector<double>, 2> counts_;  // by article and term
  PerArticle totals_ = {0, 0};
};

// Number of stretches of equal labels.
size_t CountRuns(const Labels& labels);

}  // namespace zhimai
