#include "extract/layout/likeness.h"

#include <cmath>

namespace zhimai {
namespace {

constexpr int kIterations = 60;
constexpr int kAxes = 2;
constexpr double kRarityUnit = 0.1;  // per nat

void Normalize(std::vector<double>* v) {
  double sum = 0;
  for (const double x : *v) sum += x * x;
  if (sum <= 0) return;
  const double scale = 1 / std::sqrt(sum);
  for (double& x : *v) x *= scale;
}

void RemoveComponent(const std::vector<double>& axis, std::vector<double>* v) {
  double dot = 0;
  for (size_t i = 0; i < axis.size(); ++i) dot += axis[i] * (*v)[i];
  for (size_t i = 0; i < axis.size(); ++i) (*v)[i] -= dot * axis[i];
}

// By power iteration, orthogonal to those found before.
std::vector<double> NextEigenvector(
    const std::vector<double>& matrix,
    const std::vector<std::vector<double>>& found) {
  const size_t size = found.front().size();
  std::vector<double> v(size);
  // Any start that is not orthogonal to the answer will do.
  for (size_t i = 0; i < size; ++i) {
    v[i] = std::sin(1.0 + 2.7 * static_cast<double>(i)) + (i == 0 ? 1.0 : 0.0);
  }
  std::vector<double> next(size);
  for (int n = 0; n < kIterations; ++n) {
    for (const auto& axis : found) RemoveComponent(axis, &v);
    Normalize(&v);
    // (I + M) / 2 has no negative eigenvalues, so the power iteration finds
    // the largest one left and not the most negative.
    for (size_t i = 0; i < size; ++i) {
      next[i] = v[i];
      for (size_t j = 0; j < size; ++j) next[i] += matrix[i * size + j] * v[j];
    }
    v.swap(next);
  }
  for (const auto& axis : found) RemoveComponent(axis, &v);
  Normalize(&v);
  return v;
}

}  // namespace

Likeness::Likeness(const TermTable& terms)
    : size_(terms.lines.size()), values_(size_ * size_, 0.0) {
  std::vector<std::vector<uint32_t>> postings(terms.size());
  std::vector<double> norms(size_, 0.0);
  const auto weight_of = [&](uint32_t term) {
    const double idf = std::log(static_cast<double>(size_ + 1) /
                                static_cast<double>(terms.frequency[term]));
    const double rarity = kRarityUnit * std::log(terms.usual[term]);
    return idf * idf * rarity * rarity;
  };
  for (size_t i = 0; i < size_; ++i) {
    for (const uint32_t term : terms.lines[i]) {
      postings[term].push_back(static_cast<uint32_t>(i));
      norms[i] += weight_of(term);
    }
  }
  for (size_t term = 0; term < postings.size(); ++term) {
    const double weight = weight_of(static_cast<uint32_t>(term));
    for (const uint32_t i : postings[term]) {
      for (const uint32_t j : postings[term]) values_[i * size_ + j] += weight;
    }
  }
  for (size_t i = 0; i < size_; ++i) {
    for (size_t j = 0; j < size_; ++j) {
      const double norm = std::sqrt(norms[i] * norms[j]);
      if (norm > 0) values_[i * size_ + j] /= norm;
    }
  }
}

std::vector<std::vector<double>> Likeness::Divide(double stickiness) const {
  std::vector<double> first(size_, 0.0);  // square roots of the degrees
  std::vector<double> matrix(values_);
  for (size_t i = 0; i < size_; ++i) {
    matrix[i * size_ + i] = 0;
    if (i > 0) matrix[i * size_ + i - 1] += stickiness;
    if (i + 1 < size_) matrix[i * size_ + i + 1] += stickiness;
    for (size_t j = 0; j < size_; ++j) first[i] += matrix[i * size_ + j];
    first[i] = std::sqrt(first[i]);
  }
  std::vector<double> scale(size_, 0.0);
  for (size_t i = 0; i < size_; ++i) {
    if (first[i] > 0) scale[i] = 1 / first[i];
  }
  for (size_t i = 0; i < size_; ++i) {
    for (size_t j = 0; j < size_; ++j) {
      matrix[i * size_ + j] *= scale[i] * scale[j];
    }
  }
  Normalize(&first);
  std::vector<std::vector<double>> found = {first};
  for (int n = 0; n < kAxes; ++n) {
    found.push_back(NextEigenvector(matrix, found));
  }
  found.erase(found.begin());
  for (auto& axis : found) {
    for (size_t i = 0; i < size_; ++i) axis[i] *= scale[i];
  }
  return found;
}

}  // namespace zhimai
