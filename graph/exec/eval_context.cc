#include "graph/exec/eval_context.h"

#include "graph/base/regex.h"

namespace zhimai::sparql {
namespace {

// Patterns built from data would otherwise fill the memory.
constexpr size_t kMaxRegexes = 256;

}  // namespace

EvalContext::EvalContext(EvalOptions options)
    : options_(std::move(options)), random_state_(options_.seed) {}

EvalContext::~EvalContext() = default;

Term EvalContext::FreshBlank() {
  return Term::Blank(options_.blank_prefix + std::to_string(next_blank_++));
}

Term EvalContext::BlankFor(std::string_view label) {
  const auto known = labels_.find(label);
  if (known != labels_.end()) return known->second;
  return labels_.emplace(std::string(label), FreshBlank()).first->second;
}

// SplitMix64 (Steele, Lea, Flood 2014): any seed is a good one.
uint64_t EvalContext::Random() {
  uint64_t z = (random_state_ += 0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

void EvalContext::Fail(Status status) {
  if (failure_.ok()) failure_ = std::move(status);
}

Regex* EvalContext::FindRegex(const std::string& pattern,
                              const std::string& flags) {
  if (last_ != nullptr && last_->first.first == pattern &&
      last_->first.second == flags) {
    return last_->second.get();
  }
  const RegexKey key(pattern, flags);
  auto known = regexes_.find(key);
  if (known == regexes_.end()) {
    if (regexes_.size() >= kMaxRegexes) regexes_.clear();
    Result<std::unique_ptr<Regex>> regex = Regex::Compile(pattern, flags);
    known = regexes_.emplace(key, nullptr).first;
    if (regex.ok()) known->second = std::move(regex).value();
  }
  last_ = &*known;
  return known->second.get();
}

}  // namespace zhimai::sparql
