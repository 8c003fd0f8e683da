// A generation: the base triples and dictionary that one optimize wrote, and
// the delta collected since.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/order.h"
#include "graph/store/term_id.h"

namespace zhimai {

// What `meta` says of the generation.
struct GenerationMeta {
  uint64_t number = 0;
  uint64_t base_quads = 0;
  uint64_t base_terms = 0;

  std::string Encode() const;
  static Result<GenerationMeta> Decode(std::string_view bytes);
};

struct Generation {
  GenerationMeta meta;
  IriPrefixes prefixes;
  KvFamily dict_base;
  KvFamily dict_delta;
  KvFamily dict_hash;
  KvFamily delta;
  KvFamily stats;
  std::array<KvFamily, 6> orders;

  const KvFamily& order(Order which) const {
    return orders[static_cast<size_t>(which)];
  }
};

// "pso" and 3 give "pso.3".
std::string GenerationFamily(std::string_view stem, uint64_t number);
// The number after the '.'; nothing when `name` is of no generation.
std::optional<uint64_t> GenerationOf(std::string_view name);

// How the families of the store are used, with the stems of the generation's.
std::vector<KvFamilySpec> FamilySpecs();
// The ones of FamilySpecs that live as long as the store.
std::vector<KvFamilySpec> LastingFamilySpecs();

Result<std::shared_ptr<Generation>> CreateGeneration(KvStore* kv,
                                                     uint64_t number,
                                                     IriPrefixes prefixes);
// kCorruption when a family is missing.
Result<std::shared_ptr<Generation>> OpenGeneration(const KvStore& kv,
                                                   const GenerationMeta& meta,
                                                   IriPrefixes prefixes);
// Whatever families of this number there are.
Status DropGeneration(KvStore* kv, uint64_t number);

}  // namespace zhimai
