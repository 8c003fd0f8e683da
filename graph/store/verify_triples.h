// The part of verify that looks at dictionary, blocks and delta. Not a public
// header.
#pragma once

#include <cstdint>
#include <string>

#include "graph/base/status.h"
#include "graph/store/core.h"
#include "graph/store/store.h"

namespace zhimai {

// Collects up to VerifyReport::kMaxProblems lines.
class Problems {
 public:
  explicit Problems(VerifyReport* report) : report_(report) {}

  void Add(std::string problem);
  // True when there was one.
  bool AddIf(const Status& status);

 private:
  VerifyReport* report_;
};

// A sum over a set that does not depend on the sequence: two walks over the
// same set in different orders must give the same.
struct SetSum {
  uint64_t count = 0;
  uint64_t sum = 0;

  // Of a well-mixed hash of the member.
  void Add(uint64_t hash) {
    ++count;
    sum += hash;
  }
  friend bool operator==(const SetSum&, const SetSum&) = default;
};

void VerifyTriples(const StoreCore& core, const StoreCore::View& view,
                   VerifyReport* report, Problems* problems);

}  // namespace zhimai
