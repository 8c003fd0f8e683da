// Variables in scope [18.2.1], in order of first appearance; not the blank
// nodes of patterns.
#pragma once

#include <string>
#include <vector>

#include "graph/sparql/ast.h"

namespace zhimai::sparql {

std::vector<std::string> VisibleVariables(const Group& group);
// Of SELECT: its columns.
std::vector<std::string> VisibleVariables(const Query& query);

}  // namespace zhimai::sparql
