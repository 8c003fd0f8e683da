#include "extract/layout/two_topics.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace zhimai {
namespace {

// Terms of any subject that are mixed into each article's own.
constexpr double kPrior = 400;
// Terms of text over which the weight of a line fades to 1/e, and the part of
// it that does not fade.
constexpr double kReach = 120;
constexpr double kConstant = 0.2;

// The subject: its weight against that of the terms, by the square root of how
// many tell it; how much of it there must be; and how far it reaches, in sums
// of these roots.
constexpr double kSubjectWeight = 9;
constexpr double kSubjectDoubt = 3;
constexpr double kSubjectReach = 30;

// Terms more usual than this (log share) tie no lines together.
constexpr double kCommon = -6;

double Size(const std::vector<uint32_t>& terms) {
  return static_cast<double>(terms.size());
}

double Dot(const SubjectVector& a, const SubjectVector& b) {
  double sum = 0;
  for (size_t n = 0; n < kSubjectAxes; ++n) {
    sum += static_cast<double>(a[n]) * static_cast<double>(b[n]);
  }
  return sum;
}

void Add(const SubjectVector& more, double weight, SubjectVector* sum) {
  for (size_t n = 0; n < kSubjectAxes; ++n) {
    (*sum)[n] += static_cast<float>(weight) * more[n];
  }
}

double Cosine(const SubjectVector& a, const SubjectVector& b) {
  const double norms = Dot(a, a) * Dot(b, b);
  return norms > 0 ? Dot(a, b) / std::sqrt(norms) : 0;
}

size_t EndOfRun(const Labels& labels, size_t begin) {
  size_t end = begin + 1;
  while (end < labels.size() && labels[end] == labels[begin]) ++end;
  return end;
}

// A weight that fades along its article.
struct Fading {
  double weight = 0;
  double place = 0;  // where it had this weight

  double At(double now) const {
    return weight <= 0 ? 0 : weight * std::exp((place - now) / kReach);
  }
  void Add(double more, double now) {
    weight = At(now) + more;
    place = now;
  }
};

}  // namespace

TwoTopics::TwoTopics(const TermTable& terms, const Labels& labels)
    : terms_(terms),
      labels_(labels),
      likelihood_(labels.size(), PerArticle{0, 0}),
      subject_(labels.size(), PerArticle{0, 0}),
      near_(labels.size()),
      near_size_(labels.size(), PerArticle{0, 0}),
      near_subject_(labels.size(), std::array<SubjectVector, 2>{}) {
  Count();
  std::vector<size_t> order(labels.size());
  for (size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    near_[i].assign(terms.lines[i].size(), PerArticle{0, 0});
  }
  Sweep(order);
  std::reverse(order.begin(), order.end());
  Sweep(order);
  for (size_t i = 0; i < labels.size(); ++i) {
    AddTerms(i);
    AddSubject(i);
  }
}

void TwoTopics::AddTerms(size_t line) {
  const std::vector<uint32_t>& terms = terms_.lines[line];
  for (size_t k = 0; k < 2; ++k) {
    const double own = labels_[line] == k ? 1 : 0;
    const double whole = (1 - kConstant) * near_size_[line][k] +
                         kConstant * (totals_[k] - own * Size(terms)) + kPrior;
    double sum = -Size(terms) * std::log(whole);
    for (size_t n = 0; n < terms.size(); ++n) {
      const uint32_t t = terms[n];
      sum += std::log((1 - kConstant) * near_[line][n][k] +
                      kConstant * (counts_[k][t] - own) +
                      kPrior * terms_.usual[t]);
    }
    likelihood_[line][k] += sum;
  }
}

void TwoTopics::AddSubject(size_t line) {
  const SubjectVector& own = terms_.subjects[line];
  for (size_t k = 0; k < 2; ++k) {
    const SubjectVector& near = near_subject_[line][k];
    subject_[line][k] = kSubjectWeight * terms_.subject_weights[line] *
                        Dot(own, near) /
                        (std::sqrt(Dot(near, near)) + kSubjectDoubt);
    likelihood_[line][k] += subject_[line][k];
  }
}

void TwoTopics::Count() {
  for (auto& counts : counts_) counts.assign(terms_.size(), 0);
  for (size_t i = 0; i < labels_.size(); ++i) {
    for (const uint32_t t : terms_.lines[i]) ++counts_[labels_[i]][t];
    totals_[labels_[i]] += Size(terms_.lines[i]);
  }
}

// Adds to each line what the lines before it, in `order`, have.
void TwoTopics::Sweep(const std::vector<size_t>& order) {
  std::array<std::vector<Fading>, 2> counts;
  for (auto& of_article : counts) of_article.resize(terms_.size());
  std::array<Fading, 2> sizes;
  std::array<SubjectVector, 2> subjects = {};
  PerArticle place = {0, 0};
  for (const size_t i : order) {
    const std::vector<uint32_t>& line = terms_.lines[i];
    for (size_t k = 0; k < 2; ++k) {
      near_size_[i][k] += sizes[k].At(place[k]);
      for (size_t n = 0; n < line.size(); ++n) {
        near_[i][n][k] += counts[k][line[n]].At(place[k]);
      }
      for (size_t n = 0; n < kSubjectAxes; ++n) {
        near_subject_[i][k][n] += subjects[k][n];
      }
    }
    const size_t own = labels_[i];
    place[own] += Size(line);
    sizes[own].Add(Size(line), place[own]);
    for (const uint32_t t : line) counts[own][t].Add(1, place[own]);
    const auto fade = static_cast<float>(
        std::exp(-terms_.subject_weights[i] / kSubjectReach));
    const auto weight = static_cast<float>(terms_.subject_weights[i]);
    for (size_t n = 0; n < kSubjectAxes; ++n) {
      float& sum = subjects[own][n];
      sum = sum * fade + weight * terms_.subjects[i][n];
    }
  }
}

std::vector<double> TwoTopics::LogOdds() const {
  std::vector<double> odds(labels_.size(), 0);
  for (size_t i = 0; i < odds.size(); ++i) {
    odds[i] = likelihood_[i][1] - likelihood_[i][0];
  }
  return odds;
}

double TwoTopics::LogLikelihood() const {
  double sum = 0;
  for (size_t i = 0; i < labels_.size(); ++i) sum += likelihood_[i][labels_[i]];
  return sum;
}

double TwoTopics::SubjectLikelihood() const {
  double sum = 0;
  for (size_t i = 0; i < labels_.size(); ++i) sum += subject_[i][labels_[i]];
  return sum;
}

std::array<SubjectVector, 2> TwoTopics::SubjectSums() const {
  std::array<SubjectVector, 2> sums = {};
  for (size_t i = 0; i < labels_.size(); ++i) {
    Add(terms_.subjects[i], terms_.subject_weights[i], &sums[labels_[i]]);
  }
  return sums;
}

double TwoTopics::SubjectLikeness() const {
  const std::array<SubjectVector, 2> sums = SubjectSums();
  return Cosine(sums[0], sums[1]);
}

double TwoTopics::RecurrenceGain() const {
  double gain = 0;
  for (size_t begin = 0; begin < labels_.size();) {
    const size_t end = EndOfRun(labels_, begin);
    gain += GainOfRun(begin, end);
    begin = end;
  }
  return gain;
}

double TwoTopics::GainOfRun(size_t begin, size_t end) const {
  std::map<uint32_t, double> run;
  double size = 0;
  for (size_t i = begin; i < end; ++i) {
    for (const uint32_t t : terms_.lines[i]) ++run[t];
    size += Size(terms_.lines[i]);
  }
  const size_t own = labels_[begin];
  const double base = std::log(totals_[own] - size + kPrior) -
                      std::log(totals_[1 - own] + kPrior);
  double gain = 0;
  for (const auto& [t, n] : run) {
    const double prior = kPrior * terms_.usual[t];
    gain += n * (std::log(counts_[own][t] - n + prior) -
                 std::log(counts_[1 - own][t] + prior) - base);
  }
  return gain;
}

double TwoTopics::SubjectRecurrence() const {
  const std::array<SubjectVector, 2> sums = SubjectSums();
  double gain = 0;
  double weights = kSubjectDoubt;
  for (size_t begin = 0; begin < labels_.size();) {
    const size_t end = EndOfRun(labels_, begin);
    SubjectVector run = {};
    double weight = 0;
    for (size_t i = begin; i < end; ++i) {
      Add(terms_.subjects[i], terms_.subject_weights[i], &run);
      weight += terms_.subject_weights[i];
    }
    const size_t own = labels_[begin];
    SubjectVector rest = sums[own];
    Add(run, -1, &rest);
    weight = std::sqrt(weight);
    gain += weight * (Cosine(run, rest) - Cosine(run, sums[1 - own]));
    weights += weight;
    begin = end;
  }
  return gain / weights;
}

double TwoTopics::BorderLikeness() const {
  double sum = 0;
  double weights = kSubjectDoubt;
  for (size_t i = 1; i < labels_.size(); ++i) {
    if (labels_[i] == labels_[i - 1]) continue;
    const double weight =
        std::sqrt(terms_.subject_weights[i] * terms_.subject_weights[i - 1]);
    sum += weight * Dot(terms_.subjects[i], terms_.subjects[i - 1]);
    weights += weight;
  }
  return sum / weights;
}

double TwoTopics::BorderTies() const {
  double sum = 0;
  double borders = 0;
  for (size_t i = 1; i < labels_.size(); ++i) {
    if (labels_[i] == labels_[i - 1]) continue;
    ++borders;
    std::vector<uint32_t> shared;
    std::set_intersection(terms_.lines[i - 1].begin(),
                          terms_.lines[i - 1].end(), terms_.lines[i].begin(),
                          terms_.lines[i].end(), std::back_inserter(shared));
    for (const uint32_t t : shared) {
      sum += std::max(0.0, kCommon - std::log(terms_.usual[t]));
    }
  }
  return sum / (borders + 1);
}

double TwoTopics::SmallerShare() const {
  return std::min(totals_[0], totals_[1]) / (size() + 1);
}

double TwoTopics::ExclusiveShare() const {
  double exclusive = 0;
  double all = 0;
  for (size_t t = 0; t < terms_.size(); ++t) {
    if (terms_.frequency[t] < 3) continue;
    const double weight = -std::log(terms_.usual[t]);
    all += weight;
    exclusive += counts_[0][t] <= 0 || counts_[1][t] <= 0 ? weight : 0;
  }
  return exclusive / (all + 10);
}

size_t CountRuns(const Labels& labels) {
  size_t runs = labels.empty() ? 0 : 1;
  for (size_t i = 1; i < labels.size(); ++i) {
    runs += labels[i] != labels[i - 1] ? 1U : 0U;
  }
  return runs;
}

}  // namespace zhimai
