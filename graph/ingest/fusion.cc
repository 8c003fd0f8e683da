#include "graph/ingest/fusion.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

namespace zhimai {
namespace {

double Clamp(double value) {
  // Also turns NaN, which compares with nothing, into 0.
  return value > 0 ? std::min(value, 1.0) : 0.0;
}

// Disjoint sets with path halving.
class Clusters {
 public:
  explicit Clusters(size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
  }
  size_t Find(size_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }
  void Join(size_t a, size_t b) { parent_[Find(a)] = Find(b); }

 private:
  std::vector<size_t> parent_;
};

struct Votes {
  std::map<std::string, uint64_t> count;

  void Add(const std::string& value, uint64_t votes) { count[value] += votes; }
  // Most votes, then the smaller one.
  std::string Winner() const {
    std::string best;
    uint64_t most = 0;
    for (const auto& [value, votes] : count) {
      if (votes > most && !value.empty()) {
        best = value;
        most = votes;
      }
    }
    return best;
  }
};

}  // namespace

double FuseConfidence(const std::vector<Contribution>& contributions) {
  Clusters clusters(contributions.size());
  std::unordered_map<uint32_t, size_t> first_with;
  for (size_t i = 0; i < contributions.size(); ++i) {
    for (uint32_t band : contributions[i].bands) {
      const auto [it, added] = first_with.emplace(band, i);
      if (!added) clusters.Join(i, it->second);
    }
  }
  std::map<size_t, double> best;
  for (size_t i = 0; i < contributions.size(); ++i) {
    double& most = best[clusters.Find(i)];
    most = std::max(most, Clamp(contributions[i].confidence));
  }
  // Floating-point products depend on their order, so it is fixed.
  std::vector<double> sorted;
  for (const auto& [cluster, confidence] : best) sorted.push_back(confidence);
  std::sort(sorted.begin(), sorted.end());
  double doubt = 1;
  for (double confidence : sorted) doubt *= 1 - confidence;
  return std::round(std::min(1 - doubt, kMaxConfidence) * 1e4) / 1e4;
}

FusedStatement Fuse(const StatementRecord& core,
                    const std::vector<Contribution>& contributions) {
  ZM_CHECK(!contributions.empty());
  FusedStatement fused;
  fused.record = core;
  std::set<QualifierRecord> qualifiers;
  for (const Contribution& contribution : contributions) {
    qualifiers.insert(contribution.qualifiers.begin(),
                      contribution.qualifiers.end());
  }
  fused.record.qualifiers.assign(qualifiers.begin(), qualifiers.end());
  fused.record.confidence = FuseConfidence(contributions);
  fused.documents = contributions.size();
  return fused;
}

bool IsTruthy(const StatementRecord& statement) {
  return statement.modality == Modality::kAsserted &&
         statement.confidence >= kTruthyAt;
}

MergedEntity MergeEntity(std::string_view id,
                         const std::vector<EntityVariant>& variants) {
  Votes classes;
  Votes labels;
  Votes origins;
  std::map<std::string, Votes> preferred;  // by language
  std::set<NameRecord> names;
  std::set<std::string> external_ids;
  MergedEntity merged;
  for (const EntityVariant& variant : variants) {
    const EntityRecord& entity = variant.entity;
    merged.documents += variant.documents;
    classes.Add(entity.class_name, variant.documents);
    labels.Add(entity.label, variant.documents);
    origins.Add(entity.origin, variant.documents);
    std::set<std::string> languages;
    for (const NameRecord& name : entity.names) {
      names.insert(name);
      if (languages.insert(name.language).second) {
        preferred[name.language].Add(name.text, variant.documents);
      }
    }
    external_ids.insert(entity.external_ids.begin(), entity.external_ids.end());
  }
  merged.entity.id = id;
  merged.entity.class_name = classes.Winner();
  merged.entity.label = labels.Winner();
  merged.entity.origin = origins.Winner();
  for (const auto& [language, votes] : preferred) {
    NameRecord name{votes.Winner(), language};
    if (name.text.empty()) continue;
    names.erase(name);
    merged.entity.names.push_back(std::move(name));
  }
  merged.entity.names.insert(merged.entity.names.end(), names.begin(),
                             names.end());
  merged.entity.external_ids.assign(external_ids.begin(), external_ids.end());
  return merged;
}

NamesOfEntity SplitNames(const EntityRecord& entity) {
  NamesOfEntity split;
  std::map<std::string, NameRecord> labels;
  for (const NameRecord& name : entity.names) {
    if (name.text.empty()) continue;
    if (!labels.emplace(name.language, name).second) {
      split.aliases.push_back(name);
    }
  }
  for (const auto& [language, name] : labels) split.labels.push_back(name);
  std::sort(split.aliases.begin(), split.aliases.end());
  return split;
}

}  // namespace zhimai
