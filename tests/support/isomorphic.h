// Sameness of datasets up to the names of blank nodes.
#pragma once

#include <vector>

#include "graph/model/term.h"

namespace zhimai::testing {

// Repetitions do not count. For datasets of tests: exponential when very many
// blank nodes look alike.
bool Isomorphic(const std::vector<Quad>& a, const std::vector<Quad>& b);

}  // namespace zhimai::testing
