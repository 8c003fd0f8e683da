// Syntax tree to algebra, as section 18.2 of the standard says it.
//
// Errors: kInvalidInput (nested too deep), kUnsupported (SERVICE).
#pragma once

#include "graph/base/result.h"
#include "graph/plan/algebra.h"
#include "graph/sparql/ast.h"

namespace zhimai::sparql {

// Levels of the tree: what walks it may recurse.
inline constexpr int kMaxAlgebraDepth = 1000;

// The syntax tree must outlive the algebra only as far as shared pointers in
// it say: the algebra keeps what it needs.
Result<Algebra> Translate(const Query& query);

}  // namespace zhimai::sparql
