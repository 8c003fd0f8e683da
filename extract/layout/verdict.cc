#include "extract/layout/verdict.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "extract/layout/characters.h"

namespace zhimai {
namespace {

constexpr double kCutShare = 0.5;
constexpr std::string_view kKinds[] = {"whole", "cut"};
constexpr std::string_view kOne = "one";

std::string_view TakeWord(std::string_view* line) {
  *line = TrimBlanks(*line);
  const std::string_view word = line->substr(0, line->find(' '));
  line->remove_prefix(word.size());
  return word;
}

// -12.5: what the learning script writes. False for anything else.
bool ReadWeight(std::string_view word, double* weight) {
  const bool negative = StartsWith(word, "-");
  if (negative) word.remove_prefix(1);
  double value = 0;
  double scale = 0;
  size_t digits = 0;
  for (const char c : word) {
    if (c == '.' && scale <= 0) {
      scale = 1;
    } else if (IsAsciiDigit(c)) {
      value = value * 10 + (c - '0');
      scale *= 10;
      ++digits;
    } else {
      return false;
    }
  }
  constexpr size_t kMaxDigits = 12;
  if (digits == 0 || digits > kMaxDigits) return false;
  *weight = (negative ? -value : value) / std::max(scale, 1.0);
  return true;
}

}  // namespace

const std::array<std::string_view, kVerdictFeatures> kVerdictNames = {
    "seams",  "prior", "share",    "lines",      "terms",
    "runs",   "turns", "subjects", "topics",     "likeness",
    "border", "ties",  "reprise",  "recurrence", "titled"};

std::array<double, kVerdictFeatures> VerdictFeaturesOf(
    const SeparationEvidence& e) {
  const auto lines = static_cast<double>(std::max<size_t>(e.lines, 1));
  const double root = std::sqrt(lines);
  const auto runs = static_cast<double>(e.runs);
  return {e.seams / root,
          e.prior / lines,
          e.share,
          std::log(lines),
          std::log(e.terms + 10),
          std::log(runs + 1),
          runs / lines,
          e.subjects / root,
          (e.topics - e.subjects) / root,
          e.likeness,
          e.border,
          e.ties,
          e.reprise,
          e.recurrence / (e.terms + 1),
          e.titled ? 1.0 : 0.0};
}

bool IsCut(const SeparationEvidence& evidence) {
  return evidence.open > kCutShare;
}

Result<Verdict> Verdict::Parse(std::string_view text) {
  Verdict verdict;
  uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (TrimBlanks(line).empty() || StartsWith(line, "#")) continue;
    const std::string_view kind = TakeWord(&line);
    const std::string_view name = TakeWord(&line);
    double weight = 0;
    const bool read = ReadWeight(TakeWord(&line), &weight);
    const auto model = std::find(std::begin(kKinds), std::end(kKinds), kind);
    const auto feature =
        std::find(kVerdictNames.begin(), kVerdictNames.end(), name);
    const bool known = name == kOne || feature != kVerdictNames.end();
    if (!read || !known || model == std::end(kKinds) || !line.empty()) {
      return Status::InvalidInput("is no kind of page, feature and weight")
          .At(number, 1);
    }
    Model& m = verdict.models_[static_cast<size_t>(model - kKinds)];
    if (name == kOne) {
      m.one = weight;
    } else {
      m.weights[static_cast<size_t>(feature - kVerdictNames.begin())] = weight;
    }
  }
  return verdict;
}

double Verdict::Score(const SeparationEvidence& evidence) const {
  const Model& model = models_[IsCut(evidence) ? 1 : 0];
  const auto features = VerdictFeaturesOf(evidence);
  double score = model.one;
  for (size_t i = 0; i < features.size(); ++i) {
    score += model.weights[i] * features[i];
  }
  return score;
}

}  // namespace zhimai
