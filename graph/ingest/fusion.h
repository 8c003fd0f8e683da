// What a set of documents says together. Pure functions of the set: neither
// the order of documents nor the history of the graph matters.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "graph/ingest/stored.h"

namespace zhimai {

inline constexpr double kMaxConfidence = 0.99;
// Below: a candidate, no fact.
inline constexpr double kCandidateBelow = 0.5;
// Asserted statements from here on have a plain triple.
inline constexpr double kTruthyAt = 0.7;

// Inside a cluster of near-duplicates the maximum, across clusters noisy-or,
// at most kMaxConfidence, to four decimals. 0 for none.
double FuseConfidence(const std::vector<Contribution>& contributions);

// `core` gives id, subject, predicate, object and modality; qualifiers are
// united. REQUIRES: there is a contribution.
FusedStatement Fuse(const StatementRecord& core,
                    const std::vector<Contribution>& contributions);

bool IsTruthy(const StatementRecord& statement);

struct MergedEntity {
  EntityRecord entity;     // names: the preferred one of each language first
  uint64_t documents = 0;  // that name it
};

// Class and label are those that most documents give, then the smaller bytes;
// names and external ids are united. Without variants: documents == 0.
MergedEntity MergeEntity(std::string_view id,
                         const std::vector<EntityVariant>& variants);

// The preferred name of each language, by language, and all others, sorted.
struct NamesOfEntity {
  std::vector<NameRecord> labels;
  std::vector<NameRecord> aliases;
};
NamesOfEntity SplitNames(const EntityRecord& entity);

}  // namespace zhimai
