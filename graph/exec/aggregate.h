// Accumulators of the set functions [18.5.1].
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "graph/exec/value.h"
#include "graph/model/term.h"
#include "graph/sparql/ast.h"

namespace zhimai::sparql {

// One thread at a time; one for each aggregate of each group.
class Accumulator {
 public:
  virtual ~Accumulator() = default;

  // One solution's value of the argument; nothing for a type error. COUNT(*)
  // takes no notice of the value. DISTINCT is done inside, by sameness of
  // terms; but COUNT(DISTINCT *) counts what it is given: the caller must give
  // each row once.
  virtual void Add(const std::optional<Value>& value) = 0;
  // Nothing is the type error, which leaves the variable unbound.
  virtual std::optional<Term> Finish() const = 0;
  // What it holds beyond its own size; grows with DISTINCT, MIN, GROUP_CONCAT.
  virtual size_t memory_bytes() const = 0;
};

// For an Expression of kAggregate. With `deduplicated` the caller has dropped
// repeated values itself, and DISTINCT needs no memory here.
std::unique_ptr<Accumulator> MakeAccumulator(const Expression& aggregate,
                                             bool deduplicated = false);

}  // namespace zhimai::sparql
