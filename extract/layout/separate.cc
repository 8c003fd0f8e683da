#include "extract/layout/separate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Measured on pairs of transcripts interleaved in blocks of 3 to 12 lines:
// these hold from 0.8 to 0.95 and from 0.05 to 0.3.
constexpr double kStay = 0.85;
constexpr double kSmoothing = 0.1;
constexpr int kRounds = 12;
constexpr size_t kSeedLines = 5;
// A line's evidence is capped so that one long line cannot outweigh the rest.
constexpr double kMaxEvidence = 60;

using Bigrams = std::map<uint64_t, int>;

Bigrams CountBigrams(std::string_view line) {
  Bigrams out;
  char32_t last = 0;
  for (size_t pos = 0; pos < line.size();) {
    const char32_t c = DecodeUtf8(line, &pos);
    if (!IsHan(c) && !(c >= '0' && c <= '9')) continue;
    if (last != 0) ++out[(static_cast<uint64_t>(last) << 32) | c];
    last = c;
  }
  return out;
}

double LogAdd(double a, double b) {
  const double top = std::max(a, b);
  return top + std::log(std::exp(a - top) + std::exp(b - top));
}

class Separator {
 public:
  Separator(std::vector<Bigrams> lines, std::vector<double> seeds)
      : lines_(std::move(lines)), posterior_(std::move(seeds)) {
    for (const Bigrams& line : lines_) {
      for (const auto& [bigram, count] : line) vocabulary_[bigram] = 0;
    }
  }

  // Probability of the second article for each line.
  std::vector<double> Run() {
    for (int round = 0; round < kRounds; ++round) {
      Maximize(round == 0);
      Smooth();
    }
    return posterior_;
  }

 private:
  void Maximize(bool seeds_only) {
    std::map<uint64_t, std::array<double, 2>> counts;
    std::array<double, 2> total = {0, 0};
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (seeds_only && posterior_[i] == 0.5) continue;
      for (const auto& [bigram, n] : lines_[i]) {
        std::array<double, 2>& slot = counts[bigram];
        slot[0] += n * (1 - posterior_[i]);
        slot[1] += n * posterior_[i];
        total[0] += n * (1 - posterior_[i]);
        total[1] += n * posterior_[i];
      }
    }
    const double extra = kSmoothing * static_cast<double>(vocabulary_.size());
    evidence_.assign(lines_.size(), 0);
    for (size_t i = 0; i < lines_.size(); ++i) {
      double sum = 0;
      for (const auto& [bigram, n] : lines_[i]) {
        const auto found = counts.find(bigram);
        const std::array<double, 2> none = {0, 0};
        const auto& slot = found == counts.end() ? none : found->second;
        sum += n * (std::log((slot[1] + kSmoothing) / (total[1] + extra)) -
                    std::log((slot[0] + kSmoothing) / (total[0] + extra)));
      }
      evidence_[i] = std::clamp(sum, -kMaxEvidence, kMaxEvidence);
    }
  }

  void Smooth() {
    const size_t n = lines_.size();
    const double stay = std::log(kStay);
    const double move = std::log(1 - kStay);
    std::vector<std::array<double, 2>> forward(n);
    std::vector<std::array<double, 2>> backward(n, {0, 0});
    for (size_t i = 0; i < n; ++i) {
      for (size_t k = 0; k < 2; ++k) {
        const double before = i == 0 ? 0
                                     : LogAdd(forward[i - 1][k] + stay,
                                              forward[i - 1][1 - k] + move);
        forward[i][k] = before + (k == 1 ? evidence_[i] : 0);
      }
    }
    for (size_t i = n - 1; i-- > 0;) {
      const std::array<double, 2> e = {0, evidence_[i + 1]};
      for (size_t k = 0; k < 2; ++k) {
        backward[i][k] = LogAdd(backward[i + 1][k] + e[k] + stay,
                                backward[i + 1][1 - k] + e[1 - k] + move);
      }
    }
    for (size_t i = 0; i < n; ++i) {
      const double odds =
          forward[i][0] + backward[i][0] - forward[i][1] - backward[i][1];
      posterior_[i] = 1 / (1 + std::exp(std::clamp(odds, -700.0, 700.0)));
    }
  }

  std::vector<Bigrams> lines_;
  std::vector<double> posterior_;
  std::vector<double> evidence_;
  std::map<uint64_t, int> vocabulary_;
};

// Titles go with what follows them, numbered sections of one form with the
// article in which that form of numbering already runs.
void MoveHeadings(std::vector<LayoutLine>* lines) {
  for (size_t i = 0; i + 1 < lines->size(); ++i) {
    LayoutLine& line = (*lines)[i];
    const bool heading =
        line.kind == BlockKind::kTitle ||
        (line.kind == BlockKind::kHeading && line.article >= 0);
    if (!heading) continue;
    for (size_t next = i + 1; next < lines->size(); ++next) {
      const LayoutLine& after = (*lines)[next];
      if (after.article < 0) break;
      if (after.kind == BlockKind::kHeading ||
          after.kind == BlockKind::kTitle) {
        continue;
      }
      line.article = after.article;
      break;
    }
  }
}

}  // namespace

int SeparateInterleaved(const CleanText& text, std::vector<LayoutLine>* lines) {
  std::vector<size_t> marks;
  std::vector<size_t> body;
  for (size_t i = 0; i < lines->size(); ++i) {
    if ((*lines)[i].continuation_mark) marks.push_back(body.size());
    if ((*lines)[i].article == 0) body.push_back(i);
  }
  if (marks.size() != 2 || body.size() < 2 * kSeedLines) return 1;
  std::vector<Bigrams> bigrams;
  for (size_t i : body) {
    bigrams.push_back(CountBigrams((*lines)[i].span.In(text.text)));
  }
  std::vector<double> seeds(body.size(), 0.5);
  for (size_t k = 0; k < kSeedLines; ++k) {
    if (marks[0] + k < marks[1]) seeds[marks[0] + k] = 0;
    if (marks[1] + k < body.size()) seeds[marks[1] + k] = 1;
  }
  const std::vector<double> posterior =
      Separator(std::move(bigrams), std::move(seeds)).Run();
  for (size_t i = 0; i < body.size(); ++i) {
    (*lines)[body[i]].article = posterior[i] > 0.5 ? 1 : 0;
  }
  MoveHeadings(lines);
  // Each article has a dateline of its own: it belongs to the line before it.
  for (size_t i = 1; i < lines->size(); ++i) {
    LayoutLine& line = (*lines)[i];
    if (line.kind == BlockKind::kDateline && (*lines)[i - 1].article >= 0) {
      line.article = (*lines)[i - 1].article;
    }
  }
  return 2;
}

}  // namespace zhimai
